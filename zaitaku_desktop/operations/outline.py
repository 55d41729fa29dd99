"""The outline of a 会議録 or a 自由文書: blocks put in, written, split, joined, indented, moved and
removed; 議題 as headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock, Series
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations.agenda_copy import items_of, walked
from zaitaku_desktop.operations.meeting import meeting_of, open_meeting
from zaitaku_desktop.operations.outline_owners import Outline, belongs_to, open_outline, outline_of
from zaitaku_desktop.operations.outline_references import keep_words, retarget
from zaitaku_desktop.operations.records import between, edit, must_have, placed, spaced

DEEPEST = 9
"""The deepest level."""


@dataclass(frozen=True, slots=True)
class NewBlock:
    """A block to be put in: what an import or a pasted text says. See `OutlineBlock`."""

    text: str
    level: int = 0
    kind: BlockKind = BlockKind.PLAIN
    series: Series = Series.AUTO
    start: int | None = None
    speaker: str = ""
    speaker_id: int | None = None
    full_text_only: bool = False
    assignee: str = ""
    assignee_id: int | None = None
    due_on: dt.date | None = None
    due_note: str = ""
    agenda_item_id: int | None = None
    revision_id: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)


def _block(session: Session, block_id: int) -> OutlineBlock:
    """The block, to be changed. Raises KnownError if it is gone, or its meeting is 確定."""
    block = must_have(session, OutlineBlock, block_id, "項目")
    open_outline(session, outline_of(block))
    return block


def blocks_of(session: Session, outline: Outline) -> list[OutlineBlock]:
    """The blocks of an outline, in order."""
    rows = select(OutlineBlock).where(belongs_to(outline))
    return list(session.scalars(rows.order_by(OutlineBlock.position, OutlineBlock.id)))


def _level(level: int) -> int:
    return max(0, min(level, DEEPEST))


def insert_blocks(session: Session, outline: Outline, after_id: int | None, new: Iterable[NewBlock]) -> list[int]:
    """Put blocks in behind another (None = at the beginning). Returns their ids in order.

    Raises KnownError if its meeting or 自由文書 is gone, the meeting is 確定, or the block before is gone.
    """
    owner = open_outline(session, outline)
    made = []
    for words in new:
        values = {one.name: getattr(words, one.name) for one in fields(NewBlock)}
        block = OutlineBlock(**owner, **(values | {"options": dict(words.options)}))
        block.text, block.level = inline.tidy(words.text), _level(words.level)
        made.append(block)
    session.add_all(made)
    _make_room(session, outline, after_id, made)
    session.flush()
    return [block.id for block in made]


def _make_room(session: Session, outline: Outline, after_id: int | None, made: Sequence[OutlineBlock]) -> None:
    """Place new blocks behind another. Only where there is no room are the others read and placed anew."""
    with session.no_autoflush:
        query = select(OutlineBlock.id, OutlineBlock.position).where(belongs_to(outline))
        places = session.execute(query.order_by(OutlineBlock.position, OutlineBlock.id)).all()
        at = 0
        if after_id is not None:
            at = next((index for index, row in enumerate(places, 1) if row.id == after_id), 0)
            if not at:
                raise KnownError("この項目は削除されています。", todo="入れる所を選び直してください。")
        found = between(
            places[at - 1].position if at else None, places[at].position if at < len(places) else None, len(made)
        )
        if found is None:
            rows = blocks_of(session, outline)
            spaced([*rows[:at], *made, *rows[at:]], made)
            return
        for block, position in zip(made, found, strict=True):
            block.position = position


def insert_block(
    session: Session, outline: Outline, after_id: int | None, kind: BlockKind, level: int, text: str = ""
) -> int:
    """Put one block in behind another (None = at the beginning). Returns its id. Raises KnownError as
    `insert_blocks`."""
    return insert_blocks(session, outline, after_id, [NewBlock(text, level, kind)])[0]


def append_blocks(session: Session, outline: Outline, new: Iterable[NewBlock]) -> list[int]:
    """Put blocks in at the end. Returns their ids. Raises KnownError as `insert_blocks`."""
    rows = blocks_of(session, outline)
    return insert_blocks(session, outline, rows[-1].id if rows else None, new)


def write_text(session: Session, block_id: int, text: str) -> None:
    """The text of a block, as stored. Raises KnownError if it is gone, or the meeting is 確定."""
    edit_block(session, block_id, text=text)


def edit_block(session: Session, block_id: int, **changes: object) -> None:
    """Change columns of a block by their names (text, kind, series, start, speaker, assignee, due_on …).

    Raises KnownError if it is gone, or the meeting is 確定.
    """
    block = _block(session, block_id)
    if "text" in changes:
        changes["text"] = inline.tidy(str(changes["text"]))
    edit(block, changes, fixed=("meeting_id", "document_id", "position"))
    session.flush()


def edit_blocks(session: Session, block_ids: Iterable[int], **changes: object) -> None:
    """The same change of several blocks. Raises KnownError as `edit_block`."""
    for block_id in block_ids:
        edit_block(session, block_id, **changes)


def split_block(session: Session, block_id: int, at: int) -> int:
    """Cut a block in two at a place of its text (counted as `inline` does); the words behind it are a new block of the
    same kind and level. Returns the new one's id. Raises KnownError as `edit_block`.
    """
    block = _block(session, block_id)
    at = _outside_references(inline.plain(block.text), at)
    kind = BlockKind.PLAIN if block.kind is BlockKind.HEADING else block.kind
    series = Series.NONE if block.series is Series.NONE else Series.AUTO
    behind = NewBlock(inline.cut(block.text, at), block.level, kind, series, speaker_id=block.speaker_id)
    block.text = inline.cut(block.text, 0, at)
    return insert_blocks(session, outline_of(block), block.id, [behind])[0]


def _outside_references(words: str, at: int) -> int:
    """The place itself, or the end of the reference it stands in."""
    for match in inline.REFERENCES.finditer(words):
        if match.start() < at < match.end():
            return match.end()
    return max(0, min(at, len(words)))


def join_blocks(session: Session, block_id: int) -> int:
    """Put the words of a block behind those of the block above; references to it mean that one. Returns its id.

    Raises KnownError if there is none above, or as `edit_block`.
    """
    block = _block(session, block_id)
    rows = blocks_of(session, outline_of(block))
    at = [row.id for row in rows].index(block_id)
    if at == 0:
        raise KnownError("上に項目がないため、つなげられません。", todo="2つ目より下の項目で行ってください。")
    above = rows[at - 1]
    above.text = inline.tidy(above.text + block.text)
    retarget(session, outline_of(block), block_id, above.id)
    session.delete(block)
    session.flush()
    return above.id


def remove_blocks(session: Session, block_ids: Collection[int]) -> None:
    """Remove blocks, none of those below them. References to them elsewhere become the words they said.

    Raises KnownError if the meeting is 確定.
    """
    outlines: dict[Outline, list[OutlineBlock]] = {}
    for one in block_ids:
        if session.get(OutlineBlock, one) is not None:
            block = _block(session, one)
            outlines.setdefault(outline_of(block), []).append(block)
    for outline, blocks in outlines.items():
        going = [block.id for block in blocks]
        keep_words(session, outline, [Reference(Kind.BLOCK, one) for one in going], going)
        for block in blocks:
            session.delete(block)
    session.flush()


# -- levels and places --------------------------------------------------------------------------------------


def _with_below(rows: Sequence[OutlineBlock], block_ids: Collection[int]) -> list[OutlineBlock]:
    """The chosen blocks, each with those that stand below it, in their order."""
    found: list[OutlineBlock] = []
    level: int | None = None
    for row in rows:
        if level is not None and row.level <= level:
            level = None
        if level is None and row.id in block_ids:
            level = row.level
        if level is not None or row.id in block_ids:
            found.append(row)
    return found


def shift_blocks(session: Session, block_ids: Collection[int], by: int) -> None:
    """字下げ (1), 字上げ (-1): blocks with all that stands below them.

    Raises KnownError where one would stand left of the edge or too deep, or as `edit_block`.
    """
    first = next((_block(session, one) for one in block_ids), None)
    if first is None:
        return
    chosen = _with_below(blocks_of(session, outline_of(first)), block_ids)
    if any(not 0 <= row.level + by <= DEEPEST for row in chosen):
        what = "字上げ" if by < 0 else "字下げ"
        raise KnownError(f"これ以上{what}できない項目があります。", todo="その項目を外して選んでください。")
    for row in chosen:
        row.level += by
    session.flush()


def set_level(session: Session, block_id: int, level: int) -> None:
    """The level of one block alone. Raises KnownError as `edit_block`."""
    _block(session, block_id).level = _level(level)
    session.flush()


def move_blocks(session: Session, block_ids: Collection[int], before_id: int | None = None) -> None:
    """Put blocks with all that stands below them before another (None = at the end). Numbers and references follow.

    Raises KnownError if one is gone, or the meeting is 確定.
    """
    first = next((_block(session, one) for one in block_ids), None)
    if first is None:
        return
    rows = blocks_of(session, outline_of(first))
    _put(session, rows, _with_below(rows, block_ids), before_id)


def _put(session: Session, rows: Sequence[OutlineBlock], chosen: Sequence[OutlineBlock], before_id: int | None) -> None:
    after = placed(rows, chosen, before_id)
    if [row.id for row in after] != [row.id for row in rows]:
        spaced(after, chosen)
    session.flush()


def step_blocks(session: Session, block_ids: Collection[int], *, up: bool) -> bool:
    """Alt+↑↓: move blocks with all that stands below them past the one above or below, as far as one of the same or a
    higher level. False = there is none. Raises KnownError as `move_blocks`.
    """
    first = next((_block(session, one) for one in block_ids), None)
    if first is None:
        return False
    rows = blocks_of(session, outline_of(first))
    chosen = _with_below(rows, block_ids)
    ids = {row.id for row in chosen}
    level = min(row.level for row in chosen)
    if up:
        ahead = rows[: rows.index(chosen[0])]
        past = next((row for row in reversed(ahead) if row.level <= level), ahead[-1] if ahead else None)
        if past is None:
            return False
        before: int | None = past.id
    else:
        behind = [row for row in rows[rows.index(chosen[-1]) + 1 :] if row.id not in ids]
        if not behind:
            return False
        past = behind[0]
        stop = next((row for row in behind[1:] if row.level <= max(past.level, level)), None)
        before = None if stop is None else stop.id
    _put(session, rows, chosen, before)
    return True


def insert_agenda(session: Session, meeting_id: int, after_id: int | None = None) -> list[int]:
    """Put the 次第 in as 見出し that stand for its items, behind a block (None = at the end), in one step.

    Items that have one are left out. Returns the ids. Raises KnownError if there is nothing to put in, or as
    `insert_blocks`.
    """
    open_meeting(session, meeting_id)
    rows = blocks_of(session, meeting_id)
    had = {row.agenda_item_id for row in rows}
    new = [
        NewBlock(
            "",
            level,
            BlockKind.HEADING,
            Series.NONE if item.kind is AgendaKind.LINE else Series.AUTO,
            agenda_item_id=item.id,
        )
        for item, level in walked(items_of(session, meeting_id))
        if item.id not in had
    ]
    if not new:
        raise KnownError("次第の議題は、すべて会議録にあります。", todo="次第に議題を加えると、ここに入れられます。")
    if after_id is None and rows:
        after_id = rows[-1].id
    return insert_blocks(session, meeting_id, after_id, new)


def set_done(session: Session, block_id: int, day: dt.date | None) -> None:
    """Since when a 宿題 is done (None = it is open); also of a 会議録 that is 確定. Raises KnownError if it is gone."""
    block = must_have(session, OutlineBlock, block_id, "宿題")
    meeting_of(session, block.meeting_id or 0)
    block.done_on = day
    session.flush()
