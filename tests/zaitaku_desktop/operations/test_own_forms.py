"""様式 of the municipality's own: made, changed, renamed, removed; each one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library, load_form, read_library
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.vocabulary import StoredForm
from zaitaku_desktop.operations.document import create_document, edit_document
from zaitaku_desktop.operations.own_forms import add_form, change_form, free_name, remove_form, rename_form
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    with open_sample(tmp_path / "a.zaitaku") as workspace:
        yield workspace


def library(opened: Workspace) -> Library:
    with opened.read() as connection:
        return read_library(connection)


def add(opened: Workspace, name: str = "うちの表", form: Form | None = None) -> str:
    return opened.perform("様式の複製", partial(add_form, form=form or load_form("p3"), name=name)).result


def wider(form: Form) -> Form:
    return replace(form, text=replace(form.text, size=10.0))


def use(opened: Workspace, key: str) -> int:
    """The first 資料, now in that form."""
    with opened.read() as connection:
        document = load_documents(connection)[0].id
    opened.perform("様式の変更", partial(edit_document, document_id=document, form=key))
    return document


def test_that_a_copy_of_a_preset_prints_as_the_preset(opened: Workspace) -> None:
    key = add(opened)
    made = library(opened).form(key)
    assert replace(made, key="p3", name="年次計画", base="") == load_form("p3")
    assert (made.name, made.base) == ("うちの表", "p3")


def test_that_a_copy_of_an_own_form_knows_its_preset(opened: Workspace) -> None:
    first = add(opened)
    second = add(opened, "もう一つ", library(opened).form(first))
    assert second != first and library(opened).form(second).base == "p3"


def test_that_a_change_and_a_new_name_are_steps_that_can_be_undone(opened: Workspace) -> None:
    key = add(opened)
    before = library(opened).form(key)
    opened.perform("様式の変更", partial(change_form, key=key, form=wider(before)))
    opened.perform("様式の名前の変更", partial(rename_form, key=key, name="  わが市の 表 "))
    after = library(opened).form(key)
    assert after == replace(wider(before), name="わが市の 表")
    assert library(opened).name(key) == "わが市の 表"
    opened.undo()
    opened.undo()
    assert library(opened).form(key) == before
    opened.undo()
    assert key not in library(opened).forms
    opened.redo()
    assert library(opened).form(key) == before


def test_that_a_change_keeps_key_name_and_base(opened: Workspace) -> None:
    key = add(opened)
    opened.perform("様式の変更", partial(change_form, key=key, form=load_form("p1")))
    made = library(opened).form(key)
    assert (made.key, made.name, made.base) == (key, "うちの表", "p3")
    assert made.columns == load_form("p1").columns


def test_that_a_shape_that_cannot_be_used_is_not_stored(opened: Workspace) -> None:
    key = add(opened)
    form = library(opened).form(key)
    broken = replace(form, columns=(replace(form.columns[0], width=900.0), *form.columns[1:]))
    with pytest.raises(KnownError, match=r"column.width.*超えます"):
        opened.perform("様式の変更", partial(change_form, key=key, form=broken))
    with pytest.raises(KnownError, match="超えます"):
        add(opened, "別の表", broken)
    assert library(opened).form(key) == form


@pytest.mark.parametrize("name", ["", " \u3000", "年次計画", "うちの表", "長" * 41])
def test_that_a_name_is_there_and_no_other_form_has_it(opened: Workspace, name: str) -> None:
    add(opened)
    other = add(opened, "別の表")
    with pytest.raises(KnownError):
        add(opened, name)
    with pytest.raises(KnownError):
        opened.perform("様式の名前の変更", partial(rename_form, key=other, name=name))


def test_that_a_free_name_is_proposed(opened: Workspace) -> None:
    add(opened)
    assert free_name(library(opened), "うちの表") == "うちの表（2）"
    assert free_name(library(opened), "新しい表") == "新しい表"


def test_that_a_form_in_use_is_not_removed_and_its_documents_are_named(opened: Workspace) -> None:
    key = add(opened)
    use(opened, key)
    with pytest.raises(KnownError, match="資料1 在宅医療"):
        opened.perform("様式の削除", partial(remove_form, key=key))
    opened.undo()
    opened.perform("様式の削除", partial(remove_form, key=key))
    assert key not in library(opened).forms


def test_that_presets_are_neither_changed_nor_removed(opened: Workspace) -> None:
    for change in (partial(change_form, form=load_form("p1")), partial(rename_form, name="新"), remove_form):
        with pytest.raises(KnownError, match="備え付け"):
            opened.perform("様式", partial(change, key="p1"))


def test_that_a_removed_form_is_said_to_be_gone(opened: Workspace) -> None:
    with pytest.raises(KnownError, match="削除されています"):
        opened.perform("様式", partial(remove_form, key="own9"))


def test_that_a_document_is_only_made_in_a_form_that_is_there(opened: Workspace) -> None:
    with pytest.raises(KnownError, match="own9"):
        opened.perform("資料", partial(create_document, form="own9", title="題", fiscal_year=2025))


def test_that_a_damaged_form_stops_its_own_documents_only(opened: Workspace) -> None:
    key = add(opened)
    document = use(opened, key)

    def damage(session: Session) -> None:
        session.query(StoredForm).filter_by(key=key).one().toml = 'key = "own1"\nname = '

    opened.perform("様式", damage)
    with opened.read() as connection:
        with pytest.raises(KnownError, match=r"様式 うちの表：.*TOML"):
            read_printable(connection, document)
        others = [row.id for row in load_documents(connection) if row.plan_id and row.id != document]
        assert len([read_printable(connection, other) for other in others]) == 7
    with pytest.raises(KnownError, match="TOML"):
        opened.perform("様式の名前の変更", partial(rename_form, key=key, name="直した表"))
