"""Charts as pages and apps show them: drawn once for the numbers that they show, then kept."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from markupsafe import Markup

from gallery.cache import Cache
from qi_lib.charting.measure_chart import cycle_marks
from qi_lib.model import FindingPart, Icon, Measure, PhaseIdea, ProjectBundle, Spot
from qi_lib.report.chart_drawing import icons_of, phase_idea_of, spots_of
from qi_lib.report.measure_findings import MeasureFinding, findings_of

__all__ = ["ChartCache", "DrawnChart", "Size"]

Size = Literal["thumbnail", "page"]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A measure with what it shows; without a chart, the finding says what is missing."""

    title: str
    finding: tuple[FindingPart, ...]
    explanation: str
    notes: tuple[str, ...]
    svg: Markup
    table: Markup
    spots: tuple[Spot, ...]
    icons: tuple[Icon, ...] = ()
    because: str = ""
    phase_idea: PhaseIdea | None = None


class ChartCache:
    """The charts that were drawn lately, by the numbers that they show."""

    def __init__(self) -> None:
        self._cache: Cache[DrawnChart] = Cache(size=500)

    def chart(self, bundle: ProjectBundle, measure: Measure, size: Size) -> DrawnChart:
        """Draw a measure's chart, or take the one that is kept."""
        alone = bundle.model_copy(update={"measures": [measure]})
        key = _key(alone, measure, size)
        return self._cache.get(key, lambda: _draw(findings_of(alone)[0], size, uid=f"c{key[:8]}"))


def _key(bundle: ProjectBundle, measure: Measure, size: Size) -> str:
    # All that the picture and its words are made of, and no more: other saves change nothing.
    numbers = "".join(o.model_dump_json() for o in bundle.observations.get(measure.id, []))
    where = f"{bundle.project.aim.where}\n{bundle.project.place}"
    marks = repr(cycle_marks(measure, bundle.cycles))
    parts = (size, where, measure.model_dump_json(), marks, numbers)
    return sha256("\n".join(parts).encode()).hexdigest()


def _draw(evidence: MeasureFinding, size: Size, *, uid: str) -> DrawnChart:
    chart = evidence.chart
    is_page = chart is not None and size == "page"
    # The chart writer escapes the team's words itself.
    return DrawnChart(
        title=evidence.measure.name,
        finding=evidence.finding,
        explanation=evidence.explanation,
        notes=chart.notes if chart else (),
        svg=Markup(chart.to_svg(size, uid=uid)) if chart else Markup(),
        table=Markup(chart.to_table_html()) if chart and is_page else Markup(),
        spots=spots_of(chart) if chart and is_page else (),
        icons=icons_of(chart) if chart and is_page else (),
        because=(chart.because or "") if chart else "",
        phase_idea=phase_idea_of(chart) if chart and is_page else None,
    )
