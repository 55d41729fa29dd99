"""One field of a row over all 年度 of the plan: who leads it (リーダー), and from which 年度 on somebody else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import FieldValue, read_state, show_state
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class OverYears:
    """`texts` = what stands in each of `years`, "" = blank. `closed` = the 年度 (places) after the end of the 取組.

    `always` = what stands there without a 年度; with `spread` it is what all `texts` show, and no 年度 has its own.
    """

    field: str
    years: tuple[FiscalYear, ...]
    texts: tuple[str, ...]
    always: str = ""
    spread: bool = False
    closed: frozenset[int] = frozenset()

    def begins(self, at: int) -> bool:
        """Whether another text begins in that 年度."""
        return at == 0 or self.texts[at] != self.texts[at - 1]

    def changed(self, at: int, text: str) -> OverYears:
        """Another text from that 年度 on, as long as the same one stood there."""
        before, texts = self.texts[at], list(self.texts)
        for place in range(at, len(texts)):
            if texts[place] != before or place in self.closed:
                break
            texts[place] = text
        return replace(self, texts=tuple(texts))

    def values(self) -> tuple[FieldValue, ...]:
        """What is to stand in the field: one value for each 年度 and one for none."""
        one = self.spread and len({text for at, text in enumerate(self.texts) if at not in self.closed}) <= 1
        if one:
            open_texts = [text for at, text in enumerate(self.texts) if at not in self.closed]
            always, texts = (open_texts or [self.always])[0], [""] * len(self.texts)
        else:
            always = "" if self.spread else self.always
            texts = ["" if self.spread and at in self.closed else text for at, text in enumerate(self.texts)]
        yearly = [
            FieldValue(self.field, year.start, *read_state(text, yearly=True))
            for year, text in zip(self.years, texts, strict=True)
        ]
        return (FieldValue(self.field, None, *read_state(always, yearly=False)), *yearly)


def over_years(snapshot: PlanSnapshot, item_id: int, field: str, years: Sequence[FiscalYear]) -> OverYears:
    """What stands there now."""
    always = _shown(snapshot, item_id, field, None)
    texts = tuple(_shown(snapshot, item_id, field, year.start) for year in years)
    spread = bool(always) and not any(texts)
    initiative = snapshot.ancestor(snapshot.items[item_id], ItemKind.INITIATIVE)
    ended = None if initiative is None else initiative.ended_year
    closed = frozenset(at for at, year in enumerate(years) if ended is not None and year.start > ended)
    return OverYears(field, tuple(years), (always,) * len(texts) if spread else texts, always, spread, closed)


def _shown(snapshot: PlanSnapshot, item_id: int, field: str, year: int | None) -> str:
    entry = snapshot.entry(item_id, field, year)
    return "" if entry is None else show_state(entry.state, entry.text)
