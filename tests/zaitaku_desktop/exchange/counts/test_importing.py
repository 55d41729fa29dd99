"""相談件数 and 指標 out of made-up sheets in the shapes that clerks hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from meetings import Desk
from openpyxl import Workbook

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.cli import main
from zaitaku_desktop.exchange.counts.applying import Part, propose_counts, propose_indicators
from zaitaku_desktop.exchange.counts.sheets import Account
from zaitaku_desktop.exchange.figures import has_figures, propose_figures
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.exchange.workbook_parsing import parse_workbook
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_indicator import indicator_job
from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import VALUE_FIELDS, IndicatorRow, Indicators, IndicatorValueRow
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators
from zaitaku_desktop.typeset.fonts import Faces

R6 = FiscalYear(2024)
Row = Sequence[object]
HEADS: tuple[Row, ...] = (
    ("医療機関", "", "", "", "介護事業所", "", "", "", "合計"),
    ("病院", "診療所", "歯科", "薬局", "ケアマネ\nジャー", "訪問看護", "訪問介護", "その他"),
)
REPORT: tuple[Row, ...] = (
    ("みなと野市 支援センター 令和 6 年度 事業概要",),
    ("1 相談件数",),
    *HEADS,
    (9, "5", 0, 3, "２４", 8, 2, 11, 62),
    ("2 研修の参加者",),
    ("", "開催日", "内容", "参加者", "", "", "", "", "", "", "", "", "", "合計"),
    ("", "", "", "医療関係者", "", "", "", "", "", "介護関係者"),
    (
        "",
        "",
        "",
        "医師",
        "歯科医師",
        "薬剤師",
        "看護師",
        "MSW",
        "その他",
        "ケアマネジャー",
        "訪問看護",
        "介護職",
        "その他",
    ),
    ("第1回", "R6.5.17", "顔合わせ", 1, 0, 5, 0, 0, 2, 10, 0, 3, 0, 21),
)


def sheet(*rows: Row) -> SheetTable:
    """A sheet of these rows; "" = nothing stands there."""
    cells = {
        (at, col): SheetCell(str(value))
        for at, row in enumerate(rows, 1)
        for col, value in enumerate(row, 1)
        if value != ""
    }
    return SheetTable("表", cells)


def take(desk: Desk, *rows: Row, source: str = "相談.xlsx") -> Account:
    """What came of it, as proposed and then written."""
    with desk.workspace.read() as connection:
        part = propose_counts(connection, [sheet(*rows)], source)
    return _written(desk, part, part.apply)


def take_indicators(desk: Desk, *rows: Row) -> Account:
    with desk.workspace.read() as connection:
        part = propose_indicators(connection, [sheet(*rows)])
    assert part is not None
    return _written(desk, part, part.apply)


def _written(desk: Desk, part: Part, apply: Callable[..., ImportReport]) -> Account:
    report = desk.do(apply, {})
    assert (report.taken, report.changed) == (part.account.taken, part.account.changed)
    return part.account


def now(desk: Desk) -> Consultations:
    with desk.workspace.read() as connection:
        return load_consultations(connection)


def test_that_counts_are_found_among_other_tables_and_a_second_import_changes_nothing(desk: Desk) -> None:
    account = take(desk, *REPORT)
    assert (account.taken, account.changed, account.not_taken, account.created) == (9, 8, [], [])
    table = now(desk)
    leaves = [row for section in table.sections() for row in section.members]
    assert [table.count(R6, None, row.id) for row in leaves] == [9, 5, 0, 3, 24, 8, 2, 11]
    assert table.figure(R6) == 62 and not table.differences()
    again = take(desk, *REPORT)
    assert (again.taken, again.changed, again.conflicts) == (9, 0, [])


def test_that_months_and_their_sums_are_told_apart(desk: Desk) -> None:
    rows = [("", *row) for row in HEADS]
    months = [("4月", 1, 0, 0, 1, 2, 0, 0, 1, 5), ("5 月", 2, 1, "―", 0, 3, 1, 0, 0, 7)]
    more: Row = ("夜間", 1, 1, 1, 1)
    account = take(desk, ("月別（令和6年度）",), *rows, *months, ("合　計", 3, 1, 0, 1, 5, 1, 0, 1, 12), more)
    assert [one.why for one in account.not_taken] == ["「夜間」が、月か年度か分かりません。"] * 4
    table = now(desk)
    assert account.remarks == [] and [row.month for row in table.counts.values() if row.month is None] == []
    assert (table.figure(R6), table.total(R6, 5)) == (12, 7)


def test_that_a_total_that_differs_is_kept_and_told(desk: Desk) -> None:
    account = take(desk, *REPORT[:4], (9, 5, 0, 3, 24, 8, 2, 11, 63))
    (remark,) = account.remarks
    assert remark.where == "表!I5" and "62件" in remark.why
    assert [(one.row.count, one.computed) for one in now(desk).differences()] == [(63, 62)]
    assert take(desk, *REPORT[:4], (9, 5, 0, 3, 24, 8, 2, 11, 63)).changed == 0


def test_that_a_differing_count_stays_and_a_new_category_is_made(desk: Desk) -> None:
    take(desk, *REPORT)
    account = take(desk, *REPORT[:4], (8, 5, 0, 3, 24, 8, 2, 11, ""))
    (conflict,) = account.conflicts
    assert (conflict.where, conflict.mine, conflict.theirs) == ("表!A5", "9", "8")
    heads = (("年度", *HEADS[0][:4], "", *HEADS[0][4:]), ("", *HEADS[1][:4], "救急隊", *HEADS[1][4:]))
    account = take(desk, *heads, ("令和5年度", 1, 1, 1, 1, 7, 1, 1, 1, 1, 14), ("R4", 1, 1, 1, 1, "約3", 1, 1, 1, 1))
    assert [one.title for one in account.created] == ["医療機関　救急隊"]
    assert [one.where for one in account.not_taken] == ["表!F4"]
    assert now(desk).figure(FiscalYear(2023)) == 15


def test_that_a_table_without_a_year_is_left_with_the_reason(desk: Desk) -> None:
    account = take(desk, *HEADS, (9, 5, 0, 3, 24, 8, 2, 11, 62))
    assert account.taken == 0 and all("どの年度" in one.why for one in account.not_taken)
    assert take(desk, *HEADS, (9, 5, 0, 3, 24, 8, 2, 11, 62), source="相談R6.xlsx").changed == 8


INDICATORS: tuple[Row, ...] = (
    ("評価指標の状況",),
    ("指標名", "単位", "令和5年度", "", "令和6年度", ""),
    ("", "", "目標", "実績", "目標", "実績"),
    ("相談の件数", "件", "", "1,176", 200, 214),
    ("情報提供の\n割合（年間）", "％", 70, "74.2％", 80, "集計中"),
)


def test_that_indicators_are_read_with_target_and_actual_beside_each_other(desk: Desk) -> None:
    account = take_indicators(desk, *INDICATORS)
    assert (account.taken, account.changed) == (6, 6)
    assert [one.where for one in account.not_taken] == ["表!F5"]
    with desk.workspace.read() as connection:
        table = load_indicators(connection)
    first, second = table.rows.values()
    assert (first.name, first.unit, second.name, second.unit) == ("相談の件数", "件", "情報提供の割合（年間）", "％")
    assert table.amount(first.id, R6 - 1, "actual") == Decimal(1176)
    again = take_indicators(desk, *INDICATORS)
    assert (again.taken, again.changed, again.conflicts, again.created) == (6, 0, [], [])


def test_that_indicators_are_read_with_a_row_for_each_value(desk: Desk) -> None:
    rows = (
        ("No.", "指標", "区分", "令和５年度", "令和６年度"),
        ("1", "相談（件）", "目標", "", 200),
        ("", "", "実績", 176, 214),
        ("", "", "達成率", "", "107%"),
    )
    account = take_indicators(desk, *rows)
    with desk.workspace.read() as connection:
        table = load_indicators(connection)
    (row,) = table.rows.values()
    assert (row.name, row.unit, account.taken) == ("相談", "件", 3)
    value = table.value(row.id, R6)
    assert value is not None and (value.target, value.actual) == (200, 214)
    differing = take_indicators(desk, rows[0], rows[1], ("", "", "実績", 176, 215))
    assert [(one.mine, one.theirs) for one in differing.conflicts] == [("214", "215")]


def test_that_a_printed_table_of_indicators_is_read_back(desk: Desk) -> None:
    made = IndicatorRow(1, "退院後3日以内に決まらなかった人", "％", Direction.LOWER, "病院の記録による。")
    value = IndicatorValueRow(1, 1, R6, *map(Decimal, ("8.0", "8.4", "1900", "22619")))
    document = DocumentRow(1, "indicator", "k1", "指標", None, R6, number="", draft=False)
    table = Indicators({1: made}, {1: value})
    job = indicator_job(load_form("k1"), document, MunicipalityRow("市"), table)
    path = desk.workspace.path.with_suffix(".xlsx")
    write_print_xlsx(job, path, Faces.load())
    with desk.workspace.read() as connection:
        part = propose_indicators(connection, parse_workbook(path))
        assert [one.name for one in propose_figures(parse_workbook(path), connection, "a.xlsx").parts] == ["指標"]
    assert part is not None and part.account.not_taken == []
    plan = sheet(("取組", "成果指標", "令和5年度実績"), ("訪ねる", "12か所", "13"))
    assert not has_figures([plan]) and has_figures([sheet(*INDICATORS)])
    (row,) = part.new.values()
    assert (row.name, row.unit, row.direction) == (made.name, made.unit, made.direction)
    wanted = [(field, getattr(value, field)) for field in VALUE_FIELDS]
    assert [(one.field, one.amount) for one in part.values] == wanted


def test_that_the_command_line_imports_a_workbook_and_tells(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk.workspace.path
    desk.workspace.close()
    book = Workbook()
    assert book.active is not None
    for row in REPORT:
        book.active.append([value or None if value == "" else value for value in row])  # type: ignore[union-attr]
    book.save(tmp_path / "概要.xlsx")
    for flags, changed in ((["--dry-run"], False), ([], True)):
        assert main(["import", str(path), str(tmp_path / "概要.xlsx"), "--as", "consultation", "--json", *flags]) == 0
        assert json.loads(capsys.readouterr().out)["taken"] == 9
        assert main(["dump", str(path)]) == 0
        assert bool(json.loads(capsys.readouterr().out)["records"]["consultation_count"]) is changed
    assert main(["import", str(path), str(tmp_path / "概要.xlsx"), "--as", "indicator"]) == 1
    assert "指標の表として読み取れません" in capsys.readouterr().err
