"""The right side of the plan: the panel (セル, 点検) and the preview, one above the other or one behind the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zaitaku_ui.theme import Theme

WIDTH = 300
TALL = 800
"""From this height on (a screen of 1080) panel and preview stand one above the other, below it behind tabs."""
UPPER = 55
"""Of a hundred parts of the height the panel has so many over the preview."""
PAGES = ("cell", "findings", "preview")
NAMES = {"cell": "セル", "findings": "点検", "preview": "プレビュー"}


class RightSide(QFrame):
    """Shows what is wanted of panel and preview. The keyboard is never taken."""

    turned = Signal()
    """Another pane is seen than before."""
    shape_kept = Signal()
    """The user drew an edge or opened or closed a pane: worth remembering (`shape`)."""
    panel_closed = Signal()

    def __init__(
        self, theme: Theme, cell: QWidget, findings: QWidget, preview: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)  # without one it would be a window as soon as something is to be seen
        self._theme = theme
        self._preview = preview
        self._panel_wanted, self._preview_wanted = False, True
        self._page, self._front = "cell", "preview"
        self._room, self._asked = True, False
        self._width = theme.pixels(WIDTH)
        self._heights: list[int] = []
        self.setObjectName("rightside")
        self.tabs = QTabBar()
        self.tabs.setObjectName("sidetabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("右側の区画")
        for key in PAGES:
            self.tabs.addTab(NAMES[key])
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._pages = QStackedWidget()
        self._pages.addWidget(cell)
        self._pages.addWidget(findings)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        self._parts.addWidget(self._pages)
        self._parts.addWidget(preview)
        self._parts.splitterMoved.connect(self._parted)
        self._head = self._make_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._parts, 1)
        self.setMinimumWidth(theme.pixels(220))
        self._settle()

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("sidehead")
        row = QHBoxLayout(head)
        row.setContentsMargins(self._theme.pixels(4), 0, self._theme.pixels(8), 0)
        row.setSpacing(0)
        close = QToolButton()
        close.setProperty("tool", True)
        close.setIcon(self._theme.icon("close"))
        close.setIconSize(QSize(self._theme.pixels(16), self._theme.pixels(16)))
        close.setObjectName("side-close")
        close.setToolTip("セルと点検を閉じる（F8）")
        close.setAccessibleName("セルと点検を閉じる（F8）")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.panel_closed)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(close)
        head.setFixedHeight(self._theme.pixels(36))
        return head

    def sizeHint(self) -> QSize:
        """As wide as it was left last."""
        return QSize(self._width, 600)

    # What is seen

    @property
    def panel_seen(self) -> bool:
        """Whether セル or 点検 can be seen."""
        return not self._pages.isHidden() and not self.isHidden()

    @property
    def preview_seen(self) -> bool:
        """Whether the preview can be seen."""
        return not self._preview.isHidden() and not self.isHidden()

    def page_seen(self) -> str:
        """Which page of the panel can be seen: "cell", "findings" or ""."""
        return self._page if self.panel_seen else ""

    def show_panel(self, shown: bool, page: str = "") -> None:
        """Show or hide the panel; `page` = "cell" or "findings", "" = the one of last time."""
        self._asked = self._asked or shown
        self._panel_wanted = shown
        self._page = page or self._page
        self._front = self._page if shown else "preview"
        self._changed()

    def show_preview(self, shown: bool) -> None:
        """Show or hide the preview."""
        self._asked = True
        self._preview_wanted = shown
        self._front = "preview" if shown else self._page
        self._changed()

    def close_all(self) -> None:
        """Neither panel nor preview."""
        self._panel_wanted = self._preview_wanted = False
        self._changed()

    def set_room(self, enough: bool) -> None:
        """Without room nothing is shown until it is asked for."""
        if enough != self._room:
            self._room = enough
            self._settle()

    def count(self, findings: int) -> None:
        """Say how many findings there are at the tab."""
        self.tabs.setTabText(1, f"{NAMES['findings']} {findings}" if findings else NAMES["findings"])
        self.tabs.updateGeometry()

    def _changed(self) -> None:
        self._settle()
        self.shape_kept.emit()

    def _settle(self) -> None:
        before = (self.page_seen(), self.preview_seen)
        open_ = self._room or self._asked
        tall = self.height() >= self._theme.pixels(TALL)
        panel = open_ and self._panel_wanted
        preview = open_ and self._preview_wanted
        behind = panel and preview and not tall
        self._head.setVisible(panel)
        self._pages.setVisible(panel and not (behind and self._front == "preview"))
        self._preview.setVisible(preview and not (behind and self._front != "preview"))
        self._pages.setCurrentIndex(PAGES.index(self._page))
        self.tabs.blockSignals(True)
        self.tabs.setTabVisible(2, behind)
        self.tabs.setCurrentIndex(PAGES.index(self._front if behind else self._page))
        self.tabs.blockSignals(False)
        self.tabs.updateGeometry()  # it is as wide as the tabs that are seen
        self.setVisible(panel or preview)
        page = self._pages.currentWidget()
        self.setFocusProxy(self._preview if page is None or self._pages.isHidden() else page)
        if not (self._pages.isHidden() or self._preview.isHidden()):
            whole = self.height()
            self._parts.setSizes(self._heights or [whole * UPPER // 100, whole - whole * UPPER // 100])
        if before != (self.page_seen(), self.preview_seen):
            self.turned.emit()

    def _tab_chosen(self, place: int) -> None:
        self._front = PAGES[place]
        if self._front != "preview":
            self._page = self._front
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    # What is remembered

    def shape(self) -> dict[str, int]:
        """Width and heights in px at text size 標準, and which panes are wanted."""
        factor = self._theme.factor
        shape = {"width": round(self._width / factor)}
        if self._heights:
            shape |= {"panel": round(self._heights[0] / factor), "preview": round(self._heights[1] / factor)}
        return shape | {"panel-wanted": int(self._panel_wanted), "preview-wanted": int(self._preview_wanted)}

    def set_shape(self, shape: Mapping[str, int]) -> None:
        """Take a shape that was remembered."""
        self._width = max(self._theme.pixels(shape.get("width", WIDTH)), self.minimumWidth())
        self._panel_wanted = bool(shape.get("panel-wanted", self._panel_wanted))
        self._preview_wanted = bool(shape.get("preview-wanted", self._preview_wanted))
        self._front = "preview" if self._preview_wanted else self._page
        if shape.get("panel") and shape.get("preview"):
            self._heights = [self._theme.pixels(shape["panel"]), self._theme.pixels(shape["preview"])]
        self.updateGeometry()
        self._settle()

    def _parted(self) -> None:
        self._heights = self._parts.sizes()
        self.shape_kept.emit()

    def drawn(self, width: int) -> None:
        """The user drew its edge: it is so wide now."""
        self._width = width
        self.shape_kept.emit()
