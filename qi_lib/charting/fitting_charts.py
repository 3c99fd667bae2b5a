"""Which types of chart fit the numbers of a measure, told without the chart engine."""

import re
from collections.abc import Sequence

from qi_lib.model import ChartType, Measure, Observation

__all__ = [
    "CHARTS_OF_COUNTS",
    "CHARTS_OF_PARTS",
    "CHARTS_OF_RATES",
    "CHARTS_OF_SEVERAL",
    "CHARTS_OF_SPREAD",
    "CHARTS_OF_VALUES",
    "MOST_FOR_RANGES",
    "fitting_chart_types",
    "is_count",
    "is_percentage",
    "is_rate",
    "ratio_factor",
    "shown_unit",
    "unfit_chart_types",
]

CHARTS_OF_RATES = frozenset((ChartType.U, ChartType.UP))
"""Events over how much there was to happen in."""
CHARTS_OF_PARTS = (
    frozenset((ChartType.P, ChartType.PP, ChartType.NP, ChartType.IP)) | CHARTS_OF_RATES
)
"""What needs a denominator."""
CHARTS_OF_VALUES = frozenset((ChartType.MR, ChartType.C, ChartType.G, ChartType.T))
"""What can have none."""
CHARTS_OF_COUNTS = CHARTS_OF_PARTS - {ChartType.IP} | {ChartType.C, ChartType.G}
"""What counts events, in whole numbers."""
CHARTS_OF_SEVERAL = frozenset((ChartType.XBAR, ChartType.XBAR_R, ChartType.S, ChartType.R))
"""What needs several values of each date."""
CHARTS_OF_SPREAD = frozenset((ChartType.MR, ChartType.S, ChartType.R))
"""What shows how far values lie apart, of which a level set for the values says nothing."""

MOST_FOR_RANGES = 10
"""Of so many values a date, at most, x-bar charts take their limits from ranges."""

_GAP_WORDS = ("between", "since")
_PERCENT = ("", "%", "per cent", "percent")
_PER_SO_MANY = re.compile(r"\bper ([\d,]+)")
_SAYS_PER = re.compile(r"\bper\b(?! cent)")
_EXPOSURE = re.compile(
    r"\b(?:(?:bed|patient|resident|device|catheter|cannula|line|ventilator|staff)[ -]?"
    r"(?:bed[ -]?)?(?:days|nights|hours)|beddays|o\.?b\.?ds?|hours worked|population|list size)\b",
    re.IGNORECASE,
)
_ANY_WHOLE = "how many in all"
"""What a new share is out of, until somebody says so."""


def fitting_chart_types(
    measure: Measure, observations: Sequence[Observation]
) -> tuple[ChartType, ...]:
    """List the types that fit the numbers there are, the plainest first.

    `auto` and the run chart fit anything. Shares have p and p′ charts (np where every whole is
    alike), counts over an exposure u and u′, counts alone c, what lies between rare events g and
    t, several values of a date x-bar (with limits from R, for up to ten), S and R, and single
    values I and MR.
    """
    pairs = [
        (one.numerator, one.denominator)
        for one in observations
        if one.numerator is not None and one.denominator
    ]
    values = [one.value for one in observations if one.value is not None]
    if pairs and not values:
        fits = _for_parts(pairs)
    elif any(len(one.values) > 1 for one in observations):
        fits = [*_for_several(observations), ChartType.I, ChartType.MR]
    elif not observations and measure.denominator:
        fits = [ChartType.P, ChartType.PP, ChartType.U, ChartType.UP, ChartType.I]
    else:
        fits = _for_values(measure, values)
    return (ChartType.AUTO, ChartType.RUN, *fits)


