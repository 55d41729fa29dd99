"""開催: one meeting of a 会議体, and when its 会議録 was locked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.types import OneOf


class Method(StrEnum):
    """開催方法."""

    IN_PERSON = "in_person"  # 対面
    ONLINE = "online"  # Web
    BOTH = "both"  # 併用
    WRITTEN = "written"  # 書面


class Observing(StrEnum):
    """傍聴の可否."""

    UNSET = ""
    OPEN = "open"  # 可
    PARTLY = "partly"  # 一部不可
    CLOSED = "closed"  # 不可


class MeetingStatus(StrEnum):
    """How far a meeting and its 会議録 are."""

    PLANNED = "planned"  # 予定
    HELD = "held"  # 開催
    DRAFT = "draft"  # 会議録（案）
    CHECKING = "checking"  # 確認中
    FINAL = "final"  # 確定: nothing of it is changed until it is unlocked
    CANCELLED = "cancelled"  # 中止
    POSTPONED = "postponed"  # 延期


class Meeting(Record):
    """A meeting.

    `nth` = 第n回 in its 年度, `cumulative` = over all years; None = not numbered. `name` "" = made of number and
    会議体. `end_time` None with a start: 「から」. `place` also for a Web meeting (Web会議). `office` = 事務局 as the
    head of the 会議録 has it. `scheme`, `speakers` (None) = as the 会議体 has them where blank.
    `next_*` = the next meeting as it was announced at this one, `next_note` = words after it.
    `report_summary`, `report_decisions` = 報告用概要, 報告用決定事項 for the 会議体 above; `*_checked` = somebody has
    looked at them (otherwise 未確認). `status_note` = why it was cancelled or postponed.
    """

    __tablename__ = "meeting"

    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"), index=True)
    fiscal_year: Mapped[int]
    nth: Mapped[int | None] = mapped_column(default=None)
    cumulative: Mapped[int | None] = mapped_column(default=None)
    name: Mapped[str] = mapped_column(default="")
    day: Mapped[dt.date | None] = mapped_column(default=None)
    start_time: Mapped[dt.time | None] = mapped_column(default=None)
    end_time: Mapped[dt.time | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(default="")
    method: Mapped[Method] = mapped_column(OneOf(Method), default=Method.IN_PERSON)
    status: Mapped[MeetingStatus] = mapped_column(OneOf(MeetingStatus), default=MeetingStatus.PLANNED)
    status_note: Mapped[str] = mapped_column(default="")
    postponed_to_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), default=None)
    observing: Mapped[Observing] = mapped_column(OneOf(Observing), default=Observing.UNSET)
    observing_reason: Mapped[str] = mapped_column(default="")
    observers: Mapped[int | None] = mapped_column(default=None)
    office: Mapped[str] = mapped_column(default="")
    next_day: Mapped[dt.date | None] = mapped_column(default=None)
    next_start: Mapped[dt.time | None] = mapped_column(default=None)
    next_place: Mapped[str] = mapped_column(default="")
    next_note: Mapped[str] = mapped_column(default="")
    report_summary: Mapped[str] = mapped_column(default="")
    report_summary_checked: Mapped[bool] = mapped_column(default=False)
    report_decisions: Mapped[str] = mapped_column(default="")
    report_decisions_checked: Mapped[bool] = mapped_column(default=False)
    scheme: Mapped[list[str]] = mapped_column(JSON, default=list)
    speakers: Mapped[Speakers | None] = mapped_column(OneOf(Speakers), default=None)
    note: Mapped[str] = mapped_column(default="")


class MeetingLock(Record):
    """One 確定 (`locked`) or its taking back, with the reason. `at` = ISO time with zone, as in the change log."""

    __tablename__ = "meeting_lock"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    at: Mapped[str]
    locked: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
