"""A form in no preset's shape: its Excel comes back, here and in a data file to which the form was carried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from desks import KINDS, Desk, again
from openpyxl.worksheet.worksheet import Worksheet
from own_forms import BUDGET, GROUND, OwnDesk, known_form, own_desk

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.conflict_words import conflict_name
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.forms.form_file import read_form_file, write_form_file
from zaitaku_desktop.forms.library import load_form, preset_library, read_library
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.own_forms import add_form, change_form, take_form
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnDesk]:
    made = own_desk(tmp_path)
    yield made
    made.desk.workspace.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another data file, in which a field of its own has the key that 予算 has there."""
    folder = tmp_path / "other"
    folder.mkdir()
    with Workspace.create(folder / "b.zaitaku", name="となり市", fill=fill_new) as workspace:
        yield Desk(workspace, folder)


@pytest.mark.parametrize("kind", KINDS)
def test_that_our_own_sheet_changes_nothing_when_it_comes_back(own: OwnDesk, kind: Kind) -> None:
    proposal = own.desk.look(own.desk.export(kind, own.key))
    assert proposal.form == own.key
    assert (proposal.conflicts, proposal.not_taken) == ((), ())
    before = own.desk.plan()
    own.desk.workspace.perform("取り込み", lambda session: apply(session, proposal))
    assert own.desk.plan() == before


@pytest.mark.parametrize("kind", KINDS)
def test_that_an_edited_cell_of_an_own_field_is_told_by_its_name(own: OwnDesk, kind: Kind) -> None:
    def edit(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value) == "120千円":
                    cell.value = "150千円"

    proposal = own.desk.look(again(own.desk.export(kind, own.key), edit))
    (conflict,) = proposal.conflicts
    assert (conflict.id, conflict.field, conflict.year, conflict.theirs) == (own.plan.a, BUDGET, 2024, "150千円")
    assert (conflict_name(conflict), conflict.default) == ("予算", "theirs")


@pytest.mark.parametrize("kind", KINDS)
def test_that_form_fields_and_plan_go_to_another_file(own: OwnDesk, other: Desk, kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "予算の表.toml"
    write_form_file(path, known_form(own))
    other.workspace.perform("様式", partial(add_form, form=load_form("p3"), name="予算の表"))
    with other.workspace.read() as connection:
        file = read_form_file(path, read_library(connection))
    assert [field.name for field in file.new] == ["根拠", "予算"]
    key = other.workspace.perform("様式の読み込み", partial(take_form, file=file)).result
    with other.workspace.read() as connection:
        library = read_library(connection)
    assert library.name(key) == "予算の表（2）"
    assert [library.fields[one].name for one in library.form(key).column("budget").fields] == ["予算"]
    sheet = own.desk.export(kind, own.key)
    proposal = other.look(sheet)
    assert proposal.form == key
    assert proposal.not_taken == ()
    other.workspace.perform("取り込み", lambda session: apply(session, proposal))
    mine, theirs = own.desk.plan(), other.plan()
    names = {field.name: field.key for field in library.fields.values()}
    for field, name in ((BUDGET, "予算"), (GROUND, "根拠"), ("plan", "計画")):
        written = sorted(entry.text for entry in mine.entries.values() if entry.field == field)
        assert sorted(entry.text for entry in theirs.entries.values() if entry.field == names[name]) == written
    with other.workspace.read() as connection:
        (document,) = load_documents(connection)
    assert document.form == key
    assert again_is_quiet(other, sheet)


def again_is_quiet(desk: Desk, sheet: Path) -> bool:
    """Whether importing the same once more changes nothing."""
    proposal = desk.look(sheet)
    before = desk.plan()
    desk.workspace.perform("取り込み", lambda session: apply(session, proposal))
    return desk.plan() == before and not proposal.conflicts


def test_that_a_field_that_is_there_already_is_shown_and_not_made_again(own: OwnDesk, tmp_path: Path) -> None:
    path = tmp_path / "予算の表.toml"
    write_form_file(path, known_form(own))
    with own.desk.workspace.read() as connection:
        file = read_form_file(path, read_library(connection))
    assert file.new == ()
    key = own.desk.workspace.perform("様式の読み込み", partial(take_form, file=file, name="写し")).result
    with own.desk.workspace.read() as connection:
        library = read_library(connection)
    assert library.form(key).columns == library.form(own.key).columns
    assert len([one for one in library.fields if one.startswith("field")]) == 2


def test_that_fields_and_form_from_a_file_are_one_step(own: OwnDesk, other: Desk, tmp_path: Path) -> None:
    path = tmp_path / "予算の表.toml"
    write_form_file(path, known_form(own))
    file = read_form_file(path, preset_library())
    other.workspace.perform("様式の読み込み", partial(take_form, file=file))
    other.workspace.undo()
    with other.workspace.read() as connection:
        library = read_library(connection)
    assert library.own == {} and BUDGET not in library.fields


def test_that_a_copy_of_a_preset_takes_its_sheet_only_where_documents_are_in_it(own: OwnDesk) -> None:
    workspace = own.desk.workspace
    copy = workspace.perform("様式", partial(add_form, form=load_form("p1"), name="うちの進捗表")).result
    workspace.perform("資料", partial(edit_document, document_id=own.plan.document, form="p1"))
    sheet = own.desk.export("data", "p1")
    assert own.desk.look(sheet).form == "p1"
    workspace.perform("資料", partial(edit_document, document_id=own.plan.document, form=copy))
    assert own.desk.look(sheet).form == copy


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "years",
    [
        {"years": "range", "first_year": 2023, "last_year": 2027},
        {"years": "relative", "offset": -3, "span": 2},
        {"years": "relative", "offset": -1, "span": 4},
        {"years": "relative", "offset": 0, "span": 1},
    ],
)
def test_that_blank_columns_of_other_years_say_nothing_of_the_plan(
    own: OwnDesk, kind: Kind, years: dict[str, object]
) -> None:
    form = known_form(own)
    columns = (replace(c, **years, width=20.0) if c.years == "plan" else c for c in form.columns)  # type: ignore[arg-type]
    made = replace(form, columns=tuple(columns))
    own.desk.workspace.perform("様式", partial(change_form, key=own.key, form=made))
    proposal = own.desk.look(own.desk.export(kind, own.key))
    assert (proposal.form, proposal.conflicts, proposal.not_taken) == (own.key, (), ())


def test_that_headings_may_be_as_deep_as_a_form_makes_them(own: OwnDesk) -> None:
    workspace, form = own.desk.workspace, known_form(own)
    deep = ("事業", "見通し", "年次の予定", "{long}", "内容")
    columns = tuple(
        replace(c, heading=(*deep, c.heading[-1]) if c.years == "plan" else c.heading) for c in form.columns
    )
    workspace.perform("様式", partial(change_form, key=own.key, form=replace(form, columns=columns)))
    proposal = own.desk.look(own.desk.export("print", own.key))
    assert (proposal.form, proposal.conflicts, proposal.not_taken) == (own.key, (), ())
    taken = {entry.field for plan in proposal.plans for entry in plan.entries}
    assert {BUDGET, GROUND, "plan"} <= taken
