"""相談件数 by category, 指標 with their values by 年度 and the 取組 that serve them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables; no row that is there changes."""
    _consultations()
    _indicators()


def _own() -> Sequence[sa.Column[object]]:
    """What every record has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
    )


def _consultations() -> None:
    op.create_table(
        "consultation_category",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *_own(),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["consultation_category.id"],
            name="fk_consultation_category_parent_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consultation_category"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consultation_category_parent_id", "consultation_category", ["parent_id"], unique=False)
    op.create_table(
        "consultation_count",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        *_own(),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["consultation_category.id"],
            name="fk_consultation_count_category_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consultation_count"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consultation_count_category_id", "consultation_count", ["category_id"], unique=False)
    for name, columns, month, category in (
        ("month", ["fiscal_year", "month", "category_id"], "IS NOT NULL", "IS NOT NULL"),
        ("year", ["fiscal_year", "category_id"], "IS NULL", "IS NOT NULL"),
        ("month_total", ["fiscal_year", "month"], "IS NOT NULL", "IS NULL"),
        ("year_total", ["fiscal_year"], "IS NULL", "IS NULL"),
    ):
        op.create_index(
            f"uq_consultation_count_{name}",
            "consultation_count",
            columns,
            unique=True,
            sqlite_where=sa.text(f"month {month} AND category_id {category}"),
        )


def _indicators() -> None:
    op.create_table(
        "indicator",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("numerator_name", sa.String(), nullable=False),
        sa.Column("denominator_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_own(),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicator_value",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("target", "actual", "numerator", "denominator")),
        sa.Column("note", sa.String(), nullable=False),
        *_own(),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_indicator_value_indicator_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_value"),
        sa.UniqueConstraint("indicator_id", "fiscal_year", name="uq_indicator_value_indicator_id_fiscal_year"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicator_item",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        *_own(),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_indicator_item_indicator_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["plan_item.id"], name="fk_indicator_item_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_item"),
        sa.UniqueConstraint("indicator_id", "item_id", name="uq_indicator_item_indicator_id_item_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_indicator_item_item_id", "indicator_item", ["item_id"], unique=False)
