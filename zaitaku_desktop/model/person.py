"""People: entered once, whatever they are members of."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class Person(Record):
    """A person. `name` = 氏名 in the exact glyphs (濱 is not 浜), a blank between family and given name where the two
    are known; `kana` = ふりがな."""

    __tablename__ = "person"

    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


def family_name(name: str) -> str:
    """The part before the blank; the whole where there is none."""
    return (name.split() or [""])[0]
