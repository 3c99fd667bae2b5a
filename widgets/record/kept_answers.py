"""Short answers that have no place in a record of their own, kept beside the project itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widgets.frame.tool import Answer, Clashes
from widgets.record.save_newest import save_newest

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["KeptAnswers"]


@dataclass(slots=True)
class KeptAnswers:
    """What a tool keeps under names of its own, in a document of the project."""

    project: "Project"
    kind: str
    values: dict[str, str] = field(default_factory=dict)
    _mine: dict[str, str] = field(default_factory=dict)

    def reload(self) -> None:
        """Read what is kept, also by others."""
        content = self.project.document(self.kind).content
        self.values = {name: str(value) for name, value in content.items()}

    def read(self, name: str) -> str:
        """Give a kept answer; empty when there is none."""
        return self.values.get(name, "")

    def save(self, answer: Answer) -> str:
        """Keep one answer of a person; raises `Clashes` when somebody else gave another."""
        now = self.read(answer.name)
        if now not in (answer.base, answer.value, self._mine.get(answer.name)):
            raise Clashes(now)
        self.put(answer.name, answer.value, expected=now)
        self._mine[answer.name] = answer.value
        return answer.value

    def put(self, name: str, value: str, *, expected: str | None = None) -> None:
        """Keep what a tool notes; `expected` is what it must still be, if that matters."""

        def save() -> None:
            now = self.read(name)
            if now == value:
                return
            if expected is not None and now != expected:
                raise Clashes(now)
            self.project.save_document(self.kind, {**self.values, name: value})
            self.values[name] = value

        save_newest(save, self.reload)
