"""研修 as a view reads them: plain immutable rows, and all of them with what follows from them (the book)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow
from zaitaku_desktop.model.training import Audience, Naming


@dataclass(frozen=True, slots=True)
class KindRow:
    """A 職種 of participants, or a group of them (model/training.py)."""

    id: int
    parent_id: int | None
    name: str
    used: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A 事業 (model/training.py)."""

    id: int
    name: str
    lecturer_note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A シリーズ (model/training.py)."""

    id: int
    name: str
    heading: str = ""
    naming: Naming = Naming.CUMULATIVE
    programme_id: int | None = None
    position: int = 0

    @property
    def printed_heading(self) -> str:
        """What stands over its table of participants."""
        return self.heading or self.name


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A 研修 (model/training.py)."""

    id: int
    fiscal_year: FiscalYear
    programme_id: int | None = None
    series_id: int | None = None
    number: int | None = None
    nth: int | None = None
    cumulative: int | None = None
    title: str = ""
    content: str = ""
    place: str = ""
    audience: Audience = Audience.UNSET
    capacity: int | None = None
    typed_total: int | None = None
    collected: int | None = None
    answered: int | None = None
    satisfied: int | None = None
    typed_of_collected: int | None = None
    typed_of_answered: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of a 研修 (model/training.py)."""

    id: int
    session_id: int
    day: dt.date
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class LecturerRow:
    """A 講師 (model/training.py)."""

    id: int
    session_id: int
    person_id: int | None = None
    committee_id: int | None = None
    text: str = ""
    affiliation: str = ""
    profession: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """So many of one 職種 at a 研修 (model/training.py)."""

    id: int
    session_id: int
    kind_id: int
    people: int


@dataclass(frozen=True, slots=True)
class Rates:
    """満足度 in 1/100 %, among 回収 (未回答を含む) and among 回答 (未回答を除く); None = not known."""

    of_collected: int | None
    of_answered: int | None


def computed_rates(session: SessionRow) -> Rates:
    """満足度 as it follows from the counts."""
    return Rates(_rate(session.satisfied, session.collected), _rate(session.satisfied, session.answered))


def _rate(part: int | None, whole: int | None) -> int | None:
    return None if part is None or not whole else (part * 20_000 + whole) // (2 * whole)


@dataclass(frozen=True)
class TrainingBook:
    """All 研修 of the file, each mapping by id: 研修 by 年度 and first day, the others in their order.

    `people` and `committees` = those who may be 講師.
    """

    kinds: Mapping[int, KindRow]
    programmes: Mapping[int, ProgrammeRow]
    series: Mapping[int, SeriesRow]
    sessions: Mapping[int, SessionRow]
    days: Mapping[int, tuple[DayRow, ...]]
    """By 研修, the earliest first."""
    lecturers: Mapping[int, tuple[LecturerRow, ...]]
    """By 研修, in their order."""
    counts: Mapping[tuple[int, int], ParticipantRow]
    """By 研修 and 職種."""
    people: Mapping[int, PersonRow]
    committees: Mapping[int, CommitteeRow]

    # ── 研修

    def of_year(self, year: FiscalYear, programmes: Iterable[int] | None = None) -> list[SessionRow]:
        """The 研修 of a 年度 (of these 事業), by 事業, then by their No. and day."""
        wanted = None if programmes is None else set(programmes)
        rows = [
            row
            for row in self.sessions.values()
            if row.fiscal_year == year and (wanted is None or row.programme_id in wanted)
        ]
        return sorted(rows, key=self._order)

    def _order(self, row: SessionRow) -> tuple[object, ...]:
        order: list[int | None] = [*self.programmes]
        at = order.index(row.programme_id) if row.programme_id in order else len(order)
        number = (1, 0) if row.number is None else (0, row.number)
        return at, number, self.first_day(row) or dt.date.max, row.id

    def first_day(self, row: SessionRow) -> dt.date | None:
        """Its first day; None = not fixed."""
        days = self.days.get(row.id, ())
        return days[0].day if days else None

    def name(self, row: SessionRow) -> str:
        """What it is called (名称), digits as stored text has them; "" = nobody has said it."""
        series = self.series.get(row.series_id or 0)
        return row.title or ("" if series is None else series_title(series, row.nth, row.cumulative))

    def lecturer(self, row: LecturerRow, *, affiliation: bool = True) -> str:
        """A 講師 as printed: 所属　氏名（職種)."""
        who = self.committees.get(row.committee_id or 0) or self.people.get(row.person_id or 0)
        name = row.text or ("" if who is None else who.name)
        profession = f"（{row.profession}）" if row.profession and affiliation else ""
        before = f"{row.affiliation}\u3000" if row.affiliation and affiliation else ""
        return f"{before}{name}{profession}"

    # ── participants

    @cached_property
    def _counted(self) -> dict[int, dict[int, int]]:
        found: dict[int, dict[int, int]] = {}
        for row in self.counts.values():
            found.setdefault(row.session_id, {})[row.kind_id] = row.people
        return found

    def counted(self, session_id: int) -> Mapping[int, int]:
        """The participants of a 研修 by 職種; empty = only a total is known, or nothing."""
        return self._counted.get(session_id, {})

    def computed(self, row: SessionRow) -> int | None:
        """The sum over all 職種; None = nothing was counted by 職種."""
        counted = self.counted(row.id)
        return sum(counted.values()) if counted else None

    def total(self, row: SessionRow) -> int | None:
        """The participants: the sum where they were counted by 職種, else what was written; None = not known."""
        computed = self.computed(row)
        return row.typed_total if computed is None else computed

    def row_has_total(self, session_id: int) -> bool:
        """Whether only the total of a 研修 is known."""
        row = self.sessions[session_id]
        return row.typed_total is not None and not self.counted(session_id)

    def differs(self, row: SessionRow) -> bool:
        """Whether a total was written that is not the sum."""
        computed = self.computed(row)
        return computed is not None and row.typed_total is not None and computed != row.typed_total

    def columns(self, sessions: Iterable[SessionRow] = ()) -> list[tuple[KindRow, list[KindRow]]]:
        """The groups of 職種 with what is counted below them: what is offered, and what was counted at these 研修.

        A group without anything below it is counted itself.
        """
        wanted = {kind for row in sessions for kind in self.counted(row.id)}
        found = []
        for group in (row for row in self.kinds.values() if row.parent_id is None):
            below = [row for row in self.kinds.values() if row.parent_id == group.id]
            shown = [row for row in below or [group] if row.id in wanted or (row.used and group.used)]
            if shown:
                found.append((group, shown))
        return found


def series_title(series: SeriesRow, nth: int | None, cumulative: int | None) -> str:
    """What a 研修 of the シリーズ with these numbers is called."""
    if series.naming is Naming.CUMULATIVE and cumulative is not None:
        return f"第{cumulative}回{series.name}"
    if series.naming is Naming.NTH and nth is not None:
        return f"{series.name}（第{nth}回）"
    return series.name


@dataclass(frozen=True, slots=True)
class TrainingNumbers:
    """No. in the 事業, nth in the 年度, cumulative; None where there is no 事業 or シリーズ."""

    number: int | None
    nth: int | None
    cumulative: int | None


def proposed_training_numbers(
    book: TrainingBook, year: FiscalYear, programme_id: int | None, series_id: int | None
) -> TrainingNumbers:
    """The numbers after the highest ones. `cumulative` None where nobody has counted the シリーズ over the years."""
    rows = list(book.sessions.values())
    of_programme = [row.number or 0 for row in rows if row.programme_id == programme_id and row.fiscal_year == year]
    of_series = [row for row in rows if row.series_id == series_id]
    nths = [row.nth or 0 for row in of_series if row.fiscal_year == year]
    through = [row.cumulative for row in of_series if row.cumulative is not None]
    series = book.series.get(series_id or 0)
    counted = through or (series is not None and series.naming is Naming.CUMULATIVE)
    return TrainingNumbers(
        None if programme_id is None else max(of_programme, default=0) + 1,
        None if series_id is None else max(nths, default=0) + 1,
        max(through, default=0) + 1 if series_id is not None and counted else None,
    )
