"""中身 of a 配付資料: its parts in order, from 資料 of this file, 会議録, PDF files, or titles alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import HandoutPartRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import handout
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_ui.dialogs.frame import FormDialog, caption

if TYPE_CHECKING:
    from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
    from zaitaku_desktop.storage.workspace import Workspace
    from zaitaku_ui.theme import Theme

MOST = 40
"""So many sources are offered in a menu."""


def document_words(row: DocumentRow) -> str:
    """A 資料 in a list."""
    return f"{row.number}　{row.title}".strip()


class PartsHost(Protocol):
    """What the dialog works on: the 次第 or the 資料一式 of a meeting."""

    @property
    def meeting(self) -> MeetingSnapshot | None:
        """The meeting as it is now."""
        ...

    @property
    def theme(self) -> Theme:
        """The look."""
        ...

    @property
    def workspace(self) -> Workspace:
        """The open file."""
        ...

    def window(self) -> QWidget:
        """Where dialogs stand."""
        ...

    def desk_perform(self, name: str, change: Callable[..., Any], *args: Any) -> Any:
        """One undo step. Raises KnownError."""
        ...


class PartsDialog(FormDialog):
    """Everything done here is written at once, and can be undone."""

    def __init__(self, editor: PartsHost, handout_id: int) -> None:
        meeting = editor.meeting
        assert meeting is not None
        row = meeting.handouts[handout_id]
        super().__init__(editor.theme, f"{row.mark}の中身" if row.mark else "中身", "閉じる", editor.window())
        self._editor = editor
        self._handout = handout_id
        self.leave.hide()
        self.list = QListWidget()
        self.list.setAccessibleName("中身の一覧")
        self.list.setMinimumSize(editor.theme.pixels(420), editor.theme.pixels(200))
        self._buttons = self._make_buttons()
        self.fields.addWidget(caption("上から順に、続けて印刷します。元に戻すには Ctrl+Z を使います。"), 0, 0, 1, 2)
        self.fields.addWidget(self.list, 1, 0, 1, 2)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        self.fields.addWidget(side, 1, 2)
        self._first = self.list
        self.refresh()

    def _make_buttons(self) -> list[QPushButton]:
        found = []
        for words, act in (
            ("資料を加える", self._offer_documents),
            ("会議録を加える", self._offer_minutes),
            ("PDFを加える…", self.add_file),
            ("題名だけを加える…", self._ask_title),
            ("上へ", partial(self._move, -1)),
            ("下へ", partial(self._move, 1)),
            ("外す", self.remove),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(partial(_act, act))
            found.append(button)
        return found

    def parts(self) -> Sequence[HandoutPartRow]:
        """The parts as they are now."""
        meeting = self._editor.meeting
        return [] if meeting is None else meeting.parts_of(self._handout)

    def refresh(self) -> None:
        """Show them."""
        meeting, row = self._editor.meeting, max(self.list.currentRow(), 0)
        self.list.clear()
        for part in self.parts():
            assert meeting is not None
            title = meeting.part_title(part)
            other = meeting.meetings.get(part.meeting_id or 0)
            if not title and other is not None:
                title = meeting_name(meeting.roster.committees[other.committee_id], other)
            self.list.addItem(QListWidgetItem(f"{called(part.kind)}　{title}".strip()))
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    # -- adding --------------------------------------------------------------------------------------------

    def add(self, kind: PartKind, source: int | None = None, title: str = "") -> None:
        """One more part, last."""
        self._do("中身の追加", handout.add_part, self._handout, kind, source, title)

    def _offer_documents(self) -> None:
        with self._editor.workspace.read() as connection:
            rows = load_documents(connection)
        self._offer([(document_words(row), partial(self.add, PartKind.DOCUMENT, row.id)) for row in rows], 0)

    def _offer_minutes(self) -> None:
        meeting = self._editor.meeting
        assert meeting is not None
        rows = [row for row in reversed(list(meeting.meetings.values())) if row.id != meeting.meeting.id]
        committees = meeting.roster.committees
        names = [meeting_name(committees[row.committee_id], row) for row in rows]
        self._offer(
            [(name, partial(self.add, PartKind.MINUTES, row.id)) for name, row in zip(names, rows, strict=True)], 1
        )

    def _offer(self, choices: Sequence[tuple[str, Callable[[], object]]], button: int) -> None:
        menu = QMenu(self)
        for words, act in choices[:MOST]:
            menu.addAction(words).triggered.connect(partial(_act, act))
        if not choices:
            menu.addAction("選べるものがありません").setEnabled(False)
        place = self._buttons[button]
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def add_file(self) -> None:
        """PDFを加える…."""
        found, _ = QFileDialog.getOpenFileName(
            self, "PDFを選ぶ", str(self._editor.workspace.path.parent), "PDF (*.pdf)"
        )
        if found:
            self.take_file(Path(found))

    def take_file(self, path: Path) -> None:
        """Keep a PDF in the data file, as a part."""
        try:
            content = path.read_bytes()
        except OSError:
            self.messages.show_trouble(
                KnownError(
                    "PDFを読み取れませんでした。", todo="ファイルを確かめて、もう一度選んでください。", place=path.name
                )
            )
            return
        self._do("中身の追加", _add_file, self._handout, path.name, content)
        self._look_into(path.name, content)

    def _look_into(self, name: str, content: bytes) -> None:
        """Say of a PDF that was taken why it cannot be printed."""
        from zaitaku_desktop.typeset.attached import read_attached  # noqa: PLC0415 - pikepdf when it is needed

        if self.messages.texts():
            return
        try:
            read_attached(content, name)
        except KnownError as trouble:
            safe = "加えましたが、印刷では代わりに印のページが入ります。"
            self.messages.show_message("warn", f"{name}：{trouble.what}{safe}{trouble.todo}")

    def _ask_title(self) -> None:
        title, taken = QInputDialog.getText(self, "題名だけを加える", "題名")
        if taken and title.strip():
            self.add(PartKind.TITLE, None, title.strip())

    # -- order ---------------------------------------------------------------------------------------------

    def _chosen(self) -> int:
        return self.list.currentRow()

    def _move(self, step: int) -> None:
        parts, at = self.parts(), self._chosen()
        to = at + step
        if at < 0 or not 0 <= to < len(parts):
            return
        before = to if step < 0 else to + 1
        target = parts[before].id if before < len(parts) else None
        self._do("中身の移動", handout.move_part, parts[at].id, self._handout, target)
        self.list.setCurrentRow(to)

    def remove(self) -> None:
        """Take the part out; its source stays."""
        parts, at = self.parts(), self._chosen()
        if at >= 0:
            self._do("中身を外す", handout.remove_parts, [parts[at].id])

    def _do(self, name: str, change: Callable[..., object], *args: object) -> None:
        self.messages.clear()
        try:
            self._editor.desk_perform(name, change, *args)
        except KnownError as trouble:
            self.messages.show_trouble(trouble)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _add_file(session: Session, handout_id: int, name: str, content: bytes) -> int:
    return handout.add_part(session, handout_id, PartKind.FILE, handout.keep_file(session, name, content))


def _act(act: Callable[[], object], *_checked: bool) -> None:
    act()
