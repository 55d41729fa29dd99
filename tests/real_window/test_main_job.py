"""The main job in a real window, with real keys: import, edit, preview, print, power cut, undo."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from workbooks import progress_workbook
from xwindow import RealWindow

from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(240)]


def texts_in(path: Path) -> set[str]:
    """Every text in the file, read as the command line reads it (also while a window has it open)."""
    command = [sys.executable, "-m", "zaitaku_desktop", "dump", str(path), "--json"]
    records = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["records"]
    return {entry["text"] for entry in records["entry"]}


def typed(path: Path) -> bool:
    return any("ABC123" in text for text in texts_in(path))


def text_of(pdf: Path) -> str:
    with PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_that_an_edit_outlives_a_power_cut_and_can_be_undone_after_it(tmp_path: Path) -> None:
    data, book, pdf = tmp_path / "a.zaitaku", tmp_path / "in.xlsx", tmp_path / "out.pdf"
    Workspace.create(data, name="みなと野市", fill=fill_new).close()
    progress_workbook(book)
    with RealWindow([str(data)], tmp_path) as window:
        window.key("ctrl+i", pause=1.5)
        window.type(str(book))
        window.key("Return")
        window.settle()  # before the filled button has the keyboard, Enter would press やめる
        window.key("Return")  # 取り込む
        window.wait(lambda: bool(texts_in(data)), "the workbook was not imported")
        before = window.picture(tmp_path / "before.png").read_bytes()
        window.key("F2", "ctrl+End", pause=0.5)  # the cursor stands in the merged 目的・概要 of rows 1 and 2
        window.type("ABC123")
        window.key("Return", pause=2)
        window.wait(lambda: typed(data), "the edit was not saved at once")
        after = window.picture(tmp_path / "after.png").read_bytes()
        assert before != after
        window.key("ctrl+shift+p", pause=1.5)
        window.key("ctrl+a")
        window.type(str(pdf))
        window.key("Return")
        window.wait(pdf.exists, "no PDF was written")
        window.kill()
        assert typed(data)
        assert "ABC123" in text_of(pdf)
        window.launch()
        window.key("ctrl+z", pause=2)
        window.kill()
        assert not typed(data)
