"""取組状況・評価・目標・計画 (LAYOUTS P2): long notes in the cells of headings, two 年度, 場面 that are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports import dump, look, snapshot, take
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from workbooks_p2 import (
    ACTUAL_NOTE,
    BELOW,
    FIRST,
    HOLDING,
    LEGEND,
    NAMES,
    PLAN_NOTE,
    ROWS,
    SCENE_NOTE,
    SCENES,
    TITLE,
    items_book,
    items_workbook,
    marked_book,
)

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import AxisValueRow, DocumentRow, ItemRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_axes, load_documents

FIELDS = (("actual", 2024), ("assessment", 2024), ("goal", 2025), ("plan", 2025))
NOTES = {"group": SCENE_NOTE, "actual": ACTUAL_NOTE, "plan": PLAN_NOTE}


@pytest.fixture
def items(tmp_path: Path) -> Path:
    return items_workbook(tmp_path / "取組状況.xlsx")


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    marked_book().save(tmp_path / "評価.xlsx")
    return tmp_path / "評価.xlsx"


def document(engine: Engine) -> DocumentRow:
    with engine.connect() as connection:
        return load_documents(connection)[0]


def initiatives(view: PlanSnapshot) -> list[ItemRow]:
    return [item for item in view.walk() if item.kind is ItemKind.INITIATIVE]


def texts(view: PlanSnapshot, item: ItemRow) -> tuple[str, ...]:
    found = [view.entry(item.id, field, year) for field, year in FIELDS]
    return tuple("" if entry is None else show_state(entry.state, entry.text) for entry in found)


def scenes(view: PlanSnapshot) -> list[tuple[str, ...]]:
    return [tuple(value.heading for value in view.tagged(item, "care_scene")) for item in initiatives(view)]


def test_that_every_word_is_read_into_its_field_and_year(engine: Engine, items: Path) -> None:
    report = take(engine, items)
    assert (report.not_taken, report.conflicts) == ((), ())
    view, made = snapshot(engine), document(engine)
    assert (made.form, made.title, made.number, made.fiscal_year) == ("p2", TITLE, "資料2", FiscalYear(2025))
    assert [texts(view, item) for item in initiatives(view)] == list(ROWS)
    signs = [view.axis_values[item.axis_value_id or 0].number for item in view.children(None)]
    assert signs == ["ア", "イ", "ウ", "エ", "オ"]
    assert [item.title for item in view.children(None)] == ["", "", "", "", NAMES[4]]


def test_that_the_notes_of_the_headings_are_kept_with_the_document(engine: Engine, items: Path) -> None:
    take(engine, items)
    assert dict(document(engine).header_notes) == NOTES


def test_that_scenes_that_only_colour_marks_are_asked_and_stay_open(engine: Engine, items: Path) -> None:
    proposal = look(engine, items)
    asked = proposal.questions
    assert [question.asked.where for question in asked] == [f"取組状況!A{row}" for row in range(FIRST, FIRST + 5)]
    assert [question.asked.likely for question in asked] == [()] * 5
    assert asked[0].name == NAMES[0]
    report = take(engine, items)
    assert scenes(snapshot(engine)) == [()] * 5
    assert len(report.asked) == 5
    assert "未入力のまま" in report.asked[0].why
    assert [row["where"] for row in report.to_json()["asked"]] == [f"取組状況!A{row}" for row in range(5, 10)]


def test_that_an_answer_becomes_the_scenes_of_the_row(engine: Engine, items: Path) -> None:
    proposal = look(engine, items)
    ids = {value.heading: value.id for value in snapshot_axes(engine).values() if value.axis == "care_scene"}
    first, second, *_ = proposal.questions
    answers = {first.key: (ids[SCENES[0]], ids[SCENES[3]]), second.key: (ids[SCENES[1]],)}
    with Session(engine) as session, session.begin():
        report = apply(session, proposal, None, answers)
    assert scenes(snapshot(engine)) == [(SCENES[0], SCENES[3]), (SCENES[1],), (), (), ()]
    assert len(report.asked) == 3
    again = look(engine, items)
    assert [question.asked.where for question in again.questions] == ["取組状況!A7", "取組状況!A8", "取組状況!A9"]


def snapshot_axes(engine: Engine) -> dict[int, AxisValueRow]:
    with engine.connect() as connection:
        return dict(load_axes(connection))


def test_that_only_some_scenes_under_a_name_are_proposed_and_still_asked(engine: Engine, tmp_path: Path) -> None:
    book = items_book()
    book["取組状況"][f"A{FIRST}"] = f"{NAMES[0]}\n・{SCENES[1]}、{SCENES[3]}"
    book.save(tmp_path / "a.xlsx")
    proposal = look(engine, tmp_path / "a.xlsx")
    axes = snapshot_axes(engine)
    likely = [axes[value].heading for value in proposal.questions[0].asked.likely]
    assert likely == [SCENES[1], SCENES[3]]
    take(engine, tmp_path / "a.xlsx")
    assert scenes(snapshot(engine))[0] == ()


def test_that_importing_it_again_changes_nothing_and_a_changed_note_is_a_conflict(
    engine: Engine, items: Path, tmp_path: Path
) -> None:
    take(engine, items)
    before = dump(engine)
    again = take(engine, items)
    assert (again.changed, again.conflicts, again.created) == (0, (), ())
    assert dump(engine) == before
    book = items_book()
    book["取組状況"]["E4"] = "令和7年度の計画\n＊重点取組内容については、資料5を参照"
    book["取組状況"]["D4"] = "令和7年度目標（年度の途中で改めたものは、改めた後の目標による。）"
    book.save(tmp_path / "直し.xlsx")
    report = take(engine, tmp_path / "直し.xlsx")
    (conflict,) = report.conflicts
    assert (conflict.field, conflict.mine) == ("document.header_notes", PLAN_NOTE)
    assert conflict.theirs == "＊重点取組内容については、資料5を参照"
    assert dict(document(engine).header_notes) == {
        **NOTES,
        "goal": "（年度の途中で改めたものは、改めた後の目標による。）",
    }


def test_that_years_over_columns_notes_below_and_a_row_for_each_point_are_read(engine: Engine, marked: Path) -> None:
    proposal = look(engine, marked)
    (sheet,) = proposal.sheets
    assert sheet.header_rows == ((3, 5), (9, 10))
    report = take(engine, marked)
    assert (report.not_taken, report.conflicts) == ((), ())
    view, made = snapshot(engine), document(engine)
    assert (made.form, made.draft, made.notes) == ("p2", True, (BELOW,))
    assert dict(made.header_notes) == {"group": "（注）場面の分け方は、別紙1を参照", "plan": PLAN_NOTE}
    assert made.legend == ""  # the form prints the same
    first, second = initiatives(view)
    lines = view.row_items(first)
    assert [texts(view, line) for line in lines] == [
        ("台帳を作った。", "見やすい。", "迷わない。", "更新する。"),
        ("地図にした。", "", "", "電子版にする。"),
        ("一覧にした。", "", "", ""),
    ]
    assert texts(view, second) == ("4回開いた。", "学べた。", "広げる。", "年5回開く。")


def test_that_scenes_marked_with_both_signs_of_a_pair_are_read(engine: Engine, marked: Path) -> None:
    assert look(engine, marked).questions == ()
    take(engine, marked)
    assert scenes(snapshot(engine)) == list(HOLDING)


def test_that_one_sign_before_every_scene_says_nothing_unless_the_legend_does(engine: Engine, tmp_path: Path) -> None:
    def questions(*, legend: bool) -> int:
        book = marked_book()
        sheet = book["評価シート"]
        for cell in ("A6", "A11", "A12"):
            sheet[cell] = str(sheet[cell].value).replace("□", "■")
        if not legend:
            sheet["E2"] = None
        book.save(tmp_path / "a.xlsx")
        return len(look(engine, tmp_path / "a.xlsx").questions)

    assert LEGEND
    assert (questions(legend=True), questions(legend=False)) == (0, 2)
