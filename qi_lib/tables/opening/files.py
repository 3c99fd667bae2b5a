"""Open what a person brings, by what is in it and not by what it is called."""

import io
import re
import zipfile
from typing import Literal

from qi_lib.errors import Refused
from qi_lib.tables.opening.book import ADVICE, Book
from qi_lib.tables.opening.size_limits import MAX_BYTES
from qi_lib.tables.opening.text_files import decode, read_text
from qi_lib.tables.opening.web_tables import is_web_archive, read_web_archive, read_web_page
from qi_lib.tables.opening.workbooks import check_unpacked, read_workbook
from qi_lib.tables.opening.xml_tables import read_word, read_xml_workbook

__all__ = ["Device", "open_file", "open_pasted"]

Device = Literal["", "apple", "computer"]

_WANTED = "Give an Excel workbook (.xlsx) or a CSV file."
_PAPER = "Ask for the spreadsheet that it was made from."
_PHOTO_ON_APPLE = (
    "Open the picture in Photos, press on the numbers until they are marked, tap Copy, then paste "
    "them here."
)
_PHOTO = "Give the spreadsheet that it shows, or type the numbers."
_PDF_ON_APPLE = (
    "Open it in Files, press on the table until it is marked, tap Copy, then paste it here."
)
_PDF = "Open it, mark the table with the mouse, copy it, then paste it here."
_NUMBERS = "In Numbers: Share, Export, Excel, then give us that file."
_UNPACK = "Open it, take out the spreadsheet, then give us that file."
# What the first bytes say, what the thing is called, what to do on an iPad, and elsewhere.
_SIGNATURES = (
    (b"%PDF", "a PDF document", f"{_PAPER} Or: {_PDF_ON_APPLE}", f"{_PAPER} Or: {_PDF}"),
    (b"\x89PNG", "a picture", _PHOTO_ON_APPLE, _PHOTO),
    (b"\xff\xd8\xff", "a photo", _PHOTO_ON_APPLE, _PHOTO),
    (b"GIF8", "a picture", _PHOTO_ON_APPLE, _PHOTO),
    (b"RIFF", "a picture or a film", _PHOTO_ON_APPLE, _PHOTO),
    (b"{\\rtf", "a text document", _WANTED, _WANTED),
    (b"\x1f\x8b", "a compressed file", _UNPACK, _UNPACK),
    (b"Rar!", "a compressed file", _UNPACK, _UNPACK),
    (b"7z\xbc\xaf", "a compressed file", _UNPACK, _UNPACK),
)
_HEIC = ["a photo", _PHOTO_ON_APPLE, _PHOTO]
_WORKBOOK = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_WEB_PAGE = re.compile(
    r"\s*<(?:!doctype html|html|head|body|meta|style|table|div|!--)", re.IGNORECASE
)
_GOOGLE_LINK = re.compile(r'\s*\{.*"(?:doc_id|url)"', re.DOTALL)


def open_file(content: bytes, filename: str, *, device: Device = "") -> Book:
    """Open a workbook, a text file of values, a web page's or a Word document's tables.

    Args:
        content: the file.
        filename: what it is called; only sentences use it.
        device: on what the person works, for the sentence that says what to do there.

    Returns:
        Its sheets, as they are.

    Raises:
        Refused: with a sentence for the person: wrong kind, empty, too large, protected, damaged.
    """
    name = f"“{filename}”"
    if len(content) > MAX_BYTES:
        raise Refused(f"{name} is too large: the most is {MAX_BYTES // 1_000_000} MB. {ADVICE}")
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused(f"{name} is empty. Choose another file.")
    _refuse_pictures(content, name, device)
    book = _open(content, name)
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused(f"{name} has no numbers in it: the sheet is empty.")
    return book


def open_pasted(text: str) -> Book:
    """Open what was copied from a spreadsheet; raises `Refused` as `open_file` does."""
    if len(text.encode()) > MAX_BYTES:
        raise Refused(f"That is too much to paste. Upload it as a file. {ADVICE}")
    book = read_text(text, "what you pasted")
    if not book.sheets[0].rows:
        raise Refused("There is nothing in the box yet. Copy the cells in your spreadsheet first.")
    if len(book.sheets[0].rows) == 1 and len(book.sheets[0].rows[0].cells) == 1:
        raise Refused("That is one cell, not a table. Copy a column of dates and one of numbers.")
    return book


def _refuse_pictures(content: bytes, name: str, device: Device) -> None:
    signed = [found for signature, *found in _SIGNATURES if content.startswith(signature)]
    if content[4:8] == b"ftyp":
        signed.append(_HEIC)
    for what, on_apple, elsewhere in signed:
        advice = _advice(on_apple, elsewhere, device)
        raise Refused(f"{name} is {what}, not a table. {advice}")


def _advice(on_apple: str, elsewhere: str, device: Device) -> str:
    if on_apple == elsewhere or device:
        return on_apple if device == "apple" else elsewhere
    return f"{elsewhere} On an iPad or iPhone: {on_apple[0].lower()}{on_apple[1:]}"


def _open(content: bytes, name: str) -> Book:
    if content.startswith(b"PK"):
        return _open_zip(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return read_workbook(content, name)
    if is_web_archive(content):
        return read_web_archive(content, name)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:2000]:
        return read_xml_workbook(content, name)
    text = decode(content, name)
    if _WEB_PAGE.match(text):
        return read_web_page(text, name)
    if name.endswith(".gsheet”") and _GOOGLE_LINK.match(text):
        raise Refused(
            f"{name} is only a link. In Google Sheets: File, Download, Microsoft Excel, then give "
            "us that file."
        )
    return read_text(text, name)


def _open_zip(content: bytes, name: str) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            check_unpacked(archive, name)
            if "word/document.xml" in names:
                return read_word(archive, name)
    except zipfile.BadZipFile as error:
        raise Refused(f"{name} is damaged. Save it again and try once more.") from error
    if names & _WORKBOOK:
        return read_workbook(content, name)
    if any(one.endswith(".iwa") for one in names):
        raise Refused(f"{name} is made with Apple Numbers. {_NUMBERS}")
    if "ppt/presentation.xml" in names:
        raise Refused(
            f"{name} is a presentation, not a table. Open it, mark the table, copy it, then paste "
            "it here."
        )
    raise Refused(f"{name} is a zip file, not a table. {_UNPACK}")
