"""指標: what is aimed at and what was reached, 年度 by 年度, and which 取組 serve it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import Amount, OneOf


class Direction(StrEnum):
    """Which values are better."""

    HIGHER = "higher"  # 多いほど良い
    LOWER = "lower"  # 少ないほど良い


class Indicator(Record):
    """An indicator. `definition` = a note on what is counted, and how.

    `numerator_name`, `denominator_name` = what a rate is made of (訪問診療を受けた人, 市内の要介護3以上の人); the
    denominator that is meant. They are ordered by `position`.
    """

    __tablename__ = "indicator"

    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[Direction] = mapped_column(OneOf(Direction), default=Direction.HIGHER)
    definition: Mapped[str] = mapped_column(default="")
    numerator_name: Mapped[str] = mapped_column(default="")
    denominator_name: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class IndicatorValue(Record):
    """An indicator in one 年度 (start year). None = not entered. `note` = what is different in that 年度 (another
    denominator, a part of the year)."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        UniqueConstraint("indicator_id", "fiscal_year"),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    fiscal_year: Mapped[int]
    target: Mapped[Decimal | None] = mapped_column(Amount, default=None)
    actual: Mapped[Decimal | None] = mapped_column(Amount, default=None)
    numerator: Mapped[Decimal | None] = mapped_column(Amount, default=None)
    denominator: Mapped[Decimal | None] = mapped_column(Amount, default=None)
    note: Mapped[str] = mapped_column(default="")


class IndicatorItem(Record):
    """A 取組 that serves an indicator."""

    __tablename__ = "indicator_item"
    __table_args__ = (
        UniqueConstraint("indicator_id", "item_id"),
        {"sqlite_autoincrement": True},
    )

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id", ondelete="CASCADE"), index=True)
