"""What all tools share that work on one document: its drawing, its fields, undo, its versions."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from qi_lib.model import Project, ProjectBundle, ToolDocument
from qi_lib.model.document import Document
from qi_lib.tools import ToolKind, picture
from widgets.frame.displays import Diagram
from widgets.frame.screen import Button, Note, Part, Screen
from widgets.frame.tool import Answer
from widgets.frame.tour import HOW_IT_WORKS
from widgets.record.document_fields import read_field
from widgets.record.document_form import DocumentForm
from widgets.record.open_document import OpenDocument
from widgets.record.project_tool import ProjectTool
from widgets.record.versions_screen import draw_versions, find_version, say_return

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["DocumentTool"]


class DocumentTool(ProjectTool):
    """One tool on one document of a project.

    A tool of this kind says what it is (`tool`), what an example of it looks like, which parts
    its screen has, and what its buttons do.
    """

    tool: ClassVar[ToolKind]
    question: ClassVar[str]
    keeps: ClassVar[frozenset[str]] = frozenset({"add"})
    """The actions of this tool that mean the same later."""

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

    def diagram(self) -> Part:
        """Show the drawing, to tap in."""
        record = self.record
        project = self.document.bundle if self.tool.draws_project else None
        return Diagram(
            name="diagram",
            label=f"{self.tool.name}: {self.tool.count(record)}",
            svg=picture(self.tool, record, project, uid=f"d-{self.tool.kind}"),
            chosen=self.chosen,
        )

    def field_of(self, item_id: str) -> str:
        """Name the field that is typed in first when an item is chosen."""
        return f"{item_id}.text"

    def pages(self) -> tuple[Button, ...]:
        """Offer what a project has beside the work itself: earlier versions, and its print."""
        page = f"/projects/{self.slug}/tools/{self.tool.kind}"
        return (Button(label="History", act="history"), Button(label="Print", href=page))

    def next_step(self) -> Button | None:
        """Offer what to do next, where there is one such thing."""
        return None

    def open_document(self, project: "ProjectHandle") -> OpenDocument:
        """Open the document of a project."""
        return OpenDocument(self.tool, project, self.begin())

    # What tools use -------------------------------------------------------------------------------

    @property
    def document(self) -> OpenDocument:
        """The document, where there must be one."""
        assert self._document is not None, "a document is open"
        return self._document

    @property
    def record(self) -> Any:  # Any: the record of this tool
        """What is in the document."""
        return self.document.record

    @property
    def form(self) -> DocumentForm:
        """Draws the fields of the document."""
        return DocumentForm(self.record, self.clashes)

    def change(self, edit: Callable[[Any], object]) -> None:
        """Let `edit` change the record, and save it."""
        self.document.change(edit)

    def choose(self, item_id: str) -> None:
        """Choose an item, or nothing, and put the cursor into its first field."""
        self.chosen = item_id
        self.focus = self.field_of(item_id) if item_id else ""

    def head(self) -> tuple[Part, ...]:
        """Offer what stands above the work, and say what came of the last action."""
        pages = () if self.is_practice else self.pages()
        bar = self.document.history.bar(*pages, HOW_IT_WORKS)
        return (bar, Note(name="told", text=self.told, tone="good")) if self.told else (bar,)

    # What every tool on a project says ------------------------------------------------------------

    def practice_project(self) -> ProjectBundle:
        """Give a project with the example in it, and nothing else."""
        made = ToolDocument(kind=self.tool.kind, content=self.example().model_dump(mode="json"))
        return ProjectBundle(project=Project(slug="practice", title=self.title), documents=[made])

    def clear(self) -> None:
        """Begin again with nothing open."""
        self._document: OpenDocument | None = None
        self._showing = "work"
        self.chosen = ""
        self.told = ""

    def open_at(self, address: dict[str, str]) -> None:
        """Open the document of the project in the address; without one, ask which."""
        if address.get("project"):
            self.project = self.hub.project(address["project"])
            self._document = self.open_document(self.project)
            if self.record.is_empty:
                self.guide.offer()

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self._document is None:
            return self.which_project()
        if self._showing == "history":
            versions = self.document.versions()
            say = self.document.say_versions(versions)
            return draw_versions(self.tool.name, versions, say=say, back="work")
        return Screen(
            key=self.tool.kind,
            question=self.question,
            hint=f"{self.tool.purpose}.",
            is_wide=True,
            parts=(*self.head(), self.diagram(), *self.parts()),
            go=self.next_step(),
        )

    def notes(self) -> tuple[Note, ...]:
        """Show tour and note of practice beside the work."""
        return super().notes() if self._showing == "work" else ()

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
        is_kept = self._document is not None and not self.is_practice
        return self.keeps | {"remove"} if is_kept else frozenset()

    def save(self, answer: Answer) -> str:
        """Save a field of the document or of one of its items."""
        self.document.save_field(answer)
        return read_field(self.record, answer.name)

    def look_again(self) -> bool:
        """Read what others saved meanwhile."""
        return self._document is not None and self._document.look_again()

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self.told = ""
        shared: dict[str, Callable[[], None]] = {
            "choose": lambda: self.choose(value),
            "undo": lambda: self._turn(self.document.history.undo),
            "redo": lambda: self._turn(self.document.history.redo),
            "remove": lambda: self._remove(value),
            "history": lambda: self.go_to("history"),
            "work": lambda: self.go_to("work"),
            "return": lambda: self.return_to(value),
        }
        if name in shared:
            shared[name]()
        else:
            super().act(name, value, kept)

    def go_to(self, screen: str) -> None:
        """Show the work, or another screen."""
        self._showing = screen

    def _turn(self, turn: Callable[[], str]) -> None:
        self.told = turn()
        if self.chosen and self.record.find(self.chosen) is None:
            self.chosen = ""

    def _remove(self, item_id: str) -> None:
        self.change(lambda record: record.remove(item_id))
        self.chosen = ""

    def return_to(self, number: str) -> None:
        """Make an earlier version the newest one."""
        wanted = find_version(self.document.versions(), number)
        self.document.go_back_to(wanted.content or {})
        self._showing, self.chosen = "work", ""
        self.told = say_return(wanted)
