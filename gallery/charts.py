"""Charts as pages and apps show them: drawn once for the numbers that they show, then kept."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from gallery.shelf import Shelf
from qi_lib.model import Measure, ProjectBundle
from qi_lib.report.evidence import Evidence, Part, evidence_of

if TYPE_CHECKING:
    from qi_lib.spc import Spot

__all__ = ["ChartShelf", "DrawnChart", "Size"]

Size = Literal["thumbnail", "page"]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A measure with what it shows; without a chart, the finding says what is missing."""

    title: str
    finding: tuple[Part, ...]
    explanation: str
    notes: tuple[str, ...]
    svg: Markup
    table: Markup
    spots: "tuple[Spot, ...]"


class ChartShelf:
    """The charts that were drawn lately, by the numbers that they show."""

    def __init__(self) -> None:
        self._shelf: Shelf[DrawnChart] = Shelf(size=500)

    def chart(self, bundle: ProjectBundle, measure: Measure, size: Size) -> DrawnChart:
        """Draw a measure's chart, or take it from the shelf."""
        alone = bundle.model_copy(update={"measures": [measure]})
        key = _key(alone, measure, size)
        return self._shelf.get(key, lambda: _draw(evidence_of(alone)[0], size, uid=f"c{key[:8]}"))


def _key(bundle: ProjectBundle, measure: Measure, size: Size) -> str:
    # All that the picture and its words are made of, and no more: other saves change nothing.
    numbers = "".join(o.model_dump_json() for o in bundle.observations.get(measure.id, []))
    where = f"{bundle.project.aim.where}\n{bundle.project.place}"
    parts = (size, where, measure.model_dump_json(), numbers)
    return sha256("\n".join(parts).encode()).hexdigest()


def _draw(evidence: Evidence, size: Size, *, uid: str) -> DrawnChart:
    chart = evidence.chart
    # The chart writer escapes the team's words itself.
    return DrawnChart(
        title=evidence.measure.name,
        finding=evidence.finding,
        explanation=evidence.explanation,
        notes=chart.notes if chart else (),
        svg=Markup(chart.to_svg(size, uid=uid)) if chart else Markup(),
        table=Markup(chart.to_table_html()) if chart and size == "page" else Markup(),
        spots=chart.spots(size) if chart and size == "page" else (),
    )
