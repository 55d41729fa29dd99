"""A page of the window over a small made-up 会議体, worked with real keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.record_view import RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.tables.clipboard import put_on_clipboard
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.operations import committee, meeting, membership
from zaitaku_desktop.storage.workspace import Workspace

T = TypeVar("T")
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MEMBERS = (
    ("見本 太郎", "みなと野医師会", "会長"),
    ("例示 一郎", "みなと野中央病院", ""),
    ("浜野 進", "みなと野薬剤師会", ""),
)


def fill(session: Session) -> None:
    """A 会議体 with a 任期 of three 委員, and a 部会."""
    made = committee.add_committee(session, "推進会議", office="高齢支援課")
    committee.add_committee(session, "入退院部会", parent_id=made)
    term = committee.add_term(session, made, dt.date(2024, 4, 1), dt.date(2026, 3, 31))
    rows = [(None, {"name": name, "organization": place, "role": role}) for name, place, role in MEMBERS]
    membership.write_members(session, term, rows)


def with_meetings(session: Session) -> None:
    """Two meetings of the 会議体, the second planned."""
    fill(session)
    first = meeting.add_meeting(
        session, 1, dt.date(2024, 6, 13), start_time=dt.time(19), end_time=dt.time(20, 30), place="会議室201"
    )
    meeting.set_status(session, first, MeetingStatus.HELD)
    meeting.add_meeting(session, 1, dt.date(2024, 10, 24))


class Desk:
    """A page over an open file, and what a user sees and does there."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, theme: Theme, maker: Callable[..., TabbedPage]) -> None:
        self.qtbot = qtbot
        self.workspace = workspace
        self.bridge = Bridge(workspace)
        self.troubles: list[str] = []
        self.bridge.failed.connect(self._failed)
        self.desk = MeetingDesk(self.bridge, self.bridge)
        self.desk.open()
        self.desk.choose_year(FiscalYear(2024))
        self.page = maker(self.desk, theme)
        self.said: list[str] = []
        self.page.position_changed.connect(self._said)
        qtbot.addWidget(self.page)
        self.page.resize(1250, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.page.setFocus()
        qtbot.waitUntil(self.has_keyboard)

    def has_keyboard(self) -> bool:
        """Whether something on the page has the focus."""
        now = QApplication.focusWidget()
        return now is not None and self.page.isAncestorOf(now)

    def _failed(self, trouble: Exception) -> None:
        self.troubles.append(str(trouble))

    def _said(self, _where: str, what: str) -> None:
        self.said.append(what)

    @property
    def table(self) -> RecordTable:
        """The table that is seen."""
        view = self.page.view()
        assert isinstance(view, RecordView)
        return view.table

    def texts(self, key: str) -> list[str]:
        """What the table says in a column, the blank row apart."""
        return [self.table.source.text(record, key) for record in self.table.source.records()]

    def go(self, row: int, key: str) -> None:
        """Put the cursor on a cell; -1 = the blank row."""
        column = self.table.model.column_of(key)
        assert column is not None
        self.table.sheet.set_cursor(row % self.table.model.rowCount(), column)
        self.table.setFocus()

    def target(self) -> QWidget:
        """The widget that has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

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

    def write(self, row: int, key: str, text: str) -> None:
        """Type into a cell and keep it."""
        self.go(row, key)
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def paste(self, text: str) -> None:
        """Paste what another program would have copied."""
        mime = QMimeData()
        mime.setText(text)
        put_on_clipboard(mime)
        self.press(Qt.Key.Key_V, CTRL)

    def perform(self, change: Callable[[Session], T]) -> T:
        """Write as another view would."""
        done = self.bridge.perform("変更", change)
        assert done is not None
        return done.result

    def close(self) -> None:
        """End the page and the file."""
        self.page.shut_down()
        self.desk.shut_down()
        self.workspace.close()


DeskMaker = Callable[..., Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[DeskMaker]:
    """Makes pages; what they hold open is closed afterwards."""
    made: list[Desk] = []
    theme = Theme(family=load_ui_fonts())

    def make(maker: Callable[..., TabbedPage], fill: Callable[[Session], object] = fill) -> Desk:
        workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=fill)
        made.append(Desk(qtbot, workspace, theme, maker))
        return made[-1]

    yield make
    for desk in made:
        desk.close()
