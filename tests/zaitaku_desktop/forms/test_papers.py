"""Every form on A4 and A3, upright and sideways: nothing is lost, nothing stands outside the text area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.forms.shaping import reshape
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
FORMS = ("p1", "p2", "p3", "p4", "p5", "p6")


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def on_paper(printable: Printable, size: str, *, landscape: bool) -> Printable:
    """The same on other paper, its columns changed as the 様式エディター changes them."""

    def see(form: Form) -> Sequence[Column]:
        return build_grid(form, printable.document, printable.snapshot, printed=True).columns

    form = reshape(printable.form, "paper.size", size, see)
    return replace(printable, form=reshape(form, "paper.landscape", landscape, see))


def words(layout: Layout) -> dict[object, str]:
    """What is printed, by the cell or line it belongs to; what is repeated on later pages aside."""
    found: dict[object, str] = defaultdict(str)
    for page in layout.pages:
        for box in page.texts:
            if not box.artifact:
                found[box.source] += box.text
    return {source: text for source, text in found.items() if text}


@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "sideways"])
@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("form", FORMS)
def test_that_a_plan_prints_whole_on_every_paper(
    form: str, size: str, landscape: bool, sample_by_form: dict[str, Printable], faces: Faces
) -> None:
    own = sample_by_form[form]
    printable = on_paper(own, size, landscape=landscape)
    layout = lay_out(printable.job(), faces)
    assert words(layout) == words(lay_out(own.job(), faces))
    sheet = printable.job().sheet
    for page in layout.pages:
        assert (page.width > page.height) is landscape
        for box in page.texts:
            if box.role == "page-number":
                continue
            assert box.left >= sheet.left * MM - 0.01
            edge = (sheet.width - sheet.right) * MM + 0.5 * box.size  # a closing sign's blank half may stick out
            assert box.left + box.width <= edge
            assert box.baseline + 0.12 * box.size <= (sheet.height - sheet.bottom) * MM + 0.01
