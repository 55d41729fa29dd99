"""Kills, full disks, threads, and that nothing of what is typed gets into exception texts or logs."""

from __future__ import annotations

import logging
import random
import threading
import traceback
from pathlib import Path

import pytest
from killed import lines_until_killed
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from storage_helpers import add_entry, content, set_title

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import Entry
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.workspace import Workspace

WRITER = """
import sys
from pathlib import Path
from storage_helpers import add_entry
from zaitaku_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
first, patient = int(sys.argv[2]), sys.argv[3] == "patient"
numbers = {}
told = [0]
def tell():
    last = workspace.disk.last
    if last > told[0]:
        told[0] = last
        print(numbers.get(last, ""), flush=True)
if not patient:
    workspace.listen(tell)
for number in range(first, first + 100000):
    done = workspace.perform("入力", add_entry(2, f"f{number}", 2024, "あ" * (number % 700)))
    numbers[done.step.id] = number
    if number % 7 == 3:
        workspace.undo()
        workspace.redo()
    if patient:
        workspace.flush()
        print(number, flush=True)
    elif number % 50 == 0:
        workspace.flush()  # or the queue would only grow
"""


def _kill_rounds(path: Path, rounds: int, *, patient: bool, seed: int = 20251123) -> None:
    """`patient` = each edit waits for the disk; else the disk follows, and what it reports is what was promised.

    The file is verified once it has been opened: to one with a journal, `verify_file` would first wait for a writer.
    """
    chance = random.Random(seed)
    variables = {"PYTHONPATH": "tests:.", "PATH": "", "HOME": str(path.parent)}
    promised: set[int] = set()
    for turn in range(rounds):
        told = lines_until_killed(
            WRITER,
            [str(path), str(turn * 100000), "patient" if patient else "quick"],
            after=chance.uniform(0, 0.12),
            variables=variables,
        )
        lines = [int(line) for line in told if line.strip()]
        promised |= set(lines) if patient else set(range(turn * 100000, max(lines, default=turn * 100000 - 1) + 1))
        with Workspace.open(path) as workspace, workspace.read() as connection:
            there = set(connection.scalars(select(Entry.field).where(Entry.field.like("f%"))))
        assert verify_file(path) == []
        # The newest may just have been undone, and was to be done again.
        undone = {max(promised)} if promised and not patient and max(promised) % 7 == 3 else set()
        promised -= undone - {int(name[1:]) for name in there}
        assert not {number for number in promised if f"f{number}" not in there}
        if patient:
            assert len(there) <= len(promised) + turn + 1
    with Workspace.open(path) as workspace:
        name = workspace.undo_name
        assert name == "入力"
        workspace.undo()


@pytest.mark.parametrize("patient", [True, False])
def test_that_no_acknowledged_edit_is_lost_by_a_kill(path: Path, patient: bool) -> None:
    _kill_rounds(path, 2, patient=patient)


# Groups, each in a file of its own: what is read again after each kill stays short. 300 kills of either kind.
@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("group", range(6))
@pytest.mark.parametrize("patient", [True, False])
def test_that_no_acknowledged_edit_is_lost_by_many_kills(path: Path, patient: bool, group: int) -> None:
    _kill_rounds(path, 50, patient=patient, seed=group)


def test_that_a_commit_that_is_refused_leaves_nothing_open(workspace: Workspace) -> None:
    before = content(workspace)

    def dangling(session: Session) -> None:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(text("UPDATE entry SET item_id = 777 WHERE id = 1"))

    with pytest.raises(IntegrityError):
        workspace.perform("入力", dangling)
    assert content(workspace) == before
    assert workspace.perform("入力", set_title(2, "続けられる")).step is not None
    assert workspace.verify() == []


def test_that_what_was_typed_is_in_no_exception_and_no_log(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "髙﨑花子"
    workspace.perform("入力", add_entry(2, "leader", 2024, secret))
    with pytest.raises(IntegrityError) as raised:
        workspace.perform("入力", add_entry(2, "leader", 2024, secret))
    assert secret not in "".join(traceback.format_exception(raised.value))
    with pytest.raises(Exception, match="no such column") as raised_text:
        workspace.perform(
            "入力", lambda session: session.execute(text("SELECT wrong FROM entry WHERE text = :t"), {"t": secret})
        )
    assert secret not in "".join(traceback.format_exception(raised_text.value))
    workspace.back_up("手動")
    assert secret not in caplog.text


def test_that_a_deleted_text_is_not_left_in_a_copy_of_the_records(workspace: Workspace) -> None:
    """secure_delete: the log alone still has it, as history."""
    workspace.perform("入力", add_entry(2, "leader", 2024, "CANARYCANARY"))
    workspace.undo()
    workspace.flush()
    found = workspace.path.read_bytes().count(b"CANARYCANARY")
    assert found == 2  # the steps of edit and undo


def test_that_reading_cannot_write(workspace: Workspace) -> None:
    before = content(workspace)
    with pytest.raises(KnownError), workspace.read() as connection:
        connection.exec_driver_sql("DELETE FROM entry")
    assert content(workspace) == before
    assert workspace.perform("入力", set_title(2, "書ける")).step is not None


def test_that_perform_inside_perform_or_read_is_a_bug(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError):
        workspace.perform("外", lambda _: workspace.perform("中", set_title(2, "x")))
    with pytest.raises(RuntimeError), workspace.read():
        workspace.perform("中", set_title(2, "x"))


def test_that_reading_inside_an_operation_sees_what_it_has_written(workspace: Workspace) -> None:
    def change(session: Session) -> str | None:
        set_title(2, "途中")(session)
        session.flush()
        with workspace.read() as connection:
            return connection.exec_driver_sql("SELECT title FROM plan_item WHERE id = 2").scalar()

    assert workspace.perform("入力", change).result == "途中"


def test_that_threads_wait_for_each_other(workspace: Workspace) -> None:
    troubles: list[BaseException] = []

    def edit(thread: int) -> None:
        try:
            for number in range(20):
                workspace.perform("入力", add_entry(2, f"t{thread}", 2000 + number, "x"))
                with workspace.read() as connection:
                    connection.scalar(select(func.count()).select_from(Entry))
        except BaseException as error:  # noqa: BLE001  (handed to the test below)
            troubles.append(error)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(content(workspace)["entry"]) == 2 + 80
    assert workspace.verify() == []


def test_that_a_closed_workspace_is_a_bug_to_use(path: Path) -> None:
    workspace = Workspace.open(path)
    workspace.close()
    with pytest.raises(RuntimeError):
        workspace.perform("入力", set_title(2, "x"))
