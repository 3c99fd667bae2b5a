"""A project as a fellow works with it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qi_lib.client import notebook_display
from qi_lib.client.connection import Connection
from qi_lib.client.cycles import CycleHandle
from qi_lib.client.find_by_name import NamedList
from qi_lib.client.measures import MeasureHandle
from qi_lib.client.project_link import ProjectLink
from qi_lib.client.records import as_json, make_record, read_versions
from qi_lib.client.workspace_notebooks import find_notebooks, find_workspace, put_notebooks
from qi_lib.errors import NotFound, Refused
from qi_lib.model import PDSA, Aim, Measure, ProjectBundle, TeamMember, ToolDocument
from qi_lib.model import Project as ProjectRecord

__all__ = ["Project", "read_bundle"]


class Project:
    """A project: its charter, measures, data, cycles and documents.

    Example:
        >>> p = open_project("fewer-falls")
        >>> p.update(problem="Residents fall at night.")
        >>> p.measures["Falls"].add(when="2025-04-01", value=7)
    """

    def __init__(
        self,
        slug: str,
        connection: Connection | None,
        *,
        bundle: ProjectBundle | None = None,
        record: ProjectRecord | None = None,
    ) -> None:
        self._link = ProjectLink(slug, connection, bundle)
        self._record = record
        self._kinds: dict[str, int] = {}

    @classmethod
    def from_bundle(cls, bundle: ProjectBundle) -> Project:
        """Make a project for reading from a whole project that was read before."""
        return cls(bundle.project.slug, None, bundle=bundle)

    @property
    def slug(self) -> str:
        """The short name in the project's address."""
        return self._link.slug

    @property
    def record(self) -> ProjectRecord:
        """The charter as it was last read."""
        if self._record is None or self._link.has_been_read:
            return self._link.bundle.project
        return self._record

    @property
    def title(self) -> str:
        """The title of the project."""
        return self.record.title

    @property
    def aim(self) -> Aim:
        """The aim with its parts; `aim.sentence` is the whole of it."""
        return self.record.aim

    @property
    def version(self) -> int:
        """The version of the charter that was last read."""
        return self._link.bundle.version

    @property
    def team(self) -> list[TeamMember]:
        """The people of the project."""
        return self._link.bundle.team

    @property
    def measures(self) -> NamedList[MeasureHandle]:
        """The measures, by place, name or id."""
        handles = [MeasureHandle(self._link, one.id) for one in self._link.bundle.measures]
        return NamedList(handles, what="measure", names=lambda one: (one.name, one.id))

    @property
    def cycles(self) -> NamedList[CycleHandle]:
        """The PDSA cycles, by place, title or id."""
        handles = [CycleHandle(self._link, one.id) for one in self._link.bundle.cycles]
        return NamedList(handles, what="cycle", names=lambda one: (one.title, one.id))

    def update(self, **changes: Any) -> Project:
        """Change the charter.

        Args:
            changes: fields of `qi_lib.model.Project`. `aim` and `contact` may be given in part:
                `p.update(aim={"by_when": "2026-03-31"})`.

        Raises:
            Conflict: someone else changed the charter since you read it.
            NotAllowed: you are not on the team.
            Refused: a value does not fit.
        """
        content = {"based_on": self.version, "changes": as_json(changes)}
        answer = self._link.send("PATCH", "", content)
        self._link.bundle.project = ProjectRecord.model_validate(answer["project"])
        self._link.bundle.version = answer["version"]
        return self

    def history(self) -> list[ToolDocument]:
        """Read all versions of the charter, newest first, each with who saved it and when."""
        return read_versions("charter", self._link.get("/history"))

    def add_measure(self, **fields: Any) -> MeasureHandle:
        """Add a measure.

        Args:
            fields: fields of `qi_lib.model.Measure`; `name` is needed.

        Returns:
            The measure, ready for data.

        Example:
            >>> falls = p.add_measure(name="Falls", unit="falls", direction="down")
        """
        measure = make_record(Measure, fields)
        answer = self._link.send("POST", "/measures", measure.model_dump(mode="json"))
        bundle = self._link.bundle
        bundle.measures = [*bundle.measures, Measure.model_validate(answer["measure"])]
        bundle.versions[measure.id] = answer["version"]
        return MeasureHandle(self._link, measure.id)

    def remove_measure(self, measure_id: str) -> Project:
        """Put a measure away. Its numbers and history stay; adding it again brings them back."""
        self._link.send("DELETE", f"/measures/{measure_id}")
        return self.refresh()

    def add_cycle(self, **fields: Any) -> CycleHandle:
        """Add a PDSA cycle; it gets the next number.

        Args:
            fields: fields of `qi_lib.model.PDSA`; `title` is needed.
        """
        cycle = make_record(PDSA, fields)
        content = cycle.model_dump(mode="json", exclude=set() if "number" in fields else {"number"})
        answer = self._link.send("POST", "/cycles", content)
        bundle = self._link.bundle
        bundle.cycles = [*bundle.cycles, PDSA.model_validate(answer["cycle"])]
        bundle.versions[cycle.id] = answer["version"]
        return CycleHandle(self._link, cycle.id)

    def document(self, kind: str) -> ToolDocument:
        """Read what the team made with a tool.

        Args:
            kind: the tool, such as `"fishbone"`.

        Returns:
            The document; an empty one at version 0 when the team has none of that kind yet.
        """
        if self._link.is_offline:
            found = [one for one in self._link.bundle.documents if one.kind == kind]
            document = found[0] if found else ToolDocument(kind=kind, content={})
        else:
            try:
                document = ToolDocument.model_validate(self._link.get(f"/documents/{kind}"))
            except NotFound:
                document = ToolDocument(kind=kind, content={})
        self._kinds[kind] = document.version
        return document

    def document_history(self, kind: str) -> list[ToolDocument]:
        """Read all versions of what the team made with a tool, newest first.

        Raises:
            NotFound: the team has never saved one.
        """
        return read_versions(kind, self._link.get(f"/documents/{kind}/history"))

    def save_document(self, kind: str, content: dict[str, Any]) -> ToolDocument:
        """Save what the team made with a tool.

        Raises:
            Conflict: someone else saved it since you read it with `document`.
        """
        if kind not in self._kinds:
            self.document(kind)
        change = {"based_on": self._kinds[kind], "content": as_json(content)}
        saved = ToolDocument.model_validate(self._link.send("PUT", f"/documents/{kind}", change))
        self._kinds[kind] = saved.version
        return saved

    def once(self, act: str) -> AbstractContextManager[None]:
        """Save nothing twice: what was saved under the name `act` before is left out.

        Example:
            >>> with p.once("a1b2c3"):
            ...     p.save_document("pareto", content)
        """
        return self._link.once(act)

    def publish(self) -> dict[str, Any]:
        """Put the project into the gallery and have its poster made; says how far it is."""
        answer: dict[str, Any] = self._link.send("POST", "/publish")
        return answer

    def export(self, path: str | Path) -> Path:
        """Take the whole project away as one file, as far as you may read it.

        Args:
            path: where to put it; a folder gets `<slug>.qi.zip` in it.

        Returns:
            The file: the record, the numbers as CSV, the history, the poster if it has one, and a
            README. From the project's own workspace, the notebooks too.

        Example:
            >>> p.export("fewer-falls.qi.zip")
        """
        # Drawing comes with it, which a notebook need not load to begin with.
        from qi_lib.parcel import add_notebooks  # noqa: PLC0415

        content = self._link.download("/export")
        workspace = find_workspace(self.slug)
        if workspace is not None:
            content = add_notebooks(content, find_notebooks(workspace))
        file = Path(path)
        file = file / f"{self.slug}.qi.zip" if file.is_dir() else file
        file.write_bytes(content)
        return file

    def bring_notebooks(self, path: str | Path) -> list[Path]:
        """Put the notebooks of a project's file into this workspace, in a folder of their own.

        A notebook is a program, and all in the workspace trust it: bring in what you trust.

        Args:
            path: the file; it ends in `.qi.zip`.

        Raises:
            NotAllowed: this is not the project's workspace.
            NotFound: there is no such file.
            Refused: it cannot be unpacked, or the folder is there already.
        """
        from qi_lib.parcel import ENDING, read_notebooks  # noqa: PLC0415

        file = Path(path)
        try:
            notebooks = read_notebooks(file.read_bytes())
        except FileNotFoundError as error:
            raise NotFound(f"There is no file {file}.") from error
        return put_notebooks(self.slug, notebooks, into=f"From {file.name.removesuffix(ENDING)}")

    def bundle(self) -> ProjectBundle:
        """Read the whole project, as it is now."""
        return self._link.read_bundle().model_copy(deep=True)

    def refresh(self) -> Project:
        """Read the project again, for example after a `Conflict`."""
        self.bundle()
        self._kinds.clear()
        return self

    def __repr__(self) -> str:
        return f"<Project “{self.title}” ({self.slug})>"

    def _repr_html_(self) -> str:
        return notebook_display.project(self._link.bundle)


def read_bundle(path: str | Path) -> Project:
    """Read a project for reading from a file.

    Args:
        path: the JSON of a `ProjectBundle`.

    Raises:
        NotFound: there is no such file.
        Refused: the file is not a project.
    """
    file = Path(path)
    try:
        return Project.from_bundle(ProjectBundle.model_validate_json(file.read_bytes()))
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {file}.") from error
    except ValidationError as error:
        raise Refused(f"{file} is not the file of a project.") from error
