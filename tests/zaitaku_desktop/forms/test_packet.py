"""資料一式: what is in it, in which order, with which numbers."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from attached_pdfs import BROKEN, plain_pdf
from meetings import Desk
from printed_pdf import pages_of, solid

from zaitaku_desktop.forms.packet import packet_titles, read_packet
from zaitaku_desktop.forms.packet_pages import PacketPages, item_pdf, lay_out_packet, packet_pdf
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.packet import Paging
from zaitaku_desktop.operations import handout, meeting, packet
from zaitaku_desktop.typeset.fonts import Faces

A4 = (595.3, 841.9)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """次第, 資料1 of two 会議録, 資料2 a PDF of three pages, 資料3 a broken one, a list with a title alone."""
    desk = Desk(tmp_path / "circle.zaitaku")
    here = desk.circle.meeting
    desk.do(meeting.edit_meeting, here, report_summary="")
    others = [desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, month, 1)) for month in (7, 8)]
    first = desk.do(handout.add_handout, here, "部会の検討状況")
    for other in others:
        desk.do(handout.add_part, first, PartKind.MINUTES, other)
    for title, content in (("手引き", plain_pdf(A4, A4, A4)), ("壊れた表", BROKEN)):
        made = desk.do(handout.add_handout, here, title)
        desk.do(handout.add_part, made, PartKind.FILE, desk.do(handout.keep_file, f"{title}.pdf", content))
    alone = desk.do(handout.add_handout, here, "名簿", numbered=False)
    desk.do(handout.add_part, alone, PartKind.TITLE, title="名簿")
    yield desk
    desk.workspace.close(give_up=True)


def _laid(desk: Desk, faces: Faces) -> PacketPages:
    with desk.workspace.read() as connection:
        return lay_out_packet(read_packet(connection, desk.circle.meeting), faces)


def _labels(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [page.label for page in pdf.pages]


def _outline(content: bytes) -> list[tuple[str, list[str]]]:
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [(one.title, [below.title for below in one.children]) for one in outline.root]


def test_that_the_packet_has_bookmarks_labels_boxes_and_numbers_for_each(desk: Desk, faces: Faces) -> None:
    content = packet_pdf(_laid(desk, faces), faces)
    assert _outline(content) == [
        ("次第", []),
        (
            "資料１　部会の検討状況",
            [f"令和７年度第{nth}回推進会議　会議録（案）" for nth in "２３"],
        ),
        ("資料２　手引き", []),
        ("資料３　壊れた表", []),
    ]
    assert _labels(content) == ["次第-1", "資料１-1", "資料１-2", "資料２-1", "資料２-2", "資料２-3", "資料３-1"]
    words = [solid(page) for page in pages_of(content)]
    boxes = [next((mark for mark in ("資料1", "資料2", "資料3") if mark in page), "") for page in words[1:]]
    assert boxes == ["資料1", "", "資料2", "", "", "資料3"]
    assert "-2-" in words[2].replace("−", "-").replace("－", "-")
    assert "このPDFは壊れている" in words[6]
    assert packet_pdf(_laid(desk, faces), faces) == content


def test_that_pages_are_numbered_through_each_on_a_front_side_behind_a_divider(desk: Desk, faces: Faces) -> None:
    options = {"paging": Paging.THROUGH, "two_sided": True, "dividers": True}
    desk.do(packet.edit_packet, desk.circle.meeting, **options)
    laid = _laid(desk, faces)
    assert [len(item.pages) for item in laid.items] == [2, 4, 4, 2, 0]
    assert [laid.first_page_of(item.item.key) for item in laid.items] == [0, 2, 6, 10, None]
    content = packet_pdf(laid, faces)
    assert _labels(content) == [str(number) for number in range(1, 13)]
    words = [solid(page) for page in pages_of(content)]
    assert words[1] == "" and words[2] == solid("資料1部会の検討状況")
    assert words[9].endswith("-10-") and words[11].endswith("-12-")


def test_that_a_replacement_says_since_when_and_what_it_replaces_is_left_out(desk: Desk, faces: Faces) -> None:
    old = next(row for row in desk.now().handouts.values() if row.list_title == "手引き")
    new = desk.do(handout.replace_handout, old.id, dt.date(2025, 6, 20))
    desk.do(handout.add_part, new, PartKind.FILE, desk.do(handout.keep_file, "新.pdf", plain_pdf(A4)))
    laid = _laid(desk, faces)
    item = next(one for one in laid.items if one.item.key == new)
    assert old.id not in {one.item.key for one in laid.items}
    assert solid("（訂正版 令和7年6月20日）") in solid(pages_of(item_pdf(item, faces))[0])
    assert item.item.file_title == "資料2_手引き_訂正版"


def test_that_trouble_is_told_of_its_part_and_a_title_alone_has_no_pages(desk: Desk, faces: Faces) -> None:
    laid = _laid(desk, faces)
    assert [one.troubles for one in laid.items] == [
        (),
        (),
        (),
        ("壊れた表.pdf：このPDFは壊れているため、印刷できません。",),
        (),
    ]
    assert laid.items[4].pages == []


def test_that_meetings_at_which_something_is_handed_out_have_a_packet(desk: Desk) -> None:
    with desk.workspace.read() as connection:
        assert packet_titles(connection) == [(desk.circle.meeting, "令和7年度第1回推進会議　資料一式")]
