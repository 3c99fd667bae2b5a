"""The chart of a measure as apps show it: a picture, its words, and what its points say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from qi_lib.model import ChartDrawing, Icon, Measure, PhaseIdea, ProjectBundle, Spot
from qi_lib.report.measure_findings import MeasureFinding, findings_of

if TYPE_CHECKING:
    from qi_lib.spc import Chart

__all__ = ["draw_finding", "draw_measure_chart", "icons_of", "phase_idea_of", "spots_of"]


def draw_measure_chart(bundle: ProjectBundle, measure: Measure) -> ChartDrawing:
    """Draw the chart of one of a project's measures."""
    found = findings_of(bundle.model_copy(update={"measures": [measure]}))[0]
    return draw_finding(found, bundle.project.title, uid=f"c{measure.id}")


def draw_finding(
    found: MeasureFinding,
    project: str,
    *,
    size: Literal["thumbnail", "phone", "page"] = "page",
    uid: str,
) -> ChartDrawing:
    """Draw what a measure shows; only on a page it has points to tap, and icons.

    Args:
        found: the measure with its chart and what it shows.
        project: the title of its project.
        size: where it is to stand.
        uid: sets the ids inside the picture apart from those of others on a page.
    """
    chart = found.chart
    page = chart if size == "page" else None
    return ChartDrawing(
        project=project,
        measure=found.measure.name,
        finding=found.finding,
        explanation=found.explanation,
        notes=tuple(chart.notes) if chart else (),
        svg=chart.to_svg(size, uid=uid) if chart else "",
        spots=spots_of(page) if page else (),
        icons=icons_of(page) if page else (),
        because=(chart.because or "") if chart else "",
        phase_idea=phase_idea_of(page) if page else None,
    )


def spots_of(chart: Chart) -> tuple[Spot, ...]:
    """Give the marked points with their dates, so that one can be written about."""
    from qi_lib.spc.drawing.svg_chart import marked  # noqa: PLC0415  (heavy: numpy)

    there = zip(marked(chart), chart.spots("page"), strict=True)
    return tuple(
        Spot(across=spot.across, down=spot.down, words=spot.words, when=_day(chart.x[at]))
        for at, spot in there
    )


def icons_of(chart: Chart) -> tuple[Icon, ...]:
    """Give the icons for how the latest point stands, and for what to expect of the target."""
    from qi_lib.spc import icon_svg, icon_words  # noqa: PLC0415  (heavy: numpy)

    names = (chart.variation, chart.assurance)
    return tuple(Icon(svg=icon_svg(name), words=icon_words(name)) for name in names if name)


def phase_idea_of(chart: Chart) -> PhaseIdea | None:
    """Say where a new phase might start, if the numbers speak for one."""
    idea = chart.suggest_phase()
    return PhaseIdea(start=_day(idea.start), evidence=idea.evidence) if idea else None


def _day(when: object) -> dt.date:
    # The engine's axis is numpy dates; the measure's own have no time of day.
    return dt.date.fromisoformat(str(when)[:10])
