from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_files import open_sample
from shapes import Shapes, shapes_file

from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def opened_shapes(tmp_path: Path) -> Iterator[tuple[Workspace, Shapes]]:
    """The plan of tests/shapes.py in an open data file."""
    workspace, shapes = shapes_file(tmp_path / "a.zaitaku")
    yield workspace, shapes
    workspace.close()


@pytest.fixture(scope="session")
def sample_by_form(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printable]:
    """The sample's plan in each form that it is printed in, by the form's key. Nobody changes them."""
    with open_sample(tmp_path_factory.mktemp("sample") / "a.zaitaku") as workspace, workspace.read() as connection:
        found = [read_printable(connection, document.id) for document in load_documents(connection) if document.plan_id]
    return {one.form.key: one for one in found}
