"""A file to import into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)
