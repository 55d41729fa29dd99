"""The nine texts imported: numbers, sentences, people and references in the file, and on paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from meetings import Desk
from minutes_texts.facts import NAMES, text_of
from paper_desks import dump, made, printed, propose, take

from zaitaku_desktop.exchange.minutes.lines import plain
from zaitaku_desktop.exchange.minutes.paper import PaperProposal
from zaitaku_desktop.exchange.minutes.reading import read_minutes
from zaitaku_desktop.exchange.minutes.tree import MinutesText
from zaitaku_desktop.forms.papers import read_paper
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.operations import outline
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "a.zaitaku")
    yield desk
    desk.workspace.close()


# ── the nine texts


@dataclass(frozen=True)
class Imported:
    """A text imported twice: what it says, the meeting, the second proposal, whether the second changed nothing."""

    found: MinutesText
    meeting: MeetingSnapshot
    again: PaperProposal
    unchanged: bool


@cache
def imported(name: str) -> Imported:
    """Import one of the texts, once for all tests."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "a.zaitaku")
        snapshot = made(desk, take(desk, text_of(name)))
        before = dump(desk)
        again = propose(desk, text_of(name))
        take(desk, text_of(name))
        unchanged = dump(desk) == before
        desk.workspace.close()
    return Imported(read_minutes(text_of(name)), snapshot, again, unchanged)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_number_and_sentence_of_a_body_comes_out_as_it_was_printed(name: str) -> None:
    found = imported(name).found
    lines = printed(imported(name).meeting)[-len(found.blocks) :]
    for block, line in zip(found.blocks, lines, strict=True):
        mark = "" if block.mark in "→⇒" else block.mark
        assert plain(line) == plain(f"{block.number}{mark}{block.text}")


@pytest.mark.parametrize("name", NAMES)
def test_that_everybody_is_there_with_role_and_organization_as_printed(name: str) -> None:
    found, snapshot = imported(name).found, imported(name).meeting
    rows = {(row.side, snapshot.name_of(row), row.state) for row in snapshot.attendance}
    assert rows == {(one.side, one.name, one.presence) for one in found.people}
    for one in found.people:
        row = next(r for r in snapshot.attendance if snapshot.name_of(r) == one.name and r.side is one.side)
        assert one.organization in row.organization
        assert row.role == (one.role if one.side is Side.MEMBER else one.post or one.role)


@pytest.mark.parametrize("name", NAMES)
def test_that_importing_a_text_twice_changes_nothing(name: str) -> None:
    again = imported(name).again
    assert again.changes == 0
    assert not again.conflicts
    assert not again.created
    assert imported(name).unchanged


@pytest.mark.parametrize("name", NAMES)
def test_that_every_word_that_was_not_understood_is_in_the_records(name: str) -> None:
    text = plain("".join(printed(imported(name).meeting)))
    for one in (*imported(name).found.kept, *imported(name).found.left):
        assert plain(one.text) in text


def test_that_the_columns_of_a_meeting_are_filled() -> None:
    row = imported("own_piped_web").meeting.meeting
    assert (row.fiscal_year.start, row.nth, row.cumulative) == (2024, 3, 7)
    assert (row.day, row.start_time, row.end_time) == (dt.date(2025, 1, 30), dt.time(14), dt.time(15, 48))
    assert (row.place, row.method, row.observing, row.observers) == (
        "潮路市民プラザ 601会議室（オンライン併用）",
        "both",
        "partly",
        3,
    )
    assert row.observing_reason == "案件(2)は個人の療養の様子に触れるため"
    assert (row.next_day, row.next_start) == (dt.date(2025, 5, 29), dt.time(14))
    assert row.status is MeetingStatus.DRAFT


def test_that_labelled_words_that_no_column_has_are_a_note() -> None:
    assert imported("own_two_columns").meeting.meeting.note == "会議録署名人：小桜 弘、天願 ひかり"


def test_that_an_unusual_scheme_belongs_to_the_new_committee() -> None:
    snapshot = imported("own_pdf_pages").meeting
    assert snapshot.committee.scheme == ("1", "(1)", "①", "ア")
    assert not snapshot.meeting.scheme


