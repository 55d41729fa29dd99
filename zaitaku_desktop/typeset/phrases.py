"""Phrase ends in labels (PAGES 1 (e)): 取組名 and 事業項目 break where a reader pauses."""

from __future__ import annotations

import re

# After を and の; after と に へ where no kana follows (ことの, には stay whole); after 及び and the like;
# after ・ 、 and closing brackets; before opening brackets; between kana and kanji, but not after お and ご; before a
# word in katakana (支援｜センター).
_ENDS = re.compile(
    "(?<=を)(?=[^はもの、])"
    "|(?<=の)(?=[^はにでをみかもがとへでっ、])"
    "|(?<=[とにへは])(?=[^ぁ-ん、])"
    "|(?<=及び)|(?<=並びに)|(?<=又は)|(?<=若しくは)|(?<=または)|(?<=および)"
    "|(?<=[・、。）」』】)])|(?=[（「『【(])"
    "|(?<=[ぁ-んァ-ヶー])(?<![おごオゴ])(?=[一-龥々〆])"
    "|(?<=[一-龥々〆])(?=[ァ-ヶ][ァ-ヶー]{2})"
    "|(?<=[ \u3000])"
)


def phrase_ends(text: str) -> frozenset[int]:
    """Positions p (0 < p < len) such that a phrase ends between text[p-1] and text[p]."""
    return frozenset(m.start() for m in _ENDS.finditer(text) if 0 < m.start() < len(text))
