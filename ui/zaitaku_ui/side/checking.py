"""点検 while one works: after each change only what it touched, in slices too short to be felt."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Connection

from zaitaku_desktop.checks.checker import Checker, Known
from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.reading import acknowledged_of, read_acknowledged, read_documents
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.model.acknowledgement import Acknowledgement
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.workspace import RowChange
from zaitaku_desktop.typeset.fonts import Faces

DELAY = 120  # ms after the last change, so that it costs nobody who types anything
SLICE = 0.006
"""Seconds after which the window gets its turn."""


class Checking(QObject):
    """The findings of the plan on the screen. `read` what stands beside the plan, then `follow` its every state."""

    found = Signal()
    """`findings` are those of the plan as it is now."""

    def __init__(self, faces: Faces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces = faces
        self._checker = Checker()
        self._plan_id: int | None = None
        self._known: dict[Known, str] = {}
        self.documents: Sequence[DocumentRow] = ()
        self.forms: Mapping[int, Form] = {}
        self.findings: tuple[Finding, ...] = ()
        self.scope: Scope | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def open_findings(self) -> list[Finding]:
        """Those that nobody has left as they are."""
        return [finding for finding in self.findings if not finding.acknowledged]

    @property
    def busy(self) -> bool:
        """Whether something has not been looked at yet."""
        return self._timer.isActive()

    def read(self, connection: Connection, plan_id: int) -> None:
        """Read the 資料 of the plan, and what is 承知済み; `follow` comes next."""
        self.documents, self.forms = read_documents(connection, plan_id)
        self._known = read_acknowledged(connection)
        if plan_id != self._plan_id:
            self._plan_id, self._checker, self.findings = plan_id, Checker(), ()

    def follow(self, snapshot: PlanSnapshot, items: Iterable[int] | None = None) -> None:
        """The plan is like this now; only `items` can have other findings than before (None = all)."""
        self.scope = Scope(snapshot, self.documents, self.forms, self._faces)
        self._checker.take_up(self.scope, items)
        self._timer.start(DELAY)

    def hear(self, changes: Iterable[RowChange]) -> None:
        """A step was written: what it left as it is, or takes up again."""
        mine = [change for change in changes if change.table == Acknowledgement.__tablename__]
        for change in mine:
            if change.before is not None:
                self._known.pop(acknowledged_of(change.before)[0], None)
        self._known |= dict(acknowledged_of(change.after) for change in mine if change.after is not None)
        if mine and not self.busy:
            self._tell()

    def shut_down(self) -> None:
        """Check no more."""
        self._timer.stop()

    def _go_on(self) -> None:
        until = time.perf_counter() + SLICE
        while self._checker.go_on():
            if time.perf_counter() >= until:
                self._timer.start(0)
                return
        self._tell()

    def _tell(self) -> None:
        self.findings = tuple(self._checker.findings(self._known))
        self.found.emit()
