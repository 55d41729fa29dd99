"""What a cell said before, as versions one can go back to. No Qt here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import TITLE, show_state
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.fields import Field, field_name
from zaitaku_desktop.storage.cell_history import BLANK, CellChange, Said
from zaitaku_ui.side.line import Line

Key = tuple[str, int | None]
"""A field and its 年度."""
Fields = Mapping[str, Field] | None
"""The fields of the plan by key, None = the standard ones."""
NOW, BLANK_WORDS, FIRST = "いまの内容", "（空）", "最初の内容"
KINDS = {"undo": "元に戻す：", "redo": "やり直す："}


@dataclass(frozen=True, slots=True)
class Version:
    """What one field of a cell said from `at` on (None = nobody knows since when), and what it had said `before`.

    `name` = the step that wrote it. `now` = it still says so.
    """

    key: Key
    said: Said
    before: Said | None
    at: dt.datetime | None
    name: str
    now: bool = False

    @property
    def text(self) -> str:
        """Its words, "" = blank."""
        return words_of(self.said)


def words_of(said: Said | None) -> str:
    """The words that the cell showed."""
    return "" if said is None else inline.plain(show_state(said.state, said.text))


def versions_of(histories: Mapping[Key, Sequence[CellChange]]) -> list[Version]:
    """All versions of all fields of a cell, the newest first; `histories` = their changes, the newest first.

    What stood there before the first change is one too, unless that was nothing.
    """
    found: list[tuple[int, Version]] = []
    for key, changes in histories.items():
        for place, change in enumerate(changes):
            name = KINDS.get(change.kind, "") + change.name
            version = Version(key, change.after, change.before, change.at, name, now=not place)
            found.append((change.step_id, version))
        if changes and changes[-1].before != BLANK:
            found.append((0, Version(key, changes[-1].before, None, None, FIRST)))
    found.sort(key=_step, reverse=True)
    return [version for _, version in found]


def _step(numbered: tuple[int, Version]) -> int:
    return numbered[0]


def moment(at: dt.datetime, now: dt.datetime) -> str:
    """`14:32` of today, `5月12日 14:32` of this year, `2024年5月12日` before."""
    here, today = at.astimezone(), now.astimezone()
    if here.date() == today.date():
        return f"{here:%H:%M}"
    day = f"{here.month}月{here.day}日"
    return f"{day} {here:%H:%M}" if here.year == today.year else f"{here.year}年{day}"


def lines_of(versions: Iterable[Version], now: dt.datetime, *, several: bool, fields: Fields = None) -> list[Line]:
    """A line for each: its words, and when and how they came; `several` = say of which field, by its name in
    `fields`."""
    lines = []
    for version in versions:
        when = "" if version.at is None else moment(version.at, now)
        parts = [key_name(version.key, fields) if several else "", when, version.name]
        first = what_changed(words_of(version.before), version.text).replace("\n", " ") or BLANK_WORDS
        chip = NOW if version.now else ""
        lines.append(Line(first, "　".join(part for part in parts if part), chip=chip, key=version))
    return lines


def what_changed(before: str, after: str) -> str:
    """The words of `after` from the first line on in which they differ; what was only taken away as 「…」を消去."""
    if before in (after, ""):
        return after
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(_alike, pairs))
    if same == len(after) and after:
        return f"「{before[same:].strip()}」を消去"
    return after[after.rfind("\n", 0, same + 1) + 1 :]


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def key_name(key: Key, fields: Fields = None) -> str:
    """`R6実績`, `目的`."""
    field, year = key
    name = "取組名" if field == TITLE else field_name(field, fields)
    return name if year is None else f"{FiscalYear(year).short}{name}"
