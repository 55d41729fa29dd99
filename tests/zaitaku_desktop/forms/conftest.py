from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapes import Shapes, shapes_file

from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def opened_shapes(tmp_path: Path) -> Iterator[tuple[Workspace, Shapes]]:
    """The plan of tests/shapes.py in an open data file."""
    workspace, shapes = shapes_file(tmp_path / "a.zaitaku")
    yield workspace, shapes
    workspace.close()
