"""Files that are not what their name says, and what their cells hold."""

import datetime as dt
import io
import tracemalloc
import zipfile

import openpyxl
import pytest

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell, Percent
from qi_lib.tables.opening.book import Book
from qi_lib.tables.opening.files import Device, open_file, open_pasted
from qi_lib.tables.opening.size_limits import MAX_BYTES

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _cells(book: Book, sheet: int = 0) -> list[tuple[Cell, ...]]:
    return [row.cells for row in book.sheets[sheet].rows]


def _workbook(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # it has a sheet
    return book


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _word(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        xml = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _word_row(*cells: str) -> str:
    inner = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{inner}</w:tr>"


def test_web_page_called_xls_is_read() -> None:
    page = (
        b"<html><style>td {color: red}</style><table><tr><th>Month</th><th>Falls</th></tr>"
        b"<tr><td>Apr-24</td><td> 9 &amp;<br>more</td></tr></table></html>"
    )

    assert _cells(open_file(page, "falls.xls")) == [("Month", "Falls"), ("Apr-24", "9 & more")]


def test_cells_of_a_web_page_reach_over_columns_and_rows() -> None:
    page = (
        b"<table><tr><td rowspan=2>Month</td><td colspan=2>Ward 7</td></tr>"
        b"<tr><td>Falls</td><td>Bed days</td></tr></table>"
    )

    book = open_file(page, "falls.xls")

    assert _cells(book) == [("Month", "Ward 7", ""), ("", "Falls", "Bed days")]
    assert book.sheets[0].merged == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_tables_of_a_web_page_are_sheets() -> None:
    first = b"<table><caption>Ward 7</caption><tr><td>1</td></tr></table>"
    page = first + b"<table><tr><td>2</td></tr></table>"

    assert [sheet.name for sheet in open_file(page, "x.html").sheets] == ["Ward 7", "Table 2"]


def test_web_page_without_a_table_is_refused() -> None:
    with pytest.raises(Refused, match="without a table"):
        open_file(b"<html><p>Sign in again</p></html>", "falls.xls")


def test_web_page_saved_in_one_file_is_read() -> None:
    content = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<table><tr><td>Apr=2D24</td><td>9</td></tr></table>\n--x--\n"
    )

    assert _cells(open_file(content, "falls.xls")) == [("Apr-24", "9")]


def test_workbook_in_xml_is_read_with_its_dates_percentages_and_gaps() -> None:
    content = b"""<?xml version="1.0"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
      <Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.0%"/></Style></Styles>
      <Worksheet ss:Name="Data"><Table>
      <Row ss:Index="3"><Cell><Data ss:Type="DateTime">2024-04-01T00:00:00.000</Data></Cell>
      <Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="Number">0.845</Data></Cell></Row>
      </Table></Worksheet></Workbook>"""

    book = open_file(content, "falls.xls")

    row = book.sheets[0].rows[0]
    assert (book.sheets[0].name, row.number) == ("Data", 3)
    assert row.cells == (dt.date(2024, 4, 1), None, 0.845)
    assert isinstance(row.cells[2], Percent)


def test_tables_of_a_word_document_are_called_by_the_words_above() -> None:
    table = f"<w:tbl>{_word_row('Month', 'Falls')}{_word_row('Apr-24', '9')}</w:tbl>"

    book = open_file(_word(_paragraph("Falls on Ward 7") + table), "report.docx")

    assert book.sheets[0].name == "Falls on Ward 7"
    assert _cells(book) == [("Month", "Falls"), ("Apr-24", "9")]


def test_word_document_without_a_table_is_refused() -> None:
    with pytest.raises(Refused, match="Word document without a table"):
        open_file(_word(_paragraph("We had nine falls")), "report.docx")


def test_percentages_of_a_workbook_are_known_by_their_format() -> None:
    book = _workbook(["Month", "Done"], ["Apr-24", 0.845], ["May-24", 0.9])
    book.active["B2"].number_format = "0.0%"  # type: ignore[index]  # it has a sheet

    cells = _cells(open_file(_saved(book), "x.xlsx"))

    assert isinstance(cells[1][1], Percent)
    assert not isinstance(cells[2][1], Percent)


def test_rows_keep_the_numbers_that_they_have_in_the_sheet() -> None:
    book = openpyxl.Workbook()
    book.active["C5"] = "Month"  # type: ignore[index]  # it has a sheet

    row = open_file(_saved(book), "x.xlsx").sheets[0].rows[0]

    assert (row.number, row.cells) == (5, (None, None, "Month"))


def test_times_hidden_sheets_and_merged_cells_are_kept() -> None:
    book = _workbook(["Ward 7", None], [dt.datetime(2025, 4, 1, 9, 30), dt.timedelta(hours=33)])
    book.active.merge_cells("A1:B1")  # type: ignore[union-attr]  # it has a sheet
    book.create_sheet("Old").sheet_state = "hidden"

    opened = open_file(_saved(book), "x.xlsx")

    assert _cells(opened)[1] == (dt.datetime(2025, 4, 1, 9, 30), dt.timedelta(hours=33))
    assert opened.sheets[0].merged == ((1, 0, 1, 1),)
    assert [sheet.is_hidden for sheet in opened.sheets] == [False, True]


@pytest.mark.parametrize(
    ("device", "what"),
    [
        ("apple", "is a photo, not a table. Open the picture in Photos"),
        ("computer", "is a photo, not a table. Give the spreadsheet that it shows"),
        ("", "or type the numbers. On an iPad or iPhone: open the picture"),
    ],
)
def test_photo_is_refused_with_what_to_do_on_this_device(device: Device, what: str) -> None:
    with pytest.raises(Refused, match=what):
        open_file(b"\x00\x00\x00\x24ftypheic", "IMG_1.HEIC", device=device)


def test_link_to_a_google_sheet_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refused, match="File, Download, Microsoft Excel"):
        open_file(b'{"url": "https://docs.google.com/x"}', "falls.gsheet")


