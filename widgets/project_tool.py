"""What all tools share that work on one project: the connection, the person, the project."""

import datetime as dt
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from qi_lib.model import Project
from widgets.tool import Tool, apps_folder

if TYPE_CHECKING:
    from qi_lib.client import Hub
    from qi_lib.client import Project as ProjectHandle

__all__ = ["ProjectTool", "show_project_tool"]


class ProjectTool(Tool):
    """A tool on a project, in the name of the person who looks."""

    hub: "Hub"

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
        return {"project": self.slug} if self.slug else {}

    def once(self, act: str) -> AbstractContextManager[object]:
        """Save under the name of an action, so that it is not done again when it comes again."""
        return self.project.once(act) if self.project else nullcontext()

    def my_projects(self) -> list[Project]:
        """List the projects of the person who looks."""
        return [one.record for one in self.hub.projects(mine=True)]


def show_project_tool(tool: type[ProjectTool]) -> None:
    """Show a tool in this notebook."""
    from qi_lib.client import connect  # noqa: PLC0415  (a test gives a connection of its own)
    from widgets.frame import show_tool  # noqa: PLC0415  (ipywidgets: only a kernel needs it)

    show_tool(tool(connect, apps=apps_folder(os.environ.get("SCRIPT_NAME", ""))))
