"""公開用: names of people in the texts of a 会議録, masked before anything is printed.

References to people are masked where they are said. What is looked for here are names that were typed as words:
whole names, and family names, also as a part of another word (田中 of 田中医院), which may be no name at all. All of
them are masked, and listed for a clerk to look at; he may let a word stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.base.folding import find_all
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.meeting_vocabulary import offered

_KANJI = r"\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_KANJI}ァ-ヶー々\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
_TITLES = ("委員", "部会員", "構成員", "先生", "医師", "氏", "さん", "様", "殿")


@dataclass(frozen=True, slots=True)
class Masked:
    """A word in which a name was found. `sure` = it is a whole name or stands before a title. `word` = with what stands
    around the name, `printed` = what stands there instead."""

    word: str
    printed: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    stop: int
    sure: bool


class Masker:
    """Masks the names of people. `mask` = what stands for a name; `shown` = words that a clerk lets stand.

    `readings` = ふりがな: a family name in kana may be a part of a word too (うちやま of うちやま医院). `spared` =
    names of the municipality and of 会議体, in which nothing is the name of a person.
    """

    def __init__(
        self,
        names: Iterable[str],
        mask: str,
        shown: Collection[str] = (),
        readings: Iterable[str] = (),
        spared: Iterable[str] = (),
    ) -> None:
        self._mask = mask
        self._spared = {words for words in spared if words}
        self._readings = {parts[0] for kana in readings if len(parts := kana.split()) > 1 and len(parts[0]) > 2}
        self._shown = frozenset(shown)
        self._names = sorted({name for name in names if name.strip()}, key=len, reverse=True)
        self.found: dict[tuple[str, bool], Masked] = {}
        """What was met so far, by word and whether it is sure, in that order; words that stand as they are included."""

    @cached_property
    def _families(self) -> list[str]:
        families = {parts[0] for name in self._names if len(parts := name.split()) > 1}
        return sorted(families, key=len, reverse=True)

    @cached_property
    def _titles(self) -> re.Pattern[str]:
        words = sorted({*offered("roles"), *_TITLES}, key=len, reverse=True)
        return re.compile("[ \\u3000]?(?:" + "|".join(map(re.escape, words)) + ")")

    def masked(self, text: str) -> str:
        """The text (太字 may be marked in it) without names."""
        plain = inline.plain(text)
        hits = self._hits(plain)
        for hit in reversed(hits):
            word, start, stop = self._word(plain, hit)
            printed = plain[start : hit.start] + self._mask + plain[hit.stop : stop]
            self.found.setdefault((word, hit.sure), Masked(word, printed, hit.sure))
            if hit.sure or word not in self._shown:
                text = inline.replaced(text, hit.start, hit.stop, self._mask)
        return text

    def _word(self, text: str, hit: _Hit) -> tuple[str, int, int]:
        """The name with the kanji and katakana around it; a sure name alone."""
        start, stop = hit.start, hit.stop
        if not hit.sure:
            while start > 0 and _WORD.fullmatch(text[start - 1]):
                start -= 1
            rest = _WORD.match(text, stop)
            stop = rest.end() if rest else stop
        return text[start:stop], start, stop

    def _hits(self, text: str) -> list[_Hit]:
        """Every name in the text, from left to right; none overlaps another."""
        found: list[_Hit] = []
        taken = {at for words in self._spared for start, stop in find_all(text, words) for at in range(start, stop)}
        for hit in self._candidates(text):
            here = range(hit.start, hit.stop)
            if not taken.intersection(here):
                taken.update(here)
                found.append(hit)
        return sorted(found, key=_start)

    def _candidates(self, text: str) -> Iterator[_Hit]:
        for name in self._names:
            for written in {"".join(name.split()), " ".join(name.split())}:
                if len(written) > 1:
                    yield from (_Hit(start, stop, True) for start, stop in find_all(text, written))
        for reading in self._readings:
            for start, stop in find_all(text, reading):
                if not (_is_hiragana(text[start - 1 : start]) or _is_hiragana(text[stop : stop + 1])):
                    yield _Hit(start, stop, False)
        for family in self._families:
            for start, stop in find_all(text, family):
                titled = self._titles.match(text, stop) is not None
                alone = not (start and _is_kanji(text[start - 1]))
                # 林 from whom something came, but not the 林 of 森林 or 林業
                if len(family) > 1 or (alone and (titled or not _is_kanji(text[stop : stop + 1]))):
                    yield _Hit(start, stop, titled and alone)


def _is_kanji(char: str) -> bool:
    return re.fullmatch(f"[{_KANJI}]", char) is not None


def _is_hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ"


def word_lines(masked: Masked, shown: Collection[str] = ()) -> str:
    """What a list says of a word: how it is printed."""
    if masked.word in shown and not masked.sure:
        return f"{masked.word}（そのまま）"
    return f"{masked.word} → {masked.printed}"


def _start(hit: _Hit) -> int:
    return hit.start


def no_mask(text: str) -> str:
    """The text as it is."""
    return text
