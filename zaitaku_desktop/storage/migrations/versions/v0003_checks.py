"""点検: what is left as it is, with a reason; and the change log by the cell whose text changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table and two indexes; no row that is there changes."""
    op.create_table(
        "acknowledgement",
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["plan_item.id"], name="fk_acknowledgement_item_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_acknowledgement_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgement"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_acknowledgement_item_id", "acknowledgement", ["item_id"], unique=False)
    op.create_index("ix_acknowledgement_document_id", "acknowledgement", ["document_id"], unique=False)
    op.create_index("ix_change_row_record", "change_row", ["table_name", "row_id"], unique=False)
    image = 'coalesce("after", "before")'
    op.execute(
        f"CREATE INDEX ix_change_row_cell ON change_row (substr({image}, 1, instr({image}, ',\"state\"'))) "
        "WHERE table_name = 'entry'"
    )
