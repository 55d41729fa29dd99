"""The day a 資料 about a 会議体 is made for, as chosen for it."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.model.members import members_on
from zaitaku_desktop.model.roster import Roster
from zaitaku_desktop.model.snapshot import DocumentRow

DAY, FROM, TO = "day", "from_day", "to_day"
"""Options of a 資料: 現在 of a table; the first and last day of the meetings it tells of. ISO dates."""


def chosen_day(document: DocumentRow, name: str = DAY) -> dt.date | None:
    """The day chosen under that name, None = none, or no day."""
    try:
        return dt.date.fromisoformat(document.options.get(name, ""))
    except ValueError:
        return None


def roster_day(document: DocumentRow, roster: Roster, committee_id: int) -> dt.date:
    """The day of a 委員名簿: as chosen, else the first day of its 年度, or of the first 任期 in it if nobody was a 委員
    before."""
    chosen = chosen_day(document)
    if chosen is not None:
        return chosen
    year = document.fiscal_year
    if members_on(roster, committee_id, year.first_day):
        return year.first_day
    begun = [
        term.first_day for term in roster.terms_of(committee_id) if year.first_day <= term.first_day <= year.last_day
    ]
    return min(begun, default=year.first_day)
