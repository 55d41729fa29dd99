"""Numbers of other blocks within a text: 「イのテーマ」, 【ア～キ等の意見を踏まえて…】."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zaitaku_desktop.exchange.minutes.tree import BlockRef, BlockText

_ONE = r"[（(]?[ \u3000]*[（(]?(?P<{0}>[ァ-ヶ0-9０-９①-⑳])[)）]?"
_RANGE = re.compile(rf"[【\[]?{_ONE.format('a')}[ \u3000]*[～~〜][ \u3000]*{_ONE.format('b')}(?=等|の|まで)")
_AFTER = (
    r"(?:の(?:テーマ|意見|件|案|提案|とおり|ように|内容|質問|発言|方|場合)|について|と同(?:じ|様)|に関連|に同感|に賛成"
    r"|の[ア-ン①-⑳])"
)
_ITEM = re.compile(rf"(?<![ァ-ヶーA-Za-z0-9])(?P<n>[（(]?[アイウエオカキクケコサシスセソ][)）]?|[①-⑳])(?={_AFTER})")


def range_in(text: str) -> tuple[str, str] | None:
    """The first and the last number of a range that a line begins with."""
    match = _RANGE.match(text)
    return (match["a"], match["b"]) if match else None


def series_of(block: BlockText, before: Sequence[BlockText]) -> tuple[int, int] | None:
    """Indexes of the first and the last block of the range that the block names; None if it names none, or there are
    no such blocks."""
    named = range_in(block.text)
    if named is None:
        return None
    last = _last(named[1], before, len(before))
    first = None if last is None else _last(named[0], before, last)
    return None if first is None or last is None else (first, last)


def _last(number: str, blocks: Sequence[BlockText], stop: int) -> int | None:
    return next((i for i in range(stop - 1, -1, -1) if _bare(blocks[i].number) == _bare(number)), None)


def refs_of(block: BlockText, before: Sequence[BlockText]) -> tuple[BlockRef, ...]:
    """The numbers of earlier blocks of the same list that the text speaks of."""
    found = []
    for match in _ITEM.finditer(block.text):
        target = _sibling(_bare(match["n"]), block, before)
        if target is not None:
            found.append(BlockRef(match.start("n"), match.end("n"), match["n"], target))
    return tuple(found)


def _bare(number: str) -> str:
    return number.strip("()（）")


def _sibling(name: str, block: BlockText, before: Sequence[BlockText]) -> int | None:
    """The block of that number in the list that goes on here, or below one of its items."""
    for index in range(len(before) - 1, -1, -1):
        other = before[index]
        if other.number and other.level < block.level:
            return None
        if other.number and _bare(other.number) == name:
            return index
    return None
