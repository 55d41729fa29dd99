"""A list of choices under a field that keeps the keyboard: people present, what a reference may refer to (LOOK 4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_ui.theme import Theme

WIDTH, ROW, MOST = 286, 30, 8
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CHOICE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its words, what stands at the right, and what it means to whoever asked."""

    words: str
    detail: str = ""
    value: object = None


class _Rows(QStyledItemDelegate):
    """Words at the left, detail at the right in quiet ink; the words have the room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.pixels(WIDTH), self._theme.pixels(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, choice = self._theme, index.data(_CHOICE)
        view, rect = option.widget, QRect(option.rect)
        here = isinstance(view, QListWidget) and view.currentRow() == index.row()
        painter.save()
        if here:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), theme.colour("accent"))
        pad = theme.pixels(10)
        inside = rect.adjusted(pad, 0, -pad, 0)
        detail_font, font = theme.font(12), theme.font(13, bold=here)
        words = QFontMetrics(font)
        left = QFontMetrics(detail_font).horizontalAdvance(choice.detail) if choice.detail else 0
        room = inside.width() - min(left + pad, inside.width() // 2) if left else inside.width()
        painter.setFont(font)
        painter.setPen(theme.colour("on-sel" if here else "ink"))
        flags = Qt.AlignmentFlag.AlignVCenter
        shown = words.elidedText(choice.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(detail_font)
        painter.setPen(theme.colour("on-sel" if here else "ink3"))
        rest = inside.width() - words.horizontalAdvance(shown) - pad
        detail = QFontMetrics(detail_font).elidedText(choice.detail, Qt.TextElideMode.ElideRight, max(rest, 0))
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignRight, detail)
        painter.restore()


class ChoicePopup(QFrame):
    """Made on the window of `field`. `show_choices` opens it, `take_key` gives it the keys of the field."""

    chosen = Signal(object)
    """(Choice): it was taken."""

    def __init__(self, theme: Theme, field: QWidget, name: str, foot: str) -> None:
        """`foot` = what is offered, in its last line."""
        super().__init__(field.window())
        self._theme = theme
        self._field = field
        self.setObjectName("choicepopup")
        self.setAccessibleName(name)
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Rows(theme, self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemClicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._foot(foot))
        self.hide()

    def _foot(self, words: str) -> QWidget:
        foot = QFrame()
        foot.setObjectName("choicefoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(self._theme.pixels(10), 0, self._theme.pixels(8), 0)
        row.setSpacing(self._theme.pixels(6))
        row.addWidget(QLabel(words))
        for key, what in (("Enter", "決める"), ("↓", "次")):
            chip = QLabel(key)
            chip.setProperty("kbd", True)
            row.addWidget(chip)
            row.addWidget(QLabel(what))
        row.addStretch(1)
        foot.setFixedHeight(self._theme.pixels(26))
        return foot

    def show_choices(self, choices: Sequence[Choice], place: QRect, *, width: int = WIDTH, choose: bool = True) -> None:
        """Offer these under `place` (of the field); `choose` = the first one is what Enter takes. Nothing = close."""
        self.list.clear()
        for choice in choices:
            item = QListWidgetItem()
            item.setData(_CHOICE, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.words}　{choice.detail}".strip())
            item.setToolTip(f"{choice.words}　{choice.detail}".strip())
            self.list.addItem(item)
        self.setVisible(bool(choices))
        if choices:
            self.list.setCurrentRow(0 if choose else -1)
            self._place(place, self._theme.pixels(width))
            self.raise_()

    def _place(self, place: QRect, width: int) -> None:
        window = self.parentWidget()
        assert window is not None
        rows = min(self.list.count(), MOST)
        height = rows * self._theme.pixels(ROW) + self._theme.pixels(26) + 2
        self.list.setFixedHeight(rows * self._theme.pixels(ROW))
        at = self._field.mapTo(window, QPoint(place.left(), place.bottom() + 2))
        top = at.y()
        if top + height > window.height():
            top = self._field.mapTo(window, place.topLeft()).y() - height - 2
        left = max(min(at.x(), window.width() - width - 2), 0)
        self.setGeometry(left, max(top, 0), width, height)

    def choices(self) -> list[Choice]:
        """What is offered now; [] while it is closed."""
        if self.isHidden():
            return []
        return [self.list.item(row).data(_CHOICE) for row in range(self.list.count())]

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key while it is seen. False = it is the field's."""
        if self.isHidden():
            return False
        key, row, held = event.key(), self.list.currentRow(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            down = key == Qt.Key.Key_Down
            self.list.setCurrentRow((row + 1 if down else max(row, 0) - 1) % self.list.count())
        elif key in _TAKES and row >= 0:
            self._take(self.list.item(row))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        choice = item.data(_CHOICE)
        self.hide()
        self.chosen.emit(choice)
