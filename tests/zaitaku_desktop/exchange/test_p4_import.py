"""実施実績 (LAYOUTS P4): numbers, 事業区分, 評価, and 実施予定 that may be a 成果指標 or a 計画."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports import dump, load_titles, look, snapshot, take, titled
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from workbooks import Grid
from workbooks_p4 import FIRST, HEADINGS, LABELS, LEGEND, ROWS, TITLE, YEAR, results_book, results_workbook, write_plan

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return results_workbook(tmp_path / "実績.xlsx")


@pytest.fixture
def planned(engine: Engine) -> Engine:
    with Session(engine) as session, session.begin():
        write_plan(session)
    return engine


def values(view: PlanSnapshot, title: str, *fields: str) -> list[tuple[EntryState, str] | None]:
    item = titled(view, title)
    found = [view.entry(item.id, field, None if field == "summary" else YEAR) for field in fields]
    return [None if entry is None else (entry.state, entry.text) for entry in found]


def words(text: str) -> tuple[EntryState, str]:
    return EntryState.TEXT, text


NONE = (EntryState.NONE, "")


def test_that_results_are_read_in_their_form_with_numbers_tags_and_grades(engine: Engine, results: Path) -> None:
    report = take(engine, results)
    assert (report.not_taken, report.conflicts) == ((), ())
    view = snapshot(engine)
    with engine.connect() as connection:
        (made,) = load_documents(connection)
    assert (made.form, made.title, made.number, made.lead) == ("p4", TITLE, "資料1", ())
    assert (made.fiscal_year, made.actual_years) == (FiscalYear(YEAR), (YEAR,))
    assert made.legend == "\n".join(LEGEND)
    items = [titled(view, row[1]) for row in ROWS]
    assert [item.number for item in items] == [row[0] for row in ROWS]
    assert [[value.number for value in view.tagged(item, "program_item")] for item in items] == [
        row[3].split() for row in ROWS
    ]
    shown = ("summary", "indicator_text", "grade", "actual")
    assert values(view, "家族の集い", *shown) == [
        *(words(ROWS[2][2]), words("年4回"), words("A"), words("4回開いた。\n延べ52人が来た。"))
    ]
    assert values(view, "夜の電話", *shown) == [words("夜の相談を受ける。"), NONE, NONE, NONE]
    assert not any(field == "plan" for _, field, _ in view.entries)


def test_that_the_results_of_a_plan_that_is_there_change_nothing(planned: Engine, results: Path) -> None:
    before = dump(planned)
    report = take(planned, results)
    assert (report.changed, report.conflicts, report.created) == (0, (), ())
    assert dump(planned) == before


def test_that_the_width_of_digits_is_no_difference(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    for row in book["実施実績"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    book.save(tmp_path / "全角.xlsx")
    before = dump(planned)
    report = take(planned, tmp_path / "全角.xlsx")
    assert (report.changed, report.conflicts, report.created) == (0, (), ())
    assert dump(planned) == before


def test_that_three_changed_cells_are_three_conflicts(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    sheet = book["実施実績"]
    sheet[f"E{FIRST + 1}"] = "年10回"
    sheet[f"F{FIRST + 3}"] = "d"
    sheet[f"G{FIRST + 8}"] = "480冊を配った。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    before = dump(planned)
    report = take(planned, changed)
    view = snapshot(planned)
    found = [(row.where, row.id, row.field, row.year, row.mine, row.theirs) for row in report.conflicts]
    assert found == [
        ("実施実績!E9", titled(view, "訪ねる相談").id, "indicator_text", YEAR, "年12回", "年10回"),
        ("実施実績!F11", titled(view, "連絡の紙").id, "grade", YEAR, "C", "D"),
        ("実施実績!G16", titled(view, "看取りの手引き").id, "actual", YEAR, "520冊を配った。", "480冊を配った。"),
    ]
    assert sorted(load_titles(planned)) == sorted(row[1] for row in ROWS)
    assert report.changed == 0
    assert dump(planned) == before


def test_that_what_is_planned_goes_where_the_initiative_has_it(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    book["実施実績"][f"E{FIRST + 4}"] = "7か所"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    (conflict,) = take(planned, changed).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("plan", "6か所", "7か所")


def test_that_a_renamed_one_is_known_by_its_number_and_a_moved_one_by_its_name(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    sheet = book["実施実績"]
    sheet[f"A{FIRST}"], sheet[f"B{FIRST}"] = "１‐１", "窓口の案内図"
    sheet[f"A{FIRST + 6}"] = "③-9"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    report = take(planned, changed)
    assert [(row.field, row.mine, row.theirs) for row in report.conflicts] == [
        ("#title", "窓口の地図", "窓口の案内図"),
        ("#number", "③-1", "③-9"),
    ]
    assert len(load_titles(planned)) == len(ROWS)


def test_that_a_new_one_goes_to_its_own_principle_after_its_neighbour(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    sheet = book["実施実績"]
    sheet.insert_rows(FIRST + 3)
    new = ("①-4", "声の便り", "読み上げて届ける。", LABELS["キ"], "月1回", "Ａ", "12回届けた。")
    for col, text in enumerate(new, start=1):
        sheet.cell(FIRST + 3, col, text)
    path = tmp_path / "新.xlsx"
    book.save(path)
    proposal = look(planned, path)
    assert [(remark.where, remark.why) for remark in proposal.remarks if "新しい取組" in remark.why] == [
        ("実施実績!B11", "項目の列がない表の新しい取組なので、「①　身近に尋ねられる」に入れます。")
    ]
    report = take(planned, path)
    assert report.conflicts == ()
    view = snapshot(planned)
    made = titled(view, "声の便り")
    first = view.children(None)[0]
    assert [item.title for item in view.children(first.id)] == ["窓口の地図", "訪ねる相談", "家族の集い", "声の便り"]
    assert [value.number for value in view.tagged(made, "philosophy")] == ["①"]
    assert values(view, "声の便り", "indicator_text", "grade") == [words("月1回"), words("A")]
    assert take(planned, path).changed == 0


def test_that_tags_that_differ_are_a_conflict_and_can_be_taken(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    book["実施実績"][f"D{FIRST}"] = "（イ）"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    (conflict,) = look(planned, changed).conflicts
    assert (conflict.field, conflict.mine) == ("#tags:program_item", LABELS["ア"])
    take(planned, changed, {conflict.key: "theirs"})
    view = snapshot(planned)
    assert [value.number for value in view.tagged(titled(view, "窓口の地図"), "program_item")] == ["イ"]


def test_that_words_that_are_no_tag_are_listed(engine: Engine, tmp_path: Path) -> None:
    rows = [
        ("①-1", "窓口", "まとめる。", "ア\n町の祭り", "年1回", "A", "した。"),
        ("①-2", "集い", "", "祭り", "", "", ""),
    ]
    report = take(engine, Grid(HEADINGS, rows).save(tmp_path / "a.xlsx"))
    assert [(row.where, row.text) for row in report.not_taken] == [("表!D2", "町の祭り"), ("表!D3", "祭り")]
    view = snapshot(engine)
    assert [value.number for value in view.tagged(titled(view, "窓口"), "program_item")] == ["ア"]


def test_that_an_ended_one_keeps_its_note_and_its_dashes(engine: Engine, tmp_path: Path) -> None:
    rows = [("①-1", "夜の電話\n※（令和3年度に廃止決定）", "受ける。", "オ", "―", "—", "－")]
    path = Grid(HEADINGS, rows).save(tmp_path / "a.xlsx")
    take(engine, path)
    view = snapshot(engine)
    item = titled(view, "夜の電話")
    assert (item.end_note, item.ended_year) == ("※（令和3年度に廃止決定）", 2021)
    assert values(view, "夜の電話", "indicator_text", "grade", "actual") == [NONE, NONE, NONE]
    again = take(engine, path)
    assert (again.changed, again.conflicts) == (0, ())


@pytest.mark.parametrize(
    ("headings", "extra", "sheet"),
    [
        (("令和4年度実施予定", "評価", "実施実績"), {}, "表"),
        (("実施予定", "評価", "令和4年度実施実績"), {}, "表"),
        (("実施予定", "評価", "実施実績"), {"A1": "令和4年度における取組の実績"}, "表"),
        (("実施予定", "評価", "実施実績"), {"A1": "取組の実績", "C2": "令和4年度分"}, "表"),
        (("実施予定", "評価", "実施実績"), {"A1": "取組の実績"}, "令和4年度"),
    ],
)
def test_that_the_year_is_found_in_headings_title_or_around(
    engine: Engine, tmp_path: Path, headings: tuple[str, ...], extra: dict[str, str], sheet: str
) -> None:
    rows = [("①-1", "窓口", "年1回", "A", "した。")]
    take(engine, Grid(("No.", "取組", *headings), rows, extra=extra, top=4, sheet=sheet).save(tmp_path / "a.xlsx"))
    assert values(snapshot(engine), "窓口", "indicator_text", "grade", "actual") == [
        *(words("年1回"), words("A"), words("した。"))
    ]


def test_that_two_years_side_by_side_are_told_apart(engine: Engine, tmp_path: Path) -> None:
    headings = ("No.", "取組", "R4実施予定", "評価", "実施実績", "R5実施予定", "評価", "実施実績")
    rows = [("①-1", "窓口", "年1回", "A", "した。", "年2回", "B", "1回した。")]
    take(engine, Grid(headings, rows).save(tmp_path / "a.xlsx"))
    view = snapshot(engine)
    item = titled(view, "窓口")
    assert [view.entries[item.id, "grade", year].text for year in (2022, 2023)] == ["A", "B"]
    assert view.entries[item.id, "actual", 2023].text == "1回した。"


def test_that_results_of_no_year_are_refused_with_what_is_missing(engine: Engine, tmp_path: Path) -> None:
    rows = [("①-1", "窓口", "年1回", "A", "した。")]
    extra = {"A1": "取組の実績（令和5年6月1日現在）"}
    path = Grid(("No.", "取組", "実施予定", "評価", "実施実績"), rows, extra=extra, top=3).save(tmp_path / "a.xlsx")
    with pytest.raises(KnownError, match="「実施予定」「評価」「実施実績」が、何年度のものか分かりません"):
        look(engine, path)


def test_that_a_legend_that_the_form_prints_anyway_is_not_kept(engine: Engine, tmp_path: Path) -> None:
    rows = [("①-1", "窓口", "まとめる。", "ア", "年1回", "A", "した。")]
    lines = (
        "Ａ：予定した内容をおおむね実施することができた。",
        "Ｂ：実施したが、進め方や内容に改善の余地がある。",
        "Ｃ：一部の実施にとどまり、大きな課題が残った。",
        "Ｄ：実施することができなかった。　　―：廃止",
    )
    extra = {"A1": TITLE, "A2": "※評価基準\n" + "\n".join(lines)}
    take(engine, Grid(HEADINGS, rows, extra=extra, top=4).save(tmp_path / "a.xlsx"))
    with engine.connect() as connection:
        assert load_documents(connection)[0].legend == ""


def test_that_a_column_may_be_set_to_what_the_form_shows(engine: Engine, results: Path) -> None:
    (reading,) = look(engine, results).sheets
    names = [target.name for target in reading.targets]
    assert reading.form == "p4"
    assert {"R4 実施予定", "R4 評価", "R4 実施実績", "番号", "事業区分", "事業概要", "取組", "読まない"} <= set(names)
    assert len(names) == len(set(names))


def test_that_a_cell_that_shows_several_lines_together_is_compared_with_all_of_them(
    engine: Engine, tmp_path: Path
) -> None:
    title = {"A1": "みなと野市の計画"}
    rows = [("看取り", "手引き", "・甲を配る。", "継続"), ("", "", "・乙を並べる。", "・乙を貸す。")]
    take(engine, Grid(("項目", "取組名", "R3", "R4"), rows, extra=title, top=3).save(tmp_path / "a.xlsx"))
    before = dump(engine)["entry"]
    headings = ("No.", "取組", "令和4年度実施予定", "評価", "実施実績")
    rolled = "・甲を配る。\n・乙を貸す。"
    same = Grid(headings, [("", "手引き", rolled, "", "")], extra=title, top=3).save(tmp_path / "b.xlsx")
    assert take(engine, same).conflicts == ()
    assert dump(engine)["entry"] == before
    other = rolled.replace("貸す", "渡す")
    path = Grid(headings, [("", "手引き", other, "", "")], extra=title, top=3).save(tmp_path / "c.xlsx")
    (conflict,) = look(engine, path).conflicts
    second = snapshot(engine).children(titled(snapshot(engine), "手引き").id)[1]
    assert (conflict.id, conflict.field, conflict.mine, conflict.theirs) == (
        *(second.id, "plan"),
        *("・乙を貸す。", "・乙を渡す。"),
    )
    take(engine, path, {conflict.key: "theirs"})
    assert take(engine, path).conflicts == ()


def test_that_a_dash_after_the_end_says_nothing_new_and_a_text_is_asked(planned: Engine, tmp_path: Path) -> None:
    book = results_book()
    book["実施実績"][f"G{FIRST + 5}"] = "窓口に引き継いだ。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    (conflict,) = take(planned, changed).conflicts
    assert (conflict.id, conflict.mine, conflict.theirs) == (
        titled(snapshot(planned), "夜の電話").id,
        "",
        "窓口に引き継いだ。",
    )
