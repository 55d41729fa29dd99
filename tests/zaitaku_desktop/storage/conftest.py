"""A data file of the made-up city, with a plan of a few rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from zaitaku_desktop.model.plan import Entry, ItemTag, Plan, PlanItem
from zaitaku_desktop.model.vocabulary import Axis, AxisValue
from zaitaku_desktop.storage.workspace import Workspace


def fill(session: Session) -> None:
    """計画 1 → 項目 1 → 取組 2, 3; two entries, one shared; a tag."""
    session.add(Axis(id=1, key="care_scene", name="4つの場面"))
    session.add(Plan(id=1, title="推進計画", first_year=2024, last_year=2026))
    session.flush()
    session.add(AxisValue(id=1, axis_id=1, key="daily", number="1", heading="日常の療養支援"))
    session.add(PlanItem(id=1, plan_id=1, kind="group", title="体制づくり"))
    session.flush()
    session.add(PlanItem(id=2, plan_id=1, parent_id=1, kind="initiative", title="研修会の開催"))
    session.flush()
    session.add(PlanItem(id=3, plan_id=1, parent_id=1, kind="initiative", title="便り", position=1, successor_id=2))
    session.flush()
    session.add(Entry(id=1, item_id=2, field="purpose", text="顔の見える関係をつくる"))
    session.add(ItemTag(id=1, item_id=2, axis_value_id=1))
    session.flush()
    session.add(Entry(id=2, item_id=3, field="purpose", shared_from_id=1))
    session.flush()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed data file."""
    target = tmp_path / "みなと野市.zaitaku"
    Workspace.create(target, name="みなと野市", fill=fill).close()
    return target


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    """The same file, open."""
    with Workspace.open(path) as opened:
        yield opened
