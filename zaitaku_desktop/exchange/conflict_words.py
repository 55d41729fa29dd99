"""What becomes of a text that is not taken: it stays open, or is written down in the 備考."""

from __future__ import annotations

from collections.abc import Mapping

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.matching import END_NOTE, ITEM_NUMBER
from zaitaku_desktop.exchange.proposal import Choice, Conflict
from zaitaku_desktop.forms.cells import MARK, TITLE, tags_field
from zaitaku_desktop.model.fields import standard_axes, standard_fields

ONLY_ONE = frozenset(
    {"plan.due", "plan.first_year", "plan.last_year", "document.title", "document.number", "document.legend"}
)
"""Fields of conflicts that have no room for two texts: 「両方残す」 leaves the present one."""


def stays_open(conflict: Conflict, chosen: Mapping[tuple[int, str, int | None], Choice]) -> bool:
    """Whether the imported text is nowhere: the present one stays, or both were wanted of what can be only one."""
    choice = chosen.get(conflict.key, "mine")
    return choice == "mine" or (choice == "both" and conflict.field in ONLY_ONE)


def note_words(conflict: Conflict) -> str:
    """`R6 実績（シート!G13）：…`: which field of which cell, and what stood there."""
    names = {key: field.name for key, field in standard_fields().items()}
    names |= {TITLE: "取組名", MARK: "新規・既存", ITEM_NUMBER: "番号", END_NOTE: "廃止の注記"}
    names |= {tags_field(axis.key): axis.name for axis in standard_axes()}
    year = f"{FiscalYear(conflict.year).short} " if conflict.year is not None else ""
    return f"{year}{names.get(conflict.field, conflict.field)}（{conflict.where}）：{conflict.theirs}"
