"""配付資料: what is handed out at a meeting, its parts in order, and the files put into them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class HandoutKind(StrEnum):
    """When and as what it is handed out."""

    ADVANCE = "advance"  # 事前配付
    ON_DAY = "on_day"  # 当日配付
    REFERENCE = "reference"  # 参考
    REPLACEMENT = "replacement"  # 差替


class PartKind(StrEnum):
    """Where the pages of a part come from."""

    DOCUMENT = "document"  # a 資料 of this file
    MINUTES = "minutes"  # the 会議録 of a meeting
    FILE = "file"  # a PDF kept in this file
    TITLE = "title"  # only a title: the pages come from elsewhere


class AttachedFile(Record):
    """A file kept in the data file. `name` = as it was called, `size` = its length in bytes.

    `digest` = sha256 of the content, 64 hex digits, under which this is kept apart (storage/contents.py).
    """

    __tablename__ = "attached_file"

    name: Mapped[str]
    media_type: Mapped[str] = mapped_column(default="application/pdf")
    digest: Mapped[str]
    size: Mapped[int] = mapped_column(default=0)


class Handout(Record):
    """A 配付資料 of a meeting; they are ordered by `position` (from 0).

    `label` + `number` (+ `branch`) is what marks, boxes and references print (資料１－２); number None = it has none.
    `list_title` = as 【配付資料】 has it, "" = the title of its first part; `listed` = it stands there.
    `replaces_id` = what a 差替 replaces, `replaced_on` = since when.
    """

    __tablename__ = "handout"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(default="資料")
    number: Mapped[int | None] = mapped_column(default=None)
    branch: Mapped[int | None] = mapped_column(default=None)
    list_title: Mapped[str] = mapped_column(default="")
    listed: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[HandoutKind] = mapped_column(OneOf(HandoutKind), default=HandoutKind.ADVANCE)
    copies: Mapped[int | None] = mapped_column(default=None)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("handout.id", ondelete="SET NULL"), default=None)
    replaced_on: Mapped[dt.date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


class HandoutPart(Record):
    """A part of a 配付資料, ordered by `position` (from 0). What its source was deleted from is a title alone.

    `meeting_id` = whose 会議録 it is. `title` "" = that of the source.
    """

    __tablename__ = "handout_part"

    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[PartKind] = mapped_column(OneOf(PartKind), default=PartKind.TITLE)
    title: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="SET NULL"), index=True, default=None
    )
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), index=True, default=None
    )
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("attached_file.id", ondelete="SET NULL"), index=True, default=None
    )
