"""Rules of line breaking, by example and over random texts at 19 widths.

What may not stand where is written out here once more, independently of `kinsoku.py`.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaitaku_desktop.typeset.blocks import Align, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.fonts import Faces, split_clusters
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.placing import Line

EM = 9.0
WIDTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 20, 23, 28, 33, 38, 42)
NEVER_FIRST = (
    "、。，．・：；？！）」』】〕〉》］｝”’ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛"
    "゜…‥‐～〜％‰℃,.)]}%"
)
NEVER_LAST = "（「『【〔〈《［｛“‘￥＄№([{"
PIECES = (
    "年３回", "延べ312人", "28か所", "21.4％", "令和5年", "令和７年度", "３か月間", "1,234,567円", "第２回",
    "約３割", "月２回", "10件", "３～５人", "Excel", "ＩＣＴ", "R6", "LINE", "don't", "……", "――", "A4", "0123-45-6789",
)  # fmt: skip
WORDS = (
    "医療", "と", "介護", "の", "連携", "会議", "る。", "、", "（", "）", "「", "」", "・", "』、", "。（", "）（",
    "ケアマネジャー", "々", "！", "？）", "【", "】", "　", " ", "→", "①", "𠮷田", "葛\U000e0100城", "かっ", "あぁ",
    "https://www.city.example.lg.jp/kaigo-renkei/index.html", "a@example.jp", "\n",
)  # fmt: skip
TOKENS = st.lists(st.sampled_from(PIECES + WORDS), max_size=25)
WILD = st.text(
    alphabet="医療のー々っ、。「」『（）【】・：！？…―～％￥№ 　\n012３４年月人件AZaz./-,()[]\"'\u3099\U000e0100ｱﾞ𠮷⇓葛",
    max_size=60,
)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def lines_of(
    faces: Faces,
    text: str,
    width: float,
    *,
    align: Align = "left",
    indent: float = 0.0,
    hang: float = 0.0,
    phrases: bool = False,
) -> tuple[Line, ...]:
    """The lines in a measure of `width` 字."""
    paragraph = Paragraph((Run(text),), TextStyle(size=EM, align=align), indent, hang, phrases=phrases)
    return break_paragraph(paragraph, width * EM, faces)


def texts_of(faces: Faces, text: str, width: float, **options: object) -> list[str]:
    return [line.text for line in lines_of(faces, text, width, **options)]  # type: ignore[arg-type]


def is_legal(text: str, position: int, bonded: frozenset[int]) -> bool:
    """May a line of `text` end before `position`? `bonded` = positions within pieces."""
    first, last = text[position], text[position - 1]
    if first in NEVER_FIRST or first in " \u3000\u3099\U000e0100" or last in NEVER_LAST:
        return False
    return position not in bonded


def faults(lines: tuple[Line, ...], text: str, bonded: frozenset[int]) -> list[str]:
    """Line ends that break a rule although the line held an allowed place; each as `…end|start…`."""
    found = []
    for line in lines[:-1]:
        if line.last or is_legal(text, line.end, bonded):
            continue
        if any(is_legal(text, place, bonded) for place in range(line.start + 1, line.end)):
            found.append(f"{text[line.start : line.end]}|{text[line.end :][:5]}")
    return found


def join(tokens: list[str]) -> tuple[str, frozenset[int]]:
    """The text of the tokens and the positions within its pieces. Pieces do not touch (12件3月 is no piece)."""
    text, bonded = "", set()
    for token in tokens:
        if token in PIECES and text and (text[-1].isalnum() or text[-1] in "…―%％") and text[-1].isascii():
            text += "は"
        if token in PIECES:
            text += "" if not text or text[-1] in "はのと、。「」（）\n　 " else "は"
            bonded.update(range(len(text) + 1, len(text) + len(token)))
        elif text and (token[0].isascii() and token[0].isalpha()):
            text += "は"
        text += token
    return text, frozenset(bonded)


# ── must-show: kinsoku strings at 19 widths ──────────────────────────────────────────────────────────────

SHOWN = (
    (
        "「在宅医療・介護連携」、「切れ目のない支援」（市内28か所）。『顔の見える関係』づくり、【新規】の研修（２回目）を、"
        "ケアマネジャーや医師、看護師（訪問看護）などの多職種で行った！　ほんとうか？　様々な、っきょくをめぐって。"
    ),
    (
        "研修は年３回、延べ312人が参加した。相談窓口（28か所）の満足度は21.4％から91.3％へ。令和5年４月10日に開始し、"
        "第２回の部数は3,000部、費用は約1,234,567円、10時30分から３時間、月２回、５～７人の班で実施。"
    ),
    (
        "ICTツールのSlackとMicrosoft Excelを使い、https://www.city.example.lg.jp/kaigo-renkei/index.html及び"
        "renkei@city.example.lg.jpで案内。MCS（Medical Care Station）やＩＣＴ、R6とR7の結果は……未定――だが、検討中……。"
    ),
)
SHOWN_PIECES = (
    "年３回", "延べ312人", "28か所", "２回目", "21.4％", "91.3％", "令和5年", "４月", "10日", "第２回", "3,000部",
    "約1,234,567円", "10時", "30分", "３時間", "月２回", "５～７人", "ICT", "Slack",
    "Microsoft", "Excel", "MCS", "Medical",
    "Care", "Station", "ＩＣＴ", "R6", "R7", "……", "――",
)  # fmt: skip
URL = "https://www.city.example.lg.jp/kaigo-renkei/index.html"


def bonded_in(text: str) -> frozenset[int]:
    bonded: set[int] = set()
    for piece in SHOWN_PIECES:
        place = text.find(piece)
        while place >= 0:
            bonded.update(range(place + 1, place + len(piece)))
            place = text.find(piece, place + 1)
    place = text.find(URL)
    if place >= 0:
        for position in range(place + 1, place + len(URL)):
            inner = text[position - 1] in "/.-" and text[position] not in "/.-"
            if not inner or text[position - 2 : position] == "//":
                bonded.add(position)
    return frozenset(bonded)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", SHOWN)
def test_that_kinsoku_numbers_words_urls_and_dashes_show_no_fault(faces: Faces, text: str, width: int) -> None:
    lines = lines_of(faces, text, width)
    assert faults(lines, text, bonded_in(text)) == []
    assert "".join(line.text for line in lines) == text
    assert max(line.x + line.width for line in lines) <= width * EM + 0.01


@pytest.mark.parametrize("width", [width for width in WIDTHS if width >= 14])
@pytest.mark.parametrize("text", SHOWN)
def test_that_no_line_end_is_illegal_where_every_piece_fits(faces: Faces, text: str, width: int) -> None:
    for line in lines_of(faces, text, width)[:-1]:
        assert is_legal(text, line.end, bonded_in(text)), line.text


def test_that_the_fault_finder_finds_faults() -> None:
    text = "医療と（介護）の３回"
    lines = tuple(Line((), start, end, False) for start, end in ((0, 4), (4, 9), (9, 10)))
    assert len(faults(lines, text, frozenset({9}))) == 2


# ── random texts ─────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=60)
@given(TOKENS)
def test_that_pieces_hold_and_kinsoku_is_kept_in_any_text(tokens: list[str]) -> None:
    text, bonded = join(tokens)
    faces = Faces.load()
    for width in WIDTHS:
        lines = lines_of(faces, text, width)
        assert faults(lines, text, bonded) == []


@settings(deadline=None, max_examples=60)
@given(
    WILD,
    st.sampled_from(["left", "center", "right", "justify"]),
    st.integers(0, 3),
    st.booleans(),
)
def test_that_no_character_is_lost_and_no_line_too_wide(text: str, align: Align, hang: int, phrases: bool) -> None:
    faces = Faces.load()
    for width in (1, 1.7, *WIDTHS):
        lines = lines_of(faces, text, width, align=align, hang=hang, phrases=phrases)
        assert "".join(line.text for line in lines) == text.replace("\n", "")
        assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]
        for line in lines:
            assert line.x >= -0.001
            assert line.x + line.width <= width * EM + 0.01
            places = [x for span in line.spans for x in span.xs]
            assert places == sorted(places)
            assert not places or (line.x - 0.01 <= places[0] and places[-1] <= line.x + line.width + 0.01)
            joined = tuple(c for span in line.spans for c in span.clusters)
            assert joined == split_clusters(line.text)


@settings(deadline=None, max_examples=60)
@given(WILD)
def test_that_ink_stays_inside_the_measure(text: str) -> None:
    faces = Faces.load()
    for width in (2, 3.5, *WIDTHS):
        for line in lines_of(faces, text, width):
            for span in line.spans:
                for cluster, x in zip(span.clusters, span.xs, strict=True):
                    glyph = faces.glyph(span.face, cluster)
                    _, _, right, _ = faces.face(glyph.face).extents(glyph.gid)
                    assert x + right * span.size <= width * EM + 0.4


# ── rule by rule ─────────────────────────────────────────────────────────────────────────────────────────


def test_that_a_closing_sign_needs_only_its_left_half_at_a_lines_end(faces: Faces) -> None:
    assert texts_of(faces, "医療と介護。連携を進める", 5.5) == ["医療と介護。", "連携を進める"[:5], "る"]


def test_that_adjacent_signs_close_up_by_half_an_em(faces: Faces) -> None:
    for text in ("「医」、「療」", "医（介）。（護）", "医。（介）（護）"):
        (line,) = lines_of(faces, text, 20)
        pairs = sum(1 for a, b in pairwise(text) if a in "」）。、" and b in "」）。、（「")
        assert line.width == pytest.approx((len(text) - pairs * 0.5) * EM)
    (line,) = lines_of(faces, "（「医", 20)
    assert line.spans[0].xs == pytest.approx((0, 4.5, 13.5))


def test_that_inner_punctuation_gives_way_before_a_line_gets_short(faces: Faces) -> None:
    lines = lines_of(faces, "医療、介護（市）や会議、その他（県）を」", 18.5)
    assert len(lines) == 1
    assert lines[0].width <= 18.5 * EM + 0.01


def test_that_a_character_that_cannot_begin_a_line_takes_its_fellow_along(faces: Faces) -> None:
    assert texts_of(faces, "医療介護ケアマネジャーの会", 10) == ["医療介護ケアマネ", "ジャーの会"]


def test_that_typed_line_breaks_win(faces: Faces) -> None:
    lines = lines_of(faces, "医療\n\n介護\r\n連携", 20)
    assert [line.text for line in lines] == ["医療", "", "介護", "連携"]
    assert all(line.last for line in lines)


def test_that_an_empty_paragraph_is_one_empty_line(faces: Faces) -> None:
    (line,) = lines_of(faces, "", 20)
    assert line.spans == ()


def test_that_following_lines_hang(faces: Faces) -> None:
    lines = lines_of(faces, "○医療と介護の連携", 5, hang=1)
    assert [line.x for line in lines] == [0, EM]
    assert [line.text for line in lines] == ["○医療と介", "護の連携"]
    assert lines_of(faces, "医療と介護", 5, indent=1)[0].x == EM


def test_that_a_hang_yields_in_a_narrow_measure(faces: Faces) -> None:
    lines = lines_of(faces, "医療介護", 2, hang=3)
    assert [line.text for line in lines] == ["医療", "介", "護"]


def test_that_a_mark_stays_with_the_first_character_after_it(faces: Faces) -> None:
    for mark in ("・", "①", "（１）", "※　"):
        first = texts_of(faces, f"{mark}医療と介護の連携", len(mark) + 1)[0]
        assert first == f"{mark}医"
    assert texts_of(faces, "医療・介護", 3) == ["医療・", "介護"]


def test_that_lines_are_centred_and_flush_right(faces: Faces) -> None:
    assert lines_of(faces, "医療", 10, align="center")[0].x == pytest.approx(4 * EM)
    (right,) = lines_of(faces, "医療　", 10, align="right")
    assert (right.x, right.width) == pytest.approx((8 * EM, 2 * EM))


def test_that_both_edges_are_aligned_from_20_characters_on(faces: Faces) -> None:
    text = "在宅医療と介護の連携を進めるために多職種の研修会をExcelで管理して実施する" * 3
    for line in lines_of(faces, text, 23.3, align="justify"):
        assert line.last or line.width == pytest.approx(23.3 * EM)
    for line in lines_of(faces, text, 19.3, align="justify"):
        assert line.width <= 19 * EM + 0.01


def test_that_a_gap_never_grows_by_more_than_a_quarter_em(faces: Faces) -> None:
    text = "医療と介護の連携を進める" + "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ" + "医療" * 20
    first = lines_of(faces, text, 20, align="justify")[0]
    steps = [b - a for a, b in pairwise(first.spans[0].xs)]
    assert max(steps) <= 1.25 * EM + 0.01
    assert first.text == "医療と介護の連携を進める"


def test_that_a_last_line_of_two_characters_is_tracked_away(faces: Faces) -> None:
    text = "在宅医療と介護の連携を推進する事業の課題を共有して市民への周知の方法を検討する"
    lines = lines_of(faces, text, len(text) - 0.9)
    assert len(lines) == 1
    step = lines[0].spans[0].xs[1] / EM
    assert 0.97 - 1e-6 <= step < 1


def test_that_tracking_is_not_used_where_it_does_not_help(faces: Faces) -> None:
    lines = lines_of(faces, "支援する体制をつくる。", 10)
    assert [line.text for line in lines] == ["支援する体制をつく", "る。"]
    assert lines[0].spans[0].xs[1] == pytest.approx(EM)


def test_that_a_katakana_word_of_a_label_goes_on_whole(faces: Faces) -> None:
    text = "診療所と地域包括支援センターとの顔つなぎ"
    assert texts_of(faces, text, 12.5, phrases=True) == ["診療所と地域包括支援", "センターとの顔つなぎ"]


def test_that_labels_break_at_phrase_ends(faces: Faces) -> None:
    text = "多職種が顔の見える関係を築くための研修の実施及び地域の医療機関との連携・調整"
    assert texts_of(faces, text, 10, phrases=True) == [
        "多職種が顔の見える",
        "関係を築くための",
        "研修の実施及び地域の",
        "医療機関との連携・",
        "調整",
    ]
    assert texts_of(faces, "訪問看護事業所等一覧表作成", 8, phrases=True)[0] == "訪問看護事業所等"


def test_that_a_line_with_a_phrase_end_is_at_least_60_percent_full(faces: Faces) -> None:
    for line in lines_of(faces, "市の在宅医療介護連携推進会議運営事務局設置要綱", 10, phrases=True)[:-1]:
        assert line.width >= 6 * EM


def test_that_a_word_longer_than_the_line_is_divided_rather_than_overflows(faces: Faces) -> None:
    lines = lines_of(faces, "医Pneumonoultramicroscopic療", 5)
    assert [line.text for line in lines][:3] == ["医", "Pneumonoul", "tramicrosc"]
    assert all(line.width <= 5 * EM + 0.01 for line in lines)


def test_that_a_piece_longer_than_the_line_gives_way_at_its_loosest_bond(faces: Faces) -> None:
    assert texts_of(faces, "１００人～２００人", 5) == ["１００人～", "２００人"]


def test_that_a_date_may_part_between_its_numbers(faces: Faces) -> None:
    assert texts_of(faces, "令和７年３月10日", 4) == ["令和７年", "３月10日"]


def test_that_spaces_at_a_lines_end_take_no_room(faces: Faces) -> None:
    lines = lines_of(faces, "医療介護　　連携", 4)
    assert [line.text for line in lines] == ["医療介護　　", "連携"]
    assert lines[0].width == pytest.approx(4 * EM)


def test_that_runs_of_different_looks_share_a_line(faces: Faces) -> None:
    runs = (Run("目的：", bold=True), Run("連携を進める", family="mincho", size=12.0), Run("ため"))
    lines = break_paragraph(Paragraph(runs, TextStyle(size=EM)), 9 * EM, faces)
    assert "".join(line.text for line in lines) == "目的：連携を進めるため"
    first = lines[0]
    assert [(span.face, span.size, span.run) for span in first.spans][:2] == [
        ("gothic-bold", EM, 0),
        ("mincho", 12.0, 1),
    ]
    assert first.spans[1].xs == pytest.approx((27, 39, 51, 63))
    assert all(line.width <= 9 * EM + 0.01 for line in lines)


def test_that_a_name_from_another_face_is_a_span_of_its_own(faces: Faces) -> None:
    (line,) = lines_of(faces, "会長𠮷田葛\U000e0100城", 20)
    assert [(span.face, span.text) for span in line.spans] == [
        ("gothic", "会長"),
        ("fallback-gothic", "𠮷"),
        ("gothic", "田葛\U000e0100城"),
    ]
    assert line.spans[2].clusters == ("田", "葛\U000e0100", "城")
    assert line.spans[2].xs == pytest.approx((27, 36, 45))
    assert line.missing == ()


def test_that_a_character_no_face_has_is_reported_and_kept(faces: Faces) -> None:
    (line,) = lines_of(faces, "医⇓療", 20)
    assert line.text == "医⇓療"
    assert line.missing == ("⇓",)


def test_that_a_paragraph_is_broken_once_per_width(faces: Faces) -> None:
    paragraph = Paragraph((Run("医療と介護"),))
    assert break_paragraph(paragraph, 30.0, faces) is break_paragraph(paragraph, 30.0, faces)
    assert len(break_paragraph(paragraph, 60.0, faces)) == 1


def test_that_a_label_does_not_end_in_a_single_character(faces: Faces) -> None:
    style = TextStyle(size=9.0)
    for text, expected in (("入退院支援", ["入退院", "支援"]), ("全てに関わること", ["全てに", "関わる", "こと"])):
        lines = break_paragraph(Paragraph((Run(text),), style, phrases=True), 40.2, faces)
        assert [line.text for line in lines] == expected


def test_that_the_sign_of_a_point_keeps_its_place_when_the_line_is_squeezed(faces: Faces) -> None:
    text = "・あいう、えおか、きくけ、こさし、すせ。"
    for width in range(90, 200, 3):
        line = break_paragraph(Paragraph((Run(text),), TextStyle(size=9.0), hang=1.0), float(width), faces)[0]
        assert line.spans[0].xs[1] - line.spans[0].xs[0] >= 9.0 * 0.97 - 0.001  # tracking alone


def test_that_a_label_breaks_before_a_bracket_of_either_width(faces: Faces) -> None:
    for opening, closing in (("（", "）"), ("(", ")")):
        text = f"薬局以外との集まり{opening}医科、歯科診療所{closing}"
        lines = break_paragraph(Paragraph((Run(text),), TextStyle(size=9.0), phrases=True), 9.0 * 10.5, faces)
        assert lines[0].text == "薬局以外との集まり"
