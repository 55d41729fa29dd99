from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, snapshot_of, text

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Paragraph, PrintJob, TextBlock

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def job(opened: Opened, **changes: object) -> PrintJob:
    snapshot, document = snapshot_of(*opened)
    changed: DocumentRow = replace(document, **changes)  # type: ignore[arg-type]
    return plan_job(load_form("p1"), changed, snapshot)


def body(opened: Opened) -> dict[tuple[int, str], Cell]:
    """The printed cells by row and column key."""
    (grid,) = [block for block in job(opened).blocks if isinstance(block, Grid)]
    return {(cell.row, cell.ident.column): cell for cell in grid.body if cell.ident is not None}  # type: ignore[attr-defined]


def lines(cell: Cell) -> list[str]:
    """The paragraphs of a cell, chips in brackets."""
    return [f"[{one.text}]" if isinstance(one, Chip) else one.text for one in cell.blocks]


def test_that_blank_years_after_the_end_are_struck_through_and_texts_are_not(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("plan", "・続けた。", 2026)]))
    assert not any(cell.slashed for cell in body(opened).values())
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, "（終了）"))
    cells = body(opened)
    assert {key for key, cell in cells.items() if cell.slashed} == {(0, "plan:2025")}
    assert lines(cells[0, "plan:2026"]) == ["・続けた。"]
    assert lines(cells[0, "title"]) == ["[新規]", "[廃止]", "顔合わせ", "（終了）"]


def test_that_leaders_stand_under_their_years_once(opened: Opened) -> None:
    workspace, plan = opened
    same = [text("leader", "ひがし包括", year) for year in (2024, 2025)]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [*same, text("leader", "市役所", 2026)]))
    assert lines(body(opened)[0, "leader"]) == [
        *("令和６年度", "令和７年度", "ひがし包括"),
        *("令和８年度", "市役所"),
    ]


def test_that_the_draft_mark_and_the_notes_are_printed(opened: Opened) -> None:
    notes = ("市役所：とりまとめる。", "※数は年度末のもの")
    printed = job(opened, draft=True, notes=notes)
    assert printed.sheet.title == "進捗管理表（案）"
    (block,) = [block for block in printed.blocks if isinstance(block, TextBlock)]
    assert [paragraph.text for paragraph in block.paragraphs] == list(notes)
    assert [run.text for run in block.paragraphs[0].runs if run.bold] == ["市役所"]
    assert job(opened, draft=False).sheet.title == "進捗管理表"


def test_that_a_state_without_words_stands_in_the_middle(opened: Opened) -> None:
    cell = body(opened)[2, "plan:2024"]
    (paragraph,) = cell.blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.style.align) == ("継続", "center")