def unfit_chart_types(
    observations: Sequence[Observation], *, is_ratio: bool
) -> frozenset[ChartType]:
    """Tell which types the numbers cannot have, whatever somebody chose before they were there."""
    unfit = CHARTS_OF_VALUES | CHARTS_OF_SEVERAL if is_ratio else CHARTS_OF_PARTS
    if not any(len(one.values) > 1 for one in observations):
        unfit |= CHARTS_OF_SEVERAL
    if any(len(one.values) > MOST_FOR_RANGES for one in observations):
        unfit |= {ChartType.XBAR_R}
    numbers = (one.numerator if is_ratio else one.value for one in observations)
    if any(number is not None and number % 1 for number in numbers):
        unfit |= CHARTS_OF_COUNTS
    return unfit


def is_count(measure: Measure, values: Sequence[float]) -> bool:
    """Tell whether values count something: whole, and in no other unit than what is counted."""
    is_own_unit = measure.unit.casefold() in measure.name.casefold()
    return is_own_unit and all(value >= 0 and value % 1 == 0 for value in values)


def is_percentage(measure: Measure) -> bool:
    """Tell whether a part of a whole is shown in per cent."""
    return shown_unit(measure).casefold() in _PERCENT


def shown_unit(measure: Measure) -> str:
    """Give the unit in which a measure is shown.

    Events out of bed days, and all on a u chart, are a rate per 1,000, unless the unit says per how
    many.
    """
    unit = measure.unit.strip()
    if _SAYS_PER.search(unit) or not is_rate(measure):
        return unit
    is_said = unit.casefold() in _PERCENT or unit.casefold() in measure.name.casefold()
    counted = "" if is_said else unit
    whole = re.sub(r"^all (the )?", "", measure.denominator.strip(), flags=re.IGNORECASE)
    if measure.denominator == _ANY_WHOLE:
        whole = ""
    if whole[1:2].islower():  # not OBD
        whole = whole[:1].lower() + whole[1:]
    return " ".join(part for part in (counted, "per 1,000", whole) if part)


def is_rate(measure: Measure) -> bool:
    """Tell whether a measure counts events over how much there was for them to happen in."""
    if measure.chart in CHARTS_OF_PARTS:
        return measure.chart in CHARTS_OF_RATES and bool(measure.denominator)
    # Catheter days out of bed days are a share: both are the same kind of thing.
    part = measure.numerator or measure.name
    return bool(_EXPOSURE.search(measure.denominator)) and not _EXPOSURE.search(part)


def ratio_factor(measure: Measure) -> float:
    """Say what a part of a whole is multiplied by, to be shown in the measure's unit."""
    if is_percentage(measure):
        return 100
    per = _PER_SO_MANY.search(shown_unit(measure))
    return float(per[1].replace(",", "")) if per else 1


def _for_parts(pairs: Sequence[tuple[float, float]]) -> list[ChartType]:
    if any(part < 0 or part % 1 for part, _ in pairs):
        return [ChartType.I, ChartType.IP]
    fits = [ChartType.U, ChartType.UP, ChartType.I, ChartType.IP]
    if all(part <= whole for part, whole in pairs):
        are_alike = len({whole for _, whole in pairs}) == 1
        fits = [ChartType.P, ChartType.PP, *([ChartType.NP] if are_alike else []), *fits]
    return fits


def _for_several(observations: Sequence[Observation]) -> list[ChartType]:
    are_few = all(len(one.values) <= MOST_FOR_RANGES for one in observations)
    by_ranges = [ChartType.XBAR_R] if are_few else []
    return [ChartType.XBAR, *by_ranges, ChartType.S, ChartType.R]


def _for_values(measure: Measure, values: Sequence[float]) -> list[ChartType]:
    fits = [ChartType.I, ChartType.MR]
    words = f"{measure.name} {measure.unit} {measure.definition}".casefold()
    if any(word in words for word in _GAP_WORDS):
        if all(value >= 0 and value % 1 == 0 for value in values):
            fits.append(ChartType.G)
        if all(value > 0 for value in values):
            fits.append(ChartType.T)
    elif is_count(measure, values):
        fits.append(ChartType.C)
    return fits
