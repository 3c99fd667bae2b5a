"""Short answers that have no place in a record of their own, kept beside the project itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widgets.frame.tool import Answer, Clashes
from widgets.record.save_newest import save_newest

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["Kept"]


@dataclass(slots=True)
class Kept:
    """What a tool keeps under names of its own, in a document of the project."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    _mine: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> str:
        """Give a kept value; empty when there is none."""
        return self.values.get(name, "")

    def load(self, project: "Project") -> None:
        """Read what is kept with a project."""
        content = project.document(self.kind).content
        self.values = {name: str(value) for name, value in content.items()}

    def save(self, project: "Project", answer: Answer) -> str:
        """Keep one answer of a person; raises `Clashes` when somebody else gave another."""
        now = self.read(answer.name)
        if now not in (answer.base, answer.value, self._mine.get(answer.name)):
            raise Clashes(now)
        self.put(project, answer.name, answer.value, expected=now)
        self._mine[answer.name] = answer.value
        return answer.value

    def put(
        self, project: "Project", name: str, value: str, *, expected: str | None = None
    ) -> None:
        """Keep one value; `expected` is what it must still be on the server, if that matters."""

        def save() -> None:
            now = self.read(name)
            if now == value:
                return
            if expected is not None and now != expected:
                raise Clashes(now)
            project.save_document(self.kind, {**self.values, name: value})
            self.values[name] = value

        save_newest(save, lambda: self.load(project))
