"""From the top of a 会議録 to where its body begins: which words stand under which label.

Labels may stand in cells of a ruled form, on a line of their own with the words below, before the words on the same
line, numbered (1 日時), bulleted (○日時) or in brackets. Nothing is interpreted here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zaitaku_desktop.exchange.minutes.agenda import AgendaReader
from zaitaku_desktop.exchange.minutes.labels import (
    PEOPLE_KEYS,
    SIDE_KEYS,
    Label,
    is_document_title,
    label_alone,
    label_before,
)
from zaitaku_desktop.exchange.minutes.lines import Cell, Line, plain, squeeze
from zaitaku_desktop.exchange.minutes.names import COUNT
from zaitaku_desktop.exchange.minutes.people_table import columns_of
from zaitaku_desktop.exchange.minutes.signs import PLAIN, signs_of
from zaitaku_desktop.exchange.minutes.speakers import speaker_of
from zaitaku_desktop.exchange.minutes.tree import FieldText, Words
from zaitaku_desktop.exchange.minutes.when import read_when, title_of

_INLINE = re.compile(r"(?<=[ \u3000])(?:日[ \u3000]*時|場[ \u3000]*所|傍聴者数)(?=[ \u3000:：])")
_SENTENCE = re.compile(r".{12,}(?:。|です|ます|した)$")
_OFFICE = re.compile(r"(?:課|係|室|部|局|センター|担当|支所|事務所|協議会|会|グループ|班)$")
_LISTS = frozenset({"agenda", "handouts"}) | PEOPLE_KEYS


@dataclass
class Place:
    """A labelled place in the making. `rows` = the cells under it, line by line; `side` = the label within 出席者."""

    key: str
    label: Words
    rows: list[list[Cell]] = field(default_factory=list)
    under: str = ""
    """The key of the people's place that it stands in (present, absent), "" = it is one itself."""

    @property
    def text(self) -> str:
        """All its words, a line a row."""
        return "\n".join("\u3000".join(cell.text for cell in row) for row in self.rows)

    def as_field(self) -> FieldText:
        """What the tree keeps of it."""
        return FieldText(self.key, self.label, tuple(Words(cell.text, cell.at) for row in self.rows for cell in row))


@dataclass
class Header:
    """What stands above the body. `body` = index of the body's first line among all lines."""

    places: list[Place] = field(default_factory=list)
    kept: list[Words] = field(default_factory=list)
    body: int = 0
    sections: int = 0
    """Number of the last numbered section (7 議事), 0 = the sections have no numbers."""
    form: bool = False

    def first(self, *keys: str) -> Place | None:
        """The first place of one of these kinds."""
        return next((place for place in self.places if place.key in keys), None)