# Text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_read_in_any_encoding_excel_writes(encoding: str) -> None:
    text = "Date,Café falls\n01/04/2025,9\n01/05/2025,7\n"

    cells = _cells(open_file(text.encode(encoding), "falls.csv"))

    assert cells[0] == ("Date", "Café falls")
    assert len(cells) == 3


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_are_found_whatever_parts_them(mark: str) -> None:
    text = f"Falls on Elm\nDate{mark}Falls\n01/04/2025{mark}9\n01/05/2025{mark}7\n"

    assert _cells(open_file(text.encode(), "falls.csv"))[1:] == [
        ("Date", "Falls"),
        ("01/04/2025", "9"),
        ("01/05/2025", "7"),
    ]


def test_semicolons_come_with_decimal_commas() -> None:
    cells = _cells(open_pasted("Date;Wait\n1/4/2025;12,5\n2/4/2025;1.012,0\n3/4/2025;9"))

    assert [row[1] for row in cells] == ["Wait", "12.5", "1012.0", "9"]


def test_one_cell_is_no_table() -> None:
    with pytest.raises(Refused, match="one cell, not a table"):
        open_pasted("We had nine falls in March")


# Refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"\xff\xd8\xff\xe0 ...", "is a photo"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"", "is empty"),
        (b"  \n\n ", "is empty"),
        (b",,\n,,\n", "the sheet is empty"),
        (b"PK\x03\x04 broken", "is damaged"),
        (bytes(range(1, 256)).replace(b"\x81", b"") * 9 + b"\x81", "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "cannot be opened"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(content: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what):
        open_file(content, "falls.csv")


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("photo.jpg", "a zip file"),
        ("ppt/presentation.xml", "a presentation"),
        ("Index/Document.iwa", "In Numbers: Share, Export, Excel, then give us that file"),
    ],
)
def test_other_kinds_of_zip_are_refused(inner: str, what: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inner, "<x/>")

    with pytest.raises(Refused, match=what):
        open_file(file.getvalue(), "falls.xlsx")


def test_fifty_megabytes_are_refused_without_memory() -> None:
    content = b"01/04/2025,9\n" * 4_000_000
    tracemalloc.start()

    with pytest.raises(Refused, match="the most is 10 MB"):
        open_file(content, "falls.csv")

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_more_rows_than_the_most_are_refused() -> None:
    content = b"1/4/25,9\n" * 200_001
    assert len(content) < MAX_BYTES

    with pytest.raises(Refused, match="more than 200,000 rows"):
        open_file(content, "falls.csv")


def test_workbook_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 151_000_000)

    with pytest.raises(Refused, match="far more than"):
        open_file(file.getvalue(), "falls.xlsx")
