"""Texts that stand beside each other."""

from __future__ import annotations

import pytest

from zaitaku_desktop.typeset.blocks import (
    NATURAL,
    REST,
    Abreast,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    Run,
    Sheet,
    TextStyle,
)
from zaitaku_desktop.typeset.boxes import Layout, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
STYLE = TextStyle("mincho", 10.0, 15.0)
PAPER = Sheet(100.0, 60.0, 10.0, 10.0, 10.0, 10.0, page_number="none")
MEASURE = 80 * MM


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def text(words: str, style: TextStyle = STYLE, **more: float) -> Paragraph:
    return Paragraph((Run(words),), style, **more)  # type: ignore[arg-type]


def placed(faces: Faces, *blocks: Abreast | Paragraph) -> Layout:
    return lay_out(PrintJob(PAPER, (Prose(tuple(ProseItem(one, at) for at, one in enumerate(blocks))),)), faces)


def boxes(layout: Layout) -> list[TextBox]:
    return [box for page in layout.pages for box in page.texts]


def test_that_a_value_stands_beside_its_label_and_its_next_lines_under_itself(faces: Faces) -> None:
    value = "あ" * 30
    layout = placed(faces, Abreast((text("日時", spread=4.0), text(value)), (4.0, REST), 2.0, indent=1.0))
    label, *lines = boxes(layout)
    assert label.xs[0] == pytest.approx(10 * MM + 10)
    assert label.xs[1] == pytest.approx(10 * MM + 10 + 30)
    assert {round(line.left, 3) for line in lines} == {round(10 * MM + 70, 3)}
    assert "".join(line.text for line in lines) == value and len(lines) > 1
    assert lines[0].baseline == pytest.approx(label.baseline)


def test_that_a_mark_stands_at_the_right_of_the_first_line_and_the_words_stop_before_it(faces: Faces) -> None:
    mark = TextStyle("gothic", 9.0, 15.0, align="right")
    layout = placed(faces, Abreast((text("い" * 40), text("資料１", mark)), (REST, NATURAL)))
    *lines, last = boxes(layout)
    assert last.left + last.width == pytest.approx(10 * MM + MEASURE, abs=0.1)
    assert last.baseline == pytest.approx(lines[0].baseline)
    assert max(line.left + line.width for line in lines) <= last.left - 10 + 0.1


def test_that_what_is_wider_than_half_of_the_measure_is_broken(faces: Faces) -> None:
    layout = placed(faces, Abreast((text("う" * 60), text("え" * 60)), (NATURAL, REST)))
    assert "".join(box.text for box in boxes(layout)) == "う" * 60 + "え" * 60
    assert max(box.left + box.width for box in boxes(layout)) <= 10 * MM + MEASURE + 0.1


def test_that_each_text_is_whole_before_the_next_begins_when_it_is_copied(faces: Faces) -> None:
    layout = placed(faces, Abreast((text("お" * 30), text("か" * 30)), (10.0, REST)), text("き"))
    assert "".join(box.text for box in boxes(layout)) == "お" * 30 + "か" * 30 + "き"


def test_that_texts_abreast_go_over_a_page_line_by_line(faces: Faces) -> None:
    layout = placed(faces, Abreast((text("く" * 20), text("け" * 200)), (10.0, REST)))
    assert len(layout.pages) > 1
    assert "".join(box.text for box in boxes(layout)).count("け") == 200
    regions = [region for page in layout.pages for region in page.regions]
    assert {region.ident for region in regions} == {0} and len(regions) == len(layout.pages)


def test_that_a_medium_without_columns_has_the_texts_one_after_the_other() -> None:
    both = Abreast((text("資料１"), text(""), text("実績", TextStyle("gothic", 9.0, 15.0))), (6.0, 1.0, REST))
    assert both.joined.text == "資料１\u3000実績"
    assert [run.size for run in both.joined.runs if run.text != "\u3000"] == [10.0, 9.0]


def test_that_every_text_needs_a_width() -> None:
    with pytest.raises(ValueError, match="a width each"):
        Abreast((text("あ"), text("い")), (REST,))
