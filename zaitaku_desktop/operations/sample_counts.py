"""相談件数 and 指標 of the sample municipality, from resources/sample/figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import VALUE_FIELDS, read_amount
from zaitaku_desktop.model.plan import PlanItem
from zaitaku_desktop.operations.consultation import CountValue, siblings, write_counts
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.indicator import AmountValue, add_indicator, set_items, write_amounts

Words = Mapping[str, Any]
DOCUMENTS = ("t3", "k1")
YEAR = FiscalYear(2025)
"""The 年度 of which the 資料 tell."""


def _read(name: str) -> Words:
    path = resources_folder() / "sample" / "figures" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fill_counts(session: Session) -> None:
    """Write the counts of every 年度, then the indicators with the 取組 that serve them."""
    leaves = [row.id for head in siblings(session, None) for row in siblings(session, head.id)]
    for year in _read("consultation")["year"]:
        write_counts(session, _counts(year, leaves))
    found = session.execute(select(PlanItem.number, PlanItem.id).where(PlanItem.number != ""))
    items = {row.number: row.id for row in found}
    for words in _read("indicator")["indicator"]:
        own = {
            name: words[name] for name in ("unit", "definition", "numerator_name", "denominator_name") if name in words
        }
        made = add_indicator(session, words["name"], direction=Direction(words["direction"]), **own)
        write_amounts(session, _amounts(made, words["values"]))
        set_items(session, made, [items[number] for number in words["items"]])
    for key in DOCUMENTS:
        form = load_form(key)
        title = form.title.format(long=YEAR.long)
        create_document(session, form=key, title=title, fiscal_year=YEAR.start, kind=form.kind, draft=False)


def _counts(year: Words, leaves: list[int]) -> Iterator[CountValue]:
    start = year["fiscal_year"]
    for part in year.get("months", [year]):
        month = part.get("month")
        for category, count in zip(leaves, part["counts"], strict=True):
            yield CountValue(start, month, category, count)
        if "total" in part:
            yield CountValue(start, month, None, part["total"])


def _amounts(indicator_id: int, values: Words) -> Iterator[AmountValue]:
    for year, texts in values.items():
        for field, text in zip(VALUE_FIELDS, texts, strict=False):
            yield AmountValue(indicator_id, int(year), field, read_amount(text))
