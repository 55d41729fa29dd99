"""xlsx → proposal: which sheets are plan grids, what they say, and how that differs from what is there.

Which years: the plan's period = the 年度 of its columns and of the （R3-R5） in its title. 実績 is shown for the
years that have such a column. The 資料 is made for the 年度 after the latest 実績 (a table that shows R3実績 is
the one of R4, when that result is known and R4 runs), or for the first 年度 if there is none. A form that shows
results only is about the 年度 it is made for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.form_choice import (
    choices_of,
    choose_forms,
    column_targets,
    nothing_found,
    plan_forms,
    undated,
)
from zaitaku_desktop.exchange.headers import shows_plan_years
from zaitaku_desktop.exchange.heading_notes import kept_notes
from zaitaku_desktop.exchange.known_rows import fitted, tell_gone
from zaitaku_desktop.exchange.labels import name_key, period_in, sole_year, without_period
from zaitaku_desktop.exchange.legend_lines import LegendLines
from zaitaku_desktop.exchange.matching import match_plan
from zaitaku_desktop.exchange.own_values import differing, drafts_of
from zaitaku_desktop.exchange.placing import place as place_items
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
from zaitaku_desktop.exchange.regions import RegionReader, Regions
from zaitaku_desktop.exchange.round_trip import Stamp, read_stamp
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.source import read_source
from zaitaku_desktop.exchange.splitting import split_points
from zaitaku_desktop.exchange.title_block import own_words
from zaitaku_desktop.exchange.workbook import Progress
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library, preset_library, read_library
from zaitaku_desktop.forms.print_pdca import DESIRED_AXIS
from zaitaku_desktop.forms.titles import form_title
from zaitaku_desktop.model.snapshot import AxisValueRow, DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.reading import (
    is_origin,
    load_axes,
    load_documents,
    load_file_id,
    load_plan,
    load_plans,
    load_steps,
)

HIDDEN_SHEET = "隠れたシートです。取り込むときは、Excel で表示してから保存してください。"
EMPTIED = "Excelで空にされていますが、取り込みでは消しません。今の内容を残します。"
CAPTION = "文の上の取組名は、この様式では変えられません。今の名前を残します。"
NO_GRID = "計画の表として読めないシートです。"


@dataclass(frozen=True)
class Known:
    """What the open file has already. Empty = an import into an empty file."""

    plans: tuple[PlanSnapshot, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    axis_values: Mapping[int, AxisValueRow] = field(default_factory=dict)
    forms: Library = field(default_factory=preset_library)
    file_id: str = ""
    steps: frozenset[str] = frozenset()


def load_known(connection: Connection) -> Known:
    """Everything an import compares with, read at once; may then be handed to another thread."""
    return Known(
        plans=tuple(load_plan(connection, plan.id).in_one_weight() for plan in load_plans(connection)),
        documents=tuple(load_documents(connection)),
        axis_values=load_axes(connection),
        forms=read_library(connection),
        file_id=load_file_id(connection),
        steps=load_steps(connection),
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

    `form_key` None or "" = the form that fits best, for each sheet. KnownError if the file cannot be read, has no
    plan grid, or does not say of what 年度 its results are.
    """
    known = known or Known()
    place = source.name if isinstance(source, Path) else ""
    if isinstance(source, Path):
        tables = read_source(source, known.forms, form_key=form_key, progress=_part(progress, 0.0, 0.6))
    else:
        tables = list(source)
    stamp = read_stamp(tables)
    if stamp is not None:
        tables = stamp.tables
        if not is_origin(stamp.origin, known.file_id, known.steps):  # ids of another data file say nothing here
            stamp = None
    choices = column_choices or {}
    forms = plan_forms(known.forms, form_key, {row.form for row in known.documents})
    words = AxisWords(known.axis_values, new=not known.plans)
    account = Account()
    for emptied in stamp.emptied if stamp is not None else ():
        account.remark(emptied, "", EMPTIED)
    for named in stamp.captions if stamp is not None else ():
        account.remark(named, "", CAPTION)
    regions = _read_sheets(tables, forms, choices, words, account, place)
    step = _part(progress, 0.6, 1.0)
    plans = []
    parts = _plans_of(regions)
    for index, members in enumerate(parts):
        plans.append(_read_plan(members, known, words, account, stamp))
        if step:
            step((index + 1) / len(parts))
    account.close(tables)
    first, last = min(plan.first_year for plan in plans), max(plan.last_year for plan in plans)
    sheets = tuple(_reading(part, choices, column_targets(part.form, first, last)) for part in regions)
    used = {part.form.key for part in regions}
    return ImportProposal(
        form=used.pop() if len(used) == 1 else "",
        sheets=sheets,
        targets=tuple(dict.fromkeys(target for sheet in sheets for target in sheet.targets)),
        plans=tuple(plans),
        account=account.fates,
        not_taken=account.not_taken,
        remarks=tuple(account.remarks),
        axis_values=drafts_of(words),
        fields=known.forms.fields,
    )


