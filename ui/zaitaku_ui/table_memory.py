"""How the user has shaped tables and panes on this PC: widths, zoom. Kept in the preferences (`panes`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

COLUMNS, SIDES = "column:", "side:"
"""What the names begin with under which tables and right sides are kept."""
DELAY = 500
"""Milliseconds of rest after which what was drawn is kept."""


class Shaped(Protocol):
    """What has a shape of its own: names with numbers."""

    @property
    def shape_kept(self) -> SignalInstance:
        """It has another shape now, worth remembering."""
        ...

    def shape(self) -> dict[str, int]:
        """Its shape."""
        ...

    def set_shape(self, shape: Mapping[str, int]) -> None:
        """Take a shape that was remembered."""
        ...


class TableMemory(QObject):
    """Hands every sheet (or whatever is of one kind) its remembered shape and takes the new one."""

    changed = Signal()
    """Something worth keeping has changed; `panes` has it."""

    def __init__(
        self, panes: Mapping[str, tuple[int, ...]], parent: QObject | None = None, *, prefix: str = COLUMNS
    ) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._shapes: dict[str, int] = {
            name.removeprefix(prefix): numbers[0]
            for name, numbers in panes.items()
            if name.startswith(prefix) and len(numbers) == 1
        }
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.changed)

    def look_after(self, shaped: Shaped) -> None:
        """Give it its shape and follow it from now on."""
        shaped.set_shape(self._shapes)
        shaped.shape_kept.connect(partial(self._take, shaped))

    def _take(self, shaped: Shaped) -> None:
        self._shapes |= shaped.shape()
        self._timer.start()

    def panes(self) -> dict[str, tuple[int, ...]]:
        """What is to be kept, as the preferences hold it."""
        return {f"{self._prefix}{name}": (width,) for name, width in self._shapes.items()}
