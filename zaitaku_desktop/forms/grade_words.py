"""What the grades of a 資料 mean, by its legend: 「Ａ：予定した内容をおおむね実施することができた。」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from zaitaku_desktop.forms.cells import GRADES, NONE_SIGN, NONE_SIGNS

_PARTS = re.compile(r"[ \u3000]{2,}")
_EXPLAINED = re.compile(r"^[ \u3000]*(\S)[ \u3000]*[：:＝=][ \u3000]*(.+)$")


def grade_words(legend: Iterable[str]) -> dict[str, str]:
    """Grade (A…D, or ―) → what the legend says of it; what it does not explain is left out."""
    found: dict[str, str] = {}
    for part in (part for line in legend for part in _PARTS.split(line)):
        if (match := _EXPLAINED.match(part)) is None:
            continue
        sign = unicodedata.normalize("NFKC", match.group(1)).upper()
        sign = NONE_SIGN if match.group(1) in NONE_SIGNS else sign
        if sign in (*GRADES, NONE_SIGN):
            found.setdefault(sign, match.group(2).strip())
    return found