class HeaderReader:
    """Reads lines until the body begins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.header = Header()
        self._place: Place | None = None
        self._group = self._divided = ""
        self._row: tuple[int, Place] | None = None
        self._first_item, self._items, self._several = "", 0, False
        self._read_agenda: Place | None = None

    def read(self) -> Header:
        """The header; `body` is past the last line where there is no body."""
        self.header.form = any(len(line.cells) > 2 and _labels(line) > 1 for line in self.lines[:30])
        for index, line in enumerate(self.lines):
            if self._body_begins(index, line):
                self.header.body = index
                return self.header
            if self._take(index, line):
                self.header.body = index + 1
                return self.header
        self.header.body = len(self.lines)
        return self.header

    # ── where the body begins

    def _body_begins(self, index: int, line: Line) -> bool:
        known = sum(
            place.key in ("when", "place", "present", "absent", "member", "agenda") for place in self.header.places
        )
        if not known or len(line.cells) > 2 or label_alone(line.cells[0].text):
            return False
        text, key = line.text, self._place.key if self._place else ""
        agenda = self.header.first("agenda")
        if agenda is not None and self._is_first_item(agenda, line):
            return True
        if label_alone(text) or label_before(text):
            return False
        if known > 1 and speaker_of(text) is not None and not (key in PEOPLE_KEYS and COUNT.search(text)):
            return key not in PEOPLE_KEYS or bool(_SENTENCE.search(text))
        if _SENTENCE.search(text) and (key in _LISTS or line.gap) and known > 1:
            return True
        if agenda is not None and not agenda.rows:
            return False  # a heading 次第, its items still to come
        opens = any(sign.kind == PLAIN and sign.value == 1 and sign.sure for sign in signs_of(text))
        return opens and line.gap and known > 2 and key not in _LISTS

    def _is_first_item(self, agenda: Place, line: Line) -> bool:
        """Whether the line is the first line of the 次第 again."""
        if not agenda.rows or agenda.rows[-1][-1].at[0] == line.number:
            return False
        if agenda is not self._read_agenda:
            self._read_agenda, self._items = agenda, 0
        if self._items != len(agenda.rows):
            items = AgendaReader().read(agenda.rows)
            self._items, self._first_item = len(agenda.rows), squeeze(items[0].number + items[0].title)
            self._several = len(items) > 1
        return self._several and squeeze(plain(line.text)) == plain(self._first_item)

    # ── a line

    def _take(self, index: int, line: Line) -> bool:
        """Put the cells where they belong. True if the body begins behind this line."""
        begins = False
        for cell in [part for whole in line.cells for part in _parted(whole)]:
            label = None if begins else self._label(index, line, cell)
            if label is None:
                self._value(line, cell)
                continue
            begins = self._opens_body(index, label, cell)
            self._open(label, cell)
        return begins

    def _label(self, index: int, line: Line, cell: Cell) -> Label | None:
        label = label_alone(cell.text) or label_before(cell.text)
        if label is None:
            return None
        whole = label.length == len(cell.text)
        if self._awaits(line) and self._place is not None and label.key == self._place.key:
            return None
        key = self._place.key if self._place else ""
        if key == "agenda" and self._is_item(label, whole, line):
            return None
        if label.key in SIDE_KEYS and not whole and key == "" and label.key != "observer":
            return label if self._group or ":" in plain(cell.text[: label.length]) else None
        if self._in_table(line) or (not whole and label.key not in SIDE_KEYS and self._awaits(line)):
            return None
        if label.key in ("end", "opening") and plain(label.words) in ("閉会", "公開") and whole and not line.cells[1:]:
            return None
        return label

    def _is_item(self, label: Label, whole: bool, line: Line) -> bool:
        """Whether a line under 次第 that reads like a label is one of its items."""
        if label.key == "next":
            return True
        numbered = label.number is not None
        if numbered:
            return not (self.header.sections > 1 and label.number == self.header.sections + 1)
        if label.key in ("agenda", "matter", "end"):
            return not (line.gap or label.boxed)
        return label.key not in (
            "body",
            "handouts",
            "listeners",
            "opening",
            "present",
            "absent",
            "when",
            "place",
            "reason",
        )

    def _in_table(self, line: Line) -> bool:
        """Whether the line stands in a table of people: its words are headings or states there."""
        if len(line.cells) < 3:
            return columns_of([line.cells]) is not None
        place = self._place
        inside = place is not None and place.key in PEOPLE_KEYS and columns_of(place.rows) is not None
        return inside or columns_of([line.cells]) is not None

    def _awaits(self, line: Line) -> bool:
        """Whether a label in a cell of this line still has no value: what follows it is that."""
        place = self._place
        return place is not None and place.label.at[0] == line.number and not place.rows

    def _opens_body(self, index: int, label: Label, cell: Cell) -> bool:
        if label.key == "body":
            return label.length == len(cell.text) or len(cell.text) - label.length > 30
        if label.key != "matter" or label.length < len(cell.text):
            return False
        if self.header.first("agenda") is not None or self.header.sections > 1:
            return True
        for line in self.lines[index + 1 : index + 40]:
            if speaker_of(line.text) is not None or _SENTENCE.search(line.text):
                return True
            if label_alone(line.text):
                return False
        return False

    def _open(self, label: Label, cell: Cell) -> None:
        if label.number is not None and label.number == self.header.sections + 1:
            self.header.sections = label.number
        key, under = label.key, ""
        if key == "office_people" and not self._group and self._is_office(cell, label):
            key = "office"
        if key in SIDE_KEYS:
            under = self._group or "present"
            if key == "member":
                self._divided = self._group
            elif self._divided != "absent":  # 事務局 behind 欠席者 is a place of its own
                under = "present"
        elif key in ("present", "absent"):
            self._group, self._divided = key, ""
        elif key not in ("listeners",):
            self._group = ""
        label_words = cell.text[: label.length].rstrip(" \u3000")
        self._place = Place(key, Words(label_words, cell.at), under=under)
        self.header.places.append(self._place)
        rest = cell.text[label.length :]
        if rest.strip():
            self._place.rows.append([Cell(rest, (cell.at[0], cell.at[1] + label.length), cell.column)])
            self._row = (cell.at[0], self._place)

    def _is_office(self, cell: Cell, label: Label) -> bool:
        """Whether 事務局 is the office and not its people: its words are the name of a 課."""
        words = cell.text[label.length :].strip()
        if not words:
            line = next(line for line in self.lines if line.number == cell.at[0])
            after = [other.text for other in line.cells if other.column > cell.column]
            later = next((other.text for other in self.lines if other.number > line.number), "")
            words = after[0] if after else later
        return bool(_OFFICE.search(words)) and not re.search(r"[、，]", words) and " " not in words

    def _value(self, line: Line, cell: Cell) -> None:
        if self._place is None:
            self._above(cell)
            return
        agenda = self.header.first("agenda")
        if agenda is not None and not agenda.rows and line.gap and any(sign.sure for sign in signs_of(cell.text)):
            self._place = agenda  # 次第 is the heading of the paper; 日時 and 場所 stand between it and its items
        rows = self._place.rows
        if self._row == (cell.at[0], self._place) and rows:
            rows[-1].append(cell)
        else:
            rows.append([cell])
        self._row = (cell.at[0], self._place)

    def _above(self, cell: Cell) -> None:
        """Words before any label: the name of the paper, of the meeting, or something else."""
        committee = self.header.first("committee")
        title = title_of(cell.text)
        if is_document_title(cell.text) and not title.committee:
            self.header.places.append(Place("paper", Words(cell.text, cell.at)))
        elif committee is None and (title.number is not None or (title.committee and is_document_title(cell.text))):
            self._name(cell)
        elif committee is not None and self._goes_on(committee, cell):
            committee.rows.append([cell])
        else:
            self.header.kept.append(Words(cell.text, cell.at))

    def _name(self, cell: Cell) -> None:
        self.header.places.append(Place("committee", Words("", cell.at), [[cell]]))

    def _goes_on(self, committee: Place, cell: Cell) -> bool:
        """Whether a line goes on with the name of the meeting that the line above began."""
        before = committee.rows[-1][-1]
        return (
            cell.at[0] - before.at[0] <= 2
            and read_when(cell.text) is None
            and not title_of(committee.text).committee
            and len(cell.text) < 60
        )


def _labels(line: Line) -> int:
    return sum(label_alone(cell.text) is not None for cell in line.cells)


def _parted(cell: Cell) -> list[Cell]:
    """A cell in which further labels stand behind blanks: `第1回 部会 日 時 令和… 場 所 市役所`."""
    cuts = [0, *(match.start() for match in _INLINE.finditer(cell.text)), len(cell.text)]
    if len(cuts) == 2:
        return [cell]
    parts = []
    for start, stop in pairwise(cuts):
        words = cell.text[start:stop].strip()
        if words:
            parts.append(Cell(words, (cell.at[0], cell.at[1] + start), cell.column))
    return parts
