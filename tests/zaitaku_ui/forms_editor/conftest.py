"""The editor of 様式 over a small plan, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from form_hands import EditorMaker
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shapes import shapes_file
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.forms_editor.editor import FormEditor
from zaitaku_ui.forms_editor.store import copy_of, opened, read_subject
from zaitaku_ui.theme import Theme

from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.typeset.fonts import Faces


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture
def bridge(qapp: QApplication, tmp_path: Path) -> Iterator[Bridge]:
    workspace, _ = shapes_file(tmp_path / "a.zaitaku")
    yield Bridge(workspace)
    workspace.close()


@pytest.fixture
def open_editor(qtbot: QtBot, bridge: Bridge, dressed: Theme, faces: Faces) -> Iterator[EditorMaker]:
    """Opens the editor on a form; its pages are there."""
    made: list[FormEditor] = []

    def make(key: str = "p4", *, copy: bool = True, width: int = 1354, height: int = 690) -> FormEditor:
        with bridge.workspace.read() as connection:
            document = load_documents(connection)[0]
        library, subject = read_subject(bridge, document)
        given = (copy_of if copy else opened)(library, key)
        editor = FormEditor(bridge, dressed, faces, library, given, subject)
        editor.resize(width, height)
        editor.show()
        qtbot.waitExposed(editor)
        editor.activateWindow()
        made.append(editor)
        qtbot.waitUntil(lambda: bool(editor.desk.pages()), timeout=20_000)
        return editor

    yield make
    for editor in made:
        editor.shaper.steps.saved()
        editor.close()
        editor.shut_down()
        editor.deleteLater()
