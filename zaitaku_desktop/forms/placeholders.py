"""Words of a form with what the program puts into them: `{long}の計画` as stored ⇄ `［年度］の計画` as it is typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from string import Formatter

NAMES = {
    "year": "年度の略",
    "long": "年度",
    "due": "達成時期",
    "first": "最初の年度",
    "last": "最後の年度",
    "city": "自治体名",
    "meeting": "会議名",
    "committee": "会議体",
    "name": "会議名または氏名",
    "presenter": "説明者",
    "minutes": "分",
    "speaker": "発言者",
    "time": "時刻",
    "day": "日付",
    "department": "担当課",
    "office": "事務局",
    "number": "記号",
    "text": "名前",
    "programme": "事業",
    "heading": "研修の見出し",
}
"""What each is called in the editor of forms; it stands there in ［ ］."""
EXAMPLES = {
    "year": "R6",
    "long": "令和6年度",
    "due": "令和8年度末",
    "first": "R6",
    "last": "R8",
    "city": "みなと野市",
    "meeting": "令和7年度第1回推進会議",
    "committee": "推進会議",
    "name": "見本 太郎",
    "presenter": "事務局",
    "minutes": "20",
    "speaker": "委員長",
    "time": "午後7時30分",
    "day": "令和7年4月1日",
    "department": "健康福祉部 高齢福祉課",
    "office": "高齢福祉課",
    "number": "①",
    "text": "住み慣れた地域で暮らす",
    "programme": "在宅医療・介護連携推進事業",
    "heading": "在宅医療・介護連携に関する研修",
}
HEADING = ("year", "long", "due")
TITLE = ("first", "last", "long")
MEETING_TITLE = ("long", "meeting", "committee")
NOTICE = ("meeting", "city", "department", "committee", "office")
_KEYS = {words: key for key, words in NAMES.items()}
_STORED = re.compile(r"\{\{|\}\}|\{([a-z]+)\}")
_SHOWN = re.compile(r"［([^［］\n]+)］|[{}]")


def shown_words(stored: str) -> str:
    """As a clerk reads and types it."""

    def shown(found: re.Match[str]) -> str:
        key = found[1]
        if key is None:
            return found[0][0]
        return f"［{NAMES[key]}］" if key in NAMES else found[0]

    return _STORED.sub(shown, stored)


def stored_words(shown: str, allowed: Iterable[str]) -> str:
    """As the form keeps it. What stands in ［ ］ and is none of `allowed` is a plain word; so is every { and }."""
    known = set(allowed)

    def stored(found: re.Match[str]) -> str:
        words = found[1]
        if words is None:
            return found[0] * 2
        key = _KEYS.get(words, "")
        # A word in ［ ］ may hold braces of its own.
        return f"{{{key}}}" if key in known else found[0].replace("{", "{{").replace("}", "}}")

    return _SHOWN.sub(stored, shown)


def bare_words(stored: str) -> str:
    """On one line for a list: of what is filled in only 年度 are named."""
    words = "".join(_STORED.sub(_year_or_brace, stored).split("\n"))
    return re.sub(r"（[^（）]*：）", "", words).strip()


def _year_or_brace(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0][0]
    return "［年度］" if found[1] in ("year", "long") else ""


def only_uses(text: str, names: Collection[str]) -> bool:
    """Whether nothing but these stands in its braces, so that it can be filled in."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:  # a brace without its other half
        return False
    return all(
        name is None or (name in names and not form and conversion is None) for _, name, form, conversion in parts
    )
