"""Both edges aligned, 和欧間 and ぶら下げ (TYPESETTING 4; PAGES (d) and (f))."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaitaku_desktop.typeset.blocks import Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.placing import JUSTIFY_CAP, Line, SolidLines

SIZE = 10.0
PROSE = TextStyle("mincho", SIZE, 16.0, align="justify")
KANJI = "市内の診療所及び薬局を訪ねて受入れの状況を聞き取り台帳にまとめて関係者に配った"


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def lines_of(text: str, width: float, faces: Faces, style: TextStyle = PROSE, **more: float) -> list[Line]:
    """`width` in 字."""
    paragraph = replace(Paragraph((Run(text),), style), **more)
    return list(break_paragraph(paragraph, width * SIZE, faces))


def right(line: Line) -> float:
    """The visible right edge in 字."""
    return (line.x + line.width) / SIZE


def gaps(line: Line) -> list[float]:
    """By how many 字 each cluster but the first stands further than set solid."""
    (span,) = line.spans
    moves = dict(span.moves)
    return [moves.get(at, 0.0) / SIZE for at in range(1, len(span.clusters))]


# ── both edges


@pytest.mark.parametrize(("width", "aligned"), [(19.5, False), (20.0, True), (42.0, True)])
def test_that_the_whole_measure_decides_not_what_a_hang_leaves(faces: Faces, width: float, aligned: bool) -> None:
    lines = lines_of("・" + "令和７年度は12か所を訪問し、" * 12, width, faces, hang=1.0)
    ragged = [line for line in lines[:-1] if right(line) < width - 0.51]
    assert bool(ragged) is not aligned


def test_that_the_last_line_and_a_typed_line_end_stay_as_they_are(faces: Faces) -> None:
    lines = lines_of(f"12か所を{KANJI}\n12か所を{KANJI}", 21.0, faces)
    ends = [line for line in lines if line.last]
    assert len(ends) == 2 and all(set(gaps(line)) <= {0.0} for line in ends)


def test_that_a_gap_grows_by_a_quarter_em_at_most_or_not_at_all(faces: Faces) -> None:
    text = f"{KANJI[:14]}https://example.invalid/{KANJI}"
    for line in lines_of(text, 20.0, faces):
        assert all(gap <= JUSTIFY_CAP + 1e-6 for gap in gaps(line))


def test_that_no_gap_grows_within_a_number_a_word_or_before_a_closing_sign(faces: Faces) -> None:
    lines = lines_of("令和７年度に312か所をLINE WORKSで結び（試行）、91.2％が「使う」と答えた。" * 4, 22.0, faces)
    for line in lines:
        for at, gap in enumerate(gaps(line), start=1):
            if line.text[at] in "、。）」％12か所" or line.text[at - 1] in "（「":
                assert gap <= 0.0 or line.text[at] in "か所1239", (line.text, at)


def test_that_small_kana_and_prolonged_sounds_stand_as_far_apart_as_their_neighbours(faces: Faces) -> None:
    line = lines_of("ショートステイとデイサービスのパンフレットを１２３枚配った。" * 2, 20.5, faces)[0]
    grown = {round(gap, 6) for at, gap in enumerate(gaps(line), start=1) if line.text[at] in "ョーッ"}
    assert len(grown) == 1 and grown != {0.0}


def test_that_labels_that_break_at_phrase_ends_stay_ragged(faces: Faces) -> None:
    text = "在宅医療及び介護の関係者の情報共有の支援並びに相談の支援の充実"
    for line in break_paragraph(Paragraph((Run(text),), PROSE, phrases=True), 22 * SIZE, faces):
        assert set(gaps(line)) <= {0.0}


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="市の訪、。「」（）・ー１2aっ ", min_size=1, max_size=160), width=st.floats(20, 44))
def test_that_lines_drawn_in_one_go_stand_where_each_cluster_would_be_put(text: str, width: float) -> None:
    faces = Faces.load()
    style = replace(PROSE, latin_gap=0.125)
    one = break_paragraph(Paragraph((Run(text),), style), width * SIZE, faces)
    two = break_paragraph(Paragraph((Run(text[:1]), Run(text[1:])), style), width * SIZE, faces)
    for quick, slow in zip(one, two, strict=True):
        places = [x for span in slow.spans for x in span.xs]
        assert [x for span in quick.spans for x in span.xs] == pytest.approx(places, abs=1e-6)
        assert quick.width == pytest.approx(slow.width, abs=1e-6)


def test_that_prose_is_drawn_in_one_go(faces: Faces) -> None:
    assert isinstance(break_paragraph(Paragraph((Run(KANJI * 9),), PROSE), 42 * SIZE, faces), SolidLines)


# ── 和欧間


def test_that_latin_and_digits_stand_apart_from_japanese_by_what_is_asked(faces: Faces) -> None:
    style = replace(PROSE, latin_gap=0.125)
    (line,) = lines_of("令和12年度にICT研修を３回（R6）、5％", 42.0, faces, style)
    grown = {line.text[at - 1 : at + 1] for at, gap in enumerate(gaps(line), start=1) if gap == pytest.approx(0.125)}
    assert grown == {"和1", "2年", "にI", "T研"}
    (solid,) = lines_of("令和12年度にICT研修を３回（R6）、5％", 42.0, faces)
    assert right(line) - right(solid) == pytest.approx(4 * 0.125)


def test_that_there_is_no_such_gap_at_a_lines_end_nor_at_its_start(faces: Faces) -> None:
    style = replace(PROSE, align="left", latin_gap=0.25)
    first, second = lines_of(f"{KANJI[:20]}ICT{KANJI[:5]}", 20.0, faces, style)
    assert (first.text, right(first)) == (KANJI[:20], pytest.approx(20.0))
    assert second.text.startswith("ICT") and second.x == 0.0


def test_that_a_variant_meets_latin_like_its_character(faces: Faces) -> None:
    style = replace(PROSE, latin_gap=0.25)
    (line,) = lines_of("葛\U000e0100ABC", 42.0, faces, style)
    assert line.spans[-1].xs[-3] / SIZE == pytest.approx(1.25)


# ── ぶら下げ


@pytest.mark.parametrize("sign", ["、", "。", "，", "．"])
def test_that_a_comma_or_full_stop_hangs_outside_where_a_form_says_so(faces: Faces, sign: str) -> None:
    style = replace(PROSE, hanging=True)
    text = f"{KANJI[:20]}{sign}{KANJI[:30]}"
    first = lines_of(text, 20.0, faces, style)[0]
    assert first.text == text[:21]
    assert first.spans[0].xs[-1] / SIZE == pytest.approx(20.0)
    assert lines_of(text, 20.0, faces)[0].text == text[:19]


def test_that_the_text_before_a_hanging_sign_reaches_the_edge(faces: Faces) -> None:
    style = replace(PROSE, hanging=True)
    first = lines_of(f"1{KANJI[:20]}、{KANJI}", 20.8, faces, style)[0]
    assert first.spans[0].xs[-1] / SIZE == pytest.approx(20.8) and right(first) == pytest.approx(21.3)


def test_that_nothing_hangs_whose_next_character_may_not_begin_a_line(faces: Faces) -> None:
    style = replace(PROSE, hanging=True)
    first, second = lines_of(f"「{KANJI[:19]}。」{KANJI[:5]}", 20.0, faces, style)
    assert not first.text.endswith("。") and not second.text.startswith("」")
