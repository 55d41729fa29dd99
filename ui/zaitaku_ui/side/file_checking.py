"""点検 of the whole file beside the window: in a thread, a while after the last change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.whole import Told, find_elsewhere, find_in_plans
from zaitaku_desktop.storage.workspace import Step
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.work import Progress, Work, wait_for

DELAY = 700
"""Milliseconds after the last change."""
OF_PLANS = frozenset({"plan", "plan_item", "entry", "item_tag", "axis", "axis_value", "own_field", "document"})


class FileChecking(QObject):
    """Looks at everything but the plans (those are followed cell by cell: `Checking`); at them too while `whole`."""

    found = Signal()
    """`elsewhere` (and while `whole`, `in_plans`) are as the file is now."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Work | None = None
        self._again = False
        self._begun = False
        self.whole = False
        self.elsewhere: Sequence[Told] = ()
        self.in_plans: Sequence[Told] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._go)
        bridge.changed.connect(self._heard)

    def begin(self) -> None:
        """Look from now on; for the first time soon."""
        if not self._begun:
            self._begun = True
            self._timer.start()

    def look_at_plans(self, on: bool) -> None:
        """Whether the plans are looked at too."""
        if on != self.whole:
            self.whole = on
            if on:
                self._begun = True
                self._timer.start(0)
                self._timer.setInterval(DELAY)

    @property
    def open_elsewhere(self) -> list[Told]:
        """What nobody has left as it is."""
        return [one for one in self.elsewhere if not one[0].acknowledged]

    def _heard(self, step: Step, _initiator: object) -> None:
        if self._begun and (self.whole or any(change.table not in OF_PLANS for change in step.changes)):
            self._timer.start()

    def _go(self) -> None:
        if self._work is not None:
            self._again = True
            return
        whole, workspace = self.whole, self._bridge.workspace

        def look(_progress: Progress) -> tuple[Sequence[Told], Sequence[Told] | None]:
            with workspace.read() as connection:
                elsewhere = find_elsewhere(connection)
            if not whole:
                return elsewhere, None
            faces = Faces.load()
            with workspace.read() as connection:
                return elsewhere, find_in_plans(connection, faces)

        self._work = Work(look, self)
        self._work.done.connect(self._done)
        self._work.refused.connect(self._refused)
        self._work.finished.connect(self._ended)
        self._work.start()

    def _done(self, result: tuple[Sequence[Told], Sequence[Told] | None]) -> None:
        self.elsewhere = result[0]
        if result[1] is not None:
            self.in_plans = result[1]
        self.found.emit()

    def _refused(self, _trouble: KnownError) -> None:
        """The file cannot be read just now: what was found before stays; whoever reads next says why."""

    def _ended(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.deleteLater()
        if self._again:
            self._again = False
            self._timer.start()

    def shut_down(self) -> None:
        """Look no more."""
        self._bridge.changed.disconnect(self._heard)
        self._timer.stop()
        self._begun = False
        if self._work is not None:
            wait_for(self._work)
