"""What the next item of a 会議録 is. No Qt here."""

from __future__ import annotations

from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations.outline import DEEPEST, NewBlock

KINDS = (
    BlockKind.OPINION,
    BlockKind.QUESTION,
    BlockKind.ANSWER,
    BlockKind.DECISION,
    BlockKind.TASK,
    BlockKind.PLAIN,
    BlockKind.HEADING,
    BlockKind.EXPLANATION,
    BlockKind.BOX,
    BlockKind.SPEAKER,
)
"""In the order of their keys Ctrl+1…9, 0."""
_FOLLOWED_BY = {
    BlockKind.QUESTION: BlockKind.ANSWER,
    BlockKind.ANSWER: BlockKind.OPINION,
    BlockKind.SPEAKER: BlockKind.PLAIN,
}


def following(block: BlockRow) -> NewBlock:
    """What Enter at the end of an item begins: mostly another one like it."""
    if block.kind is BlockKind.HEADING:
        return NewBlock("", min(block.level + 1, DEEPEST), BlockKind.PLAIN)
    if block.kind is BlockKind.BOX:
        return NewBlock("", block.level, BlockKind.DECISION if "決定" in plain(block.text) else BlockKind.OPINION)
    kind = _FOLLOWED_BY.get(block.kind, block.kind)
    return NewBlock("", block.level, kind, full_text_only=block.full_text_only)
