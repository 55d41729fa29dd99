"""How the columns of a form stand on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_files import open_sample
from zaitaku_ui.tables.cell_text import cell_text
from zaitaku_ui.tables.columns import default_width, runs_down
from zaitaku_ui.theme import Theme

from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.storage.reading import load_documents, load_plan


@pytest.mark.parametrize(("form", "down"), [("p1", True), ("p2", False), ("p3", False), ("p6", False)])
def test_that_only_a_narrow_column_of_headings_is_written_from_top_to_bottom(
    tmp_path: Path, form: str, *, down: bool
) -> None:
    with open_sample(tmp_path / "a.zaitaku") as workspace, workspace.read() as connection:
        document = next(row for row in load_documents(connection) if row.form == form)
        assert document.plan_id is not None
        snapshot = load_plan(connection, document.plan_id)
    view = build_grid(load_form(form), document, snapshot)
    col, column = next((col, one) for col, one in enumerate(view.columns) if one.definition.role == "group")
    assert runs_down(view, column) is down
    drawn = cell_text(view, snapshot, view.cell_at(0, col))
    assert bool(drawn.vertical) is down and bool(drawn.paragraphs) is not down
    assert (default_width(Theme(), view, column) < 60) is down
