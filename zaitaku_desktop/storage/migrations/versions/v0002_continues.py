"""資料: how 継続 is printed, where the 資料 differs from its form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the column, blank in every row; the default is only for the rows that are there."""
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("continues", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("continues", server_default=None)
