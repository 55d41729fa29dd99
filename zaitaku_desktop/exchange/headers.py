"""Finds a form's header rows in a sheet and says which column is which.

Headings span up to four rows (more where the form has them) and repeat on each part of a table. A column's heading is
the path of the texts above it (merges expanded); it is compared with the words and synonyms of the form.

A form that shows one 年度 (LAYOUTS P4) names it in one heading only, or in the title: headings without a 年度 take
that of the dated heading to their left, else the first one to their right, else the one said around the table; a year
later or earlier where the form has two (LAYOUTS P2). Notes in the cells of headings are none of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.heading_notes import split_note
from zaitaku_desktop.exchange.labels import due_in, label, similarity, sole_year, whole_label, year_in
from zaitaku_desktop.exchange.proposal import IGNORED
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.forms.definition import ColumnDef, Form

MAX_HEADER_ROWS = 4
SURE = 0.6
LEAST_COLUMNS = 3
_MOST_TRIES = 500  # rows that look like headings; more than any real paper has, few enough for a hostile one
_LONGEST_HEADING = 60
NUMBER = "#number"  # the 取組's own number: a target every plan form has, though not every one prints it
_NUMBER_WORDS = frozenset({"no", "no.", "№", "番号", "通し番号", "取組番号", "整理番号", "項番"})


@dataclass(frozen=True, slots=True)
class Guess:
    """Which column of the form a heading means: `target` as Column.key, IGNORED = none of them."""

    target: str
    confidence: float
    year: FiscalYear | None = None


@dataclass(frozen=True)
class Header:
    """Header rows `first`…`last` of a sheet and the guess per column. `due` = 達成時期 if a heading says it."""

    first: int
    last: int
    guesses: Mapping[int, Guess]
    paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    due: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    """What stands under or beside the words of a heading, by its column."""

    @property
    def score(self) -> float:
        """Sum of the confidences that count."""
        return sum(guess.confidence for guess in self.guesses.values() if guess.confidence >= SURE)

    @property
    def columns(self) -> dict[int, str]:
        """Sheet column → target, of the columns that are read."""
        return {col: guess.target for col, guess in self.guesses.items() if guess.target != IGNORED}

    @property
    def undated(self) -> list[int]:
        """The columns that stand for a 年度 which is said nowhere."""
        return [col for col, target in self.columns.items() if target.endswith(":")]


@dataclass(frozen=True, slots=True)
class NearHeader:
    """A row that is almost a header, and the form's headings it lacks."""

    row: int
    lacking: tuple[str, ...]
    score: float


def anchors(form: Form) -> frozenset[str]:
    """The columns without which a grid is not this form's: the 取組名, or the 事業項目 where it has none."""
    titles = frozenset(column.key for column in form.columns if column.role == "title" and column.printed)
    return titles or frozenset(column.key for column in form.columns if column.role == "group")


def shows_plan_years(form: Form) -> bool:
    """Whether the form has a column for each 年度 of the plan: then a heading of a 年度 must name it."""
    return form.names_years


def import_columns(form: Form) -> tuple[ColumnDef, ...]:
    """The form's columns, and what sheets have apart: each field of 目的・概要, each 年度 of a リーダー.

    Without its No. column: every sheet may have one (`NUMBER`).
    """
    parts = [
        replace(
            column,
            key=f"{column.key}.{key}",
            heading=(column.field_name(key),),
            fields=(key,),
            labelled=False,
            synonyms=tuple(f"{before}{column.field_name(key)}" for before in ("取組の", "取組", "事業")),
        )
        for column in form.columns
        if column.labelled and len(column.fields) > 1
        for key in column.fields
    ]
    yearly = [
        replace(column, key=f"{column.key}.year", years="plan")
        for column in form.columns
        if column.years == "collapsed"
    ]
    return (*(column for column in form.columns if column.role != "number"), *parts, *yearly)


def year_around(table: SheetTable, first: int) -> FiscalYear | None:
    """The one 年度 said above row `first`, the lines next to the table last, else in the sheet's name."""
    for row in range(1, first):
        for col in table.columns_of(row):
            year = sole_year(table.text(row, col))
            if year is not None:
                return year
    return sole_year(table.name)


