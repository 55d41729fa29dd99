"""実施予定カード (LAYOUTS P5) from a text and from a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cards_p5 import ENDED, LEAD, NOTE, ONE_CELL, SENTENCES, TITLE, TWO_ROWS, YEARS, cards_book, cards_text
from desks import Desk
from imports import dump, look, snapshot, take, titled
from sqlalchemy.engine import Engine

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.own_values import SENTENCE
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.typeset.blocks import Grid, PrintJob, Section, TextBlock, flat

Source = Callable[[Path], Path]


@pytest.fixture(params=[(cards_text, "予定.tsv"), (cards_book, "予定.xlsx")], ids=["text", "sheet"])
def cards(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    make, name = request.param
    return make(tmp_path / name)  # type: ignore[no-any-return]


def said(view: PlanSnapshot, name: str) -> tuple[str, ...]:
    """The 成果指標 of a 取組, as a card shows them."""
    item = titled(view, name)
    entries = [view.entry(item.id, "indicator_text", year) for year in YEARS]
    return tuple("" if e is None else show_state(e.state, e.text).replace("継続", "→") for e in entries)


def test_that_every_card_is_read_with_its_number_item_and_indicators(engine: Engine, cards: Path) -> None:
    report = take(engine, cards)
    assert (report.not_taken, report.conflicts) == ((), ())
    view = snapshot(engine)
    for number, name, summary, item, values in (*ONE_CELL, *TWO_ROWS):
        row = titled(view, name)
        entry = view.entry(row.id, "summary")
        assert row.number == number
        assert entry is not None and entry.text == summary
        assert [value.number for value in view.tagged(row, "program_item")] == [item]
        assert [value.number for value in view.tagged(row, "philosophy")] == [number[0]]
        assert said(view, name) == values


def test_that_both_kinds_of_note_and_the_end_are_kept(engine: Engine, cards: Path) -> None:
    take(engine, cards)
    ended = titled(snapshot(engine), "基本の紙")
    assert (ended.end_note.replace(" ", ""), ended.below_note) == (ENDED.replace(" ", ""), NOTE)
    assert ended.ended_year == 2021
    assert all(not row.end_note for row in snapshot(engine).items.values() if row.id != ended.id)


def test_that_new_philosophies_are_made_with_their_sentences(engine: Engine, cards: Path) -> None:
    report = take(engine, cards)
    assert [made.title for made in report.created if made.kind == "axis_value"] == [
        f"{sign}\u3000{sentence}" for sign, sentence in SENTENCES.items()
    ]
    values = [value for value in snapshot(engine).axis_values.values() if value.axis == "philosophy"]
    assert {value.number: value.sentence for value in values} == SENTENCES


def test_that_the_document_is_of_the_year_in_its_title(engine: Engine, tmp_path: Path) -> None:
    take(engine, cards_text(tmp_path / "予定.tsv"))
    with engine.connect() as connection:
        (made,) = load_documents(connection)
    assert (made.form, made.fiscal_year, made.title) == ("p5", FiscalYear(2023), TITLE.replace(" ", ""))
    assert made.lead == (LEAD.replace("令和 2 年 10 月", "令和2年10月"),)


def job_of(engine: Engine) -> PrintJob:
    with engine.connect() as connection:
        (document,) = load_documents(connection)
    return plan_job(load_form("p5"), replace(document, digit_style="half"), snapshot(engine))


def test_that_the_cards_print_as_they_came(engine: Engine, cards: Path) -> None:
    take(engine, cards)
    job = job_of(engine)
    heads = [block.head.paragraphs[0].text for block in job.blocks if isinstance(block, Section)]
    assert heads == [f"【基本理念{sign}】{sentence}" for sign, sentence in SENTENCES.items()]
    grids = [block for block in flat(job.blocks) if isinstance(block, Grid)]
    printed = [["".join(p.text for p in cell.blocks) for cell in grid.body] for grid in grids]
    for (number, name, summary, _, values), words in zip((*ONE_CELL, *TWO_ROWS), printed, strict=True):
        assert words[1].startswith(f"{number.replace('-', '－').replace('２', '2')}\u3000{name}")
        assert words[3] == summary
        assert tuple(words[-7::2]) == tuple(value.replace("３", "3") for value in values)
    notes = [
        b.paragraphs[0].text for b in flat(job.blocks) if isinstance(b, TextBlock) and b.paragraphs[0].text == NOTE
    ]
    assert notes == [NOTE]


def test_that_the_same_cards_again_change_nothing(engine: Engine, cards: Path) -> None:
    take(engine, cards)
    before = dump(engine)
    report = take(engine, cards)
    assert (report.changed, report.conflicts, report.created) == (0, (), ())
    assert dump(engine) == before


def test_that_other_words_of_a_philosophy_are_the_clerks_choice(engine: Engine, tmp_path: Path) -> None:
    path = cards_text(tmp_path / "予定.tsv")
    take(engine, path)
    path.write_text(path.read_text(encoding="utf-8").replace(SENTENCES["③"], "言葉を選ぶ。"), encoding="utf-8")
    (conflict,) = look(engine, path).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == (SENTENCE, SENTENCES["③"], "言葉を選ぶ。")
    take(engine, path)
    assert SENTENCES["③"] in {value.sentence for value in snapshot(engine).axis_values.values()}
    take(engine, path, {conflict.key: "theirs"})
    assert "言葉を選ぶ。" in {value.sentence for value in snapshot(engine).axis_values.values()}


def test_that_a_new_file_calls_a_program_item_as_its_first_sheet_does(engine: Engine, tmp_path: Path) -> None:
    path = cards_text(tmp_path / "予定.tsv")
    own = "在宅医療と介護の連携に関する関係市区町村の連携"
    delivered = "在宅医療・介護連携に関する関係市区町村の連携"
    path.write_text(path.read_text(encoding="utf-8").replace(delivered, own), encoding="utf-8")
    take(engine, path)
    (value,) = snapshot(engine).tagged(titled(snapshot(engine), "隣の町と話す"), "program_item")
    assert value.heading == own
    path.write_text(path.read_text(encoding="utf-8").replace(own, delivered), encoding="utf-8")
    take(engine, path)
    (value,) = snapshot(engine).tagged(titled(snapshot(engine), "隣の町と話す"), "program_item")
    assert value.heading == own


@pytest.mark.parametrize("kind", ["print", "data"])
def test_that_exported_cards_come_back_without_a_difference(kind: str, desk: Desk) -> None:
    path = desk.export(kind, "p5")  # type: ignore[arg-type]
    proposal = desk.look(path)
    assert (proposal.conflicts, proposal.not_taken, proposal.axis_values) == ((), (), ())
    assert {entry.outcome for plan in proposal.plans for entry in plan.entries} == {"same"}
