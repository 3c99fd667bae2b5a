"""Short answers that have no place in a record of their own, kept beside the project itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_lib.errors import Conflict, Unreachable
from widgets.tool import Answer, Clashes

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["Kept"]

_TRIES = 4


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
        for _ in range(_TRIES):
            if self.read(name) == value:
                return
            try:
                project.save_document(self.kind, {**self.values, name: value})
            except Conflict:
                self.load(project)
                if expected is not None and self.read(name) not in (expected, value):
                    raise Clashes(self.read(name)) from None
                continue
            self.values[name] = value
            return
        raise Unreachable("Others are saving at the same time. It will be saved in a moment.")
