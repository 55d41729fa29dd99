"""The signs a level of an outline is numbered with, each told by a sample: `第1`, `1`, `(1)`, `①`, `ア`, `(ア)`, `a` …

A sample is the sign of 1 with whatever stands around it. Digits and brackets keep the width they have in the sample.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "".join(chr(start + n) for start, count in ((0x2460, 20), (0x3251, 15), (0x32B1, 15)) for n in range(count))
_KANJI = "〇一二三四五六七八九"


def _kanji(number: int) -> str:
    if number < 10:
        return _KANJI[number]
    if number >= 100:
        return "".join(_KANJI[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_KANJI[tens] if tens > 1 else "") + "十" + (_KANJI[ones] if ones else "")


def _of(signs: str) -> Callable[[int], str]:
    """1 → the first sign; after the last one signs are doubled (ア … ン, アア …)."""

    def written(number: int) -> str:
        times, at = divmod(number - 1, len(signs))
        return signs[at] * (times + 1)

    return written


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def _full(number: int) -> str:
    return str(number).translate(_FULL)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_WAYS: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "１": _full,
    "①": _circled,
    "ア": _of(KANA),
    "イ": _of(IROHA),
    "一": _kanji,
    "a": _of(_LATIN),
    "A": _of(_LATIN.upper()),
    "ａ": _of("".join(chr(ord(sign) + 0xFEE0) for sign in _LATIN)),
    "Ａ": _of("".join(chr(ord(sign) + 0xFEE0) for sign in _LATIN.upper())),
}
"""How a number is written, by the sign of 1 in a sample; the sample of いろは is イ."""
STANDARD: tuple[str, ...] = ("1", "(1)", "ア", "(ア)", "a", "(a)")
"""公用文: what a 会議体 without a scheme of its own has."""
SAMPLES: tuple[str, ...] = ("第1", "1", "(1)", "①", "ア", "(ア)", "a", "(a)", "一", "A", "イ")
"""Samples offered for a level."""


@cache
def _cut(sample: str) -> tuple[str, str, str]:
    """What stands before the sign of 1, that sign, and what stands behind it. ValueError without one."""
    for at, sign in enumerate(sample):
        if sign in _WAYS:
            return sample[:at], sign, sample[at + 1 :]
    raise ValueError(f"no sample of a number: {sample!r}")


def is_sample(text: str) -> bool:
    """Whether a level can be numbered by this sample."""
    try:
        _cut(text)
    except ValueError:
        return False
    return len(text) <= 6


def sign(sample: str, number: int) -> str:
    """The number as the sample has it: `(1)`, 3 → `(3)`. ValueError for what is no sample, or a number below 1."""
    if number < 1:
        raise ValueError(f"numbers begin with 1: {number}")
    before, one, behind = _cut(sample)
    return before + _WAYS[one](number) + behind


@cache
def _pattern(sample: str) -> re.Pattern[str]:
    before, one, behind = (unicodedata.normalize("NFKC", part) if part != "①" else part for part in _cut(sample))
    kinds = {
        "1": r"\d{1,3}",
        "①": f"[{_CIRCLED}]",
        "ア": "[ア-ン]{1,2}",
        "イ": "[ア-ン]",
        "一": "[一二三四五六七八九十]{1,3}",
    }
    kinds |= {"a": "[a-z]", "A": "[A-Z]"}
    tail = rf" ?{re.escape(behind)}" if behind else ""
    return re.compile(rf" ?{re.escape(before)} ?({kinds[one]}){tail}")


def read_sign(text: str, samples: Sequence[str]) -> tuple[int, int, int] | None:
    """(index of the sample, number, where the words begin) of the number that a line begins with, of any width; None =
    it begins with none of these.

    A sign with brackets is preferred to one without; a bare sign needs a blank, a dot or the end after it.
    """
    folded = _folded(text)
    found = []
    for index, sample in enumerate(samples):
        match = _pattern(sample).match(folded)
        if match is None:
            continue
        number = _number(sample, match[1])
        bare = _cut(sample)[2] == "" and _cut(sample)[1] != "①"
        rest = folded[match.end() :]
        if number and (not bare or not rest or rest[0] in " .、．"):
            found.append((match.end(), index, number))
    if not found:
        return None
    end, index, number = max(found, key=lambda one: one[0])
    while end < len(text) and text[end] in " \u3000.．":
        end += 1
    return index, number, end


def _folded(text: str) -> str:
    """The line in half-width signs, sign for sign, circled numbers as they are."""
    return "".join(
        char if char in _CIRCLED or len(one := unicodedata.normalize("NFKC", char)) != 1 else one for char in text
    )


def _number(sample: str, written: str) -> int | None:
    _, one, _ = _cut(sample)
    way = _WAYS[unicodedata.normalize("NFKC", one) if one != "①" else one]
    return next((number for number in range(1, 200) if way(number) == written), None)
