"""What is typed into an outline reaches the file while it is typed: at the latest 400 ms later."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zaitaku_ui.outline.view import OutlineView

if TYPE_CHECKING:
    from zaitaku_ui.bridge import Bridge

LATEST = 400
"""Milliseconds from the first sign that is not in the file yet until it is: a kill loses no more."""
REST = 4.0
"""Seconds without a key after which what comes is a step of its own."""
Write = Callable[..., object]
"""Called with (session, line_id=, text=)."""


class Typing(QObject):
    """Writes the text of the current line of `view`; signs typed one after the other are one step to be undone."""

    unchanged = Signal()
    """What was typed changed nothing of the records: the outline is to be shown again."""

    def __init__(self, bridge: Bridge, view: OutlineView, name: str, write: Write) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._name = name
        self._write = write
        self._step: int | None = None
        self._line: int | None = None
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATEST)
        self._timer.timeout.connect(self.save)
        view.edited.connect(self._edited)

    def _edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @property
    def waiting(self) -> bool:
        """Whether something typed is not in the file yet."""
        line = self._view.line()
        return line is not None and not self._bridge.read_only and self._view.editor.text() != line.text

    def save(self) -> bool:
        """Write what was typed. False = it could not be written and stays where it is."""
        self._timer.stop()
        line = self._view.line()
        if line is None or not self.waiting:
            return True
        now = time.monotonic()
        goes_on = line.id == self._line and now - self._last < REST
        text = self._view.editor.text()
        done = self._bridge.perform(
            self._name,
            partial(self._write, line_id=line.id, text=text),
            self,
            onto=self._step if goes_on else None,
        )
        if done is None:
            return False
        self._line, self._last = line.id, now
        if done.step is None:
            self.unchanged.emit()
        else:
            self._step = done.step.id
        return True

    def end(self) -> None:
        """What is typed from now on is a step of its own."""
        self._line = self._step = None

    def finish(self) -> bool:
        """Write what was typed, and end the step. False = it could not be written."""
        saved = self.save()
        self.end()
        return saved
