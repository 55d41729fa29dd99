"""What a line of a 自由文書 begins with, and what tools have left in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.model.document_rows import SCHEME
from zaitaku_desktop.model.number_signs import KANA, read_sign

_TAGS = re.compile(r"</?(?:p|br|li|ul|ol|b|strong|div|span)\s*/?>", re.IGNORECASE)
_PARTS = re.compile(r"<p>\s*(.*?)\s*</p>", re.IGNORECASE)
_BULLET = re.compile(r"^[-*+]\s+(?=\S)")
_HASHES = re.compile(r"^#{1,6}\s+")
_MARK = re.compile(r"^[・･○◯●◎◇◆■□▲▽▼※]\s*")
_PAGE = re.compile(r"^[-－–—‐\s]*\d{1,3}[-－–—‐\s]*$")
YEAR_MONTH = re.compile(
    r"^(?:令和|平成)\s*(?:元|[0-9０-９]{1,2})\s*年(?:度|\s*[0-9０-９]{1,2}\s*月(?:\s*[0-9０-９]{1,2}\s*日)?)?(?:\s*(?:改訂|策定|改定))?$"
)
CITY = re.compile(r"^\S{1,12}[市区町村県都道府]$")
_LONGEST_HEADING = 44


@dataclass(frozen=True, slots=True)
class Line:
    """A line without debris. `parts` = what stood in paragraphs of its own in it; `bold` = it begins or goes on in
    bold; `blank_before` = empty lines above it."""

    number: int
    text: str
    parts: tuple[str, ...] = ()
    bold: bool = False
    blank_before: int = 0
    listed: bool = False


@dataclass(frozen=True, slots=True)
class SignAt:
    """The number of a line: index of its level in the scheme, value, and the words after it."""

    level: int
    value: int
    words: str


def lines_of(text: str) -> list[Line]:
    """The lines that hold words. Bold signs of Markdown, `<p>`, bullets and page numbers are taken away."""
    found: list[Line] = []
    blank, bold = 0, False
    for number, raw in enumerate(text.replace("\f", "\n").splitlines(), 1):
        parts = tuple(_clean(part) for part in _PARTS.findall(raw))
        words = _TAGS.sub(" ", raw) if parts or "<" in raw else raw
        marks = words.count("**")
        was = bold or marks > 0
        if marks % 2:
            bold = not bold
        words = _HASHES.sub("", words.replace("**", "").strip(" \u3000"))
        listed = bool(_BULLET.match(words))
        words = _clean(_BULLET.sub("", words))
        if not words.strip():
            blank += 1
            continue
        if _PAGE.match(words) and not words.isdecimal():
            continue
        found.append(Line(number, words, parts, was, blank, listed))
        blank = 0
    return found


def _clean(text: str) -> str:
    return "\t".join(part.strip(" \u3000\xa0") for part in text.strip(" \u3000\xa0\n").split("\t"))


def sign_of(text: str) -> SignAt | None:
    """The number a line begins with, one of the scheme of a 自由文書; None = none. A sign needs a blank behind it, so
    that （1）の方向性 is none."""
    found = read_sign(text, SCHEME)
    if found is None:
        return None
    index, value, start = found
    words = text[start:].strip()
    if not words or not text[:start].endswith((" ", "\u3000", "．", ".", "\t")):
        return None
    return SignAt(index, value, words)


def is_heading(words: str) -> bool:
    """Whether words are short enough, and no sentence."""
    return len(words) <= _LONGEST_HEADING and not words.endswith(("。", "．", "、"))


def mark_of(text: str) -> str:
    """The text with its mark right before its words, "" = it begins with none."""
    match = _MARK.match(text)
    return "" if match is None else match.group().strip() + text[match.end() :]


def kana_value(text: str) -> int | None:
    """1 for ア: a line `ア 地域の…`."""
    if len(text) > 2 and text[0] in KANA and text[1] in " \u3000\t":
        return KANA.index(text[0]) + 1
    return None


def folded(text: str) -> str:
    """Without blanks and widths: for telling whether two texts are the same."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_wrapped(before: str, after: str) -> bool:
    """Whether a line goes on on the next one: broken by the width of a page, not at the end of a sentence."""
    return len(before) >= 20 and not before.endswith(("。", "）", ")", "」", "】", "：", ":")) and not mark_of(after)


def first_year(texts: Sequence[str]) -> int | None:
    """The start of the 年度 in which the first 年月 falls that stands alone or in brackets, else the first of all."""
    month = r"(令和|平成)\s*(元|[0-9０-９]{1,2})\s*年\s*([0-9０-９]{1,2})\s*月"
    for pattern in (rf"^{month}$", rf"[(（]\s*{month}\s*[)）]", month):
        for text in texts:
            if match := re.search(pattern, text):
                start = {"令和": 2018, "平成": 1988}[match[1]] + (1 if match[2] == "元" else int(match[2]))
                return start if int(match[3]) >= 4 else start - 1
    return None
