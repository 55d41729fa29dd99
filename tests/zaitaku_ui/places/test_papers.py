"""資料 of a meeting and of a 会議体: looked at before they are made, set, printed; 公開用 asks about names before."""

from __future__ import annotations

import pytest
from meeting_desks import CTRL, SHIFT, Desk, DeskMaker, with_meetings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from zaitaku_ui.dialogs.masked_words import MaskedWordsDialog
from zaitaku_ui.dialogs.meeting_paper import MeetingPaperDialog
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.places.meetings_page import MeetingsPage
from zaitaku_ui.places.papers_view import PapersView

from zaitaku_desktop.forms.masking import Masked
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.meeting import edit_meeting
from zaitaku_desktop.operations.person import add_person
from zaitaku_desktop.storage.reading import load_documents

Patch = pytest.MonkeyPatch


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(MeetingsPage, with_meetings)


def papers(page: MeetingsPage) -> PapersView:
    view = page.view()
    assert isinstance(view, PapersView)
    return view


def texts(view: PapersView) -> str:
    return "".join(box.text for page in view.paper_desk.pages.pages() for box in page.texts)


def named(view: PapersView) -> list[str]:
    return [line.first for line in view.list.lines]


def open_papers(desk: Desk, qtbot: QtBot) -> PapersView:
    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.open_meeting(desk.desk.meetings_here()[0].id)
    page.turn_to("papers")
    view = papers(page)
    qtbot.waitUntil(lambda: "次第" in texts(view).replace(" ", "").replace("\u3000", ""), timeout=20_000)
    return view


def test_that_a_paper_is_seen_before_it_is_made_and_made_when_it_is_set(
    desk: Desk, qtbot: QtBot, monkeypatch: Patch
) -> None:
    view = open_papers(desk, qtbot)
    assert named(view)[:3] == ["まだ作っていない資料", "次第", "会議録"] and view.subject().id == 0  # type: ignore[union-attr]
    desk.press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "会議室201" in texts(view), timeout=20_000)
    desk.perform(lambda session: edit_meeting(session, desk.desk.meeting_id or 0, place="大ホール"))
    qtbot.waitUntil(lambda: "大ホール" in texts(view), timeout=20_000)

    def choose(dialog: MeetingPaperDialog) -> int:
        assert dialog.forms.currentData() == "m2" and dialog.options is not None
        public = next(one for one in dialog.options.widgets if one.accessibleName() == "" and "公開用" in one.text())  # type: ignore[attr-defined]
        public.setChecked(True)  # type: ignore[attr-defined]
        dialog.go.click()
        return int(dialog.result())

    monkeypatch.setattr(MeetingPaperDialog, "exec", choose)
    desk.press(Qt.Key.Key_A, CTRL | SHIFT)
    qtbot.waitUntil(lambda: named(view)[:2] == ["作った資料", "会議録（公開用）"])
    made = view.subject()
    assert made is not None and made.title.endswith("（公開用）") and dict(made.options) == {"public": "yes"}
    assert "会議録" in named(view)  # the whole one can still be made
    desk.press(Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: named(view)[0] == "まだ作っていない資料")
    desk.bridge.undo()
    qtbot.waitUntil(lambda: named(view)[1] == "会議録（公開用）")
    view.take_paper(made.id)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view_key() == "minutes"


def test_that_words_of_a_letter_and_days_are_kept_and_a_blank_title_is_refused(desk: Desk, qtbot: QtBot) -> None:
    notice = desk.perform(
        lambda session: create_document(
            session, form="m5n", title="通知", fiscal_year=2024, kind="document", meeting_id=1, committee_id=1,
            header_notes={"#number": "12号"}, options={"day": "2024-05-01"},
        )
    )  # fmt: skip
    with desk.workspace.read() as connection:
        document = next(row for row in load_documents(connection) if row.id == notice)
    dialog = MeetingPaperDialog(desk.bridge, document, desk.page.theme)
    qtbot.addWidget(dialog)
    assert dialog.options is not None
    assert dialog.options.options() == {"day": "2024-05-01"}
    assert dialog.options.header_notes() == {"#number": "12号"}
    assert "御出席" in dialog.options.places["#body"].placeholderText()
    dialog.options.days["day"].line.setText("ない日")
    dialog.options.days["day"].line.setModified(True)
    assert not dialog.take()
    dialog.options.days["day"].show_value(None)
    dialog.title_field.clear()
    dialog.go.click()
    assert "題名が空です" in "".join(dialog.messages.texts())


def test_that_names_of_a_public_paper_are_confirmed_before_it_goes_anywhere(
    window: MainWindow, qtbot: QtBot, monkeypatch: Patch
) -> None:
    page = window.page
    assert page is not None
    page.bridge.perform("人の追加", lambda session: add_person(session, "葛城 修"), None)
    made = page.bridge.perform(
        "資料の追加",
        lambda session: create_document(
            session, form="m2", title="公開", fiscal_year=2025, kind="minutes", meeting_id=2, committee_id=1,
            options={"public": "yes"},
        ),
        None,
    )  # fmt: skip
    assert made is not None
    page.reload()
    page.open_document(made.result)
    tabbed = page.tabbed()
    assert isinstance(tabbed, MeetingsPage) and tabbed.view_key() == "papers"
    view = papers(tabbed)
    qtbot.waitUntil(lambda: view.subject() is not None and view.subject().id == made.result)  # type: ignore[union-attr]
    answers = iter((QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted))
    asked: list[str] = []

    def answer(dialog: MaskedWordsDialog) -> int:
        items = [dialog.list.item(at) for at in range(dialog.list.count())]
        word = next(one for one in items if "病院" in one.text())
        word.setCheckState(Qt.CheckState.Unchecked)
        asked.append(word.text())
        return int(next(answers))

    monkeypatch.setattr(MaskedWordsDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.actions_table["pdf"].trigger()
    assert len(asked) == 1 and page.workspace.undo_name == "資料の追加"
    window.actions_table["export"].trigger()  # a text: Word without a question
    assert page.workspace.undo_name == "伏せる言葉の変更" and "病院" in asked[1]


def test_that_the_list_says_which_words_are_masked_whatever_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    words = (Masked("例示医院", "○○医院", False), Masked("例示", "○○", True))
    dialog = MaskedWordsDialog(desk.page.theme, "題名", words, ["例示医院"])
    qtbot.addWidget(dialog)
    assert dialog.shown() == ["例示医院"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.shown() == [] and dialog.list.count() == 1
