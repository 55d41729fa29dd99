"""会議録 on paper."""

from __future__ import annotations

import datetime as dt
import time
import zlib
from dataclasses import replace

import pytest
from golden import check_golden
from made_meetings import BOARD, NAMES, document, minutes_meeting
from printed_pdf import copied, pdf_of, solid

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_minutes import MinutesPrint, minutes_job, minutes_settings
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.meeting import Observing
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.typeset.blocks import Grid, Paragraph, PrintJob, Prose
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def printed(meeting: MeetingSnapshot, form: str = "m2", draft: bool = False, **options: str) -> MinutesPrint:
    return minutes_job(load_form(form), document(form, options=options, draft=draft), meeting)


def body(job: PrintJob) -> list[Paragraph]:
    (prose,) = [block for block in job.blocks if isinstance(block, Prose)][-1:]
    assert all(isinstance(item.text, Paragraph) for item in prose.items)
    return [item.text for item in prose.items if isinstance(item.text, Paragraph)]


def lines(job: PrintJob) -> list[str]:
    return [paragraph.text for paragraph in body(job)]


def with_blocks(*blocks: BlockRow) -> MeetingSnapshot:
    return replace(minutes_meeting(), blocks=[replace(block, position=at) for at, block in enumerate(blocks)])


@pytest.mark.parametrize(("form", "page", "name"), [("m2", 0, "m2-1"), ("m2", 1, "m2-2"), ("m2s", 0, "m2s-1")])
def test_that_the_page_looks_as_it_was_found_right(form: str, page: int, name: str, faces: Faces) -> None:
    check_golden(pdf_of(printed(minutes_meeting(), form).job, faces), page, name)


def test_that_the_levels_stand_in_and_hang_as_the_house_has_them() -> None:
    found = {
        paragraph.text[:2]: (paragraph.indent, paragraph.hang) for paragraph in body(printed(minutes_meeting()).job)
    }
    assert found["１\u3000"] == (0, 1)
    assert found["(1"] == (1, 2)
    assert found["ア\u3000"] == (2, 3)
    assert found["(ア"] == (3, 4)
    assert found["→\u3000"] == (3, 4)
    assert found["事務"] == (3, 2)
    assert found["【ア"] == (1.5, 2)
    assert found["次回"] == (2, 1)


def test_that_an_opinion_put_in_changes_the_numbers_and_all_that_refers_to_them() -> None:
    meeting = minutes_meeting()
    at = next(index for index, block in enumerate(meeting.blocks) if block.id == 9)
    new = BlockRow(99, 2, 0, 2, BlockKind.OPINION, "新しい意見である。")
    blocks = [*meeting.blocks[:at], new, *meeting.blocks[at:]]
    found = lines(printed(replace(meeting, blocks=blocks)).job)
    assert "イ\u3000新しい意見である。" in found
    assert "【ア～オの意見を踏まえて、以下のとおり決定】" in found
    assert any(line.startswith("オ\u3000エの意見に賛成である。") for line in found)
    assert any("ウ(ア)から(ウ)まで" in line for line in found)
    assert found[-1] == "内容は、２(1)カの目安（修正案）の検討とし、おおむね１時間以内とする。"


def test_that_decisions_go_on_or_begin_anew() -> None:
    head = BlockRow(1, 2, 0, 0, BlockKind.HEADING, "議題")
    one = BlockRow(2, 2, 1, 2, BlockKind.OPINION, "意見")
    on = BlockRow(3, 2, 2, 2, BlockKind.DECISION, "続く決定")
    below = BlockRow(4, 2, 3, 3, BlockKind.DECISION, "枝")
    anew = BlockRow(5, 2, 4, 2, BlockKind.DECISION, "始め直す決定", Series.RESTART)
    assert lines(printed(with_blocks(head, one, on, below, anew)).job) == [
        "１\u3000議題", "ア\u3000意見", "イ\u3000続く決定", "(ア)\u3000枝", "ア\u3000始め直す決定",
    ]  # fmt: skip


