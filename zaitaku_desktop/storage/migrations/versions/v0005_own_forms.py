"""様式 of the municipality's own: their names and the presets they were made from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the columns, empty in every row; the defaults are only for the rows that are there."""
    with op.batch_alter_table("stored_form", recreate="always", table_kwargs=KEPT) as batch:
        for name in ("name", "base"):
            batch.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("stored_form", recreate="always", table_kwargs=KEPT) as batch:
        for name in ("name", "base"):
            batch.alter_column(name, server_default=None)
