"""What happens to a project as a whole: it is published, hidden, brought back, erased."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gallery.errors import NotFound
from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.projects import ERASED
from gallery.store.tables import ProjectRow
from gallery.store.versioned_saves import lock_project, mark_changed
from qi_lib.model import now

__all__ = ["KEPT_FOR", "Lifecycle"]

KEPT_FOR = dt.timedelta(days=30)


class Lifecycle:
    """Publishing, deleting and erasing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publish(self, slug: str, *, by: str) -> bool:
        """Put a project into the gallery; False when it is there already."""
        with self._database.writing() as session:
            row = lock_project(session, slug)
            if row.published_at is not None:
                return False
            row.published_at = now()
            mark_changed(row)
            write_entry(session, by, "project published", slug)
            return True

    def unpublish(self, slug: str, *, by: str) -> bool:
        """Take a project out of the gallery; False when it is not there."""
        with self._database.writing() as session:
            row = lock_project(session, slug)
            if row.published_at is None:
                return False
            row.published_at = None
            mark_changed(row)
            write_entry(session, by, "project unpublished", slug)
            return True

    def delete(self, slug: str, *, by: str) -> dt.datetime:
        """Hide a project, and say until when it can be brought back."""
        with self._database.writing() as session:
            row = lock_project(session, slug)
            row.deleted_at = now()
            write_entry(session, by, "project deleted", slug)
            return row.deleted_at + KEPT_FOR

    def restore(self, slug: str, *, by: str) -> None:
        """Bring a hidden project back."""
        with self._database.writing() as session:
            row = _any(session, slug)
            if row.deleted_at is not None:
                row.deleted_at = None
                write_entry(session, by, "project restored", slug)

    def erase(self, slug: str, *, by: str) -> None:
        """Delete a project with all its versions and data, for good."""
        with self._database.writing() as session:
            _erase(session, _any(session, slug), by=by)
        self._database.sweep()

    def purge(self, *, at: dt.datetime) -> list[str]:
        """Erase what was deleted more than 30 days before `at`; name the projects."""
        with self._database.writing() as session:
            rows = session.scalars(
                select(ProjectRow).where(ProjectRow.deleted_at < at - KEPT_FOR)
            ).all()
            slugs = [row.slug for row in rows]
            for row in rows:
                _erase(session, row, by="the hub")
        self._database.sweep()
        return slugs


def _any(session: Session, slug: str) -> ProjectRow:
    row = session.scalar(select(ProjectRow).where(ProjectRow.slug == slug).with_for_update())
    if row is None:
        raise NotFound("There is no such project.")
    return row


def _erase(session: Session, row: ProjectRow, *, by: str) -> None:
    write_entry(session, by, ERASED, row.slug)
    session.delete(row)