def _read_sheets(
    tables: Sequence[SheetTable],
    forms: Sequence[Form],
    choices: ColumnChoices,
    words: AxisWords,
    account: Account,
    place: str,
) -> list[Regions]:
    """Every sheet that is a plan grid, taken apart; the others are refused. KnownError if there is none."""
    found = choose_forms(tables, forms, choices)
    if not found:
        raise nothing_found(tables, forms, place)
    if all(sheet.undated for sheet in found.values()):
        raise undated(*next(iter(found.items())), place)
    regions = []
    for table in tables:
        sheet = found.get(table.name)
        if sheet is None:
            account.refuse_all(table, HIDDEN_SHEET if table.hidden else NO_GRID)
        elif sheet.undated:
            account.refuse_all(table, f"「{'」「'.join(sheet.undated)}」が何年度のものか分からないシートです。")
        else:
            by_hand = choices_of(choices, table.name)
            reader = RegionReader(table, sheet.headers, sheet.form, account, groups=words.names(), by_hand=by_hand)
            regions.append(reader.read())
    return regions


def _part(progress: Progress | None, first: float, last: float) -> Callable[[float], None] | None:
    if progress is None:
        return None

    def report(done: float) -> None:
        progress(first + (last - first) * done)

    return report


def _plans_of(regions: Sequence[Regions]) -> list[list[Regions]]:
    """Sheets of one plan in one form together: same title and period, or no title of its own."""
    groups: list[tuple[tuple[str, str, object], list[Regions]]] = []
    for part in regions:
        key = (part.form.key, name_key(without_period(part.title)), period_in(part.title))
        there = next(
            (
                members
                for known, members in groups
                if known == key or (not part.title and members[0].form.key == part.form.key)
            ),
            None,
        )
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
    parts: Sequence[Regions], known: Known, words: AxisWords, account: Account, stamp: Stamp | None = None
) -> PlanDraft:
    form = parts[0].form
    title = next((part.title for part in parts if part.title), "")
    said = [part.block.year for part in parts if part.block is not None and part.block.year is not None]
    years = [*_header_years(parts), *(period_in(title) or ()), *said] or [FiscalYear.of(dt.date.today())]
    first, last = min(years), max(years)
    reader = PlanReader(
        form, years_between(first, last), account, words, None if stamp is None else stamp.initiative_id
    )
    for part in parts:
        reader.read(part)
        for state in part.block.desired if part.block is not None else ():
            meaning = words.own_value(DESIRED_AXIS, state.number, state.heading, state.sentence)
            if meaning.differs:
                reader.values.differing.setdefault(meaning.value.id, (meaning.differs, state.place))
    items, entries = reader.finish()
    document = _document(parts, form, title, (first, last), reader.values.drawn)
    draft = PlanDraft(
        title=without_period(document.title) or document.title,
        first_year=first.start,
        last_year=last.start,
        due=next((header.due for part in parts for header in part.headers if header.due), ""),
        document=document,
        items=items,
        entries=entries,
        open_years=_open_years(parts, form, {entry.year for entry in entries}),
    )
    plans = [replace(plan, axis_values=words.values) if words.made else plan for plan in known.plans]
    draft = fitted(draft, plans, stamp, account)
    matched = match_plan(draft, plans, known.documents, parts[0].table.name, stamp, form.points)
    matched = replace(matched, conflicts=(*matched.conflicts, *differing(words.values, reader.values.differing)))
    there = next((plan for plan in plans if plan.plan.id == matched.matched_id), None)
    if there is not None and stamp is not None and there.plan.id == stamp.plan_id:
        tell_gone(matched, form, there, stamp, account)
    if form.layout == "pdca":
        matched = split_points(matched)
    return place_items(matched, there, words, account)