class HeaderFinder:
    """Matches the headings of one form."""

    def __init__(self, form: Form, choices: Mapping[int, str] | None = None) -> None:
        """`choices` = sheet column → target set by hand; it holds for every part of the sheet."""
        self.form = form
        self.columns = import_columns(form)
        self._definitions = {column.key: column for column in self.columns}
        self._anchors = anchors(form)
        self._most = max([MAX_HEADER_ROWS, *(len(column.heading) for column in self.columns)])
        self._dated = shows_plan_years(form)
        known = {IGNORED, NUMBER, *(column.key for column in self.columns)}
        self.choices = {col: to for col, to in (choices or {}).items() if to.partition(":")[0] in known}
        self._words = {column.key: self.labels_of(column) for column in self.columns}
        self._known: dict[tuple[str, str], float] = {}
        self._vocabulary = {word for words in self._words.values() for word in words}

    @staticmethod
    def labels_of(column: ColumnDef) -> frozenset[str]:
        """The folded words that mean a column: its headings and their synonyms."""
        parts = [re.sub(r"\{(?:year|long|due)\}", "", part) for part in column.heading]
        own = parts if column.by_year else [parts[-1]]
        words = {label(part) for part in own} | {whole_label(part) for part in own}
        words |= {label(word) for word in column.synonyms} | {whole_label(word) for word in column.synonyms}
        if column.years == "actual" and len(parts) > 1:  # 実施計画 stands above both and alone means the plan
            words.discard(label(parts[0]))
            words.discard(whole_label(parts[0]))
        return frozenset(word for word in words if word)

    def find(self, table: SheetTable) -> list[Header]:
        """Every header of the sheet from the top, also repeated ones. [] if there is no recognisable grid."""
        candidates = [row for row in range(1, table.last_row + 1) if self._looks_like_heading(table, row)]
        tries = 0
        found: list[Header] = []
        after = 0
        for row in candidates:
            if row <= after or tries >= _MOST_TRIES:
                continue
            tries += 1
            header = self._best_around(table, row, after)
            if header is not None and self._repeats(header, found):
                header = self._with_notes_below(table, header)
                found.append(header)
                after = header.last
        return found

    def _with_notes_below(self, table: SheetTable, header: Header) -> Header:
        """The header with a row below it that holds nothing but notes to its headings."""
        row = header.last + 1
        texts = [table.text(row, col) for col in table.columns_of(row)]
        if not texts or not all(text.strip() and not split_note(text)[0] for text in texts):
            return header
        longer = self._read(table, header.first, row)
        whole = longer.columns == header.columns and len(longer.notes) >= len(texts)
        return longer if whole and len(texts) < len(header.columns) else header

    @staticmethod
    def _repeats(header: Header, found: Sequence[Header]) -> bool:
        """A further header has most columns of the first one: so a row of values is not taken for a heading."""
        if not found:
            return True
        first = set(found[0].columns.values())
        return len(first & set(header.columns.values())) >= 0.6 * len(first)

    def _looks_like_heading(self, table: SheetTable, row: int) -> bool:
        hits = 0
        for col in table.columns_of(row):
            text = split_note(table.text(row, col))[0]
            if 0 < len(text) <= _LONGEST_HEADING:
                known = label(text) in self._vocabulary or whole_label(text) in self._vocabulary
                hits += known or year_in(text) is not None
        return hits >= 2

    def _best_around(self, table: SheetTable, row: int, after: int) -> Header | None:
        best: Header | None = None
        for first in range(max(after + 1, row - self._most + 1), row + 1):
            for last in range(row, min(first + self._most - 1, table.last_row) + 1):
                header = self._read(table, first, last)
                if self._acceptable(header) and (best is None or self._rank(header) > self._rank(best)):
                    best = header
        return best

    @staticmethod
    def _rank(header: Header) -> tuple[float, int, int]:
        return round(header.score, 6), header.first - header.last, header.first

    def _acceptable(self, header: Header) -> bool:
        sure = [guess for guess in header.guesses.values() if guess.confidence >= SURE]
        return len(sure) >= LEAST_COLUMNS and any(guess.target in self._anchors for guess in sure)

    def nearest(self, table: SheetTable) -> NearHeader | None:
        """The row most like a header: for saying why a sheet is not read."""
        best: tuple[float, int, Header] | None = None
        for row in range(1, min(table.last_row, 200) + 1):
            if self._looks_like_heading(table, row):
                header = self._read(table, row, row)
                if header.score and (best is None or header.score > best[0]):
                    best = (header.score, row, header)
        if best is None:
            return None
        there = {guess.target.partition(":")[0] for guess in best[2].guesses.values()}
        lacking = [
            column.heading[0] for column in self.form.columns if column.key in self._anchors and column.key not in there
        ]
        return NearHeader(best[1], tuple(lacking), best[0])

    def _read(self, table: SheetTable, first: int, last: int) -> Header:
        guesses: dict[int, Guess] = {}
        paths: dict[int, tuple[str, ...]] = {}
        notes: dict[int, str] = {}
        due = ""
        noted: set[tuple[int, int]] = set()
        for col in range(1, table.last_column + 1):
            parts = {owner: split_note(table.text(*owner)) for owner in self._path(table, first, last, col)}
            path = tuple(heading for heading, _ in parts.values() if heading)
            if not path:
                continue
            paths[col] = path
            # a note over several columns is that of the first
            if said := "\n".join(note for owner, (_, note) in parts.items() if note and owner not in noted):
                notes[col] = said
            noted.update(parts)
            due = due or next((words for part in path if (words := due_in(part))), "")
            guesses[col] = self._guess(path)
        if not self._dated:
            self._date(guesses, table, first)
        self._agree(guesses)
        self._settle(guesses)
        chosen = set(self.choices.values())
        for col, guess in guesses.items():
            if guess.target in chosen:
                guesses[col] = Guess(IGNORED, 0.0, guess.year)
        for col, target in self.choices.items():
            guesses[col] = Guess(target, 1.0 if target != IGNORED else 0.0)
        return Header(first, last, guesses, paths, due, notes)

    @staticmethod
    def _path(table: SheetTable, first: int, last: int, col: int) -> list[tuple[int, int]]:
        """Cells above a column from the top; a merge that reaches in from above or runs out below is left out."""
        seen: list[tuple[int, int]] = []
        for row in range(first, last + 1):
            owner = table.owner(row, col)
            merge = table.merge_at(row, col)
            inside = merge is None or (merge.top >= first and merge.bottom <= last)
            if owner not in seen and inside and table.text(*owner).strip():
                seen.append(owner)
        return seen

    def _guess(self, path: tuple[str, ...]) -> Guess:
        if any(len(part) > 4 * _LONGEST_HEADING for part in path):
            return Guess(IGNORED, 0.0)
        if label(path[-1]).lower() in _NUMBER_WORDS:
            return Guess(NUMBER, 1.0)
        for index in range(len(path) - 1, -1, -1):
            # a year inside a note such as （達成時期：令和5年度末） does not make a column of that year
            dated = year_in(label(path[index])) or (None if due_in(path[index]) else year_in(path[index]))
            if dated is not None:
                return self._guess_year(dated[0], dated[1], path[:index], path[index + 1 :])
        return self._guess_plain(path)

    def _guess_year(self, year: FiscalYear, rest: str, above: tuple[str, ...], below: tuple[str, ...]) -> Guess:
        yearly = [column for column in self.columns if column.by_year]
        own, sure = self._best(yearly, [label(part) for part in reversed(below)])
        if own and sure >= SURE:  # 令和6年度の結果 over 実績 and 評価: its own words say which column it is
            return Guess(f"{own}:{year.start}", sure, year)
        rest = label(rest) if rest else ""
        if rest:
            best, confidence = self._best(yearly, [rest])
            return Guess(f"{best}:{year.start}" if best else IGNORED, confidence, year)
        # what stands nearest to the column says most: headings over several are words of all of them
        best, confidence = self._best(yearly, [label(part) for part in (*reversed(below), *reversed(above))])
        if best and confidence >= SURE:
            return Guess(f"{best}:{year.start}", confidence, year)
        plan = next((column.key for column in yearly if column.every_year), "")
        return Guess(f"{plan}:{year.start}" if plan else IGNORED, 0.8 if plan else 0.0, year)

    def _date(self, guesses: dict[int, Guess], table: SheetTable, first: int) -> None:
        """Give headings without a 年度 theirs; `key:` stays where none is said anywhere."""
        dated = {col: guess.year for col, guess in guesses.items() if guess.year and guess.target != IGNORED}
        around = None if dated else year_around(table, first)
        for col, guess in guesses.items():
            if not guess.target.endswith(":"):
                continue
            before = [at for at in dated if at < col]
            near = max(before) if before else min(dated, default=None)
            year = around if near is None else dated[near] - self._offset(guesses[near].target)
            if year is not None:
                year += self._offset(guess.target)
                guesses[col] = replace(guess, target=f"{guess.target}{year.start}", year=year)

    def _offset(self, target: str) -> int:
        """How many years a column is after that of the 資料, 0 where it does not follow from it."""
        column = self._definitions.get(target.partition(":")[0])
        return 0 if column is None else column.offset

    def _agree(self, guesses: dict[int, Guess]) -> None:
        """Columns whose 年度 follow from that of the 資料 speak of one such 年度: the one most of them mean."""
        said: dict[int, FiscalYear] = {}
        votes: dict[FiscalYear, float] = {}
        for col, guess in guesses.items():
            column = self._definitions.get(guess.target.partition(":")[0])
            if column is not None and column.follows and guess.year is not None:
                said[col] = guess.year - column.offset
                votes[said[col]] = votes.get(said[col], 0.0) + guess.confidence
        meant = max(votes, key=votes.__getitem__, default=None)
        for col, year in said.items():
            if year != meant:
                guesses[col] = Guess(IGNORED, 0.0, guesses[col].year)

    def _guess_plain(self, path: tuple[str, ...]) -> Guess:
        joined = ["".join(map(whole_label, path)), "".join(map(label, path)), label(path[-1]), whole_label(path[-1])]
        settled = [column for column in self.columns if column.years in ("none", "collapsed")]
        best, confidence = self._best(settled, joined)
        if not self._dated:
            undated = [column for column in self.columns if column.years in ("actual", "relative")]
            yearly, likeness = self._best(undated, joined)
            if likeness > confidence:
                return Guess(f"{yearly}:", likeness)
        if len(path) > 1 and confidence < SURE:
            upper, upper_confidence = self._best(settled, [label(path[0])])
            if upper_confidence > confidence:
                best, confidence = upper, upper_confidence * 0.5
        return Guess(best or IGNORED, confidence if best else 0.0)

    def _best(self, columns: Iterable[ColumnDef], words: Iterable[str]) -> tuple[str, float]:
        best, confidence = "", 0.0
        for word in words:
            for column in columns:
                value = self._likeness(word, column.key)
                if value > confidence:
                    best, confidence = column.key, value
        return (best, confidence) if confidence >= 0.5 else ("", 0.0)

    def _likeness(self, word: str, key: str) -> float:
        """0…1 of a heading and a column's words. Remembered: the same words are asked for again and again."""
        if (word, key) not in self._known:
            self._known[word, key] = self._compare(word, self._words[key])
        return self._known[word, key]

    @staticmethod
    def _compare(word: str, labels: frozenset[str]) -> float:
        if word in labels:
            return 1.0
        if not 2 <= len(word) <= 2 * _LONGEST_HEADING:
            return 0.0
        # a heading with a note typed into it: 「実績 ※年度末に記入」
        if any(len(known) >= 2 and word.startswith(known) for known in labels):
            return 0.75
        if any(len(known) >= 3 and known in word for known in labels):
            return 0.6
        return max(
            (
                0.7 * ratio
                for known in labels
                if abs(len(word) - len(known)) <= 3 and (ratio := similarity(word, known)) >= 0.8
            ),
            default=0.0,
        )

    @staticmethod
    def _settle(guesses: dict[int, Guess]) -> None:
        """One sheet column per target: the surest, then the leftmost; the others are left open."""
        taken: set[str] = set()
        for col in sorted(guesses, key=lambda col: (-guesses[col].confidence, col)):
            guess = guesses[col]
            if guess.target != IGNORED and guess.target in taken:
                guesses[col] = Guess(IGNORED, 0.0, guess.year)
            taken.add(guess.target)
