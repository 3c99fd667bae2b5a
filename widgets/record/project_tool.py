"""What all tools share that work on one project: the connection, the person, the project."""

import datetime as dt
import os
from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, ClassVar

from qi_lib.model import Project
from widgets.frame.screen import Button, Note
from widgets.frame.tool import Tool, apps_folder
from widgets.frame.tour import Tour

if TYPE_CHECKING:
    from qi_lib.client import Hub
    from qi_lib.client import Project as ProjectHandle

__all__ = ["PRACTISE", "ProjectTool", "show_project_tool"]

PRACTISE = Button(label="Just practise", hint="With an example", act="practise")


class ProjectTool(Tool):
    """A tool on a project, in the name of the person who looks.

    With `practice` in the address it works on an example, and nothing is kept.
    """

    hub: "Hub"
    tour: ClassVar[tuple[str, ...]]
    """A few sentences for those who see the tool for the first time, one at a time."""

    def __init__(
        self, connect: Callable[[], "Hub"], *, today: dt.date | None = None, apps: str = ""
    ) -> None:
        super().__init__()
        self._connect = connect
        self.today = today or dt.date.today()
        self.apps = apps
        """The address of the folder where the other apps are."""
        self.me = ""
        self.project: ProjectHandle | None = None
        self.is_practice = False
        self.guide = Tour(self.tour)

    # What a tool of this kind says ----------------------------------------------------------------

    @abstractmethod
    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button of this tool says."""

    @abstractmethod
    def practise(self) -> None:
        """Begin with the example, whatever was done to it before."""

    @abstractmethod
    def end_practice(self) -> None:
        """Open again what was open before."""

    # What tools use -------------------------------------------------------------------------------

    def connect(self) -> None:
        """Reach the hub, and learn who looks."""
        self.hub = self._connect()
        self.me = self.hub.me().name

    @property
    def slug(self) -> str:
        """Name the project; empty while there is none."""
        return self.project.slug if self.project else ""

    @property
    def opened(self) -> "ProjectHandle":
        """The project, where there must be one."""
        assert self.project is not None, "a project is open"
        return self.project

    @property
    def home(self) -> str:
        """Lead to the project's page once there is one."""
        return f"/projects/{self.slug}" if self.slug else "/home"

    @property
    def address(self) -> dict[str, str]:
        """Open the same project again."""
        project = {"project": self.slug} if self.slug else {}
        return project | ({"practice": "1"} if self.is_practice else {})

    @property
    def space(self) -> str:
        """Tell the words that are typed in practice from those for a project."""
        return "practice" if self.is_practice else self.slug

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        shared: dict[str, Callable[[], None]] = {
            "tour": lambda: self.guide.go(value),
            "practise": self.practise,
            "ours": self.end_practice,
        }
        if name in shared:
            shared[name]()
        else:
            self.do(name, value, kept)

    @property
    def way_back(self) -> Button | None:
        """Lead out of practice, where there is something to lead to."""
        return Button(label="Back to ours", act="ours") if self.slug else None

    def notes(self) -> tuple[Note, ...]:
        """Say that it is practice, and show the tour; each where it is so."""
        if not self.is_practice:
            return self.guide.notes(Button(label="See an example", act="practise"))
        text = "This is practice. Try anything: nothing here is kept."
        buttons = (self.way_back,) if self.way_back else ()
        return (Note(name="practice", text=text, buttons=buttons), *self.guide.notes())

    def once(self, act: str) -> AbstractContextManager[object]:
        """Save under the name of an action, so that it is not done again when it comes again."""
        return self.project.once(act) if self.project else nullcontext()

    def my_projects(self) -> list[Project]:
        """List the projects of the person who looks."""
        return [one.record for one in self.hub.projects(mine=True)]


def show_project_tool(tool: type[ProjectTool]) -> None:
    """Show a tool in this notebook."""
    from qi_lib.client import connect  # noqa: PLC0415  (a test gives a connection of its own)
    from widgets.frame.frame import show_tool  # noqa: PLC0415  (ipywidgets: only a kernel needs it)

    show_tool(tool(connect, apps=apps_folder(os.environ.get("SCRIPT_NAME", ""))))
