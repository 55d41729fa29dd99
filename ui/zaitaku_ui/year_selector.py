"""‹ 令和6年度 2024 ▾ ›: the 年度 that rules the view (never the Document's own)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_ui.theme import Theme


class YearSelector(QFrame):
    """Three buttons; the middle one opens the list of years."""

    year_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("year")
        self._theme = theme
        self._years: tuple[FiscalYear, ...] = ()
        self._year: FiscalYear | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._back = self._arrow("left", "前の年度（Ctrl+PageUp）", self.previous)
        self._name = QToolButton()
        self._name.setObjectName("yearname")
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
        self._name.setText(f"{year.long}　{year.start}  ▾")
        self._name.setAccessibleName(f"年度　{year.long}")
        self._back.setEnabled(year - 1 in self._years)
        self._next.setEnabled(year + 1 in self._years)
        for action in self._menu.actions():
            action.setChecked(action.data() == year.start)
