"""Notes, phases and targets of a chart: kept one by one, and taken back one by one."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, Literal

from qi_lib.cells import read_number
from qi_lib.model import Annotation, Measure, Phase, Target
from widgets.chart_fields import Mark, MeasureFields, day_of
from widgets.entry import WrongEntry

__all__ = ["ANNOTATIONS", "PHASES", "Marking", "Marks", "mark_key", "mark_words", "read_target"]

ANNOTATIONS: Final = "annotations"
PHASES: Final = "phases"
TARGETS: Final = "targets"

_NEW_WORDS = {ANNOTATIONS: "It is on the chart.", PHASES: "A new phase has begun."}
_GONE_WORDS = {ANNOTATIONS: "It is off the chart.", PHASES: "That phase is gone."}


@dataclass(frozen=True, slots=True)
class Marking:
    """A note or a phase that is being written; `before` is the one that it will replace."""

    name: Literal["annotations", "phases"]
    when: dt.date | None
    before: Annotation | Phase | None = None

    @property
    def text(self) -> str:
        """What was written before."""
        if self.before is None:
            return ""
        return self.before.reason if isinstance(self.before, Phase) else self.before.text

    @property
    def key(self) -> str:
        """Tell one marking from another: a half-written one has words of its own."""
        return mark_key(self.before) if self.before else f"{self.name} {self.when or ''}"


def mark_key(mark: Annotation | Phase) -> str:
    """Name a note or a phase by all that it says."""
    return f"{day_of(mark)} {mark_words(mark)}"


def mark_words(mark: Annotation | Phase) -> str:
    """Write a note or a phase as a line of a list."""
    return f"From here on: {mark.reason}" if isinstance(mark, Phase) else mark.text


@dataclass(slots=True)
class Marks:
    """Write, change, take away and take back what stands on the chart of one measure."""

    fields: MeasureFields
    _done: list[tuple[str, Mark | None, Mark | None]] = field(default_factory=list)

    def find(self, key: str) -> Marking | None:
        """Find a note or a phase by its key; None when somebody changed it meanwhile."""
        record = self.fields.handle.record
        marks: list[Annotation | Phase] = [*record.annotations, *record.phases]
        for one in marks:
            if mark_key(one) == key:
                return Marking(PHASES if isinstance(one, Phase) else ANNOTATIONS, day_of(one), one)
        return None

    def keep(self, marking: Marking, typed: dict[str, str]) -> str:
        """Put on the chart what was typed, and say so; raises `WrongEntry`."""
        text, when = typed.get("mark.text", "").strip(), _read_day(typed, "mark.when")
        if marking.name == PHASES:
            if not text:
                raise WrongEntry("mark.text", "Type what changed. A new phase needs its reason.")
            _check_free(self.fields.handle.record, when, marking.before)
            self._replace(PHASES, marking.before, Phase(start=when, reason=text))
        else:
            if not text:
                raise WrongEntry("mark.text", "Type a few words first.")
            self._replace(ANNOTATIONS, marking.before, Annotation(when=when, text=text))
        return "It has been changed." if marking.before else _NEW_WORDS[marking.name]

    def remove(self, marking: Marking) -> str:
        """Take a note or a phase off the chart, and say so."""
        self._replace(marking.name, marking.before, None)
        return _GONE_WORDS[marking.name]

    def add_target(self, typed: dict[str, str]) -> str:
        """Set the target from a date on; one that was set from the same date gives way."""
        target = read_target(typed)
        there = self.fields.handle.record.targets
        before = next((one for one in there if one.start == target.start), None)
        self._replace(TARGETS, before, target)
        return f"The target is {target.value:g} from then on."

    def drop_target(self, position: int) -> str:
        """Take out a target by its place in the list, and say so."""
        targets = self.fields.handle.record.targets
        if position >= len(targets):
            return "It had gone already."
        self._replace(TARGETS, targets[position], None)
        return "That target is gone."

    def undo(self) -> str:
        """Take back the last of these, and say so."""
        if not self._done:  # a second tap on the button
            return ""
        name, before, after = self._done.pop()
        self.fields.replace(name, after, before)
        return "It is as it was before."

    @property
    def may_undo(self) -> bool:
        """Tell whether there is anything to take back."""
        return bool(self._done)

    def _replace(self, name: str, before: Mark | None, after: Mark | None) -> None:
        self.fields.replace(name, before, after)
        self._done.append((name, before, after))


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


def _check_free(measure: Measure, start: dt.date, before: Annotation | Phase | None) -> None:
    if any(one.start == start and one != before for one in measure.phases):
        raise WrongEntry("mark.when", "A phase begins there already. Change that one instead.")
