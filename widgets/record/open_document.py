"""A tool's document while somebody works on it: saved at once, joined with others' changes."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qi_lib.errors import Refused
from qi_lib.merge import Clash, merge
from qi_lib.model.base import Record
from qi_lib.model.document import Document
from qi_lib.tools import ToolKind
from qi_lib.wording.refusals import say_misfit
from widgets.frame.tool import Answer, Clashes
from widgets.record.save_newest import save_newest
from widgets.record.undo import Step

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["OpenDocument"]

Content = dict[str, Any]  # JSON of the tool's own shape


class OpenDocument:
    """The document of one tool in a project; without a project, practice that nobody keeps.

    A change is made to what is newest and saved at once. Each is a step: taking it back leaves
    what others did since.
    """

    def __init__(
        self,
        tool: ToolKind,
        project: "Project | None",
        begin: Document,
        *,
        shape: type[Document] | None = None,
    ) -> None:
        self._tool = tool
        self._shape = shape or tool.record
        self._project = project
        self._content: Content = begin.model_dump(mode="json")
        if project is not None:
            self._read()

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

        return self._save(edited)

    def read_field(self, name: str) -> str:
        """Give a field as text: `problem`, or `<item's id>.text`."""
        return self._field(self.record, name)

    def save_field(self, answer: Answer) -> Step | None:
        """Save one field; raises `Clashes` when another changed it."""

        def edit(record: Document) -> None:
            now = self._field(record, answer.name)
            if now not in (answer.base, answer.value):
                raise Clashes(now)
            self._set(record, answer.name, answer.value)

        return self.change(edit)

    def go_back_to(self, content: Content) -> Step | None:
        """Make an earlier version the newest one; what came between stays in the history."""
        earlier = self._shape.model_validate(content).model_dump(mode="json")
        return self._save(lambda _: earlier)

    def turn(self, base: Content, wanted: Content) -> bool:
        """Make what was `base` into what is wanted; False where others have changed the same."""
        clashes: list[Clash] = []

        def turned(now: Content) -> Content:
            merged = merge(base, wanted, now)
            clashes[:] = merged.clashes
            return dict(merged.content)

        self._save(turned)
        return not clashes

    def look_again(self) -> bool:
        """Read what others saved; tell whether there was something new."""
        if self._project is None:
            return False
        before = self._content
        self._read()
        return self._content != before

    def _read(self) -> None:
        assert self._project is not None, "practice is read nowhere"
        found = self._project.document(self._tool.kind)
        if found.version:
            self._content = self._shape.model_validate(found.content).model_dump(mode="json")

    def _save(self, make: Callable[[Content], Content]) -> Step | None:
        """Save what `make` makes of the newest content, and give what that changed."""

        def save() -> Step | None:
            self.look_again()
            before = self._content
            wanted = make(before)
            if wanted != before:
                self._keep(wanted)
            return _DocumentStep(self, before, self._content) if self._content != before else None

        return save_newest(save)

    def _keep(self, wanted: Content) -> None:
        if self._project is None:
            self._content = wanted
            return
        saved = self._project.save_document(self._tool.kind, wanted)
        self._content = dict(saved.content)

    def _field(self, record: Document, name: str) -> str:
        target, attribute = self._target(record, name)
        value = getattr(target, attribute)
        if isinstance(value, float):
            return f"{value:.15g}"
        return "" if value is None else str(value)

    def _target(self, record: Document, name: str) -> tuple[Record, str]:
        item_id, _, attribute = name.rpartition(".")
        target = self._part(record, item_id) if item_id else record
        if target is None or attribute not in type(target).model_fields:
            raise Refused("This part was removed meanwhile. What you typed is still here to copy.")
        return target, attribute

    def _part(self, record: Document, name: str) -> Record | None:
        return record.find(name)

    def _set(self, record: Document, name: str, value: str) -> None:
        target, attribute = self._target(record, name)
        default = type(target).model_fields[attribute].get_default(call_default_factory=True)
        try:
            setattr(target, attribute, deepcopy(default) if value == "" else value)
        except ValidationError as error:
            raise Refused(say_misfit(error.errors()[0])) from None


@dataclass(frozen=True, slots=True)
class _DocumentStep:
    document: OpenDocument
    before: Content
    after: Content

    def back(self) -> bool:
        return self.document.turn(self.after, self.before)

    def again(self) -> bool:
        return self.document.turn(self.before, self.after)
