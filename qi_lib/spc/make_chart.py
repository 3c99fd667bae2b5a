"""`spc`, the one verb: data in, chart out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypedDict, Unpack, overload

import pandas as pd

from qi_lib.spc.argument_checks import check_frame, check_whole
from qi_lib.spc.chart import Chart
from qi_lib.spc.facets import Facets
from qi_lib.spc.limits.chart_types import ChartType
from qi_lib.spc.reading.columns import Column, name_of
from qi_lib.spc.reading.empty_periods import fill_periods
from qi_lib.spc.reading.points import Aggregate, Points, gather
from qi_lib.spc.reading.rows import Rows, read_rows
from qi_lib.spc.request.chart_chooser import choose_chart
from qi_lib.spc.request.column_checks import check_aggregate, check_columns, check_subgroups
from qi_lib.spc.request.percent_checks import check_percent
from qi_lib.spc.request.phases_targets_annotations import Annotation, Phase, Target, When
from qi_lib.spc.request.settings import Direction, Holes, check_settings
from qi_lib.spc.rules.rule_sets import RuleSet
from qi_lib.spc.series.calculation import work_out
from qi_lib.spc.signals.point_kinds import judge

__all__ = ["spc"]

_Targets: TypeAlias = (
    float | Target | Sequence[Target] | Mapping[str, float | Target | Sequence[Target]] | None
)
_Phases: TypeAlias = str | Sequence[Phase | When] | Mapping[str, Sequence[Phase | When]] | None


class _Options(TypedDict, total=False):
    """List the arguments of `spc` that do not decide what it returns."""

    x: Column | None
    n: Column | None
    chart: str
    rules: str | RuleSet | None
    direction: Direction
    target: _Targets
    phases: _Phases
    annotations: Sequence[Annotation] | None
    baseline: When | None
    exclude: Sequence[When] | None
    centre: float | None
    sigma: float | None
    screen: bool | None
    holes: Holes | None
    multiply: float | None
    aggregate: Aggregate | None
    period: str | None
    year_starts: int | None
    lowest: float | None
    highest: float | None
    title: str | None
    unit: str | None
    per: str | None
    measure: str | None
    remarks: Sequence[str] | None


@overload
def spc(
    data: pd.DataFrame | None = None,
    *,
    y: Column,
    facet: None = None,
    **options: Unpack[_Options],
) -> Chart: ...


@overload
def spc(
    data: pd.DataFrame | None = None,
    *,
    y: Column,
    facet: Column,
    **options: Unpack[_Options],
) -> Facets: ...


def spc(
    data: pd.DataFrame | None = None,
    *,
    y: Column,
    x: Column | None = None,
    n: Column | None = None,
    chart: str = "auto",
    rules: str | RuleSet | None = None,
    direction: Direction = "neutral",
    target: _Targets = None,
    phases: _Phases = None,
    annotations: Sequence[Annotation] | None = None,
    baseline: When | None = None,
    exclude: Sequence[When] | None = None,
    centre: float | None = None,
    sigma: float | None = None,
    screen: bool | None = None,
    holes: Holes | None = None,
    multiply: float | None = None,
    aggregate: Aggregate | None = None,
    period: str | None = None,
    year_starts: int | None = None,
    lowest: float | None = None,
    highest: float | None = None,
    title: str | None = None,
    unit: str | None = None,
    per: str | None = None,
    measure: str | None = None,
    remarks: Sequence[str] | None = None,
    facet: Column | None = None,
) -> Chart | Facets:
    """Make a run chart or SPC chart.

    Args:
        data: a data frame, one row a period or one row an event; leave it out to give arrays.
        y: what is measured: a column's name or an array of numbers. The numerator, with `n`.
        x: the time axis: dates, numbers or names, in any order. Left out: 1, 2, 3, … Text
            is read as dates with the year first (2025-03-31), the day first (31/3/2025), the
            month in words (31 March 2025, Mar-25), as month and year (3/2025), or as a period
            (202503, 2025-W10, w/c 3/3/2025, Q1 2025, 2025/26).
        n: the denominator, where there is one.
        chart: one of "run", "i", "mr", "xbar", "xbar_r" (x-bar with limits from R), "s", "r",
            "ip", "p", "pp", "np", "u", "up", "c", "g", "t" (I′, p′ and u′ are "ip", "pp", "up"),
            or "auto" to have one chosen (`chart.because` says why).
        rules: a name from `RULE_SETS`, such as "mdc" or "anhoej", or a `RuleSet` made by
            `ruleset`. Left out: "anhoej" for a run chart, "mdc" for all others.
        direction: which way is better: "up", "down", or "neutral" for neither.
        target: the level to reach, in the units shown (95 for 95%), or a list of `Target`
            where it changes over time, or a mapping from facets to either.
        phases: a list of `Phase`, or the name of a column that names them, or a mapping from
            facets to lists.
        annotations: a list of `Annotation`. One outside the data is not drawn, and noted.
        baseline: fix centre line and limits of each phase on its first so many points (a
            whole number), or on the points up to a date.
        exclude: places on the axis that do not count for centre line, limits and runs. They
            are still drawn and tested against the limits.
        centre: a centre line known beforehand, in the units shown. On an np chart it is a
            count, so all denominators must be alike.
        sigma: the standard deviation of single points, known beforehand (I chart only).
        screen: leave out very large moving ranges when working out limits (qicharts2 and
            NHSRplotthedots do). Left out: as the rule set says; "mdc" does not.
        holes: "stop" or "span". Where three or more periods in a row have no value (months of a
            monthly series, working days of a daily one), runs, trends and moving ranges stop;
            "span" takes the points on both sides for neighbours, as qicharts2 does. Left out:
            "stop". Whichever it is, `notes` names the holes.
        multiply: multiply values and limits, such as 1000 for a rate per 1,000 bed days. With
            `unit="%"`, 100 says that values are fractions, and 1 that they are per cent: values
            or targets of up to 1 that could be either are asked about.
        aggregate: how rows that share a date become one point: "mean", "median", "sum",
            "each" (do not group) or "refuse". Left out: as the chart type needs.
        period: gather dates into each "day", "week" (from Monday), "month", "quarter" or "year".
            On a c chart, those without a row count 0.
        year_starts: the month (1 to 12) with which the year of quarters such as "Q1 2020" begins,
            and "2020/21". Left out: 4, for April, and `notes` says so.
        lowest: values cannot be lower, so cut limits there (in the units shown).
        highest: values cannot be higher, so cut limits there.
        title: title of the chart.
        unit: unit of the values, such as "minutes", "falls" or "%".
        per: the period that a value is for, such as "month", for labels ("8.8 a month"), or what a
            rate is per, such as "1,000 bed days". Left out: for a rate, from the column `n`.
        measure: name of the measure, such as "Falls on Willow Ward". Left out: the column's.
        remarks: sentences about choices that were made, such as why a point is excluded. They are
            said at the end of `explain()`.
        facet: a column of names, such as wards, to have a chart for each in one pass.

    Returns:
        A `Chart`: data (`points`, `summary()`), words (`finding()`, `explain()`) and drawings.
        With `facet`, a `Facets`: a mapping from names to charts.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
        DataError: rows cannot be used; the message names them.

    Example:
        >>> from qi_lib.spc import spc
        >>> spc(y=[9, 8, 10, 9, 7, 8], chart="run").points["centre"].iloc[0]
        np.float64(8.5)
    """
    check_frame(data)
    label = phases if isinstance(phases, str) else None
    rows = read_rows(
        data,
        x=x,
        y=y,
        n=n,
        facet=facet,
        label=label,
        period=period,
        year_starts=_year_starts(year_starts),
    )
    kind, because, doubt = choose_chart(chart, rows)
    settings = check_settings(
        kind, _name(y), because, doubt,
        rules=rules, direction=direction, target=target, phases=phases, annotations=annotations,
        baseline=baseline, exclude=exclude, centre=centre, sigma=sigma, screen=screen, holes=holes,
        multiply=multiply, lowest=lowest, highest=highest, title=title, unit=unit, per=per,
        measure=measure, remarks=remarks, over=None if n is None else name_of(n) or "",
    )  # fmt: skip
    check_columns(kind, rows, n)
    if unit == "%":
        check_percent(settings, rows)
    rows, points = _gather(rows, kind, aggregate, period)
    names = tuple(rows.facet_names or ())
    worked = work_out(rows.axis, points, settings, facet_names=names, label_names=rows.label_names)
    judged = judge(worked)
    if facet is None:
        return Chart(worked, 0, len(points.x), None, judged)
    return Facets(worked, judged, names)


def _gather(
    rows: Rows, kind: ChartType, aggregate: Aggregate | None, period: str | None
) -> tuple[Rows, Points]:
    """Make points of the rows as the chart type needs, or as a person asked."""
    if aggregate is not None:
        check_aggregate(kind, aggregate, has_n=rows.n is not None)
    if period is not None and kind.name == "c" and aggregate in (None, "sum"):
        rows = fill_periods(rows, period)
    points = gather(rows, aggregate or kind.aggregate)
    if kind.aggregate == "ranged":
        check_subgroups(points.size)
    return rows, points


def _year_starts(given: int | None) -> int | None:
    return None if given is None else check_whole("year_starts", given, least=1, most=12)


def _name(column: Column) -> str:
    name = name_of(column)
    return "Values" if name is None else name[:1].upper() + name[1:]
