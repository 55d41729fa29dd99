"""From the records of a file to paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from printed_pdf import copied, pdf_of, solid
from sample_files import open_sample
from sqlalchemy import select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.papers import AgendaPaper, MinutesPaper, read_paper
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_sample(tmp_path_factory.mktemp("sample") / "a.zaitaku") as found:
        yield found


def made(workspace: Workspace, form: str, kind: str, meeting_id: int | None) -> int:
    return workspace.perform(
        "資料の追加",
        lambda session: create_document(
            session, form=form, title="資料", fiscal_year=2025, kind=kind, meeting_id=meeting_id
        ),
    ).result


def test_that_each_meeting_of_the_sample_is_printed_with_every_sentence(workspace: Workspace) -> None:
    faces = Faces.load()
    with workspace.read() as connection:
        ids = list(connection.execute(select(Meeting.id)).scalars())
    lost = []
    for meeting_id in ids:
        papers = [made(workspace, "m1", "agenda", meeting_id), made(workspace, "m2", "minutes", meeting_id)]
        with workspace.read() as connection:
            agenda, minutes = (read_paper(connection, paper) for paper in papers)
            meeting = load_meeting(connection, meeting_id)
        assert isinstance(agenda, AgendaPaper) and isinstance(minutes, MinutesPaper)
        assert (agenda.missing(), agenda.masked(), minutes.missing(), minutes.masked()) == ((), (), (), ())
        words = copied(pdf_of(agenda.job(), faces))
        lost += [item.title for item in meeting.agenda.values() if solid(item.title) not in words]
        words = copied(pdf_of(minutes.job(), faces))
        lost += [
            block.text for block in meeting.blocks if "\ufdd2" not in block.text and solid(block.text) not in words
        ]
    assert lost == []


def test_that_the_papers_of_a_plan_are_what_they_were(workspace: Workspace) -> None:
    with workspace.read() as connection:
        first = next(row.id for row in load_documents(connection) if row.plan_id is not None)
        paper = read_paper(connection, first)
    assert isinstance(paper, Printable) and paper.masked() == ()


def test_that_a_paper_without_its_meeting_is_refused(workspace: Workspace) -> None:
    paper = made(workspace, "m2", "minutes", None)
    with workspace.read() as connection, pytest.raises(KnownError, match="会議が結び付いていません"):
        read_paper(connection, paper)
