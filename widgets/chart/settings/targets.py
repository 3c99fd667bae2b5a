"""Targets of a measure: which one holds from when on."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

from qi_lib.model import Measure, Target
from qi_lib.tables.cells import read_number
from qi_lib.wording.dates import say_day
from widgets.chart.activity import Act, Draw, Tap, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.saved_measure import SavedMeasure
from widgets.chart.typed_boxes import WrongEntry, read_day
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Day, Group, Part, Screen, Text
from widgets.frame.tap_outcome import Outcome
from widgets.record.undo import History

__all__ = ["TARGET_BOXES", "Targets", "new_target_part", "read_target", "target_rows"]

TARGET_BOXES = ("target.start", "target.value")
_GONE_BEFORE = "It had gone already."


class Targets:
    """The targets of one measure, set and taken out one by one."""

    def __init__(self, saved: SavedMeasure, history: History) -> None:
        self._saved = saved
        self._history = history

    @property
    def screens(self) -> dict[str, Draw]:
        """List them, and ask for another."""
        return {"targets": _draw}

    @property
    def acts(self) -> dict[str, Act]:
        """Show them, set one, or take one out."""
        return {"targets": shows("targets"), "add-target": self._add, "drop-target": self._drop}

    def _add(self, tap: Tap) -> Outcome:
        """Set the target from a date on; one that was set from the same date gives way."""
        target = read_target(tap.typed)
        there = self._saved.handle.record.targets
        before = next((one for one in there if one.start == target.start), None)
        if not self._replace(before, target):
            raise WrongEntry(
                "target.value",
                "Meanwhile somebody set another target from that day on; it is in the list now. "
                "Tap again to put yours in its place.",
            )
        return Outcome(told=f"The target is {target.value:g} from then on.", used=TARGET_BOXES)

    def _drop(self, tap: Tap) -> Outcome:
        targets, position = self._saved.handle.record.targets, int(tap.value)
        if position >= len(targets):
            return Outcome(told=_GONE_BEFORE)
        is_done = self._replace(targets[position], None)
        return Outcome(told="That target is gone." if is_done else _GONE_BEFORE)

    def _replace(self, before: Target | None, after: Target | None) -> bool:
        return self._history.swap(partial(self._saved.replace_mark, "targets"), before, after)


def read_target(typed: Mapping[str, str]) -> Target:
    """Read `target.value` and `target.start`; raises `WrongEntry`."""
    value, start = read_number(typed.get("target.value", "")), read_day(typed, "target.start")
    if value is None:
        raise WrongEntry("target.value", "Type the target in figures, such as 5 or 95.")
    return Target(value=value, start=start)


def _draw(view: ChartView) -> Screen:
    parts = [
        view.history.bar(),
        *view.news(),
        *target_rows(view.measure),
        new_target_part(view.today, view.problems),
    ]
    return Screen(
        key="targets",
        question="Targets over time",
        hint="The chart draws each as a step, from its date on.",
        parts=tuple(parts),
        back=Button(label="Back", act="settings"),
        go=Button(label="Add this target", act="add-target"),
    )


def target_rows(measure: Measure) -> tuple[Part, ...]:
    """List the targets there are, each to be taken out."""
    if not measure.targets:
        return ()
    return (
        Rows(
            name="targets",
            label="Targets of this measure",
            columns=("From", "Target"),
            rows=tuple(
                (say_day(one.start) if one.start else "The first point", f"{one.value:g}")
                for one in measure.targets
            ),
            keys=tuple(str(position) for position in range(len(measure.targets))),
            act="drop-target",
            act_label="Take out",
        ),
    )


def new_target_part(today: dt.date, problems: Mapping[str, str]) -> Group:
    """Ask for a target, and from when on it holds."""
    return Group(
        name="new-target",
        label="A new target",
        parts=(
            Day(
                name="target.start",
                label="From when on",
                value=today.replace(day=1).isoformat(),
                is_kept=True,
                problem=problems.get("target.start", ""),
            ),
            Text(
                name="target.value",
                label="Target",
                mode="decimal",
                is_kept=True,
                submits="add-target",
                problem=problems.get("target.value", ""),
            ),
        ),
    )
