"""The name of what a person did, beside what it saved: so that nothing is done twice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column."""
    op.add_column("document_versions", sa.Column("act", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Drop the column; what comes again then is done again."""
    op.drop_column("document_versions", "act")
