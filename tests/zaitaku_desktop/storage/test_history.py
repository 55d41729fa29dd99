"""The change log, undo and redo."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session
from storage_helpers import add_entry, content, disk_connection, everything, outside, set_title

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, ItemTag, Plan, PlanItem
from zaitaku_desktop.storage.row_hash import fill_all
from zaitaku_desktop.storage.workspace import ChangedSince, Workspace


def test_that_an_edit_is_one_step_with_the_row_before_and_after(workspace: Workspace) -> None:
    done = workspace.perform("取組名の入力", set_title(2, "多職種研修会"))
    assert done.step is not None
    (change,) = done.step.changes
    assert (change.table, change.row_id) == ("plan_item", 2)
    assert change.before is not None
    assert change.after is not None
    assert (change.before["title"], change.after["title"]) == ("研修会の開催", "多職種研修会")
    assert workspace.undo_name == "取組名の入力"
    assert workspace.flush()
    assert (workspace.disk.last, workspace.disk.saved) == (done.step.id, True)
    assert workspace.disk.saved_at is not None and workspace.disk.saved_at >= done.step.at


def test_that_an_operation_without_effect_leaves_no_step(workspace: Workspace) -> None:
    def there_and_back(session: Session) -> str:
        set_title(2, "別の名前")(session)
        session.flush()
        set_title(2, "研修会の開催")(session)
        return "done"

    before = len(workspace.steps())
    done = workspace.perform("何もしない", there_and_back)
    assert (done.step, done.result) == (None, "done")
    assert len(workspace.steps()) == before
    assert workspace.undo_name is None


def test_that_an_exception_takes_the_whole_operation_back(workspace: Workspace) -> None:
    before = content(workspace)

    def broken(session: Session) -> None:
        set_title(2, "途中")(session)
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.perform("途中で終わる", broken)
    assert content(workspace) == before
    assert workspace.perform("次", set_title(2, "次")).step is not None


def test_that_rows_deleted_and_changed_by_foreign_keys_are_logged_and_come_back(workspace: Workspace) -> None:
    before = content(workspace)

    def remove(session: Session) -> None:
        session.execute(update(Entry).where(Entry.id == 2).values(shared_from_id=None, text="写し"))
        session.execute(delete(PlanItem).where(PlanItem.id == 2))

    done = workspace.perform("行の削除", remove)
    assert done.step is not None
    seen = {(change.table, change.row_id): change for change in done.step.changes}
    assert set(seen) == {("plan_item", 2), ("plan_item", 3), ("entry", 1), ("entry", 2), ("item_tag", 1)}
    assert seen["entry", 1].after is None
    successor = seen["plan_item", 3].after
    assert successor is not None
    assert successor["successor_id"] is None
    assert workspace.verify() == []
    workspace.undo()
    assert content(workspace) == before
    workspace.redo()
    assert workspace.verify() == []
    with workspace.read() as connection:
        assert connection.scalar(select(Entry.text).where(Entry.id == 2)) == "写し"


def test_that_a_whole_plan_comes_back_with_its_ids(workspace: Workspace) -> None:
    before = content(workspace)
    workspace.perform("計画の削除", lambda session: session.execute(delete(Plan)))
    assert content(workspace)["entry"] == []
    workspace.undo()
    assert content(workspace) == before


def test_that_undo_restores_rows_that_changed_places_under_a_unique_key(workspace: Workspace) -> None:
    workspace.perform("入力", add_entry(2, "plan", 2024, "甲"))
    workspace.perform("入力", add_entry(2, "plan", 2025, "乙"))
    before = content(workspace)

    def swap(session: Session) -> None:
        for old, new in ((2024, 2030), (2025, 2024), (2030, 2025)):
            session.execute(update(Entry).where(Entry.field == "plan", Entry.year == old).values(year=new))

    workspace.perform("入れ替え", swap)
    workspace.undo()
    assert content(workspace) == before
    workspace.redo()
    with workspace.read() as connection:
        assert connection.scalar(select(Entry.text).where(Entry.year == 2024)) == "乙"


def test_that_undo_and_redo_survive_a_restart(workspace: Workspace, path: Path) -> None:
    workspace.perform("一つ目", set_title(2, "一"))
    workspace.perform("二つ目", set_title(2, "二"))
    workspace.undo()
    workspace.close()
    with Workspace.open(path) as again:
        assert (again.undo_name, again.redo_name) == ("一つ目", "二つ目")
        again.redo()
        again.undo()
        step = again.undo()
        assert (step.name, step.kind) == ("一つ目", "undo")
        assert (again.undo_name, again.redo_name) == (None, "一つ目")
        with again.read() as connection:
            assert connection.scalar(select(PlanItem.title).where(PlanItem.id == 2)) == "研修会の開催"


def test_that_a_new_edit_cuts_what_had_been_undone_but_keeps_it_as_history(workspace: Workspace) -> None:
    workspace.perform("一つ目", set_title(2, "一"))
    workspace.undo()
    workspace.perform("別の", set_title(2, "別"))
    assert workspace.redo_name is None
    with pytest.raises(KnownError, match="やり直す操作がありません"):
        workspace.redo()
    assert [(step.kind, step.name) for step in workspace.steps()] == [
        ("edit", "別の"),
        ("undo", "一つ目"),
        ("edit", "一つ目"),
    ]


def test_that_many_edits_are_undone_and_done_again_at_once(workspace: Workspace) -> None:
    states = [content(workspace)]
    for number in range(5):
        workspace.perform(f"{number}番目", set_title(2 + number % 2, f"名{number}"))
        states.append(content(workspace))
    edits = workspace.edits()
    assert [(edit.name, edit.undone, edit.rows, edit.words) for edit in edits][:2] == [
        ("4番目", False, 1, "名4"),
        ("3番目", False, 1, "名3"),
    ]
    step = workspace.undo(edits[3].id)
    assert content(workspace) == states[1]
    assert [(edit.name, edit.undone) for edit in workspace.edits()] == [
        ("4番目", True), ("3番目", True), ("2番目", True), ("1番目", True), ("0番目", False)
    ]  # fmt: skip
    first = {(change.table, change.row_id): (change.before, change.after) for change in step.changes}
    assert set(first) == {("plan_item", 2), ("plan_item", 3)}
    before, after = first["plan_item", 3]
    assert before is not None and after is not None
    assert (before["title"], after["title"]) == ("名3", "便り")  # from the present to where it goes, nothing between
    assert [one.kind for one in workspace.steps(4)] == ["undo"] * 4
    workspace.redo(edits[1].id)
    assert content(workspace) == states[4]
    workspace.redo()
    assert content(workspace) == states[5]
    assert workspace.verify() == [] and everything(disk_connection(workspace)) == everything(workspace._memory)


def test_that_rows_that_come_and_go_between_are_no_change_of_undoing_many(workspace: Workspace) -> None:
    first = workspace.perform("名前", set_title(2, "新"))
    workspace.perform("追加", _add_group)
    workspace.perform("戻し", set_title(2, "研修会の開催"))
    assert first.step is not None
    step = workspace.undo(first.step.id)
    (change,) = step.changes
    assert change.table == "plan_item" and change.after is None  # the row added goes; the name is as it was
    step = workspace.redo(workspace.edits()[0].id)
    assert [one.before for one in step.changes] == [None]


def test_that_of_many_edits_none_is_undone_where_one_cannot_be(workspace: Workspace, path: Path) -> None:
    done = workspace.perform("一つ目", set_title(2, "一"))
    workspace.perform("二つ目", set_title(3, "二"))
    workspace.close()
    import sqlite3  # noqa: PLC0415

    outside(path, "UPDATE plan_item SET title = '外で変えた' WHERE id = 2")
    connection = sqlite3.connect(path)
    fill_all(connection)
    connection.commit()
    connection.close()
    with Workspace.open(path) as again:
        before = content(again)
        assert done.step is not None
        with pytest.raises(ChangedSince, match="一つ目"):
            again.undo(done.step.id)
        assert content(again) == before
        assert (again.undo_name, again.redo_name) == ("二つ目", None)


def test_that_what_is_not_in_the_list_is_not_undone(workspace: Workspace) -> None:
    workspace.perform("一つ目", set_title(2, "一"))
    dropped = workspace.perform("二つ目", set_title(2, "二"))
    workspace.undo()
    workspace.perform("三つ目", set_title(2, "三"))
    assert dropped.step is not None
    assert [edit.name for edit in workspace.edits()] == ["三つ目", "一つ目"]
    for go in (workspace.undo, workspace.redo):
        with pytest.raises(KnownError):
            go(dropped.step.id)
    assert workspace.undo_name == "三つ目"


def test_that_nothing_to_undo_is_said(workspace: Workspace) -> None:
    with pytest.raises(KnownError, match="元に戻す操作がありません"):
        workspace.undo()


def test_that_undo_refuses_where_the_present_is_not_what_was_logged(workspace: Workspace, path: Path) -> None:
    workspace.perform("取組名の入力", set_title(2, "多職種研修会"))
    workspace.close()
    import sqlite3  # noqa: PLC0415

    outside(path, "UPDATE plan_item SET title = '外で変えた' WHERE id = 2")
    connection = sqlite3.connect(path)
    fill_all(connection)
    connection.commit()
    connection.close()
    with Workspace.open(path) as again:
        before = content(again)
        with pytest.raises(ChangedSince) as refused:
            again.undo()
        assert refused.value.rows == (("plan_item", 2),)
        assert "外で変えた" not in str(refused.value)
        assert content(again) == before
        assert again.undo_name == "取組名の入力"


def test_that_undoing_a_new_row_refuses_to_leave_references_into_nothing(workspace: Workspace, path: Path) -> None:
    workspace.perform("取組の追加", lambda session: session.add(PlanItem(id=9, plan_id=1, kind="group", title="新")))
    workspace.close()
    outside(path, "UPDATE plan_item SET successor_id = 9 WHERE id = 2")
    import sqlite3  # noqa: PLC0415

    connection = sqlite3.connect(path)
    fill_all(connection)
    connection.commit()
    connection.close()
    with Workspace.open(path) as again:
        with pytest.raises(ChangedSince):
            again.undo()
        assert again.verify() == []


def test_that_foreign_keys_are_enforced_again_after_an_undo(workspace: Workspace) -> None:
    workspace.perform("入力", set_title(2, "一"))
    workspace.undo()
    workspace.perform("削除", lambda session: session.execute(delete(Plan)))
    assert content(workspace)["plan_item"] == []


def test_that_an_id_is_never_used_twice(workspace: Workspace) -> None:
    first = workspace.perform("追加", _add_group)
    workspace.undo()
    second = workspace.perform("追加", _add_group)
    assert second.result > first.result


def _add_group(session: Session) -> int:
    item = PlanItem(plan_id=1, kind="group", title="群")
    session.add(item)
    session.flush()
    return item.id


def test_that_statements_past_the_mapper_are_logged_and_hashed(workspace: Workspace) -> None:
    done = workspace.perform(
        "まとめて", lambda session: session.execute(text("UPDATE plan_item SET mark = 'new'")).close()
    )
    assert done.step is not None
    assert len(done.step.changes) == 3
    assert workspace.verify() == []
    done = workspace.perform(
        "置き換え",
        lambda session: session.execute(
            text("INSERT OR REPLACE INTO axis (id, key, name, position) VALUES (7, 'care_scene', '場面', 0)")
        ).close(),
    )
    assert done.step is not None
    assert {(change.table, change.row_id) for change in done.step.changes} >= {("axis", 1), ("axis", 7)}
    workspace.undo()
    assert workspace.verify() == []


Actions = list[tuple[str, int, str]]
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ["title", "entry", "clear", "add", "delete", "tag", "move", "undo", "redo", "back", "on", "reopen"]
        ),
        st.integers(0, 30),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    ),
    max_size=25,
)


def _action(kind: str, number: int, words: str) -> Callable[[Session], Any]:
    def change(session: Session) -> None:
        items = list(session.scalars(select(PlanItem).order_by(PlanItem.id)))
        entries = list(session.scalars(select(Entry).order_by(Entry.id)))
        item = items[number % len(items)] if items else None
        entry = entries[number % len(entries)] if entries else None
        if kind == "add":
            session.add(PlanItem(plan_id=1, parent_id=item and item.id, kind="group", title=words))
        elif kind == "title" and item:
            item.title = words
        elif kind == "delete" and item:
            session.execute(update(Entry).values(shared_from_id=None))
            session.execute(delete(PlanItem).where(PlanItem.id == item.id))
        elif kind == "move" and item:
            item.position, item.successor_id = number, items[-1].id
        elif kind == "clear" and entry and not _sharers(session, entry):
            session.delete(entry)
        elif kind == "tag" and item and not session.scalar(select(ItemTag).where(ItemTag.item_id == item.id)):
            session.add(ItemTag(item_id=item.id, axis_value_id=1))
        elif kind == "entry" and item:
            _write(session, item, 2024 + number % 3, words)

    return change


def _sharers(session: Session, entry: Entry) -> bool:
    return session.scalar(select(Entry).where(Entry.shared_from_id == entry.id)) is not None


def _write(session: Session, item: PlanItem, year: int, words: str) -> None:
    where = (Entry.item_id == item.id, Entry.field == "plan", Entry.year == year)
    found = session.scalar(select(Entry).where(*where))
    if found is None:
        session.add(Entry(item_id=item.id, field="plan", year=year, text=words))
    else:
        found.text = words


def _jump(workspace: Workspace, number: int, *, undone: bool, now: int) -> int:
    """Undo (do again) several at once; returns which state that must be."""
    edits = [edit for edit in workspace.edits() if edit.undone == undone]
    if not edits:
        return now
    place = number % len(edits)
    if undone:
        workspace.redo(edits[place].id)
        return now + len(edits) - place
    workspace.undo(edits[place].id)
    return now - place - 1


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_that_any_sequence_of_edits_undo_and_redo_follows_a_list_of_states(path: Path, actions: Actions) -> None:
    follow(path, actions)


@pytest.mark.soak
@pytest.mark.timeout(600)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_that_many_sequences_of_edits_undo_and_redo_follow_a_list_of_states(path: Path, actions: Actions) -> None:
    follow(path, actions)


def follow(path: Path, actions: Actions) -> None:
    """Do all of it in a copy of the file; after each it holds what a list of states says."""
    with tempfile.TemporaryDirectory() as folder:
        mine = Path(folder) / "列.zaitaku"
        mine.write_bytes(path.read_bytes())
        workspace = Workspace.open(mine)
        try:
            states, now = [content(workspace)], 0
            for kind, number, words in actions:
                if kind == "reopen":
                    workspace.close()
                    workspace = Workspace.open(mine)
                elif kind in ("undo", "redo"):
                    to = now + (1 if kind == "redo" else -1)
                    if 0 <= to < len(states):
                        workspace.undo() if kind == "undo" else workspace.redo()
                        now = to
                    else:
                        with pytest.raises(KnownError):
                            workspace.undo() if kind == "undo" else workspace.redo()
                elif kind in ("back", "on"):
                    now = _jump(workspace, number, undone=kind == "on", now=now)
                elif workspace.perform(kind, _action(kind, number, words)).step is not None:
                    now += 1
                    states[now:] = [content(workspace)]
                assert content(workspace) == states[now]
            assert workspace.verify() == []
            assert everything(disk_connection(workspace)) == everything(workspace._memory)
            assert (workspace.undo_name is None) == (now == 0)
            assert (workspace.redo_name is None) == (now == len(states) - 1)
        finally:
            workspace.close()


def test_that_contents_given_at_creation_are_no_step(tmp_path: Path) -> None:
    with Workspace.create(
        tmp_path / "新.zaitaku",
        name="みなと野市",
        fill=lambda session: session.add(Plan(title="計画", first_year=2024, last_year=2026)),
    ) as workspace:
        assert workspace.undo_name is None
        assert workspace.steps() == []
        assert workspace.verify() == []
        with workspace.read() as connection:
            assert connection.scalar(select(Municipality.name)) == "みなと野市"
