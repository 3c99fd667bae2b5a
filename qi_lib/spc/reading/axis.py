"""The time axis: dates, numbers or names, read as keys that sort, and said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.argument_checks import check_number, check_whole
from qi_lib.spc.arrays.array_types import numbered
from qi_lib.spc.errors import ArgumentError, DataError, _one_of
from qi_lib.spc.reading.columns import Column, called, take
from qi_lib.spc.reading.date_columns import from_zone, read_dates
from qi_lib.spc.reading.dates_in_text import read_date
from qi_lib.spc.reading.london_midnights import LONDON, days_of_midnights
from qi_lib.spc.reading.periods_in_text import (
    months_in_figures,
    read_financial_years,
    read_period,
    read_periods,
)
from qi_lib.spc.records import record

__all__ = ["Axis", "Note", "read_axis"]

# The zones of times that may have been stored in UTC; None where nobody says.
_UTC = (None, "UTC", "Etc/UTC", "tzutc()")

Note: TypeAlias = tuple[int | None, str]
"""What a careful reader should know, of one facet by its number, or of all (None)."""


@record
class Axis:
    """The time axis as given: sortable `keys`, and what they stand for."""

    kind: Literal["date", "number", "category"]
    keys: npt.NDArray[Any]  # datetime64[us], numbers, or the codes of categories
    names: tuple[str, ...] = ()  # of categories, by code
    is_counted: bool = False  # 1, 2, 3, …, for want of anything else
    zone: str | None = None  # that dates are in, if anybody said
    year_starts: int = 4  # the month with which the year of "Q1 2020" begins
    is_months: bool = False  # months written as figures: 202301
    notes: tuple[Note, ...] = ()  # what a reader should know of how dates were read

    @classmethod
    def counted(cls, size: int) -> Axis:
        """Number the rows from 1."""
        return cls("number", numbered(size + 1)[1:], is_counted=True)

    def locate(self, place: object, argument: str) -> Any:
        """Turn a place that a person names into a key that compares with `keys`."""
        if self.kind == "category":
            if str(place) in self.names:
                return self.names.index(str(place))
            raise ArgumentError(argument, place, _one_of(self.names, place))
        if self.kind == "number":
            return check_number(argument, place)
        moment = _moment(place, self.year_starts)
        if moment is None:
            right = "Give a date such as 2025-03-31 or 31/3/2025, because x holds dates."
            raise ArgumentError(argument, place, right)
        if moment.tzinfo is not None:
            moment = moment.tz_convert(self.zone) if self.zone else moment
            moment = moment.tz_localize(None)
        return np.datetime64(moment, "us")

    def position(self, place: object, argument: str) -> int | None:
        """Read a whole number as a position, counted from 1, where x is no number itself."""
        is_whole = isinstance(place, (int, np.integer)) and not isinstance(place, bool)
        if self.kind == "number" or not is_whole or (self.is_months and int(str(place)) > 9999):
            return None
        return check_whole(argument, place, least=1, of="points")

    def say(self, key: Any) -> str:  # Any: a key of the axis, whatever its kind
        """Say where on the axis a point is."""
        if self.kind == "date":
            stamp = pd.Timestamp(key)
            return f"{stamp.day} {stamp:%B %Y}"
        if self.kind == "category":
            return self.names[int(key)]
        return f"{key:g}"


def _moment(place: object, year_starts: int) -> pd.Timestamp | None:
    """Read a date or a period that a person gives; None where it is none."""
    if isinstance(place, int) and not isinstance(place, bool):
        place = read_period(str(place), year_starts)
    if isinstance(place, str):
        place = read_date(place) or read_period(place, year_starts)
    if isinstance(place, pd.Period):
        place = place.to_timestamp()
    if not isinstance(place, (date, np.datetime64)):
        return None
    moment = pd.Timestamp(place)
    return moment if isinstance(moment, pd.Timestamp) else None  # not a time is no date


def read_axis(
    data: pd.DataFrame | None,
    column: Column,
    *,
    keeps_hours: bool = True,
    year_starts: int | None = None,
) -> Axis:
    """Read the time axis: dates and periods (text too), numbers, or names in the order given.

    Where hours matter, none is lost when the clocks go back. `year_starts` is the month with
    which the year of quarters begins.
    """
    axis = _read(data, column, keeps_hours, year_starts)
    if axis.kind != "date" or axis.zone not in _UTC:
        return axis
    days, said = days_of_midnights(axis.keys, is_said=axis.zone is not None)
    if days is None:
        return axis
    zone = axis.zone and LONDON
    return replace(axis, keys=days, zone=zone, notes=(*axis.notes, *_of_all([said])))


def _read(
    data: pd.DataFrame | None, column: Column, keeps_hours: bool, year_starts: int | None
) -> Axis:
    series = take(data, column, "x")
    name = called(column, "x")
    missing = np.flatnonzero(series.isna().to_numpy(dtype=bool))
    if len(missing):
        row = int(missing[0]) + 1
        raise DataError(f"Row {row} of {name} has no date. Add one or delete the row.")
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        names = tuple(str(name) for name in dtype.categories)
        return Axis("category", series.cat.codes.to_numpy(dtype=np.int64), names)
    if isinstance(dtype, pd.PeriodDtype):
        series = series.dt.to_timestamp()
    if series.dtype.kind == "M":
        return _axis_of_dates(pd.DatetimeIndex(series), keeps_hours)
    if dtype.kind in "fiub":
        return _axis_of_numbers(series.to_numpy(copy=True), name)
    return _axis_from_objects(series, name, keeps_hours, year_starts)


def _axis_of_dates(dates: pd.DatetimeIndex, keeps_hours: bool) -> Axis:
    if dates.tz is None:
        return Axis("date", dates.to_numpy().astype("datetime64[us]"))
    if not keeps_hours:
        local = dates.tz_localize(None).to_numpy().astype("datetime64[us]")
        return Axis("date", local, zone=str(dates.tz))
    keys, zone, notes = from_zone(dates.tz_convert("UTC"), dates.tz)
    return Axis("date", keys, zone=zone, notes=_of_all(notes))


def _of_all(notes: list[str]) -> tuple[Note, ...]:
    return tuple((None, said) for said in notes)


def _axis_of_numbers(numbers: npt.NDArray[Any], name: str) -> Axis:
    numbers = numbers if numbers.dtype.kind in "fiu" else numbers.astype(np.float64)
    if numbers.dtype.kind == "f" and np.isinf(numbers).any():
        row = int(np.flatnonzero(np.isinf(numbers))[0]) + 1
        raise DataError(f"Row {row} of {name} is infinite. Correct it.")
    months = months_in_figures(numbers)
    return Axis("number", numbers) if months is None else Axis("date", months, is_months=True)


def _axis_from_objects(
    series: pd.Series, name: str, keeps_hours: bool, year_starts: int | None
) -> Axis:
    held = pd.api.types.infer_dtype(series)
    if held in ("integer", "floating", "mixed-integer-float", "decimal"):
        return _axis_of_numbers(series.to_numpy(dtype=np.float64), name)
    if held in ("complex", "timedelta", "timedelta64") or series.dtype.kind in "cm":
        raise ArgumentError("x", series, "Give dates, numbers or names.")
    if held in ("datetime", "datetime64", "date"):
        try:
            return _axis_of_dates(pd.DatetimeIndex(series), keeps_hours)
        except (TypeError, ValueError):
            pass  # offsets differ: read below, each with its own
    texts = series.map(str).tolist()
    years = read_financial_years(texts, year_starts)
    if years is not None:
        return Axis("date", years[0], year_starts=year_starts or 4, notes=_of_all(years[1]))
    found = read_dates(texts, name)
    if found is not None:
        dates, zone, notes = found
        return Axis("date", dates, zone=zone, notes=_of_all(notes))
    periods = read_periods(texts, name, year_starts)
    if periods is not None:
        starts, notes = periods
        return Axis("date", starts, year_starts=year_starts or 4, notes=_of_all(notes))
    codes, names = pd.factorize(np.asarray(texts, dtype=object))
    return Axis("category", codes.astype(np.int64), tuple(str(name) for name in names))
