"""委員名簿 as text or sheet → the 会議体, its 任期 and its 委員 with 所属, 役職, 職種, 選出区分 and ふりがな."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.exchange.minutes.lines import Cell, Line, Source, plain, source_of
from zaitaku_desktop.exchange.minutes.people_table import Columns, PeopleTable, columns_of
from zaitaku_desktop.exchange.minutes.tree import PersonText, RosterText, Unread, Words
from zaitaku_desktop.exchange.minutes.when import days_in, title_of
from zaitaku_desktop.model.attendance import Presence, Side

_ROSTER = re.compile(r"(?:委員|構成員|部会員|会員)?(?:名簿|名簿\(案\)|一覧)(?:\(.*\))?$")
_TERM = re.compile(r"任期|委嘱期間")
_NOTED = re.compile(r"敬称略|順不同|五十音順|現在|時点|名簿順")
_NOBODY = "委員として読み取れない行です。"


def read_roster(text: str) -> RosterText:
    """Everything that the text says. Never fails; a text that is no 名簿 has no people."""
    return _Roster(source_of(text)).read()


@dataclass
class _Roster:
    source: Source
    people: list[PersonText] = field(default_factory=list)
    kept: list[Words] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def read(self) -> RosterText:
        lines = self.source.lines
        columns = columns_of([line.cells for line in lines[:_TOP]])
        if columns is None:
            return RosterText(kept=tuple(_words(line) for line in lines), debris=self.source.debris)
        above, rows = lines[: columns.header], lines[columns.header + 1 :]
        self._rows(columns, rows)
        name = self._name(above)
        first, last = self._term([line.text for line in above])
        return RosterText(
            name,
            first,
            last,
            tuple(self.people),
            tuple(_words(line) for line in (*above, lines[columns.header])),
            tuple(self.kept),
            tuple(self.unread),
            self.source.debris,
        )

    def _rows(self, columns: Columns, rows: Sequence[Line]) -> None:
        table = PeopleTable(columns, Side.MEMBER, Presence.UNKNOWN)
        cells: list[Sequence[Cell]] = [row.cells for row in rows if columns_of([row.cells]) is None]
        self.people, left = table.read(cells)
        for words in left:
            self.kept.append(words)
            if not _NOTED.search(words.text):
                self.unread.append(Unread(words.text, words.at, _NOBODY))

    def _name(self, above: Sequence[Line]) -> str:
        """The 会議体: from the line that calls itself a 名簿, else the first one."""
        titles = [line.text for line in above if not _TERM.search(line.text) and not _NOTED.fullmatch(plain(line.text))]
        titles.sort(key=lambda text: _ROSTER.search(plain(text)) is None)
        for text in titles:
            bare = re.sub(
                r"[ \u3000]*(?:委員|構成員|部会員)?[ \u3000]*(?:名[ \u3000]*簿|一覧)[（(]?案?[）)]?.*$", "", text
            )
            name = title_of(re.sub(r"第[0-9０-９]+期", "", bare)).committee
            if name:
                return name
        return ""

    def _term(self, texts: Sequence[str]) -> tuple[dt.date | None, dt.date | None]:
        for text in texts:
            days = days_in(text) if _TERM.search(text) else []
            if len(days) > 1:
                return days[0], days[1]
        spans = {tuple(days_in(one.note)[:2]) for one in self.people if len(days_in(one.note)) > 1}
        if len(spans) == 1:
            first, last = next(iter(spans))
            return first, last
        return None, None


_TOP = 20
"""Lines within which a 名簿 has its headings."""


def _words(line: Line) -> Words:
    return Words(line.text, line.at)
