"""The box under a heading of the sheet: sort by the column, choose what is shown of it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.base.folding import find_all
from zaitaku_desktop.forms.arranging import BLANK
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.find.arranger import Arranger, shown
from zaitaku_ui.find.held_keys import HeldKeys
from zaitaku_ui.theme import Theme

WIDTH, MOST_ROWS, LEAST_SEARCHED = 330, 9, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_VALUE, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
LINE, COUNT = 25, 58
"""Height of a line of the list, room for a count at the right; px at text size 標準."""
EVERY = "（すべて）"


class CountedLines(QStyledItemDelegate):
    """A value, and at the right how many 取組 have it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = str(index.data(_COUNT) or "")
        whole = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, self._theme.colour("sel"))
        option.rect.setRight(whole.right() - self._theme.pixels(COUNT))
        super().paint(painter, option, index)
        painter.setPen(self._theme.colour("on-sel" if option.state & QStyle.StateFlag.State_Selected else "ink3"))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(whole.adjusted(0, 0, -self._theme.pixels(8), 0), flags, words)


class ColumnBox(QFrame):
    """Opens over the sheet; Esc closes it, as does the keyboard going elsewhere."""

    left = Signal()
    """It was closed: the keyboard belongs to the sheet again."""

    def __init__(self, theme: Theme, arranger: Arranger, held_keys: HeldKeys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("columnbox")
        self._held_keys = held_keys
        self._theme = theme
        self._arranger = arranger
        self._column = ""
        self._filling = False
        self._list_height = 0
        self._at = QPoint()
        self.title = QLabel()
        self.title.setProperty("section", True)
        self.up = self._sort_button("arrow-up", "昇順に並べる")
        self.down = self._sort_button("arrow-down", "降順に並べる")
        self.what = QComboBox()
        self.what.setAccessibleName("何で絞り込むか")
        self.search = QLineEdit()
        self.search.setPlaceholderText("選択肢を探す")
        self.search.setAccessibleName("選択肢を探す")
        self.list = QListWidget()
        self.list.setAccessibleName("表示するもの")
        self.list.setItemDelegate(CountedLines(self._theme, self.list))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.blank = QPushButton("空欄だけ")
        self.filled = QPushButton("空欄を除く")
        self.all = QPushButton("絞り込みをやめる")
        self.apply = QPushButton("絞り込む")
        self.apply.setProperty("filled", True)
        self._assemble()
        self._connect()
        self.hide()

    def _sort_button(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(name)
        button.setIcon(self._theme.icon(icon))
        button.setCheckable(True)
        button.setToolTip("もう一度押すと、元の並びに戻ります")
        return button

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        edge = self._theme.pixels(10)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(self._theme.pixels(6))
        column.addWidget(self.title)
        column.addLayout(self._row(self.up, self.down))
        column.addWidget(caption("表示だけが変わります。計画の並びや印刷は変わりません。"))
        column.addWidget(self.what)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(self._row(self.blank, self.filled))
        column.addLayout(self._row(self.all, self.apply))
        self.setFixedWidth(self._theme.pixels(WIDTH))

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.pixels(6))
        for widget in widgets:
            row.addWidget(widget, 1)
        return row

    def _connect(self) -> None:
        self.up.clicked.connect(partial(self._sort, False))
        self.down.clicked.connect(partial(self._sort, True))
        self.what.currentIndexChanged.connect(self._what_changed)
        self.search.textChanged.connect(self._search)
        self.list.itemChanged.connect(self._checked)
        self.list.itemDoubleClicked.connect(self._only)
        self.blank.clicked.connect(self._only_blank)
        self.filled.clicked.connect(self._without_blank)
        self.all.clicked.connect(self._every)
        self.apply.clicked.connect(self._apply)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # Opening

    def open_under(self, at: QPoint, column: str, heading: str) -> None:
        """Show it for a column, its upper left corner at `at` (of the parent) as far as there is room."""
        self._column = column
        self.title.setText(heading)
        sorting = self._arranger.wanted.sorting
        mine = sorting is not None and sorting.column == column
        self.up.setChecked(mine and sorting is not None and not sorting.descending)
        self.down.setChecked(mine and sorting is not None and sorting.descending)
        self._filling = True
        self.what.clear()
        self.what.addItem(f"{heading} で絞り込む", column)
        for key, name in self._arranger.axes():
            self.what.addItem(f"{name} で絞り込む", key)
        self._filling = False
        self.what.setVisible(self.what.count() > 1)
        self._at = at
        self._show_options()
        self.show()
        self.raise_()
        self.up.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        place, at = self.parentWidget(), self._at
        assert place is not None
        hinted = min(self.list.sizeHint().height(), self._list_height)
        wanted = self.sizeHint().height() - hinted + self._list_height
        height = max(min(wanted, place.height() - at.y() - 4), min(place.height(), self.minimumSizeHint().height()))
        left = max(min(at.x(), place.width() - self.width() - 4), 0)
        self.setGeometry(left, max(min(at.y(), place.height() - height), 0), self.width(), height)

    def _key(self) -> str:
        """What is chosen from: the column, or an axis of tags."""
        return str(self.what.currentData())

    def _show_options(self) -> None:
        """The values, those that are shown now checked."""
        self._filling = True
        chosen = self._arranger.wanted.choice(self._key())
        found = self._arranger.options(self._key())
        self.list.clear()
        self._add(EVERY, "", True)
        for value, count in found:
            item = self._add(shown(value), value, chosen is None or value in chosen)
            item.setData(_COUNT, f"{count:,}件")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{shown(value)}　{count:,}件")
            item.setToolTip(value)
        self.search.clear()
        self.search.setVisible(len(found) >= LEAST_SEARCHED)
        some_blank = any(value == BLANK for value, _ in found)
        for button in (self.blank, self.filled):
            button.setVisible(some_blank and len(found) > 1)
        row = self._theme.pixels(LINE)
        self._list_height = row * min(len(found) + 1, MOST_ROWS) + 4
        self.list.setMinimumHeight(min(self._list_height, row * 3))
        self.list.setMaximumHeight(self._list_height)
        self._filling = False
        self._settle()
        self._place()

    def _add(self, words: str, value: str, checked: bool) -> QListWidgetItem:
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        item.setData(_VALUE, value)
        return item

    # Choosing

    def _items(self) -> list[QListWidgetItem]:
        """The values; the first line is all of them."""
        return [self.list.item(row) for row in range(1, self.list.count())]

    def chosen(self) -> frozenset[str]:
        """The values that are checked and seen."""
        checked = Qt.CheckState.Checked
        return frozenset(
            str(item.data(_VALUE)) for item in self._items() if item.checkState() == checked and not item.isHidden()
        )

    def _check(self, values: Collection[str]) -> None:
        self._filling = True
        for item in self._items():
            checked = item.data(_VALUE) in values
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self._filling = False
        self._settle()

    def _settle(self) -> None:
        """The line of all says how many are checked; without any there is nothing to show."""
        seen = [item for item in self._items() if not item.isHidden()]
        count = len(self.chosen())
        states = Qt.CheckState
        whole = states.Checked if count == len(seen) else states.PartiallyChecked if count else states.Unchecked
        self._filling = True
        if self.list.count():
            self.list.item(0).setCheckState(whole)
        self._filling = False
        self.apply.setEnabled(bool(count))
        self.all.setEnabled(self._arranger.wanted.choice(self._key()) is not None)

    def _checked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        if self.list.row(item) == 0:
            wanted = item.checkState() == Qt.CheckState.Checked
            self._check([str(one.data(_VALUE)) for one in self._items() if not one.isHidden()] if wanted else [])
        else:
            self._settle()

    def _only(self, item: QListWidgetItem) -> None:
        if self.list.row(item):
            self._check([str(item.data(_VALUE))])
            self._apply()

    def _only_blank(self) -> None:
        self._check([BLANK])
        self._apply()

    def _without_blank(self) -> None:
        self._check([str(item.data(_VALUE)) for item in self._items() if item.data(_VALUE) != BLANK])
        self._apply()

    def _search(self, words: str) -> None:
        for item in self._items():
            item.setHidden(bool(words) and not find_all(str(item.data(_VALUE)), words))
        self._settle()

    def _what_changed(self, _place: int) -> None:
        if not self._filling:
            self._show_options()

    # What comes of it

    def _sort(self, descending: bool, *_checked: bool) -> None:
        self.close_box()
        self._arranger.sort(self._column, descending=descending)

    def _apply(self) -> None:
        chosen, key = self.chosen(), self._key()
        if not chosen:
            return
        self.close_box()
        every = chosen == {value for value, _ in self._arranger.options(key)}
        self._arranger.choose(key, None if every else chosen)

    def _every(self) -> None:
        key = self._key()
        self.close_box()
        self._arranger.choose(key, None)

    def close_box(self) -> None:
        """Away with it; the keyboard goes to the sheet."""
        self.hide()
        self.left.emit()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible() or now is None or now is self or self.isAncestorOf(now):
            return
        if now.window().windowType() != Qt.WindowType.Popup:  # the list of `what` is a window of its own
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._held_keys.hold(event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
            return True
        if event.key() in _ENTER and watched in (self.list, self.search):
            self._apply()
            return True
        if event.key() == Qt.Key.Key_Down and watched is self.search:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False
