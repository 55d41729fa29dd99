"""What the windows of every import have: a head with the name of the source, the page shown while it is read, the
pages that ask before anything is written, and a foot that leads from one to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.storage.workspace import Done
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import caption, filled, section
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Job, Progress, Work, wait_for

READING, RESULT = range(2)
"""The first two pages of the dialog; those that ask follow."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A page that asks. `count` = how much there is to decide now (0 = it is passed over), `words` = what is done
    there, `unit` of what is counted."""

    page: QWidget
    count: Callable[[], int]
    words: str
    unit: str = "件"


class ImportFrame(QDialog):
    """The window of an import. `imported(ImportReport)` after it was written, in one step that Ctrl+Z undoes.

    A subclass makes its pages and hands them to `set_pages`, starts the reading with `start`, shows what was found
    with `show_result`, and says in `write_all` what the last button does.
    """

    imported = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, title: str, size: tuple[int, int], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._work: Work | None = None
        self._asking: Sequence[Asking] = ()
        self._title = title
        self._found = False
        self.setWindowTitle(title)
        open_within_screen(self, theme, *size)
        self.messages = MessageArea(theme)
        self._pages = QStackedWidget()

    def set_pages(self, source: str, place: str, result: QWidget, asking: Sequence[Asking], *, most: int = 0) -> None:
        """Put the window together; `most` 0 = nobody knows how far the reading is."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(import_head(self._theme, self._title, source, place))
        column.addWidget(self.messages)
        self._reading = ReadingPage(self._theme, most)
        self._asking = asking
        for page in (self._reading, result, *(one.page for one in asking)):
            self._pages.addWidget(page)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        margin = self._theme.pixels(12)
        row.setContentsMargins(self._theme.pixels(16), margin, self._theme.pixels(16), margin)
        self._undoable = caption("取り込みは1回の Ctrl+Z で元に戻せます。")
        row.addWidget(self._undoable, 1)
        self.leave = QPushButton("やめる")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.back = QPushButton("戻る")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        self.go = filled("取り込む")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._go_on)
        for button in (self.leave, self.back, self.go):
            row.addWidget(button)
        return foot

    # ── what a subclass says ─────────────────────────────────────────────────────────────────────────────

    def write_all(self) -> None:
        """Everything has been decided: `write` it."""
        raise NotImplementedError

    def leaving(self, page: int) -> None:
        """The user goes on from this page."""

    def may_go(self) -> bool:
        """Whether what was found could be taken as it stands."""
        return True

    # ── work beside the window ───────────────────────────────────────────────────────────────────────────

    def start(self, job: Job, done: Callable[[Any], None]) -> None:
        """Do it beside the window; `done` gets what comes out."""
        self.turn_to(READING)
        self.go.setEnabled(False)
        work = Work(job, self)
        work.progressed.connect(self._progressed)
        work.done.connect(done)
        work.refused.connect(self._refused)
        work.stopped.connect(self.reject)
        work.crashed.connect(self._crashed)
        self._work = work
        work.start()

    def show_result(self) -> None:
        """Turn to what was found."""
        self._found = True
        self.turn_to(RESULT)
        self.go.setEnabled(self.may_go())

    def write(self, name: str, change: Callable[[Session], ImportReport]) -> None:
        """Write it as one step of that name, after a copy of the file; then the window closes."""
        workspace = self._bridge.workspace

        def job(_progress: Progress) -> Done[ImportReport]:
            workspace.back_up("取り込み前")
            return workspace.perform(name, change)

        self._reading.what.setText("取り込んでいます…")
        self._reading.progress.setRange(0, 0)
        self.leave.setEnabled(False)
        self.start(job, self.written)

    def written(self, done: Done[ImportReport]) -> None:
        """It is in the file."""
        if done.step is not None:
            self._bridge.changed.emit(done.step, self)
        self.imported.emit(done.result)
        self.accept()

    def _progressed(self, part: float) -> None:
        self._reading.progress.setValue(round(part * 100))

    def _refused(self, trouble: object) -> None:
        self.turn_to(RESULT if self._found else READING)
        self._reading.what.setText("取り込めませんでした")
        self._reading.progress.hide()
        self.messages.show_message("err", str(trouble))
        self.leave.setText("閉じる")
        self.leave.setEnabled(True)
        if self._found:
            self.go.setEnabled(self.may_go())
        else:  # leaving is all there is to do
            self.resize(self._theme.pixels(640), self._theme.pixels(260))
            self.go.hide()
            self._undoable.setText("")

    def _crashed(self, bug: BaseException) -> None:
        sys.excepthook(type(bug), bug, bug.__traceback__)  # logs it and shows it
        self.reject()

    def done(self, result: int) -> None:
        """Close, once the thread has ended."""
        if self._work is not None and self._work.isRunning():
            wait_for(self._work)
        super().done(result)

    # ── from page to page ────────────────────────────────────────────────────────────────────────────────

    def turn_to(self, page: int) -> None:
        """Show that page; the filled button says what comes after it."""
        self._pages.setCurrentIndex(page)
        self.back.setVisible(page > RESULT)
        after = self._after(page)
        one = self._asking[after - RESULT - 1] if READING not in (page, after) else None
        self.go.setText("取り込む" if one is None else f"次へ：{one.words}（{one.count()}{one.unit}）")

    def _after(self, page: int) -> int:
        """The page that follows, READING if none does: what asks is looked at before anything is written."""
        asking = [at for at, one in enumerate(self._asking, RESULT + 1) if one.count()]
        return next((at for at in asking if at > page), READING)

    def _go_on(self) -> None:
        page = self._pages.currentIndex()
        self.leaving(page)
        after = self._after(page)
        if after == READING:
            self.write_all()
            return
        self.turn_to(after)
        self._asking[after - RESULT - 1].page.setFocus()

    def _go_back(self) -> None:
        page = self._pages.currentIndex()
        asked = [at for at, one in enumerate(self._asking, RESULT + 1) if at < page and one.count()]
        self.turn_to(max(asked, default=RESULT))
        self.go.setFocus()


