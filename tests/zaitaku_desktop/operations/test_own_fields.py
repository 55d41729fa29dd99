"""Fields of the municipality's own: written, shown, found, dumped like every other; taken away only when unused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from own_forms import BUDGET, GROUND, OwnDesk, own_desk
from plans import text

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.reading import check_file
from zaitaku_desktop.checks.words import place_words as finding_words
from zaitaku_desktop.exchange.dump import dump_records, load_dump
from zaitaku_desktop.forms.finding import place_words, plan_texts
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.operations.own_fields import (
    add_own_field,
    own_field_like,
    remove_own_field,
    rename_own_field,
    reshape_own_field,
)
from zaitaku_desktop.operations.own_forms import remove_form
from zaitaku_desktop.operations.plan_rows import add_line
from zaitaku_desktop.storage.reading import load_documents, load_own_fields
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnDesk]:
    made = own_desk(tmp_path)
    yield made
    made.desk.workspace.close()


def texts(own: OwnDesk) -> dict[str, str]:
    """The cells of 取組 a by column."""
    printable = own.desk.printable(own.key)
    view = printable.last.view(printable.form, printable.document, printable.snapshot)
    row = next(place for place, row in enumerate(view.rows) if row.initiative_id == own.plan.a)
    return {column.key: view.cell_at(row, at).text for at, column in enumerate(view.columns)}


def test_that_own_fields_stand_on_their_rows_and_years_and_are_printed(own: OwnDesk) -> None:
    shown = texts(own)
    assert shown["ground"] == "介護保険法第115条の45"
    assert (shown["budget:2024"], shown["budget:2025"], shown["budget:2026"]) == ("120千円", "80千円", "")
    layout = lay_out(own.desk.printable(own.key).job(), Faces.load())
    words = "".join(box.text for page in layout.pages for box in page.texts)
    assert "30千円" in words and "介護保険法第115条の45" in words


def test_that_a_field_of_lines_moves_to_the_line_when_an_initiative_is_split(own: OwnDesk) -> None:
    made = own.desk.workspace.perform("実施行の追加", partial(add_line, initiative_id=own.plan.a)).result
    plan = own.desk.plan()
    (first, *_) = [row.id for row in plan.row_items(plan.items[own.plan.a]) if row.id != made]
    assert plan.entries[first, BUDGET, 2024].text == "120千円"
    assert plan.entries[own.plan.a, GROUND, None].text == "介護保険法第115条の45"


def test_that_a_field_has_another_name_and_its_texts_stay(own: OwnDesk) -> None:
    own.desk.workspace.perform("名前", partial(rename_own_field, key=BUDGET, name=" 事業費 "))
    assert own.desk.plan().fields[BUDGET].name == "事業費"
    assert texts(own)["budget:2024"] == "120千円"
    own.desk.workspace.undo()
    assert own.desk.plan().fields[BUDGET].name == "予算"


@pytest.mark.parametrize("name", ["", "\u3000", "計画", "根拠", "予算：", "{予算}", "長" * 21])
def test_that_a_name_is_there_and_no_other_field_has_it(own: OwnDesk, name: str) -> None:
    for change in (
        partial(add_own_field, name=name, level="line", per_year=False),
        partial(rename_own_field, key=BUDGET, name=name),
    ):
        with pytest.raises(KnownError):
            own.desk.workspace.perform("欄", change)


def test_that_a_field_in_use_stays_as_it_is(own: OwnDesk) -> None:
    workspace = own.desk.workspace
    changes = (
        partial(remove_own_field, key=GROUND),
        partial(reshape_own_field, key=GROUND, level="line", per_year=False),
    )
    for change in changes:
        with pytest.raises(KnownError, match="書かれたもの"):
            workspace.perform("欄", change)
    own.desk.write(own.plan.a, text(GROUND, ""))
    for change in changes:
        with pytest.raises(KnownError, match="様式「予算の表」"):
            workspace.perform("欄", change)
    workspace.perform("資料", lambda s: s.connection().exec_driver_sql("DELETE FROM document"))
    workspace.perform("様式の削除", partial(remove_form, key=own.key))
    workspace.perform("欄", changes[1])
    with workspace.read() as connection:
        assert load_own_fields(connection)[1] == Field(GROUND, "根拠", "line", "no")
    workspace.perform("欄", changes[0])
    with workspace.read() as connection:
        assert [field.key for field in load_own_fields(connection)] == [BUDGET]


def test_that_a_key_is_never_given_to_another_field(own: OwnDesk) -> None:
    other = own.desk.workspace.perform("欄", partial(add_own_field, name="備品", level="line", per_year=False)).result
    assert other not in (BUDGET, GROUND)


@pytest.mark.parametrize(
    ("wanted", "key", "name"),
    [
        (Field("field9", "予算", "line", "yes"), BUDGET, "予算"),
        (Field("field9", "予算", "line", "no"), "field3", "予算（2）"),
        (Field("field9", "計画", "line", "yes"), "field3", "計画（2）"),
        (Field("field1", "備品", "line", "yes"), "field3", "備品"),
    ],
)
def test_that_a_field_from_elsewhere_is_the_one_that_is_like_it_else_new(
    own: OwnDesk, wanted: Field, key: str, name: str
) -> None:
    made = own.desk.workspace.perform("欄", partial(own_field_like, wanted=wanted)).result
    assert (made, own.desk.plan().fields[made].name) == (key, name)


def test_that_own_fields_and_forms_are_dumped_and_rebuilt(own: OwnDesk, tmp_path: Path) -> None:
    with own.desk.workspace.read() as connection:
        dumped = dump_records(connection)
    rebuild = partial(load_dump, data=dumped)
    with Workspace.create(tmp_path / "b.zaitaku", name="別の市", fill=rebuild) as other, other.read() as connection:
        assert dump_records(connection) == dumped
        again = read_printable(connection, load_documents(connection)[0].id)
    before = own.desk.printable(own.key)
    assert again.form == before.form and again.snapshot == before.snapshot


def test_that_texts_of_own_fields_are_checked_and_named(own: OwnDesk) -> None:
    own.desk.write(own.plan.a, text(BUDGET, "令和6年4月1日（日）に見直す", 2026))
    with own.desk.workspace.read() as connection:
        ((plan, documents, findings),) = check_file(connection, Faces.load())
    said = [finding_words(one.place, plan, documents) for one in findings]
    assert "顔合わせ　R8予算" in said


def test_that_texts_of_own_fields_are_found_and_named(own: OwnDesk) -> None:
    plan = own.desk.plan()
    (key,) = [key for key, words in plan_texts(plan) if words == "30千円"]
    assert place_words(plan, key) == "「便利帳」のR6予算"
