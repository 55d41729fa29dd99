"""A 自由文書 as the lines of its outline. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping

from zaitaku_desktop.forms.print_outline import FIGURE
from zaitaku_desktop.model.document_rows import DocumentOutline, RevisionRow
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import FROM_PLAN, BlockKind, Figure, Series
from zaitaku_desktop.model.references import references
from zaitaku_desktop.operations.outline import DEEPEST, NewBlock
from zaitaku_ui.outline.lines import NEW, OutlineLine, Tag, Tone

TONES: dict[BlockKind, Tone] = {
    BlockKind.HEADING: "heading",
    BlockKind.STATEMENT: "box",
    BlockKind.SLOGAN: "box",
    BlockKind.DEFINITION: "box",
    BlockKind.TABLE: "box",
    BlockKind.CARDS: "box",
    BlockKind.FIGURE: "box",
}
EMPTY = "ここに入力してください。見出しは Ctrl+7、本文は Ctrl+6 です。"
NOW = "今の計画"
SERIES_WORDS = {Series.RESTART: "番号を始め直す", Series.CONTINUE: "番号あり"}


def shown_words(block: BlockRow) -> str:
    """What a block shows that has no words of its own: 図：体系図."""
    if block.kind is BlockKind.FIGURE:
        return f"図：{called(Figure(block.options.get(FIGURE, Figure.SYSTEM)))}"
    return "取組のカード（計画から表示します）"


def lines_of(outline: DocumentOutline, revisions: Mapping[int, RevisionRow]) -> list[OutlineLine]:
    """All of them; a line to begin with where there is none."""
    found = [_line(outline, block, revisions) for block in outline.blocks]
    return found or [OutlineLine(NEW, margin=called(BlockKind.HEADING), tone="heading", blank=EMPTY)]


def _line(outline: DocumentOutline, block: BlockRow, revisions: Mapping[int, RevisionRow]) -> OutlineLine:
    shown = block.kind in FROM_PLAN
    text = shown_words(block) if shown else block.text
    said = dict.fromkeys(references(text))
    sign = "⇓" if block.kind is BlockKind.STEP else outline.numbering.sign(block.id)
    return OutlineLine(
        block.id,
        text,
        block.level,
        sign,
        "" if block.kind is BlockKind.HEADING else called(block.kind),
        TONES.get(block.kind, "plain"),
        "",
        tuple(_tags(block, revisions)),
        tuple((one.token, outline.say(one, block.id)) for one in said),
    )


def _tags(block: BlockRow, revisions: Mapping[int, RevisionRow]) -> list[Tag]:
    if block.kind in FROM_PLAN:
        revision = revisions.get(block.revision_id or 0)
        return [Tag(NOW if revision is None else f"版：{revision.label}", "link")]
    return [Tag(SERIES_WORDS[block.series])] if block.series in SERIES_WORDS else []


def following(block: BlockRow) -> NewBlock:
    """What Enter at the end of an item begins."""
    if block.kind is BlockKind.HEADING:
        return NewBlock("", min(block.level + 1, DEEPEST), BlockKind.PLAIN)
    if block.kind is BlockKind.DEFINITION:
        return NewBlock("", block.level, BlockKind.DEFINITION)
    numbered = block.series in (Series.RESTART, Series.CONTINUE)
    return NewBlock("", block.level, BlockKind.PLAIN, Series.CONTINUE if numbered else Series.AUTO)
