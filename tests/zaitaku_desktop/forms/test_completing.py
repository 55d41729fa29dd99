"""入力候補: lines of earlier cells that go on from what is typed."""

from __future__ import annotations

import time

from zaitaku_desktop.forms.completing import KnownLines


def test_that_a_line_is_offered_from_its_beginning_whatever_its_mark() -> None:
    known = KnownLines(["・薬局に照会する。\n・結果を配る。", "薬局の一覧を作る。"])
    assert known.matching("薬局") == ["薬局に照会する。", "薬局の一覧を作る。"]
    assert known.matching("① 薬局に") == ["薬局に照会する。"]
    assert known.matching("照会") == []


def test_that_kana_width_and_case_do_not_matter() -> None:
    known = KnownLines(["ＩＣＴ部会", "ケアマネ連絡会"])
    assert known.matching("ict") == ["ＩＣＴ部会"]
    assert known.matching("けあ") == ["ケアマネ連絡会"]
    assert known.matching("ｹｱ") == ["ケアマネ連絡会"]


def test_that_what_is_typed_out_states_and_single_signs_are_not_offered() -> None:
    known = KnownLines(["市役所", "継続\n・市", "―"])
    assert known.matching("市役所") == []
    assert known.matching("継") == []
    assert known.matching("市") == ["市役所"]
    assert known.matching("・") == []
    assert known.matching("") == []


def test_that_the_nearest_comes_first_and_no_more_than_asked_for() -> None:
    known = KnownLines(f"会議{number}" for number in range(20))
    assert known.matching("会議", most=3) == ["会議0", "会議1", "会議2"]


def test_that_thousands_of_lines_are_known_within_the_time_of_a_key() -> None:
    texts = [f"・取組{number}を進める。\n・市内{number}か所に知らせる。" for number in range(2000)]
    begun = time.thread_time()
    KnownLines(texts).matching("取組")
    assert time.thread_time() - begun < 0.25
