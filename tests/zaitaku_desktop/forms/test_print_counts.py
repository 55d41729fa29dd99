"""相談件数 (T3) and 指標 on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from golden import check_golden
from printed_pdf import pdf_of
from sample_files import open_sample

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_consultation import consultation_job
from zaitaku_desktop.forms.print_indicator import indicator_job
from zaitaku_desktop.model.consultation_table import CategoryRow, Consultations, CountRow
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import IndicatorRow, Indicators, IndicatorValueRow, achievement, read_amount
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators
from zaitaku_desktop.typeset.blocks import Abreast, Block, Grid, Paragraph, PrintJob, flat
from zaitaku_desktop.typeset.chart_blocks import Charts
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

CITY = MunicipalityRow("みなと野市")
R6, R7 = FiscalYear(2024), FiscalYear(2025)
Figures = tuple[Consultations, Indicators]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    path: Path = tmp_path_factory.mktemp("sample") / "s.zaitaku"
    with open_sample(path) as workspace, workspace.read() as connection:
        return load_consultations(connection), load_indicators(connection)


def document(form: str, year: FiscalYear = R7) -> DocumentRow:
    kind = load_form(form).kind
    return DocumentRow(1, kind, form, "題", None, year, number="資料3", draft=False)


def t3(table: Consultations, year: FiscalYear = R7) -> PrintJob:
    return consultation_job(load_form("t3"), document("t3", year), CITY, table)


def blocks(job: PrintJob, kind: type) -> Iterator[Block]:
    return (block for block in flat(job.blocks) if isinstance(block, kind))


def rows(grid: Grid) -> list[list[str]]:
    """The words of the body, row by row."""
    found: list[list[str]] = [[] for _ in range(grid.body_rows)]
    for cell in grid.body:
        texts = [one.text for one in cell.blocks if isinstance(one, Paragraph | Abreast)]
        found[cell.row].append("".join(texts))
    return found


def test_that_the_sample_stands_on_one_page_by_year_by_month_and_against_last_year(sample: Figures) -> None:
    job = t3(sample[0])
    by_year, by_month = (block for block in blocks(job, Grid) if isinstance(block, Grid))
    assert [row[0] for row in rows(by_year)] == ["令和５年度", "令和６年度", "令和７年度"]
    assert [row[-1] for row in rows(by_year)] == ["176", "214", "231"]
    assert rows(by_month)[0] == ["４月", "4", "2", "1", "1", "7", "2", "0", "1", "18"]
    assert rows(by_month)[-1] == ["合計", "46", "23", "6", "16", "84", "29", "9", "18", "231"]
    (charts,) = blocks(job, Charts)
    assert isinstance(charts, Charts)
    (chart,) = charts.charts
    assert [one.name for one in chart.series] == ["令和６年度（214件）", "令和７年度（231件）"]
    assert chart.groups == (("医療機関", 4), ("介護事業所", 4))
    layout = lay_out(job, Faces.load())
    assert len(layout.pages) == 1 and not layout.missing
    assert ("count", 2025, 4, 1) not in {region.ident for region in layout.pages[0].regions}  # 1 = 医療機関
    assert ("count", 2025, 4, 2) in {region.ident for region in layout.pages[0].regions}


def test_that_the_page_looks_as_it_was_found_right(sample: Figures) -> None:
    titled = replace(document("t3"), title="在宅医療・介護連携に関する相談件数")
    job = consultation_job(load_form("t3"), titled, CITY, sample[0])
    check_golden(pdf_of(job, Faces.load()), 0, "t3-1")


def test_that_what_is_not_known_is_left_out_and_numbers_go_on(sample: Figures) -> None:
    job = t3(sample[0], FiscalYear(2022))  # a figure of the year, none before it
    (grid,) = blocks(job, Grid)
    assert isinstance(grid, Grid)
    assert [row[0] for row in rows(grid)] == ["令和４年度"]
    assert not list(blocks(job, Charts)) and "比較" not in str(job.blocks) and "(1)" not in str(job.blocks)
    assert "まだ入力されていません" in str(t3(sample[0], FiscalYear(2030)).blocks)
    settings = load_form("t3").consultation
    bars = replace(load_form("t3"), consultation=replace(settings, by_year="", by_month=""))
    assert "比べる前の年度" in str(consultation_job(bars, document("t3", FiscalYear(2022)), CITY, sample[0]).blocks)
    form = replace(load_form("t3"), consultation=replace(settings, by_year="", months="月の推移"))
    words = str(consultation_job(form, document("t3"), CITY, sample[0]).blocks)
    assert all(one in words for one in ("(1)\\u3000", "月別（令和７年度）", "(3)\\u3000", "月の推移"))


def test_that_a_category_of_one_level_and_a_lone_total_are_printed() -> None:
    heads = {1: CategoryRow(1, None, "市民"), 2: CategoryRow(2, None, "医療機関"), 3: CategoryRow(3, 2, "病院")}
    counts = {1: CountRow(1, R6, None, 1, 4), 2: CountRow(2, R6, None, 3, 5), 3: CountRow(3, R6 - 1, None, None, 7)}
    job = t3(Consultations(heads, counts), R6)
    (grid,) = blocks(job, Grid)
    assert isinstance(grid, Grid)
    assert rows(grid) == [["令和５年度", "", "", "7"], ["令和６年度", "4", "5", "9"]]
    assert lay_out(job, Faces.load()).pages


def test_that_indicators_have_a_row_for_each_value_and_their_definitions(sample: Figures) -> None:
    job = indicator_job(load_form("k1"), document("k1"), CITY, sample[1])
    (grid,) = blocks(job, Grid)
    assert isinstance(grid, Grid)
    found = rows(grid)
    assert found[0] == ["1", "支援センターへの相談", "件", "目標", "", "", "200", "230"]
    assert found[5] == ["達成率", "", "", "101.6%", "99.5%"]
    assert found[6] == ["分子／分母", "260／380", "299／403", "347／427", "362／428"]
    words = str(job.blocks)
    assert "分母：要介護・要支援の認定を受けて退院した人" in words
    (charts,) = blocks(job, Charts)
    assert isinstance(charts, Charts)
    assert [chart.series[0].line for chart in charts.charts] == [False, True, True, False, False]
    assert not lay_out(job, Faces.load()).missing


@pytest.mark.parametrize("page", [0, 1])
def test_that_indicators_look_as_they_were_found_right(sample: Figures, page: int) -> None:
    rows = {row.id: row for row in sample[1].rows.values()}
    rows[1] = replace(
        rows[1], name=f"{rows[1].name}（電話、来所及び訪問によるもの。家族及び近隣の住民からの相談を含む）"
    )
    rows[6] = IndicatorRow(6, "前年度からの増減", "ポイント", Direction.LOWER)
    steps = enumerate([(R6 - 2, -5, "-3.5"), (R6 - 1, None, "2.1"), (R6, -5, None), (R7, -6, "-6.2")], 900)
    values = {
        number: IndicatorValueRow(number, 6, year, None if aim is None else Decimal(aim), actual and Decimal(actual))
        for number, (year, aim, actual) in steps
    }
    table = Indicators(rows, {**sample[1].values, **values})
    job = indicator_job(load_form("k1"), document("k1"), CITY, table)
    check_golden(pdf_of(job, Faces.load()), page, f"k1-{page + 1}")


def test_that_indicators_without_targets_or_years_print_what_there_is() -> None:
    table = Indicators(
        {1: IndicatorRow(1, "甲", "人"), 2: IndicatorRow(2, "乙")},
        {1: IndicatorValueRow(1, 1, R6, actual=Decimal("1234.5"), note="4月から9月まで")},
    )
    job = indicator_job(load_form("k1"), document("k1"), CITY, table)
    (grid,) = blocks(job, Grid)
    assert isinstance(grid, Grid)
    assert [row[-1] for row in rows(grid)] == ["", "1,234.5", "", ""]
    assert "4月から9月まで" in str(job.blocks).translate(str.maketrans("４９", "49"))
    assert lay_out(indicator_job(load_form("k1"), document("k1"), CITY, Indicators({}, {})), Faces.load()).pages


def test_that_a_rate_of_achievement_follows_the_direction() -> None:
    target, actual = Decimal(8), Decimal(10)
    assert achievement(Direction.HIGHER, target, actual) == Decimal("125.0")
    assert achievement(Direction.LOWER, target, actual) == Decimal("80.0")
    assert achievement(Direction.LOWER, target, Decimal(0)) is None
    assert achievement(Direction.HIGHER, None, actual) is None
    assert achievement(Direction.LOWER, -target, actual) is None


def test_that_numbers_are_read_as_people_type_them() -> None:
    assert read_amount(" １，２３４．５０％ ") == Decimal("1234.50")
    assert read_amount("―") is None and read_amount("") is None
    for text in ("約3", "1e5", "nan", "9" * 30):
        with pytest.raises(ValueError, match=r".+"):
            read_amount(text)
