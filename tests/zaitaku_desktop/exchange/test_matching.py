from __future__ import annotations

from pathlib import Path

import pytest
from imports import HEADINGS, dump, grid, load_titles, look, snapshot, take, titled
from sqlalchemy.engine import Engine
from workbooks import ROWS, Grid, progress_book

from zaitaku_desktop.exchange.pairing import Pairing
from zaitaku_desktop.exchange.proposal import Choice, ItemDraft


def test_that_importing_the_same_source_again_changes_nothing(engine: Engine, twin: Path) -> None:
    first = take(engine, twin)
    before = dump(engine)
    second = take(engine, twin)
    assert dump(engine) == before
    assert (second.changed, second.conflicts, second.created) == (0, (), ())
    assert second.taken == first.taken > 0


def test_that_a_differing_value_is_a_conflict_and_never_overwritten(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    book = progress_book()
    book["進捗管理表"]["H6"] = "・別の計画にする。"
    book["進捗管理表"]["H10"] = "・救急隊と話す場を設ける。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    report = take(engine, changed)
    (conflict,) = report.conflicts
    view = snapshot(engine)
    initiative = titled(view, "診療所を訪ねる")
    assert (conflict.where, conflict.id, conflict.field, conflict.year) == (
        "進捗管理表!H6",
        initiative.id,
        "plan",
        2022,
    )
    assert conflict.mine == ROWS[0]["R4計画"]
    assert conflict.theirs == "・別の計画にする。"
    kept = view.entry(initiative.id, "plan", 2022)
    assert kept is not None
    assert kept.text == ROWS[0]["R4計画"]
    filled = view.entry(titled(view, "救急との申し合わせ").id, "plan", 2022)
    assert filled is not None
    assert filled.text == "・救急隊と話す場を設ける。"
    assert report.changed == 1


@pytest.mark.parametrize(
    ("choice", "text", "note"),
    [
        ("mine", ROWS[0]["R4計画"], None),
        ("theirs", "・別の計画にする。", None),
        ("both", ROWS[0]["R4計画"], "R4 計画（進捗管理表!H6）：・別の計画にする。"),
    ],
)
def test_that_the_clerk_decides_a_conflict(
    engine: Engine, twin: Path, tmp_path: Path, choice: Choice, text: str, note: str | None
) -> None:
    take(engine, twin)
    book = progress_book()
    book["進捗管理表"]["H6"] = "・別の計画にする。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    (conflict,) = look(engine, changed).conflicts
    take(engine, changed, {conflict.key: choice})
    view = snapshot(engine)
    initiative = titled(view, "診療所を訪ねる")
    entry, noted = view.entry(initiative.id, "plan", 2022), view.entry(initiative.id, "note")
    assert entry is not None
    assert entry.text == text
    assert (noted.text if noted else None) == note


def test_that_a_text_equal_to_what_continues_means_changes_nothing(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    before = dump(engine)
    book = progress_book()
    book["進捗管理表"]["I6"] = ROWS[0]["R4計画"]
    changed = tmp_path / "書き下し.xlsx"
    book.save(changed)
    report = take(engine, changed)
    assert report.conflicts == ()
    assert dump(engine) == before


def test_that_a_new_line_goes_between_its_neighbours(engine: Engine, tmp_path: Path) -> None:
    rows = [("看取り", "手引きを配る", "市民", "・甲を配る。", "", ""), ("", "", "", "・丙を配る。", "", "")]
    take(engine, Grid(HEADINGS, rows).save(tmp_path / "a.xlsx"))
    more = [rows[0], ("", "", "", "・乙を並べる。", "", ""), rows[1]]
    report = take(engine, Grid(HEADINGS, more).save(tmp_path / "b.xlsx"))
    assert report.conflicts == ()
    view = snapshot(engine)
    lines = view.children(titled(view, "手引きを配る").id)
    found = [view.entry(line.id, "plan", 2021) for line in lines]
    assert [entry.text for entry in found if entry] == ["・甲を配る。", "・乙を並べる。", "・丙を配る。"]


def test_that_a_single_row_is_split_when_the_sheet_has_several(engine: Engine, tmp_path: Path) -> None:
    rows = [("看取り", "手引きを配る", "市民", "・甲を配る。", "・配った。", "")]
    take(engine, Grid(HEADINGS, rows).save(tmp_path / "a.xlsx"))
    more = [*rows, ("", "", "", "・乙を並べる。", "", "")]
    report = take(engine, Grid(HEADINGS, more).save(tmp_path / "b.xlsx"))
    assert report.conflicts == ()
    view = snapshot(engine)
    initiative = titled(view, "手引きを配る")
    assert view.stored(initiative.id, "plan", 2021) is None
    target = view.stored(initiative.id, "target_group")
    assert target is not None
    assert [cell.text for cell in grid(engine).cells if cell.address and cell.address.column == "plan:2021"] == [
        "・甲を配る。",
        "・乙を並べる。",
    ]


def test_that_a_renamed_initiative_is_recognised_by_its_contents(engine: Engine, tmp_path: Path) -> None:
    rows = [("看取り", "手引きを配る", "市民", "・甲を配る。", "・配った。", "")]
    take(engine, Grid(HEADINGS, rows).save(tmp_path / "a.xlsx"))
    renamed = [("看取り", "話し合いの手引き", "市民", "・甲を配る。", "・配った。", "・乙も配る。")]
    other = [("看取り", "新しい集い", "家族", "・集まる。", "", ""), *renamed]
    report = take(engine, Grid(HEADINGS, other).save(tmp_path / "b.xlsx"))
    assert [(conflict.field, conflict.mine, conflict.theirs) for conflict in report.conflicts] == [
        ("#title", "手引きを配る", "話し合いの手引き")
    ]
    view = snapshot(engine)
    assert load_titles(engine) == ["新しい集い", "手引きを配る"]
    assert view.entries[titled(view, "手引きを配る").id, "plan", 2022].text == "・乙も配る。"
    assert [item.title for item in view.children(titled(view, "看取り").id)] == ["新しい集い", "手引きを配る"]


def test_that_a_blank_cell_deletes_nothing(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    before = dump(engine)
    book = progress_book()
    for name in ("F6", "D8", "K17", "A24"):
        book["進捗管理表"][name] = None
    emptied = tmp_path / "空.xlsx"
    book.save(emptied)
    take(engine, emptied)
    after = dump(engine)
    assert after["entry"] == before["entry"]


def test_that_a_number_column_matches_a_renamed_initiative(engine: Engine, tmp_path: Path) -> None:
    headings = ("No.", "項目", "取組名", "対象者", "R3")
    take(engine, Grid(headings, [(1, "看取り", "手引き", "市民", "・配る。")]).save(tmp_path / "a.xlsx"))
    report = take(engine, Grid(headings, [(1, "看取り", "話す会", "市民", "・配る。")]).save(tmp_path / "b.xlsx"))
    assert len(load_titles(engine)) == 1
    assert [(conflict.field, conflict.mine, conflict.theirs) for conflict in report.conflicts] == [
        ("#title", "手引き", "話す会")
    ]


def test_that_another_period_makes_another_plan(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    headings = ("項目", "取組名", "R6", "R7")
    extra = {"A1": "みなと野市 在宅療養を支える取組進捗管理表（R6-R8）"}
    rows = [("看取り", "診療所を訪ねる", "・訪ねる。", "")]
    report = take(engine, Grid(headings, rows, top=3, extra=extra).save(tmp_path / "次.xlsx"))
    assert [created.kind for created in report.created] == ["plan", "document"]


def test_that_both_can_be_kept_of_a_year_that_the_plan_lacks_in_a_new_row(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "対象者", "R3", "R4")
    row = ("看取り", "手引きを配る", "市民", "・配る。", "・広げる。")
    take(engine, Grid(headings, [row]).save(tmp_path / "a.xlsx"))
    more = [(*row, ""), ("看取り", "話を聞く", "家族", "・集まる。", "・続ける。", "・まとめる。")]
    later = Grid((*headings, "R5"), more).save(tmp_path / "b.xlsx")
    report = take(engine, later, {conflict.key: "both" for conflict in look(engine, later).conflicts})
    view = snapshot(engine)
    noted = view.entry(titled(view, "話を聞く").id, "note")
    assert noted is not None
    assert noted.text == "R5 計画（表!F3）：・まとめる。"
    assert {conflict.field for conflict in report.conflicts} == {"plan.last_year", "document.title"}


def test_that_the_text_of_one_row_does_not_change_another_that_the_sheet_has_as_it_is(
    engine: Engine, tmp_path: Path
) -> None:
    headings = ("項目", "取組名", "リーダー", "R3")
    rows = [("看取り", name, "市役所", "・配る。") for name in ("手引き", "語る会", "便り")]
    take(engine, Grid(headings, rows, merges=["C2:C4"]).save(tmp_path / "a.xlsx"))
    apart = [rows[0], ("看取り", "語る会", "みなと東", "・配る。"), ("看取り", "便り", "", "・配る。")]
    later = Grid(headings, apart, merges=["C3:C4"]).save(tmp_path / "b.xlsx")
    (conflict,) = look(engine, later).conflicts
    take(engine, later, {conflict.key: "theirs"})
    view = snapshot(engine)
    found = [view.entry(titled(view, name).id, "leader") for name in ("手引き", "語る会", "便り")]
    assert [entry.text for entry in found if entry] == ["市役所", "みなと東", "みなと東"]
    assert found[1] is found[2]


def test_that_a_group_keeps_its_name_and_the_difference_stays_listed_when_both_are_wanted(
    engine: Engine, tmp_path: Path
) -> None:
    headings = ("項目", "取組名", "R3")
    take(engine, Grid(headings, [("暮らし・支え", "手引き", "・配る。")]).save(tmp_path / "a.xlsx"))
    later = Grid(headings, [("暮らし 支え", "手引き", "・配る。")]).save(tmp_path / "b.xlsx")
    (conflict,) = look(engine, later).conflicts
    report = take(engine, later, {conflict.key: "both"})
    assert report.conflicts == (conflict,)
    view = snapshot(engine)
    assert not [key for key in view.entries if key[0] == titled(view, "暮らし・支え").id]


def test_that_renamed_initiatives_are_not_each_compared_with_every_other(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 60
    rows = [("看取り", f"取組{n}", "市民", f"・{n}番目に配る。", "", "") for n in range(count)]
    take(engine, Grid(HEADINGS, rows).save(tmp_path / "a.xlsx"))
    renamed = [("看取り", f"改め{n}", *row[2:]) for n, row in enumerate(rows)]
    compared: list[int] = []
    likeness = Pairing._likeness

    def counted(self: Pairing, item: ItemDraft, row_id: int) -> float:
        compared.append(row_id)
        return likeness(self, item, row_id)

    monkeypatch.setattr(Pairing, "_likeness", counted)
    conflicts = look(engine, Grid(HEADINGS, renamed).save(tmp_path / "b.xlsx")).conflicts
    assert [conflict.theirs for conflict in conflicts] == [f"改め{n}" for n in range(count)]
    assert len(compared) <= 2 * count
