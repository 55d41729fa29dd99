"""‹ 令和6年度 2024 ▾ ›: the 年度 that rules the view (never the Document's own)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_ui.theme import Theme


class YearName(QToolButton):
    """`令和6年度` bold, `2024` beside it, and the arrow of a list."""

    GAP = 8

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("yearname")
        self._theme = theme
        self._western = ""

    def show_year(self, year: FiscalYear) -> None:
        """Show this 年度."""
        self._western = str(year.start)
        self.setText(year.long)
        self.setAccessibleName(f"年度　{year.long}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font(15, bold=True)).horizontalAdvance(self.text())
        western = QFontMetrics(theme.font(13)).horizontalAdvance(self._western)
        return QSize(words + western + theme.pixels(16 + 2 * self.GAP + 20), theme.pixels(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._theme, self.rect()
        painter = QPainter(self)
        state = "sel" if self.underMouse() or self.isDown() else "accent-s"
        painter.fillRect(area, theme.colour(state))
        ink = theme.colour("on-sel" if state == "sel" else "accent-d") if self.isEnabled() else theme.colour("ink-d")
        for edge in (area.left(), area.right()):
            painter.fillRect(QRect(edge, 0, 1, area.height()), theme.colour("accent-l"))
        left = theme.pixels(10)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(ink)
        for words, font in ((self.text(), theme.font(15, bold=True)), (self._western, theme.font(13))):
            painter.setFont(font)
            painter.drawText(QRect(left, 0, area.width() - left, area.height()), middle, words)
            left += painter.fontMetrics().horizontalAdvance(words) + theme.pixels(self.GAP)
        token = "on-sel" if state == "sel" and theme.high_contrast else "accent-d"
        arrow = theme.pixmap("down", token, 16, self.devicePixelRatioF())
        painter.drawPixmap(left - theme.pixels(2), (area.height() - theme.pixels(16)) // 2, arrow)
        if self.hasFocus() and self.property("kbd"):
            pen = painter.pen()
            pen.setColor(theme.colour("focus-button"))
            pen.setWidth(3 if theme.high_contrast else 2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(1, 1, -2, -2))


class YearSelector(QFrame):
    """Three buttons; the middle one opens the list of years."""

    year_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("year")
        self._theme = theme
        self._years: tuple[FiscalYear, ...] = ()
        self._year: FiscalYear | None = None
        self.setFixedHeight(theme.pixels(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._back = self._arrow("left", "前の年度（Ctrl+PageUp）", self.previous)
        self._name = YearName(self._theme)
        self._name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._name)
        self._menu.triggered.connect(self._chosen)
        self._name.setMenu(self._menu)
        self._next = self._arrow("right", "次の年度（Ctrl+PageDown）", self.next)
        for widget in (self._back, self._name, self._next):
            row.addWidget(widget)

    def _arrow(self, icon: str, name: str, action: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon, "accent-d", 16))
        button.setIconSize(QSize(self._theme.pixels(16), self._theme.pixels(16)))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(action)
        return button

    @property
    def year(self) -> FiscalYear | None:
        """The year shown."""
        return self._year

    def set_years(self, years: Sequence[FiscalYear], current: FiscalYear) -> None:
        """Offer these years and show `current`, without a signal."""
        self._years = tuple(years)
        self._menu.clear()
        group = QActionGroup(self._menu)
        for year in self._years:
            action = QAction(f"{year.long}　{year.start}", self._menu)
            action.setData(year.start)
            action.setCheckable(True)
            action.setChecked(year == current)
            group.addAction(action)
            self._menu.addAction(action)
        self._show(current)

    def set_year(self, year: FiscalYear) -> None:
        """Show another year and say so."""
        if year != self._year and year in self._years:
            self._show(year)
            self.year_changed.emit(year)

    def previous(self) -> None:
        """One year back, if there is one."""
        if self._year is not None:
            self.set_year(self._year - 1)

    def next(self) -> None:
        """One year on, if there is one."""
        if self._year is not None:
            self.set_year(self._year + 1)

    def _chosen(self, action: QAction) -> None:
        self.set_year(FiscalYear(action.data()))

    def _show(self, year: FiscalYear) -> None:
        self._year = year
        self._name.show_year(year)
        self._back.setEnabled(year - 1 in self._years)
        self._next.setEnabled(year + 1 in self._years)
        for action in self._menu.actions():
            action.setChecked(action.data() == year.start)
