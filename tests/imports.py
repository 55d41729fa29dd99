"""What tests of the import do: read a workbook, take it, look at what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.account import UNREAD
from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import Choice, Fate, ImportProposal, ImportReport, cell_name
from zaitaku_desktop.exchange.source import read_source
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents, load_plan, load_plans

HEADINGS = ("項目", "取組名", "対象者", "R3", "R3実績", "R4")


def look(engine: Engine, path: Path, **more: object) -> ImportProposal:
    with engine.connect() as connection:
        known = load_known(connection)
    proposal = propose(path, known, **more)  # type: ignore[arg-type]
    check_account(path, proposal)
    return proposal


def check_account(path: Path, proposal: ImportProposal) -> None:
    """Every non-empty cell has a fate; refused ones are listed with a reason that says something."""
    cells = {(table.name, *slot) for table in read_source(path) for slot in table.cells}
    assert set(proposal.account) == cells
    listed = {row.where for row in proposal.not_taken}
    assert {cell_name(place) for place, fate in proposal.account.items() if fate is Fate.NOT_TAKEN} <= listed
    assert all(row.why and row.why != UNREAD for row in proposal.not_taken)


def take(
    engine: Engine, path: Path, choices: Mapping[tuple[int, str, int | None], Choice] | None = None, **more: object
) -> ImportReport:
    """Import the workbook."""
    proposal = look(engine, path, **more)
    with Session(engine) as session, session.begin():
        return apply(session, proposal, choices)


def snapshot(engine: Engine, index: int = 0) -> PlanSnapshot:
    with engine.connect() as connection:
        return load_plan(connection, load_plans(connection)[index].id)


def grid(engine: Engine) -> GridView:
    with engine.connect() as connection:
        document = load_documents(connection)[0]
        assert document.plan_id is not None
        return build_grid(load_form("p1"), document, load_plan(connection, document.plan_id))


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in Record.metadata.sorted_tables
        }


def titled(view: PlanSnapshot, title: str) -> ItemRow:
    return next(item for item in view.items.values() if item.title == title)


def load_titles(engine: Engine) -> list[str]:
    return [item.title for item in snapshot(engine).items.values() if item.kind is ItemKind.INITIATIVE]
