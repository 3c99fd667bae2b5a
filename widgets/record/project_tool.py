"""What all tools share that work on one project: the connection, the person, practice."""

import datetime as dt
import os
from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from qi_lib.model import Project, ProjectBundle
from widgets.frame.screen import Actions, Button, Note, Screen
from widgets.frame.tool import Tool, apps_folder
from widgets.frame.tour import Tour
from widgets.practice.hub_in_memory import practice_hub
from widgets.practice.keep_inside import keep_inside
from widgets.record.project_picker import pick_project

if TYPE_CHECKING:
    from qi_lib.client import Hub
    from qi_lib.client import Project as ProjectHandle

__all__ = ["PRACTISE", "ProjectTool", "show_project_tool"]

PRACTISE = Button(label="Just practise", hint="With an example", act="practise")


class ProjectTool(Tool):
    """A tool on a project, in the name of the person who looks.

    In practice its hub is one of an invented project, in memory: it runs as it always does, and
    nothing reaches the real one.
    """

    hub: "Hub"
    tour: ClassVar[tuple[str, ...]]
    """A few sentences for those who see the tool for the first time, one at a time."""
    plain_tour: ClassVar[tuple[str, ...]] = ()
    """What plain mode says instead, where plain words alone would not make sentences of them."""

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
        self._ours: dict[str, str] = {}  # the address to open again after practice
        self.guide = Tour()
        self.clear()

    # What a tool of this kind says ----------------------------------------------------------------

    @abstractmethod
    def practice_project(self) -> ProjectBundle:
        """Give an invented project to practise on."""

    @abstractmethod
    def clear(self) -> None:
        """Begin again with nothing open."""

    @abstractmethod
    def open_at(self, address: dict[str, str]) -> None:
        """Open what is in the address, or ask for it; the hub is reached."""

    def open_example(self, slug: str) -> None:
        """Open the invented project where there is something to see."""
        self.open_at({"project": slug})

    @abstractmethod
    def draw(self) -> Screen:
        """Draw where the person is."""

    @abstractmethod
    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button of this tool says."""

    # What tools use -------------------------------------------------------------------------------

    def connect(self) -> None:
        """Reach the hub, and learn who looks."""
        self.hub = self._connect()
        self.me = self.hub.me().name

    @property
    def opened(self) -> "ProjectHandle":
        """The project, where there must be one."""
        assert self.project is not None, "a project is open"
        return self.project

    @property
    def slug(self) -> str:
        """Name the project; in practice, the one to go back to. Empty while there is none."""
        if self.is_practice:
            return self._ours.get("project", "")
        return self.project.slug if self.project else ""

    @property
    def space(self) -> str:
        """Tell the words that are typed in practice from those for a project."""
        return "practice" if self.is_practice else self.slug

    @property
    def place(self) -> dict[str, str]:
        """Open the same place of the project again."""
        return {"project": self.slug} if self.slug else {}

    @property
    def way_back(self) -> Button:
        """Lead out of practice."""
        return Button(label="Back to ours" if self.slug else "Leave practice", act="ours")

    def notes(self) -> tuple[Note, ...]:
        """Say that it is practice, and show the tour; each where it is so."""
        if not self.is_practice:
            return self.guide.notes(
                self.tour_here(), Button(label="See an example", act="practise")
            )
        text = "This is practice. Try anything: nothing here is kept."
        return (
            Note(name="practice", text=text, buttons=(self.way_back,)),
            *self.guide.notes(self.tour_here()),
        )

    def tour_here(self) -> tuple[str, ...]:
        """Give the sentences that fit the mode, and where the person is in the tool."""
        return self.plain_tour if self.is_plain and self.plain_tour else self.tour

    def my_projects(self) -> list[Project]:
        """List the projects of the person who looks."""
        return [one.record for one in self.hub.projects(mine=True)]

    def which_project(self) -> Screen:
        """Ask for the project."""
        return pick_project(self.my_projects(), f"{self.apps}start.ipynb", more=(PRACTISE,))

    # What the frame asks --------------------------------------------------------------------------

    @property
    def home(self) -> str:
        """Lead to the project's page once there is one."""
        return f"/projects/{self.slug}" if self.slug else "/home"

    @property
    def address(self) -> dict[str, str]:
        """Open the same again."""
        return {**self._ours, "practice": "1"} if self.is_practice else self.place

    def once(self, act: str) -> AbstractContextManager[object]:
        """Save under the name of an action, so that it is not done again when it comes again."""
        return self.project.once(act) if self.project else nullcontext()

    def open(self, address: dict[str, str]) -> None:
        """Open what is in the address, or practise."""
        self.connect()
        if address.get("practice"):
            self._ours = {name: value for name, value in address.items() if name != "practice"}
            self._begin_practice()
        else:
            self.open_at(address)

    def screen(self) -> Screen:
        """Draw where the person is, with the tour, and in practice with the way out of it."""
        screen = self.draw()
        parts = list(screen.parts)
        has_bar = bool(parts) and isinstance(parts[0], Actions)
        parts[has_bar:has_bar] = self.notes()
        screen = replace(screen, parts=tuple(parts))
        return keep_inside(screen, self.way_back) if self.is_practice else screen

    def act(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        shared: dict[str, Callable[[], None]] = {
            "tour": lambda: self.guide.go(value),
            "practise": self._practise,
            "ours": self._end_practice,
            "pick": lambda: self.open_at({"project": value}),
        }
        if name in shared:
            shared[name]()
        else:
            self.do(name, value, kept)

    # Practice -------------------------------------------------------------------------------------

    def _practise(self) -> None:
        """Begin with the example, whatever was done to it before; note where to come back to."""
        if not self.is_practice:
            self._ours = self.place
        self._begin_practice()

    def _end_practice(self) -> None:
        """Open again what was open before."""
        self._start_over(is_practice=False)
        self.open(self._ours)

    def _begin_practice(self) -> None:
        self._start_over(is_practice=True)
        invented = self.practice_project()
        self.hub = practice_hub(invented, by=self.me)
        self.open_example(invented.project.slug)

    def _start_over(self, *, is_practice: bool) -> None:
        self.is_practice, self.project = is_practice, None
        self.guide.end()
        self.clear()


def show_project_tool(tool: type[ProjectTool]) -> None:
    """Show a tool in this notebook."""
    from qi_lib.client import connect  # noqa: PLC0415  (a test gives a connection of its own)
    from widgets.frame.frame import show_tool  # noqa: PLC0415  (ipywidgets: only a kernel needs it)

    show_tool(tool(connect, apps=apps_folder(os.environ.get("SCRIPT_NAME", ""))))
