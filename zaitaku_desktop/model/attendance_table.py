"""出欠表: 委員 × 開催回, with totals and rates."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.committee import Quorum
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingRow
from zaitaku_desktop.model.members import Seat, is_member_on, seats
from zaitaku_desktop.model.roster import CommitteeRow, Roster

SIGNS: Mapping[Presence, str] = {
    Presence.UNKNOWN: "",
    Presence.PRESENT: "○",
    Presence.ABSENT: "×",
    Presence.PROXY: "代",
    Presence.ONLINE: "Ｗ",
    Presence.OUT_OF_TERM: "―",
}
"""What a cell prints."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of 出欠表. `record` None = nothing is entered yet. `open` False = no member on that day."""

    state: Presence
    record: AttendanceRow | None = None
    open: bool = True

    @property
    def sign(self) -> str:
        """What it prints."""
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Totals:
    """How often somebody (or everybody at a meeting, or of one 職種) came. Cells without a state do not count.
    `proxies_count` = as the 会議体 has it: a proxy counts as 出席 in the rate."""

    present: int = 0
    online: int = 0
    proxy: int = 0
    absent: int = 0
    proxies_count: bool = False

    @property
    def came(self) -> int:
        """Seats that were taken, by proxy too."""
        return self.present + self.online + self.proxy

    @property
    def asked(self) -> int:
        """Seats of which it is known."""
        return self.came + self.absent

    @property
    def rate(self) -> float | None:
        """`attended` of `asked`, 0 to 1; None where nothing is known."""
        return self.attended / self.asked if self.asked else None

    @property
    def attended(self) -> int:
        """Members who were there themselves, in person or by Web, and proxies where these count."""
        return self.present + self.online + (self.proxy if self.proxies_count else 0)


def totals(cells: Iterable[Cell], *, proxies_count: bool = False) -> Totals:
    """The totals of some cells."""
    counts = Counter(cell.state for cell in cells)
    return Totals(
        counts[Presence.PRESENT],
        counts[Presence.ONLINE],
        counts[Presence.PROXY],
        counts[Presence.ABSENT],
        proxies_count,
    )


@dataclass(frozen=True)
class AttendanceTable:
    """The members and meetings of one 会議体 in one period. `cells` by seat, then meeting, both in their order."""

    roster: Roster
    meetings: Sequence[MeetingRow]
    seats: Sequence[Seat]
    cells: Sequence[Sequence[Cell]]
    proxies_count: bool = False

    def _totals(self, cells: Iterable[Cell]) -> Totals:
        return totals(cells, proxies_count=self.proxies_count)

    def of_seat(self, index: int) -> Totals:
        """A row's totals."""
        return self._totals(self.cells[index])

    def of_meeting(self, index: int) -> Totals:
        """A column's totals."""
        return self._totals(row[index] for row in self.cells)

    @cached_property
    def by_profession(self) -> Mapping[str, Totals]:
        """Totals by 職種, in the order in which they occur; "" = not entered."""
        found: dict[str, list[Cell]] = {}
        for seat, row in zip(self.seats, self.cells, strict=True):
            found.setdefault(seat.latest.profession, []).extend(row)
        return {profession: self._totals(cells) for profession, cells in found.items()}

    @property
    def whole(self) -> Totals:
        """Everything."""
        return self._totals(cell for row in self.cells for cell in row)


def build_table(
    roster: Roster, committee_id: int, meetings: Sequence[MeetingRow], attendance: Iterable[AttendanceRow]
) -> AttendanceTable:
    """出欠表 of these meetings of a 会議体 (of one 年度, as a rule), which come in their order.

    Whoever is no member on the day of a meeting is 任期外 there, whatever is entered stays. A meeting without a day
    has everybody who is a member in its 年度.
    """
    if not meetings:
        return AttendanceTable(roster, (), (), ())
    committee = roster.committees[committee_id]
    days = [day for meeting in meetings for day in _days(meeting)]
    rows = seats(roster, committee_id, min(days), max(days))
    records = {(row.meeting_id, row.person_id): row for row in attendance if row.side is Side.MEMBER}
    cells = [
        [_cell(roster, seat, meeting, records.get((meeting.id, seat.person_id))) for meeting in meetings]
        for seat in rows
    ]
    return AttendanceTable(roster, tuple(meetings), tuple(rows), cells, committee.proxies_count)


def _days(meeting: MeetingRow) -> tuple[dt.date, ...]:
    if meeting.day is not None:
        return (meeting.day,)
    return meeting.fiscal_year.first_day, meeting.fiscal_year.last_day


def _cell(roster: Roster, seat: Seat, meeting: MeetingRow, record: AttendanceRow | None) -> Cell:
    member = meeting.day is None or any(is_member_on(roster, row, meeting.day) for row in seat.memberships)
    state = Presence.UNKNOWN if record is None else record.state
    if state is Presence.UNKNOWN and not member:
        state = Presence.OUT_OF_TERM
    return Cell(state, record, member)


def quorum_of(committee: CommitteeRow, members: int) -> int | None:
    """How many of so many members must be there, None = no rule."""
    rules = {
        Quorum.NONE: None,
        Quorum.MAJORITY: members // 2 + 1,
        Quorum.HALF: -(-members // 2),
        Quorum.TWO_THIRDS: -(-members * 2 // 3),
        Quorum.COUNT: committee.quorum_count,
    }
    return rules[committee.quorum]


_READ: Mapping[str, Presence] = {
    "": Presence.UNKNOWN,
    **dict.fromkeys("○〇◯oO0出", Presence.PRESENT),
    **dict.fromkeys(("出席", "対面"), Presence.PRESENT),
    **dict.fromkeys("×xX✕✗╳欠", Presence.ABSENT),
    "欠席": Presence.ABSENT,
    "代": Presence.PROXY,
    "代理": Presence.PROXY,
    "代理出席": Presence.PROXY,
    **dict.fromkeys(("w", "W", "Web", "WEB", "web", "オンライン", "リモート", "オ"), Presence.ONLINE),
    **dict.fromkeys(("-", "―", "－", "ー", "—", "任期外", "/"), Presence.OUT_OF_TERM),
}
_PROXY_NAME = re.compile(r"(代理?(?:出席)?)[ \u3000]*[（(:： ](.*?)[）)]?")


def read_presence(text: str) -> tuple[Presence, str | None] | None:
    """The state a text stands for, with the 代理者名 it names; None = it is no state. Signs of any width."""
    words = text.strip()
    if (match := _PROXY_NAME.fullmatch(words)) is not None:
        return Presence.PROXY, match[2].strip()
    found = _READ.get(words, _READ.get(unicodedata.normalize("NFKC", words)))
    return None if found is None else (found, None)
