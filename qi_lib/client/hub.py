"""The hub: who I am, whose hub it is, and the projects in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qi_lib.client.connection import Connection
from qi_lib.client.project import Project
from qi_lib.client.records import make_record
from qi_lib.errors import NotAllowed, NotFound
from qi_lib.journey.tried_before import TriedBefore
from qi_lib.model import Project as ProjectRecord
from qi_lib.model import ProjectBundle

__all__ = ["Hub", "Me", "Organisation", "StrategicAim", "connect", "open_project"]


@dataclass(frozen=True, slots=True)
class Me:
    """The person whose token this is."""

    name: str
    display_name: str
    role: str
    is_team_account: bool
    team_slug: str
    may_start_project: bool
    may_manage_screens: bool


@dataclass(frozen=True, slots=True)
class StrategicAim:
    """One of the organisation's aims."""

    key: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who runs the hub."""

    name: str
    strategic_aims: list[StrategicAim]
    directorates: list[str]


class Hub:
    """The hub as one person sees it. Make one with `connect`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def me(self) -> Me:
        """Say who I am here."""
        return Me(**self._connection.get("/me"))

    def organisation(self) -> Organisation:
        """Describe the organisation: its name, its strategic aims, its directorates."""
        answer = self._connection.get("/organisation")
        aims = [StrategicAim(**aim) for aim in answer["strategic_aims"]]
        return Organisation(answer["name"], aims, answer["directorates"])

    def projects(
        self, *, mine: bool = False, published: bool = False, aim: str = "", q: str = ""
    ) -> list[Project]:
        """List the projects that I may read, the newest change first.

        Args:
            mine: only those whose team I am on.
            published: only those in the gallery.
            aim: only those of a strategic aim, by its key.
            q: words that must all be in the text.
        """
        answer = self._connection.get(
            "/projects",
            mine="1" if mine else "",
            published="1" if published else "",
            aim=aim,
            q=q,
        )
        records = [ProjectRecord.model_validate(one["project"]) for one in answer["projects"]]
        return [Project(record.slug, self._connection, record=record) for record in records]

    def tried_before(self, text: str, *, without: str = "") -> TriedBefore:
        """Find projects and change ideas like a text, among what I may read.

        Args:
            text: what you write: a problem, an aim, a driver.
            without: the short name of a project to leave out: your own.
        """
        content = {"text": text, "without": without}
        answer = self._connection.send("POST", "/ideas", content, once=True)
        return TriedBefore.model_validate(answer)

    def start_project(self, *, title: str, **fields: Any) -> Project:
        """Start a project and lead it.

        Args:
            title: what the project is called; its address is made from it.
            fields: further fields of `qi_lib.model.Project`.
        """
        record = make_record(ProjectRecord, {"title": title, **fields})
        content = record.model_dump(mode="json", exclude={"slug"})
        answer = self._connection.send("POST", "/projects", content, once=True)
        bundle = ProjectBundle.model_validate(answer)
        return Project(bundle.project.slug, self._connection, bundle=bundle)

    def import_project(self, path: str | Path) -> Project:
        """Bring a project in from the file that `Project.export` made, and lead it.

        Args:
            path: the file; it ends in `.qi.zip`.

        Raises:
            NotFound: there is no such file.
            Refused: it is not the file of a project, or something in it does not fit.
        """
        file = Path(path)
        try:
            content = file.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"There is no file {file}.") from error
        answer = self._connection.upload("/projects/import", content, kind="application/zip")
        bundle = ProjectBundle.model_validate(answer["project"])
        return Project(bundle.project.slug, self._connection, bundle=bundle)

    def project(self, slug: str) -> Project:
        """Open a project by the short name in its address."""
        answer = self._connection.get(f"/projects/{slug}")
        return Project(slug, self._connection, bundle=ProjectBundle.model_validate(answer))

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def __repr__(self) -> str:
        return f"<Hub at {self._connection.url}>"


def connect(url: str | None = None, token: str | None = None) -> Hub:
    """Connect to the hub.

    Args:
        url: the address of its API; in a workspace or an app it is known.
        token: your token; in a workspace or an app it is known.

    Raises:
        NotFound: no address was given and none is known.
        NotAllowed: no token was given and none is known.

    Example:
        >>> hub = connect()
        >>> hub.projects(mine=True)
    """
    address = url or os.environ.get("QIHUB_API_URL", "")
    key = token or os.environ.get("JUPYTERHUB_API_TOKEN") or os.environ.get("QIHUB_TOKEN", "")
    if not address:
        raise NotFound("The hub's address is not known here. Give it: connect(url, token).")
    if not key:
        raise NotAllowed(
            "There is no token here. Make one at the hub, under “Keys for programs”, and give it."
        )
    return Hub(Connection(address, key))


def open_project(slug: str | None = None) -> Project:
    """Open a project; in a workspace, the team's own.

    Args:
        slug: the short name in the project's address.

    Raises:
        NotFound: there is no such project, or no slug was given outside a workspace.
    """
    wanted = slug or os.environ.get("QIHUB_PROJECT", "")
    if not wanted:
        raise NotFound('Say which project: open_project("its-short-name").')
    return connect().project(wanted)
