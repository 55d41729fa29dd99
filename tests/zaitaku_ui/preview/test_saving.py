"""PDF beside the window: whole or not at all, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot
from zaitaku_ui.preview import saving
from zaitaku_ui.preview.saving import PdfWriter

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

JobMaker = Callable[..., PrintJob]


@pytest.fixture
def writer(faces: Faces, qapp: object) -> Iterator[PdfWriter]:
    made = PdfWriter(faces)
    yield made
    made.shut_down()


def test_that_several_jobs_become_one_file(writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path) -> None:
    heard: list[float] = []
    writer.progress.connect(heard.append)
    target = tmp_path / "資料.pdf"
    with qtbot.waitSignal(writer.done) as done:
        writer.write([job_of(40), job_of(3)], target, title="在宅ケア連携推進会議")
    assert done.args == [target]
    document = pypdfium2.PdfDocument(str(target))
    assert len(document) == 4
    assert document.get_metadata_dict()["Title"] == "在宅ケア連携推進会議"
    document.close()
    assert heard == sorted(heard)
    assert 0 <= heard[0] < heard[-1] <= 1
    assert list(tmp_path.iterdir()) == [target]
    assert not writer.busy


def test_that_the_window_goes_on_meanwhile(
    writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []

    def noted(*rest: object, **named: object) -> Layout:
        threads.append(QThread.currentThread())
        return lay_out(*rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "lay_out", noted)
    with qtbot.waitSignal(writer.done):
        writer.write([job_of(3)], tmp_path / "a.pdf", title="資料")
    application = QCoreApplication.instance()
    assert application is not None
    assert threads[0] is not application.thread()


def test_that_stopping_leaves_the_old_file(writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    writer.progress.connect(writer.cancel)
    with qtbot.waitSignal(writer.stopped):
        writer.write([job_of(40)] * 20, target, title="資料")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    assert not writer.busy


def test_that_a_place_that_cannot_be_written_is_told_and_the_next_try_works(
    writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path
) -> None:
    with qtbot.waitSignal(writer.failed) as failed:
        writer.write([job_of(3)], tmp_path / "ない" / "a.pdf", title="資料")
    assert isinstance(failed.args[0], KnownError)
    with qtbot.waitSignal(writer.done):
        writer.write([job_of(3)], tmp_path / "a.pdf", title="資料")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_that_one_file_is_written_at_a_time(writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path) -> None:
    with qtbot.waitSignal(writer.done):
        writer.write([job_of(3)], tmp_path / "a.pdf", title="資料")
        with pytest.raises(RuntimeError):
            writer.write([job_of(3)], tmp_path / "b.pdf", title="資料")


def test_that_a_bug_in_the_thread_reaches_the_hook(
    writer: PdfWriter, qtbot: QtBot, job_of: JobMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_rest: object, **_named: object) -> Layout:
        raise ZeroDivisionError("bug")

    monkeypatch.setattr(saving, "lay_out", broken)
    with qtbot.captureExceptions() as caught:
        writer.write([job_of(3)], tmp_path / "a.pdf", title="資料")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not writer.busy
    assert list(tmp_path.iterdir()) == []
