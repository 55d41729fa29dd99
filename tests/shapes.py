"""A small plan with everything that P3 and P4 show: numbers, tags, spans, 実施行, grades, an end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plans import text
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.entries import children
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.reading import load_document, load_plan
from zaitaku_desktop.storage.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ids. `cards` has two 実施行, `map` none; `ended` ran until R6. `p3`, `p4` are its 資料."""

    plan: int
    daily: int
    map: int
    cards: int
    lines: tuple[int, int]
    ended: int
    p3: int
    p4: int


def go_on(field: str, year: int, more: str = "") -> FieldValue:
    """継続 in a field."""
    return FieldValue(field, year, EntryState.CONTINUES, more)


def fill_shapes(session: Session) -> Shapes:
    """Write it: 日常の療養支援 with 地図 (ア, ①-10) and カード (ウ, ①-2), 看取り with 講座 (キ, ①-1, ended)."""
    fill_new(session)
    plan = create_plan(session, "みなと野市の計画", 2024, 2026)
    daily = plan_rows.add_group(session, plan, axis_value_id=axis_value_id(session, "care_scene", "daily_care"))
    last = plan_rows.add_group(session, plan, axis_value_id=axis_value_id(session, "care_scene", "end_of_life"))
    made = []
    for group, title, number, tag in (
        (daily, "カード", "①-2", "u"),
        (daily, "地図", "①-10", "a"),
        (last, "講座", "①-1", "ki"),
    ):
        item = plan_rows.add_initiative(session, plan, group, title=title)
        plan_cells.write_values(session, item, [FieldValue("#number", None, EntryState.TEXT, number)])
        plan_tags.set_tags(session, item, [axis_value_id(session, "program_item", tag)])
        made.append(item)
    cards, map_, ended = made
    _fill(session, cards, map_, ended)
    plan_rows.add_line(session, cards)
    first, second = (row.id for row in children(session, plan, cards))
    plan_cells.write_values(
        session, second, [text("plan", "○配る", 2025), text("actual", "千枚", 2024), text("grade", "B", 2024)]
    )
    documents = [
        create_document(session, form=form, title=form, fiscal_year=2025, plan_id=plan, actual_years=[2024])
        for form in ("p3", "p4")
    ]
    return Shapes(plan, daily, map_, cards, (first, second), ended, documents[0], documents[1])


def _fill(session: Session, cards: int, map_: int, ended: int) -> None:
    plan_cells.write_values(session, cards, [text("purpose", "知らせる。"), text("plan", "○作る", 2024)])
    plan_cells.write_values(session, cards, [go_on("plan", 2025), go_on("plan", 2026)])
    plan_cells.write_values(session, cards, [text("actual", "見本を作った", 2024), text("grade", "A", 2024)])
    plan_cells.write_values(
        session, map_, [text("plan", "○更新", 2024), go_on("plan", 2025, "・配布"), go_on("plan", 2026)]
    )
    plan_cells.write_values(session, map_, [text("indicator_text", "年1回", 2024), go_on("indicator_text", 2025)])
    plan_cells.write_values(session, ended, [text("plan", "○開く", 2024), text("grade", "C", 2024)])
    plan_rows.end_item(session, ended, 2024, "（終了）")


def shapes_file(path: Path) -> tuple[Workspace, Shapes]:
    """A data file with it, open."""
    made: list[Shapes] = []

    def fill(session: Session) -> None:
        made.append(fill_shapes(session))

    return Workspace.create(path, name="みなと野市", fill=fill), made[0]


def read(workspace: Workspace, plan: int, document: int) -> tuple[PlanSnapshot, DocumentRow]:
    """The plan and one of its 資料 as they are now."""
    with workspace.read() as connection:
        return load_plan(connection, plan), load_document(connection, document)


def grid(workspace: Workspace, shapes: Shapes, document: int, *, printed: bool = False) -> GridView:
    """The grid of one of its 資料."""
    snapshot, row = read(workspace, shapes.plan, document)
    return build_grid(load_form(row.form), row, snapshot, printed=printed)
