"""Records of people and meetings → rows."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from one_of_each import ID, fill_with_one_of_each, values_of
from sqlalchemy import delete, inspect
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.agenda import AgendaItem
from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.handout import HandoutPart
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.storage import reading_meetings as reading
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one record of each kind."""
    path = tmp_path_factory.mktemp("each") / "a.zaitaku"
    Workspace.create(path, name="", fill=fill_with_one_of_each).close()
    return path


@pytest.fixture
def workspace(one_file: Path, tmp_path: Path) -> Any:
    """A copy of it, open."""
    with Workspace.open(shutil.copyfile(one_file, tmp_path / "a.zaitaku")) as workspace:
        yield workspace


@pytest.mark.parametrize("record", reading.ROWS)
def test_that_a_view_reads_every_column_of_a_record(record: Any) -> None:
    table = inspect(record).local_table
    columns = {one.key for one in table.columns if one.type.python_type is not bytes} - {"row_hash"}
    assert {field.name for field in fields(reading.ROWS[record])} == columns


@pytest.mark.parametrize("record", reading.ROWS)
def test_that_what_was_written_is_read(record: Any, workspace: Workspace) -> None:
    written = values_of(record)
    with workspace.read() as connection:
        (row,) = reading.load_rows(connection, reading.ROWS[record])
    read = {field.name: getattr(row, field.name) for field in fields(row)}
    if "fiscal_year" in read:
        read["fiscal_year"] = read["fiscal_year"].start
    if "scheme" in read:
        read["scheme"] = list(read["scheme"])
    assert read == {name: value for name, value in written.items() if name in read}


def test_that_a_meeting_is_read_with_all_that_belongs_to_it(workspace: Workspace) -> None:
    def more(session: Session) -> None:
        session.add(Meeting(id=5, committee_id=ID, fiscal_year=2024, day=dt.date(2025, 3, 1)))
        session.add(AgendaItem(id=5, meeting_id=ID, parent_id=ID, title="下"))

    workspace.perform("入力", more)
    with workspace.read() as connection:
        meeting = reading.load_meeting(connection, ID)
        assert [row.id for row in reading.load_meetings(connection)] == [5, ID]
        assert [row.id for row in reading.load_meetings(connection, ID, FiscalYear(2025))] == [ID]
        assert reading.load_meetings(connection, ID + 1) == []
        assert reading.load_packet(connection, ID).fixed_pages == 3
    assert list(meeting.meetings) == [5, ID]
    assert meeting.committee.name == "𠮷name"
    assert [item.id for item in meeting.walk_agenda()] == [ID, 5]
    assert [handout.mark for handout in meeting.handouts_of(ID)] == ["𠮷label3－3"]
    assert meeting.handout_title(meeting.handouts[ID]) == "𠮷list_title"
    assert [len(rows) for rows in (meeting.blocks, meeting.attendance, meeting.confirmations, meeting.locks)] == [1] * 4
    assert meeting.name_of(meeting.attendance[0]) == "𠮷printed_name"


def test_that_a_part_without_its_source_keeps_its_title(workspace: Workspace) -> None:
    def change(session: Session) -> None:
        part = session.get_one(HandoutPart, ID)
        part.title = ""

    workspace.perform("入力", change)
    with workspace.read() as connection:
        meeting = reading.load_meeting(connection, ID)
    assert meeting.part_title(meeting.parts[0]) == "𠮷title"  # that of the 資料


def test_that_what_is_gone_is_said(workspace: Workspace) -> None:
    workspace.perform("削除", lambda session: session.execute(delete(Committee)).close())
    with workspace.read() as connection:
        with pytest.raises(KnownError, match="会議は見つかりません"):
            reading.load_meeting(connection, ID)
        with pytest.raises(KnownError, match="添付ファイルの中身は見つかりません"):
            reading.load_file(connection, ID + 1)
        assert reading.load_meetings(connection) == []
    workspace.undo()
    with workspace.read() as connection:
        assert reading.load_meeting(connection, ID).meeting.id == ID


def test_that_undo_and_the_disk_know_every_kind_of_record(workspace: Workspace, tmp_path: Path) -> None:
    workspace.perform("削除", lambda session: session.execute(delete(Meeting)).close())
    workspace.undo()
    workspace.redo()
    workspace.undo()
    assert workspace.verify() == []
    backup = workspace.back_up("手動")
    with Workspace.open(backup, read_only=True) as old, old.read() as connection:
        assert reading.load_meeting(connection, ID).blocks[0].text == "𠮷text"
