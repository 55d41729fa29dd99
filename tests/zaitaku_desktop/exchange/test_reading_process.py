from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile.frame import good, grid, put
from hostile.sizes import as_many_cells_as_are_allowed
from workbooks import progress_workbook

from zaitaku_desktop.base import own_process
from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.exchange import workbook
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.exchange.workbook_parsing import parse_workbook

pytestmark = pytest.mark.own_process

Replace = Callable[[str], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "表.xlsx"
    put(path, good())
    return path


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Replace:
    """Makes another program run in the place of the one that parses."""

    def replace(code: str) -> None:
        monkeypatch.setattr(own_process, "command", lambda *_: [sys.executable, "-I", "-S", "-c", code])

    return replace


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        read_workbook(path)
    assert caught.value.todo and "\n" not in caught.value.message
    return caught.value.message


def test_that_the_process_brings_what_parsing_here_would_bring(tmp_path: Path) -> None:
    path = progress_workbook(tmp_path / "a.xlsx")
    assert read_workbook(path) == parse_workbook(path)


def test_that_progress_goes_up_to_the_end(book: Path) -> None:
    seen: list[float] = []
    read_workbook(book, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1.0 and len(seen) > 2


@pytest.mark.parametrize(
    "code",
    [
        "",
        "import sys; sys.exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGABRT)",
        "import sys; sys.stdout.write('half a line'); sys.stdout.flush()",
        """print('{"progress": 0.5}')""",
        "raise ImportError",
    ],
)
def test_that_a_process_that_dies_is_told_and_the_program_lives(book: Path, instead: Replace, code: str) -> None:
    instead(code)
    assert "途中で止まりました" in refused(book)


@pytest.mark.parametrize("code", ["print('Traceback')", """print('{"other": 1}')""", "print('[1]')"])
def test_that_nonsense_from_the_process_is_told(book: Path, instead: Replace, code: str) -> None:
    instead(code)
    assert "途中で止まりました" in refused(book)


def test_that_a_process_that_cannot_start_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "command", lambda *_: [str(book.with_name("none"))])
    assert "動かせませんでした" in refused(book)


def test_that_a_process_that_hangs_is_ended(book: Path, instead: Replace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SECONDS", 0.3)
    instead("import time; time.sleep(600)")
    began = time.monotonic()
    assert "時間がかかりすぎます" in refused(book)
    assert time.monotonic() - began < 5


def test_that_cancelling_ends_the_process_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real file, large enough to be still at it, and the real process."""
    path = tmp_path / "表.xlsx"
    as_many_cells_as_are_allowed(path)
    started = []
    start = own_process.start

    def remember(arguments: list[str]) -> object:
        started.append(start(arguments))
        return started[-1]

    monkeypatch.setattr(own_process, "start", remember)
    enough = time.monotonic() + 0.4
    asked: list[float] = []

    def progress(_: float) -> None:
        if time.monotonic() > enough:
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(path, progress=progress)
    assert time.monotonic() - asked[0] < 0.5
    assert started[0].returncode not in (None, 0)
    assert not [one for one in threading.enumerate() if "_listen" in one.name]


def test_that_what_the_parser_stumbles_over_is_told_with_a_mark(book: Path, instead: Replace) -> None:
    instead(
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from zaitaku_desktop.exchange import reading_process, workbook_parsing\n"
        "def stumble(*_, **__): raise ZeroDivisionError('secret')\n"
        "workbook_parsing.parse_workbook = stumble\n"
        f"sys.exit(reading_process.main([{str(book)!r}]))\n"
    )
    told = refused(book)
    assert "印：ZeroDivisionError" in told and "secret" not in told


def test_that_memory_beyond_the_limit_is_told(book: Path, instead: Replace) -> None:
    instead(
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from zaitaku_desktop.exchange import reading_process, workbook_parsing\n"
        "def swell(*_, **__): return [bytearray(1 << 26) for _ in range(1000)]\n"
        "workbook_parsing.parse_workbook = swell\n"
        f"sys.exit(reading_process.main([{str(book)!r}]))\n"
    )
    assert "メモリ" in refused(book)


def test_that_the_process_ends_quietly_when_nobody_listens(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    put(path, good(grid(range(1, 2000), 20)))
    command = own_process.command(own_process.READING, str(path))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 1
