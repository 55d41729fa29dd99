"""The find bar under the tool row: what to look for, where, how many; a second line to replace it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from zaitaku_ui.find.held_keys import HeldKeys
from zaitaku_ui.one_line import OneLine
from zaitaku_ui.theme import Theme

SHORTEST, LONGEST = 120, 280
"""Of the fields, in px at text size 標準."""
WHOLE, RANGE = 0, 1
"""Where is searched, as the box counts."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Hidden until it is asked for. It only asks; what is found is the Finder's (finder.py)."""

    changed = Signal()
    """Other words, another place, another way to compare."""
    range_asked = Signal()
    """選んだ範囲 was chosen: the range of now is meant."""
    step_asked = Signal(int)
    """The next (1) or the one before (-1)."""
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, held_keys: HeldKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findbar")
        self._theme = theme
        self._held_keys = held_keys
        self.field = self._line_edit("検索する語")
        self.words = self._line_edit("置き換える語")
        self.count = QLabel()
        self.count.setMinimumWidth(theme.pixels(92))
        self.previous = self._tool("up", "前を検索（Shift+F3）")
        self.next = self._tool("down", "次を検索（F3）")
        self.scope = QComboBox()
        self.scope.setAccessibleName("検索する範囲")
        self.scope.addItems(["計画全体", "選んだ範囲"])
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.exact = QCheckBox("全角・半角などを区別")
        self.exact.setToolTip(
            "入れないときは、全角と半角、かなとカナ、大文字と小文字、異体字のちがいを気にせずに探します"
        )
        self.close_button = self._tool("close", "検索を閉じる（Esc）")
        self.one = QPushButton("置き換える")
        self.every = QPushButton("すべて置き換える")
        self.note = OneLine()
        self._assemble()
        self._connect()
        self.show_count("")
        self.hide()

    def _line_edit(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setMinimumWidth(self._theme.pixels(SHORTEST))
        field.setMaximumWidth(self._theme.pixels(LONGEST))
        field.setClearButtonEnabled(False)
        return field

    def _tool(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("tool", True)
        button.setIcon(self._theme.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition("（")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _assemble(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(*(self._theme.pixels(side) for side in (12, 3, 8, 3)))
        grid.setSpacing(self._theme.pixels(6))
        upper, lower = QHBoxLayout(), QHBoxLayout()
        self._second = QWidget()
        self._second.setLayout(lower)
        found = (self.previous, self.next, self.count, self.scope, self.exact)
        for row, widgets in ((upper, found), (lower, (self.one, self.every))):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.pixels(6))
            for widget in widgets:
                row.addWidget(widget)
        upper.addStretch(1)
        upper.addWidget(self.close_button)
        lower.addWidget(self.note, 1)
        grid.addWidget(self.field, 0, 0)
        grid.addLayout(upper, 0, 1)
        grid.addWidget(self.words, 1, 0)
        grid.addWidget(self._second, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        for button in (self.one, self.every):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chain = (self.field, self.words, self.one, self.every, self.previous, self.next, self.scope, self.exact)
        for before, after in zip(chain, (*chain[1:], self.close_button), strict=True):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.changed)
        self.exact.toggled.connect(self.changed)
        self.scope.activated.connect(self._scope_chosen)
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.one.clicked.connect(self.replace_asked)
        self.every.clicked.connect(self.replace_all_asked)
        self.close_button.clicked.connect(self.closed)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)

    # What is shown

    def open_for(self, words: str, *, replacing: bool, writable: bool) -> None:
        """Show it with these words to look for ("" = the last ones), with the line to replace them or without."""
        for widget in (self.words, self.one, self.every):
            widget.setEnabled(writable)
        self.words.setVisible(replacing)
        self._second.setVisible(replacing)
        self.show()
        if words and words != self.field.text():
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @property
    def replacing(self) -> bool:
        """Whether the line to replace is there."""
        return not self._second.isHidden()

    def show_count(self, words: str, *, nothing: bool = False) -> None:
        """`3 / 18 件`; `nothing` = none was found."""
        self.count.setText(words)
        token = "err" if nothing else "ink2"
        self.count.setStyleSheet(f"color: {self._theme.tokens[token]};")

    def show_note(self, words: str) -> None:
        """One more sentence, "" = none."""
        self.note.setText(words)

    def show_range(self, words: str) -> None:
        """What is meant by 選んだ範囲; "" = none is chosen, the whole plan is searched."""
        self.scope.setItemText(RANGE, f"選んだ範囲（{words}）" if words else "選んだ範囲")
        self.scope.setCurrentIndex(RANGE if words else WHOLE)

    # Keys and mouse

    def _scope_chosen(self, place: int) -> None:
        if place == RANGE:
            self.range_asked.emit()
        else:
            self.changed.emit()

    def _on(self) -> None:
        self.step_asked.emit(1)

    def _back(self) -> None:
        self.step_asked.emit(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._held_keys.hold(event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if event.key() in _ENTER and watched is self.field:
            self.step_asked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() in _ENTER and watched is self.words:
            self.replace_asked.emit()
            return True
        return False
