"""Files that are not what their name says, and what their cells hold."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell, Percent
from qi_lib.tables.opening.book import Book
from qi_lib.tables.opening.files import Device, open_file, open_pasted

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


def test_pasted_semicolons_come_with_decimal_commas() -> None:
    assert open_pasted("Date;Wait\n1/4/2025;12,5").sheets[0].has_decimal_comma
