"""The thread that writes to the disk: nobody waits for it, nothing is lost when it cannot, and the file is the same."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from storage_helpers import Holder, add_entry, content, disk_connection, everything, set_title

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage import disk, writer
from zaitaku_desktop.storage.backup import list_backups
from zaitaku_desktop.storage.disk import FileGone, NotSaved, Unforeseen
from zaitaku_desktop.storage.header import journal_is_hot
from zaitaku_desktop.storage.history import Logged
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.watch import FileWatch
from zaitaku_desktop.storage.workspace import Workspace


def until(holds: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for another thread."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that takes nothing until the event is set."""
    gate = threading.Event()
    real = disk.repeat

    def wait(connection: sqlite3.Connection, logged: Logged) -> None:
        assert gate.wait(30)
        real(connection, logged)

    monkeypatch.setattr(disk, "repeat", wait)
    yield gate
    gate.set()


def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> Callable[[], None]:
    """The disk refuses every step with this code of SQLite's, until what is returned is called."""
    real, on = disk.repeat, [True]

    def refused(connection: sqlite3.Connection, logged: Logged) -> None:
        real(connection, logged)
        if on:
            error = sqlite3.OperationalError("disk")
            error.sqlite_errorcode = code
            raise error

    monkeypatch.setattr(disk, "repeat", refused)
    return on.clear


def same_on_disk(workspace: Workspace) -> bool:
    return everything(workspace._memory) == everything(disk_connection(workspace))


def test_that_nobody_who_types_or_reads_waits_for_the_disk(workspace: Workspace, slow: threading.Event) -> None:
    for number in range(5):
        workspace.perform("入力", set_title(2, f"名{number}"))
    workspace.undo()
    assert content(workspace)["plan_item"][1].count("名3") == 1
    state = workspace.disk
    assert (state.waiting, state.saved, state.trouble) == (6, False, None)
    assert not workspace.flush(0.01)
    slow.set()
    assert workspace.flush()
    assert workspace.disk.saved and same_on_disk(workspace)


def test_that_what_has_gathered_goes_in_one_transaction(workspace: Workspace, slow: threading.Event) -> None:
    commits: list[str] = []
    disk_connection(workspace).set_trace_callback(commits.append)
    for number in range(20):
        workspace.perform("入力", set_title(2, f"名{number}"))
    slow.set()
    workspace.flush()
    assert commits.count("COMMIT") <= 2
    assert [step.name for step in workspace.steps()] == ["入力"] * 20


def test_that_every_change_of_the_disk_is_told_until_nobody_listens(workspace: Workspace) -> None:
    heard: list[int] = []
    workspace.listen(lambda: heard.append(workspace.disk.waiting))
    workspace.perform("入力", set_title(2, "新"))
    workspace.flush()
    assert heard[0] in (0, 1) and heard[-1] == 0
    workspace.listen(None)
    before = len(heard)
    workspace.perform("入力", set_title(2, "もっと新"))
    workspace.flush()
    assert len(heard) == before


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "空き容量"),
        (sqlite3.SQLITE_IOERR, "接続が切れた"),
        (sqlite3.SQLITE_BUSY, "ほかのプログラム"),
        (sqlite3.SQLITE_READONLY, "読み取り専用"),
        (sqlite3.SQLITE_CANTOPEN, "書き込めない"),
        (sqlite3.SQLITE_CONSTRAINT, "思いがけない"),
    ],
)
def test_that_what_the_disk_refuses_stays_and_is_written_when_it_takes_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    allow = refuse(monkeypatch, code)
    secret = "髙﨑花子"
    workspace.perform("入力", set_title(2, secret))
    with pytest.raises(NotSaved, match=words) as refused:
        workspace.flush()
    assert "残っています" in refused.value.safe
    assert secret not in "".join(traceback.format_exception(refused.value))
    assert workspace.disk.waiting == 1 and workspace.disk.trouble is refused.value
    assert refused.value.retries == (code != sqlite3.SQLITE_CONSTRAINT)
    workspace.perform("入力", set_title(3, "続けて入力"))  # in memory it goes on
    assert workspace.undo_name == "入力"
    allow()
    workspace.retry()
    until(lambda: workspace.disk.saved)
    assert same_on_disk(workspace) and workspace.verify() == []


