"""The preview beside the sheet: the same cell outlined, the same words, never in the way."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.vocabulary import StoredForm
from zaitaku_desktop.operations.document import delete_document, edit_document

PLAN = "plan:2024"


def wait_for_pages(desk: Any) -> None:
    """Until the pages shown are those of the last change."""
    desk.qtbot.waitUntil(lambda: desk.editor.preview.layout_of_now() is not None)


def words(desk: Any) -> str:
    """All that stands on the pages shown."""
    layout = desk.editor.preview.layout_of_now()
    assert layout is not None
    return "".join("".join(text.clusters) for page in layout.pages for text in page.texts)


def test_that_the_cell_of_the_cursor_is_outlined_on_the_page(desk: Any) -> None:
    wait_for_pages(desk)
    desk.go(desk.plan.b1, PLAN)
    whole = desk.editor.preview.whole
    wanted = CellAddress(desk.plan.b1, PLAN)
    desk.qtbot.waitUntil(lambda: [region.ident for region in whole._marked] == [wanted])


def test_that_a_change_is_on_the_page_a_moment_later(desk: Any) -> None:
    wait_for_pages(desk)
    assert "four" not in words(desk)
    desk.go(desk.plan.a, "target_group")
    desk.type("four")
    desk.press(Qt.Key.Key_Return)
    wait_for_pages(desk)
    assert "four" in words(desk)
    assert desk.has_keyboard()


def test_that_a_click_on_the_page_goes_to_the_cell(desk: Any) -> None:
    wait_for_pages(desk)
    whole = desk.editor.preview.whole
    region = next(r for r in whole.page.regions if r.ident == CellAddress(desk.plan.b2, PLAN))
    middle = whole.outline(region).center().toPoint()
    desk.qtbot.mouseClick(whole, Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), middle.y()))
    assert desk.sheet.cursor_cell().address == CellAddress(desk.plan.b2, PLAN)
    assert desk.has_keyboard()


def test_that_f9_closes_the_preview_and_brings_it_back(desk: Any) -> None:
    desk.press(Qt.Key.Key_F9)
    assert desk.editor.preview.isHidden()
    desk.press(Qt.Key.Key_F9)
    assert not desk.editor.preview.isHidden()


def test_that_the_preview_folds_where_there_is_no_room_unless_it_was_asked_for(desk: Any) -> None:
    desk.editor.resize(1000, 500)
    assert desk.editor.preview.isHidden()
    desk.press(Qt.Key.Key_F9)
    desk.editor.resize(990, 500)
    assert not desk.editor.preview.isHidden()


def test_that_a_form_that_cannot_be_read_is_told_and_the_document_stays(desk: Any) -> None:
    told: list[KnownError] = []
    left: list[bool] = []
    desk.bridge.failed.connect(told.append)
    desk.editor.gone.connect(partial(left.append, True))

    def break_form(session: Session) -> None:
        session.add(StoredForm(key="p1", toml="key = "))
        edit_document(session, desk.plan.document, title="新しい題")

    rows = desk.sheet.main.model().rowCount()
    desk.bridge.perform("様式", break_form)
    assert [error.place for error in told] == ["様式 p1"]
    assert not left
    assert desk.sheet.main.model().rowCount() == rows
    desk.bridge.undo()
    assert not left and len(told) == 1


def test_that_a_deleted_document_is_left(desk: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editor.gone):
        desk.bridge.perform("削除", partial(_delete, desk.plan.document))


def _delete(document_id: int, session: Session) -> None:
    delete_document(session, document_id)


def test_that_pages_are_made_only_while_they_are_seen(desk: Any) -> None:
    wait_for_pages(desk)
    desk.press(Qt.Key.Key_F9)
    desk.go(desk.plan.a, "plan:2024")
    desk.type("hidden")
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.preview.layout_of_now() is not None  # nothing is being laid out
    assert "hidden" not in words(desk)
    desk.press(Qt.Key.Key_F9)
    wait_for_pages(desk)
    assert "hidden" in words(desk)
