"""The list of recent files: two lines a row, saved when, state; ↑↓ Enter Delete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zaitaku_ui.recent import RecentFile, when
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 58
SAVED_SHARE, STATE_SHARE = 0.5, 0.745  # where the second and third column begin


class RecentModel(QAbstractListModel):
    """The files whose name or path holds the words searched for."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[RecentFile] = []
        self._shown: list[RecentFile] = []
        self._words = ""

    def show_files(self, files: Sequence[RecentFile]) -> None:
        """Show these instead."""
        self._all = list(files)
        self._filter()

    def search(self, words: str) -> None:
        """Show only what holds these words."""
        self._words = words.strip().casefold()
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [file for file in self._all if self._words in f"{file.name}\n{file.path}".casefold()]
        self.endResetModel()

    def file(self, index: Index) -> RecentFile | None:
        """The file of a row."""
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        file = self.file(index)
        if file is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return file.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return file.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "、".join(
                part for part in (file.name, file.path, when(file.saved, dt.date.today()), file.state) if part
            )
        return None


class RecentDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        file = model.file(index) if isinstance(model, RecentModel) else None
        if file is None:
            return
        theme, area = self._theme, option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.colour("sel"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("head2"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        self._row(painter, area, file, chosen)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _row(self, painter: QPainter, area: QRect, file: RecentFile, chosen: bool) -> None:
        theme = self._theme
        ink, quiet = ("on-sel", "on-sel" if theme.high_contrast else "ink2") if chosen else ("ink", "ink3")
        icon, token = ("box", "accent") if file.sample else ("document", "accent")
        if file.level == "warn":
            icon, token = "warn", "warn"
        if chosen and theme.high_contrast:
            token = "on-sel"
        picture = theme.pixmap(icon, token, 20, painter.device().devicePixelRatioF())
        painter.drawPixmap(area.left() + theme.pixels(12), area.center().y() - theme.pixels(10), picture)
        left = area.left() + theme.pixels(46)
        saved, state = (area.left() + int(area.width() * share) for share in (SAVED_SHARE, STATE_SHARE))
        half = area.height() // 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        upper = QRect(left, area.top() + theme.pixels(6), saved - left - 12, half - theme.pixels(6))
        lower = QRect(left, area.top() + half, saved - left - 12, half - theme.pixels(7))
        for rect, size, bold, colour, text, mode in (
            (upper, 13, True, ink, file.name, Qt.TextElideMode.ElideRight),
            (lower, 12, False, quiet, file.place, Qt.TextElideMode.ElideMiddle),
            (
                QRect(saved, area.top(), state - saved - 12, area.height()),
                13,
                False,
                ink,
                when(file.saved, dt.date.today()),
                Qt.TextElideMode.ElideRight,
            ),
            (
                QRect(state, area.top(), area.right() - state - 8, area.height()),
                13,
                False,
                "warn" if file.level == "warn" and not chosen else quiet,
                file.state,
                Qt.TextElideMode.ElideRight,
            ),
        ):
            painter.setFont(theme.font(size, bold))
            painter.setPen(theme.colour(colour))
            painter.drawText(rect, flags, painter.fontMetrics().elidedText(text, mode, rect.width()))


class RecentList(QListView):
    """The list itself. `chosen(path)` on Enter or a double click, `removed(path)` on Delete."""

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = RecentModel()
        self.setModel(self.files)
        self._delegate = RecentDelegate(theme)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("最近使ったファイル")
        self.activated.connect(self._choose)

    def show_files(self, files: Sequence[RecentFile]) -> None:
        """Show these; the choice stays on the same file, or goes to the first."""
        before = self.current_path()
        self.files.show_files(files)
        rows = range(self.files.rowCount())
        paths = [self._path(row) for row in rows]
        if paths:
            self.setCurrentIndex(self.files.index(paths.index(before) if before in paths else 0))

    def current_path(self) -> str:
        """The chosen file's path, "" = none."""
        file = self.files.file(self.currentIndex())
        return "" if file is None else file.path

    def _path(self, row: int) -> str:
        file = self.files.file(self.files.index(row))
        return "" if file is None else file.path

    def _choose(self, index: QModelIndex) -> None:
        file = self.files.file(index)
        if file is not None:
            self.chosen.emit(file.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path = self.current_path()
        if path and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(path)
            return
        if path and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(path)
            return
        super().keyPressEvent(event)
