"""People in a table: a row of headings (区分, 所属, 職名, 氏名, 出欠, 備考), then a row for each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zaitaku_desktop.exchange.minutes import names
from zaitaku_desktop.exchange.minutes.lines import Cell, plain
from zaitaku_desktop.exchange.minutes.tree import PersonText, Presence, Side, Words
from zaitaku_desktop.exchange.minutes.words import lexicon


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
            cells = {self.columns.kinds.get(cell.column, ""): cell for cell in row}
            name = cells.get("name")
            if len(row) == 1 and len(self.columns.kinds) > 2 and (name is None or not self._names_one(name.text)):
                left.append(Words(row[0].text, row[0].at))
                continue
            group = cells["group"].text if "group" in cells else group
            if name is None or names.NONE.fullmatch(name.text):
                left.append(Words("\u3000".join(cell.text for cell in row), row[0].at))
                continue
            people.append(self._person({kind: cell.text for kind, cell in cells.items()}, row[0], group))
        return people, left

    def _names_one(self, text: str) -> bool:
        return all(names.is_name_part(part) for part in text.split())

    def _person(self, texts: Mapping[str, str], first: Cell, group: str) -> PersonText:
        name, role = _name_in(texts["name"])
        note = texts.get("note", "")
        presence = names.presence_of(texts["presence"]) if "presence" in texts else None
        proxy = re.match(r"代理(?:出席)?(?:者)?[:：　 ]*(.*)", note)
        digits = re.search(r"\d+", plain(texts.get("number", "")))
        post = texts.get("post", "")
        if names.is_role(texts.get("role", "")) or not post:
            role = texts.get("role", "") or role
        if not role and names.is_role(note):
            role = note
        if presence is None and "presence" in texts and "代" in texts["presence"]:
            presence = Presence.PROXY
        return PersonText(
            name,
            self.side,
            presence or self.presence,
            first.at,
            role if role != "―" else "",
            re.sub(r"\s*\n\s*", "", texts.get("organization", "")),
            texts.get("profession", ""),
            post,
            texts.get("reading", ""),
            group,
            proxy[1] if proxy and presence in (None, Presence.PROXY) else "",
            note,
            int(digits.group()) if digits else None,
        )


def _name_in(text: str) -> tuple[str, str]:
    """The name, one blank within it, and a role that stands with it in brackets."""
    match = re.fullmatch(r"(?P<name>[^(（]+)[(（](?P<role>[^)）]+)[)）]", text.strip())
    bare, role = (match["name"], match["role"]) if match else (text, "")
    parts = bare.split()
    if len(parts) > 2 and all(names.length_of(part) == 1 for part in parts):
        return "".join(parts), role
    return " ".join(parts), role
