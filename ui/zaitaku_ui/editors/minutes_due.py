"""担当と期限 of a 決定 or 宿題: a box under the item with both fields, the names completed (LOOK 4.2)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFormLayout, QLabel, QLineEdit

from zaitaku_desktop.base.read_day import read_day
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import outline
from zaitaku_ui.editors.minutes_lines import assignee_name
from zaitaku_ui.outline.choice_popup import Choice, ChoicePopup
from zaitaku_ui.outline.speakers import Speaker, meant_by, speakers_of
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor

_SHORT = re.compile(r"(\d{1,2}) ?[月/.] ?(\d{1,2}) ?日?")


def read_due(text: str, after: dt.date | None) -> tuple[dt.date | None, str]:
    """(day, words) of a 期限: 令和7年9月12日, R7.9.12; 9月12日, 9/12 = the next one from `after` on; else words."""
    words = text.strip()
    day = read_day(words)
    match = _SHORT.fullmatch(unicodedata.normalize("NFKC", words))
    if day is None and match is not None:
        begin = after or dt.date.today()
        for year in (begin.year, begin.year + 1):
            try:
                day = dt.date(year, int(match[1]), int(match[2]))
            except ValueError:
                return None, words
            if day >= begin:
                break
    return (None, words) if day is None else (day, "")


def due_words(block: BlockRow) -> str:
    """As it is shown to be changed."""
    if block.due_on is None:
        return block.due_note
    return f"{block.due_on.year}/{block.due_on.month}/{block.due_on.day}"


class NameLine(QLineEdit):
    """A line in which names are completed; what an IME composes counts too."""

    def __init__(self) -> None:
        super().__init__()
        self.preedit = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.textEdited.emit(self.text())


class DueBox(CellPopup):
    """Enter keeps what is written, Esc gives it up."""

    def __init__(self, theme: Theme, editor: MinutesEditor) -> None:
        super().__init__(theme, editor.view.viewport(), "担当と期限")
        self._editor = editor
        self.who, self.until, self.done_box = NameLine(), QLineEdit(), QCheckBox("済んだ")
        self.who.setAccessibleName("担当")
        self.until.setAccessibleName("期限")
        self.until.setPlaceholderText("9月12日、次回まで など")
        self.names = ChoicePopup(theme, self.who, "担当", "出席者から選択")
        self.names.chosen.connect(self._name_chosen)
        self.who.textEdited.connect(self._offer)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.pixels(10))
        form.addRow(QLabel("担当"), self.who)
        form.addRow(QLabel("期限"), self.until)
        form.addRow("", self.done_box)
        self.column.addLayout(form)
        self.setMinimumWidth(theme.pixels(300))

    def show_block(self, block: BlockRow, place: QRect) -> None:
        """Open under the item."""
        meeting = self._editor.meeting
        assert meeting is not None
        self.who.setText(assignee_name(meeting, block))
        self.until.setText(due_words(block))
        self.done_box.setChecked(block.done_on is not None)
        self.done_box.setVisible(block.kind is BlockKind.TASK)
        self.who.selectAll()
        self.open_at(place, self.who)

    def _offer(self) -> None:
        meeting, typed = self._editor.meeting, self.who.text()[: self.who.cursorPosition()] + self.who.preedit
        found = [] if meeting is None or not typed.strip() else speakers_of(typed, meeting)
        self.names.show_choices([Choice(one.name, one.detail, one) for one in found], self.who.rect())

    def _name_chosen(self, choice: Choice) -> None:
        self.who.setText(choice.words)
        self.until.setFocus()

    def takes(self, event: QKeyEvent) -> bool:
        """The names offered have the keys first."""
        return self.names.take_key(event)

    def close_box(self) -> None:
        """Away with it."""
        self.names.hide()
        self.hide()


class DueField(QObject):
    """Opens the box over the item of the cursor and writes what was put in."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._block: BlockRow | None = None
        self.box = DueBox(editor.theme, editor)
        self.box.done.connect(self._done)
        self.box.cancelled.connect(self._cancelled)

    def open(self) -> None:
        """担当と期限."""
        block = self._editor.block()
        if block is not None:
            self._block = block
            view = self._editor.view
            self.box.show_block(block, view.rect_of(view.rows.text_rect(view.current_row)))

    def _done(self) -> None:
        block, meeting = self._block, self._editor.meeting
        now = QApplication.focusWidget()
        back = now is None or self.box.isAncestorOf(now)  # else the keyboard has gone where it was wanted
        self._close()
        if block is None or meeting is None:
            return
        name = self.box.who.text().strip()
        who = meant_by(name, meeting) if name != assignee_name(meeting, block) else _as_it_was(block)
        day, words = read_due(self.box.until.text(), meeting.meeting.day)
        done_on = (block.done_on or dt.date.today()) if self.box.done_box.isChecked() else None
        self._editor.perform(
            "担当と期限",
            outline.edit_block,
            block.id,
            assignee="" if who.person_id is not None else who.name,
            assignee_id=who.person_id,
            due_on=day,
            due_note=words,
            done_on=done_on,
        )
        if back:
            self._editor.view.setFocus()

    def _cancelled(self) -> None:
        self._close()
        self._editor.view.setFocus()

    def _close(self) -> None:
        self.box.close_box()


def _as_it_was(block: BlockRow) -> Speaker:
    return Speaker(block.assignee, block.assignee_id)
