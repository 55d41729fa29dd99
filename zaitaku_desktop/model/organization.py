"""Organizations: hospitals, offices, associations, entered once."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class Organization(Record):
    """An organization. `name` as printed, `short_name` = what a narrow place prints, "" = the name."""

    __tablename__ = "organization"

    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
