"""The list of a 資料一式: number, first page, title, where from, whether it is ready. Ordered by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zaitaku_desktop.typeset.boxes import Page
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.pictures import PagePictures
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-zaitaku-packet"
HEIGHT = 72
SMALL = (58, 54)
"""A small page is at most so wide and high, in px."""
BOX = (76, 26)
KEPT = 200
_NOWHERE = QModelIndex()
_LINE_ROLE = Qt.ItemDataRole.UserRole
_ICONS = {"ok": "ok", "warn": "warn", "err": "error"}


@dataclass(frozen=True, slots=True)
class PacketLine:
    """One 資料. `key` = id of the 配付資料, 0 = the 次第. `mark` = its number, in a box if `framed`.

    `level` = ok, warn, err or "" of what `state` says. `chip` = 当日配付 and the like. `page` = its first, once it is
    laid out.
    """

    key: int
    mark: str
    title: str
    caption: str
    state: str = ""
    level: str = ""
    chip: str = ""
    framed: bool = True
    page: Page | None = None
    tip: str = ""

    @property
    def movable(self) -> bool:
        """The 次第 stays in front."""
        return self.key != 0

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        return "　".join(word for word in (self.mark, self.title, self.caption, self.chip, self.state) if word)


class PacketLines(QAbstractListModel):
    """The lines; `dropped(keys, before)` when some were dragged before another (None = last)."""

    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PacketLine] = []
        self.fixed = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip or line.title
        return line.words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        movable = self.lines[index.row()].movable and not self.fixed
        return plain | Qt.ItemFlag.ItemIsDragEnabled if movable else plain

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        keys = [str(self.lines[row].key) for row in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setData(MIME, QByteArray(",".join(keys).encode("ascii")))
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index) -> bool:
        """Nothing is moved here: the records are, and the lines follow."""
        if not data.hasFormat(MIME):
            return False
        keys = [int(key) for key in bytes(data.data(MIME).data()).decode("ascii").split(",")]
        at = max(row, 1) if row >= 0 else len(self.lines)
        self.dropped.emit(keys, self.lines[at].key if at < len(self.lines) else None)
        return False


class _LinePainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, pictures: PagePictures, rows: PacketLines, parent: QListView) -> None:
        super().__init__(parent)
        self._rows = rows
        self._theme = theme
        self._pictures = pictures

    def scale(self, page: Page) -> float:
        """Pixels per point of a small page."""
        return min(self._theme.pixels(SMALL[0]) / page.width, self._theme.pixels(SMALL[1]) / page.height)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.pixels(300), self._theme.pixels(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE_ROLE)
        assert isinstance(line, PacketLine)
        theme, rect = self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.pixels(3), rect.height()), theme.colour("accent"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._handle(painter, rect, line, chosen)
        self._number(painter, rect, line, chosen)
        self._small_page(painter, rect, line)
        self._words(painter, rect, line, chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _handle(self, painter: QPainter, rect: QRect, line: PacketLine, chosen: bool) -> None:
        if not line.movable or self._rows.fixed:
            return
        colour = self._theme.colour("on-sel" if chosen else "ink3")
        left, middle, step = rect.left() + self._theme.pixels(12), rect.center().y(), self._theme.pixels(5)
        for x in (0, step):
            for y in (-step, 0, step):
                painter.fillRect(QRect(left + x, middle + y - 1, 2, 2), colour)

    def _number(self, painter: QPainter, rect: QRect, line: PacketLine, chosen: bool) -> None:
        theme = self._theme
        width, height = theme.pixels(BOX[0]), theme.pixels(BOX[1])
        box = QRect(rect.left() + theme.pixels(30), rect.center().y() - height // 2, width, height)
        if line.framed and line.mark:
            painter.fillRect(box, theme.colour("surface"))
            painter.setPen(theme.colour("line4"))
            painter.drawRect(box)
        painter.setPen(theme.colour("ink" if line.framed else "on-sel" if chosen else "ink"))
        font = theme.font(13)
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(line.mark, Qt.TextElideMode.ElideRight, width - 6)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _small_page(self, painter: QPainter, rect: QRect, line: PacketLine) -> None:
        theme = self._theme
        middle = rect.left() + theme.pixels(116 + SMALL[0] // 2)
        page = line.page
        if page is None:
            width, height = theme.pixels(40), theme.pixels(SMALL[1])
        else:
            scale = self.scale(page)
            width, height = round(page.width * scale), round(page.height * scale)
        area = QRect(middle - width // 2, rect.center().y() - height // 2, width, height)
        painter.fillRect(area, theme.colour("paper"))
        if page is not None:
            known = self._pictures.known(page, self.scale(page), painter.device().devicePixelRatioF())
            if known is not None:
                painter.drawPixmap(area.topLeft(), known)
        painter.setPen(QPen(theme.colour("line3"), 1, Qt.PenStyle.SolidLine if page else Qt.PenStyle.DashLine))
        painter.drawRect(area)

    def _words(self, painter: QPainter, rect: QRect, line: PacketLine, chosen: bool) -> None:
        theme = self._theme
        state = theme.font(12)
        taken = QFontMetrics(state).horizontalAdvance(line.state) + theme.pixels(22 if line.level else 4)
        left, right = rect.left() + theme.pixels(186), rect.right() - theme.pixels(12)
        room = QRect(left, rect.top() + theme.pixels(14), right - left, theme.pixels(22))
        ink, quiet = ("on-sel", "on-sel") if chosen else ("ink", "ink2")
        self._text(painter, room, line.title, theme.font(13, bold=True), ink)
        below = room.translated(0, theme.pixels(22))
        below.setRight(right - taken - theme.pixels(8))
        chip = QFontMetrics(state).horizontalAdvance(line.chip) + theme.pixels(18) if line.chip else 0
        used = self._text(painter, below.adjusted(0, 0, -chip, 0), line.caption, state, quiet)
        if line.chip:
            below.setLeft(left + used + theme.pixels(8))
            self._chip(painter, below, line.chip)
        place = QRect(right - taken, below.top(), taken, below.height())
        if line.level:
            token = "on-sel" if chosen else line.level
            picture = theme.pixmap(_ICONS[line.level], token, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(place.left(), place.center().y() - theme.pixels(8), picture)
        level = quiet if chosen or not line.level else line.level
        place.setLeft(place.left() + theme.pixels(20 if line.level else 0))
        self._text(painter, place, line.state, state, level)

    def _chip(self, painter: QPainter, place: QRect, words: str) -> None:
        theme, font = self._theme, self._theme.font(12)
        wide = QFontMetrics(font).horizontalAdvance(words) + theme.pixels(10)
        box = QRect(place.left(), place.center().y() - theme.pixels(9), wide, theme.pixels(18))
        painter.fillRect(box, theme.colour("surface"))
        painter.setPen(theme.colour("line3"))
        painter.drawRect(box)
        painter.setPen(theme.colour("ink"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _text(self, painter: QPainter, room: QRect, words: str, font: QFont, token: str) -> int:
        """Draw, elided where there is no room; returns the width used."""
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return QFontMetrics(font).horizontalAdvance(shown)


class PacketList(QListView):
    """The list itself. `opened(key)` on Enter or a double click, `chosen_changed` when others are chosen."""

    opened = Signal(int)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, painter: PagePainter, parent: QFrame | None = None) -> None:
        super().__init__(parent)
        self.rows = PacketLines()
        self.rows.setParent(self)
        self._pictures = PagePictures(theme, painter, KEPT)
        self._small = _LinePainter(theme, self._pictures, self.rows, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._small)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("資料の一覧")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._told)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._paint_one)
        self._setting = False

    def show_lines(self, lines: Sequence[PacketLine]) -> None:
        """Show these; what was chosen stays chosen."""
        chosen, current = set(self.chosen()), self.current()
        self._setting = True
        self.rows.beginResetModel()
        self.rows.lines = list(lines)
        self.rows.endResetModel()
        flags = self.selectionModel().SelectionFlag
        keys = [line.key for line in lines]
        if keys:
            at = keys.index(current) if current in keys else 0
            self.selectionModel().setCurrentIndex(self.rows.index(at, 0), flags.ClearAndSelect)
        for row, key in enumerate(keys):
            if key in chosen:
                self.selectionModel().select(self.rows.index(row, 0), flags.Select)
        self._setting = False
        self._idle.start()

    def current(self) -> int | None:
        """The key of the line of the cursor."""
        row = self.currentIndex().row()
        return self.rows.lines[row].key if 0 <= row < len(self.rows.lines) else None

    def chosen(self) -> list[int]:
        """The keys of the chosen lines, in order."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self.rows.lines[row].key for row in rows if row < len(self.rows.lines)]

    def go_to(self, key: int) -> None:
        """Put the cursor there."""
        keys = [line.key for line in self.rows.lines]
        if key in keys:
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(self.rows.index(keys.index(key), 0), flags.ClearAndSelect)

    def _told(self) -> None:
        if not self._setting:
            self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        self.opened.emit(self.rows.lines[index.row()].key)

    def _paint_one(self) -> None:
        """One small page for each idle moment."""
        ratio = self.devicePixelRatioF()
        for row, line in enumerate(self.rows.lines):
            if line.page is None:
                continue
            scale = self._small.scale(line.page)
            if self._pictures.known(line.page, scale, ratio) is None:
                self._pictures.picture(line.page, scale, ratio)
                self.update(self.rows.index(row, 0))
                return
        self._idle.stop()
