"""What tests of operations on meetings share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A file with a small 会議体 and a meeting, open."""
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)  # nobody needs the file: no copy of it is taken
