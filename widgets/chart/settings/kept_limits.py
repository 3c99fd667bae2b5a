"""Keep the limits of a chart as they were up to a date, with a reason."""

from collections.abc import Sequence

from qi_lib.model import Baseline, Measure, Observation
from qi_lib.tables.frequencies import say_period
from widgets.chart.chart_view import ChartView
from widgets.chart.settings.decisions import Matter
from widgets.chart.typed_boxes import WrongEntry, read_day, read_words
from widgets.frame.screen import Button, Day, Links, Option, Screen, Text

__all__ = ["LIMITS", "baseline_row"]

_FEWEST = 2
_ENOUGH = 12  # points from which limits are more than a trial


def _read(typed: dict[str, str], _: Measure, points: Sequence[Observation]) -> Baseline:
    until = read_day(typed, "limits.until", "Pick the last date that counts.")
    if sum(one.when <= until for one in points) < _FEWEST:
        raise WrongEntry("limits.until", "Two points or more are needed up to that date.")
    ask = "Type the reason, such as “Before the rounds began”."
    return Baseline(until=until, reason=read_words(typed, "limits.reason", ask))


def baseline_row(view: ChartView) -> tuple[str, str]:
    """Say up to when the limits are kept, and why."""
    kept = view.measure.baseline
    assert kept is not None, "there are limits that are kept"
    upto = say_period(kept.until, view.measure.frequency)
    return f"Up to {upto}", f"Limits kept: {kept.reason}"


def _draw(view: ChartView) -> Screen:
    """Ask up to when the points count for the limits, and why."""
    kept = view.measure.baseline
    release = Button(label="Work them out from all points again", act="release-limits")
    first = view.observations[_ENOUGH - 1].when if len(view.observations) >= _ENOUGH else None
    until = kept.until if kept else first
    options = (Option(value=first.isoformat(), label=f"The first {_ENOUGH}"),) if first else ()
    return Screen(
        key="baseline",
        question="Which points do the limits come from?",
        hint="Usually from all points of a phase. Keep those from before your change, and the "
        "chart compares what follows with how it was. A later phase has limits of its own.",
        parts=(
            Day(
                name="limits.until",
                label="Keep the limits of the points up to",
                value=until.isoformat() if until else "",
                options=options,
                period=view.measure.frequency.value,
                is_kept=True,
                problem=view.problems.get("limits.until", ""),
            ),
            Text(
                name="limits.reason",
                label="The reason",
                hint="It is written on the chart",
                value=kept.reason if kept else "",
                is_kept=True,
                submits="keep-limits",
                problem=view.problems.get("limits.reason", ""),
            ),
            *((Links(name="release", label="Or", buttons=(release,)),) if kept else ()),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Keep these limits", act="keep-limits"),
    )


LIMITS = Matter(
    name="baseline",
    act="limits",
    screen="baseline",
    boxes=("limits.until", "limits.reason"),
    draw=_draw,
    read=_read,
    kept="The limits are kept.",
    released="The limits are those of all points again.",
)
"""From which points the limits come."""
