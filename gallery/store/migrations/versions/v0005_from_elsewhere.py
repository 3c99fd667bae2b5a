"""Whether a version was saved here, or came along with a project from somewhere else."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = ("document_versions", "observation_saves")


def upgrade() -> None:
    """Add the column; what is there was saved here."""
    for table in _TABLES:
        op.add_column(
            table,
            sa.Column("is_from_elsewhere", sa.Boolean(), nullable=False, server_default=sa.false()),
        )


def downgrade() -> None:
    """Drop the column; what came from elsewhere then looks as if it had been saved here."""
    for table in _TABLES:
        op.drop_column(table, "is_from_elsewhere")
