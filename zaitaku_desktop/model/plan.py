"""計画: Plan → PlanItem tree (項目 / 取組 / 実施行) → Entry.

Where a field stands: fields of level "line" (計画, 実績, リーダー, 目標 …) stand on the 取組 itself as long as
it has no lines, and on its lines once it has been split; fields of level "initiative" (目的, 概要, 対象者 …)
always stand on the 取組. So a new 取組 is one row and no hidden nodes exist. `row_items` in
model/snapshot.py is the one place that reads this rule, operations/plan_rows.py the one that keeps it.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class ItemKind(StrEnum):
    """項目 / 取組 / 実施行."""

    GROUP = "group"
    INITIATIVE = "initiative"
    LINE = "line"


class Mark(StrEnum):
    """新規 / 既存 / 太字, whose meaning is the city's / no mark."""

    NEW = "new"
    EXISTING = "existing"
    BOLD = "bold"
    NONE = ""


class EntryState(StrEnum):
    """State of a cell; blank = no row at all."""

    TEXT = "text"
    CONTINUES = "continues"  # 継続; `text` holds what is added to it, or ""
    NONE = "none"  # ―


class Plan(Record):
    """A multi-year plan. Years are the start years of 年度. `due` = 達成時期 as printed (令和5年度末)."""

    __tablename__ = "plan"

    title: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    due: Mapped[str] = mapped_column(default="")
    vision: Mapped[str] = mapped_column(default="")
    catchphrase: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class RelatedPlan(Record):
    """Another plan this one belongs with (上位計画, 関連計画)."""

    __tablename__ = "related_plan"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    first_year: Mapped[int | None] = mapped_column(default=None)
    last_year: Mapped[int | None] = mapped_column(default=None)
    relation: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class PlanItem(Record):
    """A node of the plan. Siblings are ordered by `position` (dense, from 0)."""

    __tablename__ = "plan_item"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_item.id", ondelete="CASCADE"), index=True, default=None
    )
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    mark: Mapped[str] = mapped_column(default="")
    axis_value_id: Mapped[int | None] = mapped_column(ForeignKey("axis_value.id"), default=None)
    ended_year: Mapped[int | None] = mapped_column(default=None)
    end_note: Mapped[str] = mapped_column(default="")
    below_note: Mapped[str] = mapped_column(default="")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("plan_item.id", ondelete="SET NULL"), default=None)
    relisted_from_id: Mapped[int | None] = mapped_column(ForeignKey("plan_item.id", ondelete="SET NULL"), default=None)


class ItemTag(Record):
    """A value of an axis on a 取組."""

    __tablename__ = "item_tag"
    __table_args__ = (
        UniqueConstraint("item_id", "axis_value_id"),
        {"sqlite_autoincrement": True},
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id", ondelete="CASCADE"), index=True)
    axis_value_id: Mapped[int] = mapped_column(ForeignKey("axis_value.id", ondelete="CASCADE"))


class Entry(Record):
    """What stands in one field of one item, for one 年度 or none.

    `shared_from_id` = the Entry that holds the text; then `text` here is "" and `state` a copy of the
    holder's is not kept either: readers follow the reference (always to a holder, never to another sharer).
    `reason` = the reason of a grade.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index(
            "uq_entry_yearly",
            "item_id",
            "field",
            "year",
            unique=True,
            sqlite_where=text("year IS NOT NULL"),
        ),
        Index("uq_entry_yearless", "item_id", "field", unique=True, sqlite_where=text("year IS NULL")),
        {"sqlite_autoincrement": True},
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    year: Mapped[int | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default=EntryState.TEXT.value)
    text: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    shared_from_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True, default=None)
