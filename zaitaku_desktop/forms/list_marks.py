"""箇条書き while typing: which mark the next line begins with (・ → ・, ① → ②, (1) → (2), ア　→ イ　)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zaitaku_desktop.forms.cells import POINT_MARKS

_LEAD = r"(?P<lead>[ \t\u3000]*)"
_GAP = r"(?P<gap>[ \u3000]*)"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
"""①…㊿."""
_SIGNS = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_FULL = "０１２３４５６７８９"
_DIGITS = f"[0-9]{{1,3}}|[{_FULL}]{{1,3}}"
_POINT = re.compile(rf"{_LEAD}(?P<sign>[{re.escape(POINT_MARKS)}･]){_GAP}")
_CIRCLE = re.compile(rf"{_LEAD}(?P<sign>[{_CIRCLED}]){_GAP}")
_BRACKETED = re.compile(rf"{_LEAD}(?P<open>[(（])(?P<sign>{_DIGITS}|[{_SIGNS}])(?P<close>[)）]){_GAP}")
# 3.5 and 10．2 begin with a number that is none of a list, ア followed by no space is the beginning of a word.
_DOTTED = re.compile(rf"{_LEAD}(?P<open>)(?P<sign>{_DIGITS})(?P<close>[.．)）])(?![0-9{_FULL}]){_GAP}")
_LETTER = re.compile(rf"{_LEAD}(?P<open>)(?P<sign>[{_SIGNS}])(?P<close>)(?P<gap>[ \u3000]+)")
_TO_FULL = str.maketrans("0123456789", _FULL)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a line with what stands around it, and that of the line after it; "" at the end of a series."""

    words: str
    following: str


@dataclass(frozen=True, slots=True)
class Break:
    """What a new line does: `start`…`end` of the text gives way to `words`."""

    start: int
    end: int
    words: str


def mark_of(line: str) -> Mark | None:
    """The mark that a line begins with, None without one."""
    for pattern in (_POINT, _CIRCLE, _BRACKETED, _DOTTED, _LETTER):
        if (found := pattern.match(line)) is None:
            continue
        sign = found["sign"]
        following = sign if pattern is _POINT else _next(sign)
        parts = found.groupdict()
        around = (parts.get("open") or "", parts.get("close") or "")
        words = f"{found['lead']}{around[0]}{following}{around[1]}{found['gap']}" if following else ""
        return Mark(found.group(), words)
    return None


def _next(sign: str) -> str:
    for series in (_CIRCLED, _SIGNS):
        if sign in series:
            return series[series.index(sign) + 1 :][:1]
    number = str(int(sign) + 1)
    return number.translate(_TO_FULL) if sign[0] in _FULL else number


def break_line(text: str, at: int) -> Break:
    """A new line at `at`: after a mark it begins with the next one; on a line of a mark alone the mark goes."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : len(text) if end < 0 else end]
    mark = mark_of(line)
    if mark is None or at - start < len(mark.words.rstrip(" \t\u3000")):
        return Break(at, at, "\n")
    if not line[len(mark.words) :].strip():
        return Break(start, start + len(line), "")
    return Break(at, at, f"\n{mark.following}")
