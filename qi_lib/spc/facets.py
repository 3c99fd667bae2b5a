"""Many series worked out in one pass: wards, sites, measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from qi_lib.spc.arrays.array_types import Ints
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.chart import Chart
from qi_lib.spc.charts_side_by_side import small_multiples
from qi_lib.spc.charts_table import board_html
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.signals.point_kinds import Judged
from qi_lib.spc.signals.verdicts_of_many import verdict_frame

__all__ = ["Facets"]


@dataclass(frozen=True, eq=False)
class Facets(Mapping[str, Chart]):
    """Hold a chart for each facet, by its name. Made by `spc(facet=...)`."""

    worked: Worked
    judged: Judged
    names: tuple[str, ...]

    def __repr__(self) -> str:
        """Name the facets."""
        return f"<Facets {', '.join(self.names)}>"

    def __getitem__(self, name: str) -> Chart:
        """Give the chart of a facet."""
        if name not in self._index:
            raise KeyError(name)
        i = self._index[name]
        starts = self._starts
        stop = int(starts[i + 1]) if i + 1 < len(starts) else len(self.worked.value)
        return Chart(self.worked, int(starts[i]), stop, name, self.judged)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the facets, in order."""
        return iter(self.names)

    def __len__(self) -> int:
        """Count the facets."""
        return len(self.names)

    @property
    def points(self) -> pd.DataFrame:
        """Give one row a point, as `Chart.points`, with the facet first."""
        return _stacked({name: chart.points for name, chart in self.items()})

    def summary(self) -> pd.DataFrame:
        """Give one row a facet and phase, as `Chart.summary`."""
        return _stacked({name: chart.summary() for name, chart in self.items()})

    def verdicts(self) -> pd.DataFrame:
        """Give one row a facet: its latest value and level, and the names of its icons."""
        return verdict_frame(self.worked, self.judged, self.names, self._starts)

    def to_svg(
        self,
        *,
        columns: int = 2,
        subject: str = "",
        themeable: bool = True,
        uid: str | None = None,
    ) -> str:
        """Draw the facets side by side on equal axes.

        Args:
            columns: how many stand side by side, at most.
            subject: what they show, for the title.
            themeable: take colours from CSS custom properties; False writes plain colours.
            uid: start of the element's ids, to get the same text each time; random if left out.

        Returns:
            The text of an `<svg>` element.

        Raises:
            ArgumentError: the axis has names, or another argument is wrong.
        """
        return small_multiples(self, columns=columns, subject=subject, themeable=themeable, uid=uid)

    def to_table_html(self, *, subject: str = "") -> str:
        """Write a table with a row for each facet: icons, finding and a small chart.

        Args:
            subject: caption of the table.

        Returns:
            The text of a `<table>` element.

        Raises:
            ArgumentError: the subject is no text.
        """
        return board_html(dict(self), subject=subject)

    def _repr_html_(self) -> str:
        return self.to_table_html()

    @cached_property
    def _index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    @cached_property
    def _starts(self) -> Ints:
        return Segments.of(self.worked.points.facet).starts


def _stacked(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put frames below one another, the facet in the first column."""
    return pd.concat(frames, names=["facet"]).reset_index(level="facet").reset_index(drop=True)
