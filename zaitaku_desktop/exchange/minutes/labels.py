"""The words by which a 会議録 calls its places (開催日時, 場　所, ◎出席者): which place a label means.

A label is compared with all blanks, numbers, bullets and brackets around it taken away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zaitaku_desktop.exchange.minutes.lines import plain
from zaitaku_desktop.exchange.minutes.words import lexicon

SIDE_KEYS = frozenset({"member", "office_people", "explainer", "observer"})
_WEAK = frozenset({"committee", "member", "matter", "office_people", "end_note"})
"""Labels whose word is an ordinary one: with a blank behind it, it may begin anything."""
PEOPLE_KEYS = frozenset({"present", "absent"}) | SIDE_KEYS
_DOCUMENT = re.compile(
    r"(?:.*?)(?:会議録|議事録|会議要旨|議事要旨|会議結果|会議概要|議事概要|開催結果|会記録|会議記録)(?:\(.*\))?"
)
_NUMBER = r"(?:\d{1,2}[.．、)]?|第\d{1,2}|[(]\d{1,2}[)]|[①-⑳]|[ⅰ-ⅹⅠ-Ⅹ][.]?|[ア-ン][.、]?)"
_BULLET = r"[○◯〇●◎◇◆□■▽▼△▲☆★※・•▪‣*]*"
_NOTES = r"(?:\((?:敬称略|順不同|五十音順|敬称略[・、].*|順不同[・、].*|.*順[・、]?敬称略|.*省略|.*形式\)?|予定|案)\))*"
_WORDS = rf"[【\[〔≪《<〈「(]?(?P<w>.+?)[】\]〕≫》>〉」)]?{_NOTES}[:：]?{_NOTES}"
_SHAPES = (re.compile(rf"{_BULLET}{_WORDS}"), re.compile(rf"{_BULLET}{_NUMBER}{_BULLET}{_WORDS}"))
"""A label without and with a number before it."""
_PLACES = re.compile(r"[\s\u3000]+|[:：]|(?<=[】\]〕≫》>＞〉])")
_LONGEST = 44
"""No label is longer."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found. `key` = the place it means, `number` = its own section number (7 議事) or None, `words` = it
    without numbers and brackets, `length` = characters of the cell up to the value (all of it where there is none)."""

    key: str
    words: str
    length: int
    number: int | None = None
    boxed: bool = False


def label_alone(text: str) -> Label | None:
    """The label that a cell is, None if it is anything else."""
    folded = plain(text)
    keys = lexicon().labels
    if folded in keys:
        return Label(keys[folded], folded, len(text))
    for pattern in _SHAPES:
        match = pattern.fullmatch(folded)
        if match is None:
            continue
        words = match["w"]
        key = keys.get(words) or keys.get(re.sub(r"\(.*\)$", "", words))
        if key is not None:
            digits = re.match(r"\D?(\d{1,2})", folded)
            return Label(key, words, len(text), int(digits[1]) if digits else None, "【" in folded or "[" in folded)
    return None


def label_before(text: str) -> Label | None:
    """A label with its value behind it on the same line: `日 時：令和…`, `【場所】市役所`, `出席者　委員長　甲…`."""
    for place in reversed(list(_PLACES.finditer(text[:_LONGEST]))):
        head = text[: place.start()]
        rest = re.match(r"[\s\u3000]*[:：]?[\s\u3000]*", text[place.start() :])
        length = place.start() + (rest.end() if rest else 0)
        label = label_alone(head) if head.strip() and text[length:].strip() else None
        if label is None:
            continue
        colon = any(sign in text[place.start() : length] for sign in ":：")
        if label.key in _WEAK and not colon and not label.boxed and label.number is None:
            continue
        return Label(label.key, label.words, length, label.number, label.boxed)
    return None


def is_document_title(text: str) -> bool:
    """Whether a line is the name of the paper: 会 議 録, 第1回…会議録."""
    return _DOCUMENT.fullmatch(plain(text)) is not None
