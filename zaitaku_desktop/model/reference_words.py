"""What references in the texts of a meeting say: the numbers their targets have there and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.number_signs import sign
from zaitaku_desktop.model.numbering import Numbering, number_outline
from zaitaku_desktop.model.references import LOST, Kind, Reference, resolved

AGENDA_SCHEME = ("1", "(1)", "ア", "(ア)")
"""How a 次第 is numbered."""
Say = Callable[[Reference], str]


def agenda_numbers(meeting: MeetingSnapshot, outermost: int = 0) -> Mapping[int, str]:
    """The number of each item of the 次第 as printed; a line without one is not in it. `outermost` = which of the
    scheme the first level has: 1 = (1), within a numbered section."""
    found: dict[int, str] = {}

    def number(parent_id: int | None, level: int) -> None:
        count = 0
        for item in meeting.agenda_below(parent_id):
            if item.kind is not AgendaKind.LINE:
                count += 1
                found[item.id] = sign(AGENDA_SCHEME[min(level, len(AGENDA_SCHEME) - 1)], count)
            number(item.id, level + 1)

    number(None, outermost)
    return found


class MeetingWords:
    """Says references within one meeting. `elsewhere` says those to other records (取組, 指標, 件数), None = nobody."""

    def __init__(self, meeting: MeetingSnapshot, elsewhere: Say | None = None) -> None:
        """`meeting` = as it is now."""
        self.meeting = meeting
        self._elsewhere = elsewhere

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of the outline."""
        return number_outline(self.meeting.blocks, self.meeting.scheme)

    @cached_property
    def agenda(self) -> Mapping[int, str]:
        """The numbers of the 次第."""
        return agenda_numbers(self.meeting)

    @cached_property
    def _marks_of_documents(self) -> Mapping[int, str]:
        handouts = self.meeting.handouts
        return {
            part.document_id: handouts[part.handout_id].mark
            for part in reversed(self.meeting.parts)
            if part.document_id is not None
        }

    def block_text(self, block: BlockRow) -> str:
        """The text of a block with what its references say; 太字 stays marked. A 見出し without words has those of
        its 議題."""
        item = self.meeting.agenda.get(block.agenda_item_id or 0)
        text = block.text or ("" if item is None else item.title)
        return resolved(text, lambda reference: self.say(reference, block.id))

    def say(self, reference: Reference, block_id: int = 0) -> str:
        """What a reference says (in a block of the outline); LOST where its target is gone."""
        found = self.numbering.say(block_id, reference)
        if found is not None:
            return found
        if reference.kind is Kind.AGENDA:
            return self.agenda.get(reference.id, LOST)
        if reference.kind is Kind.HANDOUT:
            handout = self.meeting.handouts.get(reference.id)
            if handout is None:
                return LOST
            return handout.mark.removeprefix(handout.label) if reference.how == "number" else handout.mark
        if reference.kind is Kind.PERSON:
            person = self.meeting.roster.people.get(reference.id)
            return LOST if person is None else person.family if reference.how == "family" else person.name
        if reference.kind is Kind.DOCUMENT and reference.id in self._marks_of_documents:
            return self._marks_of_documents[reference.id]
        return LOST if self._elsewhere is None else self._elsewhere(reference)