def test_that_members_and_office_are_in_the_roster_of_that_year() -> None:
    snapshot = imported("form_range").meeting
    roster = snapshot.roster
    (term,) = roster.terms_of(snapshot.committee.id)
    assert (term.first_day, term.last_day) == (dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    members = {roster.people[row.person_id].name: row for row in roster.memberships_of(term.id)}
    assert len(members) == 6
    assert members["磯貝 千里"].role == "部会長"
    assert members["汐田 望"].role == ""
    assert roster.organization_name(members["葦原 透"]) == "葦原歯科医院"
    assert snapshot.committee.member_word == "部会員"
    office = [roster.people[row.person_id].name for row in roster.secretariat.values() if row.role.startswith("長寿")]
    assert "荒井田 光" in office


# ── references


def test_that_references_follow_when_an_opinion_is_put_in(desk: Desk) -> None:
    snapshot = made(desk, take(desk, text_of("form_range")))
    before = printed(snapshot)
    assert "ウ イのテーマはとても良いと感じる。立場を越えて話したい。" in before
    meeting_id = snapshot.meeting.id
    second = next(row for row in snapshot.blocks if row.text.startswith("顔を合わせて"))
    ahead = snapshot.blocks[snapshot.blocks.index(second) - 1]
    desk.do(outline.insert_block, meeting_id, ahead.id, second.kind, second.level, "割り込んだ意見である。")
    last = next(row for row in snapshot.blocks if row.text.startswith("歯のこと"))
    desk.do(outline.insert_block, meeting_id, last.id, last.kind, last.level, "後から加えた意見である。")
    lines = printed(desk.now(meeting_id))
    assert "エ ウのテーマはとても良いと感じる。立場を越えて話したい。" in lines
    assert "【ア～キ等の意見を踏まえて、以下のとおり決定】" in lines
    assert any(line.startswith("ク 内容は「3年間を振り返る」") for line in lines)


def test_that_documents_spoken_of_are_references() -> None:
    snapshot = imported("form_one_cell").meeting
    spoken = next(row for row in snapshot.blocks if "意見交換" in row.text)
    assert "資料3" not in spoken.text
    assert any("資料3を用いて" in line for line in printed(snapshot))
    assert [row.mark for row in snapshot.handouts.values()] == ["資料1", "資料2", "資料3"]
    two = next(row for row in snapshot.blocks if row.text.startswith("・事務局から"))
    assert not re.search("資料|[0-9]、", re.sub("\ufdd2.*?\ufdd3", "", two.text))
    assert any("資料1、2を用いて" in line for line in printed(snapshot))


# ── speakers and printing


def test_that_a_speaker_is_the_person_whom_the_words_name_and_nobody_in_doubt() -> None:
    snapshot = imported("own_piped_web").meeting
    people = {
        row.speaker: snapshot.roster.people[row.speaker_id].name if row.speaker_id else ""
        for row in snapshot.blocks
        if row.speaker
    }
    assert people == {"会長": "千歳", "紺野委員": "紺野", "事務局": "", "百瀬委員": "百瀬"}


@pytest.mark.parametrize(
    ("name", "form"), [("form_range", "m2"), ("sections_talk", "m2s"), ("own_two_columns", "m2s"), ("agenda", "m1")]
)
def test_that_the_form_most_like_the_paper_prints_it(name: str, form: str, desk: Desk) -> None:
    text = (
        "推進会議\n次第\n日時　令和7年9月3日（水）午後7時\n\n1 開会\n\n2 議題\n" if name == "agenda" else text_of(name)
    )
    report = take(desk, text)
    document = next(one.id for one in report.created if one.kind == "document")
    with desk.workspace.read() as connection:
        paper = read_paper(connection, document)
    assert paper.form.key == form
    assert paper.job().blocks


@pytest.mark.parametrize("name", ["form_range", "own_pdf_pages", "sections_talk"])
def test_that_the_pdf_of_an_imported_text_has_every_sentence_of_its_body(name: str, desk: Desk, tmp_path: Path) -> None:
    report = take(desk, text_of(name))
    with desk.workspace.read() as connection:
        paper = read_paper(connection, next(one.id for one in report.created if one.kind == "document"))
    faces = Faces.load()
    with (tmp_path / "a.pdf").open("wb") as stream:
        write_pdf([lay_out(paper.job(), faces)], faces, stream, title=name)
    pages = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    found = plain("".join(page.get_textpage().get_text_range() for page in pages))
    found = re.sub(r"-\d-", "", found.replace("\ufffe", ""))
    for block in read_minutes(text_of(name)).blocks:
        for sentence in re.split(r"(?<=。)", block.text):
            assert plain(sentence) in found, sentence


def test_that_a_name_in_other_glyphs_is_kept_as_it_is() -> None:
    names = {one.name for one in imported("own_pdf_pages").meeting.roster.people.values()}
    assert {"髙城 久美", "葛\U000e0100城 修"} <= names