def test_that_it_tries_again_by_itself(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PAUSES", (0.01, 0.02))
    allow = refuse(monkeypatch, sqlite3.SQLITE_FULL)
    workspace.perform("入力", set_title(2, "新"))
    until(lambda: workspace.disk.trouble is not None)
    allow()
    until(lambda: workspace.disk.saved)
    assert same_on_disk(workspace)


def test_that_a_file_that_may_not_grow_keeps_what_was_typed_in_memory(workspace: Workspace) -> None:
    resource = pytest.importorskip("resource")  # there is no such limit on Windows
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (workspace.path.stat().st_size, hard))
    try:
        workspace.perform("入力", add_entry(2, "actual", 2024, "長い文" * 50000))
        with pytest.raises(NotSaved, match="保存できませんでした"):
            workspace.flush()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    workspace.perform("入力", set_title(2, "続けられる"))
    assert workspace.flush() and same_on_disk(workspace)
    assert workspace.verify() == []


def test_that_a_full_database_keeps_what_was_typed_in_memory(workspace: Workspace) -> None:
    connection = disk_connection(workspace)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    workspace.perform("入力", add_entry(2, "actual", 2024, "長い文" * 5000))
    with pytest.raises(NotSaved, match="空き容量"):
        workspace.flush()
    connection.execute("PRAGMA max_page_count=1000000")
    assert workspace.flush() and same_on_disk(workspace)


