"""The sample municipality: made-up みなと野市, from resources/sample/plan.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.forms.cells import FieldValue, read_state
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Mark
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.plan import create_plan

YEARLY = ("plan", "actual", "leader")
INITIATIVE_FIELDS = ("purpose", "summary", "target_group")
LINE_FIELDS = ("output_goal", "outcome_goal")


class _Sample:
    """Writes the sample's rows; shares are set last, when every row is there."""

    def __init__(self, session: Session, plan_id: int) -> None:
        self.session = session
        self.plan_id = plan_id
        self.items: dict[str, int] = {}
        self.shares: list[tuple[int, str, list[str]]] = []

    def group(self, data: Mapping[str, Any]) -> None:
        scene = axis_value_id(self.session, "care_scene", data["scene"])
        group_id = plan_rows.add_group(self.session, self.plan_id, axis_value_id=scene)
        for initiative in data["initiative"]:
            self.initiative(group_id, initiative)

    def initiative(self, group_id: int, data: Mapping[str, Any]) -> None:
        item_id = plan_rows.add_initiative(
            self.session, self.plan_id, group_id, title=data["title"], mark=Mark(data.get("mark", ""))
        )
        self.items[data["id"]] = item_id
        tags = [axis_value_id(self.session, "program_item", key) for key in data.get("tags", ())]
        plan_rows.set_tags(self.session, item_id, tags)
        self.write(item_id, data, INITIATIVE_FIELDS)
        lines = data.get("line", [])
        if not lines:
            self.write(item_id, data, LINE_FIELDS)
            self.note_shares(item_id, data)
        for index, line in enumerate(lines):
            line_id = plan_rows.add_line(self.session, item_id) if index else self.first_line(item_id)
            self.items[f"{data['id']}.{index + 1}"] = line_id
            self.write(line_id, line, LINE_FIELDS)
            self.note_shares(line_id, line)
        if lines:
            self.note_shares(item_id, data)
        if "ended" in data:
            year = FiscalYear.parse(data["ended"]).start
            plan_rows.end_item(self.session, item_id, year, data.get("end_note", ""))

    def first_line(self, item_id: int) -> int:
        return plan_rows.add_line(self.session, item_id, first=True)

    def note_shares(self, item_id: int, data: Mapping[str, Any]) -> None:
        for source, fields in data.get("share", {}).items():
            self.shares.append((item_id, source, fields))

    def write(self, item_id: int, data: Mapping[str, Any], fields: tuple[str, ...]) -> None:
        values = [FieldValue(field, None, *read_state(data.get(field, ""), yearly=False)) for field in fields]
        if fields == LINE_FIELDS:
            for field in YEARLY:
                for name, text in data.get(field, {}).items():
                    year = None if name == "always" else FiscalYear.parse(name).start
                    values.append(FieldValue(field, year, *read_state(text, yearly=year is not None)))
        plan_cells.write_values(self.session, item_id, values)

    def share(self, years: range) -> None:
        for item_id, source, fields in self.shares:
            keys: list[tuple[str, int | None]] = []
            for field in fields:
                keys += [(field, year) for year in years] if field in YEARLY else [(field, None)]
            plan_cells.share_with(self.session, item_id, keys, self.items[source])


def fill_sample(session: Session) -> None:
    """Write the whole sample into a new file: settings, plan, 資料1."""
    data = tomllib.loads(resource("sample/plan.toml").read_text(encoding="utf-8"))
    fill_new(session)
    municipality = session.get_one(Municipality, 1)
    municipality.name = data["municipality"]["name"]
    municipality.department = data["municipality"]["department"]
    plan = data["plan"]
    first, last = FiscalYear.parse(plan["first"]).start, FiscalYear.parse(plan["last"]).start
    plan_id = create_plan(session, plan["title"], first, last, plan["due"])
    sample = _Sample(session, plan_id)
    for group in data["group"]:
        sample.group(group)
    sample.share(range(first, last + 1))
    document = data["document"]
    create_document(
        session,
        form="p1",
        title=document["title"],
        fiscal_year=FiscalYear.parse(document["year"]).start,
        plan_id=plan_id,
        actual_years=[FiscalYear.parse(year).start for year in document["actual_years"]],
        number=document["number"],
        notes=document["notes"],
    )
