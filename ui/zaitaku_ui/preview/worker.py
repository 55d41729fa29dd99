"""Layout away from the window's thread: one at a time, and of those that wait only the latest."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.flow import Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_ui.preview.paper import describe


def folder_of(faces: Faces) -> Path:
    """Where the files of `faces` are. A thread must load its own Faces from there."""
    return faces.face("gothic").path.parent


def _itself(ident: object) -> object | None:
    return ident


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be laid out: `make` is called in the thread. `find` = under which ident of the pages a place of the
    sheet stands (None = nowhere); it is called only once the pages are there. `subject` = whatever the pages are of: it
    is handed back with them. `lay` = what makes all pages, for what is more than one 資料."""

    make: Callable[[], PrintJob] | None = None
    find: Callable[[object], object | None] = _itself
    subject: object = None
    lay: Callable[[Faces, Progress], Laid] | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A draft laid out. `paper` = its paper and type in words; `subject` = the draft's."""

    layout: Layout
    paper: str = ""
    find: Callable[[object], object | None] = _itself
    subject: object = None


class LayoutWorker(QObject):
    """Lays jobs out in a thread. Results come in the thread of this object.

    A job that is running is finished (so that the pages follow even somebody who never stops typing);
    of jobs that wait only the last is kept. A bug is raised again in this object's thread.
    """

    laid_out = Signal(object)
    """(Laid) of the latest job finished."""
    known_error = Signal(object)
    """(KnownError): the latest job cannot be laid out."""
    _finished = Signal(object)

    def __init__(self, faces: Faces) -> None:
        super().__init__()
        self._folder = folder_of(faces)
        self._faces: Faces | None = None  # used only in the worker's thread
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="layout")
        self._stop = Event()
        self._running = False
        self._waiting: Draft | None = None
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether the latest job is still being laid out."""
        return self._running

    def submit(self, draft: Draft) -> None:
        """Lay `draft` out as soon as possible; it replaces one that still waits."""
        if self._stop.is_set():
            return
        if self._running:
            self._waiting = draft
            return
        self._running = True
        self._pool.submit(self._lay_out, draft).add_done_callback(self._tell)

    def shut_down(self) -> None:
        """Stop at the next step of the layout and wait for the thread. Nothing is reported any more."""
        self._stop.set()
        self._waiting = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _lay_out(self, draft: Draft) -> Laid:
        if self._faces is None:
            self._faces = Faces.load(self._folder)
        if draft.lay is not None:
            return draft.lay(self._faces, self._continue)
        assert draft.make is not None
        job = draft.make()
        layout = lay_out(job, self._faces, progress=self._continue)
        return Laid(layout, describe(job, layout.fitted), draft.find, draft.subject)

    def _continue(self, _fraction: float) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _tell(self, future: Future[Laid]) -> None:
        if not self._stop.is_set():
            self._finished.emit(future)

    def _take(self, future: Future[Laid]) -> None:
        self._running = False
        if self._stop.is_set():
            return
        newer, self._waiting = self._waiting, None
        if newer is not None:
            self.submit(newer)
        try:
            laid = future.result()
        except KnownError as trouble:
            self.known_error.emit(trouble)
            return
        self.laid_out.emit(laid)
