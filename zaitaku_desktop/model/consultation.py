"""相談件数: who consulted how often, by 年度 or month, under the city's own categories."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class ConsultationCategory(Record):
    """A category of who consults, in two levels: 医療機関 (no parent) and 病院 below it. Ordered by `position`.

    `last_year` = the last 年度 (start year) in which it is counted, None = it still is.
    """

    __tablename__ = "consultation_category"

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("consultation_category.id", ondelete="CASCADE"), index=True, default=None
    )
    name: Mapped[str]
    last_year: Mapped[int | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class ConsultationCount(Record):
    """How many 件. `fiscal_year` = start year; `month` 1 to 12, None = the figure of the whole 年度.

    `category_id` = whose: of a category of the lower level what was counted; of the upper level or None (合計) a total
    as somebody typed it: kept beside the sum, and flagged where it differs. Months and a figure of the whole 年度 are
    never added to each other.
    """

    __tablename__ = "consultation_count"
    __table_args__ = (
        Index(
            "uq_consultation_count_month",
            "fiscal_year",
            "month",
            "category_id",
            unique=True,
            sqlite_where=text("month IS NOT NULL AND category_id IS NOT NULL"),
        ),
        Index(
            "uq_consultation_count_year",
            "fiscal_year",
            "category_id",
            unique=True,
            sqlite_where=text("month IS NULL AND category_id IS NOT NULL"),
        ),
        Index(
            "uq_consultation_count_month_total",
            "fiscal_year",
            "month",
            unique=True,
            sqlite_where=text("month IS NOT NULL AND category_id IS NULL"),
        ),
        Index(
            "uq_consultation_count_year_total",
            "fiscal_year",
            unique=True,
            sqlite_where=text("month IS NULL AND category_id IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    fiscal_year: Mapped[int]
    month: Mapped[int | None] = mapped_column(default=None)
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("consultation_category.id", ondelete="CASCADE"), index=True, default=None
    )
    count: Mapped[int]
