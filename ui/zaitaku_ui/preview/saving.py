"""Saving 資料 as PDF beside the window: laid out, written and put in place in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_ui.preview.worker import folder_of
from zaitaku_ui.work import Work, wait_for

LAYING_OUT = 0.7
"""The part of the whole time that layout is told to take."""


class PdfWriter(QObject):
    """Writes one PDF file. One of `done`, `failed` or `stopped` comes in the end; a bug is raised in the window's
    thread. The file is the old one or the whole new one, never something between."""

    progress = Signal(float)
    done = Signal(object)
    """(Path) of the file written."""
    failed = Signal(object)
    """(KnownError)"""
    stopped = Signal()
    """After `cancel`: the old file is untouched."""

    def __init__(self, faces: Faces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder_of(faces)
        self._work: Work | None = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._busy

    def write(self, jobs: Sequence[PrintJob], target: Path, *, title: str) -> None:
        """Start writing `jobs` one after the other into `target`. Raises RuntimeError while another is written."""
        if self._busy:
            raise RuntimeError("a PDF is being written")
        if self._work is not None:
            self._work.wait()  # its result is out; the thread itself ends within a moment
            self._work.deleteLater()
        work = Work(_Writing(tuple(jobs), self._folder, target, title), self)
        work.progressed.connect(self.progress)
        work.done.connect(self._finish)
        work.refused.connect(self._refuse)
        work.stopped.connect(self._stop)
        work.crashed.connect(self._raise)
        self._work = work
        self._busy = True
        work.start()

    def cancel(self) -> None:
        """Stop at the next page or so."""
        if self._work is not None:
            self._work.cancel()

    def shut_down(self) -> None:
        """Stop and wait for the thread."""
        if self._work is not None:
            wait_for(self._work)

    def _finish(self, path: Path) -> None:
        self._busy = False
        self.done.emit(path)

    def _refuse(self, trouble: KnownError) -> None:
        self._busy = False
        self.failed.emit(trouble)

    def _stop(self) -> None:
        self._busy = False
        self.stopped.emit()

    def _raise(self, error: Exception) -> None:
        self._busy = False
        raise error


class _Writing:
    """The work itself; runs in the thread with faces of its own."""

    def __init__(self, jobs: tuple[PrintJob, ...], folder: Path, target: Path, title: str) -> None:
        self._jobs = jobs
        self._folder = folder
        self._target = target
        self._title = title

    def __call__(self, report: Callable[[float], None]) -> Path:
        faces = Faces.load(self._folder)
        layouts: list[Layout] = []
        for job in self._jobs:
            step = _Step(report, len(layouts) / len(self._jobs), 1 / len(self._jobs))
            layouts.append(lay_out(job, faces, progress=step))
        replace_file(self._target, _File(layouts, faces, self._title, report))
        return self._target


class _Step:
    """One job's share of the whole progress."""

    def __init__(self, report: Callable[[float], None], start: float, share: float) -> None:
        self._report = report
        self._start = start
        self._share = share

    def __call__(self, fraction: float) -> None:
        self._report(LAYING_OUT * (self._start + self._share * fraction))


class _File:
    """Fills the new file. Stopped here, it leaves the old one in place."""

    def __init__(self, layouts: Sequence[Layout], faces: Faces, title: str, report: Callable[[float], None]) -> None:
        self._layouts = layouts
        self._faces = faces
        self._title = title
        self._report = report

    def __call__(self, path: Path) -> None:
        # reportlab is loaded only when a PDF is written (GUI 3)
        from zaitaku_desktop.typeset.pdf import write_pdf  # noqa: PLC0415

        self._report(LAYING_OUT)
        with path.open("wb") as file:
            write_pdf(self._layouts, self._faces, file, title=self._title)
        self._report(0.99)
