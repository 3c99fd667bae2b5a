"""A stage is read from the record now: what the software had set itself is no team's word."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_SET_BY_SOFTWARE = ("start", "understand")
_documents = sa.table("documents", sa.column("id", sa.Integer), sa.column("kind", sa.String))
_versions = sa.table(
    "document_versions",
    sa.column("document_id", sa.Integer),
    sa.column("version", sa.Integer),
    sa.column("content", sa.JSON),
)


def upgrade() -> None:
    """Take the stages out of all versions of charters that no team had set."""
    _replace(lambda stage: None if stage in _SET_BY_SOFTWARE else stage)


def downgrade() -> None:
    """Say “start” where the team says nothing."""
    _replace(lambda stage: stage or "start")


def _replace(instead: Any) -> None:  # Any: what makes one stage of another
    charters = (
        sa.select(_versions)
        .join(_documents, _documents.c.id == _versions.c.document_id)
        .where(_documents.c.kind == "charter")
    )
    for row in op.get_bind().execute(charters).all():
        content = row.content
        if not content or instead(content.get("stage")) == content.get("stage"):
            continue
        op.execute(
            sa.update(_versions)
            .where(_versions.c.document_id == row.document_id, _versions.c.version == row.version)
            .values(content={**content, "stage": instead(content.get("stage"))})
        )
