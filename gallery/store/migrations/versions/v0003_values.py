"""Several measurements of one date."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a place for them; what is there has none."""
    op.add_column("observations", sa.Column("values", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Drop the single measurements; their averages stay."""
    op.drop_column("observations", "values")
