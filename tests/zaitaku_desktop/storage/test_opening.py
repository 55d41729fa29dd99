"""Opening: each row of STORAGE's table of what is met."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from storage_helpers import Holder, disk_connection, outside, set_title

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import PlanItem
from zaitaku_desktop.storage import lock, opening
from zaitaku_desktop.storage.backup import backup_folder, list_backups, rescue_folder
from zaitaku_desktop.storage.connection import sqlite_uri
from zaitaku_desktop.storage.header import NewerFile, NotOurFile, journal_of
from zaitaku_desktop.storage.migrate import CURRENT
from zaitaku_desktop.storage.opening import MissingFile, verify_file
from zaitaku_desktop.storage.verify import DamagedFile
from zaitaku_desktop.storage.workspace import FileGone, Workspace


def test_that_a_missing_file_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="見つかりません"):
        Workspace.open(tmp_path / "無い.zaitaku")
    assert list(tmp_path.iterdir()) == []


def test_that_an_existing_file_is_not_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(KnownError, match="同じ名前"):
        Workspace.create(path, name="別の市")
    assert path.read_bytes() == before


def test_that_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="フォルダーが見つかりません"):
        Workspace.create(tmp_path / "無い" / "市.zaitaku", name="市")


@pytest.mark.parametrize("content", [b"", b"x" * 50, b"hello" * 1000, b"SQLite format 3\0" + b"\0" * 200])
@pytest.mark.parametrize("read_only", [False, True])
def test_that_what_is_not_ours_is_refused_untouched(tmp_path: Path, content: bytes, read_only: bool) -> None:
    target = tmp_path / "謎.zaitaku"
    target.write_bytes(content)
    with pytest.raises(NotOurFile, match="このアプリのデータではありません"):
        Workspace.open(target, read_only=read_only)
    assert target.read_bytes() == content
    assert list(tmp_path.iterdir()) == [target]


def test_that_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "別.zaitaku"
    outside(target, "CREATE TABLE t (id)")
    before = target.read_bytes()
    with pytest.raises(NotOurFile):
        Workspace.open(target)
    assert target.read_bytes() == before


def test_that_a_workbook_is_pointed_to_the_import(tmp_path: Path) -> None:
    target = tmp_path / "進捗.xlsx"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(NotOurFile, match="取り込") as refused:
        Workspace.open(target)
    assert refused.value.workbook


def test_that_a_file_of_a_newer_version_is_refused_with_its_bytes_unchanged(path: Path) -> None:
    outside(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerFile, match="新しい版"):
        Workspace.open(path)
    assert path.read_bytes() == before


def test_that_a_truncated_file_is_not_written_to_and_the_newest_copy_is_offered(path: Path) -> None:
    (copy,) = list_backups(path)
    path.write_bytes(path.read_bytes()[:-4096])
    before = path.read_bytes()
    with pytest.raises(DamagedFile) as refused:
        Workspace.open(path)
    assert path.read_bytes() == before
    assert refused.value.newest == copy.path
    assert refused.value.kept is not None
    assert refused.value.kept.read_bytes() == before
    assert "失われます" in refused.value.message


def test_that_every_flipped_bit_that_changes_a_cell_is_noticed(path: Path) -> None:
    content = path.read_bytes()
    place = content.index("顔の見える関係".encode())
    for bit in range(8):
        broken = bytearray(content)
        broken[place + 2] ^= 1 << bit
        path.write_bytes(bytes(broken))
        with pytest.raises(DamagedFile) as refused:
            Workspace.open(path)
        assert "顔" not in str(refused.value.problems)
        assert verify_file(path) != []


def test_that_a_changed_log_is_noticed(workspace: Workspace, path: Path) -> None:
    workspace.perform("入力", set_title(2, "新"))
    workspace.close()
    outside(path, "UPDATE change_row SET before = replace(before, '研修', '講演')")
    assert verify_file(path) == ["変更の記録が書いたときと違います（1）。"]


def test_that_garbage_in_the_middle_is_noticed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    path.write_bytes(bytes(content))
    with pytest.raises(DamagedFile):
        Workspace.open(path)
    assert path.read_bytes() == bytes(content)


def test_that_a_second_process_is_told_who_has_it_and_may_read(path: Path) -> None:
    with Holder(path):
        with pytest.raises(lock.DataFileInUse) as refused:
            Workspace.open(path)
        owner = refused.value.owner
        assert owner is not None
        assert owner.since is not None
        assert f"{owner.since:%H:%M}から使っています" in refused.value.message
        assert owner.user in refused.value.message
        with Workspace.open(path, read_only=True) as copy:
            assert copy.read_only
            with copy.read() as connection:
                assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "研修会の開催"
            with pytest.raises(KnownError, match="閲覧専用"):
                copy.perform("入力", set_title(2, "x"))
            with pytest.raises(KnownError, match="閲覧専用"):
                copy.undo()
    with Workspace.open(path) as free:  # the holder was killed: its side file is no lock
        assert not free.read_only


def test_that_sqlite_itself_refuses_the_second_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "byte_is_locked", lambda *_, **__: False)
    monkeypatch.setattr("zaitaku_desktop.storage.watch.byte_is_locked", lambda *_, **__: False)
    monkeypatch.setattr("zaitaku_desktop.storage.watch.hold_byte", lambda *_, **__: True)
    with Holder(path), pytest.raises(lock.DataFileInUse):
        Workspace.open(path)


def test_that_the_journal_of_a_file_in_use_is_left_alone(path: Path) -> None:
    with Holder(path):
        journal = bytes.fromhex("d9d505f920a163d7") + b"\xff" * 5000
        journal_of(path).write_bytes(journal)
        with pytest.raises(lock.DataFileInUse):
            Workspace.open(path)
        assert journal_of(path).read_bytes() == journal


def test_that_one_process_opens_a_file_once(workspace: Workspace, path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(lock.DataFileInUse, match="別のウィンドウ"):
            Workspace.open(path, read_only=read_only)
    held = subprocess.run(
        [sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('BEGIN IMMEDIATE')"],
        capture_output=True,
        check=False,
    )
    assert b"locked" in held.stderr  # looking into the file has not given the lock up


def test_that_the_file_stays_held_when_somebody_in_the_process_looks_into_it(workspace: Workspace, path: Path) -> None:
    path.read_bytes()  # as Qt's file dialog does: SQLite's lock is gone
    code = (
        "import sys; from pathlib import Path; from zaitaku_desktop.storage.workspace import Workspace\n"
        "Workspace.open(Path(sys.argv[1]))"
    )
    second = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        check=False,
        env={"PYTHONPATH": ".", "PATH": "", "HOME": str(path.parent), "PYTHONIOENCODING": "utf-8"},
    )
    assert "DataFileInUse" in second.stderr.decode()


def test_that_a_copy_made_with_its_side_file_can_be_opened(workspace: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "写し"
    other.mkdir()
    target = other / workspace.path.name
    shutil.copyfile(workspace.path, target)
    shutil.copyfile(lock.side_file(workspace.path), lock.side_file(target))
    Workspace.open(target).close()


def test_that_the_side_file_goes_when_the_file_is_closed(path: Path) -> None:
    workspace = Workspace.open(path)
    assert lock.side_file(path).exists()
    workspace.close()
    workspace.close()
    assert sorted(found.name for found in path.parent.iterdir()) == [path.name, backup_folder(path).name]


@pytest.mark.parametrize(
    ("function", "word"), [("file_can_be_written", "ファイルが"), ("folder_takes_files", "フォルダーに")]
)
def test_that_a_write_protected_place_opens_for_reading_with_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch, function: str, word: str
) -> None:
    monkeypatch.setattr(files, function, lambda _: False)
    with Workspace.open(path) as workspace:
        assert workspace.read_only
        assert word in workspace.read_only_reason
        with pytest.raises(KnownError, match=word):
            workspace.perform("入力", set_title(2, "x"))
        with pytest.raises(KnownError, match=word):
            workspace.back_up("手動")


def _crash_in_the_middle(path: Path) -> bytes:
    """Leave the file as a power cut in the middle of a commit would: half written, with a hot journal."""
    code = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size=1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE plan_item SET title = 'こわれかけ', row_hash = 'x'")
c.execute("CREATE TABLE filler (t)")
c.executemany("INSERT INTO filler VALUES (?)", [("あ" * 500,)] * 200)
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    journal = journal_of(path).read_bytes()
    assert journal[:8] == bytes.fromhex("d9d505f920a163d7")
    return journal


@pytest.mark.parametrize("read_only", [False, True])
def test_that_a_journal_of_our_own_brings_the_file_back(
    path: Path, read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_PAUSE", 0.0)
    _crash_in_the_middle(path)
    with Workspace.open(path, read_only=read_only) as workspace, workspace.read() as connection:
        assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "研修会の開催"


def test_that_a_journal_of_another_file_is_set_aside_and_not_played(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "別" / "別市.zaitaku"
    other.parent.mkdir()

    def rows(session: Session) -> None:
        for number in range(300):
            session.add(PlanItem(plan_id=1, kind="group", title=f"別{number}"))

    shutil.copyfile(path, other)
    with Workspace.open(other) as workspace:
        workspace.perform("追加", rows)
    journal = _crash_in_the_middle(other)
    journal_of(path).write_bytes(journal)
    before = path.read_bytes()
    with Workspace.open(path) as workspace:
        assert workspace.verify() == []
        with workspace.read() as connection:
            assert len(connection.execute(select(PlanItem.id)).all()) == 3
    assert path.read_bytes()[4096:] == before[4096:]
    kept = [found for found in backup_folder(path).iterdir() if found.name.endswith("-journal")]
    assert [found.read_bytes() for found in kept] == [journal]


def test_that_a_file_moved_away_stops_the_work_and_saves_it_elsewhere(workspace: Workspace, path: Path) -> None:
    workspace.perform("一つ目", set_title(2, "保存済み"))
    workspace.flush()
    path.rename(path.with_name("移した.zaitaku"))
    workspace.perform("二つ目", set_title(2, "まだ入っていない"))
    with pytest.raises(FileGone, match="移動または削除") as gone:
        workspace.flush()
    assert gone.value.rescued is not None
    assert gone.value.rescued.is_relative_to(rescue_folder())
    with pytest.raises(KnownError, match="別名で保存"):
        workspace.perform("三つ目", set_title(2, "断られる"))
    workspace.close()
    assert not path.exists()
    with Workspace.open(gone.value.rescued) as rescued, rescued.read() as connection:
        assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "まだ入っていない"


@pytest.mark.parametrize("how", ["older copy", "other bytes", "emptied"])
def test_that_a_file_overwritten_in_place_stops_the_work_and_saves_it_elsewhere(
    workspace: Workspace, path: Path, how: str
) -> None:
    older = path.read_bytes()
    workspace.perform("一つ目", set_title(2, "保存済"))
    workspace.flush()
    assert len(path.read_bytes()) >= len(older)
    size = path.stat().st_size
    replacement = {"older copy": older.ljust(size, b"\0"), "other bytes": b"x" * size, "emptied": b""}[how]
    path.write_bytes(replacement)
    workspace.perform("二つ目", set_title(2, "まだ入っていない"))
    with pytest.raises(FileGone, match="上書き") as gone:
        workspace.flush()
    workspace.close()
    assert path.read_bytes() == replacement
    assert gone.value.rescued is not None
    with Workspace.open(gone.value.rescued) as rescued, rescued.read() as connection:
        assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "まだ入っていない"


def test_that_a_file_replaced_by_another_of_its_name_is_noticed(workspace: Workspace, path: Path) -> None:
    other = path.with_name("別.zaitaku")
    shutil.copyfile(path, other)
    other.replace(path)
    workspace.check_file()
    with pytest.raises(FileGone):
        workspace.flush()
    assert isinstance(workspace.disk.trouble, FileGone)


def test_that_the_header_says_what_the_file_is(path: Path) -> None:
    start = path.read_bytes()[:100]
    assert struct.unpack(">i", start[60:64]) == (CURRENT.number,)
    assert start[68:72] == b"ZTAK"
    assert start[18:20] == b"\x01\x01"  # rollback journal, no WAL


def _pragmas(connection: sqlite3.Connection) -> dict[str, object]:
    names = (
        "journal_mode", "locking_mode", "synchronous", "foreign_keys", "trusted_schema",
        "cell_size_check", "secure_delete", "temp_store", "mmap_size", "busy_timeout",
    )  # fmt: skip
    found = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in names}
    return {name: row and row[0] for name, row in found.items()}


def test_that_the_pragmas_hold(workspace: Workspace) -> None:
    on_disk = _pragmas(disk_connection(workspace))
    assert on_disk == {
        "journal_mode": "delete", "locking_mode": "exclusive", "synchronous": 3, "foreign_keys": 0,
        "trusted_schema": 0, "cell_size_check": 1, "secure_delete": 1, "temp_store": 2, "mmap_size": 0,
        "busy_timeout": 0,
    }  # fmt: skip
    in_memory = _pragmas(workspace._memory)
    for name in ("trusted_schema", "cell_size_check", "temp_store"):
        assert in_memory[name] == on_disk[name]
    assert in_memory["foreign_keys"] == 1  # what the file need not check is checked here


def test_that_addresses_of_shares_have_four_slashes() -> None:
    from pathlib import PurePosixPath, PureWindowsPath  # noqa: PLC0415

    assert sqlite_uri(PurePosixPath("/a/市 #1?.z")) == "file:///a/%E5%B8%82%20%231%3F.z?mode=rw"
    assert sqlite_uri(PureWindowsPath("C:\\a\\b.z")) == "file:///C:/a/b.z?mode=rw"
    assert sqlite_uri(PureWindowsPath("\\\\srv\\share\\b.z")) == "file:////srv/share/b.z?mode=rw"


def test_that_odd_names_open(tmp_path: Path) -> None:
    target = tmp_path / "計画 100%#1?.zaitaku"
    Workspace.create(target, name="市").close()
    Workspace.open(target).close()
    with sqlite3.connect(target) as connection:
        assert connection.execute("SELECT name FROM municipality").fetchone() == ("市",)
    connection.close()
