"""会議体: whether a proxy counts as present in the rates of 出欠表."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the column; proxies do not count in any 会議体 that is there."""
    with op.batch_alter_table("committee", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("proxies_count", sa.Boolean(), server_default="0", nullable=False))
    with op.batch_alter_table("committee", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("proxies_count", server_default=None)
