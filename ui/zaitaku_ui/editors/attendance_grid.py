"""出欠表 as the sheet shows it: 委員 in groups × 開催回."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject

from zaitaku_desktop.base.typed_day import clock, month_day, weekday
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.grid import CellAddress, GridCell, HeaderCell
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import SIGNS, AttendanceTable, Cell
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.members import Seat
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.roster import PersonRow
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.plain import PlainColumn
from zaitaku_ui.tables.sign_text import sign_text
from zaitaku_ui.tables.table import Edge
from zaitaku_ui.theme import Theme

FIXED = (
    PlainColumn("name", ("氏名",), 142),
    PlainColumn("organization", ("所属",), 190),
    PlainColumn("profession", ("職種",), 110),
)
WIDTH = 82
HEADING_HEIGHT = 24
KEYS = {
    "1": Presence.PRESENT,
    "2": Presence.ABSENT,
    "3": Presence.PROXY,
    "4": Presence.ONLINE,
    "5": Presence.OUT_OF_TERM,
}
"""One key for each state."""
LOCKED = "この会議録は確定しています。直すときは、先に確定を取り消してください。"
ROSTER = "氏名、所属、職種は、「委員」の名簿で直します。"
HEADING = "見出しの行です。"
OTHERS = "（区分なし）"


@dataclass(frozen=True, slots=True)
class AttendanceRowOf:
    """A row by the person; a heading has a number below 0."""

    item_id: int
    seat: int | None = None
    heading: str = ""


@dataclass(frozen=True)
class AttendanceGrid:
    """Rows of `table`, in groups of one `group` (by seat, "" = no heading at all)."""

    table: AttendanceTable
    groups: Sequence[str] = ()

    @cached_property
    def columns(self) -> tuple[PlainColumn, ...]:
        """Who it is, then the meetings."""
        return (*FIXED, *(PlainColumn(f"m{row.id}", self._head(row), WIDTH) for row in self.table.meetings))

    @staticmethod
    def _head(meeting: MeetingRow) -> tuple[str, ...]:
        number = f"第{meeting.nth}回" if meeting.nth is not None else meeting.name or "―"
        day = "日未定" if meeting.day is None else f"{month_day(meeting.day)}（{weekday(meeting.day)}）"
        return number, day, called(meeting.status)

    @cached_property
    def header(self) -> tuple[HeaderCell, ...]:
        """Number, day and state over each meeting."""
        found = [HeaderCell(0, col, 3, 1, column.heading[0]) for col, column in enumerate(FIXED)]
        for col, column in enumerate(self.columns[len(FIXED) :], len(FIXED)):
            found += [HeaderCell(row, col, 1, 1, words) for row, words in enumerate(column.heading)]
        return tuple(found)

    @property
    def header_rows(self) -> int:
        """Three levels."""
        return 3

    @cached_property
    def rows(self) -> tuple[AttendanceRowOf, ...]:
        """The seats, each group under its heading, in the order in which groups and seats come."""
        seats = self.table.seats
        if not any(self.groups):
            return tuple(AttendanceRowOf(seat.person_id, at) for at, seat in enumerate(seats))
        members: dict[str, list[int]] = {}
        for at in range(len(seats)):
            members.setdefault(self.groups[at] or OTHERS, []).append(at)
        found: list[AttendanceRowOf] = []
        for number, (name, places) in enumerate(members.items(), 1):
            found.append(AttendanceRowOf(-number, None, f"{name}　{len(places)}名"))
            found += [AttendanceRowOf(seats[at].person_id, at) for at in places]
        return tuple(found)

    def meeting(self, col: int) -> MeetingRow | None:
        """The meeting of a column."""
        at = col - len(FIXED)
        return self.table.meetings[at] if 0 <= at < len(self.table.meetings) else None

    def seat(self, row: int) -> Seat | None:
        """Who stands in a row."""
        at = self.rows[row].seat
        return None if at is None else self.table.seats[at]

    def person(self, row: int) -> PersonRow | None:
        """The person of a row."""
        seat = self.seat(row)
        return None if seat is None else self.table.roster.people[seat.person_id]

    def cell(self, row: int, col: int) -> Cell | None:
        """What is known of somebody at a meeting."""
        seat, at = self.rows[row].seat, col - len(FIXED)
        return self.table.cells[seat][at] if seat is not None and at >= 0 else None

    def is_planned(self, col: int) -> bool:
        """Whether what is written there is an answer before the meeting."""
        meeting = self.meeting(col)
        return meeting is not None and meeting.status is MeetingStatus.PLANNED

    def is_answer(self, row: int, col: int) -> bool:
        """Whether what is written in a cell is an answer: before the meeting, unless a state is there already."""
        cell = self.cell(row, col)
        stated = cell is not None and cell.record is not None and cell.record.state is not Presence.UNKNOWN
        return self.is_planned(col) and not stated

    def state(self, row: int, col: int) -> Presence:
        """What stands in a cell: the state, before a meeting the answer."""
        cell = self.cell(row, col)
        if cell is None:
            return Presence.UNKNOWN
        if self.is_planned(col) and cell.state is Presence.UNKNOWN:
            return Presence.UNKNOWN if cell.record is None else cell.record.reply
        return cell.state

    def text_at(self, row: int, col: int) -> str:
        """As it is edited and copied: ○, 代（氏名）."""
        line = self.rows[row]
        if line.seat is None:
            return line.heading if col == 0 else ""
        if col < len(FIXED):
            return self._who(row, FIXED[col].key)
        state, cell = self.state(row, col), self.cell(row, col)
        if state is Presence.PROXY and cell is not None and cell.record is not None and cell.record.proxy:
            return f"{SIGNS[state]}（{cell.record.proxy}）"
        return SIGNS[state]

    def _who(self, row: int, key: str) -> str:
        seat = self.seat(row)
        assert seat is not None
        roster = self.table.roster
        if key == "name":
            return roster.people[seat.person_id].name
        return roster.organization_name(seat.latest) if key == "organization" else seat.latest.profession

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell of the slot."""
        text = self.text_at(row, col)
        address = CellAddress(self.rows[row].item_id, self.columns[col].key)
        return GridCell(row, col, 1, address, text=text, state=EntryState.TEXT if text else None)


