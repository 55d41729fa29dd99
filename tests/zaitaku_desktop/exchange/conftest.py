from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Desk, open_desk
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from workbooks import progress_workbook

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.tables import LOG


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://")
    assert ALL
    Record.metadata.create_all(made)
    LOG.create_all(made)
    with Session(made) as session, session.begin():
        session.add(Municipality(id=1, name="みなと野市"))
        fill_new(session)
    yield made
    made.dispose()


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    return progress_workbook(tmp_path / "進捗.xlsx")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path)
    yield made
    made.workspace.close()
