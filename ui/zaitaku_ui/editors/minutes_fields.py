"""The fields that open over the 会議録: who speaks, what is referred to after an @, who does it until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from zaitaku_desktop.operations import outline
from zaitaku_ui.editors.minutes_speakers import Speaker, meant_by, speakers_of
from zaitaku_ui.editors.minutes_targets import Target, matching, targets
from zaitaku_ui.outline.aside_field import AsideField
from zaitaku_ui.outline.choice_popup import Choice, ChoicePopup
from zaitaku_ui.outline.line_editor import AT

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor

REFERENCE_WIDTH = 420


class SpeakerField(QObject):
    """発言者 of the item of the cursor, over its place at the right."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._block: int | None = None
        self.field = AsideField(editor.theme, editor.view.viewport(), "発言者", "出席者から選択")
        self.field.taken.connect(self._taken)
        self.field.given_up.connect(editor.view.setFocus)

    def open(self) -> None:
        """Name the speaker."""
        line, block = self._editor.view.line(), self._editor.block()
        if line is None or block is None:
            return
        self._block = block.id
        place = self._editor.view.aside_rect().adjusted(-8, 1, 0, -1)
        self.field.open(place, line.aside, self._offer)

    def _offer(self, typed: str) -> Sequence[Choice]:
        meeting = self._editor.meeting
        found = [] if meeting is None else speakers_of(typed, meeting)
        return [Choice(one.name, one.detail, one) for one in found]

    def _taken(self, choice: Choice, here: bool) -> None:
        block_id, meeting = self._block, self._editor.meeting
        if meeting is None or block_id is None:
            return
        who = choice.value if isinstance(choice.value, Speaker) else meant_by(choice.words, meeting)
        words = "" if who.person_id is not None else who.name
        self._editor.perform("発言者の入力", outline.edit_block, block_id, speaker=words, speaker_id=who.person_id)
        if here:
            self._editor.view.setFocus()


class ReferenceField(QObject):
    """What may be meant after an @ in the text, offered under it."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._start: int | None = None
        field = editor.view.editor
        self.popup = field.popup = ChoicePopup(editor.theme, field, "参照先", "参照先を選択")
        self.popup.chosen.connect(self._taken)
        field.reference_asked.connect(self._begin)
        field.edited.connect(self._look)
        field.left.connect(self._end)
        editor.view.current_changed.connect(self._end)

    def ask(self) -> None:
        """参照: an @ where the cursor is."""
        field = self._editor.view.editor
        field.insertPlainText(AT[0])
        self._begin()

    def _begin(self) -> None:
        if not self._editor.view.editor.isReadOnly():
            self._start = self._editor.view.editor.textCursor().position() - 1
            self._look()

    def _typed(self) -> str | None:
        """What stands behind the @, None = it is a reference no more."""
        field, start = self._editor.view.editor, self._start
        cursor = field.textCursor()
        if start is None or cursor.position() <= start:
            return None
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        words = cursor.selectedText()
        return words[1:] + field.preedit if words[:1] in AT and not set(words) & set(" \u3000\u2028\u2029") else None

    def _look(self) -> None:
        if self._start is None:
            return
        typed, line, words = self._typed(), self._editor.view.line(), self._editor.words()
        if typed is None or line is None or words is None:
            self._end()
            return
        found = matching(typed, targets(words, line.id))
        choices = [Choice(f"{one.said}　{one.about}", one.kind, one) for one in found]
        self.popup.show_choices(choices, self._editor.view.editor.cursorRect(), width=REFERENCE_WIDTH)

    def _end(self) -> None:
        self._start = None
        self.popup.hide()

    def _taken(self, choice: Choice) -> None:
        start, target = self._start, choice.value
        self._end()
        if start is not None and isinstance(target, Target):
            self._editor.view.editor.insert_reference(target.reference, target.said, start)
            self._editor.view.setFocus()
