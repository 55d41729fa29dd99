"""A file that cannot be written leaves the old one as it was, byte for byte, and says why in Japanese."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from grids import random_job
from openpyxl import Workbook

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.base.files import FileInUse, replace_file
from zaitaku_desktop.exchange import workbook_file
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.exchange.workbook_file import new_workbook, safe_sheet_name, save_workbook
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

Write = Callable[[Path], None]
FACES = Faces.load()
JOB = random_job(2)


def write_xlsx(path: Path) -> None:
    write_print_xlsx(JOB, path, FACES)


def write_pdf_file(path: Path) -> None:
    content = io.BytesIO()
    write_pdf([lay_out(JOB, FACES)], FACES, content, title="資料")
    replace_file(path, lambda part: _fill(part, content.getvalue()))


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


WRITERS = [pytest.param(write_xlsx, "x.xlsx", id="xlsx"), pytest.param(write_pdf_file, "x.pdf", id="pdf")]


def refused(write: Write, target: Path) -> KnownError:
    """The refusal; the old file stands there as it was, and nothing beside it."""
    old = target.read_bytes()
    with pytest.raises(KnownError) as met:
        write(target)
    assert target.read_bytes() == old
    assert [path.name for path in target.parent.iterdir() if path.name.startswith("~") and "$" not in path.name] == []
    return met.value


@pytest.fixture
def old(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(b"the last good file")
        return path

    return make


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_that_a_read_only_file_stays(
    write: Write, name: str, old: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def access(path: Path, _mode: int) -> bool:  # the system lets its administrator write everywhere
        return bool(path.stat().st_mode & 0o200)

    monkeypatch.setattr(files.os, "access", access)
    target = old(name)
    target.chmod(0o444)
    assert "読み取り専用のファイル" in refused(write, target).what


@pytest.mark.parametrize(("write", "name"), WRITERS)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_that_a_read_only_folder_is_told(
    write: Write, name: str, number: int, old: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(_path: Path, **_more: object) -> None:
        raise OSError(number, "")

    target = old(name)
    monkeypatch.setattr(Path, "touch", touch)
    assert "書き込めません" in refused(write, target).what


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_that_a_file_open_in_excel_or_elsewhere_stays(write: Write, name: str, old: Callable[[str], Path]) -> None:
    target = old(name)
    (target.parent / f"~${name}").write_bytes(b"")
    trouble = refused(write, target)
    assert isinstance(trouble, FileInUse)
    assert ("Excelで開いています" in trouble.what) is name.endswith(".xlsx")


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_that_a_full_disk_leaves_the_old_file(
    write: Write, name: str, old: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    assert "空き容量が足りません" in refused(write, old(name)).what


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_that_a_disk_that_is_really_full_is_told(write: Write, name: str, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = _mount(disk)
    try:
        if not mounted:  # not root: the test above stands for it
            return
        target = disk / name
        target.write_bytes(b"the last good file")
        (disk / "rest").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 4096))
        assert "空き容量が足りません" in refused(write, target).what
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=True)


def _mount(folder: Path) -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_that_a_file_that_says_something_else_never_takes_its_place(
    old: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(book: Workbook) -> bytes:
        book.worksheets[0]["A1"].value = "別の文"
        return packed(book)

    packed = workbook_file.packed
    monkeypatch.setattr(workbook_file, "packed", forgetful)

    def write(path: Path) -> None:
        book = new_workbook("表")
        book.worksheets[0]["A1"].value = "文"
        save_workbook(book, path, {"表": {(1, 1): "文"}})

    assert "一致しません" in refused(write, old("x.xlsx")).what


def test_that_stopping_in_the_middle_leaves_the_old_file(old: Callable[[str], Path]) -> None:
    target = old("x.xlsx")

    def stop(_done: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_print_xlsx(JOB, target, FACES, report=stop)
    assert target.read_bytes() == b"the last good file"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("資料1", "資料1"), ("a/b:c", "a b c"), ("", "資料"), ("History", "資料"), ("'甲'", "甲"), ("𠮷" * 40, "𠮷" * 15)],
)
def test_that_a_sheet_gets_a_name_excel_takes(name: str, safe: str) -> None:
    assert safe_sheet_name(name) == safe
