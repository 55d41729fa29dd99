"""Copies: verified, kept by rule, and the way back."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest
from sqlalchemy import select
from storage_helpers import Holder, content, outside, set_title

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import PlanItem
from zaitaku_desktop.storage import backup as backups
from zaitaku_desktop.storage.backup import (
    Backup,
    backup_folder,
    list_backups,
    local_folder,
    newest_whole,
    restore_backup,
    to_keep,
)
from zaitaku_desktop.storage.header import NotOurFile, journal_of
from zaitaku_desktop.storage.lock import DataFileInUse
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.verify import DamagedFile
from zaitaku_desktop.storage.workspace import Workspace


def test_that_closing_leaves_a_copy_only_if_something_changed(path: Path) -> None:
    assert [found.reason for found in list_backups(path)] == ["終了時"]
    Workspace.open(path).close()
    assert len(list_backups(path)) == 1
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    assert [found.number for found in list_backups(path)] == [2, 1]


def test_that_a_copy_is_whole_and_the_same(workspace: Workspace) -> None:
    workspace.perform("入力", set_title(2, "新"))
    before = content(workspace)
    copy = workspace.back_up("取り込み前")
    (found, _) = list_backups(workspace.path)
    assert (found.path, found.reason, found.pinned, found.is_whole()) == (copy, "取り込み前", True, True)
    assert verify_file(copy) == []
    with Workspace.open(copy, read_only=True) as opened:
        assert content(opened) == before
        assert [step.name for step in opened.steps()] == ["入力"]


def test_that_the_order_is_by_number_and_not_by_clock(path: Path) -> None:
    (first,) = list_backups(path)
    later = first.path.with_name(first.path.name.replace("000001_2", "000001_3"))
    first.path.rename(later)  # a clock that was a thousand years fast
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    assert [found.number for found in list_backups(path)] == [2, 1]
    newest = newest_whole(path)
    assert newest is not None
    assert newest.number == 2


def test_that_a_damaged_copy_is_not_taken_for_the_newest(path: Path) -> None:
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    newest, first = list_backups(path)
    newest.path.write_bytes(newest.path.read_bytes()[:-1] + b"?")
    assert newest_whole(path) == first


def _backup(number: int, at: dt.datetime, *, pinned: bool = False) -> Backup:
    return Backup(Path(f"{number}"), number, at, "終了時", pinned, "")


def test_that_the_keeping_rule_keeps_ten_days_weeks_months_and_pinned() -> None:
    end = dt.datetime(2025, 12, 31, 18)
    hourly = [_backup(5000 - n, end - dt.timedelta(hours=n), pinned=n % 100 == 0) for n in range(24 * 500)]
    kept = to_keep(hourly)
    by_number = {backup.number: backup for backup in hourly}
    assert {5000 - n for n in range(10)} <= kept
    days = {by_number[number].at.date() for number in kept}
    assert {end.date() - dt.timedelta(days=n) for n in range(14)} <= days
    assert {(2025, month) for month in range(1, 13)} <= {(day.year, day.month) for day in days}
    assert {5000 - n for n in (0, 100, 200, 300, 400)} <= kept
    assert 40 <= len(kept) <= 10 + 14 + 8 + 12 + 5
    assert to_keep(backup for backup in hourly if backup.number in kept) == kept


def test_that_old_copies_go_but_never_the_last_whole_one(path: Path) -> None:
    workspace = Workspace.open(path)
    try:
        for number in range(15):
            workspace.perform("入力", set_title(2, f"名{number}"))
            workspace.back_up("定期")
        assert [found.number for found in list_backups(path)] == list(range(16, 6, -1))
    finally:
        workspace.close()
    (*newer, oldest) = list_backups(path)
    for found in newer:
        found.path.write_bytes(b"broken")
    extra = [found.path.with_name(found.path.name.replace("0000", "0001", 1)) for found in newer]
    for name in extra:
        name.write_bytes(b"broken")
    backups.thin_out(path)
    assert oldest.path.exists()


def test_that_a_folder_which_takes_no_files_gets_its_copies_on_this_pc(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.folder_takes_files
    monkeypatch.setattr(
        files, "folder_takes_files", lambda folder: folder != backup_folder(workspace.path) and real(folder)
    )
    copy = workspace.back_up("手動")
    assert copy.parent == local_folder(workspace.path)
    assert list_backups(workspace.path)[0].path == copy


def test_that_a_full_disk_leaves_no_half_copy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    before = set(backup_folder(workspace.path).iterdir())
    monkeypatch.setattr(files, "sync_file", full)
    with pytest.raises(KnownError, match="空き容量"):
        workspace.back_up("手動")
    assert set(backup_folder(workspace.path).iterdir()) == before


def test_that_the_file_is_let_go_even_when_the_copy_at_closing_cannot_be_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.perform("入力", set_title(2, "新"))
    with monkeypatch.context() as patch:
        patch.setattr(files, "folder_takes_files", lambda _: False)
        with pytest.raises(KnownError, match="控えを保存できる場所"):
            workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.undo_name == "入力"


def test_that_going_back_keeps_the_present_first(path: Path) -> None:
    (first,) = list_backups(path)
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    kept = restore_backup(path, first.path)
    with Workspace.open(path) as workspace, workspace.read() as connection:
        assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "研修会の開催"
    assert kept is not None
    restore_backup(path, kept)
    with Workspace.open(path) as workspace, workspace.read() as connection:
        assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "新"


def test_that_going_back_sets_a_journal_aside_before_it_can_destroy_the_file(path: Path) -> None:
    (first,) = list_backups(path)
    journal = bytes.fromhex("d9d505f920a163d7") + b"\xff" * 5000
    journal_of(path).write_bytes(journal)
    path.write_bytes(b"SQLite format 3\0 broken")
    broken = path.read_bytes()
    kept = restore_backup(path, first.path)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert not journal_of(path).exists()
    assert verify_file(path) == []


def test_that_a_deleted_file_comes_back_from_a_copy(path: Path) -> None:
    (first,) = list_backups(path)
    path.unlink()
    assert restore_backup(path, first.path) is None
    assert verify_file(path) == []


def test_that_a_copy_that_is_not_whole_is_refused_and_nothing_changes(path: Path) -> None:
    (first,) = list_backups(path)
    before = path.read_bytes()
    first.path.write_bytes(first.path.read_bytes()[:-1] + b"?")
    with pytest.raises(DamagedFile):
        restore_backup(path, first.path)
    text = path.with_name("覚え書き.txt")
    text.write_text("x")
    with pytest.raises(NotOurFile):
        restore_backup(path, text)
    with pytest.raises(KnownError):
        restore_backup(path, path.with_name("無い"))
    assert path.read_bytes() == before


def test_that_nothing_is_restored_over_a_file_in_use(path: Path) -> None:
    (first,) = list_backups(path)
    with Holder(path), pytest.raises(DataFileInUse):
        restore_backup(path, first.path)
    with Workspace.open(path), pytest.raises(DataFileInUse):
        restore_backup(path, first.path)


def test_that_a_crash_makes_the_next_closing_leave_a_copy(path: Path) -> None:
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    newest = list_backups(path)[0]
    newest.path.unlink()  # as if the program had been killed before its copy at closing
    Workspace.open(path).close()
    assert len(list_backups(path)) == 2


def test_that_verify_names_table_and_row_but_no_content(path: Path) -> None:
    outside(path, "UPDATE plan_item SET title = '秘密の名前' WHERE id = 3")
    outside(path, "PRAGMA foreign_keys=OFF", "UPDATE entry SET item_id = 77 WHERE id = 1")
    problems = verify_file(path)
    assert "行の内容が書いたときと違います（plan_item 3）。" in problems
    assert "参照先の行がありません（entry 1 → plan_item）。" in problems
    assert "秘密" not in "".join(problems)
