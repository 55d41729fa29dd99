"""Import of the tables of figures in a workbook (`areas`): whoever can read a kind of them proposes a part.

A new kind is read by one more function in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.areas import Area, find_areas
from zaitaku_desktop.exchange.counts.applying import propose_consultations, propose_indicators
from zaitaku_desktop.exchange.counts.indicators import holds_indicators
from zaitaku_desktop.exchange.figure_rows import Decided, FigureRow
from zaitaku_desktop.exchange.proposal import Conflict, ImportReport, Listed
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.training_import import propose_trainings
from zaitaku_desktop.exchange.workbook import read_workbook

FigureKind = Literal["training", "consultation", "indicator"]
KINDS: Mapping[str, tuple[str, ...]] = {
    "training": ("training_list", "training_matrix"),
    "consultation": ("consultation",),
}
"""The areas that --as asks for."""
QUICK = 4 * 1024 * 1024
"""Bytes: a larger workbook is not looked into before somebody asks for it."""


class FigurePart(Protocol):
    """What one reader makes of its areas."""

    @property
    def name(self) -> str:
        """What it is of: 研修."""

    @property
    def rows(self) -> Sequence[FigureRow]:
        """What would be done, for the window."""

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """What differs from what is there."""

    @property
    def remarks(self) -> Sequence[Listed]:
        """What to know besides."""

    def report(self) -> ImportReport:
        """What `apply` would report; what would be created has id 0."""

    def apply(self, session: Session, decided: Decided) -> ImportReport:
        """Write it. `decided` = what to do where something differs; the present value stays where nothing is said."""


Reader = Callable[[Connection, Sequence[Area]], FigurePart | None]
READERS: tuple[Reader, ...] = (propose_trainings, propose_consultations)


@dataclass(frozen=True)
class FiguresProposal:
    """Everything that would be taken from a workbook, part by part; `not_taken` = what nobody reads."""

    parts: tuple[FigurePart, ...]
    not_taken: tuple[Listed, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All that differs."""
        return tuple(one for part in self.parts for one in part.conflicts)

    @property
    def remarks(self) -> tuple[Listed, ...]:
        """All that is to know besides."""
        return tuple(one for part in self.parts for one in part.remarks)

    def report(self) -> ImportReport:
        """What `apply_figures` would report."""
        return _joined([part.report() for part in self.parts], self.not_taken)


def has_figures(sheets: Sequence[SheetTable]) -> bool:
    """Whether there is any table of figures."""
    return bool(find_areas(sheets)) or any(map(holds_indicators, sheets))


def holds_figures(path: Path) -> bool:
    """Whether a workbook of ordinary size holds any; a file that cannot be read does not: who imports it says why."""
    try:
        small = path.suffix.lower() == ".xlsx" and path.stat().st_size <= QUICK
        return small and has_figures(read_workbook(path))
    except (OSError, KnownError):
        return False


def propose_figures(
    sheets: Sequence[SheetTable], connection: Connection, source: str, kind: FigureKind | None = None
) -> FiguresProposal:
    """What would be taken. `kind` None = every area. KnownError if there is none (nothing is changed then)."""
    if kind == "indicator":
        found = propose_indicators(connection, sheets)
        if found is None:
            raise KnownError(
                "指標の表として読み取れませんでした（指標と年度の見出しが見つかりません）。",
                safe="何も取り込んでいません。",
                todo="見出しのある表の入った Excel ファイルを選んでください。",
                place=source,
            )
        return FiguresProposal((found,), ())
    areas = [area for area in find_areas(sheets) if kind is None or area.kind in KINDS[kind]]
    parts: list[FigurePart] = [part for read in READERS if (part := read(connection, areas)) is not None]
    if kind is None and (mine := [sheet for sheet in sheets if holds_indicators(sheet)]):
        amounts = propose_indicators(connection, mine)
        parts += [amounts] if amounts is not None else []
    if not parts:
        raise KnownError(
            "研修、相談件数、指標の表として読み取れませんでした（開催日と参加人数などの見出しが見つかりません）。",
            safe="何も取り込んでいません。",
            todo="見出しのある表の入った Excel ファイルを選んでください。",
            place=source,
        )
    return FiguresProposal(tuple(parts), tuple(_outside(areas)))


def apply_figures(session: Session, proposal: FiguresProposal, decided: Decided | None = None) -> ImportReport:
    """Write all parts, in one step of the caller."""
    return _joined([part.apply(session, decided or {}) for part in proposal.parts], proposal.not_taken)


def _joined(reports: Sequence[ImportReport], not_taken: Sequence[Listed]) -> ImportReport:
    return ImportReport(
        taken=sum(one.taken for one in reports),
        not_taken=(*(row for one in reports for row in one.not_taken), *not_taken),
        conflicts=tuple(row for one in reports for row in one.conflicts),
        created=tuple(row for one in reports for row in one.created),
        changed=sum(one.changed for one in reports),
        asked=tuple(row for one in reports for row in one.asked),
    )


def _outside(areas: Sequence[Area]) -> list[Listed]:
    """The words of these sheets that stand in no table, no heading and no title."""
    found = []
    for name in dict.fromkeys(area.sheet.name for area in areas):
        own = [area for area in areas if area.sheet.name == name]
        sheet = own[0].sheet
        inside = {row for area in find_areas([sheet]) for row in (area.heading_row, *range(area.top, area.last + 1))}
        inside.add(own[0].title_row)
        for row, column in sorted(sheet.cells):
            if row not in inside and sheet.text(row, column):
                words = "表の外にあるため、取り込みません。"
                found.append(Listed(own[0].where(row, column), sheet.text(row, column), words))
    return found
