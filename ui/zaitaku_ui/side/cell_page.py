"""セル: the cell of the cursor in full — its text to be edited, where it is printed, its findings, the 指標 of
its 取組, its past."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.model.fields import Field
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.side.findings import CellFindings
from zaitaku_ui.side.history_view import HistoryView
from zaitaku_ui.side.indicator_view import CellIndicators
from zaitaku_ui.side.large_field import LargeField
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.theme import Theme


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell as the page shows it: `place` (`3行目 R6実績`) and `owner` (the 取組), its text.

    `refusal` = why nothing can be typed there, "" if it can. `note` = what more there is to say of it (継続, 共有).
    """

    slot: Slot
    place: str
    owner: str
    text: str
    refusal: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the cell is printed: `words`, and what `go_asked` is told when they are pressed."""

    words: str
    key: object


class CellPage(QScrollArea):
    """Follows the cursor by `show_cell`. `writer` writes a text into a slot and says whether that went well."""

    back_asked = Signal()
    """The keyboard shall be the sheet's again."""
    printed_asked = Signal(object)
    """(key of a Printed): show it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: CellShown | None = None
        self._waiting: CellShown | None = None
        self._writing = False
        self._before = ""
        self.writer: Callable[[Slot, str], bool] | None = None
        self.place, self.owner = QLabel(), QLabel()
        self.field = LargeField(theme)
        self.note = Paragraph()
        self.findings = CellFindings(theme)
        self.indicators = CellIndicators(theme)
        self.history = HistoryView(theme)
        self._build()
        self.field.entered.connect(self._entered)
        self.field.left.connect(self._left)
        self.field.given_up.connect(self._give_up)
        self.field.done.connect(self._done)
        self.history.back_asked.connect(self.back_asked)

    def _build(self) -> None:
        theme, edge = self._theme, self._theme.pixels(12)
        self.place.setProperty("section", True)
        self.owner.setProperty("secondary", True)
        self.owner.setWordWrap(True)
        self.note.setProperty("caption", True)
        upper = QVBoxLayout()
        upper.setContentsMargins(edge, theme.pixels(8), edge, theme.pixels(8))
        upper.setSpacing(theme.pixels(4))
        for widget in (self.place, self.owner):
            upper.addWidget(widget)
        upper.addSpacing(theme.pixels(4))
        upper.addWidget(self.field, 1)
        upper.addWidget(self.note)
        self._printed = QVBoxLayout()
        self._printed.setSpacing(0)
        upper.addLayout(self._printed)
        body = QWidget()
        body.setObjectName("cellpage")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 3)
        column.addWidget(self._line())
        column.addWidget(self.findings)
        column.addWidget(self.indicators)
        column.addWidget(self.history, 2)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.field)

    def _line(self) -> QFrame:
        line = QFrame()
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {self._theme.tokens['line2']}; border: none;")
        return line

    # What the sheet tells

    def show_cell(self, shown: CellShown | None) -> None:
        """The cursor is there, or the cell says something else now. None = there is no cell.

        A text that cannot be written stays in the field; the page then waits where it is.
        """
        if self._writing:
            self._waiting = shown
            return
        moved = self._shown is None or shown is None or shown.slot != self._shown.slot
        if moved and not self.finish():
            self._waiting = shown
            return
        self._waiting = None
        if shown == self._shown and not moved:
            return
        self._shown = shown
        self.place.setText("" if shown is None else shown.place)
        self.owner.setText("" if shown is None else shown.owner)
        self.owner.setVisible(bool(self.owner.text()))
        # what has been typed stays to be taken elsewhere, or given up
        self.field.setReadOnly((shown is None or bool(shown.refusal)) and (moved or not self.field.dirty))
        self.note.setText("" if shown is None else shown.refusal or shown.note)
        self.note.setVisible(bool(self.note.text()))
        text = "" if shown is None else shown.text
        if moved or (not self.field.dirty and text != self.field.text()):
            self.field.show_text(text)
        if moved:
            self._before = text

    def show_findings(self, findings: Sequence[Finding], fields: Mapping[str, Field] | None = None) -> None:
        """Those of this cell."""
        self.findings.show_findings(findings, fields)

    def show_printed(self, places: Sequence[Printed]) -> None:
        """Where this cell is printed; each can be pressed."""
        while self._printed.count():
            old = self._printed.takeAt(0)
            if old is not None and (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place in places:
            button = QPushButton(self._theme.icon("print", "ink2", 16), place.words)
            button.setProperty("link", True)
            button.setProperty("slim", True)
            button.setEnabled(place.key is not None)
            button.setAutoDefault(False)
            button.setToolTip(f"{place.words}\nそのページを見ます")
            button.setAccessibleName(f"印刷する場所：{place.words}")
            button.clicked.connect(partial(self._ask_printed, place.key))
            self._printed.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask_printed(self, key: object, *_checked: bool) -> None:
        self.printed_asked.emit(key)

    # What is typed

    def finish(self) -> bool:
        """Write what was typed. False = it could not be written and stays in the field."""
        self.field.end_composing()
        if self._writing or self._shown is None or not self.field.dirty:
            return True
        return self._write(self.field.text())

    def _write(self, text: str) -> bool:
        assert self._shown is not None
        if self.writer is None:
            return False
        self._writing = True
        try:
            written = self.writer(self._shown.slot, text)
        finally:
            self._writing = False
        if not written:
            self.field.mark_refused(True)
            return False
        waiting, self._waiting = self._waiting, None
        self.field.take_as_written(text)
        if waiting is not None and waiting.slot == self._shown.slot and self.field.hasFocus():
            self._shown = waiting  # its words as the cell writes them come when the keyboard goes
        elif waiting is not None:
            self.show_cell(waiting)
        return True

    def _entered(self) -> None:
        self._before = self.field.shown

    def _left(self) -> None:
        gone = self.finish() and not self.field.hasFocus()
        if gone and self._shown is not None and self.field.text() != self._shown.text:
            self.field.show_text(self._shown.text)

    def _give_up(self) -> None:
        """The words of when the keyboard came; what was written since is written back."""
        changed = self._shown is not None and self._shown.text != self._before and not self.field.isReadOnly()
        self.field.show_text(self._before if changed or self.field.dirty else self.field.shown)
        if changed:
            self._write(self._before)
        if self._waiting is not None:
            self.show_cell(self._waiting)
        self.back_asked.emit()

    def _done(self) -> None:
        if self.finish():
            self.back_asked.emit()
