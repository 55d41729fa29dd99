"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a file of the revision before up to this one."""
    # batch_alter_table(..., table_kwargs={"sqlite_autoincrement": True}), or ids are used twice
    ${upgrades if upgrades else "pass"}