def seven_opinions() -> list[BlockRow]:
    """(3), its opinions ア to キ, what was decided about them, and a paragraph that speaks of イ."""
    second = Reference(Kind.BLOCK, 12).token
    return [
        BlockRow(1, 2, 0, 0, BlockKind.HEADING, "議題"),
        BlockRow(2, 2, 0, 1, BlockKind.HEADING, "研修会", Series.RESTART, 3),
        *(BlockRow(11 + at, 2, 0, 2, BlockKind.OPINION, f"意見{word}") for at, word in enumerate("一二三四五六七")),
        BlockRow(20, 2, 0, 2, BlockKind.BOX, f"【{RANGE}の意見を踏まえて決定】"),
        BlockRow(21, 2, 0, 2, BlockKind.DECISION, f"{second}のとおり"),
        BlockRow(22, 2, 0, 3, BlockKind.DECISION, "枝"),
        BlockRow(23, 2, 0, 3, BlockKind.DECISION, "枝の次"),
        BlockRow(24, 2, 0, 1, BlockKind.PLAIN, f"{Reference(Kind.BLOCK, 12, 'path').token}を広報に載せる。"),
    ]


def test_that_opinions_put_in_before_the_second_and_behind_the_last_move_everything() -> None:
    blocks = seven_opinions()
    assert lines(printed(with_blocks(*blocks)).job)[8:] == [
        "キ\u3000意見七", "【ア～キの意見を踏まえて決定】", "ク\u3000イのとおり", "(ア)\u3000枝", "(イ)\u3000枝の次",
        "１(3)イを広報に載せる。",
    ]  # fmt: skip
    blocks.insert(9, BlockRow(31, 2, 0, 2, BlockKind.OPINION, "後に入れた意見"))
    blocks.insert(3, BlockRow(30, 2, 0, 2, BlockKind.OPINION, "前に入れた意見"))
    assert lines(printed(with_blocks(*blocks)).job)[2:] == [
        "ア\u3000意見一", "イ\u3000前に入れた意見", "ウ\u3000意見二", "エ\u3000意見三", "オ\u3000意見四",
        "カ\u3000意見五", "キ\u3000意見六", "ク\u3000意見七", "ケ\u3000後に入れた意見",
        "【ア～ケの意見を踏まえて決定】", "コ\u3000ウのとおり", "(ア)\u3000枝", "(イ)\u3000枝の次",
        "１(3)ウを広報に載せる。",
    ]  # fmt: skip


def test_that_another_scheme_numbers_print_and_references_alike() -> None:
    meeting = with_blocks(*seven_opinions())
    meeting = replace(meeting, meeting=replace(meeting.meeting, scheme=("1", "(1)", "①", "ア")))
    found = lines(printed(meeting).job)
    assert found[1:4] == ["(3)\u3000研修会", "①\u3000意見一", "②\u3000意見二"]
    assert found[9:] == [
        "【①～⑦の意見を踏まえて決定】", "⑧\u3000②のとおり", "ア\u3000枝", "イ\u3000枝の次", "１(3)②を広報に載せる。",
    ]  # fmt: skip


def test_that_who_does_it_until_when_stands_behind_a_task() -> None:
    task = BlockRow(1, 2, 0, 2, BlockKind.TASK, "案を作る。", assignee_id=1, due_on=dt.date(2025, 9, 11))
    assert lines(printed(with_blocks(task)).job) == [
        "ア\u3000案を作る。（担当：見本 太郎、期限：令和７年９月11日（木）まで）"
    ]


def test_that_the_summary_leaves_out_what_is_marked_and_numbers_the_rest_anew() -> None:
    meeting = minutes_meeting()
    blocks = [replace(block, full_text_only=block.id == 13) for block in meeting.blocks]
    cut = lines(printed(replace(meeting, blocks=blocks), edition="summary").job)
    assert not any("薬局には" in line for line in cut)
    # エ speaks of ウ, which is left out: all numbers stay those of the whole text.
    assert any(line.startswith("エ\u3000ウの意見に賛成である。") for line in cut)
    free = [replace(block, text="賛成である。") if block.id == 14 else block for block in blocks]
    cut = lines(printed(replace(meeting, blocks=free), edition="summary").job)
    assert "ウ\u3000賛成である。" in cut and "【ア～ウの意見を踏まえて、以下のとおり決定】" in cut


