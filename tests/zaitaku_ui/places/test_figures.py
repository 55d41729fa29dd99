"""相談 and 指標: numbers are typed and pasted like in Excel, totals follow at once."""

from __future__ import annotations

import pytest
from meeting_desks import Desk, DeskMaker
from plans import fill_small
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session
from zaitaku_ui.places.consultation_page import ConsultationPage
from zaitaku_ui.places.indicator_page import IndicatorPage, IndicatorView

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.operations.consultation import CountValue, write_counts


@pytest.fixture
def counts(make_desk: DeskMaker) -> Desk:
    """The page 相談 of R6, with the standard categories; R5 has a figure of the year."""
    return make_desk(ConsultationPage, fill_counts)


def fill_counts(session: Session) -> None:
    fill_small(session)
    write_counts(session, [CountValue(2023, None, category, 5) for category in (2, 3, 4, 5)])


def test_that_months_are_typed_and_pasted_with_totals_that_follow(counts: Desk) -> None:
    counts.write(0, "c2", "12")
    assert counts.table.sheet.place()[0] == 1
    counts.go(1, "c2")
    counts.paste("３\t1,204\r\n4\t\r\n")
    assert counts.texts("c2")[:3] == ["12", "3", "4"] and counts.texts("c3")[1] == "1,204"
    assert counts.texts("total")[:3] == ["12", "1,207", "4"]
    assert counts.texts("total")[12:] == ["1,223", "", "20", "+1,203"]
    assert counts.page.view() is not None and counts.page.views["months"].counts().startswith("令和6年度 1,223件")
    counts.bridge.undo()
    assert counts.texts("total")[12] == "12"
    counts.write(0, "c3", "約3")
    assert "件数にできません" in counts.said[-1]


def test_that_a_typed_total_is_kept_and_marked_and_sums_are_not_typed_over(counts: Desk) -> None:
    counts.write(0, "c2", "12")
    counts.write(0, "total", "13")
    source = counts.table.source
    look = source.look(4, "total", "13")
    assert look is not None and look.paragraphs[0].text == "13（計 12）" and "足した数は12件" in source.tip(4, "total")
    counts.go(0, "total")
    counts.press(Qt.Key.Key_Delete)
    assert counts.texts("total")[0] == "12"
    counts.write(12, "c2", "99")
    assert counts.texts("c2")[12] == "12" and any("計算した数" in words for words in counts.said)


def test_that_years_entered_by_month_are_only_seen_in_the_table_of_years(counts: Desk) -> None:
    counts.write(0, "c2", "12")
    counts.page.turn_to("years")
    assert counts.texts("label") == ["令和4年度", "令和5年度", "令和6年度"]
    assert counts.texts("total") == ["", "20", "12"]
    counts.write(0, "c2", "7")
    assert counts.texts("c2") == ["", "7", "5", "12"]  # one more 年度 can be entered above
    counts.write(3, "c2", "8")
    assert counts.texts("c2")[3] == "12" and any("「月別」" in words for words in counts.said)
    counts.desk.choose_year(FiscalYear(2023))
    counts.page.turn_to("months")
    assert counts.texts("total")[13:15] == ["20", "7"]


def test_that_categories_are_the_citys_own(counts: Desk) -> None:
    counts.page.turn_to("categories")
    counts.write(-1, "name", "市民")
    assert counts.texts("name")[-1] == "市民"
    counts.write(1, "last_year", "R5")
    assert counts.texts("last_year")[1] == "令和5年度" and counts.texts("places")[1] == "1"
    counts.go(-1, "name")
    counts.paste("救急隊\t医療機関\r\n")
    assert counts.texts("name")[5] == "救急隊"
    counts.page.turn_to("months")
    headings = [column.heading[-1] for column in counts.table.source.columns]
    assert headings[:2] == ["月", "病院"] and "救急隊" in headings and headings[-2:] == ["市民", "合計"]


def test_that_an_indicator_has_values_parts_and_initiatives(make_desk: DeskMaker) -> None:
    desk = make_desk(IndicatorPage, fill_small)
    desk.write(-1, "name", "情報提供の割合")
    (record,) = desk.table.source.records()
    desk.write(0, "unit", "％")
    desk.go(0, "y2023:target")  # 年度 stand as in print: a block of two years is pasted from the earlier one on
    desk.paste("75\t\t\t\t80\t82.0\t347\t427\r\n")
    assert desk.texts("y2023:target") == ["75"]
    assert desk.texts("y2024:actual") == ["82.0"]
    assert desk.table.source.tip(record, "y2024:actual") == "達成率 102.5％　分子÷分母 81.3％"
    look = desk.table.source.look(record, "y2024:actual", "82.0")
    assert look is not None and look.paragraphs[0].pieces[0].tone == "warn"
    desk.write(0, "y2022:numerator", "1")
    desk.write(0, "y2022:denominator", "3")
    assert desk.texts("y2022:actual") == ["33.3"]  # what the parts give, as in a cell with a formula
    desk.write(0, "y2022:denominator", "4")
    assert desk.texts("y2022:actual") == ["25.0"]
    desk.write(0, "y2022:actual", "24")
    desk.write(0, "y2022:numerator", "2")
    assert desk.texts("y2022:actual") == ["24"]  # somebody's own number stays
    desk.write(0, "items", "顔合わせ、便利帳")
    assert desk.texts("items") == ["顔合わせ、便利帳"]
    desk.write(0, "items", "ない取組")
    assert any("見つかりませんでした" in words for words in desk.troubles)
    desk.press(Qt.Key.Key_Escape)
    desk.go(0, "direction")
    desk.paste("少ないほど良い")
    assert desk.desk.indicators.rows[record].direction is Direction.LOWER
    view = desk.page.view()
    assert isinstance(view, IndicatorView) and "目標に届いたもの 0／1件" in view.counts()
    document = view.paper()
    assert document is not None and (document.kind, document.fiscal_year) == ("indicator", FiscalYear(2024))
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.texts("direction") == ["多いほど良い"]
