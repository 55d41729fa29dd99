"""A made-up plan through the real form, so that what is previewed is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from zaitaku_ui.preview.pane import PreviewPane
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, ItemRow, MunicipalityRow, PlanRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Grid, PrintJob
from zaitaku_desktop.typeset.fonts import Faces

TEXTS = (
    ("purpose", None, "往診や訪問ができる所を、窓口ですぐ案内できるようにする。"),
    ("plan", 2024, "・台帳の項目を見直す（５月）。\n・𠮷田、葛\U000e0100城の全診療所に照会し、回答を入力する。"),
    ("actual", 2024, "・42か所のうち39か所が回答。\n・残る3か所は電話で確認した。"),
    ("target_group", None, "市内診療所"),
)

JobMaker = Callable[..., PrintJob]


def make_job(rows: int = 12, extra: str = "") -> PrintJob:
    """A 資料１ with two 項目 and `rows` 取組; `extra` stands at the end of every 計画."""
    items = {1: ItemRow(1, None, ItemKind.GROUP, 0, title="日常の療養支援")}
    items[2] = ItemRow(2, None, ItemKind.GROUP, 1, title="入退院支援")
    entries: dict[tuple[int, str, int | None], EntryRow] = {}
    for number in range(rows):
        item = 10 + number
        mark = (Mark.NEW, Mark.EXISTING, Mark.NONE)[number % 3]
        parent = 1 if number < rows / 2 else 2
        title = f"往診・訪問の受け皿台帳{number + 1}"
        items[item] = ItemRow(item, parent, ItemKind.INITIATIVE, number, title=title, mark=mark)
        for field, year, text in TEXTS:
            words = text + (extra if field == "plan" else "")
            key = (item, field, year)
            entries[key] = EntryRow(len(entries) + 1, item, field, year, EntryState.TEXT, words)
    plan = PlanRow(1, "在宅ケア連携推進計画", FiscalYear(2024), FiscalYear(2026))
    snapshot = PlanSnapshot(MunicipalityRow("みなと野市"), plan, items, entries)
    title = "取組進捗管理表"
    document = DocumentRow(1, "plan", "p1", title, 1, FiscalYear(2024), (2024,), "資料１", notes=("※　見本です。",))
    return plan_job(load_form("p1"), document, snapshot)


def body_idents(job: PrintJob) -> list[object]:
    """The names of the grid's written cells, in order."""
    grid = next(block for block in job.blocks if isinstance(block, Grid))
    return [cell.ident for cell in grid.body if cell.ident is not None and cell.blocks]


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture
def job_of() -> JobMaker:
    return make_job


@pytest.fixture
def idents_of() -> Callable[[PrintJob], list[object]]:
    return body_idents


@pytest.fixture
def theme(qapp: object) -> Theme:
    load_ui_fonts()
    return Theme()


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, faces: Faces) -> Iterator[PreviewPane]:
    made = PreviewPane(theme, faces)
    qtbot.addWidget(made)
    made.resize(320, 620)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.shut_down()
