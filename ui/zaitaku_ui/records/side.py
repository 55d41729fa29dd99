"""Right of a table of records: the record under the cursor, with all its fields in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.records.side_fields import ChoiceField, TextField
from zaitaku_ui.records.source import NEW, Change, RecordSource, SideField, SideSection
from zaitaku_ui.theme import Theme

WIDTH, LABEL, UNIT = 364, 84, 20
NARROW = 1060
"""Below this width (a screen of 1366 that is drawn at 125 %) it is closed until it is asked for (F8)."""
NOBODY = "行が選ばれていません"
Write = Callable[[Sequence[Change], str], Sequence[int] | None]


class RecordSide(QFrame):
    """Shows what `source.sections()` says of a record; what is typed is written as it is in the table."""

    closed = Signal()
    left = Signal()
    """The table is wanted again: Esc or Ctrl+Enter."""
    freed = Signal()
    """What was typed is given up: whatever the cursor is on can be shown."""

    def __init__(self, theme: Theme, source: RecordSource, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rightside")
        self._theme = theme
        self._source = source
        self._write_changes = write
        self.record: int | None = None
        """What is shown; what is typed belongs to it, wherever the cursor goes meanwhile."""
        self.fields: dict[str, TextField | ChoiceField] = {}
        self._sections: Sequence[SideSection] = ()
        self._notes: dict[str, Paragraph] = {}
        self._of_column: dict[str, str] = {}
        self._asked: bool | None = None
        self.least_room = theme.pixels(NARROW)
        """With less room beside it, it is closed until somebody wants it."""
        self._writable = True
        self._name = Paragraph("")
        self._name.setProperty("section", True)
        self._body = QWidget()
        self._body.setObjectName("cellpage")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(*(theme.pixels(side) for side in (14, 10, 10, 12)))
        self._column.setSpacing(theme.pixels(4))
        self._column.addWidget(self._name)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(self._body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._area, 1)
        self.setFixedWidth(theme.pixels(WIDTH))

    def _head(self) -> QFrame:
        theme = self._theme
        head = QFrame()
        head.setObjectName("sidehead")
        head.setFixedHeight(theme.pixels(36))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.pixels(14), 0, theme.pixels(8), 0)
        title = QLabel(f"選んだ{self._source.word}")
        title.setFont(theme.font(13, bold=True))
        close = QToolButton()
        close.setProperty("tool", True)
        close.setIcon(theme.icon("close"))
        close.setIconSize(QSize(theme.pixels(16), theme.pixels(16)))
        close.setToolTip("閉じる（F8）")
        close.setAccessibleName(f"選んだ{self._source.word}を閉じる（F8）")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.closed)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(close)
        return head

    # Fields

    def _build(self, sections: Sequence[SideSection]) -> None:
        """Have these fields in place of those of before."""
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.fields, self._notes, self._of_column = {}, {}, {}
        self._sections = sections
        for part in sections:
            self._column.addWidget(self._part(part))
        self._column.addStretch(1)

    def _part(self, part: SideSection) -> QFrame:
        theme = self._theme
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, theme.pixels(6))
        grid.setHorizontalSpacing(theme.pixels(6))
        grid.setVerticalSpacing(theme.pixels(4))
        for column in (0, 3):
            grid.setColumnMinimumWidth(column, theme.pixels(LABEL))
        for column in (1, 4):
            grid.setColumnStretch(column, 1)
        if part.title:
            grid.addWidget(section(part.title), 0, 0, 1, 6)
        row, right = 1, False
        for one in part.fields:
            second = right and one.short
            if not second:
                row += 2
            self._place(grid, row, 3 if second else 0, one)
            right = one.short and not second
        return frame

    def _place(self, grid: QGridLayout, row: int, column: int, one: SideField) -> None:
        theme = self._theme
        field = self._field(one)
        name = QLabel(one.label)
        name.setProperty("secondary", True)
        name.setWordWrap(True)
        name.setMinimumHeight(theme.pixels(30))
        name.setBuddy(field)
        grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, column + 1, 1, 1 if one.short else 5)
        if one.short:
            unit = QLabel(one.unit)
            unit.setMinimumWidth(theme.pixels(UNIT))
            grid.addWidget(unit, row, column + 2)
        note = self._notes[one.key] = Paragraph("")
        note.setStyleSheet(f"color: {theme.tokens['err']};")
        note.hide()
        grid.addWidget(note, row + 1, column, 1, 3 if one.short else 6)
        self.fields[one.key] = field
        self._of_column |= dict.fromkeys((one.key, *one.also), one.key)

    def _field(self, one: SideField) -> TextField | ChoiceField:
        write = partial(self._write, one)
        field: TextField | ChoiceField
        if self._source.choices(one.key):
            field = ChoiceField(one.label, write, free=not self._source.only_choices(one.key))
        else:
            field = TextField(self._theme, one.label, one.lines, write, partial(self._known, one.key))
            field.setPlaceholderText(one.hint)
        field.gone_on.connect(self._go_on)
        field.given_up.connect(self._give_up)
        field.done.connect(self._done)
        return field

    def _known(self, key: str) -> KnownLines:
        others = (record for record in self._source.records() if record > NEW and record != self.record)
        return self._source.known(self.record or NEW, key, self._texts(key, others))

    def _texts(self, key: str, records: Iterable[int]) -> list[str]:
        return [text for record in records if (text := self._source.text(record, key))]

    # Showing

    def show_record(self, record: int | None, *, writable: bool) -> None:
        """What is known of it (NEW = one that is to be made). A text that cannot be written keeps the one before."""
        if record != self.record and not self.finish():
            return
        sections = self._source.sections()
        if sections != self._sections:
            self._build(sections)
        other = record != self.record
        self.record, self._writable = record, writable
        self.refresh(begin=other)

    def refresh(self, *, begin: bool = False) -> None:
        """The texts as they are stored; `begin` = of another record."""
        source, record = self._source, self.record
        there = record is not None and record > NEW and record in source.records()
        self._name.setText(f"新しい{source.word}" if record == NEW else NOBODY)
        self._name.setVisible(not there)
        for key, field in self.fields.items():
            text = source.text(record, key) if there and record is not None else ""
            why = source.why_not(record, key) if record is not None and (there or record == NEW) else NOBODY
            if isinstance(field, ChoiceField):
                field.offer(source.choices(key))
            (field.begin if begin else field.show_text)(text)
            field.set_writable(why if self._writable else "閲覧専用で開いているため、書き込めません。")
            found = source.finding(record, key) if there and record is not None else ""
            self._notes[key].setText(f"⚠ {found}" if found else "")
            self._notes[key].setVisible(bool(found))

    def point_at(self, column: str) -> None:
        """The field of that column gets the keyboard when the pane does."""
        field = self.fields.get(self._of_column.get(column, ""))
        if field is None and self.fields:
            field = next(iter(self.fields.values()))
        if field is not None:
            self.setFocusProxy(field)

    # Writing

    def _write(self, one: SideField, text: str) -> bool:
        if self.record is None:
            return False
        if self.record == NEW and not text.strip():
            return True
        made = self._write_changes([Change(self.record, {one.key: text})], f"{one.label}の入力")
        if made and self.record == NEW:
            self.record = made[0]
        return made is not None

    def finish(self) -> bool:
        """Write what is typed. False = it could not be and stays."""
        for field in self.fields.values():
            if not field.finish():
                field.setFocus()
                self._area.ensureWidgetVisible(field)
                return False
        return True

    def _go_on(self) -> None:
        self.focusNextChild()

    def _give_up(self) -> None:
        field = self.sender()
        if isinstance(field, TextField | ChoiceField):
            (self.freed if field.give_up() else self.left).emit()

    def _done(self) -> None:
        if self.finish():
            self.left.emit()

    # Open or closed

    @property
    def is_seen(self) -> bool:
        """Whether it is open."""
        return not self.isHidden()

    def turn(self) -> None:
        """Open or close it, because somebody wants it so."""
        if self.is_seen and not self.finish():
            return
        self._asked = not self.is_seen
        now = QApplication.focusWidget()
        held = now is not None and self.isAncestorOf(now)
        self.setVisible(self._asked)
        if held:
            self.left.emit()

    def settle(self, room: int) -> None:
        """There are so many px for it and the table: without room it is closed until somebody wants it."""
        if self._asked is None:
            self.setVisible(room >= self.least_room)
