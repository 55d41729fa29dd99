"""The signs of numbers."""

from __future__ import annotations

import pytest

from zaitaku_desktop.model.number_signs import SAMPLES, STANDARD, is_sample, read_sign, sign


@pytest.mark.parametrize(
    ("sample", "number", "wanted"),
    [
        ("第1", 2, "第2"), ("(1)", 12, "(12)"), ("（１）", 12, "（１２）"), ("①", 3, "③"), ("①", 21, "㉑"),
        ("①", 50, "㊿"), ("①", 51, "(51)"), ("ア", 1, "ア"), ("ア", 11, "サ"), ("(ア)", 45, "(ヲ)"), ("ア", 47, "アア"),
        ("イ", 3, "ハ"),
        ("一", 10, "十"), ("一", 21, "二十一"), ("一", 100, "一〇〇"), ("a", 2, "b"), ("A", 27, "AA"), ("ａ", 2, "ｂ"),
    ],
)  # fmt: skip
def test_that_a_number_is_written_as_its_sample(sample: str, number: int, wanted: str) -> None:
    assert sign(sample, number) == wanted


@pytest.mark.parametrize("sample", SAMPLES)
def test_that_a_number_that_was_written_is_read(sample: str) -> None:
    for number in (1, 2, 9, 20):
        if sample == "イ" and number > 9:
            continue
        for written in (
            sign(sample, number),
            sign(sample, number).translate(str.maketrans("()0123456789", "（）０１２３４５６７８９")),
        ):
            assert read_sign(f"{written}　意見", (sample,)) == (0, number, len(written) + 1), written


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("(ア) あ", (3, 1, 4)), ("ア　あ", (2, 1, 2)), ("2 議題", (0, 2, 2)), ("（２）議題", (1, 2, 3)),
        ("1.議題", (0, 1, 2)), ("アンケート", None), ("2回目", None), ("あ", None), ("", None), ("10月", None),
    ],
)  # fmt: skip
def test_that_a_line_is_read_by_the_levels_of_a_scheme(line: str, wanted: tuple[int, int, int] | None) -> None:
    assert read_sign(line, STANDARD) == wanted


def test_that_a_sample_shows_how_1_is_written() -> None:
    assert all(is_sample(sample) for sample in SAMPLES)
    assert not any(is_sample(text) for text in ("", "・", "2", "(x)"))
    with pytest.raises(ValueError, match="begin with 1"):
        sign("1", 0)
