"""The 研修 of the sample municipality, from resources/sample/trainings (see the notes in its file)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.people_names import exactly
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.operations import training, training_words
from zaitaku_desktop.operations.document import create_document

Words = Mapping[str, Any]
_OWN = ("series", "days", "lecturers", "participants")


def fill_trainings(session: Session) -> None:
    """Write 事業, シリーズ and 研修, in the order of their days, and the 資料 made of them."""
    path = resources_folder() / "sample" / "trainings" / "trainings.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    programmes = {one["name"]: training_words.add_programme(session, **one) for one in words["programme"]}
    series = {}
    for one in words["series"]:
        more = {**one, "programme_id": programmes[one["programme"]]}
        del more["programme"]
        series[one["name"]] = training_words.add_series(session, **more)
    for one in words["session"]:
        _add(session, series[one["series"]], one)
    for one in words["document"]:
        form = load_form(one["form"])
        title = form.title.format(long=FiscalYear(one["fiscal_year"]).long)
        create_document(session, kind=form.kind, title=title, draft=False, **one)


def _add(session: Session, series_id: int, words: Words) -> None:
    columns = {name: value for name, value in words.items() if name not in _OWN}
    days = [tuple(day) for day in words["days"]]
    year = FiscalYear.of(days[0][0]).start
    made = training.add_session(session, year, series_id=series_id, day=days[0][0], **columns)
    training.set_days(session, made, days)
    training.set_lecturers(session, made, [_lecturer(session, one) for one in words["lecturers"]])
    kinds = [kind.id for _, below in training.book_of(session).columns() for kind in below]
    counts = zip(kinds, words.get("participants", ()), strict=False)
    training.write_counts(session, {(made, kind): people for kind, people in counts})


def _lecturer(session: Session, words: Sequence[str]) -> training.Lecturer:
    affiliation, name, profession = words
    person = exactly(session.execute(select(Person.id, Person.name)), name)
    committee = None if person else exactly(session.execute(select(Committee.id, Committee.name)), name)
    text = "" if person or committee else name
    return training.Lecturer(text, person, committee, affiliation, profession)
