"""What is known of a chart beforehand: its middle line, sigma, what a value can be."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qi_lib.charting.chart_decisions import say_decision
from qi_lib.charting.fitting_charts import CHARTS_OF_SPREAD
from qi_lib.model import Bounds, ChartType, Measure, Standard
from qi_lib.tables.frequencies import say_period

__all__ = ["GivenLines", "find_given_lines", "first_out_of_bounds", "say_bounds", "say_source"]

_Points = Sequence[tuple[dt.date, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLines:
    """What the chart engine is told of its lines, in the units shown, and the reasons in words."""

    centre: float | None = None
    sigma: float | None = None
    lowest: float | None = None
    highest: float | None = None
    remarks: tuple[str, ...] = ()

    def without_centre(self, standard: Standard) -> "GivenLines":
        """Leave out a middle line that no such chart can have, and say so."""
        said = (
            f"The middle line that was given ({standard.centre:g}) fits no such chart and is left "
            "out."
        )
        kept = [one for one in self.remarks if one != _say_standard(standard, has_sigma=False)]
        return replace(self, centre=None, remarks=(*kept, said))


def find_given_lines(measure: Measure, kind: ChartType, points: _Points) -> GivenLines:
    """Take what fits the kind of chart and its points, and say what was decided.

    Where nobody said otherwise, values that never lie below 0 cannot.
    """
    lowest = 0.0 if all(value >= 0 for _, value in points) else None
    if kind in CHARTS_OF_SPREAD:
        unused = measure.standard or measure.bounds
        said = "What was given for the values says nothing of how far they lie apart."
        return GivenLines(lowest=lowest, remarks=(said,) if unused else ())
    known = _given(measure.standard, kind)
    bounds = measure.bounds
    if bounds is None:
        return replace(known, lowest=lowest)
    outside = first_out_of_bounds(bounds, points)
    if outside is not None:
        when = say_period(outside, measure.frequency)
        said = f"{when} lies {say_bounds(bounds)}, though no value should: correct one of them."
        return replace(known, lowest=lowest, remarks=(*known.remarks, said))
    said = say_decision(f"No value can lie {say_bounds(bounds)}, so no limit does", bounds.reason)
    if bounds.lowest is not None:
        lowest = bounds.lowest
    elif bounds.highest is not None and bounds.highest <= 0:
        lowest = None
    return replace(known, lowest=lowest, highest=bounds.highest, remarks=(*known.remarks, said))


def first_out_of_bounds(bounds: Bounds, points: _Points) -> dt.date | None:
    """Find the first value that lies where none can."""
    for when, value in points:
        is_low = bounds.lowest is not None and value < bounds.lowest
        if is_low or (bounds.highest is not None and value > bounds.highest):
            return when
    return None


def say_bounds(bounds: Bounds) -> str:
    """Say where no value can lie: "below 0 or above 10"."""
    sides = (("below", bounds.lowest), ("above", bounds.highest))
    return " or ".join(f"{side} {value:g}" for side, value in sides if value is not None)


def say_source(standard: Standard) -> str:
    """Say where given lines are from, to be written after "from"."""
    source = standard.source.rstrip(". ")
    return source[5:] if source.casefold().startswith("from ") else source


def _given(standard: Standard | None, kind: ChartType) -> GivenLines:
    if standard is None:
        return GivenLines()
    has_sigma = standard.sigma is not None and kind is ChartType.I
    remarks = []
    if has_sigma or standard.centre is not None:
        remarks.append(_say_standard(standard, has_sigma=has_sigma))
    if standard.sigma is not None and not has_sigma:
        remarks.append("The sigma that was given is not used: only an I chart takes one.")
    sigma = standard.sigma if has_sigma else None
    return GivenLines(centre=standard.centre, sigma=sigma, remarks=tuple(remarks))


def _say_standard(standard: Standard, *, has_sigma: bool) -> str:
    """Say in a sentence which lines are given, from where, and why."""
    lines = [f"the middle line ({standard.centre:g})"] if standard.centre is not None else []
    lines += [f"sigma ({standard.sigma:g})"] if has_sigma else []
    are = "are" if len(lines) > 1 else "is"
    what = f"{' and '.join(lines)} {are} given, from {say_source(standard)}"
    return say_decision(what[0].upper() + what[1:], standard.reason)
