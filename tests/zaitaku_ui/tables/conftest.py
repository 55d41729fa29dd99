"""A small plan on a sheet, written into a real data file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.plan_sheet import PlanSheet
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.forms.cells import FieldValue, read_cell
from zaitaku_desktop.forms.grid import CellAddress, GridCell, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.reading import load_document, load_plan
from zaitaku_desktop.storage.workspace import Workspace


@dataclass
class Desk:
    """A sheet over an open file. `refusing` = the next writes do not go through."""

    workspace: Workspace
    sheet: PlanSheet
    document_id: int
    ids: dict[str, int]
    refusing: bool = False
    written: list[str] = field(default_factory=list)

    def load(self) -> None:
        """Read the plan again and show it."""
        with self.workspace.read() as connection:
            document = load_document(connection, self.document_id)
            assert document.plan_id is not None
            snapshot = load_plan(connection, document.plan_id)
        self.sheet.set_grid(build_grid(load_form(document.form), document, snapshot), snapshot)

    def write(self, cell: GridCell, _slot: Slot, text: str) -> bool:
        """What the sheet calls when a text is done."""
        if self.refusing:
            return False
        view = self.sheet.model.view
        assert view is not None and cell.address is not None
        item_id, values = cell.address.item_id, read_cell(view.columns[cell.col], text, view.years)
        self.written.append(text)

        def change(session: Session) -> None:
            plan_cells.write_values(session, item_id, values)

        self.workspace.perform("入力", change)
        self.load()
        return True

    def text(self, item: str, column: str) -> str:
        """What stands in a cell now."""
        view = self.sheet.model.view
        assert view is not None
        cell = view.find(CellAddress(self.ids[item], column))
        assert cell is not None
        return cell.text

    def go(self, item: str, column: str) -> None:
        """Put the cursor there."""
        assert self.sheet.go_to(CellAddress(self.ids[item], column))


def fill(session: Session, ids: dict[str, int]) -> int:
    """Two 項目 and an empty one; a 取組 of two 実施行, shared texts, one 取組 that has ended. Returns the 資料."""
    plan_id = create_plan(session, title="計画", first_year=2024, last_year=2026)
    ids["group"] = plan_rows.add_group(session, plan_id, title="日常の療養支援")
    ids["list"] = plan_rows.add_initiative(session, plan_id, ids["group"], title="受け皿台帳", mark=Mark.EXISTING)
    ids["line2"] = plan_rows.add_line(session, ids["list"])
    ids["cases"] = plan_rows.add_initiative(session, plan_id, ids["group"], title="事例検討会", mark=Mark.NEW)
    ids["other"] = plan_rows.add_group(session, plan_id, title="入退院支援")
    ids["book"] = plan_rows.add_initiative(session, plan_id, ids["other"], title="連携手帳", mark=Mark.EXISTING)
    plan_rows.end_item(session, ids["book"], 2024)
    ids["empty"] = plan_rows.add_group(session, plan_id, title="看取り")
    for item, name, year, text in (
        ("list", "purpose", None, "すぐ案内できるようにする。"),
        ("cases", "plan", 2024, "・年4回、圏域ごとに開き、進行役を各圏域で二名ずつ育てていく。"),
        ("cases", "target_group", None, "医療・介護職"),
        ("line2", "plan", 2024, "・薬局に照会する。"),
    ):
        value = FieldValue(name, year, EntryState.TEXT, text)
        plan_cells.write_values(session, ids[item], [value])
    plan_cells.set_state(session, ids["cases"], "plan", 2025, EntryState.CONTINUES)
    plan_cells.share_with(session, ids["book"], [("target_group", None)], ids["cases"])
    plan_cells.share_with(session, ids["list"], [("target_group", None)], ids["cases"])
    return create_document(
        session, form="p1", title="表", fiscal_year=2024, plan_id=plan_id, actual_years=(2024,), number="資料１"
    )


@pytest.fixture
def theme(qapp: object) -> Theme:
    """The light theme in the bundled face."""
    return Theme(family=load_ui_fonts())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Desk]:
    """The sheet on the screen, the cursor on the first 取組名."""
    ids: dict[str, int] = {}
    made: list[int] = []

    def contents(session: Session) -> None:
        made.append(fill(session, ids))

    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=contents)
    sheet = PlanSheet(theme)
    qtbot.addWidget(sheet)
    desk = Desk(workspace, sheet, made[0], ids)
    sheet.editing.writer = desk.write
    desk.load()
    first = load_first_line(desk)
    ids["line1"] = first
    sheet.resize(1000, 600)
    sheet.show()
    with qtbot.waitExposed(sheet):
        sheet.activateWindow()
    sheet.main.setFocus()
    sheet.set_cursor(0, 1)
    yield desk
    workspace.close()


def load_first_line(desk: Desk) -> int:
    """The 実施行 that took over the row of the split 取組."""
    view = desk.sheet.model.view
    assert view is not None
    return view.rows[0].item_id
