"""Who else was there, and who stood in for somebody: the fields that open over the head of a 会議録."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.members import members_on
from zaitaku_desktop.model.people_names import people_of
from zaitaku_desktop.operations import attendance
from zaitaku_ui.dialogs.similar_names import Answer, Meant
from zaitaku_ui.editors.asking_names import LEFT, ask_names
from zaitaku_ui.editors.member_names import person_of, question, where_from
from zaitaku_ui.outline.aside_field import AsideField
from zaitaku_ui.outline.choice_popup import Choice

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor
    from zaitaku_ui.editors.minutes_people import PeopleChips, PersonChip

WIDE = 220


def _over(widget: QWidget, host: QWidget, wide: int) -> QRect:
    """A place over the left end of `widget`, so wide, within `host`."""
    corner = widget.mapTo(host, QPoint(0, 0))
    left = max(min(corner.x(), host.width() - wide), 0)
    return QRect(left, corner.y(), wide, max(widget.height(), 24))


class NewcomerField(QObject):
    """＋ behind the 出席者: somebody of the file, or somebody new who is asked about if the name is not sure."""

    def __init__(self, host: QWidget, editor: MinutesEditor, chips: PeopleChips) -> None:
        super().__init__(host)
        self._host, self._editor, self._chips = host, editor, chips
        self.field = AsideField(editor.theme, host, "出席者の追加", "名簿から選択")
        self.field.setPlaceholderText("氏名")
        self.field.taken.connect(self._taken)
        self.field.given_up.connect(self._back)
        chips.more_asked.connect(self.open)

    def open(self) -> None:
        """Ask for the name."""
        if self._chips.more is not None and self._editor.can_write():
            place = _over(self._chips.more, self._host, self._editor.theme.pixels(WIDE))
            self.field.open(place, "", self._offer)

    def _offer(self, typed: str) -> Sequence[Choice]:
        meeting = self._editor.meeting
        if meeting is None:
            return ()
        here = {row.person_id for row in meeting.attendance}
        roster = meeting.roster
        people = people_of(typed, roster.people.values()) if typed.strip() else roster.people.values()
        rest = [one for one in people if one.id not in here]
        return [Choice(one.name, where_from(roster, one.id).strip("（）"), one.id) for one in rest]

    def _taken(self, choice: Choice, here: bool) -> None:
        meeting, editor = self._editor.meeting, self._editor
        typed = choice.words.strip()
        if meeting is None or not typed:
            self._back(here=here)
            return
        found = Answer(Meant.KNOWN, choice.value) if isinstance(choice.value, int) else None
        answers = ask_names(editor.theme, editor, {0: found or question(meeting.roster, typed, None)})
        if answers is None:
            editor.say(LEFT)
            return
        row = meeting.meeting

        def add(session: Session) -> int:
            person = person_of(session, typed, answers[0])
            members = [] if row.day is None else members_on(meeting.roster, row.committee_id, row.day)
            member = any(one.person_id == person for one in members)
            side = Side.MEMBER if member else Side.PRESENTER
            return attendance.add_attendee(session, row.id, person, side, state=Presence.PRESENT)

        editor.perform("出席者の追加", add)
        self._back(here=here)

    def _back(self, *, here: bool = True) -> None:
        if here and self._chips.more is not None:
            self._chips.more.setFocus()


class ProxyField(QObject):
    """Who stood in for somebody; a name makes the state 代理."""

    def __init__(self, host: QWidget, editor: MinutesEditor, *rows: PeopleChips) -> None:
        super().__init__(host)
        self._host, self._editor, self._rows = host, editor, rows
        self._row: int | None = None
        self.field = AsideField(editor.theme, host, "代理者の名前", "名簿から選択")
        self.field.setPlaceholderText("代理者の氏名")
        self.field.taken.connect(self._taken)
        self.field.given_up.connect(self._back)

    def open(self, chip: PersonChip) -> None:
        """Ask for the name, over the chip."""
        row = chip.someone.row
        if self._editor.can_write():
            self._row = row.id
            place = _over(chip, self._host, self._editor.theme.pixels(WIDE))
            self.field.open(place, row.proxy, self._offer)

    def _offer(self, typed: str) -> Sequence[Choice]:
        meeting = self._editor.meeting
        if meeting is None or not typed.strip():
            return ()
        roster = meeting.roster
        found = people_of(typed, roster.people.values())
        return [Choice(one.name, where_from(roster, one.id).strip("（）"), one.name) for one in found]

    def _taken(self, choice: Choice, here: bool) -> None:
        row, words = self._row, choice.words.strip()
        if row is not None and words:
            self._editor.perform("代理者の入力", attendance.edit_attendance, row, state=Presence.PROXY, proxy=words)
        if here:
            self._back()

    def _back(self) -> None:
        chips = (chip for row in self._rows for chip in row.chips)
        chip = next((chip for chip in chips if chip.someone.row.id == self._row), None)
        if chip is not None:
            chip.setFocus()
