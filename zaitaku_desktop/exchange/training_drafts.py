"""研修 as read from several tables, each once: those of one day that say the same are one.

What is not sure is told and kept apart: nothing is put together silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.exchange.proposal import Listed
from zaitaku_desktop.exchange.training_texts import LecturerText, TrainingText, content_key
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook

ALIKE = 0.85
"""Of 1: so much two contents are alike that are one."""


@dataclass(frozen=True)
class TrainingDraft:
    """A 研修, from one or several rows; `session` = the id of the one in the file, None = it is new."""

    text: TrainingText
    places: tuple[str, ...]
    session: int | None = None


@dataclass(frozen=True)
class SheetPaper:
    """The 資料 that a sheet is: its form, its title, and the 研修 in it (places of `TrainingDraft`)."""

    form: str
    kind: str
    title: str
    sheet: str
    draft: bool = False


@dataclass(frozen=True)
class Filling:
    """What of a draft would be written: columns by name, counts by group and 職種, 講師 None = they stay."""

    draft: TrainingDraft
    columns: Mapping[str, Any]
    counts: Mapping[tuple[str, str], int]
    lecturers: tuple[LecturerText, ...] | None = None
    days: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return self.draft.session is None or bool(self.columns or self.counts or self.lecturers or self.days)


@dataclass
class Gathered:
    """The 研修 of all tables, each once; `together` = what was put together, `apart` = what was not, and why."""

    drafts: list[TrainingDraft] = field(default_factory=list)
    together: list[Listed] = field(default_factory=list)
    apart: list[Listed] = field(default_factory=list)


def gather(rows: Sequence[TrainingText]) -> Gathered:
    """Put the rows together that are one 研修: of one day, with one title or content."""
    found = Gathered()
    for row in rows:
        same = [one for one in found.drafts if _one_day(one.text, row)]
        alike = [one for one in same if _is_alike(one.text, row)]
        if len(alike) == 1:
            at = found.drafts.index(alike[0])
            found.drafts[at] = _joined(alike[0], row)
            words = f"{alike[0].places[0]} と同じ研修（{_numbers(alike[0].text, row)}）として、1件にします。"
            found.together.append(Listed(row.where, row.content or row.title, words))
            continue
        if same:
            words = f"同じ日に別の研修（{same[0].places[0]}）があり、内容が違うため、別の研修として取り込みます。"
            found.apart.append(Listed(row.where, row.content or row.title, words))
        found.drafts.append(TrainingDraft(row, (row.where,)))
    return found


def _one_day(one: TrainingText, other: TrainingText) -> bool:
    return bool({day for day, *_ in one.days} & {day for day, *_ in other.days})


def _is_alike(one: TrainingText, other: TrainingText) -> bool:
    pairs = ((one.content, other.content), (one.title, other.title))
    known = [(content_key(first), content_key(second)) for first, second in pairs if first and second]
    return not known or any(
        first == second or SequenceMatcher(None, first, second).ratio() >= ALIKE for first, second in known
    )


def _numbers(one: TrainingText, other: TrainingText) -> str:
    words = []
    for text in (one, other):
        number = f"No.{text.number}" if text.number is not None else f"第{text.nth}回" if text.nth is not None else ""
        words.append(number or "番号なし")
    return "、".join(words)


def _joined(draft: TrainingDraft, row: TrainingText) -> TrainingDraft:
    """The draft with what the row says besides."""
    text = draft.text
    filled = {
        name: getattr(row, name)
        for name in ("programme", "heading", "lecturer_note", "number", "nth", "cumulative", "series", "title",
                     "content", "place", "lecturers", "counts", "capacity", "total")
        if getattr(text, name) in ("", None, ()) and getattr(row, name) not in ("", None, ())
    }  # fmt: skip
    if row.computed is not None and row.total not in (None, row.computed):
        filled["total"] = row.total  # the written total that differs is the one to keep
    days = max(text.days, row.days, key=lambda days: (len(days), sum(start is not None for _, start, _ in days)))
    cells = text.cells + row.cells
    return replace(draft, text=replace(text, days=days, cells=cells, **filled), places=(*draft.places, row.where))


def matched(draft: TrainingDraft, book: TrainingBook) -> tuple[SessionRow | None, str]:
    """The 研修 of the file that the draft is, and what is not clear about it ("" = it is)."""
    days = {day for day, *_ in draft.text.days}
    same = [row for row in book.sessions.values() if days & {one.day for one in book.days.get(row.id, ())}]
    texts = [
        (row, TrainingText("", tuple((day, None, None) for day in days), title=book.name(row), content=row.content))
        for row in same
    ]
    alike = [row for row, text in texts if _is_alike(text, draft.text)]
    if len(alike) == 1:
        return alike[0], ""
    if not same:
        return None, ""
    other = book.name(same[0]) or same[0].content
    return None, f"同じ日の研修「{other}」と内容が違うため、別の研修として取り込みます。"


def kind_key(path: tuple[str, str]) -> tuple[str, str]:
    """Group and 職種 as they are compared."""
    return fold(path[0]).text, fold(path[1]).text


def kind_ids(book: TrainingBook) -> dict[tuple[str, str], int]:
    """The ids of all 職種 by group and name; a group that is counted itself under its own name."""
    found = {}
    for kind in book.kinds.values():
        above = book.kinds.get(kind.parent_id or 0)
        found[kind_key(("" if above is None else above.name, kind.name))] = kind.id
    return found


def fiscal_year_of(drafts: Iterable[TrainingDraft]) -> int:
    """The 年度 (start year) of most of the 研修."""
    years = [FiscalYear.of(draft.text.days[0][0]).start for draft in drafts if draft.text.days]
    return max(set(years), key=years.count)