class AttendanceModel(TableModel):
    """Shows an AttendanceGrid."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = dt.date.today()

    @property
    def grid(self) -> AttendanceGrid | None:
        """What is shown."""
        return self.table if isinstance(self.table, AttendanceGrid) else None

    def frozen_count(self) -> int:
        """Who it is."""
        return len(FIXED)

    def default_width(self, theme: Theme, column: int) -> int:
        """As the column says."""
        assert self.grid is not None
        return theme.pixels(self.grid.columns[column].width)

    def width_name(self, column: int) -> str:
        """All meetings are drawn equally wide."""
        return "出欠/開催" if column >= len(FIXED) else f"出欠/{FIXED[column].key}"

    def row_name(self, row: int) -> str:
        """Headings have no number."""
        grid = self.grid
        if grid is None or grid.rows[row].seat is None:
            return ""
        return str(sum(line.seat is not None for line in grid.rows[: row + 1]))

    def least_height(self, row: int) -> int:
        """Headings are lower."""
        grid = self.grid
        return HEADING_HEIGHT if grid is not None and grid.rows[row].seat is None else super().least_height(row)

    def edge_below(self, row: int) -> Edge:
        """Thin lines; a stronger one under the last row."""
        return Edge.ITEM if self.grid is not None and row + 1 == len(self.grid.rows) else Edge.ROW

    def is_current(self, column: int) -> bool:
        """The next meeting, or the last one."""
        return column == self._current_column()

    def _current_column(self) -> int:
        grid = self.grid
        if grid is None:
            return -1
        waiting = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
        rows = enumerate(grid.table.meetings)
        known = [(meeting.day, at) for at, meeting in rows if meeting.day and meeting.status not in waiting]
        past = [at for day, at in known if day <= self.today]
        return len(FIXED) + (past[-1] if past else known[0][1]) if known else -1

    def text_of(self, cell: GridCell) -> CellText:
        """Signs; headings bold on their own ground; a chip for the 役職."""
        grid = self.grid
        assert grid is not None
        line = grid.rows[cell.row]
        if line.seat is None:
            words = (Paragraph((Piece(cell.text, "bold"),)),) if cell.text else ()
            return CellText(words, fill="panel")
        if cell.col >= len(FIXED):
            return self._sign(cell)
        seat = grid.seat(cell.row)
        if cell.col == 0 and seat is not None and seat.latest.role:
            return CellText((Paragraph((Piece(cell.text), Piece(f"　{seat.latest.role}", "label"))),))
        return CellText((Paragraph((Piece(cell.text),)),)) if cell.text else CellText()

    def _sign(self, cell: GridCell) -> CellText:
        grid = self.grid
        assert grid is not None
        known, meeting = grid.cell(cell.row, cell.col), grid.meeting(cell.col)
        assert known is not None and meeting is not None
        off = meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
        fill = "panel" if off or not known.open or grid.is_planned(cell.col) else ""
        reply = grid.is_planned(cell.col) and known.state is Presence.UNKNOWN
        return sign_text(grid.state(cell.row, cell.col), fill=fill, reply=reply)

    def why_not(self, cell: GridCell) -> str:
        """Headings, who it is, and what is 確定."""
        grid = self.grid
        if grid is None or grid.rows[cell.row].seat is None:
            return HEADING
        meeting = grid.meeting(cell.col)
        if meeting is None:
            return ROSTER
        return LOCKED if meeting.status is MeetingStatus.FINAL else ""

    def takes_key(self, column: int, text: str) -> str:
        """1–5, in any width."""
        state = KEYS.get(unicodedata.normalize("NFKC", text))
        return SIGNS[state] if state is not None and column >= len(FIXED) else ""

    def known_lines(self, cell: GridCell) -> KnownLines:
        """Nothing: one key is enough."""
        return KnownLines(())

    def place_name(self, row: int, column: int) -> str:
        """第3回 2/6（木）."""
        assert self.grid is not None
        return " ".join(self.grid.columns[column].heading[:2])

    def tip(self, cell: GridCell) -> str | None:
        """遅参, 早退, a note, and that somebody is no member on that day."""
        grid = self.grid
        known = grid.cell(cell.row, cell.col) if grid is not None else None
        if known is None:
            return None
        words = [] if known.open else ["この日は、委員の任期の外です。"]
        record = known.record
        if record is not None:
            words += [f"代理：{record.proxy}"] if record.proxy else []
            words += [f"遅参：{clock(record.came_at)}"] if record.came_at else []
            words += [f"早退：{clock(record.left_at)}"] if record.left_at else []
            words += [record.note] if record.note else []
        return "\n".join(words) or None

    def spoken(self, cell: GridCell) -> str:
        """Who, which meeting, what."""
        grid = self.grid
        assert grid is not None
        person = grid.person(cell.row)
        if person is None or cell.col < len(FIXED):
            return super().spoken(cell)
        state = called(grid.state(cell.row, cell.col)) or "未入力"
        planned = "回答 " if grid.is_planned(cell.col) else ""
        return f"{person.name} {self.place_name(cell.row, cell.col)} {planned}{state}"


def groups_of(table: AttendanceTable, by: str) -> list[str]:
    """The group of each seat: by `selection` or `profession`; "" = the order of the 名簿."""
    return [str(getattr(seat.latest, by)) if by else "" for seat in table.seats]


def by_meeting(grid: AttendanceGrid) -> Mapping[int, int]:
    """The column of each meeting."""
    return {meeting.id: at for at, meeting in enumerate(grid.table.meetings, len(FIXED))}
