"""Writes the 研修 of an import, through the operations that a clerk uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.figure_rows import Decided
from zaitaku_desktop.exchange.proposal import Conflict, Created
from zaitaku_desktop.exchange.training_drafts import Filling, SheetPaper, fiscal_year_of, kind_ids, kind_key
from zaitaku_desktop.exchange.training_texts import LecturerText, TrainingText
from zaitaku_desktop.forms.training_words import PROGRAMMES
from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.people_names import exactly
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.training import Naming, TrainingProgramme, TrainingSeries, TrainingSession
from zaitaku_desktop.model.training_rows import SeriesRow, series_title
from zaitaku_desktop.operations import training, training_words
from zaitaku_desktop.operations.committee import add_committee
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.person import add_person


def apply_trainings(
    session: Session,
    fillings: Sequence[Filling],
    papers: Sequence[SheetPaper],
    conflicts: Sequence[Conflict],
    decided: Decided,
) -> tuple[list[Created], int]:
    """Write what is new and what is blank, and what the clerk decided. Returns what was made, and how many 研修 and
    資料 changed."""
    return _Applying(session, fillings, papers, conflicts, decided).run()


class _Applying:
    def __init__(
        self,
        session: Session,
        fillings: Sequence[Filling],
        papers: Sequence[SheetPaper],
        conflicts: Sequence[Conflict],
        decided: Decided,
    ) -> None:
        self._session = session
        self._fillings = fillings
        self._papers = papers
        self._conflicts = conflicts
        self._decided = decided
        self._created: list[Created] = []
        self._sessions: dict[str, int] = {}
        self._often = Counter(one.draft.text.series for one in fillings)

    def run(self) -> tuple[list[Created], int]:
        """Everything, in the order of the sheets."""
        changed = 0
        for one in self._fillings:
            if one.changes:
                self._fill(one)
                changed += 1
            for place in one.draft.places:
                if one.draft.session is not None:
                    self._sessions[place] = one.draft.session
        self._order()
        changed += self._decide()
        for paper in self._papers:
            self._paper(paper)
            changed += 1
        return self._created, changed

    def _made(self, record_id: int, kind: str, title: str) -> None:
        self._created.append(Created(record_id, kind, title))

    def _order(self) -> None:
        """The new シリーズ that have a table of participants, in the order of these tables."""
        new = {one.id for one in self._created if one.kind == "training_series"}
        rows = sorted((one.draft.places[-1] for one in self._fillings if one.draft.text.heading), key=_row)
        for place in rows:
            session_id = self._sessions.get(place)
            series = None if session_id is None else self._session.get_one(TrainingSession, session_id).series_id
            if series in new:
                new.discard(series)
                training_words.move_series(self._session, series)

    # ── one 研修

    def _fill(self, one: Filling) -> None:
        text = one.draft.text
        columns: dict[str, Any] = dict(one.columns)
        session_id = one.draft.session
        if session_id is None:
            columns |= self._belongs(text)
            session_id = training.create_session(self._session, self._year(text), **columns)
            self._made(session_id, "training", text.title or text.content or text.heading)
            for place in one.draft.places:
                self._sessions[place] = session_id
        elif columns:
            training.edit_session(self._session, session_id, **columns)
        self._place(session_id, text)
        if one.days:
            training.set_days(self._session, session_id, text.days)
        if one.lecturers is not None:
            training.set_lecturers(self._session, session_id, [self._lecturer(who) for who in one.lecturers])
        if one.counts:
            counts = {(session_id, self._kind(path)): people for path, people in one.counts.items()}
            training.write_counts(self._session, counts)

    @staticmethod
    def _year(text: TrainingText) -> int:
        return FiscalYear.of(text.days[0][0]).start

    def _belongs(self, text: TrainingText) -> dict[str, Any]:
        """事業 and シリーズ of a new 研修, and its title where it does not follow from them."""
        found: dict[str, Any] = {}
        if text.programme:
            found["programme_id"] = self._programme(text)
        series = self._series(text)
        title = text.title
        if series is not None:
            found["series_id"] = series.id
            row = SeriesRow(series.id, series.name, series.heading, series.naming)
            title = "" if title == series_title(row, text.nth, text.cumulative) else title
        return found | ({"title": title} if title else {})

    def _programme(self, text: TrainingText) -> int:
        known = set(self._session.scalars(select(TrainingProgramme.id)))
        made = training_words.ensure_programme(self._session, text.programme)
        if made not in known:
            self._made(made, "training_programme", text.programme)
        row = self._session.get_one(TrainingProgramme, made)
        if text.lecturer_note and not row.lecturer_note:
            training_words.edit_programme(self._session, made, lecturer_note=text.lecturer_note)
        return made

    def _series(self, text: TrainingText) -> TrainingSeries | None:
        """Of a 研修 that is numbered, held several times or stands in a table of participants."""
        numbered = text.title != text.series
        name = text.series or text.heading
        if not name or not (numbered or text.heading or self._often[text.series] > 1):
            return None
        known = set(self._session.scalars(select(TrainingSeries.id)))
        last = numbered and text.cumulative is None
        naming = Naming.PLAIN if not numbered else Naming.NTH if last else Naming.CUMULATIVE
        programme = self._programme(text) if text.programme else None
        made = training_words.ensure_series(self._session, name, naming=naming, programme_id=programme)
        if made not in known:
            self._made(made, "training_series", name)
        return self._session.get_one(TrainingSeries, made)

    def _place(self, session_id: int, text: TrainingText) -> None:
        """The heading over the participants of its シリーズ, where it has none."""
        row = self._session.get_one(TrainingSession, session_id)
        series = self._session.get(TrainingSeries, row.series_id) if row.series_id else None
        if series is not None and text.heading and not series.heading and series.name != text.heading:
            training_words.edit_series(self._session, series.id, heading=text.heading)

    def _lecturer(self, who: LecturerText) -> training.Lecturer:
        if who.person:
            found = exactly(self._session.execute(select(Person.id, Person.name).order_by(Person.id)), who.name)
            if found is None:
                found = add_person(self._session, who.name)
                self._made(found, "person", who.name)
            return training.Lecturer("", found, None, who.affiliation, who.profession)
        if who.committee:
            rows = select(Committee.id, Committee.name).order_by(Committee.id)
            found = exactly(self._session.execute(rows), who.name)
            if found is None:
                found = add_committee(self._session, who.name)
                self._made(found, "committee", who.name)
            return training.Lecturer("", None, found)
        return training.Lecturer(who.name)

    def _kind(self, path: tuple[str, str]) -> int:
        ids = kind_ids(training.book_of(self._session))
        found = ids.get(kind_key(path))
        if found is not None:
            return found
        group, name = path
        above = ids.get(kind_key(("", group))) if group else None
        if group and above is None:
            above = training_words.add_kind(self._session, group)
        made = training_words.add_kind(self._session, name, above)
        self._made(made, "participant_kind", name)
        return made

    # ── what differs

    def _decide(self) -> int:
        changed = 0
        for one in self._conflicts:
            if self._decided.get(one.key, "mine") != "theirs":
                continue
            filling = next(found for found in self._fillings if found.draft.session == one.id)
            text = filling.draft.text
            head, _, kind = one.field.partition(":")
            if head == "counts":
                path = next(path for path, _ in text.counts if path[1] == kind)
                training.write_counts(self._session, {(one.id, self._kind(path)): dict(text.counts)[path]})
            elif head == "lecturers":
                training.set_lecturers(self._session, one.id, [self._lecturer(who) for who in text.lecturers])
            else:
                value = text.total if head == "typed_total" else getattr(text, head)
                training.edit_session(self._session, one.id, **{head: value})
            changed += 1
        return changed

    # ── 資料

    def _paper(self, paper: SheetPaper) -> None:
        rows = [self._session.get_one(TrainingSession, session_id) for session_id in self._of_sheet(paper.sheet)]
        programmes = sorted({row.programme_id for row in rows if row.programme_id is not None})
        every = self._session.scalars(select(TrainingProgramme.id)).all()
        some = programmes and set(programmes) != set(every)
        made = create_document(
            self._session,
            form=paper.form,
            kind=paper.kind,
            title=paper.title,
            fiscal_year=fiscal_year_of(one.draft for one in self._fillings),
            draft=paper.draft,
            options={PROGRAMMES: ",".join(map(str, programmes))} if some else None,
        )
        self._made(made, "document", paper.title)

    def _of_sheet(self, sheet: str) -> Iterable[int]:
        return {found for place, found in self._sessions.items() if place.rpartition("!")[0] == sheet}


def _row(place: str) -> tuple[str, int]:
    """Sheet and row of シート!A12."""
    sheet, _, cell = place.rpartition("!")
    return sheet, int(re.sub(r"\D", "", cell) or 0)
