"""What one cell of a table can hold, and how a person sees it."""

import datetime as dt
import re

from qi_lib.tables.dates import read_day

__all__ = ["Cell", "Percent", "is_blank", "read_cell_day", "read_number", "say_cell"]


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
_DECIMAL_COMMA = re.compile(r"[-+−]?\d+,\d+")
# Excel counts days from 30 December 1899; the range is 1954 to 2119, so a count is not a date.
_EXCEL_ZERO = dt.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 80_000)
_YEARS = range(1990, 2101)
_QUARTER = re.compile(
    r"(?:q(?P<a>[1-4])[\s/-]*(?P<b>\d{4})|(?P<c>\d{4})[\s/-]*q(?P<d>[1-4]))", re.I
)


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


def read_number(cell: Cell, *, has_decimal_comma: bool = False) -> float | None:
    """Read a number, with its thousands separators, per cent or pound sign if it has them."""
    if isinstance(cell, float):
        return cell
    if not isinstance(cell, str):
        return None
    text = re.sub(r"[\s\u00a0\u202f']", "", cell).strip("£%").replace("−", "-")
    if has_decimal_comma and _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def read_cell_day(cell: Cell) -> dt.date | None:
    """Read a date in any of the ways a spreadsheet holds one; `None` when it is none."""
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float):
        return _from_number(cell)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        number = int(quarter["a"] or quarter["d"])
        return dt.date(int(quarter["b"] or quarter["c"]), 3 * number - 2, 1)
    return _from_number(float(text)) if re.fullmatch(r"\d{4,5}", text) else read_day(text)


def _from_number(number: float) -> dt.date | None:
    if int(number) in _EXCEL_DAYS:
        return _EXCEL_ZERO + dt.timedelta(days=int(number))
    return dt.date(int(number), 1, 1) if number in _YEARS else None
