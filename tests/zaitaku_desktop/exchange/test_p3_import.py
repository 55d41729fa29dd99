"""年次計画 (LAYOUTS P3): a form without names of 取組, and texts that go on over several 年度."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports import dump, look, snapshot, take
from sqlalchemy.engine import Engine
from workbooks import Grid
from workbooks_p3 import HEADINGS, LEAD, LEGEND, O_OWN, OTHER, ROWS, TITLE, yearly_book, yearly_workbook

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import DocumentRow, ItemRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents

YEARS = (2024, 2025, 2026, 2027)
GOES_ON = (EntryState.CONTINUES, "")


@pytest.fixture
def yearly(tmp_path: Path) -> Path:
    return yearly_workbook(tmp_path / "年次.xlsx")


def document(engine: Engine) -> DocumentRow:
    with engine.connect() as connection:
        return load_documents(connection)[0]


def nameless(view: PlanSnapshot) -> list[ItemRow]:
    return [item for item in view.walk() if item.kind is ItemKind.INITIATIVE]


def plans(view: PlanSnapshot, item: ItemRow) -> list[tuple[EntryState, str] | None]:
    found = [view.entry(item.id, "plan", year) for year in YEARS]
    return [None if entry is None else (entry.state, entry.text) for entry in found]


def words(text: str) -> tuple[EntryState, str]:
    return EntryState.TEXT, text


def test_that_a_plan_by_years_is_read_in_its_form_with_its_furniture(engine: Engine, yearly: Path) -> None:
    report = take(engine, yearly)
    assert (report.not_taken, report.conflicts) == ((), ())
    made = document(engine)
    assert (made.form, made.title, made.lead, made.notes) == ("p3", TITLE, LEAD, ())
    assert made.legend == LEGEND
    assert made.fiscal_year == FiscalYear(2024)


def test_that_each_item_has_one_nameless_initiative_that_carries_its_fields(engine: Engine, yearly: Path) -> None:
    proposal = look(engine, yearly)
    assert not any("名前のない" in remark.why for remark in proposal.remarks)
    take(engine, yearly)
    view = snapshot(engine)
    found = nameless(view)
    assert [item.title for item in found] == [""] * 5
    purposes = [view.entry(item.id, "purpose") for item in found]
    assert [entry.text if entry else "" for entry in purposes] == [row[1] for row in ROWS if row[0]]
    lines = view.row_items(found[0])
    assert [plans(view, line) for line in lines] == [
        [words("○聞き取り"), words("○地図の第1版"), GOES_ON, GOES_ON],
        [None, None, words("○【基金】案内板を立てる"), GOES_ON],
    ]


def test_that_an_item_is_its_axis_value_and_keeps_words_of_its_own(engine: Engine, yearly: Path) -> None:
    take(engine, yearly)
    view = snapshot(engine)
    groups = view.children(None)
    signs = [view.axis_values[item.axis_value_id].number if item.axis_value_id else "" for item in groups]
    assert signs == ["ア", "イ", "エ", "オ", ""]
    assert [item.title for item in groups] == ["", "", "", O_OWN, OTHER]


def test_that_a_merged_text_and_one_with_an_arrow_go_on_and_blank_stays_blank(engine: Engine, yearly: Path) -> None:
    take(engine, yearly)
    view = snapshot(engine)
    found = nameless(view)
    assert plans(view, found[1]) == [None, words("○会議を年2回"), GOES_ON, GOES_ON]
    assert plans(view, found[2]) == [words("○紙の案"), GOES_ON, words("○紙を配る"), GOES_ON]
    assert plans(view, found[3]) == [None, None, words("○窓口の日を増やす"), None]


@pytest.mark.parametrize(
    ("cells", "merges", "drawn"),
    [
        (("○配る", "", ""), ["D2:F2"], "merge"),
        (("○配る", "→", "→"), [], "sign"),
        (("○配る", "継続", "継続"), [], "word"),
        (("○配る", "", ""), [], ""),
    ],
)
def test_that_the_way_of_drawing_is_remembered(
    engine: Engine, tmp_path: Path, cells: tuple[str, ...], merges: list[str], drawn: str
) -> None:
    row = ("その他の支え", "集まる。", "", *cells)
    take(engine, Grid(HEADINGS[:6], [row], merges=merges).save(tmp_path / "a.xlsx"))
    assert document(engine).continues == drawn


def test_that_a_sheet_that_repeats_its_labels_has_the_same_lines(engine: Engine, tmp_path: Path) -> None:
    rows = [("その他の支え", "集まる。", "", "○茶話会", ""), ("その他の支え", "集まる。", "", "○読書会", "→")]
    take(engine, Grid(HEADINGS[:5], rows).save(tmp_path / "a.xlsx"))
    view = snapshot(engine)
    (only,) = nameless(view)
    assert len(view.row_items(only)) == 2
    purpose = view.entry(only.id, "purpose")
    assert purpose is not None
    assert purpose.text == "集まる。"


def test_that_a_row_with_a_purpose_of_its_own_is_another_initiative(engine: Engine, tmp_path: Path) -> None:
    rows = [("その他の支え", "集まる。", "", "○茶話会", ""), ("", "学ぶ。", "", "○読書会", "→")]
    take(engine, Grid(HEADINGS[:5], rows, merges=["A2:A3"]).save(tmp_path / "a.xlsx"))
    view = snapshot(engine)
    assert [entry.text for item in nameless(view) if (entry := view.entry(item.id, "purpose"))] == [
        "集まる。",
        "学ぶ。",
    ]


def test_that_importing_it_again_changes_nothing_and_a_new_text_is_one_conflict(
    engine: Engine, yearly: Path, tmp_path: Path
) -> None:
    take(engine, yearly)
    before = dump(engine)
    again = take(engine, yearly)
    assert (again.changed, again.conflicts) == (0, ())
    assert dump(engine) == before
    book = yearly_book()
    book["年次計画"]["E6"] = "○地図の第2版"
    book["年次計画"]["D8"] = "○準備"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    report = take(engine, changed)
    assert [(row.where, row.field, row.year, row.theirs) for row in report.conflicts] == [
        ("年次計画!E6", "plan", 2025, "○地図の第2版")
    ]
    assert report.changed == 1
    assert len(nameless(snapshot(engine))) == 5
