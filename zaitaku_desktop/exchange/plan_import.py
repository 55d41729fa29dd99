"""xlsx → proposal: which sheets are plan grids, what they say, and how that differs from what is there.

Which years: the plan's period = the 年度 of its columns and of the （R3-R5） in its title. 実績 is shown for the
years that have such a column. The 資料 is made for the 年度 after the latest 実績 (a table that shows R3実績 is
the one of R4, when that result is known and R4 runs), or for the first 年度 if there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.headers import NUMBER, Header, HeaderFinder, import_columns
from zaitaku_desktop.exchange.known_rows import without_deleted
from zaitaku_desktop.exchange.labels import name_key, period_in, without_period
from zaitaku_desktop.exchange.matching import match_plan
from zaitaku_desktop.exchange.plan_reading import PlanReader
from zaitaku_desktop.exchange.proposal import (
    IGNORED,
    ColumnChoices,
    ColumnMapping,
    DocumentDraft,
    ImportProposal,
    PlanDraft,
    SheetReading,
    Target,
    column_letter,
)
from zaitaku_desktop.exchange.regions import RegionReader, Regions, target_name
from zaitaku_desktop.exchange.round_trip import Stamp, read_stamp
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.workbook import Progress, read_workbook
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import load_form, preset_forms
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import AxisValueRow, DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.reading import (
    load_axes,
    load_documents,
    load_file_id,
    load_plan,
    load_plans,
    load_stored_forms,
)

HIDDEN_SHEET = "隠れたシートです。取り込むときは、Excel で表示してから保存してください。"
NO_GRID = "計画の表として読めないシートです。"


@dataclass(frozen=True)
class Known:
    """What the open file has already. Empty = an import into an empty file."""

    plans: tuple[PlanSnapshot, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    axis_values: Mapping[int, AxisValueRow] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    file_id: str = ""


def load_known(connection: Connection) -> Known:
    """Everything an import compares with, read at once; may then be handed to another thread."""
    return Known(
        plans=tuple(load_plan(connection, plan.id) for plan in load_plans(connection)),
        documents=tuple(load_documents(connection)),
        axis_values=load_axes(connection),
        forms=dict(load_stored_forms(connection)),
        file_id=load_file_id(connection),
    )


def propose(
    source: Path | Sequence[SheetTable],
    known: Known | None = None,
    *,
    form_key: str | None = None,
    column_choices: ColumnChoices | None = None,
    progress: Progress | None = None,
) -> ImportProposal:
    """What importing the workbook would do. Nothing is written; safe on a worker thread.

    `form_key` None = the form that fits best. KnownError if the file cannot be read or has no plan grid.
    """
    known = known or Known()
    place = source.name if isinstance(source, Path) else ""
    tables = read_workbook(source, progress=_part(progress, 0.0, 0.6)) if isinstance(source, Path) else list(source)
    stamp = read_stamp(tables)
    if stamp is not None:
        tables = stamp.tables
        if stamp.file_id != known.file_id or not known.file_id:  # ids of another data file say nothing here
            stamp = None
    choices = column_choices or {}
    form, headers = _choose_form(tables, known, form_key, choices)
    if not headers:
        raise _nothing_found(tables, form, place)
    account = Account()
    regions = []
    for table in tables:
        if table.name in headers:
            by_hand = _choices_of(choices, table.name)
            reader = RegionReader(
                table, headers[table.name], form, account, groups=_axis_names(known.axis_values), by_hand=by_hand
            )
            regions.append(reader.read())
        else:
            account.refuse_all(table, HIDDEN_SHEET if table.hidden else NO_GRID)
    step = _part(progress, 0.6, 1.0)
    plans = []
    parts = _plans_of(regions)
    for index, members in enumerate(parts):
        plans.append(_read_plan(members, form, known, account, stamp))
        if step:
            step((index + 1) / len(parts))
    account.close(tables)
    return ImportProposal(
        form=form.key,
        sheets=tuple(_reading(part, choices) for part in regions),
        targets=_targets(form, plans),
        plans=tuple(plans),
        account=account.fates,
        not_taken=account.not_taken,
        remarks=tuple(account.remarks),
    )


def _part(progress: Progress | None, first: float, last: float) -> Callable[[float], None] | None:
    if progress is None:
        return None

    def report(done: float) -> None:
        progress(first + (last - first) * done)

    return report


def _choices_of(choices: ColumnChoices, sheet: str) -> dict[int, str]:
    return {column: target for (name, column), target in choices.items() if name == sheet}


def _choose_form(
    tables: Sequence[SheetTable], known: Known, form_key: str | None, choices: ColumnChoices
) -> tuple[Form, dict[str, list[Header]]]:
    """The form whose headings fit best, and the headers of each sheet that has its grid."""
    if form_key is not None:
        forms = [load_form(form_key, known.forms)]
    else:
        keys = dict.fromkeys((*preset_forms(), *known.forms))
        forms = [form for form in (load_form(key, known.forms) for key in keys) if form.kind == "plan"]
    best: tuple[float, Form, dict[str, list[Header]]] | None = None
    for form in forms:
        found: dict[str, list[Header]] = {}
        for table in tables:
            if not table.hidden:
                headers = HeaderFinder(form, _choices_of(choices, table.name)).find(table)
                if headers:
                    found[table.name] = headers
        score = sum(max(header.score for header in headers) for headers in found.values())
        if best is None or score > best[0]:
            best = score, form, found
    assert best is not None
    return best[1], best[2]


def _nothing_found(tables: Sequence[SheetTable], form: Form, place: str) -> KnownError:
    what = "計画の表を見つけられませんでした。"
    if not any(table.cells for table in tables):
        what = "何も書かれていないブックです。"
    for table in tables:
        nearest = HeaderFinder(form).nearest(table)
        if nearest is not None and not table.hidden:
            row, lacking = nearest
            if lacking:
                what = (
                    f"様式「{form.name}」の表として読めませんでした。"
                    f"シート「{table.name}」の{row}行目は見出しのようですが、「{'」「'.join(lacking)}」の列がありません。"
                )
                break
    headings = "、".join("".join(column.heading[-1].split("\n")) for column in form.columns[:5] if column.heading)
    return KnownError(
        what,
        safe="何も取り込んでいません。",
        todo=f"見出し（{headings} など）のある表を選んでください。",
        place=place,
    )


def _plans_of(regions: Sequence[Regions]) -> list[list[Regions]]:
    """Sheets of one plan together: same title and period, or no title of its own."""
    groups: list[tuple[tuple[str, object], list[Regions]]] = []
    for part in regions:
        key = (name_key(without_period(part.title)), period_in(part.title))
        there = next((members for known, members in groups if known == key or not part.title), None)
        if there is None:
            groups.append((key, [part]))
        else:
            there.append(part)
    return [members for _, members in groups]


def _header_years(parts: Iterable[Regions], kind: str | None = None) -> list[FiscalYear]:
    found = {
        FiscalYear(int(target.partition(":")[2]))
        for part in parts
        for header in part.headers
        for target in header.columns.values()
        if ":" in target and kind in (None, target.partition(":")[0])
    }
    return sorted(found)


def _read_plan(
    parts: Sequence[Regions], form: Form, known: Known, account: Account, stamp: Stamp | None = None
) -> PlanDraft:
    title = next((part.title for part in parts if part.title), "")
    years = [*_header_years(parts), *(period_in(title) or ())] or [FiscalYear.of(dt.date.today())]
    first, last = min(years), max(years)
    axis = _axis_names_to_ids(known.axis_values)

    def axis_of(text: str) -> int | None:
        return axis.get(name_key(text))

    reader = PlanReader(form, years_between(first, last), account, axis_of)
    for part in parts:
        reader.read(part)
    items, entries = reader.finish()
    actual_keys = [column.key for column in form.columns if column.years == "actual"]
    actual = [year for key in actual_keys for year in _header_years(parts, key)]
    document = DocumentDraft(
        form=form.key,
        title=title or form.title.format(first=first.short, last=last.short),
        fiscal_year=(max(actual) + 1 if actual else first).start,
        actual_years=tuple(year.start for year in actual),
        number=next((part.number for part in parts if part.number), ""),
        lead=tuple(line for part in parts for line in part.lead),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        draft=any(part.draft for part in parts),
    )
    draft = PlanDraft(
        title=without_period(document.title) or document.title,
        first_year=first.start,
        last_year=last.start,
        due=next((header.due for part in parts for header in part.headers if header.due), ""),
        document=document,
        items=items,
        entries=entries,
    )
    draft = without_deleted(draft, known.plans, stamp, account)
    return match_plan(draft, known.plans, known.documents, parts[0].table.name, stamp)


def _axis_words(values: Mapping[int, AxisValueRow]) -> Iterable[tuple[str, int]]:
    synonyms = {(axis.key, value.key): value.synonyms for axis in standard_axes() for value in axis.values}
    for row in values.values():
        if row.axis not in ("care_scene", "program_item"):
            continue
        yield row.heading, row.id
        if row.number:
            yield f"{row.number}{row.heading}", row.id
        for word in synonyms.get((row.axis, row.key), ()):
            yield word, row.id


def _axis_names_to_ids(values: Mapping[int, AxisValueRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word, value_id in _axis_words(values):
        found.setdefault(name_key(word), value_id)
    return found


def _axis_names(values: Mapping[int, AxisValueRow]) -> frozenset[str]:
    """Folded names that mean a 項目: the file's own and the delivered ones."""
    delivered = {name_key(value.heading) for axis in standard_axes() for value in axis.values}
    return frozenset(delivered | {name_key(word) for word, _ in _axis_words(values)} - {""})


