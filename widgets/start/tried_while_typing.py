"""*Tried here before?* in *Start a project*: looked up in the words that are being typed."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from widgets.frame.displays import Tried
from widgets.record.tried_before import TriedIdeas

if TYPE_CHECKING:
    from qi_lib.client import Hub

__all__ = ["TriedWhileTyping"]

_TITLE = "Tried here before?"


class TriedWhileTyping:
    """What others tried about the same; what is being typed goes before what was saved."""

    def __init__(self) -> None:
        self._found = TriedIdeas()
        self._typing: dict[str, str] = {}

    def hear(self, name: str, value: str) -> None:
        """Note what is being typed in a field."""
        self._typing[name] = value

    def forget(self) -> None:
        """Look in what was saved alone: another question is shown."""
        self._typing.clear()

    def look(self, hub: "Hub", *, problem: str, sentence: str, without: str) -> bool:
        """Look with these words; tell whether something else is found than before."""
        problem = self._typing.get("problem") or problem
        sentence = self._typing.get("sentence") or sentence
        return self._found.look(hub, f"{problem} {sentence}", without=without)

    def part(self, kept: Collection[str]) -> Tried | None:
        """Draw what was found, if anything; ideas that are `kept` are marked as taken over."""
        return None if self._found.is_empty else self._found.part(kept, title=_TITLE)
