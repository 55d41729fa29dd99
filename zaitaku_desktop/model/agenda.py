"""次第: a tree of 議題, and the 【資料１】 marks at them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class AgendaKind(StrEnum):
    """What an item of a 次第 is."""

    PLAIN = ""
    TASKS = "tasks"  # 前回までの宿題: the open ones stand below it
    REPORT = "report"  # 部会からの報告
    LINE = "line"  # a line without a number (次回開催予定 …)


class AgendaItem(Record):
    """An item of a 次第; siblings are ordered by `position` (from 0), their numbers follow from it.

    `note` = lines below it, `presenter` = who speaks to it, `minutes` = how long it may take.
    `carried_from_id` = the item of an earlier meeting that goes on, `committee_id` = the 部会 that reports.
    """

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True, default=None
    )
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[AgendaKind] = mapped_column(OneOf(AgendaKind), default=AgendaKind.PLAIN)
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)
    carried_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True, default=None
    )
    committee_id: Mapped[int | None] = mapped_column(
        ForeignKey("committee.id", ondelete="SET NULL"), index=True, default=None
    )


class AgendaHandout(Record):
    """A 【資料１】 mark: a 配付資料 that an item of the 次第 is about."""

    __tablename__ = "agenda_handout"
    __table_args__ = (
        UniqueConstraint("agenda_item_id", "handout_id"),
        {"sqlite_autoincrement": True},
    )

    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
