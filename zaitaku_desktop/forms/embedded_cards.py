"""The cards of a plan within another 資料, as the form of cards prints them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import build_grid, continues_of
from zaitaku_desktop.forms.print_cards import CardPrinter
from zaitaku_desktop.forms.print_cells import CellPrinter
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Block, Cell, Grid, Section, TextBlock, Together


def embedded_cards(form: Form, within: Form, document: DocumentRow, plan: PlanSnapshot, ident: object) -> list[Block]:
    """Every card of the plan, set for the paper of `within`. `document` = the 資料 they stand in; all of it is
    `ident` for hit tests."""
    scaled = replace(form, paper=within.paper)
    row = replace(document, plan_id=plan.plan.id, fiscal_year=plan.plan.first_year, continues="", header_notes={})
    view = build_grid(scaled, row, plan, printed=True)
    printer = CellPrinter(view, row, plan, continues_of(scaled, row))
    return [_called(block, ident) for block in CardPrinter(printer).blocks()]


def _called(block: Any, ident: object) -> Any:
    if isinstance(block, Section):
        head = replace(block.head, ident=ident)
        return replace(block, head=head, blocks=tuple(_called(one, ident) for one in block.blocks))
    if isinstance(block, Together):
        return replace(block, blocks=tuple(_called(one, ident) for one in block.blocks))
    if isinstance(block, Grid):
        return replace(block, header=_cells(block.header, ident), body=_cells(block.body, ident))
    return replace(block, ident=ident) if isinstance(block, TextBlock) else block


def _cells(cells: tuple[Cell, ...], ident: object) -> tuple[Cell, ...]:
    return tuple(replace(cell, ident=ident) for cell in cells)
