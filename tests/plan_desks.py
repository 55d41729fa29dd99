"""The plan editor over a small made-up plan, worked with real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.plan import PlanEditor
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


class Desk:
    """An open editor, and what a user sees and does there."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, plan: SmallPlan, theme: Theme, faces: Faces) -> None:
        self.qtbot = qtbot
        self.workspace = workspace
        self.plan = plan
        self.bridge = Bridge(workspace)
        self.editor = PlanEditor(workspace, self.bridge, theme, faces=faces)
        self.sheet = self.editor.sheet
        self.positions: list[tuple[str, str]] = []
        self.editor.position_changed.connect(self._note)
        qtbot.addWidget(self.editor)
        self.editor.resize(1200, 640)
        self.editor.show_document(plan.document)
        self.editor.set_year(FiscalYear(2025))
        self.editor.show()
        qtbot.waitExposed(self.editor)
        self.editor.activateWindow()
        self.editor.setFocus()
        qtbot.waitUntil(self.has_keyboard)

    def _note(self, bold: str, rest: str) -> None:
        self.positions.append((bold, rest))

    def has_keyboard(self) -> bool:
        """Whether the sheet has the focus."""
        return self.sheet.main.hasFocus() or self.sheet.frozen.hasFocus()

    def go(self, item: int, column: str) -> None:
        """Put the cursor on a cell."""
        assert self.editor.go_to(CellAddress(item, column))

    def type(self, text: str) -> None:
        """Press keys where the keyboard is; what is no ASCII comes from an IME."""
        if text.isascii():
            self.qtbot.keyClicks(self.target(), text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.target(), event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        self.qtbot.keyClick(self.target(), key, modifier)

    def target(self) -> QWidget:
        """The widget that has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def act(self, key: str) -> None:
        """Choose a command of the tool row or the context menu."""
        self.editor.commands[key].trigger()

    def text(self, item: int, column: str) -> str:
        """What the file says in a cell."""
        cell = grid_of(self.workspace, self.plan).find(CellAddress(item, column))
        assert cell is not None
        return cell.text

    def shown(self, item: int, column: str) -> str:
        """What the sheet says in a cell."""
        index = self.sheet.model.index_at(CellAddress(item, column))
        assert index.isValid()
        return str(self.sheet.model.data(index))

    def rows(self) -> list[int]:
        """Ids of the rows shown."""
        assert self.sheet.model.view is not None
        return [row.item_id for row in self.sheet.model.view.rows]

    def close(self) -> None:
        """End the editor and the file."""
        self.editor.shut_down()
        self.workspace.close()


DeskMaker = Callable[[Workspace, SmallPlan], Desk]


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(family=load_ui_fonts())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, theme: Theme, faces: Faces) -> Iterator[Desk]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    made = Desk(qtbot, workspace, plan, theme, faces)
    yield made
    made.close()


@pytest.fixture
def read_only_desk(qtbot: QtBot, tmp_path: Path, theme: Theme, faces: Faces) -> Iterator[Desk]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    workspace.close()
    made = Desk(qtbot, Workspace.open(tmp_path / "a.zaitaku", read_only=True), plan, theme, faces)
    yield made
    made.close()


@pytest.fixture
def make_desk(qtbot: QtBot, theme: Theme, faces: Faces) -> Iterator[DeskMaker]:
    """Editors over files that a test has made; closed with them."""
    made: list[Desk] = []

    def make(workspace: Workspace, plan: SmallPlan) -> Desk:
        made.append(Desk(qtbot, workspace, plan, theme, faces))
        return made[-1]

    yield make
    for desk in made:
        desk.close()
