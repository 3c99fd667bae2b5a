"""The observations of a measure as a CSV file that spreadsheets open well."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable

from pydantic import ValidationError

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.tables.dates import read_day

__all__ = ["MOST_ROWS", "read_observations", "write_observations"]

MOST_ROWS = 200_000
_COLUMNS = ("when", "value", "numerator", "denominator", "values", "note")
_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for something else
# Excel would run a note that begins like this; an apostrophe before it makes it a text.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@]")


def write_observations(observations: Iterable[Observation]) -> str:
    """Write a header and one row for each date, dates as `2025-04-03`."""
    text = io.StringIO(_BYTE_ORDER_MARK, newline="")
    text.seek(0, io.SEEK_END)
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for one in observations:
        numbers = [_write_number(n) for n in (one.value, one.numerator, one.denominator)]
        note = f"'{one.note}" if _LIKE_A_FORMULA.match(one.note) else one.note
        several = " ".join(map(_write_number, one.values))
        rows.writerow([one.when.isoformat(), *numbers, several, note])
    return text.getvalue()


def read_observations(content: bytes, name: str) -> list[Observation]:
    """Read what `write_observations` wrote, also after a spreadsheet has saved it again.

    Raises `Refused`, with the file, the row and what is wrong with it.
    """
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = [cell.strip() for cell in next(rows, [])]
        if "when" not in header or set(header) - set(_COLUMNS) or len({*header}) < len(header):
            raise Refused(f"“{name}” must have the columns {', '.join(_COLUMNS)} in its first row.")
        return _read_rows(enumerate(rows, start=2), header, name)
    except UnicodeDecodeError as error:
        raise Refused(f"“{name}” is not in UTF-8. Save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise Refused(f"“{name}” cannot be read as a table. Check its quotation marks.") from error


def _read_rows(
    rows: Iterable[tuple[int, list[str]]], header: list[str], name: str
) -> list[Observation]:
    found: dict[dt.date, Observation] = {}
    for number, cells in rows:
        if not any(cells):
            continue
        place = f"Row {number} of “{name}”"
        if len(cells) > len(header):
            raise Refused(f"{place} has more cells than there are columns.")
        if len(found) >= MOST_ROWS:
            raise Refused(f"“{name}” has more than {MOST_ROWS:,} rows, which no measure takes.")
        point = _read_row(dict(zip(header, cells, strict=False)), place)
        if found.setdefault(point.when, point) is not point:
            raise Refused(f"{place}: its date is there twice. Keep one row for each date.")
    return sorted(found.values(), key=lambda point: point.when)


def _read_row(cells: dict[str, str], place: str) -> Observation:
    when = _read_date(cells["when"])
    if when is None:
        raise Refused(f"{place} has no date that can be read. Write it as 2025-04-03.")
    note = cells.get("note", "")
    note = note.removeprefix("'") if _LIKE_A_FORMULA.match(note) else note
    try:
        numbers = {
            column: float(cells[column])
            for column in ("value", "numerator", "denominator")
            if cells.get(column, "").strip()
        }
        several = tuple(map(float, cells.get("values", "").split()))
    except ValueError:
        raise Refused(f"{place} has a number that cannot be read.") from None
    try:
        return Observation(when=when, note=note, values=several, **numbers)
    except ValidationError as error:
        said = error.errors(include_input=False)[0]["msg"].removeprefix("Value error, ")
        raise Refused(f"{place} does not fit: {said[:1].lower()}{said[1:].rstrip('.')}.") from None


def _read_date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return read_day(text)


def _write_number(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
