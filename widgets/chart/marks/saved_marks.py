"""What is written on a chart: notes, phases, points left out; kept and taken back one by one."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from qi_lib.charting.chart_decisions import charted_day
from qi_lib.model import Annotation, Exclusion, Phase
from widgets.chart.saved_measure import OVERTAKEN, Mark, SavedMeasure, day_of
from widgets.chart.typed_boxes import WrongEntry, read_day, read_words
from widgets.record.undo import History

__all__ = [
    "ANNOTATIONS",
    "EXCLUSIONS",
    "PHASES",
    "Marking",
    "SavedMarks",
    "mark_key",
    "mark_words",
]

ANNOTATIONS: Final = "annotations"
PHASES: Final = "phases"
EXCLUSIONS: Final = "exclusions"

_ASK = {
    ANNOTATIONS: "Type a few words first.",
    PHASES: "Type what changed. A new phase needs its reason.",
    EXCLUSIONS: "Type the reason. Without one the point counts.",
}
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


@dataclass(slots=True)
class SavedMarks:
    """Write, change and take away what stands on the chart of one measure."""

    saved: SavedMeasure
    history: History
    _warned: Phase | None = None

    def find(self, key: str) -> Marking | None:
        """Find what stands at a date by its key; None when somebody changed it meanwhile."""
        record = self.saved.handle.record
        marks: list[Marking] = [
            *(Marking(ANNOTATIONS, one.when, one) for one in record.annotations),
            *(Marking(PHASES, one.start, one) for one in record.phases),
            *(Marking(EXCLUSIONS, one.when, one) for one in record.exclusions),
        ]
        return next((one for one in marks if one.key == key), None)

    def at_point(self, day: dt.date) -> Marking:
        """Find how a point is left out, or begin to leave it out."""
        record = self.saved.handle.record
        drawn = charted_day(record, day)
        there = (one for one in record.exclusions if charted_day(record, one.when) == drawn)
        before = next(there, None)
        return Marking(EXCLUSIONS, before.when if before else day, before)

    def keep(self, marking: Marking, typed: dict[str, str]) -> str:
        """Put on the chart what was typed, and say so; raises `WrongEntry`."""
        if marking.name == EXCLUSIONS:
            return self._leave_out(marking, read_words(typed, "mark.text", _ASK[EXCLUSIONS]))
        when = read_day(typed, "mark.when")
        text = read_words(typed, "mark.text", _ASK[marking.name])
        if marking.name == PHASES:
            return self._keep_phase(marking, Phase(start=when, reason=text))
        note = Annotation(when=when, text=text)
        if self._replace(ANNOTATIONS, marking.before, note):
            return "It has been changed." if marking.before else _NEW_WORDS[ANNOTATIONS]
        self._replace(ANNOTATIONS, None, note)
        return _BESIDE

    def _leave_out(self, marking: Marking, reason: str) -> str:
        assert marking.when is not None, "a point was tapped"
        exclusion = Exclusion(when=marking.when, reason=reason)
        if self._replace(EXCLUSIONS, marking.before, exclusion):
            return "It has been changed." if marking.before else _NEW_WORDS[EXCLUSIONS]
        return OVERTAKEN

    def _keep_phase(self, marking: Marking, phase: Phase) -> str:
        there = self.saved.handle.record.phases
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

    def _replace(self, name: str, before: Mark | None, after: Mark | None) -> bool:
        return self.history.swap(partial(self.saved.replace_mark, name), before, after)
