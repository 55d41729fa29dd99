from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zaitaku_ui
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui import app
from zaitaku_ui.crash import LOGGER, CrashHook, described, start_log, stop_log
from zaitaku_ui.translation import install
from zaitaku_ui.work import Progress, Work, wait_for

from zaitaku_desktop.base.errors import KnownError

ROOT = Path(zaitaku_ui.__file__).parent.parent.parent


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = start_log(tmp_path / "log")
    assert path is not None
    yield path
    stop_log()
    LOGGER.propagate = True
    LOGGER.setLevel(logging.NOTSET)


def run_apart(*arguments: str, screen: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'ui'}"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    if screen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_that_the_shell_stands_on_qt_alone() -> None:
    """GUI 3: whatever is imported before the first paint is waited for."""
    code = "import sys, zaitaku_ui.app; print([m for m in ('sqlalchemy', 'openpyxl', 'reportlab') if m in sys.modules])"
    assert run_apart("-c", code).stdout.strip() == "[]"


def test_that_too_many_names_are_refused_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["a.zaitaku", "b.zaitaku"]) == 2
    assert app.run(["--unknown"]) == 2
    assert "使い方：zaitaku" in capsys.readouterr().err
    assert app.run(["--help"]) == 0
    assert "使い方：zaitaku" in capsys.readouterr().out


def test_that_without_a_screen_one_is_told_so() -> None:
    done = run_apart("-m", "zaitaku_ui", screen=False)
    assert done.returncode == 1 and "画面がないため" in done.stderr and "Traceback" not in done.stderr


def test_that_a_bug_is_shown_and_logged_without_what_was_typed(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[str] = []
    hook = CrashHook(shown.append, log)
    try:
        raise ValueError("山田太郎の記録")
    except ValueError as error:
        hook(type(error), error, error.__traceback__)
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text and "test_app.py" in text and "山田太郎" not in text
    assert len(shown) == 1 and "保存済みの内容は残っています" in shown[0] and str(log) in shown[0]
    assert "山田太郎" in capsys.readouterr().err


def test_that_a_bug_while_showing_a_bug_ends_there(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hooks: list[CrashHook] = []
    calls: list[str] = []

    def show(sentence: str) -> None:
        calls.append(sentence)
        hooks[0](RuntimeError, RuntimeError("again"), None)

    hooks.append(CrashHook(show, log))
    hooks[0](ValueError, ValueError("first"), None)
    assert len(calls) == 1 and "again" in capsys.readouterr().err


def test_that_the_cause_of_a_bug_is_logged_too() -> None:
    try:
        try:
            raise KeyError("氏名")
        except KeyError as cause:
            raise RuntimeError("x") from cause
    except RuntimeError as error:
        words = described(error)
    assert "caused by" in words and "KeyError" in words and "氏名" not in words


def test_that_a_folder_that_takes_no_log_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file, no folder")
    assert start_log(tmp_path / "log") is None


def test_that_qt_speaks_japanese(qapp: QApplication) -> None:
    translators = install(qapp)
    said = {text: QCoreApplication.translate("QFileDialog", text) for text in ("&Look in:", "Files of type:", "Open")}
    cancel = QCoreApplication.translate("QPlatformTheme", "Cancel")
    for translator in translators:
        qapp.removeTranslator(translator)
    assert said == {"&Look in:": "場所：", "Files of type:": "種類：", "Open": "開く"}
    assert cancel == "やめる"


def test_that_work_tells_its_end_once(qtbot: QtBot, qapp: QApplication) -> None:
    def fine(progress: Progress) -> int:
        progress(0.5)
        return 7

    def refused(_progress: Progress) -> None:
        raise KnownError("読めません。")

    def broken(_progress: Progress) -> None:
        raise ZeroDivisionError

    for job, name in ((fine, "done"), (refused, "refused"), (broken, "crashed")):
        work = Work(job, qapp)
        with qtbot.waitSignal(getattr(work, name), timeout=5000):
            work.start()
        assert work.wait(5000)
        work.deleteLater()


def test_that_work_stops_when_asked(qtbot: QtBot, qapp: QApplication) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress(0.1)

    work = Work(endless, qapp)
    with qtbot.waitSignal(work.stopped, timeout=5000), qtbot.assertNotEmitted(work.done):
        work.start()
        assert wait_for(work)
    work.deleteLater()


def test_that_opening_a_file_loads_no_page_and_no_library_before_it_is_needed() -> None:
    """All of them together take as long to load as everything else of the start (GUI 3)."""
    late = "reportlab", "openpyxl", "pikepdf", "docx", "zaitaku_ui.places.meetings_page", "zaitaku_ui.outline.view"
    code = f"import sys, zaitaku_ui.commands; print([m for m in {late} if m in sys.modules])"
    assert run_apart("-c", code).stdout.strip() == "[]"
