"""The one way in which documents are saved: every save is a new version, none is overwritten."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gallery.errors import Conflict, NotFound
from gallery.store.tables import DocumentRow, ProjectRow, VersionRow
from qi_lib.model import now

__all__ = [
    "IS_NEWEST",
    "SavedVersion",
    "as_saved",
    "lock_project",
    "mark_changed",
    "newest_version",
    "newest_versions",
    "one_version",
    "removed_contents",
    "save_version",
]

IS_NEWEST = (VersionRow.document_id == DocumentRow.id) & (VersionRow.version == DocumentRow.version)
"""Joins a document with its newest version."""
Content = dict[str, Any]  # JSON of any shape: each kind of document has a model of its own


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """A document at one version; without content it has been removed.

    Of one from elsewhere, time and name are what a file says: it is nobody's account here.
    """

    kind: str
    key: str
    version: int
    content: Content | None
    saved_at: dt.datetime
    saved_by: str
    is_from_elsewhere: bool = False


def lock_project(session: Session, slug: str) -> ProjectRow:
    """Find a project for writing; other writers of the same project wait until we are done."""
    row = session.scalar(select(ProjectRow).where(ProjectRow.slug == slug).with_for_update())
    if row is None or row.deleted_at is not None:
        raise NotFound("There is no such project.")
    return row


def mark_changed(project: ProjectRow) -> None:
    """Note that something in the project changed."""
    project.revision += 1
    project.updated_at = now()


def newest_versions(
    session: Session, project_ids: Iterable[int], *, kind: str | None = None
) -> dict[int, list[SavedVersion]]:
    """Give the newest version of each document of the projects, by project."""
    query = (
        select(DocumentRow.project_id, DocumentRow, VersionRow)
        .join(VersionRow, IS_NEWEST)
        .where(DocumentRow.project_id.in_(list(project_ids)))
        .order_by(DocumentRow.id)
    )
    if kind is not None:
        query = query.where(DocumentRow.kind == kind)
    found: dict[int, list[SavedVersion]] = {}
    for project_id, document, version in session.execute(query):
        found.setdefault(project_id, []).append(as_saved(document, version))
    return found


def removed_contents(session: Session, project_id: int, kind: str) -> list[Content]:
    """Give what documents of a kind were before they were removed, oldest first."""
    before = aliased(VersionRow)
    query = (
        select(before.content)
        .join(DocumentRow, DocumentRow.id == before.document_id)
        .join(VersionRow, IS_NEWEST)
        .where(
            DocumentRow.project_id == project_id,
            DocumentRow.kind == kind,
            VersionRow.content.is_(None),
            before.version == DocumentRow.version - 1,
        )
        .order_by(DocumentRow.id)
    )
    return [content for content in session.scalars(query) if content is not None]


def newest_version(session: Session, project_id: int, kind: str, key: str) -> SavedVersion | None:
    """Give the newest version of one document; None when it was never saved."""
    document = _document(session, project_id, kind, key)
    return _at(session, document, document.version) if document else None


def one_version(
    session: Session, project_id: int, kind: str, key: str, version: int
) -> SavedVersion | None:
    """Give one version of a document."""
    document = _document(session, project_id, kind, key)
    return _at(session, document, version) if document else None


def save_version(
    session: Session,
    project: ProjectRow,
    kind: str,
    key: str,
    content: Content | None,
    *,
    based_on: int,
    by: str,
    act: str = "",
) -> SavedVersion:
    """Save a new version made from version `based_on` (0 for the first).

    Saving what is already there changes nothing, so that a save may be repeated safely. So may
    one that names the `act` of a person it comes from: each is done once, whatever came since.
    Raises `Conflict`, with both versions, when someone else saved in between.
    """
    document = _document(session, project.id, kind, key)
    current = _at(session, document, document.version) if document else None
    if current is not None and current.content == content:
        return current
    if current is not None and act and _was_done(session, document, act):
        return current
    if based_on != (current.version if current else 0):
        raise Conflict(
            yours=content,
            theirs=current.content if current else None,
            version=current.version if current else 0,
        )
    if document is None:
        document = DocumentRow(project_id=project.id, kind=kind, key=key, version=0)
        session.add(document)
        session.flush()
    document.version += 1
    version = VersionRow(
        document_id=document.id,
        version=document.version,
        content=content,
        saved_at=now(),
        saved_by=by,
        act=act or None,
    )
    session.add(version)
    mark_changed(project)
    session.flush()
    return as_saved(document, version)


def _document(session: Session, project_id: int, kind: str, key: str) -> DocumentRow | None:
    return session.scalar(
        select(DocumentRow).where(
            DocumentRow.project_id == project_id,
            DocumentRow.kind == kind,
            DocumentRow.key == key,
        )
    )


def _was_done(session: Session, document: DocumentRow | None, act: str) -> bool:
    query = select(VersionRow.version).where(
        VersionRow.document_id == (document.id if document else None), VersionRow.act == act
    )
    return session.scalar(query) is not None


def _at(session: Session, document: DocumentRow, version: int) -> SavedVersion | None:
    row = session.get(VersionRow, (document.id, version))
    return as_saved(document, row) if row else None


def as_saved(document: DocumentRow, version: VersionRow) -> SavedVersion:
    """Put a document and one of its versions together."""
    return SavedVersion(
        kind=document.kind,
        key=document.key,
        version=version.version,
        content=version.content,
        saved_at=version.saved_at,
        saved_by=version.saved_by,
        is_from_elsewhere=version.is_from_elsewhere,
    )
