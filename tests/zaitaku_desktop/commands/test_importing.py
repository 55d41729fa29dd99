"""`import` on the command line with workbooks that hide something, or are hostile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hostile import files, sizes, structure
from workbooks import progress_workbook

from zaitaku_desktop.cli import main


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "a.zaitaku"
    assert main(["new", str(path), "--name", "みなと野市"]) == 0
    return path


def test_that_what_a_clerk_does_not_see_in_the_sheet_is_said(
    empty: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = progress_workbook(tmp_path / "進捗.xlsx")
    book = openpyxl.load_workbook(source)
    book["進捗管理表"].row_dimensions[7].hidden = True
    book.save(source)
    for more in (["--dry-run"], []):
        capfd.readouterr()
        assert main(["import", str(empty), str(source), *more]) == 0
        out, err = capfd.readouterr()
        (line,) = [line for line in out.splitlines() if "隠れた行ですが、取り込みます。" in line]
        assert line.startswith("確かめるもの\t進捗管理表!") and "7\t" in line
        assert err == ""


def test_that_a_process_of_its_own_imports_too(empty: Path, tmp_path: Path) -> None:
    source = progress_workbook(tmp_path / "進捗.xlsx")
    command = [sys.executable, "-m", "zaitaku_desktop", "import", str(empty), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


TRIED = (
    *(sizes.far_cell, sizes.sheet_larger_than_it_says, structure.entity_bomb_in_the_strings, files.encrypted),
    *(files.cut_off, files.folder, files.old_xls, files.no_bytes),
)


@pytest.mark.parametrize("build", TRIED)
@pytest.mark.parametrize("more", [[], ["--json", "--dry-run"]])
def test_that_a_hostile_workbook_is_one_line_and_the_file_stays(
    build: Callable[[Path], None], more: list[str], empty: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表.xlsx"
    build(path)
    before = empty.read_bytes()
    capfd.readouterr()
    assert main(["import", str(empty), str(path), *more]) == 1
    out, err = capfd.readouterr()
    assert out == "" and err.startswith("表.xlsx：") and err.count("\n") == 1
    assert empty.read_bytes() == before