def import_head(theme: Theme, title: str, source: str, place: str = "") -> QFrame:
    """What is imported, and from where; `place` is told when the mouse rests on the name."""
    head = QFrame()
    head.setObjectName("topbar")
    row = QHBoxLayout(head)
    row.setContentsMargins(theme.pixels(16), theme.pixels(8), theme.pixels(16), 0)
    words = QLabel(title)
    words.setProperty("title", True)
    name = QLabel(source)
    name.setToolTip(place)
    row.addWidget(words)
    row.addWidget(QLabel("元のファイルは変わりません"))
    row.addStretch(1)
    row.addWidget(name)
    head.setFixedHeight(theme.pixels(46))
    return head


class ReadingPage(QWidget):
    """What is being done, and how far it is; `most` 0 = nobody knows how far."""

    def __init__(self, theme: Theme, most: int = 0) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.what = section("読み取っています…")
        self.what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar()
        self.progress.setRange(0, most)
        self.progress.setFixedWidth(theme.pixels(420))
        column.addWidget(self.what)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)


class Numbers(QFrame):
    """A card of large numbers, two a row, each with its icon and name: `entries` = (key, name, icon, colour token)."""

    def __init__(self, theme: Theme, entries: Sequence[tuple[str, str, str, str]]) -> None:
        super().__init__()
        self.setProperty("card", True)
        grid = QGridLayout(self)
        self.names: dict[str, QLabel] = {}
        self._numbers: dict[str, QLabel] = {}
        for index, (key, word, icon, token) in enumerate(entries):
            cell = QVBoxLayout()
            head = QHBoxLayout()
            picture = QLabel()
            picture.setPixmap(theme.pixmap(icon, token, 16, self.devicePixelRatioF()))
            head.addWidget(picture)
            self.names[key] = QLabel(word)
            head.addWidget(self.names[key])
            head.addStretch(1)
            number = QLabel("0")
            number.setFont(theme.font(24, bold=True))
            number.setAccessibleName(word)
            self._numbers[key] = number
            cell.addLayout(head)
            cell.addWidget(number)
            grid.addLayout(cell, index // 2, index % 2)

    def show_numbers(self, counts: Mapping[str, int]) -> None:
        """Show those that the card has; what is not counted is 0."""
        for key, label in self._numbers.items():
            label.setText(f"{counts.get(key, 0):,}")
