"""References by id in a text."""

from __future__ import annotations

import pytest

from zaitaku_desktop.model import inline
from zaitaku_desktop.model.references import (
    CLOSE,
    OPEN,
    RANGE,
    Kind,
    Reference,
    parts,
    references,
    replaced,
    resolved,
)

TEXT = f"【{RANGE}等を踏まえ】{Reference(Kind.BLOCK, 12).token}のテーマ、{Reference(Kind.PERSON, 3, 'family').token}"


def test_that_a_reference_is_read_as_it_was_written() -> None:
    assert list(parts(TEXT)) == [
        "【",
        Reference(Kind.RANGE),
        "等を踏まえ】",
        Reference(Kind.BLOCK, 12),
        "のテーマ、",
        Reference(Kind.PERSON, 3, "family"),
    ]
    assert references("なし") == []


def test_that_a_reference_prints_what_its_target_is_called_now() -> None:
    said = {Reference(Kind.RANGE): "ア～キ", Reference(Kind.BLOCK, 12): "イ", Reference(Kind.PERSON, 3, "family"): "甲"}
    assert resolved(TEXT, said.__getitem__) == "【ア～キ等を踏まえ】イのテーマ、甲"


def test_that_one_reference_can_become_words() -> None:
    assert references(replaced(TEXT, Reference(Kind.BLOCK, 12), "イ")) == [
        Reference(Kind.RANGE),
        Reference(Kind.PERSON, 3, "family"),
    ]


@pytest.mark.parametrize("text", [f"{OPEN}nothing:1{CLOSE}", f"{OPEN}block:x{CLOSE}", f"{OPEN}あ", CLOSE])
def test_that_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert references(text) == []
    assert list(parts(text)) == [text]


def test_that_bold_and_references_leave_each_other_whole() -> None:
    bold = f"{inline.ON}甲{Reference(Kind.BLOCK, 1).token}{inline.OFF}乙{OPEN}x"
    assert inline.tidy(bold) == f"{inline.ON}甲{Reference(Kind.BLOCK, 1).token}{inline.OFF}乙x"
    assert inline.plain(bold) == f"甲{Reference(Kind.BLOCK, 1).token}乙x"
    said = resolved(inline.tidy(bold), lambda reference: "ア")
    assert inline.pieces(said) == [("甲ア", True), ("乙x", False)]
