"""What a cell said before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from plans import SmallPlan, small_file, text
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.cell_history import BLANK, QUERY, CellChange, load_history, load_title_history
from zaitaku_desktop.storage.workspace import Workspace


def write(workspace: Workspace, item: int, words: str, year: int = 2024) -> None:
    value = text("actual", words, year)
    workspace.perform(f"{words or '消去'}", lambda session: plan_cells.write_values(session, item, [value]))


def history(workspace: Workspace, item: int, year: int = 2024) -> list[CellChange]:
    with workspace.read() as connection:
        return load_history(connection, (item, "actual", year))


def told(changes: list[CellChange]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.before.text, one.after.text) for one in changes]


def opened(tmp_path: Path) -> tuple[Workspace, SmallPlan]:
    return small_file(tmp_path / "a.zaitaku")


def test_that_every_text_is_told_the_newest_first(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        for words in ("一", "二", "", "三"):
            write(workspace, plan.a, words)
        write(workspace, plan.a, "別の年度", 2025)
        write(workspace, plan.b1, "別の行")
        workspace.undo()
        workspace.undo()
        workspace.undo()
        assert told(history(workspace, plan.a)) == [
            ("undo", "三", ""),
            ("edit", "", "三"),
            ("edit", "二", ""),
            ("edit", "一", "二"),
            ("edit", "", "一"),
        ]
        assert history(workspace, plan.a)[-1].before == BLANK
        assert history(workspace, plan.b2) == []


def test_that_a_state_is_told_too(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        none = FieldValue("actual", 2024, EntryState.NONE)
        workspace.perform("なし", lambda session: plan_cells.write_values(session, plan.a, [none]))
        (change,) = history(workspace, plan.a)
        assert change.after.state is EntryState.NONE
        assert change.name == "なし"


def test_that_a_text_keeps_its_past_when_its_initiative_is_split(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        write(workspace, plan.a, "一")
        workspace.perform("分ける", lambda session: plan_rows.add_line(session, plan.a))
        with workspace.read() as connection:
            line = connection.exec_driver_sql("SELECT item_id FROM entry WHERE text = '一'").scalar()
        assert line != plan.a
        write(workspace, int(line), "二")
        assert told(history(workspace, int(line))) == [("edit", "一", "二"), ("edit", "", "一")]


def test_that_the_names_of_an_initiative_are_told_and_its_moves_are_not(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        for title in ("顔合わせ会", "顔つなぎ"):
            value = text("#title", title)
            workspace.perform(title, partial(_call, plan.a, value))
        workspace.perform("移動", lambda session: plan_rows.move(session, plan.a, plan.group, 1))
        with workspace.read() as connection:
            found = load_title_history(connection, plan.a)
    assert told(found) == [("edit", "顔合わせ会", "顔つなぎ"), ("edit", "顔合わせ", "顔合わせ会")]


def _call(item: int, value: FieldValue, session: Session) -> None:
    plan_cells.write_values(session, item, [value])


def test_that_the_history_of_a_cell_is_found_without_reading_the_log(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        write(workspace, plan.a, "一")
        cell = {"cell": "{", "limit": 9}
        with workspace.read() as connection:
            steps = [row[3] for row in connection.execute(sql(f"EXPLAIN QUERY PLAN {QUERY}"), cell)]
    assert any("ix_change_row_cell" in step for step in steps)
    assert any("ix_change_row_record" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]


def test_that_the_image_of_an_entry_begins_with_its_cell(tmp_path: Path) -> None:
    workspace, plan = opened(tmp_path)
    with workspace:
        write(workspace, plan.a, "一")
        with workspace.read() as connection:
            image = connection.exec_driver_sql('SELECT "after" FROM change_row ORDER BY id DESC').scalar()
        assert str(image).startswith(f'{{"item_id":{plan.a},"field":"actual","year":2024,"state":')
