"""Who was at a meeting, as the head of its 会議録 has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.meeting_layouts import MinutesSettings
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingSnapshot
from zaitaku_desktop.typeset.blocks import REST, Abreast, Paragraph, Run, TextStyle

ROLE_FIELD = 4.0
"""字 over which a role is spread (PAGES 1)."""
LONGEST_POST = 18.0
"""字 of a post before a name; a longer one is a line of its own."""


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one side who were there, or were not."""

    side: Side
    rows: tuple[AttendanceRow, ...]


def groups(meeting: MeetingSnapshot, *, came: bool) -> list[Group]:
    """Who was there (or was not), side by side in their order. Of 委員 only those of whom it is known; everybody else
    whose state is not entered was there."""
    found = []
    for side in Side:
        rows = tuple(row for row in meeting.attendance if row.side is side and _came(row) is came)
        if rows or (came and side in (Side.MEMBER, Side.SECRETARIAT)):
            found.append(Group(side, rows))
    return found


def _came(row: AttendanceRow) -> bool | None:
    if row.state is Presence.OUT_OF_TERM:
        return None
    if row.state is Presence.UNKNOWN:
        return None if row.side is Side.MEMBER else True
    return row.state.came


class PeoplePrinter:
    """Sets people. `named` False = without their names (公開用)."""

    def __init__(self, settings: MinutesSettings, meeting: MeetingSnapshot, printer: MeetingPrinter) -> None:
        self._settings = settings
        self._meeting = meeting
        self.named = not settings.public or settings.public_people == "names"
        self._print = printer.as_stored() if self.named else printer
        self._counted = settings.public and settings.public_people == "counts"

    def lines(self, rows: Sequence[AttendanceRow], style: TextStyle) -> list[Paragraph | Abreast]:
        """One line for each, as the form has them: 役職 氏名（所属）, of the 事務局 所属役職 氏名."""
        if self._counted and rows:
            return [self._print.line(f"{len(rows)}名", style)]
        if rows and all(row.side is Side.SECRETARIAT for row in rows):
            return list(self._posts(rows, style))
        return list(self._members(rows, style))

    def _members(self, rows: Sequence[AttendanceRow], style: TextStyle) -> Iterator[Paragraph | Abreast]:
        roles = max((said.clusters(row.role) for row in rows), default=0)
        role_field = max(ROLE_FIELD, float(roles)) if roles else 0.0
        names = [said.spread_name(self._meeting.name_of(row)) for row in rows]
        name_field = max([said.NAME_FIELD, *(float(said.clusters(name)) for name in names)])
        small = self._small(style)
        for row, name in zip(rows, names, strict=True):
            behind = f"（{row.organization}）" if row.organization else ""
            parts: list[tuple[Paragraph, float]] = []
            if role_field:
                parts.append((Paragraph((Run(row.role),), style, spread=ROLE_FIELD), role_field))
            if self.named:
                parts.append((Paragraph((Run(name),), style), name_field))
            elif not (row.role or behind):
                parts.append((self._print.line(self._settings.mask, style), REST))
            parts.append((self._print.line(behind + self._note(row), small, hang=1.0), REST))
            texts, widths = zip(*parts, strict=True)
            yield Abreast(texts, widths)

    def _posts(self, rows: Sequence[AttendanceRow], style: TextStyle) -> Iterator[Paragraph | Abreast]:
        posts = [self._post(row) for row in rows]
        field = min(max(float(said.clusters(post)) for post in posts), LONGEST_POST)
        for row, post in zip(rows, posts, strict=True):
            first = self._print.line(post, style, hang=0.0)
            if not self.named:
                yield first if post else self._print.line(self._settings.mask, style)
                continue
            name = said.spread_name(self._meeting.name_of(row))
            rest = Paragraph((Run(name), *self._print.runs(self._note(row))), style)
            yield Abreast((first, rest), (field, REST), 2.0) if field else rest

    def _small(self, style: TextStyle) -> TextStyle:
        return TextStyle("mincho", self._settings.organization_size, style.leading)

    @staticmethod
    def _post(row: AttendanceRow) -> str:
        """所属 and 役職 in one."""
        if row.organization and row.role.startswith(row.organization):
            return row.role
        return said.SPACE.join(part for part in (row.organization, row.role) if part)

    def _note(self, row: AttendanceRow) -> str:
        """Who came instead, by Web, late or left early."""
        settings = self._settings
        words = settings.online if row.state is Presence.ONLINE else ""
        if row.state is Presence.PROXY:
            name = row.proxy if self.named else settings.mask
            words += settings.proxy.format(name=name or "").replace(f"{said.SPACE}）", "）")
        if row.came_at is not None:
            words += settings.came.format(time=write_time(row.came_at))
        if row.left_at is not None:
            words += settings.left.format(time=write_time(row.left_at))
        return words

    def runs(self, rows: Sequence[AttendanceRow], style: TextStyle, word: str) -> list[Paragraph]:
        """People one after the other: those with one role as `委員：甲野 一郎、乙野 二郎`, and how many they are."""
        if not rows:
            return []
        found = []
        for role, members in self._by_role(rows, word):
            names = "、".join(self._run(row) for row in members)
            counted = not self.named and rows[0].side is Side.MEMBER
            text = f"{role}：{len(members)}名" if counted else f"{role}：{names}"
            found.append(self._print.line(text, style, 2.0, 2.0 + said.clusters(role) + 1))
        if rows[0].side is Side.MEMBER:
            found.append(self._print.line(f"以上{said.SPACE}{len(rows)}名", style, 2.0, 2.0))
        return found

    def _by_role(self, rows: Sequence[AttendanceRow], word: str) -> Iterator[tuple[str, list[AttendanceRow]]]:
        together: dict[str, list[AttendanceRow]] = {}
        for row in rows:
            role = row.role if row.side is Side.MEMBER and row.role else word
            together.setdefault(role, []).append(row)
        yield from together.items()

    def _run(self, row: AttendanceRow) -> str:
        name = " ".join(self._meeting.name_of(row).split()) if self.named else ""
        if row.side is Side.MEMBER:
            words = name + (f"（{row.organization}）" if row.organization else "")
        else:
            words = said.SPACE.join(part for part in (self._post(row), name) if part) or self._settings.mask
        return words + self._note(row)
