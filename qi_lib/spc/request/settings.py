"""What was asked for, checked at the door."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar, Unpack, get_args

import numpy as np

from qi_lib.spc.checks import check_flag, check_name, check_number, check_text, check_whole
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.limits.chart_types import ChartType
from qi_lib.spc.records import record
from qi_lib.spc.request.phases_targets_annotations import Annotation, Phase, Target, When
from qi_lib.spc.rules.rule_sets import RuleSet, ruleset

__all__ = ["Asked", "Direction", "Settings", "check_settings"]

Direction: TypeAlias = Literal["up", "down", "neutral"]
"""Which way is better."""

_T = TypeVar("_T")
_NUMBERS = (int, float, np.integer, np.floating)
# Asked first: to find that a number is no Mapping or Sequence takes Python a microsecond.
_PLAIN = (*_NUMBERS, str)
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
    multiply: float
    lowest: float | None
    highest: float | None
    title: str | None
    unit: str | None
    per: str | None
    measure: str
    remarks: tuple[str, ...] = ()
    because: str | None = None  # why this chart was chosen
    doubt: str | None = None  # what is doubtful about the choice

    @property
    def shown(self) -> float:
        """Give what values in the frame are multiplied by to be shown: 100 for shares."""
        return 100.0 if self.kind.is_share and self.multiply == 1 else 1.0

    @property
    def screens(self) -> bool:
        """Tell whether very large moving ranges are left out."""
        return self.rules.screen if self.screen is None else self.screen

    @property
    def is_percent(self) -> bool:
        """Tell whether values are shown with a per cent sign."""
        return self.shown == 100 or self.unit == "%"


class Asked(TypedDict):
    """List the choices as a person gives them, of whatever kind they are."""

    rules: str | RuleSet | None
    direction: Direction
    target: object
    phases: object
    annotations: object
    baseline: Any  # Any: a place on the axis, of whatever kind; checked with the data
    exclude: object
    centre: object
    sigma: object
    screen: object
    multiply: object
    lowest: object
    highest: object
    title: object
    unit: object
    per: object
    measure: object
    remarks: object


def check_settings(
    kind: ChartType, name: str, because: str | None, doubt: str | None, **asked: Unpack[Asked]
) -> Settings:
    """Check every choice that can be checked without the data.

    `name` is what the measure is called unless a person says otherwise; `because` and `doubt`
    say why the chart was chosen, and what is doubtful about it.
    """
    check_name("direction", asked["direction"], _DIRECTIONS)
    rules = asked["rules"]
    if rules is None:
        rules = "anhoej" if kind.name == "run" else "mdc"
    multiply = check_number("multiply", asked["multiply"], above=0, such_as="1000")
    most, lowest = _most(kind, multiply), asked["lowest"]
    return Settings(
        kind=kind,
        rules=ruleset(rules),
        direction=asked["direction"],
        targets=_by_facet(asked["target"], partial(_targets, kind=kind, most=most)),
        phases=_by_facet(asked["phases"], _phases),
        annotations=_all_are(Annotation, "annotations", asked["annotations"]),
        baseline=_baseline(asked["baseline"]),
        exclude=_places("exclude", asked["exclude"]),
        centre=_centre(kind, asked["centre"], most),
        sigma=_known_sigma(kind, asked["sigma"]),
        screen=_if_given(check_flag, "screen", asked["screen"]),
        multiply=multiply,
        lowest=_if_given(check_number, "lowest", lowest),
        highest=_highest(asked["highest"], lowest),
        title=_if_given(check_text, "title", asked["title"]),
        unit=_if_given(check_text, "unit", asked["unit"]),
        per=_if_given(check_text, "per", asked["per"]),
        measure=_if_given(check_text, "measure", asked["measure"]) or name,
        remarks=_sentences(asked["remarks"]),
        because=because,
        doubt=doubt,
    )


def _if_given(check: Callable[[str, object], _T], argument: str, given: object) -> _T | None:
    return None if given is None else check(argument, given)


def _most(kind: ChartType, multiply: float) -> float:
    """Give the most that can be plotted, as it is shown."""
    if not kind.is_share:
        return math.inf
    return 100.0 if multiply == 1 else multiply


def _highest(given: object, lowest: object) -> float | None:
    if given is None:
        return None
    highest = check_number("highest", given)
    if isinstance(lowest, _NUMBERS) and highest <= lowest:
        raise ArgumentError("highest", given, f"Give more than lowest, which is {lowest:g}.")
    return highest


def _known_sigma(kind: ChartType, given: object) -> float | None:
    if given is None:
        return None
    if kind.name != "i":
        raise ArgumentError("sigma", given, "Only an I chart takes a known sigma. Leave it out.")
    return check_number("sigma", given, least=0)


def _centre(kind: ChartType, given: object, most: float) -> float | None:
    if given is None:
        return None
    if kind.values == "above zero":
        return check_number("centre", given, above=0)
    return check_number("centre", given, least=kind.least, most=most)


def _baseline(given: When | None) -> When | None:
    if given is None:
        return None
    if isinstance(given, (int, np.integer)):
        return check_whole("baseline", given, least=2, of="points")
    if isinstance(given, float) and not math.isfinite(given):
        raise ArgumentError("baseline", given, "Give a whole number of points, or a date.")
    return given


def _by_facet(
    given: object, read: Callable[[object], tuple[_T, ...]]
) -> dict[str | None, tuple[_T, ...]]:
    """Read what holds for all facets, or a mapping from facets to what holds for each."""
    if given is None:
        return {}
    if not isinstance(given, _PLAIN) and isinstance(given, Mapping):
        return {str(name): read(item) for name, item in given.items()}
    return {None: read(given)}


def _targets(given: object, *, kind: ChartType, most: float) -> tuple[Target, ...]:
    if given is None:
        return ()
    several = isinstance(given, (list, tuple, Target))
    found = _all_are(Target, "target", given) if several else (Target(given),)  # type: ignore[arg-type]
    for target in found:
        check_number("target", target.value, least=kind.least, most=most)
    return found


def _phases(given: object) -> tuple[Phase, ...]:
    if given is None or isinstance(given, str):
        return ()
    items: Any = given if isinstance(given, (Sequence, np.ndarray)) else [given]  # Any: as given
    for item in items:
        if isinstance(item, (tuple, list, dict)):
            raise ArgumentError("phases", item, "Each must be made by Phase(start, reason).")
    return tuple(item if isinstance(item, Phase) else Phase(item) for item in items)


def _places(argument: str, given: object) -> tuple[When, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, (Sequence, np.ndarray)):
        raise ArgumentError(argument, given, "Give a list of places on the time axis.")
    return tuple(given)


def _sentences(given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, (list, tuple)) or not all(isinstance(one, str) for one in given):
        raise ArgumentError("remarks", given, "Give a list of sentences.")
    return tuple(given)


def _all_are(kind: type[_T], argument: str, given: object) -> tuple[_T, ...]:
    if given is None:
        return ()
    items = [given] if isinstance(given, kind) else given
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise ArgumentError(argument, given, f"Give a list of {kind.__name__}(...).")
    for item in items:
        if not isinstance(item, kind):
            raise ArgumentError(argument, item, f"Each must be made by {kind.__name__}(...).")
    return tuple(items)
