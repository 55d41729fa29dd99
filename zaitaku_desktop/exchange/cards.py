"""Cards (LAYOUTS P5) in a sheet or a text → the same as a grid with one row for each card.

A card begins with its 取組 and goes on with a label and its text on each row; what stands yearly has 年度 and value in
one cell, or the 年度 on one row and the values below. 【基本理念①】 headings, notes under a card and lines above the
first card go along. What is not understood stands in the grid too, so that it is listed.

Each card stands in the row in which it begins: a place that is told (B12) is on the 12th line of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zaitaku_desktop.exchange.headers import HeaderFinder
from zaitaku_desktop.exchange.labels import label, plain
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable, Slot
from zaitaku_desktop.forms.cells import NOTES
from zaitaku_desktop.forms.definition import ColumnDef, Form

_YEAR = re.compile(r"\s*((?:令和|平成|[RHＲＨ])\s*(?:元|[0-9０-９]{1,2})\s*年?度?)[\s:：]*(.*)", re.DOTALL)
_HEADING = re.compile(r"【\s*(.+?)\s*】\s*(.*)", re.DOTALL)
_SIGN = re.compile(r"([①-⑳㉑-㉟]|[0-9０-９]{1,2}|[ア-ン])$")
_NUMBERED = re.compile(
    r"((?:[①-⑳㉑-㉟]|[0-9０-９]{1,2})(?:\s*[-－‐–—―ー−]\s*[0-9０-９]{1,3})?)[\s.．、]+(\S.*)", re.DOTALL
)
_NOTE_MARKS = "※＊*"
_LONGEST_LABEL = 12
_NUMBER = "No."


@dataclass
class _Card:
    """One card: `row` = where it begins. Texts by the heading of the column they go to."""

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    heading: str = ""


def card_grid(table: SheetTable, form: Form) -> SheetTable | None:
    """The cards of a sheet as a grid with the headings of `form`; None for a sheet without cards."""
    return None if form.layout != "cards" else _Cards(table, form).grid()


class _Cards:
    def __init__(self, table: SheetTable, form: Form) -> None:
        self.table = table
        self.form = form
        self._words = {column.key: HeaderFinder.labels_of(column) for column in form.columns}
        self._title = next((column for column in form.columns if column.role == "title"), None)
        self._axis = next(
            (column for column in form.columns if column.role == "tags" and column.axis == form.group_axis), None
        )
        self._note = next((column for column in form.columns if column.role == "below_note"), None)
        self._yearly = [column for column in form.columns if column.repeats]
        self.cards: list[_Card] = []
        self.loose: dict[Slot, str] = {}
        """Lines that belong to no card, where they stand."""
        self._rows = [(row, self._own(row)) for row in range(1, table.last_row + 1)]
        self._heading = ""
        self._awaiting: list[tuple[int, str]] = []
        self._last = ""
        self._labels_at = 1

    def grid(self) -> SheetTable | None:
        rows = [(row, own) for row, own in self._rows if own]
        if self._title is None or not self._has_cards(rows):
            return None
        for row, own in rows:
            self._line(row, own)
        return self._as_grid()

    def _own(self, row: int) -> list[tuple[int, str]]:
        return [(col, text) for col in self.table.columns_of(row) if (text := self.table.text(row, col)).strip()]

    def _has_cards(self, rows: Sequence[tuple[int, list[tuple[int, str]]]]) -> bool:
        """A name with its label, and on the next row another label: in a grid the labels stand side by side."""
        return any(
            self._begins(own) and len(after) > 1 and self._column(after[0][1]) not in (None, self._title)
            for (_, own), (_, after) in pairwise(rows)
        )

    def _begins(self, own: Sequence[tuple[int, str]]) -> bool:
        return len(own) > 1 and self._column(own[0][1]) is self._title and self._column(own[1][1]) is None

    def _column(self, words: str) -> ColumnDef | None:
        """The column of the form that is called so."""
        if len(words) > 2 * _LONGEST_LABEL:
            return None
        said = label(words)
        return next((column for column in self.form.columns if said in self._words[column.key]), None)

    # ── line by line

    def _line(self, row: int, own: list[tuple[int, str]]) -> None:
        awaited, self._awaiting = self._awaiting, []
        if self._begins(own):
            self._begin(row, own)
        elif self.cards and self._is_labelled(own):
            self._labelled(own)
        elif awaited and self.cards and self._fills(own, awaited):
            pass
        elif len(own) == 1:
            self._alone(row, *own[0])
        elif self.cards and self._last and self.table.owner(row, self._labels_at) != (row, self._labels_at):
            self._say(self._last, _joined(text for _, text in own))  # its label is merged over both rows
        else:
            self.loose.update({(row, col): text for col, text in own})

    def _begin(self, row: int, own: Sequence[tuple[int, str]]) -> None:
        assert self._title is not None
        self._labels_at = own[0][0]
        card = _Card(row, heading=self._heading)
        name = _joined(text for _, text in own[1:])
        numbered = _NUMBERED.fullmatch(name)
        if numbered is not None:
            card.texts[_NUMBER] = numbered.group(1)
            name = numbered.group(2)
        card.texts[_words_of(self._title)] = name
        self.cards.append(card)
        self._last = _words_of(self._title)

    def _is_labelled(self, own: Sequence[tuple[int, str]]) -> bool:
        first = own[0][1]
        if self._column(first) is not None:
            return True
        return len(own) > 1 and own[0][0] == self._labels_at and len(first) <= _LONGEST_LABEL

    def _labelled(self, own: Sequence[tuple[int, str]]) -> None:
        """A label with its text, or with the 年度 and what is said of each."""
        column = self._column(own[0][1])
        heading = own[0][1].strip() if column is None else _words_of(column)
        dated = [(col, _YEAR.fullmatch(text), text) for col, text in own[1:]]
        if (column is None or column in self._yearly) and dated and all(match for _, match, _ in dated):
            said = [(col, f"{heading} {plain(match.group(1))}", match.group(2)) for col, match, _ in dated if match]
            for _, name, value in said:
                self._say(name, value)
            if not any(value for _, _, value in said):
                self._awaiting = [(col, name) for col, name, _ in said]
            self._last = ""
            return
        self._say(heading, _joined(text for _, text in own[1:]))
        self._last = heading

    def _fills(self, own: Sequence[tuple[int, str]], awaited: Sequence[tuple[int, str]]) -> bool:
        """The row below the 年度: what stands under each."""
        places = dict(awaited)
        if not all(col in places for col, _ in own):
            return False
        for col, text in own:
            self._say(places[col], text)
        return True

    def _say(self, heading: str, text: str) -> None:
        texts = self.cards[-1].texts
        texts[heading] = f"{texts[heading]}\n{text}" if texts.get(heading) else text

    def _alone(self, row: int, col: int, text: str) -> None:
        """A heading over cards, a note under one, or a line of its own."""
        heading = _HEADING.fullmatch(text.strip())
        sign = None if heading is None else _SIGN.search(heading.group(1))
        if heading is not None and sign is not None and self._axis is not None:
            self._heading = f"{sign.group(1)}\u3000{heading.group(2).strip()}".strip("\u3000")
        elif heading is not None and not heading.group(2):  # a 項目 of the plan
            self._heading = ""
            self.loose[row, col] = heading.group(1)
        elif self.cards and self._note is not None and (text.strip()[:1] in _NOTE_MARKS or self.cards[-1].notes):
            self.cards[-1].notes.append(text.strip())
        else:
            self.loose[row, col] = text

    # ── the grid

    def _as_grid(self) -> SheetTable:
        headings = self._headings()
        cells: dict[Slot, SheetCell] = {}
        first = self.cards[0].row
        above = [row for row, _ in self.loose if row < first]
        header = max(above, default=0) + 1
        down = 1 if header >= first else 0  # no free row above the first card
        for (row, col), text in self.loose.items():
            cells[row + down * (row >= first), col] = SheetCell(text)
        for at, words in enumerate(headings, 1):
            cells[header, at] = SheetCell(words)
        for card in self.cards:
            for at, words in enumerate(headings, 1):
                if text := card.texts.get(words, ""):
                    cells[card.row + down, at] = SheetCell(text)
        return replace(self.table, cells=dict(sorted(cells.items())), merges=())

    def _headings(self) -> list[str]:
        """Of the columns that some card fills, in the order in which they are met; a 年度 without words too."""
        said = None
        for card in self.cards:
            if self._axis is not None and card.heading:
                sign = card.heading.partition("\u3000")[0]
                card.texts[_words_of(self._axis)] = sign if card.heading == said else card.heading
                said = card.heading
            if self._note is not None and card.notes:
                card.texts[_words_of(self._note)] = "\n".join(card.notes)
        found = dict.fromkeys(heading for card in self.cards for heading in card.texts)
        last = [_words_of(column) for column in self.form.columns if column.role in NOTES]
        order = sorted(found, key=lambda heading: (heading in last, _year_key(heading)))
        return [_NUMBER, *(heading for heading in order if heading != _NUMBER)]


def _words_of(column: ColumnDef) -> str:
    """What a column of the form is called in a heading."""
    return column.heading[0].replace("\n", "")


def _year_key(heading: str) -> str:
    """年度 of one heading stand in their order; others as they are met (the sort is stable)."""
    match = re.search(r"[0-9０-９]+|元", heading)
    return plain(match.group()).zfill(3) if match is not None and "年" in heading else ""


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
