"""The pages small, in a strip: painted while nothing else is to be done, kept as long as the page is the same."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zaitaku_desktop.typeset.boxes import Layout, Page
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.pictures import PagePictures
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SIDE = 104
"""The longer side of a small page in px."""
MARGIN = 10
KEPT = 400
_NOWHERE = QModelIndex()


class _Pages(QAbstractListModel):
    """Page numbers; the delegate draws the pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: list[Page] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return f"{index.row() + 1}ページ" if role in words else None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, pictures: PagePictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures

    def scale(self, page: Page) -> float:
        """Pixels per point of a small page."""
        return self._theme.pixels(SIDE) / max(page.width, page.height)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, _Pages)
        page = model.pages[index.row()]
        high = round(page.height * self.scale(page))
        return QSize(self._theme.pixels(SIDE) + 2 * MARGIN, high + self._theme.pixels(18) + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Pages)
        page, rect = model.pages[index.row()], QRect(option.rect)
        scale, ratio = self.scale(page), painter.device().devicePixelRatioF()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, self._theme.colour("sel"))
        width, height = round(page.width * scale), round(page.height * scale)
        area = QRect(rect.left() + (rect.width() - width) // 2, rect.top() + MARGIN, width, height)
        known = self._pictures.known(page, scale, ratio)
        painter.fillRect(area, self._theme.colour("paper"))
        if known is not None:
            painter.drawPixmap(area.topLeft(), known)
        painter.setPen(QPen(self._theme.colour("accent" if chosen else "line3"), 2 if chosen else 1))
        painter.drawRect(QRectF(area).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setFont(self._theme.font(12, bold=chosen))
        painter.setPen(self._theme.colour("on-sel" if chosen else "ink2"))
        below = QRect(rect.left(), area.bottom() + 3, rect.width(), self._theme.pixels(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """The strip. Up and Down turn the page."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = PagePictures(theme, painter, KEPT)
        self._pages = _Pages(self)
        self._small = _Painter(theme, self._pictures, self)
        self.setModel(self._pages)
        self.setItemDelegate(self._small)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.pixels(SIDE) + 2 * MARGIN + 14)
        self.setAccessibleName("ページの一覧")
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._paint_one)
        self._setting = False
        self.selectionModel().currentChanged.connect(self._chosen)

    def show_layout(self, layout: Layout) -> None:
        """Show these pages; only those that are other than before are painted anew."""
        number = max(self.currentIndex().row(), 0)
        self._setting = True
        self._pages.beginResetModel()
        self._pages.pages = layout.pages
        self._pages.endResetModel()
        self._setting = False
        self.show_page(min(number, len(layout.pages) - 1))
        self._idle.start()

    def show_page(self, number: int) -> None:
        """Frame this page (from 0) and bring it into sight."""
        self._setting = True
        self.setCurrentIndex(self._pages.index(number, 0))
        self._setting = False

    def painted(self) -> int:
        """How many of the pages have their picture."""
        return sum(self._known(page) for page in self._pages.pages)

    def _known(self, page: Page) -> bool:
        return self._pictures.known(page, self._small.scale(page), self.devicePixelRatioF()) is not None

    def _paint_one(self) -> None:
        """One page for each idle moment, those in sight first."""
        first = max(self.indexAt(self.viewport().rect().topLeft()).row(), 0)
        order = [*range(first, len(self._pages.pages)), *range(first)]
        for number in order:
            page = self._pages.pages[number]
            if not self._known(page):
                self._pictures.picture(page, self._small.scale(page), self.devicePixelRatioF())
                self.update(self._pages.index(number, 0))
                return
        self._idle.stop()

    def _chosen(self, now: Index, _before: Index) -> None:
        if now.isValid() and not self._setting:
            self.page_chosen.emit(now.row())
