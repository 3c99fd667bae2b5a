"""What all tools share that work on one document: drawing, fields, undo, history, practice."""

import datetime as dt
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from qi_lib.errors import NotFound
from qi_lib.model import Project, ProjectBundle, ToolDocument
from qi_lib.model.document import Document
from qi_lib.tools import ToolKind, picture
from widgets.frame.screen import Button, Clash, Diagram, Note, Part, Screen
from widgets.frame.tool import Answer
from widgets.frame.tour import HOW_IT_WORKS
from widgets.record.open_document import OpenDocument
from widgets.record.project_picker import pick_project
from widgets.record.project_tool import PRACTISE, ProjectTool
from widgets.record.undo import History
from widgets.record.versions_screen import draw_versions, find_version, say_return

if TYPE_CHECKING:
    from qi_lib.client import Hub
    from qi_lib.client import Project as ProjectHandle

__all__ = ["DocumentTool"]


class DocumentTool(ProjectTool):
    """One tool on one document of a project.

    A tool of this kind says what it is (`tool`), what an example of it looks like, which parts
    its screen has, and what its buttons do.
    """

    tool: ClassVar[ToolKind]
    question: ClassVar[str]

    def __init__(
        self, connect: Callable[[], "Hub"], *, today: dt.date | None = None, apps: str = ""
    ) -> None:
        super().__init__(connect, today=today, apps=apps)
        self._mine: list[Project] = []
        self._bundle: ProjectBundle | None = None
        self._document: OpenDocument | None = None
        self.history = History(is_seen=True)
        self._place = "work"
        self.chosen = ""
        self.told = ""

    # What a tool of this kind says ----------------------------------------------------------------

    @abstractmethod
    def example(self) -> Document:
        """Give practice data: a finished example to look at and try things on."""

    def begin(self) -> Document:
        """Give what a team starts with, when it has nothing yet."""
        return self.tool.record()

    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """Describe what stands below the drawing: the fields of what is chosen, and what to add."""

    def open_document(self, project: "ProjectHandle | None", begin: Document) -> OpenDocument:
        """Open the document of a project; without one, an example that nobody keeps."""
        return OpenDocument(self.tool, project, begin)

    def versions(self) -> list[ToolDocument]:
        """Read every version, newest first; empty when nothing was saved yet."""
        assert self.project is not None, "practice has no history"
        try:
            return self.project.document_history(self.tool.kind)
        except NotFound:
            return []

    def say_versions(self, versions: list[ToolDocument]) -> Callable[[ToolDocument], str]:
        """Give what says in a few words what is in a version."""
        return lambda version: self.tool.count(self.tool.record.model_validate(version.content))

    keeps: ClassVar[frozenset[str]] = frozenset({"add"})
    """The actions of this tool that mean the same later."""

    # What the frame asks --------------------------------------------------------------------------

    @property
    def title(self) -> str:  # type: ignore[override]  # of a class elsewhere, of the tool kind here
        """Name the tool."""
        return self.tool.name

    @property
    def scope(self) -> str:
        """Under this person's name, tool and project; practice has words of its own."""
        return f"{self.me}:{self.tool.kind}:{self.space}"

    @property
    def waits(self) -> frozenset[str]:
        """Let what is added, moved and removed wait for the connection; practice ends with it."""
        return (
            frozenset() if self.is_practice or self._document is None else self.keeps | {"remove"}
        )

    @property
    def record(self) -> Any:  # Any: the record of this tool
        """What is in the document."""
        return self._open_document.record

    @property
    def bundle(self) -> ProjectBundle | None:
        """The whole project as it was read when the tool was opened; None in practice."""
        return None if self.is_practice else self._bundle

    @property
    def _open_document(self) -> OpenDocument:
        assert self._document is not None, "a document is open"
        return self._document

    def open(self, address: dict[str, str]) -> None:
        """Open the document of the project in the address, or ask which project."""
        self.connect()
        if address.get("project"):
            self._open_project(self.hub.project(address["project"]))
        elif not address.get("practice"):
            self._mine = self.my_projects()
        if address.get("practice"):
            self.practise()

    def _open_project(self, project: "ProjectHandle") -> None:
        self.project = project
        if self.tool.reads_project:
            self._bundle = project.bundle()
        self._document, self.history = (
            self.open_document(project, self.begin()),
            History(is_seen=True),
        )
        if self.record.is_empty:
            self.guide.offer()

    def practise(self) -> None:
        """Open the example."""
        self.is_practice = True
        self.guide.end()
        self._document, self.history = (
            self.open_document(None, self.example()),
            History(is_seen=True),
        )
        self.chosen = ""

    def end_practice(self) -> None:
        """Open the document of the project again, if there is one."""
        self.is_practice, self.chosen = False, ""
        self.guide.end()
        if self.project is not None:
            self._open_project(self.project)

    def screen(self) -> Screen:
        """Draw where the person is."""
        if self._document is None:
            return self._pick()
        return self._history() if self._place == "history" else self._work()

    def save(self, answer: Answer) -> str:
        """Save a field of the document or of one of its items."""
        self.history.remember(self._open_document.save_field(answer))
        return self.field(answer.name)

    def look_again(self) -> bool:
        """Read what others saved meanwhile."""
        return self._document is not None and self._document.look_again()

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self.told = ""
        shared: dict[str, Callable[[str], None]] = {
            "choose": self.choose,
            "undo": lambda _: self._turn(self.history.undo),
            "redo": lambda _: self._turn(self.history.redo),
            "remove": self._remove,
            "history": lambda _: self._go("history"),
            "work": lambda _: self._go("work"),
            "return": self._return_to,
            "pick": lambda slug: self._open_project(self.hub.project(slug)),
        }
        if name in shared:
            shared[name](value)
        else:
            super().act(name, value, kept)

    # What tools use -------------------------------------------------------------------------------

    def change(self, edit: Callable[[Any], object]) -> None:
        """Let `edit` change the record, and save it."""
        self.history.remember(self._open_document.change(edit))

    def choose(self, item_id: str) -> None:
        """Choose an item, or nothing, and put the cursor into its first field."""
        self.chosen = item_id
        self.focus = self.field_of(item_id) if item_id else ""

    def field_of(self, item_id: str) -> str:
        """Name the field that is typed in first when an item is chosen."""
        return f"{item_id}.text"

    def field(self, name: str) -> str:
        """Give a field of the document, or of one of its items, as text."""
        return self._open_document.read_field(name)

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None

    # Screens --------------------------------------------------------------------------------------

    def _work(self) -> Screen:
        return Screen(
            key=f"{self.tool.kind}{':practice' if self.is_practice else ''}",
            question=self.question,
            hint=self.tool.purpose + ".",
            is_wide=True,
            parts=(self._bar(), *self._notes(), self.diagram(), *self.parts()),
        )

    def diagram(self) -> Part:
        """Show the drawing, to tap in."""
        record = self.record
        return Diagram(
            name="diagram",
            label=f"{self.tool.name}: {self.tool.count(record)}",
            svg=picture(self.tool, record, self.bundle, uid=f"d-{self.tool.kind}"),
            chosen=self.chosen,
        )

    def _bar(self) -> Part:
        kept = self._kept_buttons() if not self.is_practice else ()
        return self.history.bar(*kept, HOW_IT_WORKS)

    def _kept_buttons(self) -> tuple[Button, ...]:
        page = f"/projects/{self.slug}/tools/{self.tool.kind}"
        return (
            Button(label="History", act="history"),
            Button(label="Print", href=page),
        )

    def _notes(self) -> tuple[Part, ...]:
        told = (Note(name="told", text=self.told, tone="good"),) if self.told else ()
        return (*self.notes(), *told)

    def _pick(self) -> Screen:
        return pick_project(self._mine, f"{self.apps}start.ipynb", more=(PRACTISE,))

    def _history(self) -> Screen:
        versions = self.versions()
        return draw_versions(self.tool.name, versions, say=self.say_versions(versions), back="work")

    # Actions --------------------------------------------------------------------------------------

    def _turn(self, turn: Callable[[], str]) -> None:
        self.told = turn()
        if self.chosen and self.record.find(self.chosen) is None:
            self.chosen = ""

    def _remove(self, item_id: str) -> None:
        self.change(lambda record: record.remove(item_id))
        self.chosen = ""

    def _go(self, place: str) -> None:
        self._place = place

    def _return_to(self, version: str) -> None:
        wanted = find_version(self.versions(), version)
        self.history.remember(self._open_document.go_back_to(wanted.content or {}))
        self._place, self.chosen = "work", ""
        self.told = say_return(wanted)
