"""承知済み: a finding that somebody has looked at and leaves as it is, with the reason."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class Acknowledgement(Record):
    """Holds for a finding of that `rule` at that place, as long as it says the same (`evidence`).

    The place: an item of a plan (`item_id`), a 資料 (`document_id`), a meeting, a 会議体 or a 研修, with its `field`,
    年度 and part (which of several paragraphs, from 0; of a meeting or a 会議体: the id of the record in it).
    `evidence` = the words the finding is about: others in their place are looked at anew.
    """

    __tablename__ = "acknowledgement"

    rule: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_item.id", ondelete="CASCADE"), index=True, default=None
    )
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, default=None
    )
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, default=None
    )
    committee_id: Mapped[int | None] = mapped_column(
        ForeignKey("committee.id", ondelete="CASCADE"), index=True, default=None
    )
    training_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_session.id", ondelete="CASCADE"), index=True, default=None
    )
    field: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None] = mapped_column(default=None)
    part: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
