"""版: a state of a plan or of a 自由文書 under a name, kept as it was."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class RevisionKind(StrEnum):
    """Why a 版 was kept."""

    DRAFT = "draft"  # 案
    SUBMITTED = "submitted"  # 第n回提出版
    FINAL = "final"  # 確定
    IMPORTED = "imported"  # an older state that an import found


class Revision(Record):
    """Written once and never changed: nothing that is edited later reaches it, and it reaches no current record.

    `plan_id`, `document_id` = what it is a state of (None = that is gone, or was never in this file). `dated` = when,
    in the words of the source (令和2年10月); `made_on` = the day it was kept, `source` = the file it was read from.
    `digest` = what tells one state from another. `content_digest` = sha256 of its rows, compressed (model/states.py),
    under which they are kept apart (storage/contents.py).
    """

    __tablename__ = "revision"

    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="SET NULL"), index=True, default=None)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True, default=None
    )
    kind: Mapped[RevisionKind] = mapped_column(OneOf(RevisionKind), default=RevisionKind.DRAFT)
    name: Mapped[str]
    dated: Mapped[str] = mapped_column(default="")
    made_on: Mapped[dt.date]
    source: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]
    content_digest: Mapped[str]
