"""未入力: how many cells the form still needs, and the way to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.forms.grid import GridView
from zaitaku_desktop.forms.missing import Missing, missing_cells
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.action_table import PLAN_SPECS
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.editors.names import NAMELESS
from zaitaku_ui.find.held_keys import HeldKeys
from zaitaku_ui.theme import Theme

WIDTH, MOST_ROWS = 460, 12
DELAY = 200  # ms after the last change, so that it costs nobody who types anything
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MissingList(QFrame):
    """A box over the sheet, under the button. `chosen(Missing)` for Enter or a double click.

    Esc closes it and gives the keyboard back (`left`); it is closed, too, when the keyboard goes elsewhere.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missing")
        self._theme = theme
        self._held = HeldKeys(spec for spec in PLAN_SPECS if spec.needs == "write")
        self._missing: tuple[Missing, ...] = ()
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("未入力の欄")
        self.table.setHorizontalHeaderLabels(["行", "列", "取組"])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.pixels(28))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.table.setColumnWidth(0, theme.pixels(52))
        self.table.setColumnWidth(1, theme.pixels(170))
        self.table.cellDoubleClicked.connect(self._choose)
        self.table.installEventFilter(self)
        column = QVBoxLayout(self)
        edge = theme.pixels(8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(caption("Enter でその欄へ移ります。空のままでも印刷できます。"))
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.hide()

    def show_under(self, button: QWidget, missing: Sequence[Missing]) -> None:
        """Open below the button, within the widget it stands in."""
        self._missing = tuple(missing)
        self.table.setRowCount(len(self._missing))
        for row, one in enumerate(self._missing):
            for column, text in enumerate((str(one.row + 1), one.column, one.item or NAMELESS)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        place = self.parentWidget()
        assert place is not None
        at = button.mapTo(place, QPoint(button.width(), button.height() + 2))
        height = self._theme.pixels(28) * min(len(self._missing), MOST_ROWS) + self._theme.pixels(84)
        width = min(self._theme.pixels(WIDTH), place.width())
        self.setGeometry(max(at.x() - width, 0), at.y(), width, min(height, place.height() - at.y() - 2))
        self.show()
        self.raise_()
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self._held.hold(event)
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self._choose(self.table.currentRow())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.left.emit()
                return True
        return False

    def _choose(self, row: int, _column: int = 0) -> None:
        if 0 <= row < len(self._missing):
            self.hide()
            self.chosen.emit(self._missing[row])


class MissingButton(QToolButton):
    """「未入力 12件」; hidden while nothing is missing. `chosen(Missing)`: go there; `left`: nowhere."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, place: QWidget) -> None:
        """`place` = the widget over which the list opens."""
        super().__init__(place)
        self.setProperty("tool", True)
        self.setObjectName("plan-missing")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("様式に要る欄のうち、まだ空の所を並べます。空のままでも印刷できます。")
        self._missing: tuple[Missing, ...] = ()
        self._shown: tuple[GridView, PlanSnapshot] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._count_now)
        self.list = MissingList(theme, place)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)
        self.clicked.connect(self._open)
        self.hide()

    def count(self, view: GridView, snapshot: PlanSnapshot) -> None:
        """Count anew, a moment after the last change."""
        self._shown = (view, snapshot)
        self._timer.start()

    def shut_down(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _count_now(self) -> None:
        if self._shown is not None:
            self.show_missing(missing_cells(*self._shown))

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Say how many there are."""
        self._missing = tuple(missing)
        self.setText(f"未入力 {len(self._missing)}件")
        self.setAccessibleName(self.text())
        self.setVisible(bool(self._missing))
        if not self._missing:
            self.list.hide()

    def _open(self) -> None:
        self.list.show_under(self, self._missing)
