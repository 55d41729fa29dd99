"""「大きく見る」: the pages in a window of their own, with thumbnails, zoom and 見開き. It stands beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout, QWidget

from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_ui.preview.desk import STEPS, WHOLE, WIDTH, Desk
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.thumbnails import Thumbnails
from zaitaku_ui.theme import Theme

FITS = ((WHOLE, "ページ全体"), (WIDTH, "幅に合わせる"))


class PreviewWindow(QWidget):
    """Shows what the preview shows, larger. `closed` = the user closed it."""

    ident_clicked = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, painter: PagePainter, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.setWindowTitle("プレビュー")
        self.resize(theme.pixels(1000), theme.pixels(700))
        self.desk = Desk(theme, painter)
        self.small = Thumbnails(theme, painter)
        self.number = QSpinBox()
        self.power = QComboBox()
        self.two_up = QToolButton()
        self.strip = QToolButton()
        self._count = QLabel()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._theme
        bar = QFrame()
        bar.setObjectName("toolrow")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.pixels(12), theme.pixels(4), theme.pixels(12), theme.pixels(4))
        row.setSpacing(theme.pixels(8))
        self._checkable(self.strip, "columns", "ページの一覧", checked=True)
        self._checkable(self.two_up, "book", "見開き", checked=False)
        self.number.setAccessibleName("ページ")
        self.number.setMinimum(1)
        self.number.setFixedWidth(theme.pixels(76))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.power.setAccessibleName("大きさ")
        for fit, words in FITS:
            self.power.addItem(words, fit)
        for step in STEPS:
            self.power.addItem(f"{step:.0%}", step)
        self.power.setMinimumWidth(theme.pixels(140))
        for part in (self.strip, self.two_up, None, self.number, self._count, None, self.power):
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.small)
        below.addWidget(self.desk, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(below, 1)
        self.desk.setFocus()

    def _checkable(self, button: QToolButton, icon: str, words: str, *, checked: bool) -> None:
        button.setText(words)
        button.setIcon(self._theme.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setChecked(checked)
        button.setProperty("tool", True)
        button.setAccessibleName(words)

    def _connect(self) -> None:
        self.desk.clicked.connect(self.ident_clicked)
        self.desk.page_changed.connect(self._show_number)
        self.desk.zoom_changed.connect(self._show_power)
        self.small.page_chosen.connect(self.desk.go_to)
        self.number.editingFinished.connect(self._go_to_typed)
        self.power.activated.connect(self._power_chosen)
        self.two_up.toggled.connect(self.desk.set_two_up)
        self.strip.toggled.connect(self.small.setVisible)
        for keys in ("Esc", "Shift+F9", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)

    def show_layout(self, layout: Layout) -> None:
        """Show these pages."""
        self.setWindowTitle(f"プレビュー：{layout.title}" if layout.title else "プレビュー")
        self.number.setMaximum(max(len(layout.pages), 1))
        self._count.setText(f"／ {len(layout.pages)}ページ")
        self.small.show_layout(layout)
        self.desk.show_layout(layout)

    def _show_number(self, number: int) -> None:
        self.number.setValue(number + 1)
        self.small.show_page(number)

    def _go_to_typed(self) -> None:
        if self.number.value() - 1 != self.desk.page_number:
            self.desk.go_to(self.number.value() - 1)

    def _show_power(self, zoom: float) -> None:
        wanted = self.desk.fit or next((step for step in STEPS if abs(step - zoom) < 0.001), None)
        self.power.setCurrentIndex(self.power.findData(wanted))

    def _power_chosen(self, index: int) -> None:
        chosen = self.power.itemData(index)
        if isinstance(chosen, str):
            self.desk.set_fit(chosen)
        else:
            self.desk.set_zoom(chosen)
        self.desk.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
