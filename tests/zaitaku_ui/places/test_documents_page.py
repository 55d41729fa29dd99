"""文書: lists, the outline of a 自由文書 by keys, cover fields, 版."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from documents import add_document
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from sqlalchemy.orm import Session
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.document import DocumentEditor
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.documents_page import DocumentsPage
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.operations.revision import save_document_revision, save_plan_revision
from zaitaku_desktop.storage.workspace import Workspace


@dataclass
class Shown:
    """The page over a small file with one plan and one 自由文書."""

    page: DocumentsPage
    bridge: Bridge
    plan: int
    document: int

    def editor(self) -> DocumentEditor:
        """That of the 自由文書, once it is open."""
        self.page.open_document(self.document)
        found = self.page.text.editor
        assert isinstance(found, DocumentEditor)
        return found


@pytest.fixture
def shown(tmp_path: Path, dressed: Theme) -> Iterator[Shown]:
    made: list[int] = []

    def fill(session: Session) -> None:
        fill_new(session)
        made.append(create_plan(session, "計画", 2024, 2026))
        options = {"cover": "yes", "cover_title": "みなと野市\n基本方針"}
        made.append(add_document(session, "0# 背景", "1p 本文", plan_id=made[0], options=options))

    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=fill)
    bridge, owner = Bridge(workspace), QObject()
    desk = MeetingDesk(bridge, owner)
    desk.open()
    page = DocumentsPage(desk, dressed)
    page.resize(1000, 640)
    page.show()
    yield Shown(page, bridge, made[0], made[1])
    page.shut_down()
    desk.shut_down()
    bridge.release()
    workspace.close()
    page.deleteLater()


def test_that_a_document_is_opened_written_and_undone_with_keys(shown: Shown) -> None:
    rows = shown.page.texts.rows
    assert rows.rowCount() == 1 and shown.page.view_key() == "list"
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert shown.page.view_key() == "text"
    editor = shown.editor()
    before = [block.text for block in editor.blocks()]
    QTest.keyClick(editor.view.editor, Qt.Key.Key_End)
    QTest.keyClick(editor.view.editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor.view.editor, "abc")
    editor.commands["kind_statement"].trigger()
    block = editor.block()
    assert block is not None and (block.text, block.kind, block.level) == ("abc", BlockKind.STATEMENT, 1)
    editor.commands["insert_system"].trigger()
    line = editor.view.line()
    assert line is not None and line.text == "図：体系図" and line.tags[0].words == "今の計画"
    QTest.keyClicks(editor.view.editor, "x")
    assert editor.finish_editing()
    block = editor.block()
    assert block is not None and (block.kind, block.text) == (BlockKind.FIGURE, "")
    for _ in range(8):
        if [one.text for one in editor.blocks()] != before:
            shown.bridge.undo()
    assert [one.text for one in editor.blocks()] == before
    assert editor.paper() is not None


def test_that_the_fields_of_the_cover_are_written_as_they_are_left(shown: Shown) -> None:
    editor = shown.editor()
    assert editor.outline is not None
    field = editor.head.fields["cover_title"]
    assert field.text() == "みなと野市／基本方針"
    field.selectAll()
    field.insert("a／b")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.outline.document.options["cover_title"] == "a\nb"
    editor.head.cover.click()
    assert "cover" not in editor.outline.document.options
    shown.page.close_text()
    assert shown.page.view_key() == "list"
    shown.page.add_text()
    assert editor.outline.document.title == "新しい文書"
    assert shown.page.texts.rows.rowCount() == 2


def test_that_revisions_are_listed_and_deleted(shown: Shown) -> None:
    shown.bridge.perform("版", lambda session: save_plan_revision(session, shown.plan, "第1回提出版"))
    shown.bridge.perform("版", lambda session: save_document_revision(session, shown.document, "案"))
    shown.page.turn_to("revisions")
    rows = shown.page.revisions.rows
    items = [rows.item(at, 0) for at in range(rows.rowCount())]
    assert [item.text() for item in items if item is not None] == ["案", "第1回提出版"]
    shown.page.delete_chosen()
    assert rows.rowCount() == 1
    shown.bridge.undo()
    assert rows.rowCount() == 2
