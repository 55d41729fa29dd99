"""The cards of a 自由文書 → the plan as it was then: rows of their own, none of them in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.documents.signs import Line, folded
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import AxisValueRow, EntryRow, ItemRow, MunicipalityRow, PlanRow, PlanSnapshot

_TITLE = frozenset({"取組", "取組名", "取り組み", "事業名", "事業"})
_SUMMARY = frozenset({"事業概要", "概要", "取組概要", "内容", "目的"})
_CLASS = frozenset({"事業区分", "区分", "事業項目", "事業項目区分"})
_INDICATOR = frozenset({"成果指標", "指標", "実施予定", "スケジュール"})
_HEADING = re.compile(r"^【\s*(?:基本理念)?\s*(.*?)\s*】\s*(.*)$")
_NUMBER = re.compile(r"^([①-⑳]|[0-9０-９]{1,2})\s*[-－‐–—ー−]\s*([0-9０-９]{1,3})[\s\u3000]+(\S.*)$")
_YEAR = re.compile(r"^((?:令和|平成)\s*(?:元|[0-9０-９]{1,2})\s*年度)[\s\u3000]*(.*)$")
_CLASS_SIGN = re.compile(r"^([ア-ン])[\s\u3000]+(\S.*)$")
_GOES_ON = frozenset("→⇒➡")


@dataclass
class CardText:
    """One card. `years` = start year of the 年度 → what stands there."""

    line: int
    heading: str
    name: str
    texts: dict[str, str] = field(default_factory=dict)
    years: dict[int, str] = field(default_factory=dict)


class CardReader:
    """Takes the lines of cards one after the other; `take` says whether a line was one of them."""

    def __init__(self) -> None:
        self.cards: list[CardText] = []
        self._heading = ""
        self._years: list[int] = []
        self._open = False

    def begin_heading(self, line: Line) -> bool:
        """【基本理念①】… over cards."""
        if _HEADING.match(line.text) is None or "\t" in line.text:
            return False
        self._heading, self._open = line.text, False
        return True

    def take(self, line: Line) -> bool:
        """Whether the line belongs to a card."""
        cells = [cell for cell in line.text.split("\t") if cell]
        if not cells or "\t" not in line.text:
            self._open = False
            return False
        said = folded(cells[0])
        if said in _TITLE and len(cells) > 1:
            self.cards.append(CardText(line.number, self._heading, cells[1]))
            self._open, self._years = True, []
            return True
        if not self._open:
            return False
        card = self.cards[-1]
        if said in _SUMMARY | _CLASS and len(cells) > 1:
            card.texts["summary" if said in _SUMMARY else "class"] = "\n".join(cells[1:])
        elif said in _INDICATOR or line.text.startswith("\t"):
            self._yearly(card, cells[1:] if said in _INDICATOR else cells)
        else:
            card.texts["more"] = "\n".join(one for one in (card.texts.get("more", ""), " ".join(cells)) if one)
        return True

    def _yearly(self, card: CardText, cells: Sequence[str]) -> None:
        found = [_YEAR.match(cell) for cell in cells]
        years = [FiscalYear.parse(match[1]).start for match in found if match is not None]
        if years and len(years) == len(cells):
            self._years = years
            for year, match in zip(years, found, strict=True):
                if match is not None and match[2]:
                    card.years[year] = match[2]
            return
        for year, cell in zip(self._years, cells, strict=False):
            card.years[year] = cell


def plan_of_cards(
    cards: Sequence[CardText], title: str, city: str, vision: str = "", catchphrase: str = ""
) -> PlanSnapshot:
    """The plan that the cards are of, as they tell it."""
    made = _Maker(title, city, vision, catchphrase)
    for card in cards:
        made.add(card)
    return made.plan(cards)


class _Maker:
    def __init__(self, title: str, city: str, vision: str, catchphrase: str) -> None:
        self._words = (title, city, vision, catchphrase)
        self._values: dict[tuple[str, str], AxisValueRow] = {}
        self._groups: dict[str, int | None] = {"": None}
        self._items: dict[int, ItemRow] = {}
        self._entries: list[EntryRow] = []

    def add(self, card: CardText) -> None:
        parent = self._group(card.heading)
        number = _NUMBER.match(card.name)
        sign = f"{number[1]}-{unicodedata.normalize('NFKC', number[2])}" if number else ""
        title = number[3] if number else card.name
        tags = tuple(self._class(line) for line in card.texts.get("class", "").split("\n") if line)
        item = ItemRow(len(self._items) + 1, parent, ItemKind.INITIATIVE, len(self._items), sign, title, tags=tags,
                       below_note=card.texts.get("more", ""))  # fmt: skip
        self._items[item.id] = item
        if card.texts.get("summary"):
            self._entry(item.id, "summary", None, card.texts["summary"])
        for year, text in card.years.items():
            self._entry(item.id, "indicator_text", year, text)

    def _entry(self, item_id: int, key: str, year: int | None, text: str) -> None:
        goes_on = year is not None and text in _GOES_ON
        state = EntryState.CONTINUES if goes_on else EntryState.TEXT
        self._entries.append(EntryRow(len(self._entries) + 1, item_id, key, year, state, "" if goes_on else text))

    def _group(self, heading: str) -> int | None:
        if heading not in self._groups:
            match = _HEADING.match(heading)
            assert match is not None
            value = self._value("philosophy", match[1], match[2] or match[1])
            row = ItemRow(len(self._items) + 1, None, ItemKind.GROUP, len(self._items), axis_value_id=value)
            self._items[row.id] = row
            self._groups[heading] = row.id
        return self._groups[heading]

    def _class(self, words: str) -> int:
        match = _CLASS_SIGN.match(words)
        return self._value("program_item", *((match[1], match[2]) if match else ("", words)))

    def _value(self, axis: str, number: str, heading: str) -> int:
        key = (axis, f"{number} {heading}")
        if key not in self._values:
            at = len(self._values) + 1
            self._values[key] = AxisValueRow(at, axis, f"v{at}", number, heading)
        return self._values[key].id

    def plan(self, cards: Sequence[CardText]) -> PlanSnapshot:
        title, city, vision, catchphrase = self._words
        years = sorted({year for card in cards for year in card.years}) or [FiscalYear.parse("R6").start]
        row = PlanRow(1, title, FiscalYear(years[0]), FiscalYear(years[-1]), "", vision, catchphrase)
        entries = {(one.item_id, one.field, one.year): one for one in self._entries}
        values = sorted(self._values.values(), key=lambda one: one.id)
        return PlanSnapshot(MunicipalityRow(city), row, self._items, entries, {one.id: one for one in values})
