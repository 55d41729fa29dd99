"""The sample municipality: made up, its texts are data under resources/sample.

One file for each 項目. A field stands there as it is typed into its cell, so that the sample is written by
the same operations as everything else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.cells import NUMBER, TITLE, Column, FieldValue, read_cell, read_state
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.form_file import read_form_file
from zaitaku_desktop.forms.library import load_form, read_library
from zaitaku_desktop.forms.titles import form_title
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import EntryState, Mark, Plan
from zaitaku_desktop.operations import entries
from zaitaku_desktop.operations.axes import add_axis_value
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.own_forms import take_form
from zaitaku_desktop.operations.plan import create_plan, edit_plan
from zaitaku_desktop.operations.plan_cells import set_reason, share_with, write_values
from zaitaku_desktop.operations.plan_rows import add_group, add_initiative, add_line, end_item, set_below_note
from zaitaku_desktop.operations.plan_tags import set_tags
from zaitaku_desktop.operations.sample_counts import fill_counts
from zaitaku_desktop.operations.sample_documents import fill_documents
from zaitaku_desktop.operations.sample_meetings import documents_by_form, fill_meetings
from zaitaku_desktop.operations.sample_trainings import fill_trainings

Words = Mapping[str, Any]
REASON = "_reason"  # r6_reason = why its 評価 of R6 was given


def fill_sample(session: Session) -> int:
    """Fill a new data file with みなと野市. Returns the id of its first 資料."""
    fill_new(session)
    parts = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in _files()}
    main = parts.pop("plan")
    edit_municipality(session, **main["municipality"])
    words = dict(main["plan"])
    more = {key: words.pop(key) for key in ("vision", "catchphrase")}
    plan_id = create_plan(session, **words)
    edit_plan(session, plan_id, **more)
    plan = session.get_one(Plan, plan_id)
    signs = {value["number"]: add_axis_value(session, "philosophy", **value) for value in main["philosophy"]}
    for value in main["desired_state"]:
        add_axis_value(session, "desired_state", **value)
    forms = {path.stem: _own_form(session, path) for path in _files("forms")}
    budgets = {number: _budget(forms["budget"], years) for number, years in main["budget"].items()}
    _Filler(session, plan, signs, budgets).fill(list(parts.values()))
    first, *_ = [_document(session, plan, forms, words) for words in main["document"]]
    fill_counts(session)
    fill_meetings(session, documents_by_form(session))
    fill_trainings(session)
    fill_documents(session, plan_id)
    return first


def _own_form(session: Session, path: Path) -> Form:
    """A form of the city's own, as another city would hand it on, with the fields it brings."""
    library = read_library(session.connection())
    key = take_form(session, read_form_file(path, library))
    return read_library(session.connection()).form(key)


def _budget(form: Form, years: Words) -> Words:
    """予算 by 年度, as the fields of a 取組 are written in the sample."""
    (field,) = form.column("budget").fields
    return {f"{year}_{field}": amount for year, amount in years.items()}


def _document(session: Session, plan: Plan, forms: Mapping[str, Form], words: Words) -> int:
    """A 資料; one without a title of its own has that of its form."""
    form = forms.get(words["form"]) or load_form(words["form"])
    first, last = FiscalYear(plan.first_year), FiscalYear(plan.last_year)
    title = form_title(form, first, last, FiscalYear(words["fiscal_year"]), words.get("actual_years", ()))
    return create_document(session, plan_id=plan.id, **{"title": title, **words, "form": form.key})


def _files(folder: str = "") -> list[Path]:
    return sorted((resources_folder() / "sample" / folder).glob("*.toml"))


class _Filler:
    """Writes the rows of the plan, then what refers from one to another.

    `philosophies` = the ids of the 基本理念 by their signs; the No. of a 取組 begins with that of its own (①-2).
    `more` = further fields of the 取組 by their No.
    """

    def __init__(
        self, session: Session, plan: Plan, philosophies: Mapping[str, int], more: Mapping[str, Words]
    ) -> None:
        self.session = session
        self.plan_id = plan.id
        self.philosophies = philosophies
        self.more = more
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
        mark, title = Mark(words.get("mark", "")), words["title"]
        number = words.get("number", "")
        item_id = add_initiative(self.session, self.plan_id, group_id, title=title if number else "", mark=mark)
        tags = [axis_value_id(self.session, "program_item", key) for key in words["tags"]]
        tags.append(axis_value_id(self.session, "pdca", words["pdca"]))
        if not number:  # 再掲: a reference to another, made as a clerk makes it, by typing its name
            set_tags(self.session, item_id, tags)
            write_values(self.session, item_id, [FieldValue(TITLE, None, EntryState.TEXT, title)])
            return
        set_tags(self.session, item_id, [*tags, self.philosophies[number.partition("-")[0]]])
        write_values(self.session, item_id, [FieldValue(NUMBER, None, EntryState.TEXT, number)])
        whole = self._fields(item_id, {**words, **self.more.get(number, {})})
        lines = words.get("line", ())
        for _ in lines[1:]:
            add_line(self.session, item_id)  # the first call makes two: the row there was, and a new one
        rows = entries.children(self.session, self.plan_id, item_id)
        for line, row in zip(lines, rows, strict=True):
            self._fields(row.id, line)
        for row in rows[1:]:  # what is said of the 取組 as a whole (評価, 成果指標) is said of each of its 実施行
            share_with(self.session, row.id, [key for key in whole if key[1] is not None], rows[0].id)

    def _fields(self, item_id: int, words: Words) -> list[tuple[str, int | None]]:
        """Write the fields of a row; returns where."""
        if "id" in words:
            self.ids[words["id"]] = item_id
        if {"same", "ended_year", "below_note"} & set(words):
            self.later.append((item_id, words))
        values = [value for key, text in words.items() for value in self._values(key, text)]
        values = [value for value in values if value.state is not None]
        write_values(self.session, item_id, values)
        for key, text in words.items():
            if key.endswith(REASON):
                set_reason(self.session, item_id, FiscalYear.parse(key.removesuffix(REASON)).start, text)
        return [(value.field, value.year) for value in values]

    def _values(self, key: str, text: Any) -> Iterator[FieldValue]:
        if key == "leader":
            yield from read_cell(self.leader, text, self.years)
        elif key in standard_fields():
            yield FieldValue(key, None, *read_state(text, yearly=False))
        elif key.startswith("r") and key[1:2].isdigit() and not key.endswith(REASON):
            year, _, field = key.partition("_")
            yield FieldValue(field or "plan", FiscalYear.parse(year).start, *read_state(text, yearly=True))

    def _refer(self, item_id: int, words: Words) -> None:
        for field, other in words.get("same", {}).items():
            years = [None, *(year.start for year in self.years)] if field == "leader" else [None]
            share_with(self.session, item_id, [(field, year) for year in years], self.ids[other])
        if "ended_year" in words:
            successor = self.ids[words["successor"]]
            end_item(self.session, item_id, words["ended_year"], words["end_note"], successor)
        if "below_note" in words:
            set_below_note(self.session, item_id, words["below_note"])
