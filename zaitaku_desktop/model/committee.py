"""会議体: Committee (a 部会 has a parent) → Term (任期) → Membership (委員), and its 事務局."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class Quorum(StrEnum):
    """定足数: how many members must be there."""

    NONE = ""
    MAJORITY = "majority"  # 過半数: more than half
    HALF = "half"  # 半数以上
    TWO_THIRDS = "two_thirds"  # 3分の2以上
    COUNT = "count"  # a number of people


class NumberPer(StrEnum):
    """Which number the name of a meeting has."""

    FISCAL_YEAR = "fiscal_year"  # 令和7年度第2回
    CUMULATIVE = "cumulative"  # 第23回


class Speakers(StrEnum):
    """How those who speak are printed in a 会議録."""

    NONE = "none"  # not at all
    NAME = "name"  # 甲委員
    ROLE = "role"  # 委員


class Committee(Record):
    """A 会議体.

    `desired_state` = 目指す姿, `basis` = 設置根拠, `quorum_count` = people where the rule is a number of them.
    `scheme` = the numbering of its 会議録: one sample a level (`1`, `(1)`, `ア`, `(ア)`; see model/numbering.py).
    `member_word` = what its members are called (委員, 部会員), `office` = 事務局 as the head of a 会議録 has it.
    `ended_on` = its last day, None = it goes on. `proxies_count` = 代理出席 counts as 出席 in the rate of 出欠表.
    `minutes_policy` "", `minutes_days` None = as 自治体設定 has them (model/minutes_rules.py).
    """

    __tablename__ = "committee"

    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("committee.id", ondelete="SET NULL"), index=True, default=None
    )
    desired_state: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    quorum: Mapped[Quorum] = mapped_column(OneOf(Quorum), default=Quorum.NONE)
    quorum_count: Mapped[int | None] = mapped_column(default=None)
    scheme: Mapped[list[str]] = mapped_column(JSON, default=list)
    number_per: Mapped[NumberPer] = mapped_column(OneOf(NumberPer), default=NumberPer.FISCAL_YEAR)
    speakers: Mapped[Speakers] = mapped_column(OneOf(Speakers), default=Speakers.NONE)
    member_word: Mapped[str] = mapped_column(default="委員")
    office: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[dt.date | None] = mapped_column(default=None)
    proxies_count: Mapped[bool] = mapped_column(default=False)
    minutes_policy: Mapped[str] = mapped_column(default="")
    minutes_days: Mapped[int | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class SecretariatMember(Record):
    """Somebody of the 事務局 of a 会議体. `role` = 所属と役職 as printed before the name; None = open on that side."""

    __tablename__ = "secretariat_member"

    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    from_day: Mapped[dt.date | None] = mapped_column(default=None)
    to_day: Mapped[dt.date | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class Term(Record):
    """A 任期 of a 会議体, both days included. `name` = as it is called (第5期), "" = by its days."""

    __tablename__ = "term"

    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(default="")
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    position: Mapped[int] = mapped_column(default=0)


class Membership(Record):
    """A 委員 in one 任期. `from_day`/`to_day` where they are not those of the 任期 (both included).

    `role` = 役職 (会長, 副会長, "" = plain member), `profession` = 職種, `selection` = 選出区分.
    `predecessor_id` = whose place it is since `from_day`.
    """

    __tablename__ = "membership"

    term_id: Mapped[int] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True, default=None)
    role: Mapped[str] = mapped_column(default="")
    profession: Mapped[str] = mapped_column(default="")
    selection: Mapped[str] = mapped_column(default="")
    from_day: Mapped[dt.date | None] = mapped_column(default=None)
    to_day: Mapped[dt.date | None] = mapped_column(default=None)
    predecessor_id: Mapped[int | None] = mapped_column(
        ForeignKey("membership.id", ondelete="SET NULL"), index=True, default=None
    )
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
