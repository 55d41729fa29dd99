from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from imports import HEADINGS, grid, look, snapshot, take, titled
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from workbooks import COLUMNS, NOTES, ROWS, SHARED, Grid, progress_book

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.proposal import dry_report
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, Mark
from zaitaku_desktop.storage.reading import load_documents

KEYS = dict(
    zip(
        COLUMNS,
        (
            *("group", "title", "purpose_summary", "target_group", "leader", "plan:2021", "actual:2021", "plan:2022"),
            *("plan:2023", "output_goal", "outcome_goal"),
        ),
        strict=True,
    )
)


def fold(text: str) -> str:
    return re.sub(r"[\s:：]", "", unicodedata.normalize("NFKC", text))


def test_that_every_cell_of_the_twin_is_recovered_in_its_field_and_year(engine: Engine, twin: Path) -> None:
    report = take(engine, twin)
    view = grid(engine)
    at = {column.key: col for col, column in enumerate(view.columns)}
    assert set(at) == set(KEYS.values())
    assert len(view.rows) == len(ROWS)
    for index, row in enumerate(ROWS):
        for name, text in row.items():
            cell = view.cell_at(index, at[KEYS[name]])
            if text:
                assert fold(cell.text) == fold(text), (index, name)
            elif cell.row == index:
                assert cell.text == "", (index, name)
    assert report.not_taken == ()
    assert report.conflicts == ()
    assert [created.kind for created in report.created] == ["plan", "document"]


