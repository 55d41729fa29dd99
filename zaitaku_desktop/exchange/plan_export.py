"""A plan's 資料 as an Excel file: 印刷用 as printed, データ用 as a list; both can be imported again."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.exchange.data_export import write_data_xlsx
from zaitaku_desktop.exchange.sheet_export import PrintedSheet, Report, print_sheet
from zaitaku_desktop.exchange.stamp import FURNITURE, Kind, Stamp, column_kind, row_key, source_of, write_stamp
from zaitaku_desktop.exchange.workbook_file import save_workbook
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.grid_view import GridView
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.plan import Mark
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.typeset.fonts import Faces


def export_plan(
    printable: Printable, kind: Kind, path: Path, faces: Faces, *, origin: str, report: Report | None = None
) -> None:
    """Write the 資料 over `path`. `origin` = `storage.reading.load_origin` of the data file.

    KnownError, and the old file as it was, if it cannot be written or a text is too long. `report` is told 0…1 and
    may raise Cancelled.
    """
    form, document, snapshot = printable.form, printable.document, printable.snapshot
    view = build_grid(form, document, snapshot, printed=kind == "print")
    source = source_of(kind, document, snapshot, view, origin)
    if kind == "data":
        write_data_xlsx(view, path, source, faces, report=report)
        return
    printed = print_sheet(printable.job(), faces, report=report)
    if form.layout != "grid":  # no row of the sheet is one of the plan: it is read by its words, as from elsewhere
        save_workbook(printed.book, path, {printed.sheet.title: printed.texts})
        return
    stamp = _stamp(printed, Stamp(source, _columns(printed, view)), view, snapshot)
    words = write_stamp(printed.book, printed.sheet, stamp, printed.last_column + 1)
    name = printed.sheet.title
    save_workbook(printed.book, path, {**words, name: {**printed.texts, **words[name]}})
    if report:
        report(1.0)


def _columns(printed: PrintedSheet, view: GridView) -> list[tuple[str, str, str]]:
    """Each column with the headings above it, from the top, as one text."""
    first = printed.header[0]
    headings: list[list[tuple[int, str]]] = [[] for _ in view.columns]
    texts = {(one.row - first, one.col - 1): one.text for one in printed.placed if one.part == "header"}
    for cell in view.header:
        for col in range(cell.col, cell.col + cell.colspan):
            headings[col].append((cell.row, texts.get((cell.row, cell.col), "")))
    return [
        (column.key, "\n".join(text for _, text in sorted(found)), column_kind(column.definition))
        for column, found in zip(view.columns, headings, strict=True)
    ]


def _stamp(printed: PrintedSheet, stamp: Stamp, view: GridView, snapshot: PlanSnapshot) -> Stamp:
    stamp.headers = range(printed.header[0], printed.header[1] + 1) if printed.header[0] else ()
    stamp.marks = {first: row_key(line) for (first, _), line in zip(printed.rows, view.rows, strict=True)}
    grid_row = {first: index for index, (first, _) in enumerate(printed.rows)}
    count: dict[str, int] = {}
    for one in printed.placed:
        if one.part == "body":
            column = view.columns[one.col - 1].key
            stamp.remember(one.row, column, one.text, _extras(view, snapshot, grid_row[one.row], one.col - 1, one.text))
        elif one.part in FURNITURE:
            count[one.part] = count.get(one.part, 0) + 1
            stamp.marks[one.row] = f"{one.part}.{count[one.part]}"
            stamp.remember(one.row, view.columns[0].key, one.text)
    return stamp


def _extras(view: GridView, snapshot: PlanSnapshot, row: int, col: int, text: str) -> list[str]:
    """What stands in a printed cell besides its fields."""
    cell, definition = view.cell_at(row, col), view.columns[col].definition
    lines = text.split("\n")
    if cell.caption:
        return lines[: cell.caption.count("\n") + 1]
    if definition.role != "title" or cell.address is None or not definition.marks:
        return []
    item = snapshot.items[cell.address.item_id]
    ended = item.ended_year is not None
    chips = ended or item.mark is not Mark.NONE
    return (["【廃止】"] if ended else []) + lines[chips + item.title.count("\n") + 1 :]
