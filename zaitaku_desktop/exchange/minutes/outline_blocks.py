"""Blocks as read → blocks as stored, so that the rule of the model gives each the number it was printed with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.exchange.minutes.lines import plain, squeeze
from zaitaku_desktop.exchange.minutes.tree import BlockText, MinutesText
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.number_signs import STANDARD, is_sample
from zaitaku_desktop.model.numbering import Numbering, number_outline
from zaitaku_desktop.model.outline import NUMBERED, BlockKind, Series
from zaitaku_desktop.model.references import RANGE, Kind, Reference

_RANGE_WORDS = re.compile(r"[（(]?[ァ-ヶ0-9０-９①-⑳][)）]?[ \u3000]*[～~〜][ \u3000]*[（(]?[ァ-ヶ0-9０-９①-⑳][)）]?")


@dataclass(frozen=True, slots=True)
class Link:
    """Characters start…stop of a text to be stored mean something else: block number `block` of the outline; where
    `range`, a range that begins with it, or (`block` None) that finds its own beginning."""

    start: int
    stop: int
    words: str
    block: int | None = None
    range: bool = False

    def token(self, target: int) -> str:
        """As it is stored, with the id of its target (0 = it finds its own)."""
        if self.range:
            return RANGE if not target else Reference(Kind.RANGE, target).token
        return Reference(Kind.BLOCK, target).token


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block to be stored. `agenda` = index of the item of the 次第 it heads; `number` = as it will print; `kept` = it
    is none of the body, but words above it that were not understood."""

    text: str
    level: int
    kind: BlockKind
    series: Series = Series.AUTO
    start: int | None = None
    speaker: str = ""
    agenda: int | None = None
    number: str = ""
    links: tuple[Link, ...] = ()
    kept: bool = False


def scheme_for(found: MinutesText, committee: Sequence[str]) -> tuple[str, ...]:
    """The scheme in which the body can be numbered: that of the 会議体 where it has all its signs in their order, else
    one of its own."""
    used = [kind for kind in found.scheme if is_sample(kind)]
    own = tuple(committee) or STANDARD
    rest = iter(own)
    return own if all(kind in rest for kind in used) else tuple(used)


def drafts_of(found: MinutesText, scheme: Sequence[str]) -> tuple[BlockDraft, ...]:
    """The outline of the body, its levels those of the scheme."""
    drafts = [_draft(block, found, scheme) for block in found.blocks]
    wanted = [draft.number for draft in drafts]
    for _ in drafts:
        numbering = _numbered(drafts, scheme)
        wrong = next((i for i, number in enumerate(wanted) if plain(numbering.sign(i + 1)) != plain(number)), None)
        if wrong is None:
            break
        drafts[wrong] = _settled(drafts, wrong, wanted[wrong], found.blocks[wrong].start, scheme)
    numbering = _numbered(drafts, scheme)
    return tuple(
        replace(draft, links=_links(draft, block, index, numbering, drafts))
        for index, (draft, block) in enumerate(zip(drafts, found.blocks, strict=True))
    )


def _draft(block: BlockText, found: MinutesText, scheme: Sequence[str]) -> BlockDraft:
    kind, text, number = block.kind, block.text, block.number
    sample = found.scheme[block.level] if block.level < len(found.scheme) else ""
    level = scheme.index(sample) if sample in scheme else 0
    if number and sample not in scheme:  # a sign that no outline can count (Ⅰ): it stays as words
        text, number = f"{block.sign}\u3000{text}", ""
    if kind is not BlockKind.ANSWER:
        text = block.mark + text
    if number and kind not in NUMBERED:
        kind = BlockKind.EXPLANATION if kind is BlockKind.PLAIN else BlockKind.HEADING
    series = Series.NONE if not number and kind in NUMBERED else Series.AUTO
    heads = block.agenda is not None and squeeze(found.agenda[block.agenda].title) == squeeze(text)
    speaker = block.speaker if kind is BlockKind.SPEAKER else ""
    return BlockDraft("" if heads else text, level, kind, series, None, speaker, block.agenda, number)


def _settled(drafts: Sequence[BlockDraft], index: int, number: str, start: int, scheme: Sequence[str]) -> BlockDraft:
    """The block with what gives it its number: its series goes on over a heading, or begins with that number."""
    draft = drafts[index]
    going_on = replace(draft, series=Series.CONTINUE)
    if _sign([*drafts[:index], going_on], scheme) == plain(number):
        return going_on
    for first in (1, start, *range(2, 60)):
        anew = replace(draft, series=Series.RESTART, start=None if first == 1 else first)
        if _sign([*drafts[:index], anew], scheme) == plain(number):
            return anew
    return draft


def _sign(drafts: Sequence[BlockDraft], scheme: Sequence[str]) -> str:
    return plain(_numbered(drafts, scheme).sign(len(drafts)))


def _numbered(drafts: Sequence[BlockDraft], scheme: Sequence[str]) -> Numbering:
    rows = [
        BlockRow(number, 0, number, draft.level, draft.kind, draft.text, draft.series, draft.start)
        for number, draft in enumerate(drafts, 1)
    ]
    return number_outline(rows, scheme)


def _links(
    draft: BlockDraft, block: BlockText, index: int, numbering: Numbering, drafts: Sequence[BlockDraft]
) -> tuple[Link, ...]:
    """What the text speaks of and would print the same as a reference."""
    if not draft.text:
        return ()
    found: list[Link] = []
    shift = len(draft.text) - len(block.text)
    for ref in block.refs:
        if ref.block is not None and plain(numbering.sign(ref.block + 1)) == plain(ref.words):
            found.append(Link(ref.start + shift, ref.stop + shift, ref.words, ref.block))
    words = _RANGE_WORDS.search(draft.text) if block.series is not None else None
    if words is not None and block.series is not None:
        first = block.series[0]
        if plain(numbering.range_words(index + 1)) == plain(words.group()):
            found.append(Link(words.start(), words.end(), words.group(), range=True))
        elif plain(numbering.range_words(index + 1, first + 1)) == plain(words.group()):
            found.append(Link(words.start(), words.end(), words.group(), first, range=True))
    ranges = [link for link in found if link.range]
    alone = [link for link in found if not any(one.start <= link.start < one.stop for one in ranges)]  # ウ of ア～ウ
    return tuple(sorted([*alone, *ranges], key=lambda link: link.start))
