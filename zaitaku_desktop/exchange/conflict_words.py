"""What becomes of a text that is not taken: it stays open, or is written down in the 備考."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.matching import ITEM_NUMBER
from zaitaku_desktop.exchange.own_values import SENTENCE
from zaitaku_desktop.exchange.proposal import Choice, Conflict
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, MARK, TITLE, tags_field
from zaitaku_desktop.model.fields import field_name, standard_axes

ONLY_ONE = frozenset(
    {"plan.due", "plan.first_year", "plan.last_year", "document.title", "document.number", "document.legend", SENTENCE}
    | {"meeting.agenda", "meeting.outline"}
    | {f"membership.{name}" for name in ("organization", "role", "profession", "selection")}
)
"""Fields of conflicts that have no room for two texts: 「両方残す」 leaves the present one."""


def stays_open(conflict: Conflict, chosen: Mapping[tuple[int, str, int | None], Choice]) -> bool:
    """Whether the imported text is nowhere: the present one stays, or both were wanted of what can be only one."""
    choice = chosen.get(conflict.key, "mine")
    return choice == "mine" or (choice == "both" and conflict.field in ONLY_ONE)


def conflict_name(conflict: Conflict) -> str:
    """What the field of a conflict is called; its key where it has no name."""
    field = conflict.field
    return _own_names().get(field) or conflict.name or field_name(field)


@cache
def _own_names() -> Mapping[str, str]:
    """Of what is no field of the plan's rows."""
    return {
        TITLE: "取組名",
        MARK: "新規・既存",
        ITEM_NUMBER: "番号",
        END_NOTE: "廃止の注記",
        BELOW_NOTE: "取組名の下の注記",
        SENTENCE: "文",
        "plan.due": "達成時期",
        "plan.first_year": "期間の最初の年度",
        "plan.last_year": "期間の最後の年度",
        "document.title": "資料の題名",
        "document.number": "資料番号",
        "document.lead": "表の上の文",
        "document.notes": "表の下の注",
        "document.legend": "凡例",
        "document.header_notes": "見出しの注、題名の下の行",
    } | {tags_field(axis.key): axis.name for axis in standard_axes()}


def note_words(conflict: Conflict) -> str:
    """`R6 実績（シート!G13）：…`: which field of which cell, and what stood there."""
    year = f"{FiscalYear(conflict.year).short} " if conflict.year is not None else ""
    return f"{year}{conflict_name(conflict)}（{conflict.where}）：{conflict.theirs}"
