"""Replacing and locking files, with both platforms' branches."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import FileInUse, known, replace_file


def _names(folder: Path) -> list[str]:
    return [found.name for found in folder.iterdir()]


def _windows_error(code: int, number: int = errno.EACCES) -> OSError:
    error = PermissionError(number, "refused")
    error.winerror = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("platform", "error", "words"),
    [
        ("linux", OSError(errno.ENOSPC, ""), "空き容量"),
        ("linux", OSError(errno.EDQUOT, ""), "空き容量"),
        ("linux", OSError(errno.EACCES, ""), "読み取り専用"),
        ("linux", OSError(errno.EROFS, ""), "読み取り専用"),
        ("linux", OSError(errno.EIO, ""), "接続"),
        ("linux", OSError(errno.ETIMEDOUT, ""), "接続"),
        ("linux", OSError(errno.ENOENT, "", "/x/~1.xlsx"), "保存先が見つかりません"),
        ("linux", OSError(errno.ETXTBSY, ""), "Excelで開いています"),
        ("linux", OSError(errno.ENAMETOOLONG, ""), "名前が長すぎます"),
        ("win32", _windows_error(32), "Excelで開いています"),
        ("win32", _windows_error(33), "Excelで開いています"),
        ("win32", _windows_error(5), "読み取り専用"),
        ("win32", _windows_error(19), "読み取り専用"),
        ("win32", _windows_error(112, errno.ENOSPC), "空き容量"),
        ("win32", _windows_error(39, errno.ENOSPC), "空き容量"),
        ("win32", _windows_error(64, errno.EINVAL), "接続"),
    ],
)
def test_that_each_refusal_of_the_system_has_its_words(platform: str, error: OSError, words: str) -> None:
    shown = known(error, Path("/x/表.xlsx"), platform=platform)
    assert shown is not None
    assert words in shown.message
    assert shown.todo


def test_that_other_refusals_are_bugs() -> None:
    assert known(OSError(errno.EBADF, ""), Path("x")) is None
    assert known(OSError(errno.ENOENT, "", "/fonts/gothic.ttf"), Path("/x/表.pdf")) is None


def test_that_another_kind_of_file_is_not_said_to_be_open_in_excel() -> None:
    shown = known(_windows_error(32), Path("a.pdf"), platform="win32")
    assert isinstance(shown, FileInUse)
    assert "別のプログラム" in shown.message


def test_that_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "表.pdf"
    target.write_text("old")
    target.chmod(0o640)
    seen = []

    def write(part: Path) -> None:
        assert target.read_text() == "old"
        assert (part.parent, part.suffix) == (tmp_path, ".pdf")
        part.write_text("new")

    replace_file(target, write, verify=lambda part: seen.append(part.read_text()))
    assert (seen, target.read_text(), _names(tmp_path)) == (["new"], "new", ["表.pdf"])


def test_that_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    replace_file(tmp_path / "x.pdf", lambda part: part.write_text("x") and None)
    assert (tmp_path / "x.pdf").stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("where", ["write", "verify"])
@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(errno.ENOSPC, ""), KnownError), (ValueError("x"), ValueError), (OSError(errno.EBADF, ""), OSError)],
)
def test_that_the_old_file_stays_whatever_goes_wrong(
    tmp_path: Path, where: str, error: Exception, raised: type[Exception]
) -> None:
    target = tmp_path / "表.xlsx"
    target.write_text("old")

    def write(part: Path) -> None:
        part.write_text("half")
        if where == "write":
            raise error

    def verify(_: Path) -> None:
        raise error

    with pytest.raises(raised):
        replace_file(target, write, verify=verify)
    assert (target.read_text(), _names(tmp_path)) == ("old", ["表.xlsx"])


def test_that_a_missing_folder_or_a_folder_of_that_name_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="フォルダーが見つかりません"):
        replace_file(tmp_path / "無い" / "x.pdf", lambda _: None)
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(KnownError, match="同じ名前のフォルダー"):
        replace_file(tmp_path / "x.pdf", lambda _: None)


def test_that_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "表.xlsx"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(KnownError, match="読み取り専用のファイル"):
        replace_file(target, lambda part: part.write_text("new") and None)
    assert target.read_text() == "old"


def test_that_a_folder_which_takes_no_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(KnownError, match="書き込めません"):
        replace_file(tmp_path / "x.pdf", lambda _: None)
    assert not files.folder_takes_files(tmp_path)


@pytest.mark.parametrize("name", ["~$表.xlsx", ".~lock.表.xlsx#"])
def test_that_a_document_open_in_an_office_program_is_in_use(tmp_path: Path, name: str) -> None:
    target = tmp_path / "表.xlsx"
    target.write_text("old")
    assert not files.is_in_use(target, platform="linux")
    (tmp_path / name).touch()
    with pytest.raises(FileInUse, match="Excelで開いています"):
        replace_file(target, lambda part: part.write_text("new") and None, platform="linux")
    assert target.read_text() == "old"


@pytest.mark.parametrize(("code", "in_use"), [(32, True), (33, True), (5, False)])
def test_that_windows_tells_by_the_sharing_violation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, in_use: bool
) -> None:
    target = tmp_path / "表.xlsx"
    target.write_text("old")
    assert not files.is_in_use(target, platform="win32")

    def refuse(*_: object, **__: object) -> None:
        raise _windows_error(code)

    monkeypatch.setattr(Path, "open", refuse)
    assert files.is_in_use(target, platform="win32") is in_use


@pytest.mark.parametrize(("refusals", "done"), [(3, True), (10, False)])
def test_that_windows_is_asked_again_while_a_scanner_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, done: bool
) -> None:
    monkeypatch.setattr(files, "_PAUSE", 0.0)
    real, asked = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        asked.append(1)
        if len(asked) <= refusals:
            raise _windows_error(5)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    target = tmp_path / "表.xlsx"
    target.write_text("old")
    if done:
        replace_file(target, lambda part: part.write_text("new") and None, platform="win32")
    else:
        with pytest.raises(KnownError):
            replace_file(target, lambda part: part.write_text("new") and None, platform="win32")
    assert target.read_text() == ("new" if done else "old")
    assert _names(tmp_path) == ["表.xlsx"]


def test_that_elsewhere_a_refusal_is_final(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def replace(self: Path, target: Path) -> Path:
        asked.append(1)
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        files.move_over(tmp_path / "a", tmp_path / "b", platform="linux")
    assert len(asked) == 1


def test_that_a_new_name_never_covers_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_text("new")
    target.write_text("old")
    with pytest.raises(FileExistsError):
        files.move_new(source, target, platform="linux")
    assert (source.read_text(), target.read_text()) == ("new", "old")
    target.unlink()
    files.move_new(source, target, platform="linux")
    assert (_names(tmp_path), target.read_text()) == (["b"], "new")


def test_that_a_file_system_without_hard_links_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_text("new")
    files.move_new(source, target, platform="linux")
    assert target.read_text() == "new"
    source.write_text("newer")
    with pytest.raises(FileExistsError):
        files.move_new(source, target, platform="linux")
    assert target.read_text() == "new"


def test_that_windows_renames_and_syncs_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", None)
    monkeypatch.setattr(os, "fsync", None)
    (tmp_path / "a").write_text("new")
    files.move_new(tmp_path / "a", tmp_path / "b", platform="win32")
    files.sync_folder(tmp_path, platform="win32")
    assert (tmp_path / "b").read_text() == "new"


def test_that_another_process_holding_a_byte_is_seen(tmp_path: Path) -> None:
    target = tmp_path / "x"
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('CREATE TABLE t (x)'); c.execute('BEGIN EXCLUSIVE');"
        "print('held', flush=True); sys.stdin.readline()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        handle = os.open(target, os.O_RDWR)
        try:
            assert files.byte_is_locked(handle, 0x40000001)
            assert not files.byte_is_locked(handle, 0x50000000)
            holder.communicate("\n")
            assert not files.byte_is_locked(handle, 0x40000001)
        finally:
            os.close(handle)
    finally:
        holder.kill()
        holder.communicate()


@pytest.mark.parametrize(
    ("error", "locked"), [(None, False), (_windows_error(33), True), (OSError(errno.EDEADLK, ""), True)]
)
def test_that_windows_locks_are_asked_through_its_own_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | None, locked: bool
) -> None:
    calls: list[tuple[int, int, int]] = []

    def locking(handle: int, mode: int, length: int) -> None:
        calls.append((mode, length, os.lseek(handle, 0, os.SEEK_CUR)))
        if error is not None:
            raise error

    fake = types.SimpleNamespace(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)  # type: ignore[arg-type]
    target = tmp_path / "x"
    target.touch()
    handle = os.open(target, os.O_RDWR)
    try:
        assert files.byte_is_locked(handle, 0x40000001, platform="win32") is locked
    finally:
        os.close(handle)
    assert calls[0] == (2, 1, 0x40000001)
    assert calls[1:] == ([] if locked else [(0, 1, 0x40000001)])
