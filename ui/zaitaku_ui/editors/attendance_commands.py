"""Writes 出欠: one state for many cells, texts as pasted, proxies; before a meeting the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import read_presence
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.operations import attendance
from zaitaku_ui.editors.attendance_grid import FIXED, KEYS, AttendanceGrid, AttendanceModel
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.tables.clipboard import Clip, CopiedCell
from zaitaku_ui.tables.navigation import Area

Write = tuple[int, int, Presence, str | None]
"""Meeting, person, state, 代理者名 (None = as it was)."""
TYPED = "出欠の入力"
UNREAD = "「○」「×」「代」「Ｗ」「―」のどれかを入力してください。"


def read_state(text: str) -> tuple[Presence, str | None] | None:
    """A sign, a word or a number key; 代（氏名）names the proxy. None = it is none."""
    words = text.strip()
    key = KEYS.get(words.translate(str.maketrans("１２３４５", "12345")))
    return (key, None) if key is not None else read_presence(text)


class AttendanceCommands:
    """What is written goes through `desk`; `say` tells why something was not."""

    def __init__(self, desk: MeetingDesk, model: AttendanceModel, say: Callable[[str], None]) -> None:
        self._desk = desk
        self._model = model
        self._say = say

    def _grid(self) -> AttendanceGrid:
        assert self._model.grid is not None
        return self._model.grid

    def type_text(self, row: int, col: int, text: str) -> bool:
        """What was typed into a cell. False = it is no state."""
        found = read_state(text)
        if found is None:
            self._say(f"「{text.strip()}」は出欠として読み取れません。{UNREAD}")
            return False
        return self._write([(row, col, *found)], TYPED)

    def set_area(self, area: Area, state: Presence, what: str) -> bool:
        """One state for every cell of the range that takes one."""
        cells = [(row, col) for row in self._rows(area) for col in self._columns(area)]
        return self._write([(row, col, state, None) for row, col in cells], what)

    def _rows(self, area: Area) -> list[int]:
        return [row for row in range(area.top, area.bottom + 1) if self._grid().rows[row].seat is not None]

    def _columns(self, area: Area) -> range:
        return range(max(area.left, len(FIXED)), area.right + 1)

    def paste(self, area: Area, clip: Clip) -> bool:
        """From the upper left on; one text fills the range. What is no state is left out and told."""
        rows = [[text for text in line if text is not None] for line in clip.rows]
        places = self._rows(Area(area.top, 0, len(self._grid().rows) - 1, 0))
        columns = list(self._columns(Area(0, area.left, 0, len(self._grid().columns) - 1)))
        if len(rows) == 1 and len(rows[0]) == 1:
            places, columns = self._rows(area), list(self._columns(area))
            rows = [[rows[0][0]] * len(columns)] * len(places)
        writes: list[tuple[int, int, Presence, str | None]] = []
        unread = 0
        for place, line in zip(places, rows, strict=False):
            for col, text in zip(columns, line, strict=False):
                found = read_state(text)
                if found is None:
                    unread += 1
                else:
                    writes.append((place, col, *found))
        done = self._write(writes, "貼り付け") if writes else True
        if unread:
            self._say(f"出欠として読み取れない {unread}か所は、貼り付けていません。{UNREAD}")
        return done

    def copied(self, area: Area) -> list[list[CopiedCell | None]]:
        """The range for the clipboard."""
        grid, columns = self._grid(), range(area.left, area.right + 1)
        return [[CopiedCell(grid.text_at(row, col)) for col in columns] for row in self._rows(area)]

    def fill_down(self, area: Area) -> bool:
        """Ctrl+D: the state above, in a range that of its first row."""
        grid = self._grid()
        rows = self._rows(area)
        if len(rows) == 1:
            above = self._rows(Area(0, 0, rows[0] - 1, 0)) if rows[0] else []
            rows = [*above[-1:], *rows]
        if len(rows) < 2:
            return False
        first, *others = rows
        return self._write(
            [(row, col, grid.state(first, col), None) for row in others for col in self._columns(area)],
            "上のセルの写し",
        )

    def set_one(self, row: int, col: int, state: Presence) -> bool:
        """One cell."""
        return self._write([(row, col, state, None)], TYPED)

    def set_proxy(self, row: int, col: int, name: str) -> bool:
        """代理者名; somebody with a proxy is represented."""
        return self._write([(row, col, Presence.PROXY, name.strip())], "代理者の入力")

    def everybody(self, col: int) -> bool:
        """全員を出席: whoever is a member and has no state yet; before the meeting, no answer yet."""
        grid = self._grid()
        cells = [row for row in range(len(grid.rows)) if (cell := grid.cell(row, col)) is not None and cell.open]
        blank = [row for row in cells if grid.state(row, col) is Presence.UNKNOWN]
        return self._write([(row, col, Presence.PRESENT, None) for row in blank], "全員を出席")

    def edit(self, row: int, col: int, what: str, **changes: object) -> bool:
        """Other facts of somebody at a meeting: 遅参, 早退, words as printed."""
        meeting, person = self._grid().meeting(col), self._grid().person(row)
        if meeting is None or person is None:
            return False

        def change(session: Session) -> bool:
            attendance.edit_member(session, meeting.id, person.id, **changes)
            return True

        return bool(self._desk.perform(what, change, self))

    def _write(self, cells: Sequence[tuple[int, int, Presence, str | None]], what: str) -> bool:
        grid = self._grid()
        writes: list[tuple[MeetingRow, int, Presence, str | None]] = []
        replies: set[tuple[int, int]] = set()
        locked = 0
        for row, col, state, proxy in cells:
            meeting, person = grid.meeting(col), grid.person(row)
            if meeting is None or person is None:
                continue
            if meeting.status is MeetingStatus.FINAL:
                locked += 1
            elif grid.state(row, col) is not state or proxy is not None:
                writes.append((meeting, person.id, state, proxy))
                replies |= {(meeting.id, person.id)} if grid.is_answer(row, col) else set()
        if locked:
            self._say(f"確定した会議録の {locked}か所は、変えていません。")
        if not writes:
            return not locked

        def change(session: Session) -> bool:
            for meeting, person, state, proxy in writes:
                put = attendance.set_reply if (meeting.id, person) in replies else attendance.set_state
                put(session, meeting.id, person, state, proxy)
            return True

        only_replies = len(replies) == len(writes) and what == TYPED
        return bool(self._desk.perform("出欠回答の入力" if only_replies else what, change, self))
