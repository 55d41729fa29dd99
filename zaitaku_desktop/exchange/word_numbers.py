"""The numbers that Word puts before paragraphs by itself: they stand in no text, only in `numbering.xml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from zaitaku_desktop.model.number_signs import sign

_SAMPLES = {
    "decimal": "1",
    "decimalFullWidth": "１",
    "decimalFullWidth2": "１",
    "decimalHalfWidth": "1",
    "decimalZero": "1",
    "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①",
    "aiueo": "ア",
    "aiueoFullWidth": "ア",
    "iroha": "イ",
    "irohaFullWidth": "イ",
    "lowerLetter": "a",
    "upperLetter": "A",
    "japaneseCounting": "一",
    "ideographDigital": "一",
    "chineseCounting": "一",
    "japaneseDigitalTenThousand": "一",
}
"""What Word calls a way to count → the sample of it (model/number_signs.py)."""
_BULLET = "・"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list. `text` = `(%1)`: the numbers of the levels and what stands around them."""

    kind: str
    text: str
    start: int = 1


@dataclass
class WordNumbers:
    """Counts the lists of a document from its first paragraph to its last."""

    _lists: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    _abstract: Mapping[str, str] = field(default_factory=dict)
    _counted: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any) -> WordNumbers:
        """From the root of `numbering.xml`, None = the document has no lists."""
        if numbering is None:
            return cls()
        kinds = {one.get(qn("w:abstractNumId")): _levels(one) for one in numbering.findall(qn("w:abstractNum"))}
        abstract, lists = {}, {}
        for one in numbering.findall(qn("w:num")):
            key = one.get(qn("w:numId"))
            base = one.find(qn("w:abstractNumId"))
            if key is None or base is None:
                continue
            abstract[key] = base.get(qn("w:val")) or ""
            lists[key] = kinds.get(abstract[key], {})
        return cls(lists, abstract)

    def next(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list, with a blank behind it; "" where it has none."""
        levels = self._lists.get(list_id, {})
        one = levels.get(level)
        if one is None or one.kind == "none":
            return ""
        if one.kind == "bullet":
            return f"{_BULLET}"
        key = self._abstract.get(list_id, list_id)
        self._counted[key, level] = self._counted.get((key, level), one.start - 1) + 1
        for deeper in [place for place in self._counted if place[0] == key and place[1] > level]:
            del self._counted[deeper]
        return f"{re.sub(r'%([1-9])', self._say(key, levels), one.text)} "

    def _say(self, key: str, levels: Mapping[int, _Level]) -> Callable[[re.Match[str]], str]:
        def say(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            kind = levels[level].kind if level in levels else "decimal"
            number = self._counted.get((key, level), 1)
            return sign(_SAMPLES.get(kind, "1"), max(number, 1))

        return say


def _levels(abstract: Any) -> Mapping[int, _Level]:
    found = {}
    for one in abstract.findall(qn("w:lvl")):
        level = int(one.get(qn("w:ilvl")) or 0)
        found[level] = _Level(
            _value(one, "w:numFmt") or "decimal", _value(one, "w:lvlText"), int(_value(one, "w:start") or 1)
        )
    return found


def _value(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else (child.get(qn("w:val")) or "")
