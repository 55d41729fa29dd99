"""次第 and 配付資料 as listed, and the 資料 that a text speaks of.

A 次第 may stand a line an item, or run in one cell: `1 開会 (1) 新任委員紹介 … 2 議題`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.minutes.levels import Levels, Place, scheme_of
from zaitaku_desktop.exchange.minutes.lines import Cell, plain, tidy
from zaitaku_desktop.exchange.minutes.signs import PAREN, PLAIN, mark_of, printed, signs_of
from zaitaku_desktop.exchange.minutes.tree import AgendaText, HandoutText, Repair, Spot

_B = r"[ \u3000]*"
_WIDE = r"[0-9０-９]"
_DOC_NUMBER = rf"{_WIDE}{{1,2}}(?:{_B}[－\-‐―ーの]{_B}{_WIDE}{{1,2}})*"
_KIND = "(?:当日|参考|追加|補足|差替|別添|席上)"
_NAME = rf"資{_B}料{_B}(?:No\.?|Ｎｏ．?|№)?{_B}"
_DOC = re.compile(rf"(?P<kind>{_KIND})?{_NAME}(?P<n>{_DOC_NUMBER})?")
_MORE = rf"{_B}(?:、|，|,|・|及び|と|～|~|〜|から){_B}(?:資料)?{_B}{_DOC_NUMBER}(?!{_B}[年月日回名人件])"
_CITED = re.compile(rf"(?P<kind>{_KIND})?資料{_B}(?:No\.?|Ｎｏ．?|№)?{_B}(?P<n>{_DOC_NUMBER}(?:{_MORE})*)")
_OPEN, _SHUT = r"【\[［（(〔", r"】\]］）)〕"
_MARK = re.compile(rf"{_B}[{_OPEN}](?P<inside>[^{_OPEN}{_SHUT}]*資{_B}料[^{_OPEN}{_SHUT}]*)[{_SHUT}]")
_HEAD_MARK = re.compile(
    rf"{_B}[{_OPEN}＜<]?{_B}(?P<doc>{_KIND}?{_NAME}(?:{_DOC_NUMBER})?){_B}[{_SHUT}＞>]?(?P<gap>{_B}[:：]?{_B})"
)
LIKE = 0.4
"""From here on two titles are taken for the same 資料."""
_RUN_CUT = re.compile(
    r"(?:(?<=[ \u3000])|^)(?=(?:[0-9０-９]{1,2}[ \u3000．.]|[（(][0-9０-９]{1,2}[)）]|[①-⑳]|[ア-ン][ \u3000]))"
)


@dataclass
class AgendaReader:
    """Reads the cells under 次第. `items` = its lines in order."""

    items: list[AgendaText] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    _places: list[Place | None] = field(default_factory=list)

    @property
    def repairs(self) -> list[Repair]:
        """Numbers that were put right."""
        return self.levels.repairs

    def read(self, rows: Sequence[Sequence[Cell]]) -> tuple[AgendaText, ...]:
        """All of them with their levels."""
        for row in rows:
            for cell in row:
                for words, at in _parted(cell, self.levels):
                    self._line(words, at)
        used = {place.kind for place in self._places if place}
        scheme = scheme_of(Counter(self.levels.nested), used)
        level = 0
        for index, (item, place) in enumerate(zip(self.items, self._places, strict=True)):
            level = scheme.index(place.kind) + 1 if place else max(level, 1) + (1 if place is None and level else 0)
            self.items[index] = AgendaText(level, item.number, item.title, item.at, item.marks)
            level = level if place else level - 1
        return tuple(self.items)

    def _line(self, words: str, at: Spot) -> None:
        found = self.levels.place(signs_of(words), at[0])
        rest = words[found[0].length :] if found else words[mark_of(words)[1] :]
        title, marks = marks_of(rest)
        number = printed(found[1].kind, found[1].value) if found else ""
        self.items.append(AgendaText(1, number, tidy(title), at, marks))
        self._places.append(found[1] if found else None)


def _parted(cell: Cell, before: Levels) -> Iterator[tuple[str, Spot]]:
    """The items of a cell: where several stand in one, each begins with the number that is due."""
    cuts = [0, *(match.start() for match in _RUN_CUT.finditer(cell.text) if match.start())]
    if len(cuts) < 2 or not signs_of(cell.text):
        yield cell.text, cell.at
        return
    levels = Levels(_open=[*before._open], _closed={**before._closed})
    starts = []
    for cut in cuts:
        signs = [sign for sign in signs_of(cell.text[cut:]) if sign.sure]
        if signs and levels.place(signs, cell.at[0]) is not None:
            starts.append(cut)
    starts = starts if starts and starts[0] == 0 else [0, *starts]
    for start, stop in zip(starts, [*starts[1:], len(cell.text)], strict=True):
        words = cell.text[start:stop].strip()
        if words:
            yield words, (cell.at[0], cell.at[1] + start)


def marks_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A title without 【資料１】 at its end or its beginning, and the numbers of the 資料 marked."""
    title, marks = text, []
    for match in _MARK.finditer(text):
        numbers = [number for number, _ in cited(match["inside"])]
        if numbers or plain(match["inside"]) in ("資料", "当日資料", "参考資料"):
            title = title.replace(match.group(), "", 1)
            marks += numbers or [plain(match["inside"]).replace("資料", "")]
    return title.strip(" \u3000"), tuple(dict.fromkeys(marks))


