"""From the core to Qt: one signal for every change, one for everything the user must be told, one for the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage.workspace import Done, Edit, Step, Workspace

T = TypeVar("T")


class Bridge(QObject):
    """The open file as the widgets see it. Passed in, never global."""

    changed = Signal(object, object)
    """(Step, initiator): something was written; a view updates only what the step touched."""
    failed = Signal(object)
    """(KnownError): a change was not made; the text stays where it was typed."""

    disk_changed = Signal()
    """`workspace.disk` has changed; heard in the window's thread."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        workspace.listen(self._tell_of_disk)

    def release(self) -> None:
        """Hear no more of the disk: before this object goes, and before another one listens to the same file."""
        self.workspace.listen(None)

    def _tell_of_disk(self) -> None:
        """Called on any thread; the writer's must not end because nobody is there to listen."""
        with contextlib.suppress(RuntimeError):  # Qt has deleted this object
            self.disk_changed.emit()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.workspace.read_only

    def perform(
        self, name: str, change: Callable[[Session], T], initiator: object = None, *, onto: int | None = None
    ) -> Done[T] | None:
        """Write one undo step (`onto` = one with that step). None = it was not written, `failed` has said why."""
        try:
            done = self.workspace.perform(name, change, onto=onto)
        except KnownError as trouble:
            self.failed.emit(trouble)
            return None
        if done.step is not None:
            self.tell(done.step, initiator)
        return done

    def undo(self) -> None:
        """Undo the last step, if there is one."""
        if self.workspace.undo_name is not None:
            self._step(self.workspace.undo)

    def redo(self) -> None:
        """Do the last undone step again, if there is one."""
        if self.workspace.redo_name is not None:
            self._step(self.workspace.redo)

    def go_to(self, edit: Edit) -> None:
        """Undo all down to that edit, or do all again up to it, at once. KnownError: nothing was changed."""
        go = self.workspace.redo if edit.undone else self.workspace.undo
        self.tell(go(edit.id), None)

    def tell(self, step: Step, initiator: object = None) -> None:
        """Say that a step was done (also: by a worker thread; called in the window's)."""
        self.changed.emit(step, initiator)

    def _step(self, go: Callable[[], Step]) -> None:
        try:
            step = go()
        except KnownError as trouble:
            self.failed.emit(trouble)
            return
        self.tell(step, None)
