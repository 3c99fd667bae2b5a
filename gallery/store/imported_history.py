"""The past of a project: it leaves with the project, and is kept beneath what is saved later."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gallery.store.documents import MEASURE
from gallery.store.observations import saves_of
from gallery.store.tables import DocumentRow, ProjectRow, VersionRow
from gallery.store.versioned_saves import SavedVersion, as_saved
from qi_lib.parcel import PastSave

__all__ = ["keep_past_saves", "past_saves_of"]


def past_saves_of(session: Session, project: ProjectRow) -> list[PastSave]:
    """Give every save of anything in a project, those of each thing oldest first."""
    query = (
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(DocumentRow.project_id == project.id)
        .order_by(DocumentRow.id, VersionRow.version)
    )
    rows = session.execute(query).all()
    past = [_save(as_saved(document, version)) for document, version in rows]
    for document_id, key in {(row.id, row.key) for row, _ in rows if row.kind == MEASURE}:
        past += map(_save, reversed(saves_of(session, document_id, key)))
    return past


def keep_past_saves(
    session: Session, project: ProjectRow, kind: str, key: str, saves: Sequence[PastSave]
) -> None:
    """Keep the earlier versions of a document of which nothing has been saved here yet."""
    document = DocumentRow(project_id=project.id, kind=kind, key=key, version=len(saves))
    session.add(document)
    session.flush()
    session.execute(
        insert(VersionRow),
        [
            {
                "document_id": document.id,
                "version": version,
                "content": one.content,
                "saved_at": one.saved_at,
                "saved_by": one.saved_by,
                "is_from_elsewhere": True,
            }
            for version, one in enumerate(saves, start=1)
        ],
    )


def _save(saved: SavedVersion) -> PastSave:
    return PastSave.model_validate(saved, from_attributes=True)
