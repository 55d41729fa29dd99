"""The fields that open over the 会議録: who speaks, what is referred to after an @."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zaitaku_desktop.operations import outline
from zaitaku_ui.editors.minutes_targets import Target, matching, targets
from zaitaku_ui.outline.aside_field import AsideField
from zaitaku_ui.outline.choice_popup import Choice
from zaitaku_ui.outline.mention import Mention
from zaitaku_ui.outline.speakers import Speaker, meant_by, speakers_of

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor


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
    """References to what is meant after an @."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.mention = Mention(editor.view, "参照先", "参照先を選択", self._offer)
        self.mention.chosen.connect(self._taken)
        self.popup = self.mention.popup

    def _offer(self, typed: str) -> Sequence[Choice]:
        line, words = self._editor.view.line(), self._editor.words()
        if line is None or words is None:
            return ()
        found = matching(typed, targets(words, line.id))
        return [Choice(f"{one.said}　{one.about}", one.kind, one) for one in found]

    def _taken(self, choice: Choice, start: int) -> None:
        target = choice.value
        if isinstance(target, Target):
            self._editor.view.editor.insert_reference(target.reference, target.said, start)
