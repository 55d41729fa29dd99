"""The columns of a grid with their 年度 and widths, and the headings over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import ColumnDef, Continues, Form
from zaitaku_desktop.forms.grid_view import HeaderCell
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot

NOTE = ColumnDef("note", ("備考\n（印刷しません）",), 45.0, fields=("note",))
"""Where a screen shows the 備考 of a form that prints none."""


def continues_of(form: Form, document: DocumentRow) -> Continues:
    """How 継続 is printed in this 資料: as it says itself, else as its form does."""
    chosen: dict[str, Continues] = {"word": "word", "arrow": "arrow", "merge": "merge", "sign": "sign"}
    return form.continues if form.continues == "resolved" else chosen.get(document.continues, form.continues)


def build_columns(
    form: Form, document: DocumentRow, years: Sequence[FiscalYear], due: str = "", *, printed: bool = False
) -> list[Column]:
    """The form's columns with their 年度: neighbours that repeat by year alternate (R3, R3実績, R4 …).

    A form whose yearly columns are all of the 実績 kind shows the 年度 of the 資料 while none is chosen.
    `printed` = without those that stand on the screen only.
    """
    columns: list[Column] = []
    definitions = [column for column in form.columns if column.printed or not printed]
    index = 0
    while index < len(definitions):
        definition = definitions[index]
        if not definition.repeats:
            own = document.fiscal_year + definition.offset if definition.follows else None
            columns.append(_settled(definition, own, due, printed=printed))
            index += 1
            continue
        block: list[ColumnDef] = []
        while index < len(definitions) and definitions[index].repeats:
            block.append(definitions[index])
            index += 1
        own_years = [_years_of(member, block, document, years) for member in block]
        columns += [
            _settled(member, year, due, printed=printed)
            for year in sorted(set().union(*own_years))
            for member, own in zip(block, own_years, strict=True)
            if year in own
        ]
    return columns


def _years_of(
    definition: ColumnDef, block: Sequence[ColumnDef], document: DocumentRow, years: Sequence[FiscalYear]
) -> set[FiscalYear]:
    """The 年度 for which a column stands there, among its neighbours that repeat by year."""
    if definition.years == "plan":
        return set(years)
    if definition.years != "actual":
        return set(definition.fixed_years(document.fiscal_year))
    if any(member.every_year for member in block):
        return {year for year in years if year.start in document.actual_years}
    return set(shown_years(document, years))


def shown_years(document: DocumentRow, years: Sequence[FiscalYear]) -> list[FiscalYear]:
    """The 年度 a table of results is about: those chosen, else the 資料's own, else the plan's last."""
    chosen = [year for year in years if year.start in document.actual_years]
    return chosen or [year for year in years if year == document.fiscal_year] or list(years[-1:])


def _settled(definition: ColumnDef, year: FiscalYear | None, due: str, *, printed: bool = False) -> Column:
    words = {"year": year.short if year else "", "long": year.long if year else "", "due": due}
    parts = (*definition.heading[:-1], definition.short) if definition.short and not printed else definition.heading
    heading = tuple(part.format(**words) for part in parts)
    if not due:
        heading = tuple(part.replace("（達成時期：）", "") for part in heading)
    return Column(
        f"{definition.key}:{year.start}" if year else definition.key,
        definition,
        year,
        definition.width,
        heading,
    )


def _lacks_notes(columns: Sequence[Column], snapshot: PlanSnapshot) -> bool:
    """Whether there are 備考 that no column shows."""
    shown = any("note" in column.fields for column in columns)
    return not shown and any(field == "note" for _, field, _ in snapshot.entries)


def grid_columns(
    form: Form, document: DocumentRow, snapshot: PlanSnapshot, *, printed: bool = False, with_notes: bool = False
) -> tuple[tuple[Column, ...], float]:
    """The columns of a 資料 with the widths they have on paper, and the type size there. Those that stand on the
    screen only take nothing from the paper; `with_notes` = the 備考 too, if there are any and none shows them."""
    years = years_between(snapshot.plan.first_year, snapshot.plan.last_year)
    columns = build_columns(form, document, years, snapshot.plan.due, printed=printed)
    on_paper, size = settle_widths(form, [column for column in columns if column.definition.printed])
    settled = {column.key: column for column in on_paper}
    columns = [settled.get(column.key, column) for column in columns]
    if with_notes and _lacks_notes(columns, snapshot):
        columns.append(_settled(NOTE, None, ""))
    return tuple(columns), size


def _under(heading: tuple[str, ...], upper: tuple[str, ...]) -> bool:
    """Whether a column stands under that heading; one that is itself called so does not."""
    return len(heading) > len(upper) and heading[: len(upper)] == upper


def build_header(
    columns: Sequence[Column], notes: Mapping[str, str] | None = None
) -> tuple[tuple[HeaderCell, ...], int]:
    """Heading cells merged over columns with the same path, and down where a path is short. `notes` = those of the
    資料 itself by the key of the column as the form defines it (or of the one 年度 it stands over); "" = none, though
    the form has one."""
    depth = max(len(column.heading) for column in columns)
    cells: list[HeaderCell] = []
    for level in range(depth):
        col = 0
        while col < len(columns):
            path = columns[col].heading
            if level >= len(path):
                col += 1
                continue
            last = level == len(path) - 1
            end = col + 1
            while not last and end < len(columns) and _under(columns[end].heading, path[: level + 1]):
                end += 1
            definition = columns[col].definition
            own = notes or {}
            note = own.get(columns[col].key, own.get(definition.key, definition.note)) if last else ""
            cells.append(HeaderCell(level, col, depth - level if last else 1, end - col, path[level], note))
            col = end
    return tuple(cells), depth
