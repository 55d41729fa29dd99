"""Comparing words that two people typed: headings, names, 年度 in headings."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from zaitaku_desktop.base.fiscal_year import FiscalYear

_BRACKETED = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]$")
_FILLING = re.compile(r"[\s・、,，/／]+")
_YEAR = re.compile(r"(?<![A-Z])(令和|平成|昭和|[RHS])\.?(元|\d{1,2})(?!\d)(?:年度?)?|((?:19|20)\d\d)(?!\d)(?:年度?)?")
_BARE_YEAR = re.compile(r"^(元|\d{1,2})年度")
_PERIOD = re.compile(
    r"((?:令和|平成|[RHS])\.?(?:元|\d{1,2})|20\d\d)(?:年度?)?[-~〜―ー−–—―→]+((?:令和|平成|[RHS])?\.?(?:元|\d{1,2})|20\d\d)(?:年度?)?"
)
_DUE = re.compile(r"達成時期[:\s]*([^)\]】〕]+)")
_DRAFT = re.compile(r"[(\[【〔]案[)\]】〕]")
_VARIANTS = str.maketrans("髙﨑濵濱邊邉齋齊斎澤廣櫻德槗𠮷嶋龍瀨惠國", "高崎浜浜辺辺斉斉斉沢広桜徳橋吉島竜瀬恵国")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NEW_ERA = 2019


def plain(text: str) -> str:
    """NFKC, one kind of brackets kept, outer blanks gone: for patterns."""
    return unicodedata.normalize("NFKC", text).strip()


def label(text: str) -> str:
    """A heading for comparing: NFKC, no blanks or line ends, no 中点, without a trailing parenthesis."""
    folded = _FILLING.sub("", plain(text)).rstrip(":")
    while match := _BRACKETED.search(folded):
        if match.start() == 0:
            return folded[1:-1]
        folded = folded[: match.start()]
    return folded


def whole_label(text: str) -> str:
    """As `label`, but with the words of a trailing parenthesis kept: ターゲット（対象者） → ターゲット対象者."""
    return re.sub(r"[()\[\]【】〔〕:]", "", _FILLING.sub("", plain(text)))


def name_key(text: str) -> str:
    """A 取組's or person's name for comparing: NFKC, kanji variants and IVS folded, no blanks, lower case."""
    folded = unicodedata.normalize("NFKC", _SELECTORS.sub("", text.translate(_VARIANTS)))
    return re.sub(r"[\s・、。「」]+", "", folded).lower()


def similarity(a: str, b: str) -> float:
    """0…1, of the folded texts."""
    left, right = name_key(a), name_key(b)
    if left == right:
        return 1.0
    if not left or not right:
        return 0.0
    return SequenceMatcher(None, left[:400], right[:400], autojunk=False).ratio()


def year_in(text: str) -> tuple[FiscalYear, str] | None:
    """The one 年度 a heading names, and the rest of it: `令和3年度実績` → (R3, 実績). None if none or a range."""
    folded = _FILLING.sub("", plain(text)).upper()
    if _PERIOD.search(folded):
        return None
    found = list(_YEAR.finditer(folded))
    if len(found) == 1:
        match = found[0]
        year = _fiscal(match.group())
        return None if year is None else (year, folded[: match.start()] + folded[match.end() :])
    bare = None if found else _BARE_YEAR.match(folded)
    if bare is not None:  # 「6年度」「6年度結果」: the present era
        number = 1 if bare.group(1) == "元" else int(bare.group(1))
        if 1 <= number <= 40:
            return FiscalYear(_NEW_ERA - 1 + number), folded[bare.end() :]
    return None


def sole_year(text: str) -> FiscalYear | None:
    """The 年度 a title or a line of words names, if it is one and said as 年度: 「令和4年度における…」.

    A day (令和5年3月31日) names none.
    """
    folded = _FILLING.sub("", plain(text)).upper()
    if _PERIOD.search(folded):
        return None
    words = {match.group() for match in _YEAR.finditer(folded) if match.group().endswith("年度")}
    years = {word: _fiscal(word) for word in words}
    named = {year for year in years.values() if year is not None}
    if not named and (match := re.fullmatch(r"(?:令和|[RH])\.?(?:元|\d{1,2})", folded)):
        return _fiscal(match.group())
    return named.pop() if len(named) == 1 else None


def _fiscal(word: str) -> FiscalYear | None:
    """None for what only looks like a 年度 (R0, 1900)."""
    try:
        year = FiscalYear.parse(word.rstrip("年度"))
    except ValueError:
        return None
    return year if 1980 <= year.start <= 2080 else None


def period_in(text: str) -> tuple[FiscalYear, FiscalYear] | None:
    """`（R3-R5）`, `令和3~5年度`, `2021-2023`: first and last 年度."""
    match = _PERIOD.search(re.sub(r"\s", "", plain(text)).upper())
    if match is None:
        return None
    first_word, last_word = match.groups()
    first = _fiscal(first_word)
    if re.fullmatch(r"元|\d{1,2}", last_word):
        era = re.match(r"令和|平成|[RHS]", first_word)
        if era is None:
            return None
        last_word = era.group() + last_word
    last = _fiscal(last_word)
    if first is None or last is None:
        return None
    return (first, last) if first <= last and last.start - first.start < 20 else None


def without_period(text: str) -> str:
    """A title without its `（R3-R5）`."""
    return re.sub(
        r"[(（\[［【][^()（）\[\]［］【】]*[)）\]］】]",
        lambda match: "" if period_in(match.group()) else match.group(),
        text,
    ).strip()


def due_in(text: str) -> str:
    """What a heading says after 達成時期, as written: 令和5年度末."""
    match = _DUE.search(plain(text))
    return match.group(1).strip() if match else ""


def split_draft(title: str) -> tuple[str, bool]:
    """(title without （案）, whether it stood there)."""
    folded = title
    for opening, closing in ("（）", "()", "【】", "［］", "[]", "〔〕"):
        folded = folded.replace(f"{opening}案{closing}", "")
    stripped = re.sub(r"[ \u3000]{2,}", " ", folded).strip()
    return stripped, folded != title


def is_draft_mark(text: str) -> bool:
    """Whether a cell says nothing but 案."""
    return plain(text) == "案" or _DRAFT.fullmatch(plain(text)) is not None
