"""Finding words however they were typed: width, case, kana, variants of kanji and kinds of dashes are folded away.

What is found is given as ranges of the original text. A range begins and ends with whole signs: が typed as か and
a voice mark, ﾊﾞ, or a kanji with its variation selector are never cut in two.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from zaitaku_desktop.base.paths import resource

Span = tuple[int, int]
"""From the first character up to, not including, the second."""

DASHES = "-‐‑‒–—―─−ー"
"""長音, hyphens, dashes and minus signs: people type the one for the other. (NFKC has made －ｰ one of these.)"""
WAVES = "~〜∼"
_CLOSE = "\0"
"""In a text folded sign by sign: here several characters belong together, so that the slow way is gone."""
_KATAKANA = range(0x30A1, 0x30F7)
_KANA_STEP = 0x60
_KATAKANA_MARKS = {ord("ヽ"): "ゝ", ord("ヾ"): "ゞ"}
_VOICES = "\uff9e\uff9f"


@cache
def kanji_variants() -> dict[str, str]:
    """Each variant of a kanji → the one it is looked for as (resources/vocabularies/kanji_variants.toml)."""
    data = tomllib.loads(resource("vocabularies/kanji_variants.toml").read_text(encoding="utf-8"))
    return {variant: group[0] for group in data["groups"] for variant in group[1:]}


def _is_mark(char: str) -> bool:
    """A sign of the program's own inside a text (noncharacters U+FDD0–FDEF): no word has it."""
    return "\ufdd0" <= char <= "\ufdef"


def _is_selector(char: str) -> bool:
    """異体字セレクター: which shape of the kanji before it is meant."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _hangs_on(char: str) -> bool:
    """Whether the character belongs to the one before it."""
    return char in _VOICES or _is_selector(char) or unicodedata.combining(char) != 0


def _fold_sign(sign: str) -> str:
    """One sign (a character with what hangs on it) as it is looked for."""
    bare = "".join(char for char in sign if not _is_selector(char))
    if len(bare) == 1 and unicodedata.decomposition(bare).startswith("<circle>"):
        return bare  # ① numbers a line: who looks for 1 does not mean it
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", bare).casefold())
    return "".join(_fold_char(char) for char in folded)


def _fold_char(char: str) -> str:
    code = ord(char)
    if code in _KATAKANA:
        return chr(code - _KANA_STEP)
    if char in DASHES:
        return "-"
    if char in WAVES:
        return "~"
    return _KATAKANA_MARKS.get(code) or kanji_variants().get(char, char)


class _Table(dict[int, str]):
    """For `str.translate`: every character folded by itself, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _CLOSE if _hangs_on(char) or _is_mark(char) else _fold_sign(char)
        self[code] = folded = folded if len(folded) == 1 else _CLOSE
        return folded


@cache
def _table() -> _Table:
    return _Table()


@dataclass(frozen=True)
class Folded:
    """A text as it is searched. `signs` = for each of its characters the range it came from, () = one to one."""

    text: str
    signs: tuple[Span, ...] = ()

    @cached_property
    def _edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where a range may begin and where it may end: at the edges of whole signs."""
        last = len(self.signs) - 1
        starts = {i for i, sign in enumerate(self.signs) if i == 0 or self.signs[i - 1] != sign}
        return frozenset(starts), frozenset(i + 1 for i in range(last + 1) if i == last or i + 1 in starts)

    def original(self, start: int, end: int) -> Span | None:
        """The range of the original text, None if that would cut a sign in two."""
        if not self.signs:
            return start, end
        starts, ends = self._edges
        return (self.signs[start][0], self.signs[end - 1][1]) if start in starts and end in ends else None


@lru_cache(maxsize=65_536)
def fold(text: str, *, exact: bool = False) -> Folded:
    """The text as it is searched. `exact` = as typed; only the program's own marks are left out."""
    if not exact and _CLOSE not in (quick := text.translate(_table())):
        return Folded(quick)
    if exact and not any(_hangs_on(char) or _is_mark(char) for char in set(text)):
        return Folded(text)
    pieces: list[str] = []
    signs: list[Span] = []
    at = 0
    while at < len(text):
        end = at + 1
        if _is_mark(text[at]):
            at = end
            continue
        while end < len(text) and _hangs_on(text[end]):
            end += 1
        sign = text[at:end]
        piece = sign if exact else _fold_sign(sign)
        pieces.append(piece)
        signs += [(at, end)] * len(piece)
        at = end
    return Folded("".join(pieces), tuple(signs))


def find_all(text: str, pattern: str, *, exact: bool = False) -> list[Span]:
    """Where the pattern stands in the text, from left to right without overlap; nothing for a pattern without signs."""
    wanted = fold(pattern, exact=exact).text
    if not wanted:
        return []
    folded = fold(text, exact=exact)
    found: list[Span] = []
    at = folded.text.find(wanted)
    while at >= 0:
        span = folded.original(at, at + len(wanted))
        if span is not None:
            found.append(span)
        at = folded.text.find(wanted, at + (len(wanted) if span else 1))
    return found


def replace_spans(text: str, spans: Sequence[Span], words: str) -> str:
    """The text with `words` in place of each range; the program's own marks in a range are kept behind the words."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], words, *filter(_is_mark, text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
