"""自由文書: the outline of a 資料; 版: states of a plan or a 資料 kept under a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """A new table, and new columns in that of the blocks; no row that is there changes."""
    op.create_table(
        "revision",
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_revision_plan_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_revision_document_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_plan_id", "revision", ["plan_id"], unique=False)
    op.create_index("ix_revision_document_id", "revision", ["document_id"], unique=False)
    with op.batch_alter_table("outline_block", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("meeting_id", existing_type=sa.Integer(), nullable=True)
        for name, table, gone in (("document", "document", "CASCADE"), ("revision", "revision", "SET NULL")):
            batch.add_column(sa.Column(f"{name}_id", sa.Integer(), nullable=True))
            batch.create_index(f"ix_outline_block_{name}_id", [f"{name}_id"], unique=False)
            batch.create_foreign_key(f"fk_outline_block_{name}_id", table, [f"{name}_id"], ["id"], ondelete=gone)
        batch.add_column(sa.Column("options", sa.JSON(), server_default="{}", nullable=False))
    with op.batch_alter_table("outline_block", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("options", server_default=None)
