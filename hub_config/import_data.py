"""Bring a file of numbers into a measure, for the command line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from qi_lib.client import MeasureHandle, Project, connect
from qi_lib.model import Frequency
from qi_lib.tables.columns import ColumnMapping, propose_mapping
from qi_lib.tables.files import read_table
from qi_lib.tables.observations import to_observations

__all__ = ["import_file"]


def import_file(
    file: Path,
    *,
    project: str,
    measure: str,
    chosen: dict[str, Any],
    url: str,
    token: str,
) -> list[str]:
    """Read `file`, save its observations, and report in sentences, the chart's signals last.

    `chosen` holds the parts of the `Mapping` that the person named; the rest is guessed. Raises
    `qi_lib.errors.QIError` when the file cannot be read or the hub refuses.
    """
    table = read_table(file.read_bytes(), file.name)
    mapping = replace(propose_mapping(table), **{k: v for k, v in chosen.items() if v})
    reading = to_observations(table, mapping)
    handle = _measure(connect(url, token).project(project), measure)
    handle.save(pd.DataFrame([point.model_dump() for point in reading.observations]))
    chart = handle.chart()
    return [
        *table.notes,
        _say(mapping),
        *reading.problems,
        f"{len(reading.observations)} points are saved in “{measure}” of {project}.",
        chart.explain() if chart else "",
    ]


def _measure(project: Project, name: str) -> MeasureHandle:
    for measure in project.measures:
        if measure.name == name:
            return measure
    return project.add_measure(name=name, frequency=Frequency.MONTH)


def _say(mapping: ColumnMapping) -> str:
    number = f"“{mapping.number}”"
    if mapping.is_rest:
        number = f"“{mapping.out_of}” minus {number}"
    share = f" out of “{mapping.out_of}”" if mapping.out_of else ""
    added = ", rows of one date added up" if mapping.adds_up else ""
    return f"Read {number}{share} by “{mapping.when}”{added}."