def test_that_the_public_edition_has_no_name_in_its_bytes(faces: Faces) -> None:
    meeting = minutes_meeting()
    person = Reference(Kind.PERSON, 2).token
    blocks = [
        *meeting.blocks,
        BlockRow(
            90, 2, 90, 2, BlockKind.OPINION, f"{person}部会員と架空部会員が、例示 花子の案を説明した。", speaker_id=3
        ),
        BlockRow(91, 2, 91, 2, BlockKind.SPEAKER, "（見本部会長から）", speaker="見本部会長"),
        BlockRow(92, 2, 92, 2, BlockKind.TASK, "まとめる。", assignee_id=4),
    ]
    found = printed(replace(meeting, blocks=blocks), "m2", public="yes", signers="1")
    pdf = pdf_of(found.job, faces)
    words = copied(pdf)
    assert [name for name in NAMES if solid(name) in words or solid(name.split()[0]) in words] == []
    raw = b"".join(_streams(pdf)) + pdf
    whole = ["".join(name.split()) for name in NAMES]
    assert [name for name in whole if any(name.encode(code) in raw for code in ("utf-8", "utf-16-be"))] == []
    assert solid("○○部会員と○○部会員が、○○の案を説明した。") in words
    assert solid("まとめる。(担当:○○)") in words
    assert ("架空歯科医院", "○○歯科医院", False) in [(one.word, one.printed, one.sure) for one in found.masked]
    assert solid("部会長(みなと野北病院退院支援室)") in words


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for part in pdf.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompress(part.split(b"endstream")[0].rstrip(b"\r\n")))
        except zlib.error:
            continue
    return found


def test_that_a_word_that_is_no_name_may_stand_and_the_heads_names_too(faces: Faces) -> None:
    job = printed(minutes_meeting(), public="yes", shown_words="架空歯科医院").job
    words = copied(pdf_of(job, faces))
    assert "架空歯科医院" in words and "仮名内科" not in words
    form = load_form("m2")
    named = replace(form, minutes=replace(form.minutes, public=True, public_people="names"))
    words = copied(pdf_of(minutes_job(named, document("m2"), minutes_meeting()).job, faces))
    assert "見本太郎(みなと野北病院" in words and "仮名内科クリニック" in words


def test_that_speakers_are_printed_as_the_committee_says(faces: Faces) -> None:
    said = BlockRow(1, 2, 0, 2, BlockKind.OPINION, "賛成である。", speaker_id=1)
    again = BlockRow(2, 2, 1, 2, BlockKind.OPINION, "続きである。", speaker_id=1)
    for way, wanted in (
        (Speakers.NONE, ["ア\u3000賛成である。", "イ\u3000続きである。"]),
        (Speakers.NAME, ["ア\u3000（見本部会長）賛成である。", "イ\u3000続きである。"]),
        (Speakers.ROLE, ["ア\u3000（部会長）賛成である。", "イ\u3000続きである。"]),
    ):
        meeting = with_blocks(said, again)
        meeting = replace(meeting, meeting=replace(meeting.meeting, speakers=way))
        assert lines(printed(meeting).job) == wanted


def test_that_talk_stands_below_its_speaker() -> None:
    blocks = (
        BlockRow(1, 2, 0, 0, BlockKind.HEADING, "研修会について"),
        BlockRow(2, 2, 1, 0, BlockKind.SPEAKER, "（委員長）", speaker="委員長"),
        BlockRow(3, 2, 2, 0, BlockKind.PLAIN, "まずは方法から。", speaker="委員長"),
        BlockRow(4, 2, 3, 0, BlockKind.PLAIN, "集まれるとよい。", speaker="委員"),
    )
    found = lines(printed(with_blocks(*blocks), "m2s").job)
    assert found[-5:] == ["１\u3000研修会について", "（委員長）", "まずは方法から。", "（委員）", "集まれるとよい。"]


