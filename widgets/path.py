"""Where a team is on the path of *Start a project*, kept beside the project itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widgets.tool import Answer, Clashes
from widgets.trying import save_newest

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["Path"]

_KIND = "start"


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

        def save() -> None:
            now = self.read(name)
            if now == value:
                return
            if expected is not None and now != expected:
                raise Clashes(now)
            project.save_document(_KIND, {**self.values, name: value})
            self.values[name] = value

        save_newest(save, lambda: self.load(project))
