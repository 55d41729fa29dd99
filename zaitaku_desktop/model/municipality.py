"""自治体設定: the one row that says whose file this is."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class DigitStyle(StrEnum):
    """How Arabic digits of stored text are printed (PAGES (g)); the stored text never changes."""

    MIXED = "mixed"  # one digit 全角, two or more 半角: the custom of 公用文, and the default
    HALF = "half"
    FULL = "full"
    TYPED = "typed"


class Municipality(Record):
    """One row, id 1. `minutes_policy` = 会議録の作成方針 ("full", "summary", "" = as the form has it), `minutes_days` =
    days until a 会議録 is due, None = no rule (model/minutes_rules.py). A 会議体 may have its own."""

    __tablename__ = "municipality"

    name: Mapped[str]
    department: Mapped[str] = mapped_column(default="")
    digit_style: Mapped[str] = mapped_column(default=DigitStyle.MIXED.value)
    minutes_policy: Mapped[str] = mapped_column(default="")
    minutes_days: Mapped[int | None] = mapped_column(default=None)
