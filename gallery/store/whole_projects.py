"""A whole project at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gallery.store.database import Database
from gallery.store.documents import APPROVAL, CYCLE, MEASURE, TOOL
from gallery.store.imported_history import past_saves_of
from gallery.store.observations import current_of_project
from gallery.store.projects import as_records
from gallery.store.tables import ProjectRow
from gallery.store.versioned_saves import SavedVersion, newest_versions, removed_contents
from qi_lib.model import PDSA, Approval, Measure, ProjectBundle, ToolDocument
from qi_lib.parcel import PastSave

__all__ = ["Bundles", "read_approval", "tool_document", "whole_project"]

_AT_ONCE = 200  # a database takes only so many values in one question


class Bundles:
    """Whole projects, as notebooks, posters and exports read them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, slug: str) -> ProjectBundle | None:
        """Give a project with all that belongs to it; None when there is none."""
        query = select(ProjectRow).where(ProjectRow.slug == slug, ProjectRow.deleted_at.is_(None))
        with self._database.reading() as session:
            row = session.scalar(query)
            return whole_project(session, row) if row else None

    def with_past(self, slug: str) -> tuple[ProjectBundle, list[PastSave]]:
        """Give all of a project: also the numbers of measures put away, and every save."""
        with self._database.reading() as session:
            row = session.scalars(select(ProjectRow).where(ProjectRow.slug == slug)).one()
            bundle = whole_project(session, row)
            data = current_of_project(session, row.id)
            away = {one.id: data[one.id][0] for one in bundle.archived}
            bundle.observations = {**bundle.observations, **away}
            return bundle, past_saves_of(session, row)

    def outlines(self, slugs: Sequence[str]) -> list[ProjectBundle]:
        """Give several projects with their cycles and documents alone; none that is deleted."""
        found: list[ProjectBundle] = []
        for start in range(0, len(slugs), _AT_ONCE):
            some = slugs[start : start + _AT_ONCE]
            query = select(ProjectRow).where(
                ProjectRow.slug.in_(some), ProjectRow.deleted_at.is_(None)
            )
            with self._database.reading() as session:
                rows = session.scalars(query).all()
                saved = newest_versions(session, [row.id for row in rows])
                for row, record in zip(rows, as_records(session, rows), strict=True):
                    kept = [one for one in saved[row.id] if one.content is not None]
                    found.append(
                        ProjectBundle(
                            project=record.project,
                            revision=record.revision,
                            cycles=[
                                PDSA.model_validate(one.content)
                                for one in kept
                                if one.kind == CYCLE
                            ],
                            documents=[tool_document(one) for one in kept if one.kind == TOOL],
                        )
                    )
        return found


def whole_project(session: Session, row: ProjectRow) -> ProjectBundle:
    """Gather all that belongs to a project within a session."""
    record = as_records(session, [row])[0]
    saved = newest_versions(session, [row.id])[row.id]
    data = current_of_project(session, row.id)
    archived = removed_contents(session, row.id, MEASURE)
    kept = {
        kind: [one for one in saved if one.kind == kind and one.content is not None]
        for kind in (MEASURE, CYCLE, TOOL, APPROVAL)
    }
    measure_ids = [one.key for one in kept[MEASURE]]
    return ProjectBundle(
        project=record.project,
        version=record.version,
        revision=record.revision,
        team=record.team,
        measures=[Measure.model_validate(one.content) for one in kept[MEASURE]],
        archived=[Measure.model_validate(content) for content in archived],
        observations={key: data[key][0] for key in measure_ids},
        cycles=[PDSA.model_validate(one.content) for one in kept[CYCLE]],
        documents=[tool_document(one) for one in kept[TOOL]],
        approval=next((read_approval(one) for one in kept[APPROVAL]), None),
        versions={one.key: one.version for one in kept[MEASURE] + kept[CYCLE]},
        data_versions={key: data[key][1] for key in measure_ids},
        published_at=record.published_at,
    )


def tool_document(saved: SavedVersion) -> ToolDocument:
    """Turn a saved version into the record of a tool document."""
    content: dict[str, Any] = saved.content or {}
    return ToolDocument(
        kind=saved.key,
        content=content,
        version=saved.version,
        saved_at=saved.saved_at,
        saved_by=saved.saved_by,
        is_from_elsewhere=saved.is_from_elsewhere,
    )


def read_approval(saved: SavedVersion) -> Approval:
    """Turn a saved version into the record of an approval, given when it was saved here."""
    return Approval.model_validate({"at": saved.saved_at, **(saved.content or {})})
