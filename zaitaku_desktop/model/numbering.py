"""The numbers of an outline: worked out anew from its blocks whenever one is asked for, stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.number_signs import STANDARD, sign
from zaitaku_desktop.model.outline import NUMBERED, BlockKind, Series
from zaitaku_desktop.model.references import LOST, RANGE, Kind, Reference

TO = "～"


@dataclass(frozen=True, slots=True)
class _Place:
    """The newest number of a level: its block, how far it is, the first block of its series, and whether these are
    headings."""

    block: int
    number: int
    first: int
    heading: bool


@dataclass(frozen=True)
class Numbering:
    """The numbers of one outline. `signs` = by block, as printed; a block without a number is not in it.

    `above` = the numbered blocks a block stands under, the outermost first. `ranges` = first and last block of the
    series that a line without a number interrupts.
    """

    signs: Mapping[int, str]
    above: Mapping[int, tuple[int, ...]]
    ranges: Mapping[int, tuple[int, int]]

    def sign(self, block_id: int) -> str:
        """The number of a block as printed, "" = it has none."""
        return self.signs.get(block_id, "")

    def path(self, block_id: int) -> str:
        """Its number with those it stands under: `2(3)イ`."""
        return "".join(self.sign(one) for one in (*self.above.get(block_id, ()), block_id))

    def range_words(self, block_id: int, first_id: int = 0) -> str:
        """What a range in this block says: `ア～キ`; `ア` where the series has one; LOST where there is none.

        `first_id` = the block it begins with, 0 = the first of the series.
        """
        first, last = self.ranges.get(block_id, (0, 0))
        begin, end = self.sign(first_id or first), self.sign(last)
        if not begin or not end:
            return LOST
        return begin if begin == end else f"{begin}{TO}{end}"

    def say(self, block_id: int, reference: Reference) -> str | None:
        """What a reference to a block, or a range, says in this block; None = it is another kind of reference."""
        if reference.kind is Kind.RANGE:
            return self.range_words(block_id, reference.id)
        if reference.kind is not Kind.BLOCK:
            return None
        return (self.path(reference.id) if reference.how == "path" else self.sign(reference.id)) or LOST


def is_numbered(block: BlockRow) -> bool:
    """Whether a block has a number."""
    if block.series is Series.AUTO:
        return block.kind in NUMBERED
    return block.series is not Series.NONE


def sample_of(scheme: Sequence[str], level: int) -> str:
    """The sample of a level; deeper than the scheme goes on with its last two in turn."""
    samples = tuple(scheme) or STANDARD
    if level < len(samples):
        return samples[level]
    last = samples[-2:]
    return last[(level - len(samples)) % len(last)]


def number_outline(blocks: Iterable[BlockRow], scheme: Sequence[str] = ()) -> Numbering:
    """The numbers of the blocks of one outline, which come in their order.

    A number goes on from the last one of its level until a numbered block of a level further left comes between.
    Blocks without a number (paragraphs that go on, answers, speakers, boxes) break no series; a 見出し does, with or
    without one.
    """
    signs: dict[int, str] = {}
    above: dict[int, tuple[int, ...]] = {}
    ranges: dict[int, tuple[int, int]] = {}
    open_: dict[int, _Place] = {}
    last: dict[int, _Place] = {}
    for block in blocks:
        level, heading = block.level, block.kind is BlockKind.HEADING
        above[block.id] = tuple(place.block for at, place in sorted(open_.items()) if at < level)
        if is_numbered(block):
            place = _next(block, open_.get(level), last.get(level))
            open_[level] = last[level] = place
            signs[block.id] = sign(sample_of(scheme, level), place.number)
        elif (found := _interrupted(open_, level)) is not None:
            ranges[block.id] = found.first, found.block
        if is_numbered(block) or heading:
            for deeper in [at for at in open_ if at > level]:
                del open_[deeper]
    return Numbering(signs, above, ranges)


def _next(block: BlockRow, before: _Place | None, last: _Place | None) -> _Place:
    """Where the series of a level is with this block."""
    heading = block.kind is BlockKind.HEADING
    if block.series is Series.RESTART:
        return _Place(block.id, max(block.start or 1, 1), block.id, heading)
    if block.series is Series.CONTINUE:
        before = last
    if before is None:
        return _Place(block.id, 1, block.id, heading)
    return _Place(block.id, before.number + 1, before.first, heading)


def _interrupted(open_: Mapping[int, _Place], level: int) -> _Place | None:
    """The series a line at this level speaks of: that of its own level, else the outermost one; never headings."""
    own = open_.get(level)
    if own is not None and not own.heading:
        return own
    return next((place for _, place in sorted(open_.items()) if not place.heading), None)


def has_range(text: str) -> bool:
    """Whether a text holds a range that finds its own beginning."""
    return RANGE in text
