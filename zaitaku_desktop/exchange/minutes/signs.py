"""Numbers at the head of a line (第1, 1, (1), ①, ア, a): what they may be; `levels.py` settles what they are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
CHAPTER, PLAIN, ROMAN, PAREN, HALF, CIRCLE, KANA_SIGN, KANA_PAREN, LETTER, LETTER_PAREN = (
    "第1",
    "1",
    "Ⅰ",
    "(1)",
    "1)",
    "①",
    "ア",
    "(ア)",
    "a",
    "(a)",
)
ORDER = (CHAPTER, ROMAN, PLAIN, PAREN, HALF, CIRCLE, KANA_SIGN, KANA_PAREN, LETTER, LETTER_PAREN)
"""The kinds of sign from the outside in, as 公用文 has them; a text may have its own order."""
_LOOKALIKES = str.maketrans("工才力夕卜二八口ﾆ", "エオカタトニハロニ")
"""What a PDF gives for a kana alone."""
_DELIMITER = r"(?:[ \u3000\xa0]*[．.、:：][ \u3000\xa0]*|[ \u3000\xa0]+)"
_KANA_LIKE = "[ア-ンｱ-ﾝ工才力夕卜]"
_PATTERNS = (
    (CHAPTER, re.compile(r"第\s?(?P<n>[0-9０-９]{1,2})(?P<d>[ \u3000]+|[：:])")),
    (ROMAN, re.compile(rf"(?P<r>[{ROMANS}])(?P<d>{_DELIMITER})?")),
    (CIRCLE, re.compile(rf"(?P<c>[{CIRCLES}])(?P<d>{_DELIMITER})?")),
    (
        PAREN,
        re.compile(
            rf"[(（]\s?(?P<n>[0-9０-９]{{1,2}})\s?[)）](?P<d>{_DELIMITER})?"
            rf"|(?P<w>[⑴-⒇])(?P<d2>{_DELIMITER})?"
        ),
    ),
    (HALF, re.compile(rf"(?P<n>[0-9０-９]{{1,2}})[)）](?P<d>{_DELIMITER})?")),
    (PLAIN, re.compile(rf"(?P<n>[0-9０-９]{{1,2}})(?P<d>{_DELIMITER})?(?![0-9０-９]|[./．／][0-9０-９])")),
    (KANA_PAREN, re.compile(rf"[(（]\s?(?P<k>{_KANA_LIKE})\s?[)）](?P<d>{_DELIMITER})?")),
    (KANA_SIGN, re.compile(rf"(?P<k>{_KANA_LIKE})(?P<d>{_DELIMITER}|(?=[（(「『【]))?(?![ァ-ヶｱ-ﾝー・･])")),
    (LETTER_PAREN, re.compile(rf"[(（]\s?(?P<a>[a-zａ-ｚ])\s?[)）](?P<d>{_DELIMITER})?")),
    (LETTER, re.compile(rf"(?P<a>[a-zａ-ｚ])(?P<d>{_DELIMITER})(?![a-zａ-ｚ])")),
)
_COUNTED = re.compile(
    r"[ \u3000]?(?:年|月|日|時|分|秒|名|人|回|件|類|割|つ|週|か[所月]|カ[所月国]|ヶ|箇所|個|点|項|号|条|部|冊|枚|歳"
    r"|％|%|円|千|万|億|倍|台|校|社|者|床|階|丁目|番|市|区|町|村|県|種|行|列|組|位|度|期|次|世|代)"
)
_MARK = re.compile(r"(?P<m>[・･•‣▪◦○〇◯●◎◇◆□■▽▼△▲☆★※→⇒➡➔⇨＊*―－‐-])[ \u3000]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A number that a line may begin with. `value` from 1, `length` = characters with the blank after it, `sure` =
    a delimiter follows and no unit. `misread` = written with a kanji that looks like the kana (`printed` has it)."""

    kind: str
    value: int
    printed: str
    length: int
    sure: bool
    misread: bool = False


def signs_of(text: str) -> list[Sign]:
    """Every number that the line may begin with, the likeliest first; none for an ordinary line."""
    found = []
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None or match.end() == len(text.rstrip()) + 1:
            continue
        sign = _sign(kind, match, text)
        if sign is not None:
            found.append(sign)
    return found


def _sign(kind: str, match: re.Match[str], text: str) -> Sign | None:
    groups = match.groupdict()
    misread = False
    if digits := groups.get("n"):
        value = int(digits)
    elif wide := groups.get("w"):
        value = ord(wide) - ord("⑴") + 1
    elif circle := groups.get("c"):
        value = CIRCLES.index(circle) + 1
    elif roman := groups.get("r"):
        value = ROMANS.index(roman) + 1
    elif letter := groups.get("a"):
        value = ord(unicodedata.normalize("NFKC", letter)) - ord("a") + 1
    else:
        kana = unicodedata.normalize("NFKC", groups["k"] or "")
        read = kana.translate(_LOOKALIKES)
        misread = read != kana
        if read not in KANA:
            return None
        value = KANA.index(read) + 1
    if not value:
        return None
    delimited = bool(groups.get("d") or groups.get("d2")) or groups.get("d") == ""
    enclosed = kind in (PAREN, KANA_PAREN, CIRCLE, LETTER_PAREN)
    unit = kind == PLAIN and _COUNTED.match(text, match.end("n")) is not None
    if kind == PLAIN and not delimited and unit:
        return None
    shown = _dressed(kind, groups["k"] or "") if misread else printed(kind, value)
    return Sign(kind, value, shown, match.end(), (delimited or enclosed) and not unit, misread)


def printed(kind: str, value: int) -> str:
    """The number as the program prints it in half-width signs, e.g. `(3)`, `①`, `ア`."""
    if kind in (KANA_SIGN, KANA_PAREN):
        sign = KANA[value - 1] if value <= len(KANA) else str(value)
    elif kind == CIRCLE:
        sign = CIRCLES[value - 1] if value <= len(CIRCLES) else f"({value})"
    elif kind == ROMAN:
        sign = ROMANS[value - 1] if value <= len(ROMANS) else str(value)
    elif kind in (LETTER, LETTER_PAREN):
        sign = chr(ord("a") + (value - 1) % 26)
    else:
        sign = str(value)
    return kind if kind == CIRCLE and not sign else _dressed(kind, sign)


def _dressed(kind: str, sign: str) -> str:
    if kind in (PAREN, KANA_PAREN, LETTER_PAREN):
        return f"({sign})"
    if kind == HALF:
        return f"{sign})"
    return f"第{sign}" if kind == CHAPTER else sign


def mark_of(text: str) -> tuple[str, int]:
    """A mark that a line begins with (・ ○ →) and how many characters it takes with its blanks; ("", 0) without."""
    match = _MARK.match(text)
    return (match["m"], match.end()) if match else ("", 0)
