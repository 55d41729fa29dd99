"""違いを決める: each text that differs from the present one, both in full, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.proposal import Choice, Conflict
from zaitaku_ui.dialogs.conflict_words import (
    CHOICES,
    THEIRS,
    choice_words,
    column_name,
    place_name,
    possible,
    year_name,
)
from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.dialogs.text_difference import Part, difference
from zaitaku_ui.theme import Theme

Key = tuple[int, str, int | None]
HEADINGS = ("取組", "列", "年度", "元の場所", "どうするか")
YEAR = HEADINGS.index("年度")
KEYS = {Qt.Key.Key_1: "mine", Qt.Key.Key_2: "theirs", Qt.Key.Key_3: "both"}
PROPOSED = "（提案）"


class _ConflictTable(QTableWidget):
    """One line for each difference. `number_pressed(choice)` for the keys 1, 2 and 3."""

    number_pressed = Signal(str)

    def __init__(self, theme: Theme, theirs: str, first: str) -> None:
        super().__init__(0, len(HEADINGS))
        self.setAccessibleName(f"今の内容と{theirs}が違う所")
        self.setHorizontalHeaderLabels([first, *HEADINGS[1:]])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(32))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate((150, 100, 170, 230), 1):
            self.setColumnWidth(column, theme.pixels(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = KEYS.get(Qt.Key(event.key()))
        if choice and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.number_pressed.emit(choice)
            return
        super().keyPressEvent(event)


class ConflictPage(QWidget):
    """The list, and the chosen line in full below it. `decided()` = what `apply` is told."""

    counted = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, theirs: str = THEIRS, first: str = HEADINGS[0]
    ) -> None:
        """`theirs` = what the other side is called, `first` = what the first column names."""
        super().__init__(parent)
        self._theme = theme
        self._theirs_word = theirs
        self._conflicts: list[Conflict] = []
        self._groups: frozenset[int] = frozenset()
        self._by_hand: dict[Key, Choice] = {}
        self.table = _ConflictTable(theme, theirs, first)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.number_pressed.connect(self.choose)
        self.count = QLabel()
        self.count.setProperty("secondary", True)
        head = QHBoxLayout()
        head.addWidget(section(f"今の内容と{theirs}が違う所"))
        head.addSpacing(theme.pixels(8))
        head.addWidget(self.count, 1)
        keys = QLabel("1・2・3 で決めて次へ　　Shift+↓ で続けて選ぶ　　Ctrl+A ですべて選ぶ")
        keys.setProperty("caption", True)
        head.addWidget(keys)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self._detail())
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.pixels(210), theme.pixels(300)])
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.pixels(edge) for edge in (16, 8, 16, 8)))
        column.setSpacing(theme.pixels(8))
        column.addLayout(head)
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.table)

    def _detail(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, self._theme.pixels(8), 0, 0)
        column.setSpacing(self._theme.pixels(6))
        self.what = QLabel()
        self.what.setProperty("section", True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.what)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.pixels(12))
        grid.setVerticalSpacing(self._theme.pixels(4))
        self.mine, self.theirs = self._text("今の内容"), self._text(self._theirs_word)
        for place, (name, how, field) in enumerate(
            (
                ("今の内容", "下線は、こちらだけにある言葉です。", self.mine),
                (self._theirs_word, "太字の下線は、こちらだけにある言葉です。", self.theirs),
            )
        ):
            title = QLabel(f"<b>{name}</b>　{how}")
            title.setBuddy(field)
            grid.addWidget(title, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)
        column.addLayout(grid, 1)
        column.addWidget(self._choice_row())
        return below

    def _text(self, name: str) -> QTextBrowser:
        field = QTextBrowser()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(self._theme.pixels(60))
        return field

    def _choice_row(self) -> QFrame:
        frame = QFrame()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.pixels(24))
        self._of = QLabel()
        row.addWidget(self._of)
        self.buttons = QButtonGroup(self)
        for number, (_, choice) in enumerate(CHOICES, 1):
            words = choice_words(choice, self._theirs_word)
            button = QRadioButton(f"{words}(&{number})")
            button.setAccessibleName(words)
            self.buttons.addButton(button, number - 1)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons.idClicked.connect(self._clicked)
        return frame

    # What the dialog calls

    def show_conflicts(self, conflicts: Sequence[Conflict], groups: frozenset[int] = frozenset()) -> None:
        """Fill the list. What was decided by hand of differences still there is kept. `groups` = ids of 項目."""
        self._conflicts = list(conflicts)
        self._groups = groups
        present = {conflict.key for conflict in self._conflicts}
        self._by_hand = {key: choice for key, choice in self._by_hand.items() if key in present}
        with QSignalBlocker(self.table):
            self.table.setRowCount(0)
            self.table.setRowCount(len(self._conflicts))
            for row, conflict in enumerate(self._conflicts):
                for column, text in enumerate(self._names(conflict)):
                    item = QTableWidgetItem(text)
                    item.setToolTip(text)
                    self.table.setItem(row, column, item)
                self._show_choice(row)
        self.table.setColumnHidden(YEAR, all(conflict.year is None for conflict in self._conflicts))
        if self._conflicts:
            self.table.selectRow(0)
        self._show_chosen()
        self._show_count()

    def decided(self) -> dict[Key, Choice]:
        """What to do with each difference, as proposed or as chosen by hand."""
        return {conflict.key: self._choice(conflict) for conflict in self._conflicts}

    @property
    def untouched(self) -> int:
        """How many are still as proposed."""
        return sum(conflict.key not in self._by_hand for conflict in self._conflicts)

    def choose(self, choice: Choice) -> None:
        """Do this with all that is selected, where it can be done; a single line leads on to the next."""
        rows = self._selected()
        left_out = 0
        for row in rows:
            conflict = self._conflicts[row]
            if choice in possible(conflict, self._groups):
                self._by_hand[conflict.key] = choice
                self._show_choice(row)
            else:
                left_out += 1
        self._show_count(left_out)
        if len(rows) == 1 and not left_out and rows[0] + 1 < len(self._conflicts):
            self._select(rows[0] + 1)
        else:
            self._show_buttons()

    # Showing

    def _names(self, conflict: Conflict) -> tuple[str, str, str, str]:
        """取組, column, 年度 and cell of the sheet."""
        return place_name(conflict), column_name(conflict, self._groups), year_name(conflict), conflict.where

    def _choice(self, conflict: Conflict) -> Choice:
        return self._by_hand.get(conflict.key, conflict.default)

    def _selected(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.table.model().index(row, 0), flags)

    def _clicked(self, number: int) -> None:
        self.choose(CHOICES[number][1])

    def _show_choice(self, row: int) -> None:
        conflict = self._conflicts[row]
        by_hand = conflict.key in self._by_hand
        words = choice_words(self._choice(conflict), self._theirs_word) + ("" if by_hand else PROPOSED)
        icon = self._theme.icon("check", "ok", 16) if by_hand else self._theme.icon("warn", "warn", 16)
        item = QTableWidgetItem(icon, words)
        item.setToolTip(words)
        self.table.setItem(row, len(HEADINGS) - 1, item)

    def _show_count(self, left_out: int = 0) -> None:
        whole, open_ones = len(self._conflicts), self.untouched
        words = f"{whole}件　うち {open_ones}件は提案のまま" if open_ones else f"{whole}件　すべて決めました"
        if left_out:
            words += f"　（{left_out}件は、両方を残す所がないため変えていません）"
        self.count.setText(words)
        self.counted.emit()

    def _show_chosen(self) -> None:
        rows = self._selected()
        current = self.table.currentRow()
        row = current if current in rows else (rows[0] if rows else -1)
        if row < 0:
            return
        conflict = self._conflicts[row]
        self.what.setText("　".join(name for name in self._names(conflict) if name))
        mine, theirs = difference(conflict.mine, conflict.theirs)
        # No word is struck out: a single struck letter (評価) could not be read, and it may well stay.
        self.mine.setHtml(self._html(mine, "err"))
        self.theirs.setHtml(self._html(theirs, "ok", "font-weight: bold;"))
        self._show_buttons()

    def _show_buttons(self) -> None:
        rows = self._selected()
        self._of.setText(f"選んだ{len(rows)}件を" if len(rows) > 1 else "この違いを")
        offered = {choice for row in rows for choice in possible(self._conflicts[row], self._groups)}
        chosen = {self._choice(self._conflicts[row]) for row in rows}
        self.buttons.setExclusive(False)  # several lines that differ have no button
        for number, (_, choice) in enumerate(CHOICES):
            button = self.buttons.button(number)
            button.setEnabled(choice in offered)
            button.setToolTip("" if choice in offered else "ここには、両方を残す所がありません。")
            button.setChecked(chosen == {choice})
        self.buttons.setExclusive(True)

    def _html(self, parts: Sequence[Part], tone: str, more: str = "") -> str:
        tokens = self._theme.tokens
        style = f"text-decoration: underline; color: {tokens[tone]}; background-color: {tokens[f'{tone}-b']}; {more}"
        words = "".join(
            f'<span style="{style}">{escape(part.text)}</span>' if part.only else escape(part.text) for part in parts
        )
        return f'<p style="line-height:140%; white-space:pre-wrap">{words.replace(chr(10), "<br>")}</p>'
