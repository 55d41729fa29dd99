"""Which 資料 a meeting or a 会議体 has, and which it can have besides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sample_files import open_sample

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_documents import Offer, document_for, papers_of, variant_words
from zaitaku_desktop.forms.papers import paper_as
from zaitaku_desktop.model.minutes_rules import policy_of
from zaitaku_desktop.operations.committee import edit_committee
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.reading_meetings import load_meeting, load_meetings, load_roster

TODAY = dt.date(2026, 11, 30)
YEAR = FiscalYear(2025)


@pytest.fixture
def workspace(tmp_path):
    opened = open_sample(tmp_path / "a.zaitaku")
    yield opened
    opened.close()


def test_that_each_form_is_offered_until_a_whole_one_is_made(workspace) -> None:
    with workspace.read() as connection:
        roster, forms = load_roster(connection), read_library(connection).forms
        first = load_meetings(connection, 1)[0]
        there, more = papers_of((), forms, roster, roster.committees[1], first, YEAR, TODAY)
        assert not there and [offer.form.key for offer in more] == ["m1", "m2", "m2s", "m5s", "m5n", "m3"]
        for offer in more:
            assert paper_as(connection, offer.document).job().blocks
        minutes = more[1].document
        assert minutes.title == "令和7年度第1回みなと野市在宅ケア推進会議　会議録"
        public = replace(minutes, id=7, options={"public": "yes", "edition": "summary"})
        assert variant_words(forms["m2"], public) == "要点　公開用"
        there, more = papers_of((public,), forms, roster, roster.committees[1], first, YEAR, TODAY)
        assert there == [Offer(public, forms["m2"])] and more[1].form.key == "m2"
        there, more = papers_of((replace(minutes, id=8),), forms, roster, roster.committees[1], first, YEAR, TODAY)
        assert [offer.form.key for offer in more] == ["m1", "m2s", "m5s", "m5n", "m3"]


def test_that_a_committee_without_others_below_has_no_report_of_them(workspace) -> None:
    with workspace.read() as connection:
        roster, forms = load_roster(connection), read_library(connection).forms
        above = papers_of((), forms, roster, roster.committees[1], None, YEAR, TODAY)[1]
        below = roster.subcommittees(1)[0]
        own = papers_of((), forms, roster, below, None, YEAR, TODAY)[1]
    assert [offer.form.key for offer in above] == ["m3", "m4", "m5"]
    assert [offer.form.key for offer in own] == ["m4", "m5"]
    assert own[1].document.options == {"day": "2026-03-31"} and own[1].document.committee_id == below.id


def test_that_a_committee_whose_policy_is_a_summary_has_summaries(workspace) -> None:
    workspace.perform("変更", lambda session: edit_municipality(session, minutes_policy="summary"))
    with workspace.read() as connection:
        roster, forms, meeting = load_roster(connection), read_library(connection).forms, load_meeting(connection, 2)
        city, first = load_municipality(connection), meeting.meeting
        document, form = document_for(connection, meeting, "minutes", "m2")
        policy = policy_of(meeting.committee, city)
        whole = replace(document, id=7, options={})
        more = papers_of((whole,), forms, roster, meeting.committee, first, YEAR, TODAY, policy)[1]
        short = papers_of((replace(document, id=8),), forms, roster, meeting.committee, first, YEAR, TODAY, policy)[1]
    assert variant_words(form, document) == "要点"
    assert "m2" in [offer.form.key for offer in more] and "m2" not in [offer.form.key for offer in short]
    workspace.perform("変更", lambda session: edit_committee(session, first.committee_id, minutes_policy="full"))
    with workspace.read() as connection:
        document, form = document_for(connection, load_meeting(connection, 2), "minutes", "m2")
    assert variant_words(form, document) == "" and document.options == {}
