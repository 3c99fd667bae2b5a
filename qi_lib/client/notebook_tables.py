"""From a table of a notebook to observations."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.tables.dates import read_day
from qi_lib.wording.dates import say_day

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["observations_of", "read_when"]

_COLUMNS = ("when", "value", "numerator", "denominator", "note", "values")


def observations_of(table: pd.DataFrame) -> list[Observation]:
    """Read observations from a table.

    `when` may also be the index. Raises `Refused`, which names the row and says what is wrong.
    """
    frame = table if "when" in table.columns else table.rename_axis("when").reset_index()
    unknown = [str(name) for name in frame.columns if name not in _COLUMNS]
    if unknown:
        raise Refused(
            f"There is no place for the column “{unknown[0]}”. The columns are: "
            f"{', '.join(_COLUMNS)}. Rename it or leave it out."
        )
    if not {"value", "values", "numerator"} & set(frame.columns):
        raise Refused("There is no column “value” or “values”, nor “numerator” and “denominator”.")
    return [_observation(number, row) for number, row in enumerate(frame.to_dict("records"), 1)]


def read_when(when: object) -> dt.date | None:
    """Read a date as pandas, Python or a person writes it; 3/4/2025 is 3 April."""
    if isinstance(when, dt.datetime):  # also pandas' own Timestamp; its "not a time" has no year
        return None if when != when else when.date()
    if isinstance(when, dt.date):
        return when
    return read_day(when) if isinstance(when, str) else None


def _observation(number: int, row: dict[Any, Any]) -> Observation:
    when = read_when(row["when"])
    if when is None:
        raise Refused(f"Row {number} has no date that can be read. Write it as 2025-04-03.")
    fields = {name: None if _is_missing(value) else value for name, value in row.items()}
    try:
        return Observation.model_validate(
            {
                **fields,
                "when": when,
                "note": fields.get("note") or "",
                "values": fields.get("values") or (),
            }
        )
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        said = problem["msg"].removeprefix("Value error, ")
        where = f", {problem['loc'][0]}" if problem["loc"] else ""
        raise Refused(f"Row {number} ({say_day(when)}){where}: {said}") from error


def _is_missing(value: object) -> bool:
    is_number = isinstance(value, float) or type(value).__name__ in ("NAType", "NaTType")
    return value is None or (is_number and (not isinstance(value, float) or math.isnan(value)))
