"""What is saved of a form is seen at once by everything that shows a 資料 in it."""

from __future__ import annotations

from form_hands import press, retype
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from zaitaku_ui.forms_editor.editor import FormEditor
from zaitaku_ui.main_window import MainWindow

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.own_forms import add_form
from zaitaku_desktop.storage.reading import load_documents

CONTROL = Qt.KeyboardModifier.ControlModifier


def headings(window: MainWindow) -> list[str]:
    assert window.page is not None and window.page.editor.view is not None
    return [column.heading[-1] for column in window.page.editor.view.columns]


def opened(window: MainWindow, qtbot: QtBot) -> FormEditor:
    """The editor, from the menu; its pages are there."""
    window.actions_table["edit_form"].trigger()
    editor = window.commands.forms.editor
    assert editor is not None
    qtbot.waitUntil(lambda: bool(editor.desk.pages()) and not editor.pages_are_due, timeout=20_000)
    editor.activateWindow()
    assert QTest.qWaitForWindowActive(editor)
    return editor


def test_that_the_sheet_and_its_pages_follow_a_form_that_is_saved_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    assert page is not None
    with page.workspace.read() as connection:
        document = load_documents(connection)[0].id

    def own(session: object) -> None:
        key = add_form(session, load_form("p4"), "私たちの様式")  # type: ignore[arg-type]
        edit_document(session, document, form=key)  # type: ignore[arg-type]

    page.bridge.perform("様式", own)
    qtbot.waitUntil(lambda: "私たちの様式" in page.top.form.text())
    assert headings(window)[2:4] == ["事業概要", "事業区分"]
    editor = opened(window, qtbot)
    # the sample has a form of its own already
    assert editor.given.key == "own2" and editor.shaper.form.name == "私たちの様式"
    assert not editor.use_button.isVisible()
    press(editor, Qt.Key.Key_Right, Qt.Key.Key_Right)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    retype(editor.column_panel.rows.field("heading").inner, "事業のあらまし")
    assert headings(window)[2] == "事業概要"
    with qtbot.waitSignal(page.editor.preview.laid_out, timeout=20_000) as pages:
        QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    assert headings(window)[2] == "事業のあらまし"
    assert "事業のあらまし" in "".join(text.text for text in pages.args[0].pages[0].texts)
    editor.leave.click()
    assert window.commands.forms.editor is None
    page.bridge.undo()
    assert headings(window)[2] == "事業概要"


def test_that_leaving_with_changes_asks_what_becomes_of_them(window: MainWindow, qtbot: QtBot) -> None:
    editor = opened(window, qtbot)
    editor.leave.click()
    assert window.commands.forms.editor is None
    editor = opened(window, qtbot)
    press(editor, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    press(editor, Qt.Key.Key_Escape)
    assert editor.leaving is not None and editor.isVisible()
    editor.leaving.leave.click()
    assert editor.isVisible()
    press(editor, Qt.Key.Key_Escape)
    assert editor.leaving is not None
    editor.leaving.give_up.click()
    assert window.commands.forms.editor is None