def test_that_a_step_that_reached_the_disk_although_it_was_refused_is_not_written_twice(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, fails = FileWatch.remember, [True]

    def remember(self: FileWatch) -> None:
        if fails.pop() if fails else False:
            raise OSError(5, "the share went away after the commit")
        real(self)

    monkeypatch.setattr(FileWatch, "remember", remember)
    workspace.perform("入力", add_entry(2, "actual", 2024, "一度だけ"))
    with contextlib.suppress(NotSaved):
        workspace.flush()
    assert workspace.flush() and same_on_disk(workspace)
    assert not fails and workspace.verify() == []


def test_that_a_share_that_comes_back_gets_what_was_typed_meanwhile(workspace: Workspace, path: Path) -> None:
    away = path.parent.with_name("外した")
    path.parent.rename(away)
    workspace.perform("入力", set_title(2, "その間"))
    with pytest.raises(NotSaved, match="接続が切れた") as refused:
        workspace.flush()
    assert refused.value.retries
    away.rename(path.parent)
    assert workspace.flush() and same_on_disk(workspace)
    workspace.close()
    assert verify_file(path) == []


def test_that_a_stick_that_was_pulled_out_is_taken_again_with_what_was_half_written(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_IOERR)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(NotSaved):
        workspace.flush()
    allow()
    other = path.with_name("写し")
    shutil.copyfile(path, other)  # another inode: as a medium that was mounted anew
    other.replace(path)
    assert workspace.flush() and same_on_disk(workspace)


def test_that_a_file_changed_by_others_meanwhile_is_not_written_to(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_IOERR)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(NotSaved):
        workspace.flush()
    allow()
    shutil.copyfile(path, path.with_name("別.zaitaku"))
    with Workspace.open(path.with_name("別.zaitaku")) as other:
        other.perform("入力", set_title(2, "別の人の入力"))
    path.with_name("別.zaitaku").replace(path)
    before = path.read_bytes()
    with pytest.raises(FileGone, match="上書き") as gone:
        workspace.flush()
    assert path.read_bytes() == before
    assert gone.value.rescued is not None
    with Workspace.open(gone.value.rescued, read_only=True) as rescued:
        assert content(rescued) == content(workspace)
    workspace.close()


def test_that_a_file_that_somebody_took_meanwhile_is_waited_for(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PAUSES", (1000.0,))
    allow = refuse(monkeypatch, sqlite3.SQLITE_IOERR)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(NotSaved):
        workspace.flush()
    allow()
    assert workspace._writer is not None
    workspace._writer._disk.give_back()
    with Holder(path), pytest.raises(NotSaved, match="使っています"):
        workspace.flush()
    assert workspace.flush() and same_on_disk(workspace)


@pytest.mark.parametrize("how", ["garbage", "truncated", "missing"])
def test_that_a_file_that_is_no_longer_whole_is_left_and_the_work_saved_elsewhere(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_IOERR)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(NotSaved):
        workspace.flush()
    allow()
    if how == "missing":
        path.unlink()
    else:
        whole = path.read_bytes()
        path.write_bytes(os.urandom(5000) if how == "garbage" else whole[: len(whole) // 2])
    with pytest.raises(FileGone) as gone:
        workspace.flush()
    assert gone.value.rescued is not None and verify_file(gone.value.rescued) == []
    with pytest.raises(FileGone) as again:
        workspace.flush()
    assert again.value.rescued == gone.value.rescued  # saved once, not at every look
    workspace.close()


def test_that_a_file_moved_back_goes_on(workspace: Workspace, path: Path) -> None:
    workspace.flush()
    path.rename(path.with_name("動かした"))
    workspace.perform("入力", set_title(2, "その間"))
    with pytest.raises(FileGone):
        workspace.flush()
    path.with_name("動かした").rename(path)
    assert workspace.flush() and same_on_disk(workspace)
    workspace.perform("入力", set_title(2, "続き"))
    assert workspace.flush()


def test_that_a_file_that_comes_back_as_another_inode_goes_on_if_it_is_the_same(
    workspace: Workspace, path: Path
) -> None:
    kept = path.read_bytes()
    path.unlink()  # as a stick whose mount point stays
    workspace.perform("入力", set_title(2, "その間"))
    with pytest.raises(FileGone):
        workspace.flush()
    path.write_bytes(kept.replace("研修会".encode(), "講演会".encode()))
    with pytest.raises(FileGone):
        workspace.flush()
    path.write_bytes(kept)
    assert workspace.flush() and same_on_disk(workspace)
    workspace.perform("入力", set_title(2, "続き"))
    assert workspace.flush() and same_on_disk(workspace)


def test_that_closing_waits_and_says_what_cannot_be_written(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_FULL)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(NotSaved, match="空き容量"):
        workspace.close()
    assert content(workspace)["plan_item"]  # still open
    allow()
    workspace.close()
    with Workspace.open(path) as again:
        assert again.undo_name == "入力"
    assert len(list_backups(path)) == 2


def test_that_what_is_given_up_is_lost_and_the_file_whole(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_FULL)
    workspace.perform("入力", set_title(2, "新"))
    workspace.close(give_up=True)
    allow()
    with Workspace.open(path) as again:
        assert again.undo_name is None and again.verify() == []


def test_that_a_with_tells_what_could_not_be_written_and_lets_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow = refuse(monkeypatch, sqlite3.SQLITE_FULL)
    with pytest.raises(NotSaved), Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
    allow()
    Workspace.open(path).close()


def test_that_a_copy_holds_all_that_was_done_before_it_was_asked_for(
    workspace: Workspace, slow: threading.Event
) -> None:
    workspace.perform("入力", set_title(2, "新"))
    threading.Timer(0.05, slow.set).start()
    copy = workspace.back_up("手動")
    with Workspace.open(copy, read_only=True) as opened:
        assert content(opened) == content(workspace)


def test_that_a_copy_that_cannot_be_made_after_a_step_refuses_to_be_an_old_one(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, sqlite3.SQLITE_FULL)
    workspace.perform("入力", set_title(2, "新"))
    with pytest.raises(KnownError, match="空き容量"):
        workspace.back_up("手動")
    workspace.close(give_up=True)


def test_that_a_bug_in_the_writer_ends_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, "repeat", lambda *_: 1 // 0)
        workspace.perform("入力", set_title(2, "新"))
        with pytest.raises(Unforeseen) as refused:
            workspace.flush()
        assert isinstance(refused.value.__cause__, ZeroDivisionError)
    assert workspace.flush() and same_on_disk(workspace)


def test_that_a_file_that_differs_from_memory_is_not_written_over(workspace: Workspace) -> None:
    connection = disk_connection(workspace)
    connection.execute("DELETE FROM entry")
    workspace._writer._disk._taken.watch.remember()  # type: ignore[union-attr]
    workspace.perform("入力", lambda session: session.connection().exec_driver_sql("DELETE FROM entry WHERE id = 2"))
    with pytest.raises(Unforeseen):
        workspace.flush()
    assert not journal_is_hot(workspace.path)
    workspace.close(give_up=True)


def test_that_a_file_read_only_needs_no_disk(path: Path) -> None:
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.disk.saved and workspace.flush() and workspace.verify() == []
        workspace.retry()
        workspace.check_file()
