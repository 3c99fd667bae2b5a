"""What a family of measures has, what it lacks, and how each measure stands, in plain words."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from qi_lib.charting.collection_periods import NextNumber, next_number
from qi_lib.charting.fitting_charts import shown_unit
from qi_lib.charting.measure_chart import shown_value
from qi_lib.model import Direction, Measure, MeasureKind, Observation, ProjectBundle
from qi_lib.model.measure_family import Family
from qi_lib.wording.lists import say_list

__all__ = [
    "KIND_NAMES",
    "KIND_QUESTIONS",
    "USUAL_SIZE",
    "Gap",
    "Standing",
    "find_gaps",
    "find_standing",
    "gather_family",
    "main_measure",
    "say_amount",
]

KIND_NAMES = {
    MeasureKind.OUTCOME: "Outcome",
    MeasureKind.PROCESS: "Process",
    MeasureKind.BALANCING: "Balancing",
}
KIND_QUESTIONS = {
    MeasureKind.OUTCOME: "Is it better for people?",
    MeasureKind.PROCESS: "Do we do what we said?",
    MeasureKind.BALANCING: "Has anything else got worse?",
}
USUAL_SIZE = range(4, 9)
"""How many measures a family usually has: fewer miss something, more are not kept up."""

_MISSING = {
    MeasureKind.OUTCOME: "No outcome measure: how will people notice that it is better?",
    MeasureKind.PROCESS: "No process measure: how will you know that the change is really done?",
    MeasureKind.BALANCING: "No balancing measure: what could get worse?",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a family lacks; `kind` where a measure of that kind would fill it."""

    words: str
    kind: MeasureKind | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one measure stands: its values in order of date, the last, its target, what is due."""

    values: tuple[float, ...]
    latest: str
    latest_on: dt.date | None
    target: float | None
    verdict: str
    due: NextNumber


def gather_family(bundle: ProjectBundle) -> Family:
    """Put a project's measures into one record."""
    return Family(measures=bundle.measures, archived=bundle.archived)


def main_measure(bundle: ProjectBundle) -> Measure | None:
    """Choose the measure that tells the story: the first outcome with numbers, else any."""
    return next(
        (
            measure
            for has_numbers in (True, False)
            for measure in sorted(bundle.measures, key=lambda m: m.kind != "outcome")
            if bool(bundle.observations.get(measure.id)) == has_numbers
        ),
        None,
    )


def find_gaps(family: Family) -> list[Gap]:
    """Say what a family lacks.

    Args:
        family: the measures of a project, as `gather_family` gives them.

    Returns:
        The gaps, the weightiest first: a kind without a measure, too many measures, and those
        that nobody has defined or collects. None of a family that is still empty.

    Example:
        >>> [gap.words for gap in find_gaps(gather_family(p.bundle()))]
    """
    measures = family.measures
    if not measures:
        return []
    gaps = [Gap(words, kind) for kind, words in _MISSING.items() if not family.of(kind)]
    if len(measures) >= USUAL_SIZE.stop:
        gaps.append(
            Gap(
                f"{len(measures)} measures: 4 to 8 are a usual family. "
                "Which of them could you do without?"
            )
        )
    undefined = [one.name for one in measures if not one.definition.strip()]
    if undefined:
        gaps.append(Gap(f"Not defined yet: {_listed(undefined)}. What counts, and what does not?"))
    uncollected = [one.name for one in measures if not one.collected_by]
    if uncollected:
        gaps.append(Gap(f"Nobody is named who collects {_listed(uncollected)}."))
    return gaps


def find_standing(
    measure: Measure, observations: Sequence[Observation], *, today: dt.date
) -> Standing:
    """Say how a measure stands on a day.

    Args:
        measure: its definition, with targets and frequency.
        observations: its data, in order of date; gaps are left out.
        today: the day on which the next number is due, or not yet.

    Returns:
        The values in the measure's unit, the last in words, the target of its date, whether that
        is met (where the measure has a direction), and when the next number is due.
    """
    points = [
        (one.when, value)
        for one in observations
        if (value := shown_value(measure, one)) is not None
    ]
    last = max((one.when for one in observations), default=None)
    latest_on, latest = points[-1] if points else (None, None)
    target = _target(measure, latest_on or today)
    return Standing(
        values=tuple(value for _, value in points),
        latest="" if latest is None else say_amount(measure, latest),
        latest_on=latest_on,
        target=target,
        verdict=_verdict(measure, latest, target),
        due=next_number(last, measure.frequency, today=today),
    )


def say_amount(measure: Measure, value: float) -> str:
    """Write a value with the measure's unit, as short as a person says it.

    Args:
        measure: gives the unit.
        value: in that unit; below 100 one decimal is kept, below 1 three digits.

    Example:
        >>> say_amount(Measure(name="Falls", unit="falls"), 7)
        '7 falls'
    """
    number = f"{value:,.{_decimals(measure, value)}f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    unit = shown_unit(measure)
    gap = "" if unit in ("", "%") else " "
    return f"{number}{gap}{unit}"


def _decimals(measure: Measure, value: float) -> int:
    """Keep three digits of what is small, and 99.97% from being 100%."""
    is_below_all = measure.unit == "%" and 99 < value < 100
    small = 100 - value if is_below_all else abs(value)
    if 0 < small < 1:
        return 2 - math.floor(math.log10(small))
    return 1 if abs(value) < 100 else 0


def _target(measure: Measure, day: dt.date) -> float | None:
    holding = [one.value for one in measure.targets if one.start is None or one.start <= day]
    return holding[-1] if holding else None


def _verdict(measure: Measure, latest: float | None, target: float | None) -> str:
    if target is None:
        return ""
    words = f"target {say_amount(measure, target)}"
    if latest is None or measure.direction is Direction.NEUTRAL:
        return words
    is_met = latest <= target if measure.direction is Direction.DOWN else latest >= target
    return f"{words}: met" if is_met else f"{words}: not met"


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    shown = quoted if len(quoted) <= 3 else [*quoted[:2], f"{len(quoted) - 2} more"]
    return say_list(shown)
