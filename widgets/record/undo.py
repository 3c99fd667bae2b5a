"""What a person did in a tool, to be taken back and done again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from qi_lib.errors import Refused
from widgets.frame.screen import Actions, Button
from widgets.frame.tool import Answer, Clashes

__all__ = [
    "Answers",
    "History",
    "Made",
    "Replace",
    "Step",
    "SwapStep",
    "field_step",
    "making_step",
]

T = TypeVar("T")
Replace = Callable[[T, T], bool]
"""Puts the second in the place of the first; False where others have changed that since."""

_LEFT = "Somebody has changed the same part since. Theirs was left as it is."


class Made(Protocol):
    """A record that has an id of its own."""

    @property
    def id(self) -> str:
        """Tell it from others."""


M = TypeVar("M", bound=Made)


class Answers(Protocol):
    """Fields that are read and saved by name."""

    def reload(self) -> None:
        """Read what others saved."""

    def read(self, name: str) -> str:
        """Give a field as text."""

    def save(self, answer: Answer) -> str:
        """Save a field; raises `Clashes`."""


class Step(Protocol):
    """Something that was done and saved."""

    def back(self) -> bool:
        """Take it back; False when others have changed the same since, which stays."""

    def again(self) -> bool:
        """Do it again; False when others have changed the same since, which stays."""


@dataclass(frozen=True, slots=True)
class SwapStep:
    """One thing in the place of another, which `replace` puts there and back again."""

    replace: Replace[Any]  # Any: of the kind that stands there
    before: object
    after: object

    def back(self) -> bool:
        """Put there what was there before."""
        return self.replace(self.after, self.before)

    def again(self) -> bool:
        """Put there again what stood in its place."""
        return self.replace(self.before, self.after)


def field_step(fields: Answers, name: str, before: str, after: str) -> SwapStep:
    """Give the step that one answer in the place of another is."""

    def replace(there: str, wanted: str) -> bool:
        fields.reload()
        if fields.read(name) not in (there, wanted):
            return False
        try:
            fields.save(Answer(name=name, value=wanted, base=there))
        except (Clashes, Refused):
            return False
        return True

    return SwapStep(replace, before, after)


def making_step(
    made: M,
    *,
    there: Callable[[], Iterable[M]],
    add: Callable[[], object],
    remove: Callable[[], object],
) -> SwapStep:
    """Give the step that making a record is; it goes only while it is as it was made."""

    def replace(now: M | None, wanted: M | None) -> bool:
        if next((one for one in there() if one.id == made.id), None) != now:
            return False
        (remove if wanted is None else add)()
        return True

    return SwapStep(replace, None, made)


@dataclass(slots=True)
class History:
    """The steps of one person in one tool, from when it was opened."""

    is_seen: bool = False
    """Whether the screen shows what an undo does, so that only what it left is said."""
    left: str = _LEFT
    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    @property
    def may_undo(self) -> bool:
        """Tell whether there is something to take back."""
        return bool(self._done)

    def remember(self, step: Step | None) -> None:
        """Note what was done, if anything; what had been taken back before is over."""
        if step is not None:
            self._done.append(step)
            self._undone.clear()

    def save(self, fields: Answers, answer: Answer) -> str:
        """Save a field as a step that can be taken back; raises `Clashes`."""
        before = fields.read(answer.name)
        saved = fields.save(answer)
        if saved != before:
            self.remember(field_step(fields, answer.name, before, saved))
        return saved

    def swap(self, replace: Replace[T], before: T, after: T) -> bool:
        """Put one thing in the place of another as a step; False where others changed it since."""
        if before == after:
            return True
        is_done = replace(before, after)
        if is_done:
            self.remember(SwapStep(replace, before, after))
        return is_done

    def undo(self) -> str:
        """Take back the last step, and say so."""
        if not self._done:  # a second tap on the button
            return ""
        is_done = self._done[-1].back()
        self._undone.append(self._done.pop())
        return self._say("It is as it was before.", is_done=is_done)

    def redo(self) -> str:
        """Do again what was taken back last, and say so."""
        if not self._undone:
            return ""
        is_done = self._undone[-1].again()
        self._done.append(self._undone.pop())
        return self._say("It is done again.", is_done=is_done)

    def _say(self, words: str, *, is_done: bool) -> str:
        if not is_done:
            return self.left
        return "" if self.is_seen else words

    def bar(self, *more: Button) -> Actions:
        """Offer both, and more beside them."""
        undo = Button(label="Undo", act="undo", is_off=not self._done)
        redo = Button(label="Redo", act="redo", is_off=not self._undone)
        return Actions(name="bar", label="Changes", buttons=(undo, redo, *more))
