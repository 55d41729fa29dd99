"""資料: what is chosen for one of them where its form offers a choice (edition of a 会議録, 署名欄 …)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the column, with nothing chosen in every row; the default is only for the rows that are there."""
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("options", sa.JSON(), server_default="{}", nullable=False))
    with op.batch_alter_table("document", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("options", server_default=None)
