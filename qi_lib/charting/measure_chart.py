"""The one bridge from a project's records to the chart engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qi_lib.charting.chart_decisions import DecidedMeasure, apply_decisions
from qi_lib.charting.fitting_charts import (
    CHARTS_OF_RATES,
    CHARTS_OF_SEVERAL,
    CHARTS_OF_SPREAD,
    is_percentage,
    is_rate,
    ratio_factor,
    shown_unit,
    unfit_chart_types,
)
from qi_lib.charting.given_lines import GivenLines, find_given_lines
from qi_lib.charting.rule_choices import say_own_rules
from qi_lib.model import PDSA, ChartType, Measure, Observation
from qi_lib.tables.kept_back import tell_kept_back

if TYPE_CHECKING:
    import pandas as pd

    from qi_lib import spc
    from qi_lib.spc import Chart

__all__ = ["chart_of", "cycle_marks", "observations_table", "shown_value"]


def observations_table(observations: list[Observation]) -> pd.DataFrame:
    """Put observations into a table, in order of date.

    Columns: `when` (date), `value`, `numerator`, `denominator` (numbers, missing as NaN), `note`;
    and `values` (lists of numbers) where a date has several.
    """
    import pandas as pd  # noqa: PLC0415  (heavy: what shows no chart starts without it)

    rows = [observation.model_dump() for observation in observations]
    columns = ["when", "value", "numerator", "denominator", "note"]
    if any(observation.values for observation in observations):
        columns.append("values")
    frame = pd.DataFrame(rows, columns=columns)
    numbers = ("value", "numerator", "denominator")
    frame = frame.astype(dict.fromkeys(numbers, "float64") | {"when": "datetime64[us]"})
    return frame.sort_values("when", kind="stable", ignore_index=True)


def shown_value(measure: Measure, observation: Observation) -> float | None:
    """Give one observation in the measure's unit, as the chart shows it.

    Args:
        measure: its unit says whether a part of a whole is shown in per cent, per thousand, or
            as it is.
        observation: a value, or a numerator and a denominator.

    Returns:
        The value; None for a gap, and for a part of a whole of 0.
    """
    if observation.numerator is None:
        return observation.value
    if not observation.denominator:
        return None
    return observation.numerator / observation.denominator * _factor(measure, measure.chart)


def cycle_marks(measure: Measure, cycles: Sequence[PDSA]) -> list[tuple[dt.date, str]]:
    """Say when the cycles began that belong on a measure's chart: its own, and those of none."""
    return [
        (cycle.start, f"PDSA {cycle.number}: {cycle.title}")
        for cycle in cycles
        if cycle.start and cycle.measure in ("", measure.id)
    ]


def chart_of(
    measure: Measure,
    observations: list[Observation],
    *,
    cycles: Sequence[PDSA] = (),
    title: str | None = None,
) -> Chart | None:
    """Draw a measure's chart with all that its team decided about it.

    Args:
        measure: says how the chart is drawn: type, rules, direction, unit, phases, notes, targets,
            what is left out, and what is known beforehand of its lines.
        observations: its points, in any order. A numerator with a denominator is plotted as a
            ratio; where some points have only a value, all are plotted as values. Where a date
            has several values, x-bar, S and R charts show all of them, others their average.
        cycles: the project's PDSA cycles; those with a start that name this measure, or none,
            are marked.
        title: what to write above the chart; the measure's name when not given.

    Returns:
        The chart, or None when there is no number to plot yet. A date with neither a value nor a
        ratio is left as a gap.

    Raises:
        qi_lib.spc.SpcError: the numbers cannot be charted; the message says which and why.

    Example:
        >>> chart = chart_of(falls, observations)
        >>> print(chart.explain() if chart else "No numbers yet")
    """
    from qi_lib import spc  # noqa: PLC0415  (heavy: numpy and pandas)

    decided = apply_decisions(measure, observations)
    plotted = _plot(decided)
    if plotted is None:
        return None
    draw = partial(_draw, decided, plotted, cycles, title or measure.name)
    known = find_given_lines(decided.measure, plotted.kind, _shown_points(plotted))
    try:
        return draw(known)
    except spc.ArgumentError as error:
        # Only the engine knows which kind it chose, and what its middle line can be.
        if error.argument != "centre" or measure.standard is None:
            raise
        return draw(known.without_centre(measure.standard))


@dataclass(frozen=True, slots=True)
class _Plotted:
    """What is plotted: the table, the kind of chart, and what a ratio is multiplied by."""

    frame: pd.DataFrame
    kind: ChartType
    is_ratio: bool
    factor: float


def _plot(decided: DecidedMeasure) -> _Plotted | None:
    """Decide what is plotted; None when there is no number yet."""
    measure, observations = decided.measure, decided.observations
    frame, is_ratio = _framed(measure, observations)
    if not is_ratio and not frame["value"].notna().any():
        return None
    kind = _kind(measure, observations, is_ratio=is_ratio)
    if not is_ratio and kind in (ChartType.AUTO, *CHARTS_OF_SEVERAL):
        frame = _one_row_each(frame)
    return _Plotted(frame, kind, is_ratio, _factor(measure, kind) if is_ratio else 1)


