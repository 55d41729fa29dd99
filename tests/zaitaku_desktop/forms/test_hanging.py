"""Hanging indents of points and lists inside cells (PAGES 1 "Hanging")."""

from __future__ import annotations

import pytest

from zaitaku_desktop.forms.paragraphs import hang_of, text_paragraphs
from zaitaku_desktop.typeset.blocks import TextStyle
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph

LONG = "市内の診療所及び薬局を訪ねて受入れの状況を聞き取り、台帳にまとめて関係者に配った。"
STYLE = TextStyle()


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


@pytest.mark.parametrize(
    ("sign", "hang"),
    [
        ("・", 1.0), ("○", 1.0), ("◆", 1.0), ("■", 1.0), ("※", 1.0), ("①", 1.0), ("㊿", 1.0), ("❶", 1.0), ("▲", 1.0),
        ("*", 0.5),
        ("→\u3000", 1.0), ("１\u3000", 1.0), ("12\u3000", 1.0), ("1.", 1.0), ("１．", 1.0), ("(1)", 1.0), ("(10)", 1.0),
        ("（３）", 1.0), ("第１\u3000", 1.0), ("ａ\u3000", 1.0),
        ("ア\u3000", 2.0), ("(ア) ", 2.5),
    ],
)  # fmt: skip
def test_that_following_lines_stand_in_as_far_as_the_sign_asks(faces: Faces, sign: str, hang: float) -> None:
    (paragraph,) = text_paragraphs(sign + LONG, STYLE, str)
    first, *following = break_paragraph(paragraph, 15 * STYLE.size, faces)
    assert first.x == 0.0 and len(following) >= 2
    assert {line.x / STYLE.size for line in following} == {hang}


@pytest.mark.parametrize(
    "text", ["1.5倍に増えた。", "2024年の集計", "12件", "アンケート", "A市", "第１回", "(仮称)手帳"]
)
def test_that_words_that_only_look_like_a_sign_do_not_hang(text: str) -> None:
    assert hang_of(text) == 0.0


def test_that_spaces_before_a_sign_are_an_indent_of_the_whole_point() -> None:
    outer, inner = text_paragraphs("○訪ねる\n\u3000(1)電話で尋ねる", STYLE, str)
    assert (outer.indent, outer.hang) == (0.0, 1.0)
    assert (inner.indent, inner.hang, inner.text) == (1.0, 2.0, "(1)電話で尋ねる")


def test_that_a_note_stays_with_the_line_above_it() -> None:
    point, note, second = text_paragraphs("・訪ねる\n*要予約\n・配る", STYLE, str)
    assert (point.sticks, note.sticks, second.sticks) == (False, True, False)
