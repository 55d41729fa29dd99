"""Generated plans → workbook as it prints → import: the same records; and again: nothing changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from random_plans import Initiative, Writer, facts, new_file, plans
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from workbooks import write_grid

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import Plan
from zaitaku_desktop.storage.reading import load_document, load_plan


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_that_a_plan_written_to_a_workbook_comes_back_the_same(plan: list[tuple[str, list[Initiative]]]) -> None:
    source, target = new_file(), new_file()
    try:
        with Session(source) as session, session.begin():
            document_id = Writer(session).write(plan)
        with source.connect() as connection:
            document = load_document(connection, document_id)
            assert document.plan_id is not None
            written = load_plan(connection, document.plan_id)
        with tempfile.TemporaryDirectory() as folder:
            path = write_grid(
                build_grid(load_form("p1"), document, written),
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
        assert (read.plan.first_year, read.plan.last_year, read.plan.due) == (
            written.plan.first_year,
            written.plan.last_year,
            written.plan.due,
        )
        assert (taken.title, taken.notes, taken.actual_years, taken.draft) == (
            document.title,
            document.notes,
            document.actual_years,
            document.draft,
        )
    finally:
        source.dispose()
        target.dispose()
