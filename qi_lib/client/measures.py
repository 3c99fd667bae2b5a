"""A measure of a project: its definition, its data, its chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qi_lib.charting.measure_chart import chart_of, observations_table
from qi_lib.client import notebook_display
from qi_lib.client.notebook_tables import observations_of, read_when
from qi_lib.client.project_link import ProjectLink
from qi_lib.client.records import change_record, make_record, read_versions
from qi_lib.errors import NotFound, Refused
from qi_lib.model import (
    ChartDrawing,
    Look,
    LookChoices,
    LookKind,
    Measure,
    Observation,
    ToolDocument,
)

if TYPE_CHECKING:
    import pandas as pd

    from qi_lib.spc import Chart

__all__ = ["MeasureHandle"]

_VERSION = "qihub_version"


class MeasureHandle:
    """A measure that can be read, charted and changed."""

    def __init__(self, link: ProjectLink, measure_id: str) -> None:
        self._link = link
        self.id = measure_id
        self._points, self._seen = self._last_read()

    @property
    def record(self) -> Measure:
        """The definition of the measure."""
        found = next((one for one in self._link.bundle.measures if one.id == self.id), None)
        if found is None:
            raise NotFound("This measure has been removed from the project.")
        return found

    @property
    def name(self) -> str:
        """The name of the measure."""
        return self.record.name

    @property
    def version(self) -> int:
        """The version of the definition that was last read."""
        return self._link.bundle.versions.get(self.id, 0)

    @property
    def observations(self) -> list[Observation]:
        """The observations in order of date, read now."""
        self._points, self._seen = self._read()
        return self.observations_seen

    @property
    def observations_seen(self) -> list[Observation]:
        """The observations in order of date as they were last read or saved; the hub is not asked.

        Example:
            >>> falls.observations_seen[-1].value
        """
        return list(self._points)

    @property
    def data(self) -> pd.DataFrame:
        """The observations as a table, read now.

        Columns: `when` (date), `value`, `numerator`, `denominator` (numbers), `note`; and `values`
        (lists of numbers) where a date has several.

        Example:
            >>> table = falls.data
            >>> falls.save(table[table["when"] >= "2025-01-01"])
        """
        table = observations_table(self.observations)
        table.attrs[_VERSION] = self._seen
        return table

    def update(self, **fields: Any) -> MeasureHandle:
        """Change the definition.

        Args:
            fields: fields of `qi_lib.model.Measure`, such as `unit="falls"` or `direction="down"`.

        Raises:
            Conflict: someone else changed the measure in between.
            Refused: a value does not fit.
        """
        wanted = change_record(self.record, fields)
        content = {"based_on": self.version, "measure": wanted.model_dump(mode="json")}
        self._keep(self._link.send("PUT", f"/measures/{self.id}", content))
        return self

    def history(self) -> list[ToolDocument]:
        """Read all versions of the definition, newest first; an empty one where it was put away."""
        found = self._link.get(f"/measures/{self.id}/history")
        return [
            ToolDocument(kind="measure", **{**one, "content": one["content"] or {}})
            for one in found
        ]

    def save(self, table: pd.DataFrame) -> MeasureHandle:
        """Make this table the measure's data.

        Args:
            table: columns `when` and `value`, or `values` (a list of numbers for each date), or
                `numerator` and `denominator`; `note` if you like. A date of the measure that is
                missing in the table is removed.

        Raises:
            Conflict: someone else changed the data since you read them.
            Refused: a row does not fit; the message says which.

        Example:
            >>> falls.save(pd.DataFrame({"when": ["2025-01-01"], "value": [7]}))
        """
        self._seen = table.attrs.get(_VERSION, self._seen)
        return self.replace(observations_of(table))

    def replace(self, observations: Sequence[Observation]) -> MeasureHandle:
        """Make these the measure's data; a date that is missing here is removed.

        Raises:
            Conflict: someone else changed the data since you read them.
        """
        content = {
            "based_on": self._seen,
            "observations": [one.model_dump(mode="json") for one in observations],
        }
        self._keep_data(self._link.send("PUT", f"/measures/{self.id}/observations", content))
        return self

    def add(
        self,
        *,
        when: dt.date | str,
        value: float | None = None,
        numerator: float | None = None,
        denominator: float | None = None,
        note: str = "",
        values: Sequence[float] = (),
    ) -> MeasureHandle:
        """Add one observation, or correct the one of that date.

        Example:
            >>> falls.add(when="3 April 2025", value=7)
            >>> waiting.add(when="3 April 2025", values=[12, 35, 20])
        """
        day = read_when(when)
        if day is None:
            raise Refused(f"“{when}” is not a date that can be read. Write it as 2025-04-03.")
        point = make_record(
            Observation,
            {
                "when": day,
                "value": value,
                "numerator": numerator,
                "denominator": denominator,
                "note": note,
                "values": tuple(values),
            },
        )
        content = [point.model_dump(mode="json")]
        self._keep_data(self._link.send("POST", f"/measures/{self.id}/observations", content))
        return self

    def data_history(self) -> list[ToolDocument]:
        """Read all saves of the data, newest first: `changed` observations and `removed` dates."""
        found = self._link.get(f"/measures/{self.id}/observations/history")
        return read_versions("observations", found)

    def go_back_to(self, version: int) -> MeasureHandle:
        """Make the data of an earlier version the newest; what came between stays in the history.

        Example:
            >>> falls.go_back_to(falls.data_history()[1].version)
        """
        self._seen = self._read()[1]
        earlier = self._link.get(f"/measures/{self.id}/observations", version=str(version))
        content = {"based_on": self._seen, "observations": earlier["observations"]}
        self._keep_data(self._link.send("PUT", f"/measures/{self.id}/observations", content))
        return self

    def chart(self, *, title: str | None = None) -> Chart | None:
        """Draw the chart of the data as they are now; None while there is no number to plot."""
        cycles = self._link.bundle.cycles
        return chart_of(self.record, self._read()[0], cycles=cycles, title=title)

    def drawing(self) -> ChartDrawing:
        """Give the chart as the hub draws it, of the data as they are there now."""
        return ChartDrawing.model_validate(self._link.get(f"/measures/{self.id}/chart"))

    def draft_drawing(self, measure: Measure, observations: Sequence[Observation]) -> ChartDrawing:
        """Give the chart as it would be, were this the measure and these its data.

        Nothing is saved.

        Example:
            >>> falls.draft_drawing(falls.record, falls.observations[:12]).explanation
        """
        content = {
            "measure": measure.model_dump(mode="json"),
            "observations": [one.model_dump(mode="json") for one in observations],
        }
        drawn = self._link.send("POST", f"/measures/{self.id}/chart", content)
        return ChartDrawing.model_validate(drawn)

    def look(self, kind: LookKind, choices: LookChoices | None = None) -> Look:
        """Give the numbers as the hub draws them in another way, such as a histogram.

        Example:
            >>> falls.look(LookKind.HISTOGRAM, LookChoices(bars=10)).finding
        """
        chosen = choices.model_dump(exclude_defaults=True) if choices else {}
        query = {name: str(value) for name, value in chosen.items()}
        found = self._link.get(f"/measures/{self.id}/looks/{kind.value}", **query)
        return Look.model_validate(found)

    def _read(self) -> tuple[list[Observation], int]:
        if self._link.is_offline:
            return self._last_read()
        return self._data(self._link.get(f"/measures/{self.id}/observations"))

    def _last_read(self) -> tuple[list[Observation], int]:
        bundle = self._link.bundle
        return bundle.observations.get(self.id, []), bundle.data_versions.get(self.id, 0)

    def _keep(self, answer: dict[str, Any]) -> None:
        measure = Measure.model_validate(answer["measure"])
        bundle = self._link.bundle
        bundle.measures = [measure if one.id == self.id else one for one in bundle.measures]
        bundle.versions[self.id] = answer["version"]

    def _keep_data(self, answer: dict[str, Any]) -> None:
        self._points, self._seen = self._data(answer)
        self._link.bundle.observations[self.id] = self._points
        self._link.bundle.data_versions[self.id] = self._seen

    @staticmethod
    def _data(answer: dict[str, Any]) -> tuple[list[Observation], int]:
        points = [Observation.model_validate(one) for one in answer["observations"]]
        return points, answer["version"]

    def __repr__(self) -> str:
        return f"<Measure “{self.name}” of {self._link.slug}>"

    def _repr_html_(self) -> str:
        return notebook_display.measure(
            self.record, self._link.bundle.observations.get(self.id, [])
        )
