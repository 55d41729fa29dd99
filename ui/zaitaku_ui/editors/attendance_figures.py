"""The figures of 出欠表: of each member at the right, of each meeting below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zaitaku_desktop.model.attendance_table import quorum_of
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_ui.editors.attendance_grid import FIXED, AttendanceGrid
from zaitaku_ui.tables.strips import Figure, FootRow, SideFigure


def side_figures(grid: AttendanceGrid) -> Mapping[int, SideFigure]:
    """By row: how often somebody was there of how often he was asked."""
    found = {}
    for row, line in enumerate(grid.rows):
        if line.seat is not None:
            totals = grid.table.of_seat(line.seat)
            found[row] = SideFigure(f"{totals.attended}/{totals.asked}" if totals.asked else "―", totals.rate)
    return found


def foot_rows(grid: AttendanceGrid, committee: CommitteeRow | None) -> Sequence[FootRow]:
    """Who came, the rate, and whether there were enough, by column."""
    table = grid.table
    came: dict[int, Figure] = {}
    rate: dict[int, Figure] = {}
    quorum: dict[int, Figure] = {}
    needed = ""
    for at in range(len(table.meetings)):
        totals, col = table.of_meeting(at), at + len(FIXED)
        members = sum(row[at].open for row in table.cells)
        least = None if committee is None else quorum_of(committee, members)
        needed = f"　{least}名以上" if least is not None else needed
        if totals.rate is None:
            continue
        came[col] = Figure(f"{totals.came}名")
        rate[col] = Figure(f"{round(totals.rate * 100)}%")
        if least is not None:
            good = totals.came >= least
            quorum[col] = Figure("成立", "check", "ok") if good else Figure("不成立", "warn", "err")
    word = "含む" if table.proxies_count else "除く"
    rows = [FootRow("出席者数（代理・オンラインを含む）", came), FootRow(f"出席率（代理を{word}）", rate)]
    return [*rows, FootRow(f"定足数{needed}", quorum)] if needed else rows
