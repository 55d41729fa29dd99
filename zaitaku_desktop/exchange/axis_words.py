"""Which value of an axis the words of a sheet mean: ア, (ア), ア．地域の…, 地域の…, ①."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zaitaku_desktop.exchange.labels import name_key, plain, similarity
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import AxisValueRow

NEARLY = 0.8
OPEN_AXES = frozenset(axis.key for axis in standard_axes() if not axis.values)
"""Axes whose values are each city's own (基本理念, ありたい姿): a sign that is not there yet is a new one."""
_OWN = re.compile(r"\s*[(（]?([①-⑳㉑-㉟]|[0-9０-９]{1,2})[)）]?[\s\u3000.．:：]*(.*)", re.DOTALL)
_NAMED = re.compile(r"\s*(?:[(（]?[ア-ン][)）]?[\s\u3000.．、:：]*|[A-Za-z]{2,}[\s\u3000.．、:：]+)(\S[^\n]*)")
_WORD = re.compile(r"[A-Za-z]{2,}")
"""A sign that is a word: Plan."""
GROUP_AXES = ("care_scene", "program_item")
_SIGNED = re.compile(r"\(?([ア-ン]|\d{1,2})\)?[\s.．,、:：)]*(.*)", re.DOTALL)
_SEVERAL = re.compile(r"[、,，・/／\s]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The value words mean. `exact` = they say nothing else, so that they need not be kept beside it.

    `differs` = what they say of a city's own value in place of its sentence.
    """

    value: AxisValueRow
    exact: bool
    differs: str = ""


class AxisWords:
    """The values of a file's axes, asked by words. `made` = those that the sheets have and the file does not; their
    ids are negative until they are written. `renamed` = delivered ones that a new file takes the sheets' words for."""

    def __init__(self, values: Mapping[int, AxisValueRow], *, new: bool = False) -> None:
        """`new` = the file has no plan yet: the delivered names of its axes are nobody's own words."""
        self.values = dict(values)
        self.new = new
        self.made: list[AxisValueRow] = []
        self.renamed: dict[int, AxisValueRow] = {}
        self._synonyms = {(axis.key, value.key): value.synonyms for axis in standard_axes() for value in axis.values}
        self._by_axis: dict[str, list[AxisValueRow]] = {}
        self._named: dict[tuple[str, str], AxisValueRow] = {}
        for row in values.values():
            self._by_axis.setdefault(row.axis, []).append(row)
            worded = (row.number,) if _WORD.fullmatch(row.number) else ()
            for word in (f"{row.number}{row.heading}", *worded, *self.names_of(row)):
                self._named.setdefault((row.axis, name_key(word)), row)

    def names_of(self, value: AxisValueRow) -> tuple[str, ...]:
        """What a value is called: its heading, and what else the delivered vocabulary knows for it."""
        return (value.heading, *self._synonyms.get((value.axis, value.key), ()))

    def rename(self, value: AxisValueRow, text: str) -> bool:
        """In a new file: call a delivered value as the sheet does (ウ 切れ目のない…). False where it stays."""
        match = _NAMED.fullmatch(text)
        delivered = {(axis.key, words.heading) for axis in standard_axes() for words in axis.values}
        if not self.new or match is None or (value.axis, value.heading) not in delivered:
            return False
        again = self.renamed[value.id] = self.values[value.id] = replace(value, heading=match.group(1).strip())
        self._by_axis[value.axis] = [again if row.id == value.id else row for row in self._by_axis[value.axis]]
        for key, row in self._named.items():
            if row.id == value.id:
                self._named[key] = again
        for word in (again.heading, f"{again.number}{again.heading}"):
            self._named[value.axis, name_key(word)] = again
        return True

    def names(self) -> frozenset[str]:
        """Folded names that mean a 項目: the file's own and the delivered ones."""
        delivered = {name_key(value.heading) for axis in standard_axes() for value in axis.values}
        own = {word for axis, word in self._named if axis in GROUP_AXES}
        return frozenset(delivered | own - {""})

    def group(self, text: str) -> Meaning | None:
        """What a 項目 of that name is, None = a 項目 of its own.

        The words of a 事業項目 need not be kept: its sign and name are the axis value's own. A 場面's are.
        """
        found = self._named.get(("care_scene", name_key(text)))
        if found is not None:
            return Meaning(found, exact=False)
        return self.meaning("program_item", text)

    def meaning(self, axis: str, text: str) -> Meaning | None:
        """The value, by its name with or without its sign; by sign and nearly its name; never by likeness alone."""
        folded = plain(text)
        whole = self._named.get((axis, name_key(folded)))
        if whole is not None:
            return Meaning(whole, exact=True)
        match = _SIGNED.fullmatch(folded)
        if match is None:
            return None
        signed = self._signed(axis, match.group(1))
        named = self._named.get((axis, name_key(match.group(2)))) if match.group(2) else None
        if named is not None:  # under another sign it keeps the sheet's words
            return Meaning(named, exact=signed is None or signed is named)
        if signed is None or similarity(match.group(2), signed.heading) < NEARLY:
            return None
        return Meaning(signed, exact=False)

    def _signed(self, axis: str, sign: str) -> AxisValueRow | None:
        """By its sign, or by its place where the sheet counts 1, 2, 3."""
        rows = self._by_axis.get(axis, [])
        found = next((row for row in rows if row.number and plain(row.number) == sign), None)
        if found is None and axis not in OPEN_AXES and sign.isdecimal() and 0 < int(sign) <= len(rows):
            return rows[int(sign) - 1]
        return found

    def tags(self, axis: str, text: str) -> tuple[list[Meaning], list[str]]:
        """(values, words that are none) of a cell that lists values of an axis, a name on one line or broken."""
        if axis in OPEN_AXES and _OWN.match(text):
            own = [self._own(axis, line) for line in text.split("\n") if line.strip()]
            return [meaning for meaning in own if meaning], []
        found: list[Meaning] = []
        unknown: list[str] = []
        lines = [line for line in text.split("\n") if line.strip()]
        start = 0
        while start < len(lines):
            for end in range(len(lines), start, -1):
                meanings = self._tags_of(axis, "".join(lines[start:end]))
                broken = end > start + 1
                if meanings and not (broken and (len(meanings) > 1 or not meanings[0].exact)):
                    found += [meaning for meaning in meanings if meaning.value not in [m.value for m in found]]
                    break
            else:
                end = start + 1
                unknown.append(lines[start])
            start = end
        return found, unknown

    def _own(self, axis: str, line: str) -> Meaning | None:
        """A city's own value by its sign; a sign that is not there yet makes one. None for words without a sign."""
        match = _OWN.fullmatch(line)
        if match is None:
            return None
        return self.own_value(axis, match.group(1), "", match.group(2).strip())

    def own_value(self, axis: str, sign: str, heading: str, sentence: str) -> Meaning:
        """The value of a city's own axis with that sign; one that is not there yet is made. `differs` of the meaning
        = its sentence, where the value that is there has another."""
        value = self._signed(axis, plain(sign))
        if value is None:
            value = AxisValueRow(-len(self.made) - 1, axis, "", sign, heading, sentence)
            self.made.append(value)
            self.values[value.id] = value
            self._by_axis.setdefault(axis, []).append(value)
        known = {name_key(value.sentence), name_key(value.heading), ""}
        return Meaning(value, exact=True, differs="" if name_key(sentence) in known else sentence)

    def _tags_of(self, axis: str, words: str) -> list[Meaning]:
        whole = self.meaning(axis, words) or self._bare(axis, words) or self._worded(axis, words)
        if whole is not None:
            return [whole]
        parts = [self._bare(axis, part) for part in _SEVERAL.split(plain(words)) if part]
        return [part for part in parts if part is not None] if all(parts) else []

    def _worded(self, axis: str, words: str) -> Meaning | None:
        """By a sign that is a word, whatever stands behind it: Plan 計画づくり."""
        match = _WORD.match(plain(words))
        rows = self._by_axis.get(axis, ()) if match is not None else ()
        value = next((row for row in rows if match and row.number.lower() == match.group().lower()), None)
        return None if value is None else Meaning(value, exact=False)

    def _bare(self, axis: str, words: str) -> Meaning | None:
        """A sign alone: ア, (イ), ③."""
        match = _SIGNED.fullmatch(plain(words))
        value = None if match is None or match.group(2).strip() else self._signed(axis, match.group(1))
        return None if value is None else Meaning(value, exact=True)

    def numbered(self, axis: str, number: str) -> AxisValueRow | None:
        """The value with that number (①, 1, 基本理念1), None if there is none."""
        wanted = re.findall(r"\d+", plain(number))[:1]
        rows: Iterable[AxisValueRow] = self._by_axis.get(axis, ())
        return next((row for row in rows if wanted and re.findall(r"\d+", plain(row.number))[:1] == wanted), None)
