"""Generated plans → workbook as it prints → import: the same records; and again: nothing changes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from random_plans import Initiative, Writer, facts, new_file, plans
from random_plans_forms import FormWriter, results, yearly_plans
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from workbooks import write_grid

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import ItemKind, Plan
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.reading import load_document, load_plan


def labels(view: PlanSnapshot) -> list[tuple[str, int | None, list[str]]]:
    """No., axis value and 事業区分 of each item."""
    return [
        (item.number, item.axis_value_id, [value.key for value in view.tagged(item, "program_item")])
        for item in view.walk()
        if item.kind is not ItemKind.LINE
    ]


def there_and_back(form: str, write: Callable[[Session], int]) -> None:
    """Write a plan, put its grid into a workbook, import it into an empty file: the same; and again: no change."""
    source, target = new_file(), new_file()
    try:
        with Session(source) as session, session.begin():
            document_id = write(session)
        with source.connect() as connection:
            document = load_document(connection, document_id)
            assert document.plan_id is not None
            written = load_plan(connection, document.plan_id)
        with tempfile.TemporaryDirectory() as folder:
            path = write_grid(
                build_grid(load_form(form), document, written),
                document.title,
                document.notes,
                Path(folder) / "計画.xlsx",
            )
            for again in (False, True):
                with target.connect() as connection:
                    known = load_known(connection)
                with Session(target) as session, session.begin():
                    report = apply(session, propose(path, known))
                assert report.not_taken == ()
                assert report.conflicts == ()
                if again:
                    assert report.changed == 0
        with target.connect() as connection:
            read = load_plan(connection, 1)
            taken = load_document(connection, 1)
            assert connection.scalar(select(func.count()).select_from(Plan)) == 1
        assert facts(read) == facts(written)
        if form != "p1":  # there a 項目 keeps its words and is known as a 場面, too
            assert labels(read) == labels(written)
        assert (read.plan.first_year, read.plan.last_year, read.plan.due) == (
            written.plan.first_year,
            written.plan.last_year,
            written.plan.due,
        )
        assert (taken.form, taken.title, taken.notes, taken.actual_years, taken.draft) == (
            form,
            document.title,
            document.notes,
            document.actual_years,
            document.draft,
        )
    finally:
        source.dispose()
        target.dispose()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_that_a_plan_written_to_a_workbook_comes_back_the_same(plan: list[tuple[str, list[Initiative]]]) -> None:
    there_and_back("p1", lambda session: Writer(session).write(plan))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(yearly_plans())
def test_that_a_plan_without_names_comes_back_the_same(plan: list[tuple[str, Initiative]]) -> None:
    there_and_back("p3", lambda session: FormWriter(session).yearly(plan))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(results())
def test_that_results_come_back_the_same(plan: list[tuple[str, list[str], Initiative]]) -> None:
    there_and_back("p4", lambda session: FormWriter(session).results(plan))
