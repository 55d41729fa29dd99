"""Our own Excel files when they come back: untouched, saved by another program, edited there, edited here, both."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from desks import FACES, FORMS, KINDS, Desk, again
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet
from random_plans import Initiative, Writer, facts, new_file, plans
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.exchange.round_trip import read_stamp
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.reading import load_plan
from zaitaku_desktop.storage.tables import file_state


def nothing(proposal: ImportProposal) -> None:
    """Importing this changes nothing, asks nothing, leaves nothing out."""
    assert (proposal.not_taken, proposal.conflicts) == ((), ())
    assert (proposal.counts["new_items"], proposal.counts["add"]) == (0, 0)
    for plan in proposal.plans:
        assert plan.matched_id is not None and plan.document.matched_id is not None
        assert (dict(plan.fill), dict(plan.document.fill)) == ({}, {})
    assert proposal.counts["same"] > 30


def cell_of(sheet: Worksheet, text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if str(cell.value) == text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_that_an_export_comes_back_without_a_difference(desk: Desk, kind: Kind, form: str) -> None:
    path = desk.export(kind, form)
    nothing(desk.look(path))
    nothing(desk.look(again(path)))


@pytest.mark.soak
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_that_an_export_saved_by_libreoffice_comes_back_without_a_difference(desk: Desk, kind: Kind, form: str) -> None:
    assert shutil.which("soffice") is not None
    path, out = desk.export(kind, form), desk.folder / "saved"
    profile = f"-env:UserInstallation={(desk.folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    nothing(desk.look(out / path.name))


@pytest.mark.parametrize("kind", KINDS)
def test_that_marks_and_hashes_are_no_content(desk: Desk, kind: Kind) -> None:
    tables = read_workbook(desk.export(kind))
    assert [table.hidden for table in tables] == [False, True]
    stamp = read_stamp(tables)
    assert stamp is not None and len(stamp.tables) == 1
    table = stamp.tables[0]
    assert not any(cell.text.startswith("id:") for cell in table.cells.values())
    rows = [row for row in range(1, table.last_row + 1) if stamp.item_id(table.name, row) is not None]
    lines = [item for item in desk.plan().walk() if item.kind is ItemKind.INITIATIVE]
    assert len(rows) >= len(lines)
    where = f"{table.name}!C{rows[0]}"
    assert stamp.unchanged(where) and not stamp.unchanged(f"{table.name}!C{table.last_row + 9}")


def first_entry(desk: Desk, field: str) -> tuple[int, int | None, str]:
    """(item, year, text) of the first entry with a text that nobody shares."""
    plan = desk.plan()
    shared = {entry.shared_from_id for entry in plan.entries.values()}
    return next(
        (item_id, year, entry.text)
        for (item_id, key, year), entry in plan.entries.items()
        if key == field and entry.state is EntryState.TEXT and entry.text and entry.id not in shared
        if entry.shared_from_id is None and len(entry.text) > 20
    )


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_cell_edited_only_in_excel_is_proposed(desk: Desk, kind: Kind) -> None:
    item_id, year, text = first_entry(desk, "actual")
    path = desk.export(kind)
    start = text.split("\n")[0][:6]

    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value or "").startswith(start):
                    cell.value = f"{cell.value}\nExcelで足した行"
                    return

    proposal = desk.look(again(path, change))
    assert [(c.id, c.field, c.year, c.default) for c in proposal.conflicts] == [(item_id, "actual", year, "theirs")]
    # what print had set in other widths stays as it is in the record
    assert proposal.conflicts[0].theirs == f"{text}\nExcelで足した行"
    assert (proposal.counts["add"], proposal.not_taken) == (0, ())

    def take(session: Session) -> None:
        apply(session, proposal, {c.key: c.default for c in proposal.conflicts})

    desk.workspace.perform("取り込む", take)
    taken = desk.plan().entry(item_id, "actual", year)
    assert taken is not None and taken.text.endswith("Excelで足した行")


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_cell_edited_only_here_stays(desk: Desk, kind: Kind) -> None:
    path = desk.export(kind)
    item_id, year, _ = first_entry(desk, "actual")
    desk.write(item_id, FieldValue("actual", year, EntryState.TEXT, "アプリで直した文"))
    nothing(desk.look(path))


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_cell_edited_on_both_sides_is_asked_and_mine_proposed(desk: Desk, kind: Kind) -> None:
    path = desk.export(kind)
    item_id, year, text = first_entry(desk, "actual")
    desk.write(item_id, FieldValue("actual", year, EntryState.TEXT, "アプリで直した文"))
    start = text.split("\n")[0][:6]

    def change(sheet: Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(start))
        cell.value = "Excelで直した文"

    found = [(c.mine, c.theirs, c.default) for c in desk.look(again(path, change)).conflicts]
    assert found == [("アプリで直した文", "Excelで直した文", "mine")]


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_cleared_cell_here_is_not_filled_again(desk: Desk, kind: Kind) -> None:
    path = desk.export(kind)
    item_id, year, _ = first_entry(desk, "actual")
    desk.write(item_id, FieldValue("actual", year, None))
    nothing(desk.look(path))


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_cell_emptied_in_excel_is_told_and_nothing_deleted(desk: Desk, kind: Kind) -> None:
    path = desk.export(kind)
    _, _, text = first_entry(desk, "actual")
    start = text.split("\n")[0][:6]

    def change(sheet: Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(start))
        cell.value = None

    proposal = desk.look(again(path, change))
    assert ["空にされています" in row.why for row in proposal.remarks] == [True]
    assert (proposal.conflicts, proposal.counts["add"]) == ((), 0)


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_row_deleted_here_does_not_come_back(desk: Desk, kind: Kind) -> None:
    path = desk.export(kind)
    gone = next(item for item in desk.plan().walk() if item.kind is ItemKind.INITIATIVE)
    desk.workspace.perform("消す", lambda session: plan_rows.delete(session, [gone.id]))
    proposal = desk.look(path)
    assert (proposal.counts["new_items"], proposal.counts["add"], proposal.conflicts) == (0, 0, ())
    assert all("削除された" in row.why for row in proposal.not_taken) and proposal.not_taken


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_renamed_initiative_is_the_same_one(desk: Desk, kind: Kind) -> None:
    item = next(item for item in desk.plan().walk() if item.kind is ItemKind.INITIATIVE)
    path = desk.export(kind)

    def change(sheet: Worksheet) -> None:
        cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").endswith(item.title)]
        cells[0].value = str(cells[0].value).replace(item.title, "まったく別の名前")

    proposal = desk.look(again(path, change))
    assert proposal.counts["new_items"] == 0
    found = [(c.id, c.field, c.theirs, c.default) for c in proposal.conflicts]
    assert found == [(item.id, "#title", "まったく別の名前", "theirs")]


def test_that_a_list_may_be_sorted_and_have_new_rows(desk: Desk) -> None:
    path = desk.export("data")

    def change(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        new: list[object] = [None] * len(rows[0])
        new[0], new[2] = rows[0][0], "Excelで足した取組"
        for at, row in enumerate([*reversed(rows), new], 2):
            for col, value in enumerate(row, 1):
                sheet.cell(at, col).value = value  # type: ignore[assignment]

    proposal = desk.look(again(path, change))
    assert proposal.conflicts == ()
    new = [item for plan in proposal.plans for item in plan.items if item.matched_id is None]
    assert [(item.kind, item.title) for item in new] == [(ItemKind.INITIATIVE, "Excelで足した取組")]
    assert proposal.counts["add"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_that_neighbours_of_one_name_stay_two(desk: Desk, kind: Kind) -> None:
    names = [item for item in desk.plan().walk() if item.kind is ItemKind.INITIATIVE]
    one, two = next((a, b) for a, b in pairwise(names) if a.parent_id == b.parent_id)

    def twin(session: Session) -> None:
        for item in (one, two):
            plan_rows.rename(session, item.id, "同じ名前", Mark.NONE)
            same = [
                FieldValue(name, None, EntryState.TEXT, "同じ文") for name in ("purpose", "summary", "target_group")
            ]
            plan_cells.write_values(session, item.id, same)

    desk.workspace.perform("同じにする", twin)
    before = facts(desk.plan())
    proposal = desk.look(desk.export(kind))
    nothing(proposal)
    desk.workspace.perform("取り込む", lambda session: apply(session, proposal))
    assert facts(desk.plan()) == before


def test_that_rows_of_one_initiative_may_stand_apart(desk: Desk) -> None:
    path = desk.export("data")

    def change(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[-5]))
        for at, row in enumerate(rows, 2):
            for col, value in enumerate(row, 1):
                sheet.cell(at, col).value = value  # type: ignore[assignment]

    proposal = desk.look(again(path, change))
    assert (proposal.counts["new_items"], proposal.counts["add"], proposal.conflicts) == (0, 0, ())


def test_that_ids_of_another_data_file_mean_nothing(desk: Desk, tmp_path: Path) -> None:
    path = desk.export("data")
    other = new_file()
    with other.connect() as connection:
        proposal = propose(path, load_known(connection))
    other.dispose()
    assert proposal.plans[0].matched_id is None and proposal.counts["add"] > 100
    assert not any("id:" in row.text for row in proposal.not_taken)


def known_file(engine: Engine) -> str:
    with engine.begin() as connection:
        connection.execute(file_state.insert().values(id=1, file_id="f", token="t"))
    return "f"


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_that_any_plan_exported_comes_back_without_a_difference(plan: list[tuple[str, list[Initiative]]]) -> None:
    engine = new_file()
    try:
        file_id = known_file(engine)
        with Session(engine) as session, session.begin():
            document_id = Writer(session).write(plan)
        with engine.connect() as connection:
            printable, known = read_printable(connection, document_id), load_known(connection)
        before = facts(printable.snapshot)
        with tempfile.TemporaryDirectory() as folder:
            for kind in KINDS:
                path = Path(folder) / f"{kind}.xlsx"
                export_plan(printable, kind, path, FACES, origin=file_id)
                proposal = propose(path, known)
                assert (proposal.not_taken, proposal.conflicts) == ((), ())
                with Session(engine) as session, session.begin():
                    assert apply(session, proposal).changed == 0
                with engine.connect() as connection:
                    assert facts(load_plan(connection, 1)) == before
    finally:
        engine.dispose()
