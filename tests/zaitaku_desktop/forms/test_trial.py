from __future__ import annotations

from pathlib import Path

import pytest
from plans import small_file, snapshot_of

from zaitaku_desktop.forms.library import preset_forms, preset_library
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.forms.trial import first_part, trial_document, trial_plan, with_words
from zaitaku_desktop.model.fields import all_fields
from zaitaku_desktop.model.snapshot import AxisValueRow, MunicipalityRow
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

AXES = {1: AxisValueRow(1, "program_item", "a", "ア", "資源の把握"), 2: AxisValueRow(2, "pdca", "do", "Do", "実施")}
FACES = Faces.load()


@pytest.mark.parametrize("key", list(preset_library().of_kind("plan")))
def test_that_every_form_has_a_page_to_be_shaped_on_without_any_plan(key: str) -> None:
    form = preset_forms()[key]
    plan = with_words(trial_plan(None, MunicipalityRow("みなと野市"), AXES), all_fields().values())
    layout = lay_out(Printable(trial_document(form, None, plan.plan), form, plan).job(), FACES)
    assert "の例です。" in "".join(text.text for page in layout.pages for text in page.texts)


def test_that_the_plan_that_is_there_is_the_one_shown_and_hides_no_words_of_the_form(tmp_path: Path) -> None:
    workspace, small = small_file(tmp_path / "a.zaitaku")
    plan, document = snapshot_of(workspace, small)
    workspace.close()
    assert trial_plan(plan, MunicipalityRow("市"), AXES) is plan and with_words(plan, all_fields().values()) is plan
    made = trial_document(preset_forms()["p4"], document, plan.plan)
    assert made.number == "資料1" and made.actual_years == (2024,) and not made.legend
    assert made.title == "令和6年度における各事業の実施実績について"


def test_that_a_form_is_tried_on_the_first_pages_of_a_large_plan(tmp_path: Path) -> None:
    workspace, small = small_file(tmp_path / "a.zaitaku")
    plan, _ = snapshot_of(workspace, small)
    workspace.close()
    assert first_part(plan) is plan
    part = first_part(plan, 3)
    assert {small.group, small.a, small.b, small.b1, small.b2} == set(part.items)
    assert {key[0] for key in part.entries} <= set(part.items) and part.entry(small.b2, "leader", 2024)
