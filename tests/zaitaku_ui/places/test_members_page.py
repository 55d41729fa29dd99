"""委員: rosters are typed and pasted like in Excel, and nobody is taken for somebody else."""

from __future__ import annotations

import datetime as dt

import pytest
from made_meetings import document
from meeting_desks import ALT, CTRL, SHIFT, Desk, DeskMaker
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytest import MonkeyPatch
from zaitaku_ui.dialogs.replace_member import ReplaceDialog
from zaitaku_ui.dialogs.similar_names import SimilarNamesDialog
from zaitaku_ui.places.committee_bar import CommitteeBar
from zaitaku_ui.places.members_page import MembersPage
from zaitaku_ui.places.record_view import RecordView

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_minutes import minutes_job
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import meeting, membership, outline, person
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_desktop.typeset.blocks import Paragraph, Prose


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(MembersPage)


def answer_with(monkeypatch: MonkeyPatch, index: int) -> list[str]:
    """Choose that answer of every question; returns what was asked."""
    asked: list[str] = []

    def run(dialog: SimilarNamesDialog) -> QDialog.DialogCode:
        for question, box in zip(dialog._questions, dialog._boxes, strict=True):
            asked.append(question.typed)
            box.setCurrentIndex(index)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SimilarNamesDialog, "exec", run)
    return asked


def test_that_a_page_opened_after_another_names_its_committee_at_once(desk: Desk) -> None:
    later = MembersPage(desk.desk, desk.page.theme)  # the desk has read the file long ago and tells nothing again
    assert isinstance(later.bar, CommitteeBar)
    assert desk.desk.committee is not None
    assert later.bar.committees.currentText() == desk.desk.committee.name
    later.deleteLater()


def test_that_a_member_typed_below_the_last_one_is_added_with_undo(desk: Desk) -> None:
    desk.write(-1, "name", "架空 花子")
    desk.go(3, "organization")
    desk.type("みなと野")
    desk.press(Qt.Key.Key_Down)  # the first of the organizations offered
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("name")[3] == "架空 花子" and desk.texts("organization")[3] == "みなと野医師会"
    desk.bridge.undo()
    desk.bridge.undo()
    assert len(desk.texts("name")) == 3 and desk.workspace.redo_name == "氏名の入力"


def test_that_a_roster_copied_from_excel_becomes_members_in_one_step(desk: Desk) -> None:
    desk.go(-1, "name")
    desk.paste("練習 健\tれんしゅう けん\t東地域包括支援センター\r\n髙見 實\tたかみ みのる\t公募委員\r\n")
    assert desk.texts("name")[3:] == ["練習 健", "髙見 實"]  # the glyphs as they are
    assert desk.texts("kana")[3:] == ["れんしゅう けん", "たかみ みのる"]
    desk.bridge.undo()
    assert len(desk.texts("name")) == 3


def test_that_a_name_in_other_glyphs_is_asked_and_never_merged_silently(desk: Desk, monkeypatch: MonkeyPatch) -> None:
    asked = answer_with(monkeypatch, 2)  # somebody else
    desk.write(-1, "name", "濱野 進")
    assert asked == ["濱野 進"]
    assert desk.texts("name")[2:] == ["浜野 進", "濱野 進"]
    people = [row.name for row in desk.desk.roster.people.values()]
    assert sorted(people).count("濱野 進") == 1 and "浜野 進" in people


def test_that_the_glyphs_of_a_known_person_are_corrected_when_that_is_meant(
    desk: Desk, monkeypatch: MonkeyPatch
) -> None:
    answer_with(monkeypatch, 0)
    desk.go(2, "name")
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("濱野 進")
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("name")[2] == "濱野 進" and len(desk.desk.roster.people) == 3


