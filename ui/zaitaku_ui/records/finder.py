"""Finds words in a table of records, folded, and goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zaitaku_desktop.base.folding import find_all
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.find.bar import FindBar
from zaitaku_ui.find.held_keys import HeldKeys
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.found_words import FoundWords, Place
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme

FROM_TOP, FROM_END = "最後まで探したので、最初に戻りました。", "最初まで探したので、最後に戻りました。"


class RecordFinder(QObject):
    """What the find bar over a sheet of records does."""

    def __init__(self, theme: Theme, sheet: SheetView, specs: tuple[ActionSpec, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._places: list[Place] = []
        self.bar = FindBar(theme, HeldKeys(spec for spec in specs if spec.needs == "write"))
        self.bar.scope.hide()
        self.bar.changed.connect(self._words_changed)
        self.bar.step_asked.connect(self.step)
        self.bar.closed.connect(self.close)

    def open(self) -> None:
        """Show the bar."""
        if self._sheet.finish_typing():
            self.bar.open_for("", replacing=False, writable=False)
            self.refresh()

    def close(self) -> None:
        """Away with the bar and its marks; the keyboard goes to the sheet."""
        self.bar.hide()
        self._places = []
        self._sheet.show_found(FoundWords())
        self._sheet.setFocus()

    def refresh(self) -> None:
        """The sheet shows something else."""
        if self.bar.isHidden():
            return
        table, words = self._sheet.model.table, self.bar.field.text()
        self._places = []
        if table is not None and words:
            self._places = [
                (row, col)
                for row, line in enumerate(table.rows)
                if line.item_id != NEW
                for col in range(len(table.columns))
                if self._spans(table.cell_at(row, col).text)
            ]
        self._mark()

    def step(self, step: int) -> None:
        """To the next cell that has the words (1) or the one before (-1), round and round."""
        if self.bar.isHidden():
            self.open()
            return
        if not self._places or not self._sheet.finish_typing():
            return
        here = self._sheet.place()
        ahead = [place for place in self._places if (place > here if step > 0 else place < here)]
        wrapped = not ahead
        found = (self._places if wrapped else ahead)[0 if step > 0 else -1]
        self._sheet.set_cursor(*found)
        self._mark()
        self.bar.show_note((FROM_TOP if step > 0 else FROM_END) if wrapped else "")

    def _words_changed(self) -> None:
        self.refresh()
        here = self._sheet.place()
        if self._places and here not in self._places:
            self._sheet.set_cursor(*next((place for place in self._places if place > here), self._places[0]))
            self._mark()

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return find_all(text, self.bar.field.text(), exact=self.bar.exact.isChecked())

    def _mark(self) -> None:
        here = self._sheet.place()
        self._sheet.show_found(FoundWords(frozenset(self._places), self._spans))
        words, count = self.bar.field.text(), len(self._places)
        if not words:
            self.bar.show_count("")
        elif not count:
            self.bar.show_count("見つかりません", nothing=True)
        else:
            at = self._places.index(here) + 1 if here in self._places else 0
            self.bar.show_count(f"{at} / {count} か所" if at else f"{count} か所")
