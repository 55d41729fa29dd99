"""What references say within a meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from outlines import meeting, outline, roster

from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting_rows import (
    AgendaHandoutRow,
    AgendaItemRow,
    HandoutPartRow,
    HandoutRow,
    MeetingSnapshot,
)
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import LOST, RANGE, Kind, Reference
from zaitaku_desktop.model.snapshot import MunicipalityRow

LINES = ("0# ", "1# ", "2i 一", "2i 二", f"2b 【{RANGE}等】", f"2d {Reference(Kind.BLOCK, 4).token}のテーマ")
AGENDA = {
    1: AgendaItemRow(1, 1, title="開会"),
    2: AgendaItemRow(2, 1, position=1, title="議題"),
    3: AgendaItemRow(3, 1, 2, title="研修会について"),
    4: AgendaItemRow(4, 1, 2, 1, AgendaKind.LINE, "次回日程について"),
    5: AgendaItemRow(5, 1, 2, 2, title="課題について"),
}
HANDOUTS = {
    7: HandoutRow(7, 1, 0, number=1),
    8: HandoutRow(8, 1, 1, number=1, branch=2),
    9: HandoutRow(9, 1, 2, "参考資料"),
}
SNAPSHOT = MeetingSnapshot(
    municipality=MunicipalityRow("みなと野市"),
    roster=roster(scheme=("1", "(1)", "ア")),
    meeting=meeting(1, nth=1),
    attendance=(),
    agenda=AGENDA,
    handouts=HANDOUTS,
    parts=(HandoutPartRow(1, 8, 0, PartKind.DOCUMENT, document_id=30), HandoutPartRow(2, 9, title="地図")),
    marks=(AgendaHandoutRow(1, 3, 8),),
    blocks=[replace(row, agenda_item_id={1: 2, 2: 3}.get(row.id)) for row in outline(*LINES)],
    confirmations=(),
    locks=(),
    files={},
    titles={30: "実績報告"},
    meetings={},
)
WORDS = MeetingWords(SNAPSHOT)


def test_that_a_line_of_the_agenda_without_a_number_leaves_the_others_alone() -> None:
    assert WORDS.agenda == {1: "1", 2: "2", 3: "(1)", 5: "(2)"}


def test_that_a_heading_without_words_has_those_of_its_item() -> None:
    assert [WORDS.block_text(block) for block in SNAPSHOT.blocks[:2]] == ["議題", "研修会について"]


def test_that_texts_say_the_numbers_of_now() -> None:
    assert WORDS.block_text(SNAPSHOT.blocks[4]) == "【ア～イ等】"
    assert WORDS.block_text(SNAPSHOT.blocks[5]) == "イのテーマ"
    swapped = replace(
        SNAPSHOT, blocks=[*SNAPSHOT.blocks[:2], SNAPSHOT.blocks[3], SNAPSHOT.blocks[2], *SNAPSHOT.blocks[4:]]
    )
    assert MeetingWords(swapped).block_text(SNAPSHOT.blocks[5]) == "アのテーマ"


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        (Reference(Kind.AGENDA, 5), "(2)"),
        (Reference(Kind.HANDOUT, 8), "資料1－2"),
        (Reference(Kind.HANDOUT, 9), "参考資料"),
        (Reference(Kind.HANDOUT, 8, "number"), "1－2"),
        (Reference(Kind.DOCUMENT, 30), "資料1－2"),
        (Reference(Kind.DOCUMENT, 31), LOST),
        (Reference(Kind.PERSON, 1), "甲野 一"),
        (Reference(Kind.PERSON, 1, "family"), "甲野"),
        (Reference(Kind.PERSON, 99), LOST),
        (Reference(Kind.ITEM, 1), LOST),
        (Reference(Kind.HANDOUT, 99), LOST),
    ],
)
def test_that_every_kind_of_reference_says_what_its_target_is_called(reference: Reference, wanted: str) -> None:
    assert WORDS.say(reference) == wanted


def test_that_others_say_what_is_none_of_the_meeting() -> None:
    assert MeetingWords(SNAPSHOT, lambda reference: f"①-{reference.id}").say(Reference(Kind.ITEM, 3)) == "①-3"


def test_that_a_part_is_called_by_its_source() -> None:
    assert [SNAPSHOT.handout_title(row) for row in HANDOUTS.values()] == ["", "実績報告", "地図"]
    assert SNAPSHOT.handouts_of(3) == [HANDOUTS[8]]
