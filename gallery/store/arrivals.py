"""Projects that come from elsewhere, with all that belongs to them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gallery.store.audit import note
from gallery.store.database import Database
from gallery.store.documents import CYCLE, MEASURE, TOOL
from gallery.store.observations import append
from gallery.store.projects import ProjectRecord, create, records, until_free
from gallery.store.tables import DocumentRow, ProjectRow
from gallery.store.versions import save
from qi_lib.model import ProjectBundle

__all__ = ["Arrivals"]


class Arrivals:
    """Bringing whole projects in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bring(self, bundle: ProjectBundle, *, by: str, origin: str) -> ProjectRecord:
        """Keep a whole project as a new one, or nothing of it; it is in no gallery yet.

        Measures, cycles and documents keep their ids. The slug is kept where it is free.
        `origin` is for the audit log.
        """
        return until_free(lambda: self._bring(bundle, by=by, origin=origin))

    def _bring(self, bundle: ProjectBundle, *, by: str, origin: str) -> ProjectRecord:
        with self._database.writing() as session:
            row = create(session, bundle.project, bundle.team, by=by)
            for kind, key, content in _documents(bundle):
                save(session, row, kind, key, content, based_on=0, by=by)
            for measure_id, document_id in _measures(session, row):
                if points := bundle.observations.get(measure_id):
                    append(session, document_id, 1, points, [], by=by)
            note(session, by, "project brought in", row.slug, origin=origin)
            session.flush()
            return records(session, [row])[0]


def _documents(bundle: ProjectBundle) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through all that is kept in versions: its kind, its key, its content."""
    for measure in bundle.measures:
        yield MEASURE, measure.id, measure.model_dump(mode="json")
    for cycle in bundle.cycles:
        yield CYCLE, cycle.id, cycle.model_dump(mode="json")
    for document in bundle.documents:
        yield TOOL, document.kind, document.content


def _measures(session: Session, project: ProjectRow) -> list[tuple[str, int]]:
    query = select(DocumentRow.key, DocumentRow.id).where(
        DocumentRow.project_id == project.id, DocumentRow.kind == MEASURE
    )
    return [(key, document_id) for key, document_id in session.execute(query)]
