"""The first schema: 計画, 資料, 自治体設定, vocabularies, and the change log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables in an empty file."""
    op.create_table(
        "change_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("kind in ('edit', 'undo', 'redo')", name=op.f("ck_change_step_kind")),
        sa.CheckConstraint(
            "state in ('done', 'undone', 'dropped', 'closed')", name=op.f("ck_change_step_state")
        ),
        sa.ForeignKeyConstraint(["target_id"], ["change_step.id"], name="fk_change_step_target_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change_step"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_step_state", "change_step", ["state"], unique=False)
    op.create_table(
        "file_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_file_state"),
    )
    op.create_table(
        "change_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["change_step.id"], name="fk_change_row_step_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change_row"),
    )
    op.create_index("ix_change_row_step_id", "change_row", ["step_id"], unique=False)
    op.create_table(
        "axis",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_axis"),
        sa.UniqueConstraint("key", name="uq_axis_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "municipality",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("digit_style", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipality"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "own_field",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("per_year", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_field"),
        sa.UniqueConstraint("key", name="uq_own_field_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "plan",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("vision", sa.String(), nullable=False),
        sa.Column("catchphrase", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stored_form",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("toml", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_form"),
        sa.UniqueConstraint("key", name="uq_stored_form_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "axis_value",
        sa.Column("axis_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=True),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axis.id"], name="fk_axis_value_axis_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_axis_value"),
        sa.UniqueConstraint("axis_id", "key", name="uq_axis_value_axis_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("actual_years", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("lead", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("legend", sa.String(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("digit_style", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_document_plan_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_plan_id", "document", ["plan_id"], unique=False)
    op.create_table(
        "related_plan",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_related_plan_plan_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_related_plan"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_related_plan_plan_id", "related_plan", ["plan_id"], unique=False)
    op.create_table(
        "plan_item",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("axis_value_id", sa.Integer(), nullable=True),
        sa.Column("ended_year", sa.Integer(), nullable=True),
        sa.Column("end_note", sa.String(), nullable=False),
        sa.Column("below_note", sa.String(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("relisted_from_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["axis_value_id"], ["axis_value.id"], name="fk_plan_item_axis_value_id"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["plan_item.id"], name="fk_plan_item_parent_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_item_plan_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["relisted_from_id"], ["plan_item.id"], name="fk_plan_item_relisted_from_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["plan_item.id"], name="fk_plan_item_successor_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_item_parent_id", "plan_item", ["parent_id"], unique=False)
    op.create_index("ix_plan_item_plan_id", "plan_item", ["plan_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("shared_from_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name="fk_entry_item_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["shared_from_id"], ["entry.id"], name="fk_entry_shared_from_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_item_id", "entry", ["item_id"], unique=False)
    op.create_index("ix_entry_shared_from_id", "entry", ["shared_from_id"], unique=False)
    op.create_index(
        "uq_entry_yearless", "entry", ["item_id", "field"], unique=True, sqlite_where=sa.text("year IS NULL")
    )
    op.create_index(
        "uq_entry_yearly",
        "entry",
        ["item_id", "field", "year"],
        unique=True,
        sqlite_where=sa.text("year IS NOT NULL"),
    )
    op.create_table(
        "item_tag",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("axis_value_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["axis_value_id"], ["axis_value.id"], name="fk_item_tag_axis_value_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["plan_item.id"], name="fk_item_tag_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_item_tag"),
        sa.UniqueConstraint("item_id", "axis_value_id", name="uq_item_tag_item_id_axis_value_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_item_tag_item_id", "item_tag", ["item_id"], unique=False)