def test_that_names_keep_their_very_characters(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    texts = "".join(entry.text for entry in snapshot(engine).entries.values())
    for word in ("髙﨑医院", "濵田内科", "𠮷川クリニック", "葛\U000e0100西さん"):
        assert word in texts


def test_that_the_document_takes_title_draft_number_notes_and_years(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    with engine.connect() as connection:
        (document,) = load_documents(connection)
    assert document.title == "みなと野市 在宅療養を支える取組進捗管理表（R3-R5）"
    assert document.draft
    assert document.number == "資料1"
    assert document.notes == NOTES
    assert document.actual_years == (2021,)
    assert document.fiscal_year == FiscalYear(2022)
    plan = snapshot(engine).plan
    assert (plan.first_year, plan.last_year, plan.due) == (FiscalYear(2021), FiscalYear(2023), "令和5年度末")
    assert plan.title == "みなと野市 在宅療養を支える取組進捗管理表"


def test_that_merges_over_two_initiatives_are_sharing_and_not_copies(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    view = snapshot(engine)
    first, second = titled(view, "診療所を訪ねる"), titled(view, "薬局・歯科を訪ねる(訪問看護を含む)")
    fields = [("purpose", None), ("summary", None), ("leader", 2021), ("leader", 2022)]
    fields += [("output_goal", None), ("outcome_goal", None)]
    assert len(SHARED) == 4
    for key, year in fields:
        sharer = view.stored(second.id, key, year)
        assert sharer is not None
        assert sharer.text == ""
        holder = view.stored(first.id, key, year)
        assert holder is not None
        assert sharer.shared_from_id == holder.id
    assert sum(entry.shared_from_id is not None for entry in view.entries.values()) == len(fields)


def test_that_equal_texts_in_cells_of_their_own_are_not_shared(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    view = snapshot(engine)
    equal = [entry for entry in view.entries.values() if entry.text == "・知る人が増える"]
    assert len(equal) == 2


def test_that_the_same_group_after_a_repeated_header_is_one_group(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    view = snapshot(engine)
    groups = [item for item in view.items.values() if item.kind is ItemKind.GROUP]
    assert [group.title for group in groups].count("全てに関わること") == 1
    assert len(view.children(titled(view, "全てに関わること").id)) == 3
    keys = [view.axis_values[group.axis_value_id].key for group in groups if group.axis_value_id is not None]
    assert keys == ["daily_care", "hospital_transition", "acute_change", "end_of_life", "all"]


def test_that_continues_is_a_state_and_keeps_what_is_added(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    view = snapshot(engine)
    continuing = [entry for entry in view.entries.values() if entry.state is EntryState.CONTINUES]
    written = sum(text in ("継続", "・継続\n・手引きの第2版を出す。") for row in ROWS for text in row.values())
    assert len(continuing) == written
    assert [entry.text for entry in continuing if entry.text] == ["・手引きの第2版を出す。"]


def test_that_an_initiative_with_several_rows_has_lines_and_one_row_has_none(engine: Engine, twin: Path) -> None:
    take(engine, twin)
    view = snapshot(engine)
    assert len(view.children(titled(view, "もしもの時を話す(話し合いの手引き)").id)) == 3
    assert len(view.children(titled(view, "退院前の打合せ").id)) == 2
    assert view.children(titled(view, "診療所を訪ねる").id) == []
    assert titled(view, "診療所を訪ねる").mark is Mark.NEW
    assert titled(view, "もしもの時を話す(話し合いの手引き)").mark is Mark.EXISTING
    assert titled(view, "救急との申し合わせ").mark is Mark.NONE


def test_that_a_column_the_form_lacks_is_listed_and_can_be_sent_elsewhere(engine: Engine, tmp_path: Path) -> None:
    headings = (*HEADINGS, "メモ")
    path = Grid(headings, [("看取り", "手引き", "市民", "・配る。", "", "", "要確認")]).save(tmp_path / "a.xlsx")
    proposal = look(engine, path)
    assert [row.where for row in proposal.not_taken] == ["表!G1", "表!G2"]
    (mapping,) = [column for column in proposal.sheets[0].columns if column.column == 7]
    assert mapping.open
    assert not mapping.by_hand
    ignored = look(engine, path, column_choices={("表", 7): ""})
    assert not any(column.open for column in ignored.sheets[0].columns)
    assert all("読まない" in row.why for row in ignored.not_taken)
    chosen = look(engine, path, column_choices={("表", 7): "outcome_goal"})
    assert chosen.not_taken == ()
    assert any(entry.field == "outcome_goal" and entry.text == "要確認" for entry in chosen.plans[0].entries)


def test_that_what_cannot_be_used_is_listed_with_its_reason(engine: Engine, tmp_path: Path) -> None:
    grid_ = Grid(HEADINGS, [("看取り", "手引き", "市民", "・配る。", "", "")], top=3)
    book = grid_.book()
    sheet = book["表"]
    sheet["E4"] = "#REF!"
    sheet["E4"].data_type = "e"
    sheet["F4"] = "=1+1"
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "古い表"
    book.create_sheet("余白")["B2"] = "走り書き"
    path = tmp_path / "a.xlsx"
    book.save(path)
    proposal = look(engine, path)
    why = {row.where: row.why for row in proposal.not_taken}
    assert set(why) == {"表!E4", "表!F4", "旧!A1", "余白!B2"}
    assert "#REF!" in why["表!E4"]
    assert "隠れたシート" in why["旧!A1"]


def test_that_a_row_after_the_notes_is_listed(engine: Engine, tmp_path: Path) -> None:
    rows = [("看取り", "手引き", "市民", "・配る。", "", "")]
    extra = {"A4": "※年度末に見直す", "A6": "作成", "D6": "高齢福祉課"}
    proposal = look(engine, Grid(HEADINGS, rows, extra=extra).save(tmp_path / "a.xlsx"))
    assert proposal.plans[0].document.notes == ("※年度末に見直す",)
    assert [row.where for row in proposal.not_taken] == ["表!A6", "表!D6"]


def test_that_a_value_under_a_merge_is_listed(engine: Engine, tmp_path: Path) -> None:
    rows = [("看取り", "手引き", "市民", "・配る。", "", ""), ("", "", "", "・隠れた文。", "", "・次も。")]
    path = Grid(HEADINGS, rows, merges=["A2:A3", "B2:B3"]).save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        r"(<mergeCell ref=.A2:A3. ?/>)", r'\1<mergeCell ref="D2:D3"/>', sheet
    ).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    proposal = look(engine, path)
    assert [(row.where, row.text) for row in proposal.not_taken] == [("表!D3", "・隠れた文。")]


def test_that_a_span_over_years_is_a_text_that_continues(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "R3", "R4", "R5")
    rows = [("看取り", "手引き", "・配る。", "", ""), ("", "語る会", "・開く。", "→", "")]
    path = Grid(headings, rows, merges=["C2:E2"]).save(tmp_path / "a.xlsx")
    take(engine, path)
    view = snapshot(engine)
    item = titled(view, "手引き")
    assert [view.entries[item.id, "plan", year].state for year in (2021, 2022, 2023)] == [
        EntryState.TEXT,
        EntryState.CONTINUES,
        EntryState.CONTINUES,
    ]
    assert view.entries[titled(view, "語る会").id, "plan", 2022].state is EntryState.CONTINUES
    assert (titled(view, "語る会").id, "plan", 2023) not in view.entries


def test_that_a_ditto_mark_is_sharing(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "リーダー", "R3")
    rows = [("看取り", "手引き", "みなと東", "・配る。"), ("", "語る会", "〃", "・開く。")]
    take(engine, Grid(headings, rows).save(tmp_path / "a.xlsx"))
    view = snapshot(engine)
    holder = view.stored(titled(view, "手引き").id, "leader")
    sharer = view.stored(titled(view, "語る会").id, "leader")
    assert holder is not None
    assert sharer is not None
    assert sharer.shared_from_id == holder.id


def test_that_a_workbook_without_a_grid_says_so(engine: Engine, tmp_path: Path) -> None:
    path = Grid(("日付", "場所", "人数"), [("4月1日", "図書室", 3)]).save(tmp_path / "a.xlsx")
    with pytest.raises(KnownError, match="見つけられませんでした"):
        look(engine, path)
    half = Grid(("対象者", "リーダー", "令和3年度", "令和4年度"), [("市民", "市役所", "・配る", "")]).save(
        tmp_path / "b.xlsx"
    )
    with pytest.raises(KnownError, match="「取組名」の列がありません"):
        look(engine, half)


def test_that_a_dry_run_reports_what_would_be_created(engine: Engine, twin: Path) -> None:
    proposal = look(engine, twin)
    dry = dry_report(proposal).to_json()
    assert list(dry) == ["taken", "not_taken", "conflicts", "created"]
    assert [row["kind"] for row in dry["created"]] == ["plan", "document"]
    assert dry["taken"] == take(engine, twin).taken


def test_that_reading_reports_progress_and_can_be_stopped(twin: Path) -> None:
    seen: list[float] = []
    propose(twin, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0

    def stop(done: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        propose(twin, progress=stop)


def test_that_purpose_and_summary_may_stand_in_columns_of_their_own(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "目的", "事業概要", "R3")
    take(engine, Grid(headings, [("看取り", "手引き", "・知らせる", "・配る会", "・配る。")]).save(tmp_path / "a.xlsx"))
    view = snapshot(engine)
    item = titled(view, "手引き")
    assert (view.entries[item.id, "purpose", None].text, view.entries[item.id, "summary", None].text) == (
        "・知らせる",
        "・配る会",
    )


def test_that_a_shared_text_is_one_conflict_and_changes_for_all(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    book = progress_book()
    book["進捗管理表"]["J6"] = "・年4回、1か所ずつ訪ねる。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    (conflict,) = look(engine, changed).conflicts
    report = take(engine, changed, {conflict.key: "theirs"})
    assert (report.changed, report.conflicts) == (1, ())
    view = snapshot(engine)
    for title in ("診療所を訪ねる", "薬局・歯科を訪ねる(訪問看護を含む)"):
        entry = view.entry(titled(view, title).id, "output_goal")
        assert entry is not None
        assert entry.text == "・年4回、1か所ずつ訪ねる。"


def test_that_next_years_table_fills_the_same_plan_and_makes_its_own_document(
    engine: Engine, twin: Path, tmp_path: Path
) -> None:
    take(engine, twin)
    headings = ("項目", "取組名", "R3", "R3実績", "R4", "R4実績", "R5")
    extra = {"A1": "みなと野市 在宅療養を支える取組進捗管理表（R3-R5）", "G1": "資料2"}
    rows = [("急変時の対応", "救急との申し合わせ", "", "", "", "・救急隊と話した。", "")]
    report = take(engine, Grid(headings, rows, top=3, extra=extra).save(tmp_path / "次の年.xlsx"))
    assert [created.kind for created in report.created] == ["document"]
    assert report.conflicts == ()
    with engine.connect() as connection:
        first, second = load_documents(connection)
    assert first.plan_id == second.plan_id
    assert (first.fiscal_year, second.fiscal_year) == (FiscalYear(2022), FiscalYear(2023))
    assert (second.actual_years, second.number, second.draft) == ((2021, 2022), "資料2", False)
    view = snapshot(engine)
    assert view.entries[titled(view, "救急との申し合わせ").id, "actual", 2022].text == "・救急隊と話した。"


def test_that_a_year_outside_the_plan_is_asked_and_not_written(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    headings = ("項目", "取組名", "R5", "R6")
    extra = {"A1": "みなと野市 在宅療養を支える取組進捗管理表"}
    rows = [("急変時の対応", "救急との申し合わせ", "", "・続けて話す。")]
    path = Grid(headings, rows, top=3, extra=extra).save(tmp_path / "延長.xlsx")
    conflicts = look(engine, path).conflicts
    assert [(conflict.field, conflict.mine, conflict.theirs) for conflict in conflicts] == [
        ("plan.last_year", "令和5年度", "令和6年度"),
        ("plan", "", "・続けて話す。"),
    ]
    take(engine, path)
    assert not any(year == 2024 for _, _, year in snapshot(engine).entries)
    take(engine, path, {conflict.key: "theirs" for conflict in conflicts})
    view = snapshot(engine)
    assert view.plan.last_year == FiscalYear(2024)
    assert view.entries[titled(view, "救急との申し合わせ").id, "plan", 2024].text == "・続けて話す。"


def test_that_a_value_written_meanwhile_is_not_overwritten(engine: Engine, twin: Path, tmp_path: Path) -> None:
    take(engine, twin)
    book = progress_book()
    book["進捗管理表"]["H10"] = "・救急隊と話す場を設ける。"
    changed = tmp_path / "直し.xlsx"
    book.save(changed)
    proposal = look(engine, changed)
    item = titled(snapshot(engine), "救急との申し合わせ").id
    with Session(engine) as session, session.begin():
        session.add(Entry(item_id=item, field="plan", year=2022, text="・先に書いた。"))
    with Session(engine) as session, session.begin():
        report = apply(session, proposal)
    assert [(conflict.mine, conflict.theirs) for conflict in report.conflicts] == [
        ("・先に書いた。", "・救急隊と話す場を設ける。")
    ]
    assert snapshot(engine).entries[item, "plan", 2022].text == "・先に書いた。"


def test_that_years_outside_the_plan_are_listed_with_that_reason_alone(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "リーダー", "R3", "R4")
    rows = [("看取り", "手引きを配る", "令和元年度\n市役所\n令和2年度\n包括", "・配る。", "")]
    report = take(engine, Grid(headings, rows).save(tmp_path / "a.xlsx"))
    assert [row.text for row in report.not_taken] == ["令和元年度 市役所", "令和2年度 包括"]
    assert all("計画の期間の外" in row.why for row in report.not_taken)
