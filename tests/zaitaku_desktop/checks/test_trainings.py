"""What the checks find in 研修, as pure rules on rows."""

from __future__ import annotations

from typing import Any

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.registry import NAMES, find_in_trainings
from zaitaku_desktop.checks.words import training_place_words
from zaitaku_desktop.model.training_rows import ParticipantRow, ProgrammeRow, SeriesRow, SessionRow, TrainingBook

YEAR = FiscalYear(2025)


def made(*rows: dict[str, Any], counts: tuple[int, ...] = ()) -> TrainingBook:
    """A book of such 研修, the first one counted by 職種."""
    sessions = {at: SessionRow(at, YEAR, **{"title": f"研修{at}", **row}) for at, row in enumerate(rows, 1)}
    counted = {(1, kind): ParticipantRow(kind, 1, kind, people) for kind, people in enumerate(counts, 1)}
    programmes, series = {1: ProgrammeRow(1, "事業")}, {1: SeriesRow(1, "勉強会")}
    return TrainingBook({}, programmes, series, sessions, {}, {}, counted, {}, {})


def found(book: TrainingBook) -> list[tuple[str, str, str]]:
    """Rule, place and message of each finding."""
    return [(one.rule, training_place_words(one.place, book), one.message) for one in find_in_trainings(book)]


def test_that_a_written_total_that_is_not_the_sum_is_found() -> None:
    words = "参加者の合計が20人と書かれていますが、職種ごとの人数の合計は19人です。"
    assert found(made({"typed_total": 20}, counts=(5, 14))) == [("training_total", "研修1　参加者の合計", words)]
    assert found(made({"typed_total": 19}, counts=(5, 14))) == []
    assert found(made({"typed_total": 20})) == []
    assert "training_total" in NAMES


def test_that_satisfaction_is_compared_with_what_it_is_made_of() -> None:
    good = {"collected": 74, "answered": 70, "satisfied": 66}
    assert found(made({**good, "typed_of_collected": 8920, "typed_of_answered": 9400})) == []
    ((_, place, words),) = found(made({**good, "typed_of_answered": 9420}))
    assert place == "研修1　満足度（未回答を除く）"
    assert words == "満足度（未回答を除く）が94.2%と書かれていますが、人数からは94.29%です。"
    ((rule, place, words),) = found(made({**good, "satisfied": 71}))
    assert (rule, place) == ("training_satisfaction", "研修1　満足")
    assert words == "満足の71人が、回答の70人より多くなっています。"


def test_that_one_number_twice_is_found_where_it_may_not_be() -> None:
    one = {"programme_id": 1, "series_id": 1, "number": 1, "nth": 1, "cumulative": 23}
    words = [(place, message) for _, place, message in found(made(one, {**one, "nth": 2}))]
    assert words == [
        ("研修2　No.", "「研修1」と「研修2」が、どちらもNo.1です。"),
        ("研修2　通しの回数", "「研修1」と「研修2」が、どちらも通しの第23回です。"),
    ]
    assert found(made(one, {"number": 1, "nth": 1})) == []
