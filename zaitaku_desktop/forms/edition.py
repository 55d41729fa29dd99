"""Which blocks of a 会議録 an edition prints, and what references in it say."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from zaitaku_desktop.forms.meeting_layouts import MinutesSettings
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.numbering import Numbering, number_outline
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import Kind, Reference, references


class EditionWords(MeetingWords):
    """Says references in one edition. In the 要点 what is printed is numbered anew, unless some of it refers to what is
    left out: then all numbers are those of the whole text. In 公開用 a person is only a mask."""

    def __init__(self, meeting: MeetingSnapshot, settings: MinutesSettings) -> None:
        """`meeting` = with its whole outline."""
        blocks = meeting.blocks
        if settings.edition == "summary":
            blocks = [block for block in blocks if not block.full_text_only]
        super().__init__(replace(meeting, blocks=blocks))
        self._whole = meeting
        self._mask = settings.mask if settings.public else ""

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of the outline as this edition prints them."""
        printed = {block.id for block in self.meeting.blocks}
        named = {
            reference.id
            for block in self.meeting.blocks
            for reference in references(block.text)
            if reference.kind in (Kind.BLOCK, Kind.RANGE) and reference.id
        }
        left_out = named & ({block.id for block in self._whole.blocks} - printed)
        blocks = self._whole.blocks if left_out else self.meeting.blocks
        return number_outline(blocks, self._whole.scheme)

    def say(self, reference: Reference, block_id: int = 0) -> str:
        """What a reference says."""
        if self._mask and reference.kind is Kind.PERSON:
            return self._mask
        return super().say(reference, block_id)