def _document(
    parts: Sequence[Regions], form: Form, title: str, period: tuple[FiscalYear, FiscalYear], drawn: Counter[str]
) -> DocumentDraft:
    first, last = period
    actual_keys = [column.key for column in form.columns if column.years == "actual"]
    actual = sorted({year for key in actual_keys for year in _header_years(parts, key)})
    blocks = [part.block for part in parts if part.block is not None]
    said = sole_year(title)
    planned = said if said is not None and first <= said <= last else first
    made_for = planned if not actual else max(actual) + 1 if shows_plan_years(form) else max(actual)
    if form.shows_relative:
        made_for = _made_for(parts, form) or next((b.year for b in blocks if b.year is not None), made_for)
    return DocumentDraft(
        form=form.key,
        title=title or form_title(form, first, last, made_for, [year.start for year in actual]),
        fiscal_year=made_for.start,
        actual_years=tuple(year.start for year in actual),
        number=next((part.number for part in parts if part.number), ""),
        lead=_own_lines((line for part in parts for line in part.lead), form.lead.lines),
        notes=_own_lines(dict.fromkeys(note for part in parts for note in part.notes), form.notes.lines),
        draft=any(part.draft for part in parts),
        legend=LegendLines(form).kept(dict.fromkeys(line for part in parts for line in part.legend)),
        continues=_drawn(form, drawn),
        header_notes=(own_words(blocks, form, made_for) if blocks else {})
        | kept_notes(
            form,
            (
                (target, header.notes[col])
                for part in parts
                for header in part.headers
                for col, target in header.columns.items()
                if col in header.notes
            ),
        ),
    )


def _open_years(parts: Sequence[Regions], form: Form, written: Collection[int | None]) -> frozenset[int]:
    """The 年度 (start years) that only columns say which have them whatever the plan is, and nothing is written in."""
    said: dict[bool, set[int]] = {True: set(), False: set()}
    for column in form.columns:
        if column.by_year:
            said[column.years in ("relative", "range")] |= {year.start for year in _header_years(parts, column.key)}
    return frozenset(said[True] - said[False] - {year for year in written if year is not None})


def _own_lines(lines: Iterable[str], of_form: Sequence[str]) -> tuple[str, ...]:
    """The lines of the 資料: none where they are those that its form prints anyway."""
    found = tuple(lines)
    return () if [name_key(line) for line in found] == [name_key(line) for line in of_form] else found


def _made_for(parts: Sequence[Regions], form: Form) -> FiscalYear | None:
    """The 年度 from which those of the columns follow: what most of them say."""
    said: Counter[FiscalYear] = Counter()
    for column in form.columns:
        if column.years == "relative" and (years := _header_years(parts, column.key)):
            said.update(year - column.offset for year in (years if column.follows else [min(years)]))
    return said.most_common(1)[0][0] if said else None


def _drawn(form: Form, drawn: Counter[str]) -> str:
    """How 継続 stands in the sheets, "" where that is the form's own way or mixed."""
    if form.continues == "resolved" or not drawn:
        return ""
    (way, count), *others = drawn.most_common(2)
    even = bool(others) and others[0][1] == count
    return "" if even or way == form.continues else way


def _reading(part: Regions, choices: ColumnChoices, targets: tuple[Target, ...]) -> SheetReading:
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
        part.form.key,
        targets,
    )
