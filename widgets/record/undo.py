"""What a person did in a tool, to be taken back and done again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from qi_lib.errors import Refused
from widgets.frame.screen import Actions, Button
from widgets.frame.tool import Answer, Clashes

__all__ = ["Answers", "FieldStep", "History", "Step"]

T = TypeVar("T")
_Replace = Callable[[T | None, T | None], bool]
"""Puts one thing in the place of another, None for neither; False where others changed it since."""

_LEFT = "Somebody has changed the same part since. Theirs was left as it is."


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
class FieldStep:
    """One answer in the place of another."""

    fields: Answers
    name: str
    before: str
    after: str

    def back(self) -> bool:
        """Put the answer there that was there before."""
        return self._put(self.before, self.after)

    def again(self) -> bool:
        """Put this answer there again."""
        return self._put(self.after, self.before)

    def _put(self, value: str, base: str) -> bool:
        self.fields.reload()
        if self.fields.read(self.name) not in (value, base):
            return False
        try:
            self.fields.save(Answer(name=self.name, value=value, base=base))
        except (Clashes, Refused):
            return False
        return True


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
            self.remember(FieldStep(fields, answer.name, before, saved))
        return saved

    def swap(self, replace: _Replace[T], before: T | None, after: T | None) -> bool:
        """Put one thing in the place of another as a step; False where others changed it since."""
        if before == after:
            return True
        is_done = replace(before, after)
        if is_done:
            self.remember(_SwapStep(replace, before, after))
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


@dataclass(frozen=True, slots=True)
class _SwapStep:
    replace: _Replace[Any]  # Any: of the kind that stands there
    before: object
    after: object

    def back(self) -> bool:
        return self.replace(self.after, self.before)

    def again(self) -> bool:
        return self.replace(self.before, self.after)
