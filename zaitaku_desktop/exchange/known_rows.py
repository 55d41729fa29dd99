"""An import of our own export: its rows are known by id, its untouched cells change nothing (see `round_trip.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.labels import name_key
from zaitaku_desktop.exchange.proposal import CellPlace, ItemDraft, Listed, PlanDraft, TagsDraft
from zaitaku_desktop.exchange.round_trip import RowIds, Stamp
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind, Mark
from zaitaku_desktop.model.snapshot import PlanSnapshot

ROWS_GONE = "Excelで消されている行ですが、取り込みでは消しません。今の内容を残します。"
PART_GONE = "Excelのこのセルから消されていますが、取り込みでは消しません。今の内容を残します。"
DELETED = "アプリで削除された行で、Excelでも直されていないため、取り込みません。"
GONE_NAMES = {"title": "資料名", "number": "資料番号", "lead": "表の上の文", "notes": "表の下の注", "legend": "凡例"}
_DIGITS = str.maketrans("０１２３４５６７８９ＲＨＳ－", "0123456789RHS-")  # what print makes wider
_BLANKS = " \u3000"
_LONGEST = 4000  # characters compared one by one
_WHERE = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)


def known_ids(draft: PlanDraft, snapshot: PlanSnapshot, stamp: Stamp | None) -> dict[int, int]:
    """ItemDraft.key → id of the record its row was written from. Of rows with the same id the first."""
    found: dict[tuple[ItemKind, int], int] = {}
    for item in draft.items if stamp is not None else ():
        item_id = _id_of(item, stamp)
        there = None if item_id is None else snapshot.items.get(item_id)
        if there is None or stamp is None or not _is_own_group(item, draft, snapshot, stamp):
            continue
        single = item.kind is ItemKind.LINE and there.kind is ItemKind.INITIATIVE and _alone(there.id, snapshot)
        if there.kind is item.kind or single:
            found.setdefault((item.kind, there.id), item.key)
    return {key: item_id for (_, item_id), key in found.items()}


def _is_own_group(item: ItemDraft, draft: PlanDraft, snapshot: PlanSnapshot, stamp: Stamp) -> bool:
    """Whether a 項目 is the one its row was written under: it says what was written, or that is said nowhere any
    more and it has no other's name. Else its 取組 were put under another 項目."""
    if item.kind is not ItemKind.GROUP or stamp.unchanged(item.where):
        return True
    item_id = _id_of(item, stamp)
    groups = [group for group in draft.items if group.kind is ItemKind.GROUP]
    if any(_id_of(group, stamp) == item_id and stamp.unchanged(group.where) for group in groups):
        return False
    others = (row for row in snapshot.children(None) if row.kind is ItemKind.GROUP and row.id != item_id)
    return not any(
        row.axis_value_id == item.axis_value_id
        if not item.title and item.axis_value_id is not None
        else name_key(item_title(snapshot, row)) == name_key(item.title)
        for row in others
    )


def _alone(initiative: int, snapshot: PlanSnapshot) -> bool:
    return not any(child.kind is ItemKind.LINE for child in snapshot.children(initiative))


def _id_of(item: ItemDraft, stamp: Stamp | None) -> int | None:
    ids = _row(item.where, stamp)
    if ids is None:
        return None
    if item.kind is ItemKind.GROUP:
        return ids.group
    if item.kind is ItemKind.INITIATIVE:
        return ids.initiative
    return ids.lines[0] if len(ids.lines) == 1 else None


def _row(where: str, stamp: Stamp | None) -> RowIds | None:
    place = place_of(where)
    return None if stamp is None or place is None else stamp.row(place[0], place[1])


def place_of(where: str) -> CellPlace | None:
    """`シート!C5` → (シート, 5, 3)."""
    match = _WHERE.fullmatch(where)
    if match is None:
        return None
    column = 0
    for letter in match.group(2):
        column = column * 26 + ord(letter) - 64
    return match.group(1), int(match.group(3)), column


def fitted(draft: PlanDraft, plans: Iterable[PlanSnapshot], stamp: Stamp | None, account: Account) -> PlanDraft:
    """The draft without what our own export does not bring: headings of an axis that are no 項目, and rows whose
    records are gone here and that nobody has edited there (they stay deleted)."""
    snapshot = next((plan for plan in plans if stamp is not None and plan.plan.id == stamp.plan_id), None)
    if snapshot is None or stamp is None:
        return draft
    draft = _quiet(_without_headings(draft, snapshot, stamp), snapshot, stamp)
    edited = {entry.item_key for entry in draft.entries if not stamp.unchanged(entry.where)}
    gone: set[int] = set()
    for item in sorted(draft.items, key=_depth, reverse=True):
        item_id = _id_of(item, stamp)
        children = {child.key for child in draft.items if child.parent_key == item.key}
        titled = item.kind is ItemKind.LINE or stamp.unchanged(item.where)
        if (
            item_id is not None
            and not _is_there(item, snapshot, stamp)
            and titled
            and children <= gone
            and item.key not in edited
        ):
            gone.add(item.key)
    for entry in draft.entries:
        place = place_of(entry.where)
        if entry.item_key in gone and place is not None:
            account.refuse(place, show_state(entry.state, entry.text), DELETED)
    return replace(
        draft,
        items=tuple(item for item in draft.items if item.key not in gone),
        entries=tuple(entry for entry in draft.entries if entry.item_key not in gone),
    )


