"""A 会議録 on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from minutes_desk import MinutesDesk
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """With the opinions of `put_opinions`; `desk.opinions` are their ids."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.opinions = made.put_opinions()[1:]
    made.show(dressed)
    yield made
    made.close()
