"""資料: the notes under its headings, where they are others than those of its form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the column, without notes in every row; the default is only for the rows that are there."""
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("header_notes", sa.JSON(), server_default="{}", nullable=False))
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("header_notes", server_default=None)
