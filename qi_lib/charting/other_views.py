"""Other ways to look at the numbers of a measure than in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qi_lib.charting.fitting_charts import is_percentage, ratio_factor
from qi_lib.charting.measure_chart import chart_of
from qi_lib.charting.side_by_side import comparable_measures, draw_side_by_side
from qi_lib.model import (
    ChartType,
    Look,
    LookChoices,
    LookKind,
    Measure,
    Observation,
    Phase,
    ProjectBundle,
    RuleSet,
)
from qi_lib.tables.frequencies import say_period

if TYPE_CHECKING:
    from qi_lib.spc import BernoulliCusum, Chart, Funnel, Histogram

__all__ = ["draw_look", "draw_look_alone", "fitting_looks"]

_ENOUGH = 6
_ENOUGH_CASES = 20
_USUAL = LookChoices()

# What a team decided about the lines of its chart is no part of how the numbers lie.
_AS_COLLECTED = {"baseline": None, "standard": None, "bounds": None}

_Points = Sequence[Observation]


def fitting_looks(
    measure: Measure, observations: _Points, family: Sequence[Measure] = ()
) -> tuple[LookKind, ...]:
    """List the ways that say something of these numbers; told without the chart engine.

    `family` are all measures of the project.
    """
    count = sum(one.value is not None or bool(one.denominator) for one in observations)
    pairs = _pairs(observations)
    kinds = {
        LookKind.HISTOGRAM: count >= _ENOUGH,
        LookKind.FUNNEL: len(pairs) >= _ENOUGH and len({one.denominator for one in pairs}) > 1,
        LookKind.CUSUM: len(_cases(observations)) >= _ENOUGH_CASES,
        LookKind.MEDIANS: count >= _USUAL.baseline + _USUAL.run,
        LookKind.RULES: count >= _ENOUGH,
        LookKind.BESIDE: count > 0 and len(comparable_measures(measure, family)) > 1,
    }
    return tuple(kind for kind, fits in kinds.items() if fits)


def draw_look(
    bundle: ProjectBundle, measure: Measure, kind: LookKind, choices: LookChoices
) -> Look:
    """Draw one of a project's measures in another way, alone or beside others."""
    if kind is LookKind.BESIDE:
        return draw_side_by_side(bundle, measure, choices)
    return draw_look_alone(measure, bundle.observations.get(measure.id, []), kind, choices)


def draw_look_alone(
    measure: Measure,
    observations: _Points,
    kind: LookKind,
    choices: LookChoices = _USUAL,
) -> Look:
    """Draw the numbers of a measure in another way; where that cannot be, the finding says so."""
    from qi_lib.spc import SpcError  # noqa: PLC0415  (heavy: numpy and pandas)

    if kind not in fitting_looks(measure, observations):
        return Look(finding="There are not enough such numbers for this yet")
    try:
        return _LOOKS[kind](measure, observations, choices)
    except SpcError as error:
        return Look(finding="The numbers cannot be drawn in this way", explanation=str(error))


def _histogram(measure: Measure, observations: _Points, choices: LookChoices) -> Look:
    from qi_lib import spc  # noqa: PLC0415

    values = [value for one in observations for value in one.values]
    chart = _run_chart(measure, observations)
    settings = chart.settings
    if not values:
        values = (chart.value[chart.observed] * settings.shown).tolist()
    unit = "%" if settings.is_percent else settings.unit or ""
    return _shown(spc.histogram(y=values, unit=unit, bars=choices.bars))


def _funnel(measure: Measure, observations: _Points, choices: LookChoices) -> Look:
    from qi_lib import spc  # noqa: PLC0415

    pairs = _pairs(observations)
    numerators = [one.numerator or 0.0 for one in pairs]
    denominators = [one.denominator or 0.0 for one in pairs]
    is_part = all(part <= whole for part, whole in zip(numerators, denominators, strict=True))
    is_share = is_part and is_percentage(measure)
    return _shown(
        spc.funnel(
            group=[say_period(one.when, measure.frequency) for one in pairs],
            numerator=numerators,
            denominator=denominators,
            kind="proportion" if is_share else "rate",
            multiply=1 if is_share else ratio_factor(measure),
            limit=float(choices.limit),
            overdispersion=choices.overdispersion,
        )
    )


def _cusum(measure: Measure, observations: _Points, choices: LookChoices) -> Look:
    from qi_lib import spc  # noqa: PLC0415

    cases = _cases(observations)
    usual = sum(cases[:_ENOUGH_CASES]) / _ENOUGH_CASES
    source = f"Usual is what the first {_ENOUGH_CASES} cases had."
    if measure.targets:
        usual = measure.targets[-1].value / (100 if measure.unit == "%" else 1)
        source = "Usual is the target."
    if not 0 < usual < 1:
        return Look(
            finding="There is nothing to compare with yet",
            explanation="Set a target between never and always, such as 10%.",
        )
    result = spc.bernoulli_cusum(
        y=cases, target=usual, odds_ratio=choices.odds_ratio, limit=choices.signal_at
    )
    return Look(
        finding=result.finding(), explanation=f"{_beyond(result)} {source}", svg=result.to_svg()
    )