def _draw(
    decided: DecidedMeasure,
    plotted: _Plotted,
    cycles: Sequence[PDSA],
    title: str,
    known: GivenLines,
) -> Chart:
    from qi_lib import spc  # noqa: PLC0415  (heavy: numpy and pandas)

    measure, kind, is_ratio = decided.measure, plotted.kind, plotted.is_ratio
    is_spread = kind in CHARTS_OF_SPREAD
    counts = not is_ratio and _counts(measure, plotted.frame)
    targets = [spc.Target(target.value, target.start) for target in measure.targets]
    return spc.spc(
        plotted.frame,
        x="when",
        y="numerator" if is_ratio else "value",
        n="denominator" if is_ratio else None,
        multiply=plotted.factor,
        chart=kind.value,
        rules=_rules(measure),
        direction=measure.direction.value,
        target=None if is_spread else targets,
        phases=[spc.Phase(phase.start, phase.reason) for phase in measure.phases],
        annotations=_annotations(measure, decided, cycles),
        exclude=decided.exclude,
        baseline=decided.baseline,
        centre=known.centre,
        sigma=known.sigma,
        lowest=known.lowest,
        highest=known.highest,
        remarks=[
            *decided.remarks,
            *tell_kept_back(decided.observations),
            *known.remarks,
            *_rule_remarks(measure),
        ],
        measure=measure.name,
        unit=_unit(measure, kind, is_ratio=is_ratio),
        per=measure.frequency.value if counts else None,
        title=title,
    )


def _framed(measure: Measure, observations: list[Observation]) -> tuple[pd.DataFrame, bool]:
    """Put the points into a table, and tell whether all are ratios; if not, all are values."""
    frame = observations_table(observations)
    ratio = frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    has_ratio = ratio.notna() | frame["value"].isna()
    is_ratio = bool(ratio.notna().any() and has_ratio.all())
    if not is_ratio:
        frame["value"] = frame["value"].fillna(ratio * _factor(measure, measure.chart))
    return frame, is_ratio


def _shown_points(plotted: _Plotted) -> list[tuple[dt.date, float]]:
    """Give the dates and the values as the chart shows them, without gaps."""
    frame = plotted.frame
    shown = frame["value"]
    if plotted.kind is ChartType.NP:
        shown = frame["numerator"]
    elif plotted.is_ratio:
        whole = frame["denominator"]
        shown = frame["numerator"] / whole.where(whole > 0) * plotted.factor
    there = shown.dropna()
    return list(zip(frame["when"][there.index].dt.date, there.tolist(), strict=True))


def _rules(measure: Measure) -> str | spc.RuleSet:
    if measure.own_rules is None:
        return measure.rules.value
    from qi_lib.charting.own_rules import own_rule_set  # noqa: PLC0415  (heavy: numpy and pandas)

    return own_rule_set(measure.own_rules)


def _rule_remarks(measure: Measure) -> list[str]:
    return [say_own_rules(measure.own_rules)] if measure.own_rules else []


def _annotations(
    measure: Measure, decided: DecidedMeasure, cycles: Sequence[PDSA]
) -> list[spc.Annotation]:
    from qi_lib import spc  # noqa: PLC0415  (heavy: numpy and pandas)

    return [
        *(spc.Annotation(note.when, note.text) for note in measure.annotations),
        *(spc.Annotation(when, words) for when, words in decided.marks),
        *(spc.Annotation(start, words, "pdsa") for start, words in cycle_marks(measure, cycles)),
    ]


def _kind(measure: Measure, observations: list[Observation], *, is_ratio: bool) -> ChartType:
    """Take the wanted type where the numbers can have it; else the chart says what it chose."""
    unfit = unfit_chart_types(observations, is_ratio=is_ratio)
    kind = ChartType.AUTO if measure.chart in unfit else measure.chart
    if is_ratio and kind is ChartType.AUTO and is_rate(measure):
        kind = ChartType.U if _are_events(observations) else kind
    has_sigma = measure.standard is not None and measure.standard.sigma is not None
    # A sigma that is known beforehand makes limits from the first point on.
    return ChartType.I if has_sigma and kind is ChartType.AUTO else kind


def _are_events(observations: list[Observation]) -> bool:
    """Tell whether all that is counted is whole, as events are."""
    counted = [one.numerator for one in observations if one.numerator is not None]
    return all(number >= 0 and number % 1 == 0 for number in counted)


def _one_row_each(frame: pd.DataFrame) -> pd.DataFrame:
    """Give each of several values of a date a row of its own."""
    if "values" not in frame:
        return frame
    frame["value"] = [
        list(several) or one for several, one in zip(frame["values"], frame["value"], strict=True)
    ]
    return frame.explode("value", ignore_index=True).astype({"value": "float64"})


def _unit(measure: Measure, kind: ChartType, *, is_ratio: bool) -> str:
    is_percent = is_ratio and is_percentage(measure)
    if kind is ChartType.NP:
        return "" if is_percent else measure.unit
    unit = shown_unit(measure)
    return "%" if is_percent and not (kind in CHARTS_OF_RATES and not unit) else unit


def _factor(measure: Measure, kind: ChartType) -> float:
    """Say what a ratio is multiplied by, to be shown in the measure's unit."""
    if kind is ChartType.NP or (kind in CHARTS_OF_RATES and not shown_unit(measure)):
        return 1
    return ratio_factor(measure)


def _counts(measure: Measure, frame: pd.DataFrame) -> bool:
    """Tell whether values count something in each period, so that one says “9 a month”.

    They do when they are whole and the unit is what the measure's name says (“Falls”, falls).
    """
    is_whole = bool((frame["value"].dropna() % 1 == 0).all())
    return "values" not in frame and is_whole and measure.unit.casefold() in measure.name.casefold()
