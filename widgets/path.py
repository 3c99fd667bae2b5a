"""Where a team is on the path of *Start a project*, kept beside the project itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_lib.errors import Conflict, Unreachable
from widgets.tool import Answer, Clashes

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["Path"]

_KIND = "start"
_TRIES = 4


@dataclass(slots=True)
class Path:
    """The step reached, the aim as one sentence, answers with no place of their own yet."""

    values: dict[str, str] = field(default_factory=dict)
    _mine: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> str:
        """Give a kept value; empty when there is none."""
        return self.values.get(name, "")

    def load(self, project: "Project") -> None:
        """Read what is kept with a project."""
        content = project.document(_KIND).content
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
                project.save_document(_KIND, {**self.values, name: value})
            except Conflict:
                self.load(project)
                if expected is not None and self.read(name) not in (expected, value):
                    raise Clashes(self.read(name)) from None
                continue
            self.values[name] = value
            return
        raise Unreachable("Others are saving at the same time. It will be saved in a moment.")
