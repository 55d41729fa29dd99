"""`check`: what disagrees, in words and as JSON; 1 when something was found."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from meetings import Desk
from plans import small_file, text

from zaitaku_desktop.checks import acting
from zaitaku_desktop.checks.reading import check_file
from zaitaku_desktop.cli import main
from zaitaku_desktop.operations import meeting, plan_cells
from zaitaku_desktop.typeset.fonts import Faces


def test_that_what_is_found_is_reported_and_the_code_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.zaitaku"
    workspace, plan = small_file(path)
    for item in (plan.a, plan.b1, plan.b2):
        words = [text("actual", "R6/6/18（水）" if item == plan.a else "・配った。", 2024)]
        workspace.perform("入力", lambda session, item=item, words=words: plan_cells.write_values(session, item, words))
    workspace.close()
    assert main(["check", str(path), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == [
        {
            "rule": "weekday",
            "severity": "error",
            "where": "顔合わせ　R6実績",
            "message": "2024年6月18日は火曜日ですが、「水」と書かれています。",
            "id": plan.a,
            "field": "actual",
            "year": 2024,
        }
    ]
    assert told.err.count("\n") == 1
    assert main(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith("印刷の前に直してください\t顔合わせ　R6実績\t2024年6月18日は")


def test_that_nothing_but_what_is_acknowledged_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.zaitaku"
    workspace, _ = small_file(path)
    with workspace.read() as connection:
        ((_, _, found),) = check_file(connection, Faces.load())
    for one in found:
        workspace.perform("承知済み", lambda session, one=one: acting.acknowledge(session, one, "集計中"))
    workspace.close()
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_that_meetings_are_checked_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "c.zaitaku")
    desk.do(meeting.edit_meeting, desk.circle.meeting, end_time=dt.time(18))
    desk.workspace.close()
    assert main(["check", str(tmp_path / "c.zaitaku"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "rule": "meeting_times",
            "severity": "error",
            "where": "令和7年度第1回推進会議　終わりの時刻",
            "message": "終わりの時刻（午後6時）が、始まりの時刻（午後7時）より前です。",
            "id": desk.circle.meeting,
            "field": "end_time",
            "year": None,
        }
    ]