def test_that_who_came_otherwise_than_in_person_is_told(faces: Faces) -> None:
    meeting = minutes_meeting()
    rows = list(meeting.attendance)
    rows[1] = replace(rows[1], state=Presence.PROXY, proxy="代理 次郎")
    rows[2] = replace(rows[2], state=Presence.ONLINE, came_at=dt.time(19, 30))
    rows[3] = replace(rows[3], state=Presence.OUT_OF_TERM)
    rows[9] = replace(rows[9], side=Side.PRESENTER)
    words = copied(pdf_of(printed(replace(meeting, attendance=rows)).job, faces))
    assert solid("（つばめ居宅介護支援事業所）（代理出席 代理 次郎）") in words
    assert solid("（仮名内科クリニック）（オンライン）（午後7時30分から出席）") in words
    assert "試作みどり" not in words
    assert "説明者" in words


def test_that_the_form_has_members_and_office_whatever_the_members_are_called() -> None:
    meeting = minutes_meeting()
    own = replace(meeting.committee, member_word="部会員")
    meeting = replace(meeting, roster=replace(meeting.roster, committees={**meeting.roster.committees, own.id: own}))
    (grid,) = [block for block in printed(meeting).job.blocks if isinstance(block, Grid)]
    labels = [cell.blocks[0].text for cell in grid.body if cell.label and isinstance(cell.blocks[0], Paragraph)]
    assert labels[3:7] == ["出席者", "委員", "事務局", "欠席者"]


def test_that_a_draft_says_so_and_lines_for_signing_are_put_below(faces: Faces) -> None:
    words = copied(pdf_of(printed(minutes_meeting(), draft=True, signers="3").job, faces))
    assert "会議録(案)" in words and words.count("会議録署名人") == 3


def test_that_a_partly_closed_meeting_prints_its_reason(faces: Faces) -> None:
    meeting = minutes_meeting()
    own = replace(meeting.meeting, observing=Observing.PARTLY, observing_reason="個人の情報を扱うため", observers=None)
    words = copied(pdf_of(printed(replace(meeting, meeting=own)).job, faces))
    assert "可・◎一部不可・不可" in words and "個人の情報を扱うため" in words


def test_that_options_that_mean_nothing_are_left_aside() -> None:
    row = document("m2", options={"head": "?", "signers": "two", "edition": "", "other": "x"})
    assert minutes_settings(load_form("m2"), row) == load_form("m2").minutes


def test_that_a_meeting_of_which_nothing_is_known_can_be_printed(faces: Faces) -> None:
    meeting = minutes_meeting()
    bare = replace(meeting.meeting, day=None, start_time=None, end_time=None, place="", observing=Observing.UNSET)
    empty = replace(meeting, meeting=bare, attendance=(), agenda={}, blocks=())
    for form in ("m2", "m2s"):
        assert len(lay_out(printed(empty, form).job, faces).pages) == 1


def test_that_long_minutes_are_laid_out_in_no_time_and_lose_nothing(faces: Faces) -> None:
    text = "退院の前に、本人と家族の希望を聞いておくと、次の場所での暮らしがそのまま続けられるという意見があった。"
    blocks = [
        BlockRow(at, 2, at, 2 if at % 8 else 0, BlockKind.OPINION if at % 8 else BlockKind.HEADING, text * (1 + at % 3))
        for at in range(40)
    ]
    meeting = replace(minutes_meeting(), blocks=blocks, meetings={})
    lay_out(printed(meeting).job, faces)
    changed = [*blocks[:20], replace(blocks[20], text="直した。"), *blocks[21:]]
    began = time.thread_time()
    layout = lay_out(printed(replace(meeting, blocks=changed)).job, faces)
    assert time.thread_time() - began < 0.1
    assert sum(box.text.count("退院の前に") for page in layout.pages for box in page.texts) > 0
    assert "".join(box.text for page in layout.pages for box in page.texts).count("退院の前に") == sum(
        1 + at % 3 for at in range(40) if at != 20
    )


def test_that_the_name_of_a_meeting_may_be_its_own() -> None:
    meeting = minutes_meeting()
    own = replace(meeting, meeting=replace(meeting.meeting, name="臨時会", committee_id=BOARD.id))
    assert printed(own, "m2s").job.sheet.title == "臨時会\u3000会議録"
