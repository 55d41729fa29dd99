"""What each command of the page 会議 (scope "meetings") does: one method for each, named as its key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import meeting as meetings
from zaitaku_desktop.operations.attendance import refresh_attendance
from zaitaku_desktop.operations.confirmation import send_confirmations
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.dialogs.meeting_steps import AskDialog, PostponeDialog, ReasonDialog
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.places.meetings_page import MeetingsPage

DAYS = 14
"""Until when an answer is wanted, unless another day is entered."""
NONE_OPEN = "先に会議を開いてください。"
NO_COMMITTEE = "まだ会議体がありません。「委員」の「会議体」で追加してください。"
LOCK_NOTE = "確定すると、取り消すまで、この会議の内容は変えられません。確定と取り消しは記録に残ります。"
UNLOCK_NOTE = "取り消すと、また直せるようになります。日時と理由は記録に残ります。"
CANCEL_NOTE = "中止にしても、番号と、用意した次第や資料は残ります。元に戻せます（Ctrl+Z）。"


class MeetingHands(QObject):
    """The commands, done to the meeting that is open, or the one under the cursor of the list."""

    def __init__(self, page: MeetingsPage, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__()
        self._page = page
        self._desk = desk
        self._theme = theme

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: getattr(self, spec.key) for spec in specs}

    def _meeting(self) -> MeetingRow | None:
        """The meeting that is meant; else say so."""
        if not self._page.finish():
            return None
        meeting = self._desk.meeting or self._desk.meetings.get(self._page.listed() or 0)
        if meeting is None:
            self._page.say(NONE_OPEN)
        return meeting

    # Which meeting is seen

    def add_meeting(self) -> None:
        """会議を追加: as the last one, with the numbers that come next; it is opened."""
        committee_id = self._desk.committee_id
        if committee_id is None or not self._page.finish():
            self._page.say(NO_COMMITTEE)
            return
        year = self._desk.year.start
        made = self._desk.perform(
            "会議の追加", lambda session: meetings.add_meeting(session, committee_id, None, year), self
        )
        if made is not None:
            self._page.open_meeting(made)

    def open_meeting(self) -> None:
        """会議を開く: the one under the cursor of the list."""
        meeting = self._meeting()
        if meeting is not None:
            self._page.open_meeting(meeting.id)

    def close_meeting(self) -> None:
        """一覧に戻る."""
        self._page.close_meeting()

    def next_meeting(self) -> None:
        """The next one of the 会議体 in the 年度."""
        self._step(1)

    def previous_meeting(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        rows = [meeting.id for meeting in self._desk.meetings_here()]
        here = self._desk.meeting_id
        if here in rows and 0 <= rows.index(here) + step < len(rows):
            self._page.open_meeting(rows[rows.index(here) + step])
        elif here is not None:
            self._page.say("この年度の会議は、ここまでです。")

    # 点検

    def meeting_findings(self) -> None:
        """会議の点検: the list at the right."""
        self._page.findings.turn()

    def next_meeting_finding(self) -> None:
        """To the next place at which something was found."""
        self._page.findings.step(1)

    def previous_meeting_finding(self) -> None:
        """To the one before."""
        self._page.findings.step(-1)

    # How far it is

    def set_status(self, status: MeetingStatus) -> None:
        """Another step was chosen."""
        meeting = self._meeting()
        if meeting is None or status is meeting.status:
            return
        if meeting.status is MeetingStatus.FINAL:
            self._unlock(meeting, status)
        elif status is MeetingStatus.FINAL:
            self._lock(meeting)
        else:
            name = f"「{called(status)}」への変更"
            self._desk.perform(name, lambda session: meetings.set_status(session, meeting.id, status), self)

    def ask_confirmation(self) -> None:
        """会議録の確認を依頼…: those who were there, or had to be."""
        meeting = self._meeting()
        if meeting is None:
            return
        if meeting.status is MeetingStatus.FINAL:
            self._page.say("この会議録は確定しています。確認を依頼するときは、先に確定を取り消してください。")
            return
        people = self._desk.roster.people
        members = [row for row in self._desk.attendance_of(meeting.id) if row.side is Side.MEMBER]
        offered = [
            (row.person_id, f"{people[row.person_id].name}　{called(row.state)}".strip(), row.state.came)
            for row in members
            if row.state is not Presence.OUT_OF_TERM
        ]
        if not any(came for *_, came in offered):
            offered = [(person, words, True) for person, words, _ in offered]
        dialog = AskDialog(self._theme, offered, dt.date.today() + dt.timedelta(days=DAYS), self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen, sent, due = dialog.chosen(), dialog.sent.value(), dialog.due.value()
            self._desk.perform(
                "確認依頼の送付",
                lambda session: send_confirmations(session, meeting.id, chosen, sent, due),
                self,
            )
        dialog.deleteLater()

    def lock_meeting(self) -> None:
        """会議録を確定."""
        self.set_status(MeetingStatus.FINAL)

    def unlock_meeting(self) -> None:
        """確定を取り消す…."""
        meeting = self._meeting()
        if meeting is None:
            return
        if meeting.status is not MeetingStatus.FINAL:
            self._page.say("この会議録は確定していません。そのまま直せます。")
            return
        self._unlock(meeting, MeetingStatus.CHECKING)

    def _lock(self, meeting: MeetingRow) -> None:
        dialog = ReasonDialog(self._theme, "会議録を確定する", "確定する", LOCK_NOTE, needed=False, parent=self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            reason = dialog.words()
            self._desk.perform("会議録の確定", lambda session: meetings.lock_meeting(session, meeting.id, reason), self)
        dialog.deleteLater()

    def _unlock(self, meeting: MeetingRow, status: MeetingStatus) -> None:
        dialog = ReasonDialog(
            self._theme, "確定を取り消す", "確定を取り消す", UNLOCK_NOTE, needed=True, parent=self._page
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            reason = dialog.words()

            def change(session: object) -> None:
                meetings.unlock_meeting(session, meeting.id, reason)  # type: ignore[arg-type]
                if status is not MeetingStatus.CHECKING:
                    meetings.set_status(session, meeting.id, status)  # type: ignore[arg-type]

            self._desk.perform("確定の取消し", change, self)
        dialog.deleteLater()

    def cancel_meeting(self) -> None:
        """中止…."""
        meeting = self._meeting()
        if meeting is None:
            return
        dialog = ReasonDialog(self._theme, "会議を中止する", "中止にする", CANCEL_NOTE, needed=False, parent=self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            reason = dialog.words()
            self._desk.perform("会議の中止", lambda session: meetings.cancel_meeting(session, meeting.id, reason), self)
        dialog.deleteLater()

    def postpone_meeting(self) -> None:
        """延期…: the new meeting is opened."""
        meeting = self._meeting()
        if meeting is None:
            return
        dialog = PostponeDialog(self._theme, meeting.fiscal_year, self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            day: dt.date | None = dialog.day.value()
            reason = dialog.reason.text().strip()
            made = self._desk.perform(
                "会議の延期", lambda session: meetings.postpone_meeting(session, meeting.id, day, reason), self
            )
            if made is not None:
                self._page.open_meeting(made)
        dialog.deleteLater()

    def revive_meeting(self) -> None:
        """中止・延期を取り消す."""
        meeting = self._meeting()
        if meeting is None:
            return
        if meeting.status not in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
            self._page.say("この会議は、中止でも延期でもありません。")
            return
        self._desk.perform(
            "中止・延期の取消し",
            lambda session: meetings.set_status(session, meeting.id, MeetingStatus.PLANNED),
            self,
        )

    def delete_meeting(self) -> None:
        """会議を削除: with all that belongs to it."""
        meeting = self._meeting()
        if meeting is not None:
            self._desk.perform("会議の削除", lambda session: meetings.delete_meeting(session, meeting.id), self)

    def refresh_attendance(self) -> None:
        """名簿を読み直す: the 委員 and 事務局 of the day."""
        meeting = self._meeting()
        if meeting is not None:
            self._desk.perform("名簿の読み直し", lambda session: refresh_attendance(session, meeting.id), self)
            self._page.say("その日の委員と事務局を読み直しました。入力済みの出欠はそのままです。")
