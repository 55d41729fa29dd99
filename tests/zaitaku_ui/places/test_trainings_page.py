"""研修: a list and a table of participants that are typed and pasted like in Excel, with sums and what is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from meeting_desks import CTRL, Desk, DeskMaker, fill
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from training_workbooks import training_workbook
from zaitaku_ui.dialogs.figures_dialog import FiguresDialog
from zaitaku_ui.dialogs.year_paper import YearPaperDialog
from zaitaku_ui.editors.training_typed import read_hours, read_times, same_days
from zaitaku_ui.editors.trainings import SUMMED, TOTALS
from zaitaku_ui.places.record_view import RecordView
from zaitaku_ui.places.trainings_page import TrainingsPage

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.operations import training, training_words


def with_trainings(session: Session) -> None:
    """A シリーズ with one 研修 of R6, 第8回."""
    fill(session)
    programme = training_words.add_programme(session, "推進事業")
    series = training_words.add_series(session, "在宅勉強会", programme_id=programme, heading="連携に関する研修")
    training_words.add_series(session, "講演会", naming="nth")
    day = dt.date(2024, 5, 15)
    training.add_session(session, 2024, series_id=series, day=day, cumulative=8, content="薬の飲み残し")


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(TrainingsPage, with_trainings)


def test_that_a_new_training_has_the_next_numbers_and_its_fields_are_typed(desk: Desk) -> None:
    desk.write(-1, "content", "転倒したとき")
    assert desk.texts("title") == ["第8回在宅勉強会", "第9回在宅勉強会"]
    desk.write(1, "day", "9/11")
    desk.write(1, "hours", "19:00～20:30")
    desk.write(1, "lecturer", "入退院部会")
    desk.write(1, "total", "16人")
    desk.write(1, "satisfied", "15")
    desk.write(1, "collected", "16")
    assert [desk.texts(key)[1] for key in ("day", "hours", "lecturer", "total", "satisfaction")] == [
        "R6.9.11",
        "19:00～20:30",
        "入退院部会",
        "16",
        "93.8%",
    ]
    book = desk.desk.trainings
    (lecturer,) = next(iter(book.lecturers.values()))
    assert lecturer.committee_id == 2 and lecturer.text == ""
    desk.write(1, "series", "講演会")
    assert desk.texts("title")[1] == "講演会（第1回）"
    desk.write(1, "content", "")
    desk.bridge.undo()
    assert desk.texts("content")[1] == "転倒したとき"
    desk.write(1, "day", "99/99")
    assert "読み取れません" in desk.troubles[-1]


def test_that_counts_are_pasted_summed_and_compared_with_what_was_written(desk: Desk) -> None:
    desk.page.turn_to("participants")
    first = next(column.key for column in desk.table.source.columns if column.key.startswith("k"))
    desk.go(0, first)
    desk.paste("0\t0\t5\t0\t0\t2\t10\t0\t3\t0\n")
    assert desk.texts("total") == ["20", "20"] and desk.table.source.records()[-1] == TOTALS
    desk.write(0, "typed_total", "21")
    record = desk.table.source.records()[0]
    assert "21人と書かれていますが、職種ごとの人数の合計は20人" in desk.table.source.tip(record, "typed_total")
    desk.go(1, first)
    desk.type("9")
    assert desk.texts("total") == ["20", "20"] and "計算しています" in desk.said[-1]
    desk.page.turn_to("sessions")
    desk.go(0, "total")
    desk.type("9")
    assert desk.said[-1] == SUMMED and desk.texts("total") == ["20"]
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.desk.trainings.counts == {}


def test_that_all_fields_of_the_chosen_training_stand_beside_it_and_are_typed_there(desk: Desk) -> None:
    view = desk.page.view()
    assert isinstance(view, RecordView) and view.side is not None and view.side.isVisible()
    fields = view.side.fields
    desk.go(0, "lecturer")
    assert fields["content"].text() == "薬の飲み残し"  # type: ignore[union-attr]
    view.panes()[1].setFocus()  # F6
    assert fields["lecturer"].hasFocus()
    desk.type("入退院部会")
    desk.press(Qt.Key.Key_Return)
    desk.type("外の人")
    desk.press(Qt.Key.Key_Tab)
    assert desk.texts("lecturer") == ["入退院部会\n外の人"] and fields["times"].hasFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("5/15 19:00")
    desk.press(Qt.Key.Key_Return)
    desk.type("5/16")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.table.sheet.isAncestorOf(desk.target())
    assert (desk.texts("day"), desk.texts("hours")) == (["R6.5.15、R6.5.16"], ["19:00～、―"])
    assert fields["times"].text() == "R6.5.15 19:00～\nR6.5.16"  # type: ignore[union-attr]
    desk.bridge.undo()
    assert desk.texts("day") == ["R6.5.15"]
    fields["capacity"].setFocus()
    desk.type("many")
    desk.press(Qt.Key.Key_Return)
    assert "読み取れません" in desk.troubles[-1] and fields["capacity"].hasFocus()
    desk.go(-1, "content")
    assert view.side.record == desk.table.source.records()[0], "what is typed stays with its own 研修"
    fields["capacity"].setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert view.side.record == 0, "the cursor is on the blank row"
    fields["place"].setFocus()
    desk.type("会議室")
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("place") == ["", "会議室"] and fields["audience"].hasFocus()
    desk.press(Qt.Key.Key_F8)
    assert view.side.isHidden() and desk.has_keyboard()


def test_that_counts_are_typed_beside_the_table_and_a_finding_leads_to_its_cell(desk: Desk) -> None:
    page = desk.page
    assert isinstance(page, TrainingsPage)
    view = page.views["sessions"]
    assert isinstance(view, RecordView) and view.side is not None
    desk.go(0, "total")
    first, second = [key for key in view.side.fields if key.startswith("k")][:2]
    for key, people in ((first, "5"), (second, "7"), ("typed_total", "13")):
        view.side.fields[key].setFocus()
        desk.type(people)
        desk.press(Qt.Key.Key_Return)
    assert desk.texts("total") == ["12"] and not view.side.fields["total"].hasFocus()
    (record,) = [one for one in desk.table.source.records() if one > 0]
    view.side.fields["place"].setFocus()
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert page.view_key() == "participants"
    page.turn_to("sessions")
    page.go_to_place(Place(field="typed_total", training_id=record))
    assert page.view_key() == "participants" and desk.table.record() == record
    assert desk.table.source.columns[desk.table.sheet.place()[1]].key == "typed_total"
    beside = page.views["participants"]
    assert isinstance(beside, RecordView) and beside.side is not None
    page.go_to_place(Place(field="cumulative", training_id=record))
    assert page.view_key() == "sessions"
    assert desk.table.source.columns[desk.table.sheet.place()[1]].key == "cumulative"


def test_that_the_settings_of_the_paper_say_which_programmes_it_prints(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = desk.perform(lambda session: training_words.add_programme(session, "支援室の事業"))
    dialogs: list[YearPaperDialog] = []

    def fill_in(dialog: YearPaperDialog) -> int:
        dialog.show()
        dialogs.append(dialog)
        for box in dialog.programmes.boxes.values():
            box.setChecked(False)
        dialog.go.click()
        assert "事業が選ばれていません" in "".join(dialog.messages.texts())
        qtbot.keyClick(dialog.programmes.boxes[other], Qt.Key.Key_Space)
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(YearPaperDialog, "exec", fill_in)
    desk.table.commands["document_settings"].trigger()
    view = desk.page.view()
    assert view is not None
    made = view.subject()
    assert made is not None and made.id and made.options == {"programmes": str(other)}
    assert dialogs[0].new and made.committee_id is None and made.title.startswith("令和6年度")
    desk.table.commands["document_settings"].trigger()
    assert not dialogs[1].new
    report = YearPaperDialog(desk.bridge, replace(made, form="t4", options={}), desk.page.theme)
    qtbot.addWidget(report)
    report.notes.setPlainText("・便りを出した。")
    assert report.values()["notes"] == ["・便りを出した。"] and report.values()["options"] == {}


def test_that_days_and_hours_are_read_as_they_are_typed() -> None:
    year, seven = FiscalYear(2024), dt.time(19)
    (first, second) = read_times("6/12（水）19:00～20:30\n令和6年6月13日 午後7時から", year)
    assert first == (dt.date(2024, 6, 12), seven, dt.time(20, 30)) and second == (dt.date(2024, 6, 13), seven, None)
    days = [dt.date(2024, 6, 12), dt.date(2024, 6, 14)]
    assert same_days([first, second], days, None) == [first, (days[1], seven, dt.time(20, 30))]
    assert same_days([first, second], None, read_hours("9:00～、―"))[1] == (second[0], None, None)
    with pytest.raises(KnownError, match="2日"):
        same_days([first, second], None, read_hours("9:00、10:00、11:00"))
    with pytest.raises(KnownError, match="日付がありません"):
        read_times("19:00", year)


def test_that_the_city_has_its_own_words_for_participants(desk: Desk) -> None:
    desk.page.turn_to("kinds")
    desk.write(0, "name", "医科")
    desk.write(-1, "name", "福祉用具")
    desk.write(1, "used", "使わない")
    desk.page.turn_to("participants")
    names = [column.heading for column in desk.table.source.columns if column.key.startswith("k")]
    assert names[0] == ("医療関係者", "医科") and names[1] == ("医療関係者", "薬剤師")
    assert names[-1] == ("介護関係者", "福祉用具")
    desk.page.turn_to("series")
    assert desk.texts("count") == ["1件", "0件"]


def test_that_a_workbook_is_shown_and_taken_in_one_step(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    source = training_workbook(tmp_path / "研修.xlsx")
    dialog = FiguresDialog(desk.bridge, desk.page.theme, source)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
    marks = [dialog.lines.item(row, 0).text() for row in range(dialog.lines.rowCount())]
    assert marks.count("追加") >= 5 and "確認" in marks  # 相談件数 stand there too
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        dialog.go.click()
        if dialog.conflicts.isVisible():
            dialog.go.click()
    assert len(desk.texts("title")) == 6
    desk.bridge.undo()
    assert len(desk.texts("title")) == 1
