"""見出しの注: the note under each heading of a 資料, one heading at a time; the lines around a title."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.layouts import PLACES, own_words
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.theme import Theme

NOTED = "注あり　"


class HeaderNotes(QWidget):
    """A list of headings, and the note of the chosen one. `notes()` = what the 資料 keeps."""

    def __init__(self, theme: Theme, notes: Mapping[str, str]) -> None:
        super().__init__()
        self._notes = dict(notes)
        self._own: dict[str, str] = {}
        self._shown = ""
        self.headings = QComboBox()
        self.headings.setAccessibleName("注を付ける見出し")
        self.headings.currentIndexChanged.connect(self._show_chosen)
        self.edit = LinesEdit((), theme, 2)
        self.edit.setAccessibleName("見出しの注")
        self.edit.textChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.pixels(4))
        column.addWidget(self.headings)
        column.addWidget(self.edit)
        self.setFocusProxy(self.headings)

    def show_form(self, form: Form, year: FiscalYear, city: str = "") -> None:
        """Offer the headings of this form, over a 資料 of that 年度; of a form that is no grid the places at which it
        prints words of its own. `city` = the municipality."""
        chosen = self.headings.currentData()
        if form.layout == "pdca":
            self._own = own_words(form.pdca, year.long, city)
            offered = [(place, PLACES[place]) for place in self._own]
        else:
            self._own = {column.key: column.note for column in form.columns}
            offered = [(column.key, _words(column, year)) for column in form.columns if column.printed]
        with QSignalBlocker(self.headings):
            self.headings.clear()
            for key, words in offered:
                self.headings.addItem(words, key)
            self.headings.setCurrentIndex(max(self.headings.findData(chosen), 0))
        self._mark()
        self._show_chosen()

    def notes(self) -> dict[str, str]:
        """By the key of the column: only what differs from the form; "" where the form's note is taken away."""
        return {key: words for key, words in self._notes.items() if words != self._own.get(key, "")}

    def _note_of(self, key: str) -> str:
        """The note of a column: the 資料's own, else the form's."""
        return self._notes.get(key, self._own.get(key, ""))

    def _show_chosen(self, _index: int = 0) -> None:
        self._shown = self.headings.currentData() or ""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(self._note_of(self._shown) if self._shown else "")

    def _typed(self) -> None:
        if self._shown:
            self._notes[self._shown] = "\n".join(self.edit.lines())
            self._mark()

    def _mark(self) -> None:
        """Say in the list which headings have a note."""
        for index in range(self.headings.count()):
            words = self.headings.itemText(index).removeprefix(NOTED)
            noted = bool(self._note_of(self.headings.itemData(index)))
            self.headings.setItemText(index, f"{NOTED}{words}" if noted else words)


def _words(definition: ColumnDef, year: FiscalYear) -> str:
    """A heading on one line; a 年度 that does not follow from the 資料 is left out."""
    own = year + definition.offset if definition.follows else None
    names = {"year": own.short if own else "", "long": own.long if own else "", "due": ""}
    path = [part.format(**names).replace("（達成時期：）", "") for part in definition.heading]
    return "　".join("".join(part.split("\n")) for part in path if part.strip())


def pair_words(form: Form, year: FiscalYear) -> str:
    """`令和6年度の取組状況及び結果、評価　令和7年度の目標、計画`: what the columns of a 資料 of that 年度 are about; ""
    for a form whose 年度 are chosen or those of the plan."""
    found: dict[FiscalYear, list[str]] = {}
    for definition in form.columns:
        if definition.follows:
            words = "".join(definition.heading[-1].format(year="", long="", due="").split()).removeprefix("の")
            found.setdefault(year + definition.offset, []).append(words)
    return "　".join(f"{of.long}の{'、'.join(words)}" for of, words in sorted(found.items()))