def test_that_what_was_typed_stays_when_the_question_is_left(desk: Desk, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(SimilarNamesDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    desk.go(-1, "name")
    desk.type("濱野 進")
    desk.press(Qt.Key.Key_Return)
    editor = desk.table.sheet.editing.editor
    assert editor is not None and editor.text() == "濱野 進" and len(desk.texts("name")) == 3
    desk.press(Qt.Key.Key_Escape)


def test_that_a_person_known_elsewhere_brings_organization_and_profession(desk: Desk) -> None:
    desk.perform(lambda session: person.add_person(session, "出先 学"))
    desk.page.show_tabs(["members", "terms"], "terms")
    desk.desk.choose_committee(desk.desk.committees()[1][0].id)
    desk.write(-1, "first_day", "R6.4.1")
    desk.page.show_tabs(["members"], "members")
    desk.write(-1, "name", "見本太郎")  # blanks make no difference
    assert desk.texts("name") == ["見本 太郎"] and desk.texts("organization") == ["みなと野医師会"]


def test_that_search_folds_variants(desk: Desk) -> None:
    desk.go(0, "name")
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("濱")
    assert desk.table.sheet.place() == (2, 0)
    desk.press(Qt.Key.Key_Escape)
    assert desk.table.finder.bar.isHidden()


def test_that_members_are_moved_and_removed_by_keys(desk: Desk) -> None:
    desk.go(2, "role")
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.texts("name") == ["見本 太郎", "浜野 進", "例示 一郎"]
    desk.press(Qt.Key.Key_Space, SHIFT)
    desk.press(Qt.Key.Key_Delete)
    assert desk.texts("name") == ["見本 太郎", "例示 一郎"]


def test_that_a_role_is_chosen_from_the_list(desk: Desk) -> None:
    desk.go(1, "role")
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down)  # the blank one is chosen first
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("role")[1] == "会長"


def test_that_a_date_that_is_none_is_refused_and_stays_to_be_corrected(desk: Desk) -> None:
    desk.go(0, "from_day")
    desk.type("13/45")
    desk.press(Qt.Key.Key_Return)
    assert "読み取れません" in desk.troubles[-1]
    editor = desk.table.sheet.editing.editor
    assert editor is not None and editor.text() == "13/45"
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("10/1")
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("from_day")[0] == "R6.10.1"


def test_that_a_successor_stands_below_the_one_who_left(desk: Desk) -> None:
    first = desk.table.source.records()[0]

    def replace(session: object) -> int:
        new = person.add_person(session, "後任 渚")  # type: ignore[arg-type]
        return membership.replace_member(session, first, dt.date(2024, 10, 1), new)  # type: ignore[arg-type]

    desk.perform(replace)
    assert desk.texts("name")[:2] == ["見本 太郎", "後任 渚"]
    assert desk.page.view().counts() == "委員 3名"  # type: ignore[union-attr]
    assert desk.table.source.tip(desk.table.source.records()[1], "name") == "前任：見本 太郎（R6.9.30まで）"


def printed_lines(desk: Desk) -> list[str]:
    """The body of a 会議録 of the first 会議体 with a word of its chair, as it is printed."""
    kinds = (BlockKind.HEADING, BlockKind.HEADING, BlockKind.OPINION)
    words = zip(kinds, ("議題", "件名", "賛成である。"), strict=True)
    new = [
        NewBlock(text, level, kind, speaker_id=1 if level == 2 else None) for level, (kind, text) in enumerate(words)
    ]
    made = desk.perform(lambda session: meeting.add_meeting(session, 1, dt.date(2024, 6, 13)))
    desk.perform(lambda session: outline.append_blocks(session, made, new))
    with desk.workspace.read() as connection:
        job = minutes_job(load_form("m2"), document("m2"), load_meeting(connection, made)).job
    prose = next(block for block in job.blocks if isinstance(block, Prose))
    return [item.text.text for item in prose.items if isinstance(item.text, Paragraph)]


def test_that_the_settings_of_a_committee_are_read_as_they_are_written(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Tab, CTRL)
    desk.press(Qt.Key.Key_Tab, CTRL)
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.page.view_key() == "committees"
    desk.write(0, "quorum", "7名以上")
    desk.write(0, "scheme", "1 (1) ① ア")
    desk.write(1, "desired_state", "安心して退院できる")
    assert desk.texts("quorum")[0] == "7名以上" and desk.texts("scheme")[0] == "1  (1)  ①  ア"
    assert desk.texts("parent_id") == ["", "推進会議"]
    desk.write(0, "quorum", "たくさん")
    assert "選べません" in desk.troubles[-1]
    desk.press(Qt.Key.Key_Escape)
    desk.write(0, "minutes_days", "２週間以内")
    desk.write(0, "minutes_policy", "要点")
    desk.write(1, "minutes_days", "なし")
    assert desk.texts("minutes_days") == ["14日", "なし"] and desk.texts("minutes_policy") == ["要点", ""]
    desk.write(1, "minutes_days", "来月")
    assert "「来月」を読み取れません" in desk.troubles[-1]
    desk.press(Qt.Key.Key_Escape)
    desk.write(0, "speakers", "役職で書く")
    desk.write(0, "member_word", "構成員")
    assert printed_lines(desk) == ["１\u3000議題", "(1)\u3000件名", "①\u3000（会長）賛成である。"]


def test_that_a_place_is_handed_on_in_mid_term(desk: Desk, monkeypatch: MonkeyPatch) -> None:
    def run(dialog: ReplaceDialog) -> QDialog.DialogCode:
        dialog.day_field.line.take(dt.date(2024, 10, 1))
        dialog.name_field.setText("後任 渚")
        return QDialog.DialogCode(int(dialog.take()))

    monkeypatch.setattr(ReplaceDialog, "exec", run)
    desk.go(1, "role")
    desk.press(Qt.Key.Key_U, CTRL | SHIFT)
    assert desk.texts("name")[:3] == ["見本 太郎", "例示 一郎", "後任 渚"]
    assert desk.texts("organization")[2] == "みなと野中央病院" and desk.texts("to_day")[1] == "R6.9.30"
    assert desk.table.record() == desk.table.source.records()[2]


def test_that_two_entries_of_one_person_are_put_together_when_a_clerk_says_so(
    desk: Desk, monkeypatch: MonkeyPatch
) -> None:
    desk.perform(lambda session: person.add_person(session, "濱野 進"))
    desk.page.show_tabs(["people"], "people")
    rows = desk.texts("name")
    assert desk.texts("like")[rows.index("浜野 進")] == "濱野 進"
    answer_with(monkeypatch, 0)
    desk.table.sheet.row_choice.find([desk.table.source.records()[rows.index(name)] for name in ("浜野 進", "濱野 進")])
    desk.page.hands.merge_people()  # type: ignore[attr-defined]
    assert len(desk.texts("name")) == 3 and desk.workspace.undo_name == "同じ人の取りまとめ"


def test_that_the_roster_stands_beside_the_table_as_it_prints(desk: Desk) -> None:
    view = desk.page.view()
    assert isinstance(view, RecordView) and view.pages is not None
    desk.go(1, "role")
    desk.press(Qt.Key.Key_F9)
    pane = view.pages.pane
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None)
    record = desk.table.record()
    assert pane.pages_of(("membership", record)) == [0] and view.table.commands["preview"].isChecked()
    desk.write(1, "role", "chair")
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None)
    pane.ident_clicked.emit(("membership", desk.table.source.records()[2]))
    assert desk.table.record() == desk.table.source.records()[2] and desk.has_keyboard()


def test_that_printing_makes_the_paper_of_the_roster_once(desk: Desk) -> None:
    made = desk.page.paper()
    assert made is not None and made.id and made.title == "推進会議　委員名簿"
    again = desk.page.paper()
    assert again is not None and again.id == made.id
    desk.bridge.undo()
    other = desk.page.paper()
    assert other is not None and other.id != 0
