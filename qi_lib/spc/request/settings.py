"""What was asked for, checked at the door."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TypeAlias, TypeVar, get_args

import numpy as np

from qi_lib.spc.argument_checks import check_flag, check_name, check_number, check_text, check_whole
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.limits.chart_types import ChartType
from qi_lib.spc.numbers_in_words import so_many_of
from qi_lib.spc.records import record
from qi_lib.spc.request.phases_targets_annotations import Annotation, Phase, Target, When
from qi_lib.spc.rules.rule_sets import RuleSet, ruleset

__all__ = ["Direction", "Holes", "Settings", "check_settings"]

Holes: TypeAlias = Literal["stop", "span"]
"""Whether rules and moving ranges stop at a hole in time, or go on across it."""
Direction: TypeAlias = Literal["up", "down", "neutral"]
"""Which way is better."""

_T = TypeVar("_T")
_NUMBERS = (int, float, np.integer, np.floating)
# Asked first: to find that a number is no Mapping or Sequence takes Python a microsecond.
_PLAIN = (*_NUMBERS, str)
# These show events per so much; on others a unit may be that of an average, such as minutes.
_RATES = ("u", "up")
_DIRECTIONS = get_args(Direction)


@record
class Settings:
    """Hold the checked choices behind a chart."""

    kind: ChartType
    rules: RuleSet
    direction: Direction
    targets: Mapping[str | None, tuple[Target, ...]]  # by facet; None stands for all
    phases: Mapping[str | None, tuple[Phase, ...]]
    annotations: tuple[Annotation, ...]
    baseline: When | None
    exclude: tuple[When, ...]
    centre: float | None
    sigma: float | None
    screen: bool | None  # None: as the rule set says
    holes: Holes  # whether rules and moving ranges stop at them
    multiply: float
    is_scaled: bool  # whether a person said what values are multiplied by
    is_share: bool  # whether values are fractions, shown as per cent
    is_rate: bool  # whether values are so many over so much of something else
    lowest: float | None
    highest: float | None
    title: str | None
    unit: str | None
    per: str | None
    measure: str
    is_named: bool  # whether a person gave that name
    remarks: tuple[str, ...] = ()
    because: str | None = None  # why this chart was chosen
    doubt: str | None = None  # what is doubtful about the choice

    @property
    def shown(self) -> float:
        """Give what values in the frame are multiplied by to be shown: 100 for shares."""
        return 100.0 if self.is_share and self.multiply == 1 else 1.0

    @property
    def screens(self) -> bool:
        """Tell whether very large moving ranges are left out."""
        return self.rules.screen if self.screen is None else self.screen

    @property
    def is_percent(self) -> bool:
        """Tell whether values are shown with a per cent sign."""
        return self.shown == 100 or self.unit == "%"


def check_settings(
    kind: ChartType, name: str, because: str | None, doubt: str | None, *,
    rules: str | RuleSet | None, direction: Direction, target: object, phases: object,
    annotations: object,
    baseline: Any,  # Any: a place on the axis, of whatever kind; checked with the data
    exclude: object, centre: object, sigma: object, screen: object, holes: object,
    multiply: object, lowest: object, highest: object, title: object, unit: object, per: object,
    measure: object, remarks: object, over: str | None,
) -> Settings:  # fmt: skip
    """Check every choice that can be checked without the data.

    `name` is the measure's unless a person says otherwise; `because` and `doubt` say why the
    chart was chosen, and what is doubtful about it; `over` names the denominators, if any.
    """
    check_name("direction", direction, _DIRECTIONS)
    if rules is None:
        rules = "anhoej" if kind.name == "run" else "mdc"
    times = 1.0 if multiply is None else _times(multiply)
    is_share, is_rate = kind.is_share, False
    if over is not None and kind.is_ratio and not is_share:
        is_share, is_rate = unit == "%" and multiply is None, unit != "%"
    # What was left out is not looked at: of so many choices, most are.
    return Settings(
        kind=kind,
        rules=ruleset(rules),
        direction=direction,
        targets={} if target is None else _by_facet(target, partial(_targets, kind, times)),
        phases={} if phases is None else _by_facet(phases, _phases),
        annotations=() if annotations is None else _annotations(annotations),
        baseline=None if baseline is None else _baseline(baseline),
        exclude=() if exclude is None else _places(exclude),
        centre=None if centre is None else _centre(kind, centre, times),
        sigma=None if sigma is None else _known_sigma(kind, sigma),
        screen=None if screen is None else check_flag("screen", screen),
        holes="stop" if holes is None else _holes(holes),
        multiply=times,
        is_scaled=multiply is not None,
        is_share=is_share,
        is_rate=is_rate,
        lowest=None if lowest is None else check_number("lowest", lowest),
        highest=None if highest is None else _highest(highest, lowest),
        title=None if title is None else check_text("title", title),
        unit=None if unit is None else check_text("unit", unit),
        per=None if per is None and not is_rate else _per(per, kind, over or "", unit, times),
        measure=name if measure is None else check_text("measure", measure) or name,
        is_named=bool(measure),
        remarks=() if remarks is None else _sentences(remarks),
        because=because,
        doubt=doubt,
    )


def _holes(given: object) -> Holes:
    check_name("holes", given, get_args(Holes))
    return "stop" if given == "stop" else "span"


def _per(given: object, kind: ChartType, over: str, unit: object, times: float) -> str | None:
    """Say what a rate is per: as given, or from the name of the denominators ("1,000 bed days")."""
    if given is not None:
        return check_text("per", given)
    if isinstance(unit, str) and ("per " in unit or (unit.strip() and kind.name not in _RATES)):
        return None
    return so_many_of(over, times)


def _times(multiply: object) -> float:
    return check_number("multiply", multiply, above=0, such_as="1000")


def _most(kind: ChartType, multiply: float) -> float:
    """Give the most that can be plotted, as it is shown."""
    if not kind.is_share:
        return math.inf
    return 100.0 if multiply == 1 else multiply


def _highest(given: object, lowest: object) -> float:
    highest = check_number("highest", given)
    if isinstance(lowest, _NUMBERS) and highest <= lowest:
        raise ArgumentError("highest", given, f"Give more than lowest, which is {lowest:g}.")
    return highest


def _known_sigma(kind: ChartType, given: object) -> float:
    if kind.name != "i":
        raise ArgumentError("sigma", given, "Only an I chart takes a known sigma. Leave it out.")
    return check_number("sigma", given, least=0)


def _centre(kind: ChartType, given: object, times: float) -> float:
    if kind.values == "above zero":
        return check_number("centre", given, above=0)
    return check_number("centre", given, least=kind.least, most=_most(kind, times))


def _baseline(given: When) -> When:
    if isinstance(given, (int, np.integer)):
        return check_whole("baseline", given, least=2, of="points")
    if isinstance(given, float) and not math.isfinite(given):
        raise ArgumentError("baseline", given, "Give a whole number of points, or a date.")
    return given


def _by_facet(
    given: object, read: Callable[[object], tuple[_T, ...]]
) -> dict[str | None, tuple[_T, ...]]:
    """Read what holds for all facets, or a mapping from facets to what holds for each."""
    if not isinstance(given, _PLAIN) and isinstance(given, Mapping):
        return {str(name): read(item) for name, item in given.items()}
    return {None: read(given)}


def _targets(kind: ChartType, times: float, given: object) -> tuple[Target, ...]:
    if given is None:
        return ()
    several = isinstance(given, (list, tuple, Target))
    found = _all_are(Target, "target", given) if several else (Target(given),)  # type: ignore[arg-type]
    for target in found:
        check_number("target", target.value, least=kind.least, most=_most(kind, times))
    return found


def _phases(given: object) -> tuple[Phase, ...]:
    if given is None or isinstance(given, str):
        return ()
    items: Any = given if isinstance(given, (Sequence, np.ndarray)) else [given]  # Any: as given
    for item in items:
        if isinstance(item, (tuple, list, dict)):
            raise ArgumentError("phases", item, "Each must be made by Phase(start, reason).")
    return tuple(item if isinstance(item, Phase) else Phase(item) for item in items)


def _annotations(given: object) -> tuple[Annotation, ...]:
    return _all_are(Annotation, "annotations", given)


def _places(given: object) -> tuple[When, ...]:
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, (Sequence, np.ndarray)):
        raise ArgumentError("exclude", given, "Give a list of places on the time axis.")
    return tuple(given)


def _sentences(given: object) -> tuple[str, ...]:
    if not isinstance(given, (list, tuple)) or not all(isinstance(one, str) for one in given):
        raise ArgumentError("remarks", given, "Give a list of sentences.")
    return tuple(given)


def _all_are(kind: type[_T], argument: str, given: object) -> tuple[_T, ...]:
    items = [given] if isinstance(given, kind) else given
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise ArgumentError(argument, given, f"Give a list of {kind.__name__}(...).")
    for item in items:
        if not isinstance(item, kind):
            raise ArgumentError(argument, item, f"Each must be made by {kind.__name__}(...).")
    return tuple(items)
