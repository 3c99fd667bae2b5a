"""Measures of one project side by side on equal axes: wards, sites, shifts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qi_lib.charting.fitting_charts import CHARTS_OF_SPREAD, is_percentage, shown_unit
from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import ChartType, Look, LookChoices, Measure, ProjectBundle

if TYPE_CHECKING:
    from qi_lib.spc import Chart

__all__ = ["comparable_measures", "draw_side_by_side"]

_MOST = 12
# What these plot is not the value itself.
_APART = frozenset((ChartType.NP, *CHARTS_OF_SPREAD))


def comparable_measures(measure: Measure, family: Sequence[Measure]) -> list[Measure]:
    """List the measures of a project that one scale fits: this one first.

    They share what is plotted, its unit, and the period of a point: falls a week and falls a month
    cannot be compared.
    """
    others = [one for one in family if one.id != measure.id and _scale(one) == _scale(measure)]
    return [measure, *others]


def draw_side_by_side(bundle: ProjectBundle, measure: Measure, choices: LookChoices) -> Look:
    """Draw a measure and those that it can be compared with side by side on equal axes.

    Args:
        bundle: the project with its measures and their observations.
        measure: the one that was open.
        choices: `beside` names those that are wanted by id; none means as many as there is room.

    Returns:
        The picture, with a table of what each shows.

    Example:
        >>> draw_side_by_side(bundle, falls, LookChoices()).finding
        '1 of 3 shows a lasting change'
    """
    from qi_lib.spc import small_multiples  # noqa: PLC0415  (heavy: numpy and pandas)

    ids = choices.beside.split(",")
    wanted = [
        one
        for one in comparable_measures(measure, bundle.measures)
        if not choices.beside or one.id in ids
    ]
    charts, left_out = _charts(bundle, wanted[:_MOST])
    if len(wanted) > _MOST:
        left_out.append(f"The first {_MOST} are drawn.")
    if not charts:
        return Look(finding="There is nothing to draw yet", explanation=" ".join(left_out))
    said = "All have the same scale and the same stretch of time, so heights can be compared."
    return Look(
        finding=_finding(list(charts.values())),
        explanation=" ".join((said, *left_out)),
        svg=small_multiples(charts, subject=measure.name),
        columns=("Measure", "The latest", "The middle", "What it shows"),
        rows=tuple((name, *_row(name, chart)) for name, chart in charts.items()),
    )


def _scale(measure: Measure) -> tuple[object, ...]:
    is_share = bool(measure.denominator) and is_percentage(measure)
    unit = "%" if is_share else shown_unit(measure).casefold()
    apart = measure.chart if measure.chart in _APART else None
    return unit, apart, measure.shown_by or measure.frequency


def _charts(
    bundle: ProjectBundle, measures: Sequence[Measure]
) -> tuple[dict[str, Chart], list[str]]:
    """Chart each measure as its team decided, and say which cannot be."""
    from qi_lib.spc import SpcError  # noqa: PLC0415  (heavy: numpy and pandas)

    charts, left_out = dict[str, "Chart"](), list[str]()
    for measure in measures:
        try:
            chart = chart_of(measure, bundle.observations.get(measure.id, []))
        except SpcError as error:
            left_out.append(f"“{measure.name}” cannot be drawn: {error}")
            continue
        if chart is None:
            left_out.append(f"“{measure.name}” has no numbers yet.")
        else:
            charts[_own_name(measure.name, charts)] = chart
    return charts, left_out


def _own_name(name: str, taken: dict[str, Chart]) -> str:
    return name if name not in taken else f"{name} ({len(taken) + 1})"


def _finding(charts: Sequence[Chart]) -> str:
    changed = sum(chart.change is not None for chart in charts)
    if len(charts) == 1:
        return "Tick another one to compare with"
    if not changed:
        none = "Neither" if len(charts) == 2 else f"None of the {len(charts)}"
        return f"{none} shows a lasting change"
    if changed == len(charts):
        return f"{'Both' if changed == 2 else f'All {changed}'} show a lasting change"
    return f"{changed} of {len(charts)} {'shows' if changed == 1 else 'show'} a lasting change"


def _row(name: str, chart: Chart) -> tuple[str, str, str]:
    latest = chart.latest
    return (
        chart.show(chart.value[latest]) if latest is not None else "",
        chart.show(chart.level(chart.parts[-1])),
        chart.finding(subject=name),
    )
