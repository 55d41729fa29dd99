"""配付資料."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.handout import HandoutKind, PartKind
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations import document, handout, meeting, outline


@pytest.fixture
def papers(desk: Desk) -> list[int]:
    """資料1 a, 資料2 b, 資料3 c, and a map without a number."""
    made = [desk.do(handout.add_handout, desk.circle.meeting, title) for title in "abc"]
    plain = desk.do(
        handout.add_handout, desk.circle.meeting, "地図", numbered=False, label="", kind=HandoutKind.REFERENCE
    )
    return [*made, plain]


def marks(desk: Desk) -> list[str]:
    """Every 配付資料 as printed."""
    return [f"{row.mark} {row.list_title}".strip() for row in desk.now().handouts.values()]


def test_that_numbers_follow_the_order(desk: Desk, papers: list[int]) -> None:
    assert marks(desk) == ["資料1 a", "資料2 b", "資料3 c", "地図"]
    desk.do(handout.move_handouts, [papers[2]], papers[0])
    assert marks(desk) == ["資料1 c", "資料2 a", "資料3 b", "地図"]
    desk.do(handout.add_handout, desk.circle.meeting, "d", 1)
    assert marks(desk) == ["資料1 c", "資料2 d", "資料3 a", "資料4 b", "地図"]
    desk.do(handout.remove_handouts, [papers[2]])
    assert marks(desk) == ["資料1 d", "資料2 a", "資料3 b", "地図"]
    desk.workspace.undo()
    assert marks(desk)[0] == "資料1 c"


def test_that_marks_and_references_change_with_the_order(desk: Desk, papers: list[int]) -> None:
    text = f"{Reference(Kind.HANDOUT, papers[0]).token}を用いて説明"
    desk.do(outline.insert_block, desk.circle.meeting, None, BlockKind.PLAIN, 0, text)
    desk.do(handout.move_handouts, [papers[0]])
    assert desk.lines() == ["0  資料3を用いて説明"]
    desk.do(handout.remove_handouts, [papers[0]])
    assert desk.lines() == ["0  資料3を用いて説明"]  # what it said stays as words


def test_that_branches_stay_together_under_one_number(desk: Desk, papers: list[int]) -> None:
    desk.do(handout.make_branches, [papers[1], papers[2]])
    assert marks(desk) == ["資料1 a", "資料2－1 b", "資料2－2 c", "地図"]
    desk.do(handout.move_handouts, [papers[0]])
    assert marks(desk) == ["資料1－1 b", "資料1－2 c", "地図", "資料2 a"]
    desk.do(handout.split_branch, papers[2])
    assert marks(desk) == ["資料1 b", "資料2 c", "地図", "資料3 a"]
    desk.do(handout.make_branches, [papers[1], papers[0]])
    assert marks(desk) == ["資料1－1 b", "資料1－2 a", "資料2 c", "地図"]
    desk.do(handout.remove_handouts, [papers[0]])
    assert marks(desk) == ["資料1 b", "資料2 c", "地図"]


def test_that_a_new_paper_before_branches_leaves_them_together(desk: Desk, papers: list[int]) -> None:
    desk.do(handout.make_branches, papers[:2])
    desk.do(handout.add_handout, desk.circle.meeting, "新", 0)
    assert marks(desk) == ["資料1 新", "資料2－1 a", "資料2－2 b", "資料3 c", "地図"]


def test_that_every_label_has_its_own_numbers(desk: Desk, papers: list[int]) -> None:
    desk.do(handout.add_handout, desk.circle.meeting, "参", 0, label="参考資料")
    assert marks(desk)[:3] == ["参考資料1 参", "資料1 a", "資料2 b"]
    desk.do(handout.set_numbered, papers[0], False)
    assert marks(desk)[:3] == ["参考資料1 参", "資料 a", "資料1 b"]
    desk.do(handout.set_numbered, papers[0], True)
    assert marks(desk)[:3] == ["参考資料1 参", "資料1 a", "資料2 b"]


def test_that_a_number_typed_stays_until_it_is_numbered_anew(desk: Desk, papers: list[int]) -> None:
    desk.do(handout.edit_handout, papers[1], number=7)
    assert marks(desk) == ["資料1 a", "資料7 b", "資料3 c", "地図"]
    desk.do(handout.number_handouts, desk.circle.meeting)
    assert marks(desk) == ["資料1 a", "資料2 b", "資料3 c", "地図"]
    given = desk.do(handout.add_handout, desk.circle.meeting, "読", number=5, branch=2)
    assert desk.now().handouts[given].mark == "資料5－2"


def test_that_a_replacement_has_the_number_of_what_it_replaces(desk: Desk, papers: list[int]) -> None:
    desk.do(handout.replace_handout, papers[0], dt.date(2025, 6, 18))
    assert marks(desk)[:3] == ["資料1 a", "資料1 a", "資料2 b"]
    desk.do(handout.move_handouts, [papers[0]])
    assert marks(desk) == ["資料3 a", "資料1 b", "資料2 c", "地図", "資料3 a"]


def test_that_parts_have_an_order_and_a_source(desk: Desk, papers: list[int]) -> None:
    sheet = desk.do(document.create_document, form="p1", title="進捗管理表", fiscal_year=2025)
    file = desk.do(handout.keep_file, "地図.pdf", b"%PDF-1.7 \x00")
    assert desk.do(handout.keep_file, "同じ.pdf", b"%PDF-1.7 \x00") == file
    one = desk.do(handout.add_part, papers[0], PartKind.DOCUMENT, sheet)
    two = desk.do(handout.add_part, papers[0], PartKind.FILE, file)
    three = desk.do(handout.add_part, papers[0], PartKind.TITLE, title="当日配付", position=0)
    four = desk.do(handout.add_part, papers[0], PartKind.MINUTES, desk.circle.meeting)
    now = desk.now()
    titles = ["当日配付", "進捗管理表", "地図.pdf", "令和7年度第1回推進会議 会議録"]
    assert [now.part_title(part) for part in now.parts_of(papers[0])] == titles
    desk.do(handout.move_part, two, papers[0], one)
    desk.do(handout.move_part, four, papers[1])
    desk.do(handout.edit_part, three, title="当日", kind=PartKind.DOCUMENT, source_id=sheet)
    desk.do(document.delete_document, sheet)
    now = desk.now()
    assert [(now.part_title(part), part.kind) for part in now.parts_of(papers[0])] == [
        ("当日", PartKind.TITLE),
        ("地図.pdf", PartKind.FILE),
        ("進捗管理表", PartKind.TITLE),
    ]
    assert [part.id for part in now.parts_of(papers[1])] == [four]
    desk.do(handout.remove_parts, [one, two])
    assert [part.position for part in desk.now().parts_of(papers[0])] == [0]
    with pytest.raises(KnownError, match="資料は削除"):
        desk.do(handout.add_part, papers[0], PartKind.DOCUMENT, sheet)


@pytest.mark.parametrize(
    ("content", "said"), [(b"PK\x03\x04", "PDFではない"), (b"%PDF-" + bytes(31 * 1024 * 1024), "大きすぎます")]
)
def test_that_only_a_pdf_that_is_not_too_large_is_kept(desk: Desk, content: bytes, said: str) -> None:
    with pytest.raises(KnownError, match=said):
        desk.do(handout.keep_file, "x", content)


def test_that_a_meeting_that_was_handed_out_leaves_its_title(desk: Desk) -> None:
    later = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22))
    paper = desk.do(handout.add_handout, later, "前回の会議録")
    desk.do(handout.add_part, paper, PartKind.MINUTES, desk.circle.meeting)
    desk.do(meeting.delete_meeting, desk.circle.meeting)
    now = desk.now(later)
    assert [now.part_title(part) for part in now.parts] == ["令和7年度第1回推進会議 会議録"]
