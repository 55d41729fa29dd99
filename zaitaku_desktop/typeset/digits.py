"""全角 and 半角 of digits for print (PAGES 1 (g)). The stored text never changes; NFKC sees no difference.

`mixed`: a number of one digit full-width, of two or more half-width (`７月10日`, `９か所`, `21か所`); a number with
thousands, decimals, a colon or a slash is one number (`3,000`, `91.3％`, `10:00`). `half` and `full`: all so. `typed`:
as stored.
"""

from __future__ import annotations

import re
from typing import Literal

DigitStyle = Literal["mixed", "half", "full", "typed"]

_HALF, _FULL = "0123456789", "０１２３４５６７８９"
_TO_HALF = str.maketrans(_FULL, _HALF)
_TO_FULL = str.maketrans(_HALF, _FULL)
_SIGNS_TO_HALF = str.maketrans("．，：／", ".,:/")
_SIGNS_TO_FULL = str.maketrans(".,:/", "．，：／")
_D = "0-9０-９"
# 2024/4/1 and 10:00 are one number too. A sign belongs to it only between digits, a comma only before three
# (`１，２年目` is a list).
_NUMBER = re.compile(f"[{_D}]+(?:(?:[.．:：/／]|[,，](?=[{_D}]{{3}}(?![{_D}])))[{_D}]+)*")
# Numbers within Latin words, addresses and file names (R6, ver2, A4, 0123-45-6789) stay as typed.
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9_@#%&=?./:\\+-]$")
_LATIN_AFTER = re.compile(r"[A-Za-z_@#\\-]")
_ERA = re.compile(f"(?<![A-Za-zＡ-Ｚａ-ｚ])([RHSＲＨＳ])([.．]?)([{_D}]{{1,2}})(?![{_D}A-Za-zＡ-Ｚａ-ｚ])")
_LETTERS = str.maketrans("RHS.", "ＲＨＳ．")
_PLAIN_LETTERS = str.maketrans("ＲＨＳ．", "RHS.")


def set_digits(text: str, style: DigitStyle) -> str:
    """`text` with its digits in `style`. Idempotent; every character keeps its place."""
    if style == "typed":
        return text

    def convert(match: re.Match[str]) -> str:
        number = match.group()
        if style != "half" and _in_latin(text, match):
            return number
        if style == "full":
            return number.translate(_TO_FULL).translate(_SIGNS_TO_FULL)
        if style == "mixed" and len(number) == 1:
            return number.translate(_TO_FULL)
        return number.translate(_TO_HALF).translate(_SIGNS_TO_HALF)

    return _NUMBER.sub(convert, text)


def _in_latin(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True  # (1) stays searchable, PAGES 1
    return bool(_LATIN_BEFORE.search(text, max(0, start - 1), start) or _LATIN_AFTER.match(text, end))


def set_era_letters(text: str, style: DigitStyle) -> str:
    """Era years in titles and column heads: `R6` → `Ｒ６`, `R10` → `Ｒ10` (mixed), `R6` (half), `Ｒ１０` (full).

    Other letters and digits stay. NFKC sees no difference.
    """
    if style == "typed":
        return text

    def convert(match: re.Match[str]) -> str:
        letter, dot, number = match.groups()
        if style == "half":
            return f"{letter}{dot}{number}".translate(_PLAIN_LETTERS).translate(_TO_HALF)
        full = style == "full" or len(number) == 1
        digits = number.translate(_TO_FULL if full else _TO_HALF)
        return f"{letter}{dot}".translate(_LETTERS) + digits

    return _ERA.sub(convert, text)
