"""The preview beside the sheet: the whole page, and the place of the cursor at real size (LOOK 4.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout, Page, Region
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.preview.page_view import PageView
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.strip import Strip
from zaitaku_ui.preview.window import PreviewWindow
from zaitaku_ui.preview.worker import Draft, Laid, LayoutWorker
from zaitaku_ui.theme import Theme

T = TypeVar("T")
CURSOR_DELAY = 120  # ms; LOOK 4.1
MISSING_SHOWN = 12
WIDTH = 300


def regions_of(page: Page, ident: object) -> tuple[Region, ...]:
    """Where `ident` is on a page (a cell that goes over a page has a part on each)."""
    return tuple(region for region in page.regions if region.ident == ident)


def _places(layout: Layout) -> list[object]:
    """The cells in which a character is missing, each once, in order."""
    return list(dict.fromkeys(glyph.source for glyph in layout.missing if glyph.source is not None))


def _given(thing: T) -> T:
    """The very thing."""
    return thing


class PreviewPane(QWidget):
    """Shows a PrintJob as it prints and follows the cursor. Never takes the focus by itself.

    `shut_down()` must be called before the program ends (it waits for the layout thread).
    """

    ident_clicked = Signal(object)
    close_requested = Signal()
    laid_out = Signal(object)
    """(Layout): new pages are shown."""

    def __init__(self, theme: Theme, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout: Layout | None = None
        self._fresh = False
        self._missing_at: list[object] = []
        self._number = 0
        self._ident: object | None = None
        self.wanted_elsewhere = False
        """Somebody else shows on which page the cell stands (`pages_of`)."""
        self._find: Callable[[object], object | None] = _given
        self._worker = LayoutWorker(faces)
        self._worker.laid_out.connect(self._show_layout)
        self._worker.known_error.connect(self._show_trouble)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CURSOR_DELAY)
        self._timer.timeout.connect(self._follow)
        painter = self._painter = PagePainter(faces)
        self._large: PreviewWindow | None = None
        self.whole = PageView(theme, painter, fitted=True)
        self.loupe = PageView(theme, painter, fitted=False)
        self._build()

    # What the window calls

    def show_job(self, job: PrintJob) -> None:
        """Lay `job` out and show it. The old pages stay until then."""
        self.show_draft(Draft(partial(_given, job)))

    def show_draft(self, draft: Draft) -> None:
        """The same for what is made only in the layout thread."""
        self._fresh = False
        self._worker.submit(draft)

    def set_cursor(self, ident: object | None) -> None:
        """Outline this cell and centre the loupe on it, a moment after the cursor came to rest."""
        if ident != self._ident:
            self._ident = ident
            self._timer.start()

    def layout_of_now(self) -> Layout | None:
        """The pages of the last job given; None while they are still being laid out (or cannot be)."""
        return self._layout if self._fresh else None

    def pages_of(self, ident: object) -> list[int] | None:
        """On which pages (from 0) something stands; None while there are no pages."""
        layout = self._layout
        if layout is None:
            return None
        found = self._find(ident)
        return [n for n, page in enumerate(layout.pages) if found is not None and regions_of(page, found)]

    def reveal(self, number: int, ident: object) -> None:
        """Turn to that page, with `ident` outlined and large."""
        self._ident = ident
        self._number = number
        self._follow()

    def show_page(self, number: int) -> None:
        """Turn to a page, counted from 0."""
        if self._layout is None:
            return
        self._number = min(max(0, number), len(self._layout.pages) - 1)
        page = self._layout.pages[self._number]
        ident = self._on_paper()
        marked = regions_of(page, ident) if ident is not None else ()
        self.whole.show_page(page, marked)
        self.loupe.show_page(page, marked)
        self._update_head()

    @property
    def page_number(self) -> int:
        """The page shown, counted from 0."""
        return self._number

    @property
    def count_text(self) -> str:
        """「1／3ページ」."""
        return self._count.text()

    @property
    def paper_text(self) -> str:
        """「A3 横　9ポイント　綴じ代 上」."""
        return self._paper.text()

    @property
    def message(self) -> str:
        """What the strip says, "" while there is none."""
        return self._strip.text

    @property
    def is_wanted(self) -> bool:
        """Whether somebody sees the pages: here or in the window of their own."""
        return not self.isHidden() or self._large is not None or self.wanted_elsewhere

    def show_large(self) -> None:
        """「大きく見る」: the pages in a window of their own; it follows as this pane does."""
        if self._large is None:
            large = self._large = PreviewWindow(self._theme, self._painter, self.window())
            large.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            large.ident_clicked.connect(self.ident_clicked)
            large.closed.connect(self._large_closed)
            large.show()  # it has its size before the pages are fitted into it
            if self._layout is not None:
                large.show_layout(self._layout)
                large.desk.reveal(self._on_paper())
        self._large.activateWindow()

    @property
    def large(self) -> PreviewWindow | None:
        """The window of 「大きく見る」, while it is open."""
        return self._large

    def _large_closed(self) -> None:
        self._large = None

    def shut_down(self) -> None:
        """Stop the layout thread. Nothing is shown afterwards."""
        self._timer.stop()
        if self._large is not None:
            self._large.close()
        self._worker.shut_down()

    # Building

    def _build(self) -> None:
        self._count = self._label()
        self._back = self._button("left", "left", "前のページ", self._go_back)
        self._on = self._button("right", "right", "次のページ", self._go_on)
        close = self._button("close", "close", "プレビューを閉じる（F9）", self.close_requested.emit)
        large = self._button("enlarge", "enlarge", "大きく見る（Shift+F9）", self.show_large)
        head = _row(self._label("プレビュー", bold=True), self._count, None, self._back, self._on, large, close)
        self._power = self._label("100%")
        self._smaller = self._button("minus", "minus", "縮小する", self.loupe.zoom_out)
        self._larger = self._button("plus", "plus", "拡大する", self.loupe.zoom_in)
        tools = _row(self._label("手元を拡大", bold=True), None, self._power, self._smaller, self._larger)
        self._strip = Strip(self._theme)
        self._strip.link_clicked.connect(self._go_to_missing)
        self._paper = self._label()
        below = QWidget()
        lower = _column(below)
        lower.addWidget(tools)
        lower.addWidget(self.loupe, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.whole)
        parts.addWidget(below)
        parts.setSizes([210, 380])
        parts.setStretchFactor(1, 1)
        frame = QFrame()
        frame.setObjectName("preview-pane")
        colours = {name: self._theme.colour(name).name() for name in ("panel", "line2")}
        frame.setStyleSheet(
            f"#preview-pane {{ background: {colours['panel']}; border: 0; }}"
            f"#preview-foot {{ background: {colours['panel']}; border: 0; border-top: 1px solid {colours['line2']}; }}"
        )
        inside = _column(frame)
        inside.addWidget(head)
        inside.addWidget(self._strip)
        inside.addWidget(parts, 1)
        inside.addWidget(_foot(self._paper))
        _column(self).addWidget(frame)
        self.setFocusProxy(self.whole)
        self.whole.setAccessibleName("プレビュー：ページ全体")
        self.loupe.setAccessibleName("プレビュー：手元を拡大")
        self.whole.setMinimumSize(160, 120)
        self.loupe.setMinimumSize(160, 120)
        for view in (self.whole, self.loupe):
            view.clicked.connect(self.ident_clicked)
        self.whole.turned.connect(self._turn)
        self.loupe.zoom_changed.connect(self._show_power)
        self._update_head()

    def sizeHint(self) -> QSize:
        """LOOK 1: 300 wide."""
        return QSize(self._theme.pixels(WIDTH), 600)

    def _label(self, words: str = "", *, bold: bool = False) -> QLabel:
        label = QLabel(words)
        label.setFont(self._theme.font(13, bold))
        label.setProperty("secondary", not bold)
        return label

    def _button(self, icon: str, name: str, words: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setIconSize(QSize(self._theme.pixels(16), self._theme.pixels(16)))
        button.setObjectName(f"preview-{name}")
        button.setProperty("tool", True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    # What happens

    def _go_back(self) -> None:
        self.show_page(self._number - 1)

    def _go_on(self) -> None:
        self.show_page(self._number + 1)

    def _turn(self, step: int) -> None:
        self.show_page(self._number + step)

    def _on_paper(self) -> object | None:
        """Under which ident of the pages the cursor's cell stands."""
        return None if self._ident is None else self._find(self._ident)

    def _show_layout(self, laid: Laid) -> None:
        layout = laid.layout
        self._layout, self._find = layout, laid.find
        self._paper.setText(laid.paper)
        self._paper.setToolTip(laid.paper)
        self._fresh = not self._worker.busy
        self._missing_at = _places(layout)
        if layout.missing:
            signs = list(dict.fromkeys(glyph.character for glyph in layout.missing))
            more = "ほか" if len(signs) > MISSING_SHOWN else ""
            words = f"〓で印刷される文字があります：{'　'.join(signs[:MISSING_SHOWN])}{more}"
            self._strip.say(words, "warn", "その場所を見る" if self._missing_at else "")
        else:
            self._strip.say("", "warn")
        if self._large is not None:
            self._large.show_layout(layout)
        self.show_page(self._number)
        if self._ident is not None and not self._timer.isActive():
            self._follow()
        self.laid_out.emit(layout)

    def _show_trouble(self, trouble: KnownError) -> None:
        self._strip.say(trouble.message, "err")

    def _go_to_missing(self) -> None:
        """Each click goes one place on."""
        if self._missing_at:
            place = self._missing_at.pop(0)
            self._missing_at.append(place)
            self.set_cursor(place)
            self.ident_clicked.emit(place)

    def _follow(self) -> None:
        if self._layout is None:
            return
        ident = self._on_paper()
        if self._large is not None:
            self._large.desk.reveal(ident)
        numbers = self.pages_of(self._ident) if self._ident is not None else []
        if not numbers:
            self.show_page(self._number)
            return
        self.show_page(self._number if self._number in numbers else numbers[0])
        self.loupe.centre_on(regions_of(self._layout.pages[self._number], ident)[0])

    def _show_power(self, zoom: float) -> None:
        self._power.setText(f"{round(zoom * 100)}%")

    def _update_head(self) -> None:
        pages = len(self._layout.pages) if self._layout is not None else 0
        self._count.setText(f"{self._number + 1}／{pages}ページ" if pages else "")
        self._back.setEnabled(pages > 0 and self._number > 0)
        self._on.setEnabled(self._number + 1 < pages)


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _row(*widgets: QWidget | None) -> QWidget:
    """Widgets side by side; None = the rest of the room."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(12, 4, 4, 4)
    line.setSpacing(2)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return row


def _foot(label: QLabel) -> QFrame:
    foot = QFrame()
    foot.setObjectName("preview-foot")
    line = QHBoxLayout(foot)
    line.setContentsMargins(12, 6, 12, 6)
    line.addWidget(label)
    return foot
