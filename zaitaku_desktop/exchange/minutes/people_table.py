"""People in a table: a row of headings (区分, 所属, 職名, 氏名, 出欠, 備考), then a row for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zaitaku_desktop.exchange.minutes import names
from zaitaku_desktop.exchange.minutes.lines import Cell, plain
from zaitaku_desktop.exchange.minutes.tree import PersonText, Words
from zaitaku_desktop.exchange.minutes.words import lexicon
from zaitaku_desktop.model.attendance import Presence, Side


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold: column → kind. `header` = index of the row of headings."""

    kinds: Mapping[int, str]
    header: int


def columns_of(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """The headings of a table of people, None if there are none."""
    headings = lexicon().columns
    for index, row in enumerate(rows[:12]):
        cells = _parted(row)
        kinds = {cell.column: key for cell in cells if (key := headings.get(plain(cell.text).replace("\n", "")))}
        if "name" in kinds.values() and len(kinds) > 1 and len(kinds) >= len(cells) - 1:
            return Columns(kinds, index)
    return None


def _parted(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row; one that has no tabs is parted at its blanks."""
    if len(row) > 1:
        return list(row)
    parts = re.finditer(r"\S+", row[0].text) if row else ()
    return [Cell(m.group(), (row[0].at[0], row[0].at[1] + m.start()), column) for column, m in enumerate(parts)]


@dataclass
class PeopleTable:
    """Reads the rows below the headings. Cells merged over rows (区分) go on until the next one is filled."""

    columns: Columns
    side: Side
    presence: Presence

    def read(self, rows: Sequence[Sequence[Cell]]) -> tuple[list[PersonText], list[Words]]:
        """The people of the rows, and the rows that hold none (as words)."""
        people: list[PersonText] = []
        left: list[Words] = []
        group = ""
        for row in rows:
            cells = self._cells(row)
            name = cells.get("name", "")
            if not name or names.NONE.fullmatch(name) or not names.is_full_name(_name_in(name)[0]):
                left.append(Words("\u3000".join(cell.text for cell in row), row[0].at))
                continue
            group = cells.get("group", group)
            people.append(self._person(cells, row[0], group))
        return people, left

    def _cells(self, row: Sequence[Cell]) -> Mapping[str, str]:
        """What stands under each heading; empty where the row does not fit them."""
        kinds = self.columns.kinds
        if len(row) > 1 or len(kinds) < 2:
            return {kinds.get(cell.column, ""): cell.text for cell in row}
        order = [kinds[column] for column in sorted(kinds)]
        for parts in _ways(row[0].text):
            fitted = _fit(parts, order)
            if fitted is not None:
                return fitted
        return {}

    def _person(self, texts: Mapping[str, str], first: Cell, group: str) -> PersonText:
        name, role = _name_in(texts["name"])
        note = texts.get("note", "")
        said = texts.get("presence", "")
        presence = names.presence_of(said) or (Presence.PROXY if "代" in said else None)
        proxy = re.match(r"代理(?:出席)?(?:者)?[:：　 ]*(.*)", note)
        digits = re.search(r"\d+", plain(texts.get("number", "")))
        duty = "" if names.NONE.fullmatch(texts.get("role", "")) else texts.get("role", "")
        post = texts.get("post", "")
        if duty and not post and not names.is_role(duty):
            post = duty  # 管理者: what somebody is in his house
        else:
            role = duty or role
        return PersonText(
            name,
            self.side,
            presence or self.presence,
            first.at,
            role or (note if names.is_role(note) else ""),
            re.sub(r"\s*\n\s*", "", texts.get("organization", "")),
            texts.get("profession", ""),
            post,
            " ".join(texts.get("reading", "").split()),
            group,
            proxy[1] if proxy and presence in (None, Presence.PROXY) else "",
            "" if names.is_role(note) and not role else " ".join(filter(None, (texts.get("term", ""), note))),
            int(digits.group()) if digits else None,
        )


def _ways(text: str) -> Iterator[list[str]]:
    """The parts of a line that has blanks for columns: parted at wide blanks, then at any."""
    for blanks in (r"\s{2,}", r"\u3000+", r"[\s\u3000]+"):
        yield [part for part in re.split(blanks, text) if part]


def _fit(parts: Sequence[str], order: Sequence[str]) -> Mapping[str, str] | None:
    """One part for each heading in its order; a name and a reading may be two. None if there are too many or few."""
    found: dict[str, str] = {}
    left = list(parts)
    for index, kind in enumerate(order):
        if not left:
            return None
        spare = len(left) - (len(order) - index)
        take = 2 if spare > 0 and kind in ("name", "reading") else 1
        found[kind] = " ".join(left[:take])
        del left[:take]
    return found if not left and names.is_full_name(found.get("name", "")) else None


def _name_in(text: str) -> tuple[str, str]:
    """The name, one blank within it, and a role that stands with it in brackets."""
    match = re.fullmatch(r"(?P<name>[^(（]+)[(（](?P<role>[^)）]+)[)）]", text.strip())
    bare, role = (match["name"], match["role"]) if match else (text, "")
    parts = bare.split()
    if len(parts) > 2 and all(names.length_of(part) == 1 for part in parts):
        return "".join(parts), role
    return " ".join(parts), role
