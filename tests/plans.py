"""Small made-up plans for tests, written through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import axis_value_id, fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.reading import load_document, load_plan
from zaitaku_desktop.storage.workspace import Workspace


@dataclass(frozen=True)
class SmallPlan:
    """Ids of a plan R6–R8: 項目 with 取組 a (one row) and b (two 実施行), and an empty 項目."""

    plan: int
    document: int
    group: int
    empty_group: int
    a: int
    b: int
    b1: int
    b2: int


def text(field: str, words: str, year: int | None = None) -> FieldValue:
    """A text in a field."""
    return FieldValue(field, year, EntryState.TEXT, words)


def fill_small(session: Session) -> SmallPlan:
    """Write the small plan; b2 shares the leader of b1, b shares the purpose of a."""
    fill_new(session)
    plan = create_plan(session, "みなと野市の計画", 2024, 2026, "令和8年度末")
    group = plan_rows.add_group(session, plan, axis_value_id=axis_value_id(session, "care_scene", "daily_care"))
    empty = plan_rows.add_group(session, plan, title="そのほか")
    a = plan_rows.add_initiative(session, plan, group, title="顔合わせ", mark=Mark.NEW)
    b = plan_rows.add_initiative(session, plan, group, title="便利帳")
    plan_cells.write_values(session, a, [text("purpose", "早く知る。"), text("plan", "・訪ねる。", 2024)])
    plan_cells.write_values(session, a, [text("leader", "ひがし包括", 2024)])
    plan_cells.write_values(session, b, [text("plan", "・照会する。", 2024), text("leader", "市役所", 2024)])
    b2 = plan_rows.add_line(session, b)
    b1 = plan_rows.add_line(session, b, first=True)
    plan_cells.write_values(session, b2, [FieldValue("plan", 2024, EntryState.CONTINUES, "")])
    plan_cells.share_with(session, b2, [("leader", 2024)], b1)
    plan_cells.share_with(session, b, [("purpose", None)], a)
    document = create_document(
        session, form="p1", title="進捗管理表", fiscal_year=2025, plan_id=plan, actual_years=[2024], number="資料1"
    )
    return SmallPlan(plan, document, group, empty, a, b, b1, b2)


@cache
def _small() -> tuple[bytes, SmallPlan]:
    """Made once for a run of tests."""
    made: list[SmallPlan] = []

    def fill(session: Session) -> None:
        made.append(fill_small(session))

    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.zaitaku"
        Workspace.create(path, name="みなと野市", fill=fill).close()
        return path.read_bytes(), made[0]


def small_file(path: Path) -> tuple[Workspace, SmallPlan]:
    """A data file with the small plan, open."""
    content, plan = _small()
    path.write_bytes(content)
    return Workspace.open(path), plan


def snapshot_of(workspace: Workspace, plan: SmallPlan) -> tuple[PlanSnapshot, DocumentRow]:
    """The plan and its 資料 as they are now."""
    with workspace.read() as connection:
        return load_plan(connection, plan.plan), load_document(connection, plan.document)


def grid_of(workspace: Workspace, plan: SmallPlan) -> GridView:
    """The grid as it is now, in form P1."""
    snapshot, document = snapshot_of(workspace, plan)
    return build_grid(load_form(document.form), document, snapshot)


def shown(view: GridView) -> list[list[str]]:
    """The texts of the grid, row by row, merged cells in every slot they cover."""
    return [[view.cell_at(row, col).text for col in range(len(view.columns))] for row in range(len(view.rows))]
