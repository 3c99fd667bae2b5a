"""What one cell of a table can hold, and how a person sees it."""

import datetime as dt
import re

__all__ = ["Cell", "Percent", "is_blank", "read_number", "say_cell"]


class Percent(float):
    """A share that the spreadsheet shows as a percentage: 0.845, shown as 84.5%."""

    __slots__ = ()


# A `dt.datetime` is a `dt.date`; a `Percent` is a `float`.
Cell = str | float | dt.date | dt.time | dt.timedelta | None
_BLANKS = {
    "",
    "-",
    "–",
    "—",
    ".",
    "..",
    "n/a",
    "na",
    "#n/a",
    "nan",
    "null",
    "not recorded",
    "missing",
}
_PLAIN = re.compile(r"[-+−]?(?:\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)")


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing: empty, a dash, "n/a"."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _BLANKS)


def say_cell(cell: Cell) -> str:
    """Write a cell as a person sees it in the file."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, Percent):
        return f"{100 * cell:.10g}%"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return f"{cell:%H:%M}" if isinstance(cell, dt.time) else f"{cell:%d/%m/%Y}"


def read_number(cell: Cell) -> float | None:
    """Read a number, with its thousands separators, per cent or pound sign if it has them."""
    if isinstance(cell, float):
        return cell
    if not isinstance(cell, str):
        return None
    # A space parts thousands; “9 15” is two numbers, not 915.
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))", "", cell)
    text = joined.strip().strip("£%").strip().replace("−", "-")
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None
