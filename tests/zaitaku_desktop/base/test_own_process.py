from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hostile.frame import good, put

from zaitaku_desktop.base import own_process
from zaitaku_desktop.base.own_process import READING, command

pytestmark = pytest.mark.own_process

ROOT = Path(__file__).resolve().parents[3]


def test_that_a_frozen_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(READING, "表.xlsx") == [sys.executable, READING, "表.xlsx"]


def test_that_the_second_process_finds_the_program_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")  # a trap in the current folder
    path = tmp_path / "表.xlsx"
    put(path, good())
    monkeypatch.chdir(tmp_path)
    process = own_process.start(command(READING, str(path)))
    assert process.communicate(timeout=30)[0].endswith(b'{"done": true}\n')
    assert process.returncode == 0


@pytest.mark.parametrize("module", ["zaitaku_desktop", "zaitaku_ui"])
def test_that_both_entry_points_read_when_told_to_and_load_nothing_else(module: str, tmp_path: Path) -> None:
    """What a frozen bundle does with the private first argument; without Qt, which would cost time and memory."""
    path = tmp_path / "表.xlsx"
    put(path, good())
    code = (
        "import runpy, sys\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'ui')!r}]\n"
        f"sys.argv[:] = ['x', {READING!r}, {str(path)!r}]\n"
        "try:\n"
        f"    runpy.run_module({module!r}, run_name='__main__')\n"
        "finally:\n"
        "    sys.stderr.write(' '.join(n for n in ('PySide6', 'sqlalchemy', 'reportlab') if n in sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert ended.stdout.endswith(b'{"done": true}\n')
    assert ended.stderr == b""
