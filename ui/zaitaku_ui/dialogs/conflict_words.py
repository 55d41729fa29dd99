"""What a difference found by an import is called, and what can be done with it. No Qt here."""

from __future__ import annotations

from collections.abc import Collection

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.conflict_words import ONLY_ONE, conflict_name
from zaitaku_desktop.exchange.proposal import Choice, Conflict, ImportProposal
from zaitaku_desktop.forms.cells import TITLE
from zaitaku_desktop.model.plan import ItemKind

CHOICES: tuple[tuple[str, Choice], ...] = (
    ("今の内容を残す", "mine"),
    ("{theirs}にする", "theirs"),
    ("両方残す（備考へ）", "both"),
)
"""What can be done; {theirs} = what the other side is called."""
THEIRS = "Excelの内容"
OWNERS = {"plan": "計画", "document": "資料"}


def choice_words(choice: Choice, theirs: str = THEIRS) -> str:
    """What doing it is called."""
    return next(words for words, one in CHOICES if one == choice).format(theirs=theirs)


def column_name(conflict: Conflict, groups: Collection[int]) -> str:
    """What is different: the name of the field. `groups` = ids of 項目."""
    if conflict.field == TITLE and conflict.id in groups:
        return "項目"
    return conflict_name(conflict)


def year_name(conflict: Conflict) -> str:
    """「令和6年度」, "" for what has no 年度."""
    return "" if conflict.year is None else FiscalYear(conflict.year).long


def place_name(conflict: Conflict) -> str:
    """Whose value it is: the 取組, else the 資料 or the plan."""
    owner, dot, _ = conflict.field.rpartition(".")
    if dot and owner in OWNERS:
        return OWNERS[owner]
    return conflict.item.replace("\n", "") or "（名前なし）"


def group_ids(proposal: ImportProposal) -> frozenset[int]:
    """The 項目 that are there already."""
    items = (item for plan in proposal.plans for item in plan.items)
    return frozenset(i.matched_id for i in items if i.kind is ItemKind.GROUP and i.matched_id is not None)


def possible(conflict: Conflict, groups: Collection[int]) -> tuple[Choice, ...]:
    """What can be done: both texts where there is room for them (a 項目 has no 備考)."""
    both = conflict.field not in ONLY_ONE and not (conflict.id in groups and not conflict.field.startswith("document."))
    return ("mine", "theirs", "both") if both else ("mine", "theirs")