def number_of(kind: str, digits: str) -> str:
    """資料番号 as an identity: `1`, `1-2`, `参考1`, `当日`."""
    bare = re.sub(r"[－‐―ーの]", "-", plain(digits))
    return f"{kind}{bare}"


def cited(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every 資料 with a number that a text speaks of: `資料1、2` are two. With the place of the words."""
    for match in _CITED.finditer(text):
        kind = match["kind"] or ""
        for digits in re.finditer(_DOC_NUMBER, match["n"]):
            start = match.start("n") + digits.start()
            first = digits.start() == 0
            yield number_of(kind, digits.group()), (match.start() if first else start, start + len(digits.group()))


def handouts_of(rows: Iterable[Sequence[Cell]]) -> list[HandoutText]:
    """The 資料 of a list, a line each: `(1) 題`, `【資料1】題`, `・資料１　題`, `題（資料1）`."""
    found: list[HandoutText] = []
    for row in rows:
        for cell in row:
            one = _handout(cell)
            if one is not None:
                found.append(one)
    return found


def _handout(cell: Cell) -> HandoutText | None:
    text = cell.text[mark_of(cell.text)[1] :]
    place = None
    if plain(text) in ("なし", "別添のとおり", "別紙のとおり"):
        return None
    head = _HEAD_MARK.match(text)
    if head is None:
        sign = next((sign for sign in signs_of(text) if sign.sure and sign.kind in (PAREN, PLAIN, "①")), None)
        if sign is not None:
            place, text = sign.value, text[sign.length :]
            head = _HEAD_MARK.match(text)
    if head is not None and (doc := _DOC.match(head["doc"])):
        title = text[head.end() :].strip(" \u3000")
        kind = doc["kind"] or ""
        if title or doc["n"]:
            return HandoutText(number_of(kind, doc["n"] or ""), tidy(title), cell.at, place, kind)
    title, marks = marks_of(text)
    number = marks[0] if marks else ""
    return HandoutText(number, tidy(title), cell.at, place, re.sub(r"[\d-]", "", number))


def numbered(listed: Sequence[HandoutText], agenda: Sequence[AgendaText]) -> list[HandoutText]:
    """The 資料 of a list that numbers them by itself, with the 資料番号 that the 次第 marks at a title like theirs.

    Each number goes to the likest title; the wording of both stays as it is.
    """
    known = {one.number for one in listed if one.number}
    marked = [(number, item.title) for item in agenda for number in item.marks if number not in known]
    pairs = sorted(
        (
            (-_likeness(one.title, title), order, index, number)
            for index, one in enumerate(listed)
            if not one.number
            for order, (number, title) in enumerate(marked)
        ),
    )
    given: dict[int, str] = {}
    for score, _, index, number in pairs:
        if -score >= LIKE and index not in given and number not in given.values():
            given[index] = number
    return [replace(one, number=given.get(index, one.number)) for index, one in enumerate(listed)]


def _likeness(one: str, other: str) -> float:
    """How much of the shorter title the other has, in pairs of signs; 0…1."""
    first, second = ({words[i : i + 2] for i in range(len(words) - 1)} for words in map(plain, (one, other)))
    return len(first & second) / max(1, min(len(first), len(second)))
