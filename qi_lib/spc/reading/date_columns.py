"""Columns of dates written as text: all in one way, in one time zone, or refused by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.errors import DataError
from qi_lib.spc.reading.dates_in_text import looks_like_date, make_date, match_date

__all__ = ["Dates", "from_zone", "read_dates"]

Dates = npt.NDArray[np.datetime64]

_HOME = "Europe/London"
_RIGHT = "Write it as 2024-03-31 or 31/03/2024"


def read_dates(texts: Sequence[str], called: str) -> tuple[Dates, str | None, list[str]] | None:
    """Read a column of text as dates; None where it holds names.

    Returns the dates, the time zone they are in (None if nobody says), and what a reader
    should know. `called` is what messages call the column.
    """
    codes, unique = pd.factorize(np.asarray(texts, dtype=object))
    order: list[int] = codes.tolist()
    found = [match_date(text) for text in unique]
    if not any(found):
        meant = [looks_like_date(text) for text in unique]
        if True not in meant:
            return None
        row = order.index(meant.index(True))
        raise DataError(
            f"Row {row + 1} of {called} is {texts[row]!r}, which looks like a date but cannot be "
            f"read. {_RIGHT}, or make the column categorical."
        )
    ways = [pair[0] if pair else "" for pair in found]
    at = [ways[code] for code in order]
    usual = max(sorted(set(at), reverse=True), key=at.count)
    if any(way != usual for way in ways):
        _refuse_the_odd_one(texts, at, usual, called)
    made = [make_date(pair[1]) if pair else None for pair in found]
    if None in made:
        row = order.index(made.index(None))
        read = "" if usual == "in words" else f" when read {usual}"
        raise DataError(
            f"Row {row + 1} of {called} is {texts[row]!r}, which is no date{read}. {_RIGHT}."
        )
    moments = [moment for moment in made if moment is not None]
    notes = []
    if usual == "day first" and all(moment.day <= 12 for moment in moments):
        first = moments[order[0]]
        said = f"{first.day} {first:%B %Y}"
        notes = [f"Dates are read day first: {texts[0]} is {said}."]
    if all(moment.tzinfo is None for moment in moments):
        return np.array(moments, "datetime64[us]")[codes], None, notes
    dates, zone, more = _with_offsets(moments, codes, texts, called)
    return dates, zone, notes + more


def from_zone(utc: pd.DatetimeIndex, zone: object) -> tuple[Dates, str | None, list[str]]:
    """Write moments as clocks show them, or in UTC where clocks go back between them."""
    local = utc.tz_convert(zone)  # type: ignore[arg-type]
    clock = local.tz_localize(None).to_numpy().astype("datetime64[us]")
    moments = utc.tz_localize(None).to_numpy().astype("datetime64[us]")
    order = np.argsort(moments, kind="stable")
    later, later_by_clock = np.diff(moments[order]), np.diff(clock[order])
    if not ((later > 0) & (later_by_clock <= 0)).any():
        return clock, str(local.tz), []
    why = "the clocks go back between these points, and no two hours may become one"
    return moments, "UTC", [f"Times are in UTC, because {why}."]


def _refuse_the_odd_one(texts: Sequence[str], ways: list[str], usual: str, called: str) -> None:
    """Name the first row that is written unlike most of them."""
    row = next(i for i, way in enumerate(ways) if way != usual)
    said = f"Row {row + 1} of {called} is {texts[row]!r}, "
    if not usual:
        why = "which looks like a date, but other rows are names. Correct it"
        raise DataError(f"{said}{why}, or make the column categorical.")
    if not ways[row]:
        raise DataError(f"{said}but most rows are dates. {_RIGHT}, or delete the row.")
    like = texts[ways.index(usual)]
    raise DataError(f"{said}but most dates are written like {like!r}. Write it in the same way.")


def _with_offsets(
    moments: list[datetime], codes: npt.NDArray[np.intp], texts: Sequence[str], called: str
) -> tuple[Dates, str | None, list[str]]:
    """Write moments with offsets as clocks showed them: by one offset, or by British time."""
    for code, moment in enumerate(moments):
        if moment.tzinfo is None:
            row = codes.tolist().index(code)
            right = "has no offset from UTC, but other rows have one. Add it"
            raise DataError(f"Row {row + 1} of {called}, {texts[row]!r}, {right}.")
    offsets = {moment.utcoffset() for moment in moments}
    utc = pd.to_datetime([moment.astimezone(UTC) for moment in moments])[codes]
    if len(offsets) == 1:
        return from_zone(utc, moments[0].tzinfo)
    home = utc.tz_convert(_HOME).tz_localize(None)
    written = pd.DatetimeIndex([moment.replace(tzinfo=None) for moment in moments])[codes]
    if (home == written).all():
        return from_zone(utc, _HOME)
    dates, zone, _ = from_zone(utc, "UTC")
    return dates, zone, ["Times are in UTC, because their offsets from it differ."]