def tell_gone(draft: PlanDraft, form: Form, snapshot: PlanSnapshot, stamp: Stamp, account: Account) -> None:
    """Say what was deleted in our own export and stays here: rows; in cells of several values, some of these.

    `draft` = already matched.
    """
    sheet = stamp.tables[0].name if stamp.tables else ""
    for name, rows in stamp.gone.items():
        ids = dict.fromkeys(row.initiative or row.group or 0 for row in rows)
        items = [snapshot.items[item_id] for item_id in ids if item_id in snapshot.items]
        names = "、".join("".join(item_title(snapshot, item).split()) for item in items)
        if items or name:
            account.remarks.append(Listed(sheet, names or GONE_NAMES.get(name, name), ROWS_GONE))
    several = [column for column in form.columns if column.years == "collapsed" or column.labelled]
    said = {(entry.item_id, entry.field, entry.year) for entry in draft.entries}
    looked: set[tuple[str, int | None, tuple[str, ...]]] = set()
    for entry in draft.entries:
        column = next((column for column in several if entry.field in column.fields), None)
        place = place_of(entry.where)
        if column is None or place is None or entry.item_id is None or stamp.kind == "data":
            continue
        if stamp.unchanged(entry.where) or (entry.where, entry.item_id, column.fields) in looked:
            continue
        looked.add((entry.where, entry.item_id, column.fields))
        for item_id, field, year in snapshot.entries:
            if item_id == entry.item_id and field in column.fields and (item_id, field, year) not in said:
                there = snapshot.entry(item_id, field, year)
                words = "" if there is None else show_state(there.state, there.text)
                account.remark(place, f"{FiscalYear(year).long} {words}" if year else words, PART_GONE)


def _quiet(draft: PlanDraft, snapshot: PlanSnapshot, stamp: Stamp) -> PlanDraft:
    """Rows whose name, No. and tags nobody has edited say nothing about them, neither to fill in nor to ask."""
    quiet = {
        item.key
        for item in draft.items
        if (place := place_of(item.where)) is not None
        and _is_there(item, snapshot, stamp)
        and not stamp.renamed(*place[:2])
    }
    items = tuple(_nameless(item) if item.key in quiet else item for item in draft.items)
    return replace(draft, items=items)


def _is_there(item: ItemDraft, snapshot: PlanSnapshot, stamp: Stamp) -> bool:
    """Whether the record its row was written from still stands here, as what it was."""
    there = snapshot.items.get(_id_of(item, stamp) or 0)
    split = item.kind is ItemKind.LINE and there is not None and there.kind is ItemKind.INITIATIVE
    return there is not None and (there.kind is item.kind or split)


def _nameless(item: ItemDraft) -> ItemDraft:
    item = replace(item, title="", mark=Mark.NONE, number="", axis_value_id=None, tags=())
    return replace(item, end_note="", ended_year=None, below_note="")


def _without_headings(draft: PlanDraft, snapshot: PlanSnapshot, stamp: Stamp) -> PlanDraft:
    """Where the form groups by an axis, its headings stand in the place of 項目; the 取組 stay in their own.

    A new one under such a heading has that value.
    """
    under: dict[int | None, list[RowIds]] = {}
    for item in draft.items:
        if item.kind is ItemKind.INITIATIVE and (ids := _row(item.where, stamp)) is not None and ids.initiative:
            under.setdefault(item.parent_key, []).append(ids)
    headings = {
        item.key: item.axis_value_id
        for item in draft.items
        if item.kind is ItemKind.GROUP and (rows := under.get(item.key)) and all(ids.group is None for ids in rows)
    }
    return replace(
        draft,
        items=tuple(
            _without_heading(item, headings[item.parent_key], snapshot, stamp) if item.parent_key in headings else item
            for item in draft.items
            if item.key not in headings
        ),
    )


def _without_heading(item: ItemDraft, value_id: int | None, snapshot: PlanSnapshot, stamp: Stamp) -> ItemDraft:
    value = None if value_id is None else snapshot.axis_values.get(value_id)
    if value is None or _id_of(item, stamp) is not None:
        return replace(item, parent_key=None)
    return replace(item, parent_key=None, tags=(*item.tags, TagsDraft(value.axis, (value.id,), item.where)))


def _depth(item: ItemDraft) -> int:
    return (ItemKind.GROUP, ItemKind.INITIATIVE, ItemKind.LINE).index(item.kind)


def own_digits(mine: str, theirs: str) -> str:
    """An edited text of a printed sheet with the widths its digits have in the record, where it says the same."""
    folded, edited = mine.translate(_DIGITS), theirs.translate(_DIGITS)
    if folded == edited:
        return mine
    if max(len(mine), len(theirs)) > _LONGEST:
        return theirs
    found = list(theirs)
    for a, b, size in SequenceMatcher(None, folded, edited, autojunk=False).get_matching_blocks():
        found[b : b + size] = mine[a : a + size]
    return "".join(found)


def own_indents(mine: str, theirs: str) -> str:
    """An edited text of a printed sheet without the blanks by which print sets lines in, where the record has none."""
    typed = {line.lstrip(_BLANKS): line for line in mine.split("\n")}
    if any(line[:1] in ("\u3000", " ") for line in typed.values()):
        return "\n".join(typed.get(line.lstrip(_BLANKS), line) for line in theirs.split("\n"))
    return "\n".join(line.lstrip(_BLANKS) for line in theirs.split("\n"))
