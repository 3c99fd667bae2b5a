"""Notes, phases and targets of a chart: kept one by one, and taken back one by one."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from qi_lib.charting.chart_decisions import charted_day
from qi_lib.model import Annotation, Exclusion, Phase, Target
from qi_lib.tables.cells import read_number
from widgets.chart.numbers.typed_numbers import WrongEntry
from widgets.chart.saved_measure import OVERTAKEN, Mark, MeasureFields, day_of
from widgets.record.undo import History

__all__ = [
    "ANNOTATIONS",
    "EXCLUSIONS",
    "PHASES",
    "Marking",
    "Marks",
    "mark_key",
    "mark_words",
    "read_target",
]

ANNOTATIONS: Final = "annotations"
PHASES: Final = "phases"
EXCLUSIONS: Final = "exclusions"
TARGETS: Final = "targets"

_NEW_WORDS = {
    ANNOTATIONS: "It is on the chart.",
    PHASES: "A new phase has begun.",
    EXCLUSIONS: "The point is left out of the limits.",
}
_BESIDE = "Somebody changed that one meanwhile. Theirs and yours are both on the chart now."
_GONE_WORDS = {
    ANNOTATIONS: "It is off the chart.",
    PHASES: "That phase is gone.",
    EXCLUSIONS: "The point counts again.",
}


@dataclass(frozen=True, slots=True)
class Marking:
    """What is being written about a date; `before` is the one that it will replace."""

    name: Literal["annotations", "exclusions", "phases"]
    when: dt.date | None
    before: Annotation | Exclusion | Phase | None = None

    @property
    def text(self) -> str:
        """What was written before."""
        if self.before is None:
            return ""
        return self.before.text if isinstance(self.before, Annotation) else self.before.reason

    @property
    def key(self) -> str:
        """Tell one marking from another: a half-written one has words of its own."""
        return mark_key(self.before) if self.before else f"{self.name} {self.when or ''}"


def mark_key(mark: Annotation | Exclusion | Phase) -> str:
    """Name what stands at a date by all that it says."""
    return f"{day_of(mark)} {mark_words(mark)}"


def mark_words(mark: Annotation | Exclusion | Phase) -> str:
    """Write what stands at a date as a line of a list."""
    if isinstance(mark, Exclusion):
        return f"Left out of the limits: {mark.reason}"
    return f"From here on: {mark.reason}" if isinstance(mark, Phase) else mark.text


@dataclass(frozen=True, slots=True)
class _MarkStep:
    fields: MeasureFields
    name: str
    before: Mark | None
    after: Mark | None

    def back(self) -> bool:
        return self.fields.replace(self.name, self.after, self.before)

    def again(self) -> bool:
        return self.fields.replace(self.name, self.before, self.after)


@dataclass(slots=True)
class Marks:
    """Write, change and take away what stands on the chart of one measure."""

    fields: MeasureFields
    history: History
    _warned: Phase | None = None

    def find(self, key: str) -> Marking | None:
        """Find what stands at a date by its key; None when somebody changed it meanwhile."""
        record = self.fields.handle.record
        marks: list[Marking] = [
            *(Marking(ANNOTATIONS, one.when, one) for one in record.annotations),
            *(Marking(PHASES, one.start, one) for one in record.phases),
            *(Marking(EXCLUSIONS, one.when, one) for one in record.exclusions),
        ]
        return next((one for one in marks if one.key == key), None)

    def at_point(self, day: dt.date) -> Marking:
        """Find how a point is left out, or begin to leave it out."""
        record = self.fields.handle.record
        drawn = charted_day(record, day)
        there = (one for one in record.exclusions if charted_day(record, one.when) == drawn)
        before = next(there, None)
        return Marking(EXCLUSIONS, before.when if before else day, before)

    def keep(self, marking: Marking, typed: dict[str, str]) -> str:
        """Put on the chart what was typed, and say so; raises `WrongEntry`."""
        text = typed.get("mark.text", "").strip()
        if marking.name == EXCLUSIONS:
            return self._leave_out(marking, text)
        when = _read_day(typed, "mark.when")
        if marking.name == PHASES:
            if not text:
                raise WrongEntry("mark.text", "Type what changed. A new phase needs its reason.")
            return self._keep_phase(marking, Phase(start=when, reason=text))
        if not text:
            raise WrongEntry("mark.text", "Type a few words first.")
        note = Annotation(when=when, text=text)
        if self._replace(ANNOTATIONS, marking.before, note):
            return "It has been changed." if marking.before else _NEW_WORDS[ANNOTATIONS]
        self._replace(ANNOTATIONS, None, note)
        return _BESIDE

    def _leave_out(self, marking: Marking, reason: str) -> str:
        if not reason:
            raise WrongEntry("mark.text", "Type the reason. Without one the point counts.")
        assert marking.when is not None, "a point was tapped"
        exclusion = Exclusion(when=marking.when, reason=reason)
        if self._replace(EXCLUSIONS, marking.before, exclusion):
            return "It has been changed." if marking.before else _NEW_WORDS[EXCLUSIONS]
        return OVERTAKEN

    def _keep_phase(self, marking: Marking, phase: Phase) -> str:
        there = self.fields.handle.record.phases
        before = next((one for one in there if one == marking.before), None)
        other = next((one for one in there if one.start == phase.start and one != before), None)
        if other is not None:
            self._warn_of(other, may_replace=before is None)
        if not self._replace(PHASES, other or before, phase):
            return self._keep_phase(marking, phase)  # others saved: now it is known what
        if marking.before is None:
            return _NEW_WORDS[PHASES]
        return "It has been changed." if other or before else _BESIDE

    def _warn_of(self, other: Phase, *, may_replace: bool) -> None:
        """Show the phase that begins on the same day, once, before it is replaced."""
        if may_replace and other == self._warned:
            return
        self._warned = other
        what = "Tap again to put yours in its place, or leave it."
        raise WrongEntry(
            "mark.when",
            f"A phase begins there already: “{other.reason}”. "
            f"{what if may_replace else 'Change that one instead.'}",
        )

    def remove(self, marking: Marking) -> str:
        """Take off the chart what stands at a date, and say so."""
        if self._replace(marking.name, marking.before, None):
            return _GONE_WORDS[marking.name]
        return OVERTAKEN

    def add_target(self, typed: dict[str, str]) -> str:
        """Set the target from a date on; one that was set from the same date gives way."""
        target = read_target(typed)
        there = self.fields.handle.record.targets
        before = next((one for one in there if one.start == target.start), None)
        if not self._replace(TARGETS, before, target):
            raise WrongEntry(
                "target.value",
                "Meanwhile somebody set another target from that day on; it is in the list now. "
                "Tap again to put yours in its place.",
            )
        return f"The target is {target.value:g} from then on."

    def drop_target(self, position: int) -> str:
        """Take out a target by its place in the list, and say so."""
        targets = self.fields.handle.record.targets
        if position >= len(targets):
            return "It had gone already."
        gone = self._replace(TARGETS, targets[position], None)
        return "That target is gone." if gone else "It had gone already."

    def _replace(self, name: str, before: Mark | None, after: Mark | None) -> bool:
        if before == after:
            return True
        is_done = self.fields.replace(name, before, after)
        if is_done:
            self.history.remember(_MarkStep(self.fields, name, before, after))
        return is_done


def read_target(typed: dict[str, str]) -> Target:
    """Read `target.value` and `target.start`; raises `WrongEntry`."""
    value, start = read_number(typed.get("target.value", "")), _read_day(typed, "target.start")
    if value is None:
        raise WrongEntry("target.value", "Type the target in figures, such as 5 or 95.")
    return Target(value=value, start=start)


def _read_day(typed: dict[str, str], field_name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed.get(field_name, ""))
    except ValueError:
        raise WrongEntry(field_name, "Pick a date.") from None
