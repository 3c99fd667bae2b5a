"""Projects that come from elsewhere, with all that belongs to them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.documents import CHARTER, CYCLE, MEASURE, TOOL
from gallery.store.imported_history import keep_past_saves
from gallery.store.observations import OBSERVATIONS, bring_data
from gallery.store.projects import (
    ProjectRecord,
    as_records,
    charter_content,
    make_place,
    with_free_slug,
)
from gallery.store.tables import DocumentRow, ProjectRow
from gallery.store.versioned_saves import newest_version, save_version
from qi_lib.model import ProjectBundle
from qi_lib.parcel import PastSave

__all__ = ["ProjectImports"]

_Contents = tuple[dict[str, Any] | None, ...]  # JSON of any shape; None where it is removed


class ProjectImports:
    """Bringing whole projects in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bring(
        self, bundle: ProjectBundle, past: Sequence[PastSave] = (), *, by: str, origin: str
    ) -> ProjectRecord:
        """Keep a whole project as a new one, or nothing of it; it is in no gallery yet.

        Measures, cycles and documents keep their ids. The slug is kept where it is free. The past
        lies beneath, marked as from elsewhere. `origin` is for the audit log.
        """
        return with_free_slug(lambda: self._bring(bundle, past, by=by, origin=origin))

    def _bring(
        self, bundle: ProjectBundle, past: Sequence[PastSave], *, by: str, origin: str
    ) -> ProjectRecord:
        with self._database.writing() as session:
            row = make_place(session, bundle.project, bundle.team, by=by)
            earlier = _by_document(past)
            for kind, key, contents in _things(bundle):
                _keep(session, row, kind, key, contents, earlier.pop((kind, key), []), by=by)
            numbers = {
                one.id: earlier.pop((OBSERVATIONS, one.id), [])
                for one in (*bundle.measures, *bundle.archived)
            }
            for (kind, key), saves in earlier.items():  # what had been removed before it left
                _keep(session, row, kind, key, (None,), saves, by=by)
            for measure_id, document_id in _measures(session, row):
                points = bundle.observations.get(measure_id, [])
                bring_data(session, document_id, points, numbers.get(measure_id, []), by=by)
            write_entry(session, by, "project brought in", row.slug, origin=origin)
            session.flush()
            return as_records(session, [row])[0]


def _by_document(past: Iterable[PastSave]) -> dict[tuple[str, str], list[PastSave]]:
    found: dict[tuple[str, str], list[PastSave]] = {}
    for one in past:
        found.setdefault((one.kind, one.key), []).append(one)
    return found


def _things(bundle: ProjectBundle) -> Iterator[tuple[str, str, _Contents]]:
    """Go through all that is kept in versions: its kind, its key, what is saved of it in turn."""
    yield CHARTER, CHARTER, (charter_content(bundle.project),)
    for measure in bundle.measures:
        yield MEASURE, measure.id, (measure.model_dump(mode="json"),)
    for measure in bundle.archived:
        yield MEASURE, measure.id, (measure.model_dump(mode="json"), None)
    for cycle in bundle.cycles:
        yield CYCLE, cycle.id, (cycle.model_dump(mode="json"),)
    for document in bundle.documents:
        yield TOOL, document.kind, (document.content,)


def _keep(
    session: Session,
    project: ProjectRow,
    kind: str,
    key: str,
    contents: _Contents,
    past: Sequence[PastSave],
    *,
    by: str,
) -> None:
    if past:
        keep_past_saves(session, project, kind, key, past)
    if tuple(one.content for one in past[-len(contents) :]) == contents:
        return  # it ends as it is now
    for content in contents:
        before = newest_version(session, project.id, kind, key)
        based_on = before.version if before else 0
        save_version(session, project, kind, key, content, based_on=based_on, by=by)


def _measures(session: Session, project: ProjectRow) -> list[tuple[str, int]]:
    query = select(DocumentRow.key, DocumentRow.id).where(
        DocumentRow.project_id == project.id, DocumentRow.kind == MEASURE
    )
    return [(key, document_id) for key, document_id in session.execute(query)]
