"""研修: what was held, by whom, who came; and the words it is sorted by (事業, シリーズ, 職種)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class Audience(StrEnum):
    """For whom a 研修 is."""

    UNSET = ""
    PROFESSIONAL = "professional"  # 専門職
    PUBLIC = "public"  # 市民
    BOTH = "both"  # 専門職・市民


class Naming(StrEnum):
    """How the 研修 of a シリーズ are called."""

    CUMULATIVE = "cumulative"  # 第23回在宅ケア勉強会
    NTH = "nth"  # 講演会（第1回）
    PLAIN = "plain"  # 講演会


class ParticipantKind(Record):
    """A 職種 that participants are counted by, or (`parent_id` None) a group of them: 医療関係者 {医師 …}.

    `used` False = it is not offered any more; where something was counted it stays.
    """

    __tablename__ = "participant_kind"

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant_kind.id", ondelete="CASCADE"), index=True, default=None
    )
    name: Mapped[str]
    used: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class TrainingProgramme(Record):
    """A 事業 that 研修 belong to: a table of 研修実施状況. `lecturer_note` = under the heading 講師 of its table
    (敬称、所属等省略), "" = as the form says."""

    __tablename__ = "training_programme"

    name: Mapped[str]
    lecturer_note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class TrainingSeries(Record):
    """研修 held again and again under one name. `heading` = over its table of participants (在宅医療に関する研修), ""
    = its name; series with one heading stand in one table. `programme_id` = of a new 研修 of it."""

    __tablename__ = "training_series"

    name: Mapped[str]
    heading: Mapped[str] = mapped_column(default="")
    naming: Mapped[Naming] = mapped_column(OneOf(Naming), default=Naming.CUMULATIVE)
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_programme.id", ondelete="SET NULL"), index=True, default=None
    )
    position: Mapped[int] = mapped_column(default=0)


class TrainingSession(Record):
    """A 研修 of one 年度, on one or several days (`TrainingDay`).

    `number` = No. in the 事業, `nth` = 第n回 of the シリーズ in its 年度, `cumulative` = over all years; None = not
    numbered. `title` = 名称 with its number, as printed; "" = made of シリーズ and number. `content` = 内容.
    `typed_total` = participants as somebody wrote them: all that is known, or beside those by 職種
    (`ParticipantCount`), which then count. `capacity` = 定員. 満足度: `collected` 回収, `answered` 回答, `satisfied`
    満足, in people; `typed_of_collected`, `typed_of_answered` = rates as written (未回答を含む, 未回答を除く), in
    1/100 %.
    """

    __tablename__ = "training_session"

    fiscal_year: Mapped[int] = mapped_column(index=True)
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_programme.id", ondelete="SET NULL"), index=True, default=None
    )
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_series.id", ondelete="SET NULL"), index=True, default=None
    )
    number: Mapped[int | None] = mapped_column(default=None)
    nth: Mapped[int | None] = mapped_column(default=None)
    cumulative: Mapped[int | None] = mapped_column(default=None)
    title: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience] = mapped_column(OneOf(Audience), default=Audience.UNSET)
    capacity: Mapped[int | None] = mapped_column(default=None)
    typed_total: Mapped[int | None] = mapped_column(default=None)
    collected: Mapped[int | None] = mapped_column(default=None)
    answered: Mapped[int | None] = mapped_column(default=None)
    satisfied: Mapped[int | None] = mapped_column(default=None)
    typed_of_collected: Mapped[int | None] = mapped_column(default=None)
    typed_of_answered: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class TrainingDay(Record):
    """A day of a 研修. `end_time` None with a start: 「から」."""

    __tablename__ = "training_day"

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"), index=True)
    day: Mapped[dt.date]
    start_time: Mapped[dt.time | None] = mapped_column(default=None)
    end_time: Mapped[dt.time | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class TrainingLecturer(Record):
    """A 講師: a person, a 会議体, or words (`text`) where it is neither. `affiliation` = 所属 before the name,
    `profession` = 職種 behind it, as printed at that 研修."""

    __tablename__ = "training_lecturer"

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, default=None)
    committee_id: Mapped[int | None] = mapped_column(
        ForeignKey("committee.id", ondelete="SET NULL"), index=True, default=None
    )
    text: Mapped[str] = mapped_column(default="")
    affiliation: Mapped[str] = mapped_column(default="")
    profession: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class ParticipantCount(Record):
    """So many of one 職種 came to a 研修; 0 is counted, no record = not known."""

    __tablename__ = "participant_count"
    __table_args__ = (
        UniqueConstraint("session_id", "kind_id"),
        {"sqlite_autoincrement": True},
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("participant_kind.id"), index=True)
    people: Mapped[int]
