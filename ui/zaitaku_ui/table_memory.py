"""How the user has shaped the tables on this PC: widths of columns, zoom. Kept in the preferences (`panes`)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from zaitaku_ui.tables.panes import SheetPanes

PREFIX = "column:"
DELAY = 500
"""Milliseconds of rest after which what was drawn is kept."""


class TableMemory(QObject):
    """Hands every sheet its remembered shape and takes the new one."""

    changed = Signal()
    """Something worth keeping has changed; `panes` has it."""

    def __init__(self, panes: Mapping[str, tuple[int, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shapes: dict[str, int] = {
            name.removeprefix(PREFIX): numbers[0]
            for name, numbers in panes.items()
            if name.startswith(PREFIX) and len(numbers) == 1
        }
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.changed)

    def look_after(self, sheet: SheetPanes) -> None:
        """Give the sheet its shape and follow it from now on."""
        sheet.set_shape(self._shapes)
        sheet.shape_kept.connect(self._take)

    def _take(self) -> None:
        sheet = self.sender()
        if isinstance(sheet, SheetPanes):
            self._shapes |= sheet.shape()
            self._timer.start()

    def panes(self) -> dict[str, tuple[int, ...]]:
        """What is to be kept, as the preferences hold it."""
        return {f"{PREFIX}{name}": (width,) for name, width in self._shapes.items()}
