"""確認依頼: the draft of a 会議録 sent to somebody who was there, and what came back."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class Answer(StrEnum):
    """What came back."""

    NONE = ""
    AGREED = "agreed"  # 修正なし
    CORRECTED = "corrected"  # 修正あり


class Confirmation(Record):
    """A 確認依頼. `corrections` = what is to be changed, as it was answered; `taken_over` = it has been."""

    __tablename__ = "confirmation"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sent_on: Mapped[dt.date | None] = mapped_column(default=None)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    answered_on: Mapped[dt.date | None] = mapped_column(default=None)
    answer: Mapped[Answer] = mapped_column(OneOf(Answer), default=Answer.NONE)
    corrections: Mapped[str] = mapped_column(default="")
    taken_over: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
