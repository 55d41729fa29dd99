"""The sample municipality: made up, its texts are data under resources/sample.

One file for each 項目. A field stands there as it is typed into its cell, so that the sample is written by
the same operations as everything else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.cells import Column, FieldValue, read_cell, read_state
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import Mark, Plan
from zaitaku_desktop.operations import entries
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.plan import create_plan, edit_plan
from zaitaku_desktop.operations.plan_cells import share_with, write_values
from zaitaku_desktop.operations.plan_rows import add_group, add_initiative, add_line, end_item, set_below_note
from zaitaku_desktop.operations.plan_tags import set_tags

Words = Mapping[str, Any]


def fill_sample(session: Session) -> int:
    """Fill a new data file with みなと野市. Returns the id of its 資料."""
    fill_new(session)
    parts = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in _files()}
    main = parts.pop("plan")
    edit_municipality(session, **main["municipality"])
    words = dict(main["plan"])
    more = {key: words.pop(key) for key in ("vision", "catchphrase")}
    plan_id = create_plan(session, **words)
    edit_plan(session, plan_id, **more)
    plan = session.get_one(Plan, plan_id)
    _Filler(session, plan).fill(list(parts.values()))
    form = load_form(main["document"]["form"])
    years = {"first": FiscalYear(plan.first_year).short, "last": FiscalYear(plan.last_year).short}
    return create_document(session, plan_id=plan_id, title=form.title.format(**years), **main["document"])


def _files() -> list[Any]:
    return sorted((resources_folder() / "sample").glob("*.toml"))


class _Filler:
    """Writes the rows of the plan, then what refers from one to another."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.session = session
        self.plan_id = plan.id
        self.years = years_between(FiscalYear(plan.first_year), FiscalYear(plan.last_year))
        leader = load_form("p1").column("leader")
        self.leader = Column(leader.key, leader)
        self.ids: dict[str, int] = {}
        self.later: list[tuple[int, Words]] = []

    def fill(self, groups: list[Words]) -> None:
        """Everything, in the order of the files."""
        for group in groups:
            scene = axis_value_id(self.session, "care_scene", group["scene"])
            group_id = add_group(self.session, self.plan_id, axis_value_id=scene)
            for initiative in group["initiative"]:
                self._initiative(group_id, initiative)
        for item_id, words in self.later:
            self._refer(item_id, words)

    def _initiative(self, group_id: int, words: Words) -> None:
        mark = Mark(words.get("mark", ""))
        item_id = add_initiative(self.session, self.plan_id, group_id, title=words["title"], mark=mark)
        set_tags(self.session, item_id, [axis_value_id(self.session, "program_item", key) for key in words["tags"]])
        self._fields(item_id, words)
        lines = words.get("line", ())
        for _ in lines[1:]:
            add_line(self.session, item_id)  # the first call makes two: the row there was, and a new one
        for line, row in zip(lines, entries.children(self.session, self.plan_id, item_id), strict=True):
            self._fields(row.id, line)

    def _fields(self, item_id: int, words: Words) -> None:
        if "id" in words:
            self.ids[words["id"]] = item_id
        if {"same", "ended_year"} & set(words):
            self.later.append((item_id, words))
        values = [value for key, text in words.items() for value in self._values(key, text)]
        write_values(self.session, item_id, [value for value in values if value.state is not None])

    def _values(self, key: str, text: Any) -> Iterator[FieldValue]:
        if key == "leader":
            yield from read_cell(self.leader, text, self.years)
        elif key in standard_fields():
            yield FieldValue(key, None, *read_state(text, yearly=False))
        elif key.startswith("r") and key[1:2].isdigit():
            year, _, actual = key.partition("_")
            field = actual or "plan"
            yield FieldValue(field, FiscalYear.parse(year).start, *read_state(text, yearly=True))

    def _refer(self, item_id: int, words: Words) -> None:
        for field, other in words.get("same", {}).items():
            years = [None, *(year.start for year in self.years)] if field == "leader" else [None]
            share_with(self.session, item_id, [(field, year) for year in years], self.ids[other])
        if "ended_year" in words:
            successor = self.ids[words["successor"]]
            end_item(self.session, item_id, words["ended_year"], words["end_note"], successor)
            set_below_note(self.session, item_id, words["below_note"])
