"""Measures, PDSA cycles and tool documents of a project, in versions."""

from typing import Any

from sqlalchemy import select

from gallery.store.database import Database
from gallery.store.tables import DocumentRow, ProjectRow, VersionRow
from gallery.store.versioned_saves import (
    SavedVersion,
    as_saved,
    lock_project,
    newest_version,
    newest_versions,
    one_version,
    save_version,
)

__all__ = ["APPROVAL", "CHARTER", "CYCLE", "MEASURE", "TOOL", "Documents"]

APPROVAL = "approval"
CHARTER = "charter"
MEASURE = "measure"
CYCLE = "cycle"
TOOL = "tool"


class Documents:
    """What is saved in versions, whatever its kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(
        self, slug: str, kind: str, key: str, *, version: int | None = None
    ) -> SavedVersion | None:
        """Give a document at its newest version, or at the one named.

        None when there is none, or when that version removed it.
        """
        with self._database.reading() as session:
            project_id = session.scalar(select(ProjectRow.id).where(ProjectRow.slug == slug))
            if project_id is None:
                return None
            found = (
                newest_version(session, project_id, kind, key)
                if version is None
                else one_version(session, project_id, kind, key, version)
            )
        return found if found and found.content is not None else None

    def all(self, slug: str, kind: str) -> list[SavedVersion]:
        """Give all documents of one kind that have not been removed, oldest first."""
        with self._database.reading() as session:
            project_id = session.scalar(select(ProjectRow.id).where(ProjectRow.slug == slug))
            if project_id is None:
                return []
            found = newest_versions(session, [project_id], kind=kind).get(project_id, [])
        return [saved for saved in found if saved.content is not None]

    def create(
        self, slug: str, kind: str, key: str, content: dict[str, Any], *, by: str
    ) -> SavedVersion:
        """Save a document for the first time, or again after it was removed."""
        with self._database.writing() as session:
            project = lock_project(session, slug)
            before = newest_version(session, project.id, kind, key)
            based_on = before.version if before and before.content is None else 0
            return save_version(session, project, kind, key, content, based_on=based_on, by=by)

    def save(
        self,
        slug: str,
        kind: str,
        key: str,
        content: dict[str, Any] | None,
        *,
        based_on: int,
        by: str,
        act: str = "",
    ) -> SavedVersion:
        """Save a new version; no content removes the document, and its history stays.

        What was saved under the same `act` before is not saved again.
        """
        with self._database.writing() as session:
            project = lock_project(session, slug)
            return save_version(
                session, project, kind, key, content, based_on=based_on, by=by, act=act
            )

    def remove(self, slug: str, kind: str, key: str, *, by: str) -> bool:
        """Remove a document, whichever version is its newest; False when there is none."""
        with self._database.writing() as session:
            project = lock_project(session, slug)
            before = newest_version(session, project.id, kind, key)
            if before is None or before.content is None:
                return False
            save_version(session, project, kind, key, None, based_on=before.version, by=by)
            return True

    def history(self, slug: str, kind: str, key: str) -> list[SavedVersion]:
        """Give every version of a document, newest first."""
        query = (
            select(DocumentRow, VersionRow)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(ProjectRow, ProjectRow.id == DocumentRow.project_id)
            .where(ProjectRow.slug == slug, DocumentRow.kind == kind, DocumentRow.key == key)
            .order_by(VersionRow.version.desc())
        )
        with self._database.reading() as session:
            return [as_saved(document, row) for document, row in session.execute(query)]
