"""A tool's document while somebody works on it: saved at once, joined with others' changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qi_lib.errors import NotFound
from qi_lib.merge import Clash, merge
from qi_lib.model import ProjectBundle, ToolDocument
from qi_lib.model.document import Document
from qi_lib.tools import ToolKind
from widgets.frame.tool import Answer, Clashes
from widgets.record.document_fields import read_field, write_field
from widgets.record.save_newest import save_newest
from widgets.record.undo import History, Step, SwapStep

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["Content", "OpenDocument"]

Content = dict[str, Any]  # JSON of the tool's own shape


class OpenDocument:
    """The document of one tool in a project.

    A change is made to what is newest and saved at once. Taking it back leaves what others did
    since.
    """

    def __init__(self, tool: ToolKind, project: "Project", begin: Document) -> None:
        self._tool = tool
        self._shape = type(begin)
        self.project = project
        self._bundle: ProjectBundle | None = None
        self._content: Content = begin.model_dump(mode="json")
        self.history = History(is_seen=True)
        self._read()

    @property
    def bundle(self) -> ProjectBundle:
        """The whole project, as it was read last."""
        if self._bundle is None:
            self._bundle = self.project.bundle()
        return self._bundle

    @property
    def record(self) -> Any:  # Any: the record of this tool
        """What is in the document, to read: changes go through `change`."""
        return self._shape.model_validate(self._content)

    def change(self, edit: Callable[[Any], object]) -> Step | None:
        """Let `edit` change a copy of the newest record, and save it.

        When somebody else saves at the same moment, `edit` is called again on what they saved.
        """

        def edited(now: Content) -> Content:
            record = self._shape.model_validate(now)
            edit(record)
            return record.model_dump(mode="json")

        return self._remember(self._save(edited))

    def save_field(self, answer: Answer) -> Step | None:
        """Save one field; raises `Clashes` when another changed it."""

        def edit(record: Document) -> None:
            now = read_field(record, answer.name)
            if now not in (answer.base, answer.value):
                raise Clashes(now)
            write_field(record, answer.name, answer.value)

        return self.change(edit)

    def look_again(self) -> bool:
        """Read what others saved; tell whether there was something new."""
        before = self._content
        self._read()
        return self._content != before

    # Versions -------------------------------------------------------------------------------------

    def versions(self) -> list[ToolDocument]:
        """Read every version, newest first; empty when nothing was saved yet."""
        try:
            return self.project.document_history(self._tool.kind)
        except NotFound:
            return []

    def say_versions(self, versions: list[ToolDocument]) -> Callable[[ToolDocument], str]:
        """Give what says in a few words what is in a version."""
        return lambda version: self._tool.count(self._shape.model_validate(version.content))

    def go_back_to(self, content: Content) -> Step | None:
        """Make an earlier version the newest one; what came between stays in the history."""
        earlier = self._shape.model_validate(content).model_dump(mode="json")
        return self._remember(self._save(lambda _: earlier))

    # Saving ---------------------------------------------------------------------------------------

    def _read(self) -> None:
        found = self.project.document(self._tool.kind)
        if found.version:
            self._content = self._shape.model_validate(found.content).model_dump(mode="json")

    def _save(self, make: Callable[[Content], Content]) -> Step | None:
        """Save what `make` makes of the newest content, and give what that changed."""

        def save() -> Content:
            self._read()
            before = self._content
            wanted = make(before)
            if wanted != before:
                self._keep(wanted)
            return before

        before = save_newest(save)
        return SwapStep(self._turn, before, self._content) if self._content != before else None

    def _remember(self, step: Step | None) -> Step | None:
        self.history.remember(step)
        return step

    def _keep(self, wanted: Content) -> None:
        saved = self.project.save_document(self._tool.kind, wanted)
        self._content = dict(saved.content)

    def _turn(self, base: Content, wanted: Content) -> bool:
        """Make what was `base` into what is wanted; False where others have changed the same."""
        clashes: list[Clash] = []

        def turned(now: Content) -> Content:
            merged = merge(base, wanted, now)
            clashes[:] = merged.clashes
            return dict(merged.content)

        self._save(turned)
        return not clashes
