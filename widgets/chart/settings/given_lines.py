"""What is known of a chart beforehand: lines from elsewhere, and what a value can be."""

from collections.abc import Sequence

from qi_lib.charting.fitting_charts import is_percentage, shown_unit
from qi_lib.charting.given_lines import first_out_of_bounds, say_bounds, say_source
from qi_lib.charting.measure_chart import shown_value
from qi_lib.model import Bounds, ChartType, Measure, Observation, Standard
from qi_lib.tables.frequencies import say_period
from widgets.chart.chart_view import ChartView, has_parts
from widgets.chart.settings.decisions import Matter
from widgets.chart.typed_boxes import WrongEntry, read_typed_number, read_words
from widgets.frame.screen import Button, Fold, Links, Option, Part, Screen, Text

__all__ = ["BOUNDS", "STANDARD", "say_standard"]

_SIGMA_KINDS = (ChartType.AUTO, ChartType.I)


def _read_standard(
    typed: dict[str, str], measure: Measure, points: Sequence[Observation]
) -> Standard:
    centre, sigma = _number(typed, "standard.centre"), _number(typed, "standard.sigma")
    if centre is None and sigma is None:
        raise WrongEntry("standard.centre", "Type the middle line in figures, such as 8.5.")
    is_share = has_parts(measure, points) and is_percentage(measure)
    if centre is not None and is_share and not 0 <= centre <= 100:
        raise WrongEntry("standard.centre", "A share lies between 0 and 100.")
    if sigma is not None and sigma <= 0:
        raise WrongEntry("standard.sigma", "Sigma is more than 0.")
    source = read_words(typed, "standard.source", "Say where it is from, such as “National audit”.")
    reason = read_words(
        typed, "standard.reason", "Type the reason, such as “We share their case mix”."
    )
    return Standard(centre=centre, sigma=sigma, source=source, reason=reason)


def _read_bounds(typed: dict[str, str], measure: Measure, points: Sequence[Observation]) -> Bounds:
    lowest, highest = _number(typed, "bounds.lowest"), _number(typed, "bounds.highest")
    if lowest is None and highest is None:
        raise WrongEntry("bounds.highest", "Type the highest or the lowest value there can be.")
    if lowest is not None and highest is not None and lowest >= highest:
        raise WrongEntry("bounds.highest", "It must be above the lowest.")
    reason = read_words(typed, "bounds.reason", "Type the reason, such as “The score ends at 10”.")
    bounds = Bounds(lowest=lowest, highest=highest, reason=reason)
    values = [(one.when, shown_value(measure, one)) for one in points]
    outside = first_out_of_bounds(
        bounds, [(when, value) for when, value in values if value is not None]
    )
    if outside is not None:
        when = say_period(outside, measure.frequency)
        raise WrongEntry(
            "bounds.highest", f"{when} lies {say_bounds(bounds)}. Correct one of them."
        )
    return bounds


def _number(typed: dict[str, str], box: str) -> float | None:
    return read_typed_number(typed, box) if typed.get(box, "").strip() else None


def say_standard(standard: Standard) -> str:
    """Say in a line which lines are given, and from where."""
    lines = [f"middle line {standard.centre:g}"] if standard.centre is not None else []
    lines += [f"sigma {standard.sigma:g}"] if standard.sigma is not None else []
    return f"Given: {', '.join(lines)}, from {say_source(standard)}"


def _draw_standard(view: ChartView) -> Screen:
    """Ask for a middle line from elsewhere, from where it is, and why."""
    given = view.measure.standard
    shown = shown_unit(view.measure)
    unit = f"In {shown}" if shown else ""
    release = Button(label="Work them out from the numbers again", act="release-standard")
    parts: list[Part] = [
        _box(view, "standard.centre", "The middle line", hint=unit),
        _box(view, "standard.source", "Where it is from"),
        _box(view, "standard.reason", "Why it, and not that of your own numbers"),
    ]
    if view.measure.chart in _SIGMA_KINDS or (given and given.sigma is not None):
        hint = "For an I chart: the limits are three of it from the middle line"
        sigma = _box(view, "standard.sigma", "Sigma of single points", hint=hint)
        is_open = bool(sigma.value or sigma.problem)
        parts.append(Fold(name="more", label="Sigma is known too", parts=(sigma,), is_open=is_open))
    if given:
        parts.append(Links(name="release", label="Or", buttons=(release,)))
    return Screen(
        key="standard",
        question="Is the middle line known from elsewhere?",
        hint="Such as a national average. Your chart then shows whether you differ from it. "
        "Usually a chart finds its own: leave it so, if you are not sure.",
        parts=tuple(parts),
        back=Button(label="Back", act="settings"),
        go=Button(label="Use this middle line", act="keep-standard"),
    )


def _draw_bounds(view: ChartView) -> Screen:
    """Ask between which values all others lie, and why."""
    unit, is_part = shown_unit(view.measure), view.has_parts
    is_share = unit == "%" or (is_part and is_percentage(view.measure))
    release = Button(label="Do not cut the limits", act="release-bounds")
    return Screen(
        key="bounds",
        question="What can a value be, at most and at least?",
        hint="No share is above 100%, no score above its last step. Limits that would reach beyond "
        "are cut there. One of the two is enough.",
        parts=(
            _box(
                view,
                "bounds.highest",
                "The highest there can be",
                suggestions=(Option(value="100", label="100%"),) if is_share else (),
            ),
            _box(
                view,
                "bounds.lowest",
                "The lowest there can be",
                hint="Left empty: 0, where no number lies below",
            ),
            _box(view, "bounds.reason", "The reason"),
            *(
                (Links(name="release", label="Or", buttons=(release,)),)
                if view.measure.bounds
                else ()
            ),
        ),
        back=Button(label="Back", act="settings"),
        go=Button(label="Cut the limits there", act="keep-bounds"),
    )


def _box(
    view: ChartView,
    name: str,
    label: str,
    *,
    hint: str = "",
    suggestions: tuple[Option, ...] = (),
) -> Text:
    matter, _, field = name.partition(".")
    decided = getattr(view.measure, matter)
    value = getattr(decided, field) if decided else None
    return Text(
        name=name,
        label=label,
        hint=hint,
        value="" if value is None else value if isinstance(value, str) else f"{value:g}",
        mode="text" if field in ("source", "reason") else "decimal",
        suggestions=suggestions,
        is_kept=True,
        submits=f"keep-{matter}",
        problem=view.problems.get(name, ""),
    )


STANDARD = Matter(
    name="standard",
    act="standard",
    screen="standard",
    boxes=("standard.centre", "standard.sigma", "standard.source", "standard.reason"),
    draw=_draw_standard,
    read=_read_standard,
    kept="The middle line is the one you gave.",
    released="The lines come from the numbers again.",
)
"""A middle line, and perhaps sigma, from elsewhere."""

BOUNDS = Matter(
    name="bounds",
    act="bounds",
    screen="bounds",
    boxes=("bounds.lowest", "bounds.highest", "bounds.reason"),
    draw=_draw_bounds,
    read=_read_bounds,
    kept="No limit lies where no value can.",
    released="The limits are not cut any more.",
)
"""What a value can be."""
