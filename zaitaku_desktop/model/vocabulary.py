"""Axes (事業項目, 4つの場面 …), the municipality's own fields and its own forms."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record

EVERY = "all"
"""Key of the value that stands for all others of its axis (全てに関わること)."""


def axis_label(number: str, heading: str) -> str:
    """An axis value as printed in a label: its sign, a full-width space, its name (ア　地域の…)."""
    return f"{number}\u3000{heading}" if number and heading else number or heading


class Axis(Record):
    """A way to classify 取組. `key`: program_item, care_scene, philosophy, desired_state, pdca or own."""

    __tablename__ = "axis"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class AxisValue(Record):
    """One value of an axis, in the municipality's own wording.

    `number` = its sign (ア, 1, Plan), `heading` = its short name, `sentence` = its long wording.
    `valid_from`/`valid_to` = first and last 年度 (start year), None = always.
    """

    __tablename__ = "axis_value"
    __table_args__ = (
        UniqueConstraint("axis_id", "key"),
        {"sqlite_autoincrement": True},
    )

    axis_id: Mapped[int] = mapped_column(ForeignKey("axis.id", ondelete="CASCADE"))
    key: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    heading: Mapped[str] = mapped_column(default="")
    sentence: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[int | None] = mapped_column(default=None)
    valid_to: Mapped[int | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class OwnField(Record):
    """A field the municipality added to those of resources/vocabularies/fields.toml."""

    __tablename__ = "own_field"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    per_year: Mapped[bool] = mapped_column(default=False)
    level: Mapped[str] = mapped_column(default="line")


class StoredForm(Record):
    """A form (様式) the municipality made, as TOML text.

    `key` = what its 資料 name it by; it never changes. `name` and `base` (the preset it was made from, "" = none) are
    those of the text, beside it so that a form which cannot be read can be named.
    """

    __tablename__ = "stored_form"

    key: Mapped[str] = mapped_column(unique=True)
    toml: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    base: Mapped[str] = mapped_column(default="")
