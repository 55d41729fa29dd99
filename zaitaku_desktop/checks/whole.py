"""Everything that is found in a data file, with the words for where it is: for the command line and the window."""

from __future__ import annotations

from sqlalchemy import Connection

from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.reading import check_counts, check_file, check_meetings, check_trainings
from zaitaku_desktop.checks.words import count_place_words, meeting_place_words, place_words, training_place_words
from zaitaku_desktop.typeset.fonts import Faces

Told = tuple[Finding, str]
"""A finding, 承知済み included, and where it is."""


def find_in_plans(connection: Connection, faces: Faces) -> list[Told]:
    """What is found in plans and their 資料."""
    plans = check_file(connection, faces)
    return [(one, place_words(one.place, plan, documents)) for plan, documents, found in plans for one in found]


def find_elsewhere(connection: Connection) -> list[Told]:
    """What is found in meetings, people, 研修, 相談件数 and 指標."""
    meetings, of_meetings = check_meetings(connection)
    book, of_trainings = check_trainings(connection)
    counts, of_counts = check_counts(connection)
    found = [(one, meeting_place_words(one.place, meetings)) for one in of_meetings]
    found += [(one, training_place_words(one.place, book)) for one in of_trainings]
    return found + [(one, count_place_words(one.place, counts)) for one in of_counts]
