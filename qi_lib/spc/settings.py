"""What was asked for, checked at the door."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from qi_lib.spc.chart_types import ALIASES, CHART_TYPES, ChartType
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.marks import Annotation, Phase, Target, When
from qi_lib.spc.records import record
from qi_lib.spc.rulesets import RuleSet, ruleset
from qi_lib.spc.verdicts import Direction

__all__ = ["Settings", "chart_type", "check_settings"]

_T = TypeVar("_T")
_NUMBERS = (int, float, np.integer, np.floating)
# Asked first: to find that a number is no Mapping or Sequence takes Python a microsecond.
_PLAIN = (*_NUMBERS, str)


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
    screen: bool
    multiply: float
    lowest: float | None
    highest: float | None
    title: str | None
    unit: str | None
    per: str | None
    measure: str
    because: str | None = None  # why this chart was chosen
    doubt: str | None = None  # what is doubtful about the choice

    @property
    def shown(self) -> float:
        """Give what values in the frame are multiplied by to be shown: 100 for shares."""
        return 100.0 if self.kind.is_share and self.multiply == 1 else 1.0

    @property
    def is_percent(self) -> bool:
        """Tell whether values are shown with a per cent sign."""
        return self.shown == 100 or self.unit == "%"


def check_settings(
    kind: ChartType,
    *,
    rules: str | RuleSet | None,
    direction: Direction,
    target: object,
    phases: object,
    annotations: object,
    baseline: Any,  # Any: a place on the axis, of whatever kind; checked with the data
    exclude: object,
    centre: object,
    sigma: object,
    screen: object,
    multiply: object,
    lowest: object,
    highest: object,
    title: object,
    unit: object,
    per: object,
    measure: object,
    name: str,
    because: str | None,
    doubt: str | None,
) -> Settings:
    """Check every choice that can be checked without the data.

    `name` is what the measure is called unless a person says otherwise.
    """
    chosen = ruleset(rules or ("anhoej" if kind.name == "run" else "mdc"))
    if screen not in (None, True, False):
        raise ArgumentError("screen", screen, "It must be True, False or left out.")
    if isinstance(baseline, int) and (isinstance(baseline, bool) or baseline < 2):
        raise ArgumentError("baseline", baseline, "Give two points or more, or a date.")
    if direction not in ("up", "down", "neutral"):
        raise ArgumentError("direction", direction, _one_of(("up", "down", "neutral"), direction))
    return Settings(
        kind=kind,
        rules=chosen,
        direction=direction,
        targets=_by_facet(target, _targets),
        phases=_by_facet(phases, _phases),
        annotations=_all_are(Annotation, "annotations", annotations),
        baseline=int(baseline) if isinstance(baseline, np.integer) else baseline,
        exclude=_places("exclude", exclude),
        centre=_number("centre", centre),
        sigma=_known_sigma(kind, sigma),
        screen=chosen.screen if screen is None else bool(screen),
        multiply=_multiply(multiply),
        lowest=_number("lowest", lowest),
        highest=_number("highest", highest),
        title=_text("title", title),
        unit=_text("unit", unit),
        per=_text("per", per),
        measure=_text("measure", measure) or name,
        because=because,
        doubt=doubt,
    )


def _multiply(given: object) -> float:
    multiply = _number("multiply", given)
    if multiply is None or multiply <= 0:
        raise ArgumentError("multiply", given, "Give a number above 0, such as 1000.")
    return multiply


def chart_type(name: object) -> ChartType:
    """Find a chart type by its name."""
    if isinstance(name, str):
        known = name.lower()
        known = ALIASES.get(known, known)
        if known in CHART_TYPES:
            return CHART_TYPES[known]
    raise ArgumentError("chart", name, _one_of([*CHART_TYPES, "auto"], name))


def _known_sigma(kind: ChartType, given: object) -> float | None:
    sigma = _number("sigma", given)
    if sigma is None:
        return None
    if kind.name != "i":
        raise ArgumentError("sigma", given, "Only an I chart takes a known sigma. Leave it out.")
    if sigma < 0:
        raise ArgumentError("sigma", given, "Give a number that is not negative.")
    return sigma


def _number(argument: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        found = float(value)
        if math.isfinite(found):
            return found
    raise ArgumentError(argument, value, "Give a number, or leave it out.")


def _text(argument: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ArgumentError(argument, value, "Give text, or leave it out.")


def _by_facet(
    given: object, read: Callable[[object], tuple[_T, ...]]
) -> dict[str | None, tuple[_T, ...]]:
    """Read what holds for all facets, or a mapping from facets to what holds for each."""
    if given is None:
        return {}
    if not isinstance(given, _PLAIN) and isinstance(given, Mapping):
        return {str(name): read(item) for name, item in given.items()}
    return {None: read(given)}


def _targets(given: object) -> tuple[Target, ...]:
    items = [given] if isinstance(given, Target) else given
    if not isinstance(items, _PLAIN) and isinstance(items, Sequence):
        found = _all_are(Target, "target", items)
        for target in found:
            _number("target", target.value)
        return found
    value = _number("target", given)
    return () if value is None else (Target(value),)


def _phases(given: object) -> tuple[Phase, ...]:
    if given is None or isinstance(given, str):
        return ()
    if isinstance(given, Phase):
        return (given,)
    items: Sequence[Any] = given if isinstance(given, Sequence) else [given]  # Any: as given
    return tuple(item if isinstance(item, Phase) else Phase(item) for item in items)


def _places(argument: str, given: object) -> tuple[When, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, (Sequence, np.ndarray)):
        raise ArgumentError(argument, given, "Give a list of places on the time axis.")
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
