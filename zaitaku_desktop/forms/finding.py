"""Where words stand in a plan: every text once, with the cells of a grid that show it, or as one that none shows."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.folding import Span, find_all
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, NOTES, TITLE
from zaitaku_desktop.forms.grid_view import GridCell, GridRow, GridView
from zaitaku_desktop.model.fields import field_name
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import PlanSnapshot

REASON = "#reason"
_NAMES = {TITLE: "名前", END_NOTE: "廃止の説明", BELOW_NOTE: "欄外の注記", REASON: "評価の理由"}
STRIDE = 16
"""How many texts or cells a step of a search looks at."""
Place = tuple[int, int]
"""Row and column at which a cell begins."""


@dataclass(frozen=True, slots=True)
class TextKey:
    """A text of the plan: of the entry that holds it (shared texts have one key), or `#title` and its like of an
    item. `year` = start year or None."""

    item_id: int
    field: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: `span` of `text`, which is what stands under `key`. `cell` = row and column of the cell that shows
    it first, None where the grid shows it nowhere."""

    key: TextKey
    text: str
    span: Span
    cell: Place | None = None


@dataclass(frozen=True)
class Findings:
    """What is found: in the grid in reading order, and outside of it in the order of the plan."""

    shown: tuple[Hit, ...] = ()
    hidden: tuple[Hit, ...] = ()
    cells: frozenset[Place] = frozenset()
    """Every cell that shows a hit, also the second one of a shared text."""


def plan_texts(snapshot: PlanSnapshot) -> Iterator[tuple[TextKey, str]]:
    """Every text that words can be looked for in, shared ones once: names, entries, notes. Tags are none."""
    holders: dict[int, list[tuple[TextKey, str]]] = {}
    for (item_id, field, year), entry in snapshot.entries.items():
        if entry.shared_from_id is not None:
            continue
        if entry.text and entry.state is not EntryState.NONE:
            holders.setdefault(item_id, []).append((TextKey(item_id, field, year), entry.text))
        if entry.reason:
            holders.setdefault(item_id, []).append((TextKey(item_id, REASON, year), entry.reason))
    for item in snapshot.walk():
        for field, text in ((TITLE, item.title), (END_NOTE, item.end_note), (BELOW_NOTE, item.below_note)):
            if text:
                yield TextKey(item.id, field), text
        yield from holders.get(item.id, ())


def texts_of_cell(view: GridView, snapshot: PlanSnapshot, cell: GridCell) -> list[TextKey]:
    """The texts that stand in a cell, in the order in which it shows them."""
    definition = view.columns[cell.col].definition
    if cell.address is None:
        return []
    if definition.role in ("group", "title"):
        # What has a column of its own in this form stands there.
        elsewhere = {NOTES.get(column.definition.role) for column in view.columns}
        fields = [field for field in (TITLE, END_NOTE, BELOW_NOTE) if field not in elsewhere]
        return [TextKey(cell.address.item_id, field) for field in fields]
    if definition.role in NOTES:
        return [TextKey(cell.address.item_id, NOTES[definition.role])]
    if definition.role != "fields":
        return []
    items = _items(view.rows[cell.row], cell.address.item_id)
    initiative = view.rows[cell.row].initiative_id
    found = [] if initiative is None or not cell.caption else [TextKey(initiative, TITLE)]
    for value in cell.values:
        for item_id in items:
            entry = snapshot.entry(item_id, value.field, value.year)
            if entry is not None:
                found.append(TextKey(entry.item_id, entry.field, entry.year))
    return list(dict.fromkeys(found))


def _items(row: GridRow, own: int) -> tuple[int, ...]:
    return row.items if own == row.item_id else (own,)


