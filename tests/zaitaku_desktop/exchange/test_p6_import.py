"""事業計画 PDCA (LAYOUTS P6) from a text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from desks import Desk
from imports import dump, look, snapshot, take, titled
from plan_p6 import DESIRED, ENDING, HEADING, LEAD, MEETING, NOTE, PARTS, SOURCE, TITLE, YEAR, plan_text
from sqlalchemy.engine import Engine

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.own_values import SENTENCE
from zaitaku_desktop.forms.layouts import BELOW, KEY
from zaitaku_desktop.forms.layouts import DESIRED as DESIRED_HEADING
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.plan import ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return plan_text(tmp_path / "計画.txt")


def document(engine: Engine) -> DocumentRow:
    with engine.connect() as connection:
        (made,) = load_documents(connection)
    return made


def under(view: PlanSnapshot, title: str) -> list[str]:
    """The texts of the points below one."""
    item = titled(view, title)
    entries = [view.entry(row.id, "plan", YEAR) for row in view.row_items(item)]
    return [entry.text for entry in entries if entry is not None]


def test_that_every_point_is_read_under_its_phase_and_item(engine: Engine, text: Path) -> None:
    report = take(engine, text)
    assert (report.not_taken, report.conflicts) == ((), ())
    view = snapshot(engine)
    for phase, sign, words, points in PARTS:
        for number, title, bold, below in points:
            item = titled(view, title)
            assert [value.number for value in view.tagged(item, "pdca")] == [phase], title
            assert [value.number for value in view.tagged(item, "program_item")] == [sign], title
            assert (item.number, item.mark) == (number, Mark.BOLD if bold else Mark.NONE)
            assert under(view, title) == [f"・{one}" for one in below]
        group = next(item for item in view.children(None) if view.axis_values[item.axis_value_id or 0].number == sign)
        assert group.title in ("", f"{sign}\u3000{words}")


def test_that_the_title_block_is_the_documents(engine: Engine, text: Path) -> None:
    take(engine, text)
    made = document(engine)
    assert (made.form, made.title, made.draft, made.fiscal_year) == ("p6", TITLE, True, FiscalYear(YEAR))
    assert made.lead == LEAD
    assert made.header_notes == {BELOW: MEETING, DESIRED_HEADING: HEADING, KEY: ""}


def test_that_desired_states_are_made_with_name_and_sentence(engine: Engine, text: Path) -> None:
    take(engine, text)
    values = [value for value in snapshot(engine).axis_values.values() if value.axis == "desired_state"]
    assert [(value.number, value.heading, value.sentence) for value in values] == list(DESIRED)


def test_that_what_is_listed_again_refers_to_the_first(engine: Engine, text: Path) -> None:
    take(engine, text)
    view = snapshot(engine)
    again = titled(view, SOURCE + ENDING)
    assert again.relisted_from_id == titled(view, SOURCE).id


def test_that_a_glossary_note_stays_under_its_point(engine: Engine, text: Path) -> None:
    take(engine, text)
    noted = [item for item in snapshot(engine).items.values() if item.below_note]
    assert [(item.title, item.below_note) for item in noted] == [("みなとリンクを使った研修の知らせ", NOTE)]


def test_that_the_same_text_again_changes_nothing(engine: Engine, text: Path) -> None:
    take(engine, text)
    before = dump(engine)
    report = take(engine, text)
    assert (report.changed, report.conflicts, report.created) == (0, (), ())
    assert dump(engine) == before


def test_that_another_sentence_of_a_desired_state_is_asked(engine: Engine, text: Path) -> None:
    take(engine, text)
    text.write_text(text.read_text(encoding="utf-8").replace(DESIRED[1][2], "手を取り合う。"), encoding="utf-8")
    (conflict,) = look(engine, text).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == (SENTENCE, DESIRED[1][2], "手を取り合う。")


def solid(words: str) -> str:
    return re.sub(r"[\s\u3000*-]", "", unicodedata.normalize("NFKC", words))


def test_that_every_sentence_of_the_text_is_printed_with_bold_and_again(engine: Engine, text: Path) -> None:
    take(engine, text)
    made = document(engine)
    layout = lay_out(plan_job(load_form("p6"), made, snapshot(engine)), Faces.load())
    boxes = [box for page in layout.pages for box in page.texts if not box.artifact]
    printed = solid("".join(box.text for box in boxes))
    for line in text.read_text(encoding="utf-8").translate(str.maketrans("工才", "エオ")).split("\n"):
        assert solid(line) in printed, line
    bold = solid("".join(box.text for box in boxes if box.face == "gothic-bold"))
    for _, _, _, points in PARTS:
        for _, title, is_bold, _ in points:
            if title != SOURCE:  # its 再掲 is bold
                assert (solid(title.removesuffix(ENDING)) in bold) == is_bold, title
    assert solid(ENDING) not in bold


def test_that_a_plan_entered_elsewhere_gets_what_the_text_says_of_it(desk: Desk, tmp_path: Path) -> None:
    """The text of the sample's own P6, exported as a sheet and read again, says nothing else."""
    proposal = desk.look(desk.export("print", "p6"))
    assert proposal.conflicts == ()
    made = [item for plan in proposal.plans for item in plan.items if item.matched_id is None]
    assert [item.title for item in made if item.kind is ItemKind.INITIATIVE] == []


def test_that_a_point_as_far_in_as_a_numbered_one_stands_beside_it(engine: Engine, tmp_path: Path) -> None:
    source = tmp_path / "計画.txt"
    lines = (
        "令和7年度",
        "Do　対応策の実施",
        "(キ) 地域住民への普及啓発",
        "　①講座を開く。",
        "　　・年3回",
        "　・広報に載せる。",
    )
    source.write_text("\n".join(lines), encoding="utf-8")
    take(engine, source)
    view = snapshot(engine)
    titles = [row.title for row in view.walk() if row.kind is ItemKind.INITIATIVE]
    assert titles == ["講座を開く。", "広報に載せる。"]
