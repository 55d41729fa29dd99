"""資料一式: how the 次第 and the 配付資料 of a meeting are put together and printed, and what was fixed of it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class Paging(StrEnum):
    """How the pages of a 資料一式 are numbered."""

    EACH = "each"  # 資料ごと
    THROUGH = "through"  # 通し


class Packet(Record):
    """The 資料一式 of a meeting; a meeting without one is printed as the defaults say.

    `two_sided` = each 資料 begins on a front side, `number_box` = 資料番号 stands in a box on its first page,
    `draft_mark` = （案） behind the titles of drafts, `dividers` = a sheet with its number before each 資料.
    `copies` = how many are printed, None = not decided. `fixed_at` = when it was fixed (確定), "" = it is not;
    `fixed_digest`, `fixed_size` (bytes) and `fixed_pages` = the PDF that was made then (storage/contents.py).
    """

    __tablename__ = "packet"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True, unique=True)
    paging: Mapped[Paging] = mapped_column(OneOf(Paging), default=Paging.EACH)
    two_sided: Mapped[bool] = mapped_column(default=False)
    number_box: Mapped[bool] = mapped_column(default=True)
    draft_mark: Mapped[bool] = mapped_column(default=True)
    dividers: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int | None] = mapped_column(default=None)
    fixed_at: Mapped[str] = mapped_column(default="")
    fixed_digest: Mapped[str] = mapped_column(default="")
    fixed_size: Mapped[int] = mapped_column(default=0)
    fixed_pages: Mapped[int] = mapped_column(default=0)
