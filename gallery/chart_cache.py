"""Charts as pages and apps show them: drawn once for the numbers that they show, then kept."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from markupsafe import Markup

from gallery.cache import Cache
from qi_lib.charting.measure_chart import cycle_marks
from qi_lib.model import ChartDrawing, Measure, ProjectBundle
from qi_lib.report.chart_drawing import draw_finding
from qi_lib.report.measure_findings import MeasureFinding, findings_of

__all__ = ["ChartCache", "DrawnChart", "Size"]

Size = Literal["thumbnail", "phone", "page"]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart as apps take it, and its table for pages; all is escaped by who wrote it."""

    drawing: ChartDrawing
    table: Markup

    @property
    def svg(self) -> Markup:
        """The picture; the chart writer escapes the team's words itself."""
        return Markup(self.drawing.svg)


class ChartCache:
    """The charts that were drawn lately, by the numbers that they show."""

    def __init__(self) -> None:
        self._cache: Cache[DrawnChart] = Cache(size=500)

    def chart(self, bundle: ProjectBundle, measure: Measure, size: Size) -> DrawnChart:
        """Draw a measure's chart, or take the one that is kept."""
        alone = bundle.model_copy(update={"measures": [measure]})
        key = _key(alone, measure, size)
        project = bundle.project.title
        return self._cache.get(
            key, lambda: _draw(findings_of(alone)[0], project, size, uid=f"c{key[:8]}")
        )


def _key(bundle: ProjectBundle, measure: Measure, size: Size) -> str:
    # All that the picture and its words are made of, and no more: other saves change nothing.
    numbers = "".join(o.model_dump_json() for o in bundle.observations.get(measure.id, []))
    project = bundle.project
    where = f"{project.title}\n{project.aim.where}\n{project.place}"
    marks = repr(cycle_marks(measure, bundle.cycles))
    parts = (size, where, measure.model_dump_json(), marks, numbers)
    return sha256("\n".join(parts).encode()).hexdigest()


def _draw(found: MeasureFinding, project: str, size: Size, *, uid: str) -> DrawnChart:
    return DrawnChart(
        drawing=draw_finding(found, project, size=size, uid=uid),
        table=Markup(found.chart.to_table_html()) if found.chart and size == "page" else Markup(),
    )
