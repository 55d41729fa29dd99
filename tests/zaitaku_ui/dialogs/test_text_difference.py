from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from zaitaku_ui.dialogs.text_difference import Part, difference, merged

words = st.text(alphabet="市薬局回１2名・、。\n開催 ab", max_size=60)


@given(words, words)
def test_that_the_parts_are_the_texts_and_the_rest_is_common(mine: str, theirs: str) -> None:
    left, right = difference(mine, theirs)
    assert "".join(part.text for part in left) == mine and "".join(part.text for part in right) == theirs
    common = ["".join(part.text for part in parts if not part.only) for parts in (left, right)]
    assert common[0] == common[1]


def test_that_numbers_differ_as_a_whole() -> None:
    left, right = difference("・2回開催し、延べ61人。", "・2回開催し、延べ96人。")
    assert [part for part in left if part.only] == [Part("61", only=True)]
    assert [part for part in right if part.only] == [Part("96", only=True)]


def test_that_very_long_texts_are_compared_in_a_moment() -> None:
    mine = "\n".join(f"・{n}回目の会議で、取組の進み方を確かめて次の年度の計画に書き足す。" for n in range(1200))
    theirs = mine.replace("1000回目", "1001回目")
    began = time.thread_time()
    left, _ = difference(mine, theirs)
    assert time.thread_time() - began < 3 and any(part.only for part in left)


@given(words, words)
def test_that_the_merged_text_holds_both(mine: str, theirs: str) -> None:
    parts = merged(mine, theirs)
    assert "".join(part for part, kind in parts if kind != "new") == mine
    assert "".join(part for part, kind in parts if kind != "gone") == theirs