def search_words(
    view: GridView,
    snapshot: PlanSnapshot,
    pattern: str,
    *,
    exact: bool = False,
    within: Collection[Place] | None = None,
) -> Generator[None, None, Findings]:
    """`find_words` in steps of well under a millisecond, for whoever has something else to do in between."""
    spans: dict[TextKey, tuple[str, list[Span]]] = {}
    for number, (key, text) in enumerate(plan_texts(snapshot)):
        if found := find_all(text, pattern, exact=exact):
            spans[key] = (text, found)
        if number % STRIDE == 0:
            yield
    if not spans:
        return Findings()
    shown: list[Hit] = []
    cells: set[Place] = set()
    seen: set[TextKey] = set()
    for number, cell in enumerate(view.cells):
        if number % STRIDE == 0:
            yield
        at = (cell.row, cell.col)
        if not (cell.text or cell.caption) or (within is not None and at not in within):
            continue
        for key in texts_of_cell(view, snapshot, cell):
            if key not in spans:
                continue
            cells.add(at)
            if key not in seen:
                seen.add(key)
                shown += [Hit(key, spans[key][0], span, at) for span in spans[key][1]]
    hidden = () if within is not None else _hidden(spans, seen)
    return Findings(tuple(shown), hidden, frozenset(cells))


def find_words(
    view: GridView,
    snapshot: PlanSnapshot,
    pattern: str,
    *,
    exact: bool = False,
    within: Collection[Place] | None = None,
) -> Findings:
    """Where the words stand. `within` = only in the cells that begin there; then nothing hidden is looked for."""
    search = search_words(view, snapshot, pattern, exact=exact, within=within)
    while True:
        try:
            next(search)
        except StopIteration as end:
            found: Findings = end.value
            return found


def _hidden(spans: dict[TextKey, tuple[str, list[Span]]], seen: set[TextKey]) -> tuple[Hit, ...]:
    return tuple(Hit(key, text, span) for key, (text, found) in spans.items() if key not in seen for span in found)


def place_words(snapshot: PlanSnapshot, key: TextKey) -> str:
    """Where a text stands, for a sentence: 「便利帳」のR6計画."""
    item = snapshot.items.get(key.item_id)
    if item is None:
        return ""
    named = snapshot.ancestor(item, ItemKind.INITIATIVE) or item
    field = _NAMES.get(key.field) or field_name(key.field, snapshot.fields)
    year = FiscalYear(key.year).short if key.year is not None else ""
    title = named.title.replace("\n", "") or "（名前なし）"
    return f"「{title}」の{year}{field}"


def excerpt(hit: Hit, around: int = 12) -> str:
    """The words found with a little of what stands around them, on one line."""
    start, end = hit.span
    before, found, after = (plain(part) for part in (hit.text[:start], hit.text[start:end], hit.text[end:]))
    words = f"{'…' if len(before) > around else ''}{before[-around:]}{found}{after[:around]}"
    return f"{words}{'…' if len(after) > around else ''}".replace("\n", " ")


def spans_by_text(hits: Sequence[Hit]) -> dict[TextKey, tuple[str, list[Span]]]:
    """The hits of each text together, from left to right."""
    found: dict[TextKey, tuple[str, list[Span]]] = {}
    for hit in hits:
        found.setdefault(hit.key, (hit.text, []))[1].append(hit.span)
    return {key: (text, sorted(spans)) for key, (text, spans) in found.items()}


def open_hits(snapshot: PlanSnapshot, hits: Sequence[Hit]) -> list[Hit]:
    """Those that may be written: not in a 年度 after the end of every 取組 that shows the text."""
    return [hit for hit in hits if not _is_closed(snapshot, hit.key)]


def _is_closed(snapshot: PlanSnapshot, key: TextKey) -> bool:
    if key.year is None:
        return False
    entry = snapshot.stored(key.item_id, "grade" if key.field == REASON else key.field, key.year)
    sharers = () if entry is None else snapshot.sharers(entry.id)
    return all(_has_ended(snapshot, item_id, key.year) for item_id in (key.item_id, *(s.item_id for s in sharers)))


def _has_ended(snapshot: PlanSnapshot, item_id: int, year: int) -> bool:
    initiative = snapshot.ancestor(snapshot.items[item_id], ItemKind.INITIATIVE)
    return initiative is not None and initiative.ended_year is not None and year > initiative.ended_year