def _targets(form: Form, plans: Sequence[PlanDraft]) -> tuple[Target, ...]:
    """What a column may be set to: the form's columns for every 年度 of the plan, the next one, 番号, 読まない."""
    first = min(plan.first_year for plan in plans)
    last = max(plan.last_year for plan in plans)
    keys = []
    block: list[str] = []
    for column in import_columns(form):
        if column.years in ("plan", "actual"):
            block.append(column.key)
        else:
            keys.append(column.key)
    keys += [f"{key}:{year}" for year in range(first, last + 2) for key in block]
    return (*(Target(key, target_name(form, key)) for key in (*keys, NUMBER)), Target(IGNORED, "読まない"))


def _reading(part: Regions, choices: ColumnChoices) -> SheetReading:
    columns = []
    first = part.headers[0]
    rows = {row.row for row in part.rows}
    filled = {col for row, col in part.table.cells if row in rows}
    for col in range(1, part.table.last_column + 1):
        header = next((header for header in part.headers if col in header.guesses), first)
        guess = header.guesses.get(col)
        by_hand = (part.table.name, col) in choices
        target = IGNORED if guess is None else guess.target
        columns.append(
            ColumnMapping(
                sheet=part.table.name,
                column=col,
                letter=column_letter(col),
                heading=" ".join("".join(words.split("\n")) for words in header.paths.get(col, ())),
                target=target,
                confidence=guess.confidence if guess and target != IGNORED else 0.0,
                by_hand=by_hand,
                open=target == IGNORED and not by_hand and col in filled,
            )
        )
    return SheetReading(
        part.table.name,
        tuple((header.first, header.last) for header in part.headers),
        tuple(row.row for row in part.rows),
        tuple(columns),
    )
