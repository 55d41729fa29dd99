"""Putting right, and leaving as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks import acting
from zaitaku_desktop.exchange.dump import dump_records, load_dump
from zaitaku_desktop.model.inline import marked
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

WRONG, RIGHT = "R6/6/18（水）と令和6年6月19日（木）", "R6/6/18（火）と令和6年6月19日（水）"


def text_of(checked: Any, item: int) -> str:
    with checked.workspace.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT text FROM entry WHERE item_id = ? AND field = 'actual' AND year = 2024", (item,)
        ).scalar()
    return str(found)


def test_that_all_weekdays_are_put_right_in_one_step(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", WRONG, 2024)
    found = checked.all("weekday")
    assert len(found) == 2
    done = checked.workspace.perform("曜日の訂正", lambda session: acting.repair(session, found))
    assert done.result == 2
    assert text_of(checked, checked.plan.a) == RIGHT
    assert checked.all("weekday") == []
    checked.workspace.undo()
    assert text_of(checked, checked.plan.a) == WRONG


def test_that_a_reason_a_name_and_a_note_are_put_right_where_they_stand(checked: Any) -> None:
    plan, wrong = checked.plan, "R6/6/18（水）"
    checked.write(plan.a, "grade", "A", 2024)
    checked.write(plan.a, "#title", f"顔合わせ{wrong}")
    checked.workspace.perform("理由", lambda session: plan_cells.set_reason(session, plan.a, 2024, wrong))
    checked.workspace.perform("注記", lambda session: plan_rows.set_below_note(session, plan.a, wrong))
    checked.workspace.perform(
        "資料", lambda session: edit_document(session, plan.document, notes=["一", wrong], legend=wrong)
    )
    found = checked.all("weekday")
    assert len(found) == 5
    done = checked.workspace.perform("曜日の訂正", lambda session: acting.repair(session, found))
    assert done.result == 5
    assert checked.all("weekday") == []


def test_that_what_was_written_since_is_not_touched(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", WRONG, 2024)
    found = checked.all("weekday")
    checked.write(checked.plan.a, "actual", "別の文", 2024)
    done = checked.workspace.perform("曜日の訂正", lambda session: acting.repair(session, found))
    assert (done.result, done.step) == (0, None)


def test_that_what_is_left_as_it_is_carries_its_reason_and_can_be_undone(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", WRONG, 2024)
    first, second = checked.all("weekday")
    checked.workspace.perform("承知済み", lambda session: acting.acknowledge(session, first, " 原文のまま "))
    assert [one.acknowledged for one in checked.all("weekday")] == ["原文のまま", ""]
    checked.workspace.undo()
    assert [one.acknowledged for one in checked.all("weekday")] == ["", ""]
    checked.workspace.redo()
    checked.workspace.perform("見直す", lambda session: acting.withdraw(session, first))
    assert [one.acknowledged for one in checked.all("weekday")] == ["", ""]
    assert second.acknowledged == ""


def test_that_other_words_in_its_place_are_looked_at_anew(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", "R6/6/18（水）", 2024)
    (found,) = checked.all("weekday")
    checked.workspace.perform("承知済み", lambda session: acting.acknowledge(session, found, "原文"))
    checked.write(checked.plan.a, "actual", "R6/6/18（木）", 2024)
    assert [one.acknowledged for one in checked.all("weekday")] == [""]


def test_that_a_reason_must_be_given(checked: Any) -> None:
    (found, *_) = checked.all("missing_actual")
    with pytest.raises(KnownError, match="理由"):
        checked.workspace.perform("承知済み", lambda session: acting.acknowledge(session, found, " "))


def test_that_it_goes_with_its_row_and_comes_back_with_it(checked: Any) -> None:
    (found, *_) = checked.all("missing_actual")
    assert found.place.item_id == checked.plan.a
    checked.workspace.perform("承知済み", lambda session: acting.acknowledge(session, found, "集計中"))
    checked.workspace.perform("削除", lambda session: plan_rows.delete(session, [checked.plan.a]))
    checked.workspace.undo()
    assert checked.all("missing_actual")[0].acknowledged == "集計中"


def test_that_a_dump_carries_it(checked: Any, tmp_path: Path) -> None:
    (found, *_) = checked.all("missing_actual")
    checked.workspace.perform("承知済み", lambda session: acting.acknowledge(session, found, "集計中"))
    with checked.workspace.read() as connection:
        dump = dump_records(connection)
    other = Workspace.create(tmp_path / "b.zaitaku", name="", fill=lambda session: load_dump(session, dump))
    with other, other.read() as connection:
        assert dump_records(connection) == dump


def test_that_a_weekday_in_bold_is_found_and_put_right_in_bold(checked: Any) -> None:
    words = marked([("開催日は", False), ("R6/6/18（水）", True), ("です。", False)])
    checked.write(checked.plan.a, "actual", words, 2024)
    (found,) = checked.all("weekday")
    assert found.evidence == "R6/6/18（水）"
    assert checked.all("glyph") == []
    checked.workspace.perform("曜日の訂正", lambda session: acting.repair(session, [found]))
    right = marked([("開催日は", False), ("R6/6/18（火）", True), ("です。", False)])
    assert text_of(checked, checked.plan.a) == right
