"""Lines copied from anywhere → items of a 会議録: their numbers say the levels, as when a whole 会議録 is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.minutes.agenda import AgendaReader
from zaitaku_desktop.exchange.minutes.kinds import with_kinds
from zaitaku_desktop.exchange.minutes.lines import source_of
from zaitaku_desktop.exchange.minutes.outline import OutlineReader
from zaitaku_desktop.exchange.minutes.outline_blocks import BlockDraft, drafts_of
from zaitaku_desktop.exchange.minutes.tree import MinutesText
from zaitaku_desktop.model.number_signs import STANDARD
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline_owners import Outline


def read_outline(text: str, scheme: Sequence[str], level: int, kind: BlockKind) -> tuple[BlockDraft, ...]:
    """The items that a text says, numbered by the scheme. A text without numbers is one item for each line, of that
    level and kind unless its words say another one."""
    reader = OutlineReader()
    blocks = with_kinds(reader.read(source_of(text).lines), talk=reader.talk)
    drafts = drafts_of(MinutesText(blocks=blocks, scheme=reader.scheme), tuple(scheme) or STANDARD)
    if not any(draft.number for draft in drafts):
        return tuple(_as_here(draft, level, kind) for draft in drafts)
    return tuple(_joining(drafts))


def read_items(text: str) -> list[tuple[int, str]]:
    """The items of a 次第 that a text says: (level from 0, title)."""
    rows = [list(line.cells) for line in source_of(text).lines]
    return [(item.level - 1, item.title) for item in AgendaReader().read(rows) if item.title]


def _as_here(draft: BlockDraft, level: int, kind: BlockKind) -> BlockDraft:
    said = draft.kind if draft.kind is not BlockKind.PLAIN else kind
    return replace(draft, level=level, kind=said, series=Series.AUTO)


def _joining(drafts: Sequence[BlockDraft]) -> list[BlockDraft]:
    """The first item of each level goes on with what stands above it, whatever number it had where it came from."""
    seen: set[int] = set()
    found = []
    for draft in drafts:
        first = bool(draft.number) and draft.level not in seen
        seen |= {draft.level} if draft.number else set()
        found.append(replace(draft, series=Series.AUTO, start=None) if first else draft)
    return found


def paste_outline(session: Session, owner: Outline, after_id: int | None, drafts: Sequence[BlockDraft]) -> list[int]:
    """Put the items in behind another (None = at the beginning); what they say of each other becomes references.

    Returns their ids. Raises KnownError as `outline.insert_blocks`.
    """
    new = [outline.NewBlock(one.text, one.level, one.kind, one.series, one.start, one.speaker) for one in drafts]
    ids = outline.insert_blocks(session, owner, after_id, new)
    for draft, block_id in zip(drafts, ids, strict=True):
        text = draft.text
        for link in reversed(draft.links):
            token = link.token(0 if link.block is None else ids[link.block])
            text = text[: link.start] + token + text[link.stop :]
        if text != draft.text:
            outline.write_text(session, block_id, text)
    return ids
