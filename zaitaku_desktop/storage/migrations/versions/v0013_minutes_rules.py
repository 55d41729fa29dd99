"""会議体: a 会議録の作成方針 and days until the 会議録 is due of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the columns; every 会議体 that is there has what 自治体設定 says."""
    with op.batch_alter_table("committee", recreate="always", table_kwargs=KEPT) as batch:
        batch.add_column(sa.Column("minutes_policy", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("minutes_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("committee", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("minutes_policy", server_default=None)
