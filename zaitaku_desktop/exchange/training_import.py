"""Lists of 研修 and tables of their participants, beside what is in the file → what would be done with them.

Blank fields are filled; what differs is a conflict and stays as it is unless the clerk says otherwise. A written total
that is not the sum is kept beside it and found by the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.exchange.areas import Area
from zaitaku_desktop.exchange.figure_rows import Decided, FigureRow
from zaitaku_desktop.exchange.proposal import Conflict, Created, ImportReport, Listed
from zaitaku_desktop.exchange.training_apply import apply_trainings
from zaitaku_desktop.exchange.training_drafts import (
    Filling,
    SheetPaper,
    TrainingDraft,
    fiscal_year_of,
    gather,
    kind_ids,
    kind_key,
    matched,
)
from zaitaku_desktop.exchange.training_texts import LecturerText, TrainingText, read_trainings, tidy
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.reading_trainings import load_trainings

_COLUMNS = ("number", "nth", "cumulative", "content", "place", "capacity")
_NAMES = {
    "number": "No.", "nth": "第n回", "cumulative": "通しの回数", "title": "名称", "content": "内容", "place": "場所",
    "capacity": "定員", "typed_total": "参加人数", "lecturers": "講師", "programme": "事業", "counts": "職種ごとの人数",
}  # fmt: skip


@dataclass
class TrainingProposal:
    """See `figures.FigurePart`."""

    fillings: list[Filling] = field(default_factory=list)
    papers: list[SheetPaper] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remarks: list[Listed] = field(default_factory=list)
    asked: list[Listed] = field(default_factory=list)
    not_taken: list[Listed] = field(default_factory=list)
    taken: int = 0
    name: str = "研修"

    @property
    def rows(self) -> Sequence[FigureRow]:
        """One for each 研修, then what is to look at."""
        found = [
            FigureRow(
                "追加" if one.draft.session is None else "追記" if one.changes else "同じ",
                "、".join(one.draft.places),
                draft_title(one.draft),
                draft_words(one.draft.text),
            )
            for one in self.fillings
        ]
        found += [FigureRow("資料", one.sheet, one.title, "この様式の資料を作ります。") for one in self.papers]
        found += [FigureRow("違い", one.where, one.theirs, f"今の内容：{one.mine}") for one in self.conflicts]
        found += [FigureRow("確認", one.where, one.text, one.why) for one in (*self.asked, *self.remarks)]
        return [*found, *(FigureRow("読まない", one.where, one.text, one.why) for one in self.not_taken)]

    def report(self) -> ImportReport:
        """What `apply` would report."""
        new = [one for one in self.fillings if one.draft.session is None]
        created = [Created(0, "training", draft_title(one.draft)) for one in new]
        created += [Created(0, "document", one.title) for one in self.papers]
        changed = sum(one.changes for one in self.fillings) + len(self.papers)
        return ImportReport(
            self.taken, tuple(self.not_taken), tuple(self.conflicts), tuple(created), changed, tuple(self.asked)
        )

    def apply(self, session: Session, decided: Decided) -> ImportReport:
        """Write it; see `figures.FigurePart`."""
        created, changed = apply_trainings(session, self.fillings, self.papers, self.conflicts, decided)
        return ImportReport(
            self.taken, tuple(self.not_taken), tuple(self.conflicts), tuple(created), changed, tuple(self.asked)
        )


def draft_title(draft: TrainingDraft) -> str:
    """What a 研修 is called in a report."""
    text = draft.text
    return text.title or text.content or (f"{text.heading}　第{text.nth}回" if text.nth else text.heading)


def draft_words(text: TrainingText) -> str:
    """Day, 講師 and participants on one line."""
    day = text.days[0][0] if text.days else None
    people = text.computed if text.counts else text.total
    parts = [
        "" if day is None else f"{day.year}/{day.month}/{day.day}",
        "、".join(one.name for one in text.lecturers),
        "" if people is None else f"{people}人" + ("（職種別あり）" if text.counts else ""),
    ]
    return "　".join(part for part in parts if part)


def propose_trainings(connection: Connection, areas: Sequence[Area]) -> TrainingProposal | None:
    """What would be done; None if no area has 研修."""
    read = read_trainings(areas)
    if not read.rows:
        return None
    book = load_trainings(connection)
    gathered = gather(read.rows)
    found = TrainingProposal(not_taken=read.not_taken, taken=read.taken, remarks=[*gathered.together, *read.remarks])
    found.asked += gathered.apart
    for draft in gathered.drafts:
        row, unclear = matched(draft, book)
        if unclear:
            found.asked.append(Listed(draft.places[0], draft_title(draft), unclear))
        known = TrainingDraft(draft.text, draft.places, None if row is None else row.id)
        found.fillings.append(_filling(known, row, book, found))
    _papers(found, areas, connection)
    return found


def typed_total(text: TrainingText) -> int | None:
    """The total to be kept: none beside counts that add up to it."""
    return None if text.counts and text.total == text.computed else text.total


def _filling(draft: TrainingDraft, row: SessionRow | None, book: TrainingBook, found: TrainingProposal) -> Filling:
    text = draft.text
    if text.counts and text.total is not None and text.total != text.computed:
        words = f"合計が{text.total}人と書かれていますが、職種ごとの人数の合計は{text.computed}人です。両方を残します。"
        found.remarks.append(Listed(draft.places[-1], str(text.total), words))
    wanted: dict[str, Any] = {name: getattr(text, name) for name in _COLUMNS if getattr(text, name) not in ("", None)}
    total = typed_total(text)
    if total is not None:
        wanted["typed_total"] = total
    if row is None:
        return Filling(draft, wanted, dict(text.counts), text.lecturers or None, bool(text.days))
    columns = {}
    for name, value in wanted.items():
        mine = book.total(row) if name == "typed_total" else getattr(row, name)
        if mine in (None, ""):
            columns[name] = value
        elif not _equal(mine, value):
            found.conflicts.append(_conflict(draft, row, name, mine, value))
    if text.title and book.name(row) and not _equal(book.name(row), text.title):
        found.conflicts.append(_conflict(draft, row, "title", book.name(row), text.title))
    return Filling(draft, columns, _counts(draft, row, book, found), _lecturers(draft, row, book, found))


def _equal(mine: object, theirs: object) -> bool:
    return mine == theirs or fold("".join(str(mine).split())).text == fold("".join(str(theirs).split())).text


def _conflict(draft: TrainingDraft, row: SessionRow, name: str, mine: object, theirs: object) -> Conflict:
    head = name.partition(":")[0]
    called = name.partition(":")[2] or _NAMES[head]
    return Conflict(draft.places[0], row.id, name, None, str(mine), str(theirs), draft_title(draft), name=called)


def _counts(
    draft: TrainingDraft, row: SessionRow, book: TrainingBook, found: TrainingProposal
) -> dict[tuple[str, str], int]:
    """The counts that the file lacks."""
    counted = book.counted(row.id)
    ids = kind_ids(book)
    missing = {}
    for path, people in draft.text.counts:
        kind = ids.get(kind_key(path))
        mine = None if kind is None else counted.get(kind)
        if mine is None:
            missing[path] = people
        elif mine != people:
            found.conflicts.append(_conflict(draft, row, f"counts:{path[1]}", mine, people))
    return missing


def _lecturers(
    draft: TrainingDraft, row: SessionRow, book: TrainingBook, found: TrainingProposal
) -> tuple[LecturerText, ...] | None:
    there = [book.lecturer(one) for one in book.lecturers.get(row.id, ())]
    theirs = [lecturer_words(one) for one in draft.text.lecturers]
    if not theirs or (all(_equal(mine, other) for mine, other in zip(there, theirs, strict=False)) and there):
        return None
    if there:
        found.conflicts.append(_conflict(draft, row, "lecturers", "、".join(there), "、".join(theirs)))
        return None
    return draft.text.lecturers


def lecturer_words(one: LecturerText) -> str:
    """A 講師 as the file would print it."""
    before = f"{one.affiliation}\u3000" if one.affiliation else ""
    return f"{before}{one.name}" + (f"（{one.profession}）" if one.profession else "")


def _papers(found: TrainingProposal, areas: Sequence[Area], connection: Connection) -> None:
    """The 資料 that the sheets are, where there is none of that form and 年度 yet."""
    years = [one.draft.text.days[0][0] for one in found.fillings if one.draft.text.days]
    if not years:
        return
    year = fiscal_year_of(one.draft for one in found.fillings)
    there = {(row.form, row.fiscal_year.start) for row in load_documents(connection)}
    for name in dict.fromkeys(area.sheet.name for area in areas):
        own = [area for area in areas if area.sheet.name == name]
        kinds = {area.kind for area in own}
        if not kinds & {"training_list", "training_matrix"} or not own[0].title_row:
            continue
        title = tidy(own[0].sheet.text(own[0].title_row, own[0].sheet.columns_of(own[0].title_row)[0]))
        report = "training_matrix" in kinds and ("consultation" in kinds or "事業概要" in title)
        form, kind = ("t4", "office_report") if report else ("t2" if "training_matrix" in kinds else "t1", "training")
        found.taken += 1
        if (form, year) not in there:
            bare = title.replace("（案）", "").replace("(案)", "").strip()
            found.papers.append(SheetPaper(form, kind, bare, name, bare != title))