def _medians(measure: Measure, observations: _Points, choices: LookChoices) -> Look:
    from qi_lib import spc  # noqa: PLC0415
    from qi_lib.spc.numbers_in_words import count_in_words  # noqa: PLC0415

    steps = spc.suggest_medians(
        _run_chart(measure, observations),
        baseline=choices.baseline,
        run=choices.run,
        side=choices.side,
    )
    row = f"{count_in_words(choices.run)} in a row"
    moved = steps[steps["kind"] == "sustained"]
    starts: list[dt.date] = [start.date() for start in moved["start"]]
    phases = [Phase(start=start, reason=f"{row.capitalize()} from here") for start in starts]
    drawn = _run_chart(measure, observations, phases=phases)
    was, *later = [drawn.show(drawn.level(part)) for part in drawn.parts]
    if not later:
        beyond = "beyond" if choices.side == "either" else choices.side
        said = (
            f"It is {was}: after the first {choices.baseline} points never were {row} {beyond} it."
        )
        return Look(finding="The middle has not moved", explanation=said, svg=drawn.to_svg())
    frequency = measure.shown_by or measure.frequency
    told = [
        f"{level} from {say_period(start, frequency)} on"
        for start, level in zip(starts, later, strict=True)
    ]
    times = "once" if len(told) == 1 else f"{len(told)} times"
    return Look(
        finding=f"The middle has moved {times}",
        explanation=f"{', then '.join((f'It was {was} at first', *told))}.",
        svg=drawn.to_svg(),
    )


def _rules(measure: Measure, observations: _Points, _: LookChoices) -> Look:
    from qi_lib import spc  # noqa: PLC0415

    chart = chart_of(measure, list(observations))
    assert chart is not None, "there are numbers"
    frequency = measure.shown_by or measure.frequency
    own = [chart.settings.rules] if measure.own_rules else []
    words = {one.name: one.words for one in (*own, *spc.RULE_SETS.values())}
    rows = [
        (
            words[row["rules"]],
            str(row["signals"]),
            say_period(row["first"].date(), frequency) if row["signals"] else "",
            say_period(row["last"].date(), frequency) if row["signals"] else "",
        )
        for row in chart.compare_rules(*own, *RuleSet).to_dict("records")
    ]
    seeing = sum(row[1] != "0" for row in rows)
    finding, explanation = _agreement(seeing, len(rows))
    return Look(
        finding=finding,
        explanation=explanation,
        columns=("Rules", "Points that stand out", "The first", "The last"),
        rows=tuple(rows),
    )


def _agreement(seeing: int, among: int) -> tuple[str, str]:
    if not seeing:
        return "No set of rules sees a signal", "Within a phase nothing stands out."
    if seeing == among:
        return "All sets of rules see a signal", "They agree: look for what caused it."
    return (
        f"{seeing} of {among} sets of rules see a signal",
        "Where most agree, look for the cause. Where one alone sees one, wait for more points.",
    )


_LOOKS: dict[LookKind, Callable[[Measure, _Points, LookChoices], Look]] = {
    LookKind.HISTOGRAM: _histogram,
    LookKind.FUNNEL: _funnel,
    LookKind.CUSUM: _cusum,
    LookKind.MEDIANS: _medians,
    LookKind.RULES: _rules,
}


def _shown(result: Histogram | Funnel) -> Look:
    return Look(finding=result.finding(), explanation=_beyond(result), svg=result.to_svg())


def _beyond(result: Histogram | Funnel | BernoulliCusum) -> str:
    """Give the explanation without the finding, which stands above it in larger letters."""
    return result.explain().removeprefix(f"{result.finding()}.").strip()


def _run_chart(measure: Measure, observations: _Points, *, phases: Sequence[Phase] = ()) -> Chart:
    choices = {"chart": ChartType.RUN, "phases": list(phases)} | _AS_COLLECTED
    plain = measure.model_copy(update=choices)
    chart = chart_of(plain, list(observations))
    assert chart is not None, "there are numbers"
    return chart


def _pairs(observations: _Points) -> list[Observation]:
    """Give the points that are a part of a whole."""
    return [one for one in observations if one.numerator is not None and one.denominator]


def _cases(observations: _Points) -> list[float]:
    """Give yes and no case by case, as 1 and 0; nothing where the numbers are others."""
    ordered = sorted(observations, key=lambda one: one.when)
    values = [
        value for one in ordered for value in (one.values or (one.value,)) if value is not None
    ]
    return values if {*values} <= {0, 1} else []
