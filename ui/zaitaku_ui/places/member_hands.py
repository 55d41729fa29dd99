"""What each command of the page 委員 (scope "members") does: one method for each, named as its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from sqlalchemy.orm import Session

from zaitaku_desktop.operations import membership, organization, person
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.dialogs.replace_member import ReplaceDialog
from zaitaku_ui.dialogs.similar_names import Answer, Meant, Question
from zaitaku_ui.editors.asking_names import ask_names
from zaitaku_ui.editors.member_names import person_of, question, where_from
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.places.members_page import MembersPage

NO_MEMBER = "名簿で、交代する委員の行を選んでください。"
TWO_ROWS = "「人」か「所属」の表で、まとめる2つの行を選んでください。"


class MemberHands(QObject):
    """The commands, done where the cursor of the table is."""

    def __init__(self, page: MembersPage, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._theme = theme

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: getattr(self, spec.key) for spec in specs}

    def replace_member(self) -> None:
        """交代…: of the 委員 under the cursor."""
        table = self._page.table()
        record = table.record() if self._page.view_key() == "members" else None
        if record is None:
            table.say(NO_MEMBER)
            return
        if not table.writable():
            return
        roster = self._desk.roster
        dialog = ReplaceDialog(self._theme, roster, record, self._desk.year, self._page)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            made = self._replace(record, dialog)
            if made is not None:
                table.go_to(made, "name")
        dialog.deleteLater()
        table.setFocus()

    def _replace(self, record: int, dialog: ReplaceDialog) -> int | None:
        name, kana = dialog.name_field.text().strip(), dialog.kana_field.text().strip()
        answers = ask_names(self._theme, self._page, {0: question(self._desk.roster, name, None)})
        if answers is None:
            return None
        day, place, role = dialog.day, dialog.organization_field.text().strip(), dialog.role_field.text().strip()

        def change(session: Session) -> int:
            who = person_of(session, name, answers[0])
            if kana:
                person.edit_person(session, who, kana=kana)
            there = organization.ensure_organization(session, place)
            return membership.replace_member(session, record, day, who, there, role=role)

        return self._desk.perform("委員の交代", change, self)

    def merge_people(self) -> None:
        """同じ人としてまとめる…: two rows of 人 or 所属; which of the names stays is asked."""
        table, key = self._page.table(), self._page.view_key()
        chosen = table.chosen() if key in ("people", "organizations") else []
        if len(chosen) != 2:
            table.say(TWO_ROWS)
            return
        if not table.writable():
            return
        answer = self._which_stays(key, chosen)
        if answer is None or answer.person is None:
            return
        kept = answer.person
        other = next(one for one in chosen if one != kept)

        def change(session: Session) -> bool:
            merge = person.merge_people if key == "people" else organization.merge_organizations
            merge(session, kept, other)
            return True

        name = "同じ人の取りまとめ" if key == "people" else "同じ所属の取りまとめ"
        if self._desk.perform(name, change, self):
            table.go_to(kept)

    def _which_stays(self, key: str, chosen: list[int]) -> Answer | None:
        roster = self._desk.roster
        rows = roster.people if key == "people" else roster.organizations
        names = [rows[one].name for one in chosen]
        answers = tuple(
            (
                f"「{name}」{where_from(roster, one) if key == 'people' else ''}に、もう1人の記録を移す",
                Answer(Meant.KNOWN, one),
            )
            for one, name in zip(chosen, names, strict=True)
        )
        about = "2つの登録を1つにします。印刷した会議録の字はそのままです。元に戻せます（Ctrl+Z）。"
        found = ask_names(self._theme, self._page, {0: Question("残す登録", about, answers)})
        return None if found is None else found[0]
