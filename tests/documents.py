"""A small 自由文書 for tests, written through the operations."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import OfDocument

KINDS = {
    "#": BlockKind.HEADING,
    "p": BlockKind.PLAIN,
    "s": BlockKind.STATEMENT,
    "k": BlockKind.SLOGAN,
    "d": BlockKind.DEFINITION,
    "v": BlockKind.STEP,
    "t": BlockKind.TABLE,
    "c": BlockKind.CARDS,
    "f": BlockKind.FIGURE,
}


def block(line: str, **more: Any) -> NewBlock:
    """`0# 背景`: level, kind (`KINDS`), text; of a figure the text is which one."""
    head, _, text = line.partition(" ")
    kind = KINDS[head[1]]
    if kind is BlockKind.FIGURE:
        return NewBlock("", int(head[0]), kind, options={"figure": text})
    return NewBlock(text, int(head[0]), kind, **more)


def add_document(session: Session, *lines: str | NewBlock, title: str = "基本方針", **more: Any) -> int:
    """A 自由文書 with these blocks. Returns its id."""
    made = create_document(session, form="d1", title=title, fiscal_year=2025, kind="document", **more)
    blocks = [block(line) if isinstance(line, str) else line for line in lines]
    outline.append_blocks(session, OfDocument(made), blocks)
    return made
