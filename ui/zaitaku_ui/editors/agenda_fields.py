"""The fields that open over the 次第: who speaks to an item and how long, which 資料 it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.operations import agenda
from zaitaku_ui.editors.agenda_lines import aside_of, read_aside
from zaitaku_ui.outline.aside_field import AsideField
from zaitaku_ui.outline.choice_popup import Choice
from zaitaku_ui.outline.mention import Mention
from zaitaku_ui.outline.speakers import speakers_of

if TYPE_CHECKING:
    from zaitaku_ui.editors.agenda import AgendaEditor


class PresenterField(QObject):
    """説明者と時間 of the item of the cursor: 高齢福祉課　10分."""

    def __init__(self, editor: AgendaEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._item: int | None = None
        self.field = AsideField(editor.theme, editor.view.viewport(), "説明者と時間", "出席者から選択")
        self.field.taken.connect(self._taken)
        self.field.given_up.connect(editor.view.setFocus)

    def open(self) -> None:
        """Name who speaks to it."""
        item = self._editor.item()
        if item is not None:
            self._item = item.id
            self.field.open(self._editor.view.aside_rect().adjusted(-8, 1, 0, -1), aside_of(item), self._offer)

    def _offer(self, typed: str) -> Sequence[Choice]:
        meeting = self._editor.meeting
        return [] if meeting is None else [Choice(one.name, one.detail) for one in speakers_of(typed, meeting)]

    def _taken(self, choice: Choice, here: bool) -> None:
        if self._item is not None:
            who, minutes = read_aside(choice.words)
            self._editor.perform("説明者の入力", agenda.edit_item, self._item, presenter=who, minutes=minutes)
        if here:
            self._editor.view.setFocus()


class MarkField(QObject):
    """【資料１】: which 配付資料 an item is about, chosen after an @; one that is marked already loses its mark."""

    def __init__(self, editor: AgendaEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.mention = Mention(editor.view, "資料の印", "資料を選択", self._offer)
        self.mention.chosen.connect(self._taken)

    def _offer(self, typed: str) -> Sequence[Choice]:
        meeting, item = self._editor.meeting, self._editor.item()
        if meeting is None or item is None:
            return ()
        wanted = fold(typed).text
        marked = {one.id for one in meeting.handouts_of(item.id)}
        found = []
        for one in meeting.handouts.values():
            title = meeting.handout_title(one)
            if wanted in fold(f"{one.mark} {title}").text:
                words = f"{one.mark}　{title}".strip()
                found.append(Choice(words, "印を外す" if one.id in marked else "", one.id))
        return found

    def _taken(self, choice: Choice, start: int) -> None:
        item, meeting = self._editor.item(), self._editor.meeting
        self._editor.view.editor.remove_from(start)
        if item is None or meeting is None or not self._editor.can_write() or not isinstance(choice.value, int):
            return
        marked = [one.id for one in meeting.handouts_of(item.id)]
        now = [one for one in marked if one != choice.value]
        if choice.value not in marked:
            now.append(choice.value)
        self._editor.perform("資料の印", agenda.mark_handouts, item.id, now)
