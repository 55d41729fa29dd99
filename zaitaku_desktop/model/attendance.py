"""出欠: who was asked to a meeting, what he answered, and whether he came."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class Side(StrEnum):
    """On which side somebody sits."""

    MEMBER = "member"  # 委員
    SECRETARIAT = "secretariat"  # 事務局
    PRESENTER = "presenter"  # 説明者
    OBSERVER = "observer"  # オブザーバー


class Presence(StrEnum):
    """The state of a cell of 出欠表; also what was answered before."""

    UNKNOWN = ""
    PRESENT = "present"  # ○
    ABSENT = "absent"  # ×
    PROXY = "proxy"  # 代
    ONLINE = "online"  # Ｗ
    OUT_OF_TERM = "out_of_term"  # —

    @property
    def came(self) -> bool:
        """Whether the seat was taken: present, by Web, or a proxy."""
        return self in (Presence.PRESENT, Presence.ONLINE, Presence.PROXY)


class Attendance(Record):
    """Somebody at one meeting. `reply` = 出欠回答 before it, `state` = what was at it.

    `printed_name`, `role`, `organization` = as printed at that meeting, whatever they are today ("" = the name of the
    person; no role; none). `came_at` / `left_at` = 遅参 / 早退, None = neither.
    """

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    side: Mapped[Side] = mapped_column(OneOf(Side), default=Side.MEMBER)
    reply: Mapped[Presence] = mapped_column(OneOf(Presence), default=Presence.UNKNOWN)
    state: Mapped[Presence] = mapped_column(OneOf(Presence), default=Presence.UNKNOWN)
    proxy: Mapped[str] = mapped_column(default="")
    came_at: Mapped[dt.time | None] = mapped_column(default=None)
    left_at: Mapped[dt.time | None] = mapped_column(default=None)
    printed_name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    organization: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
