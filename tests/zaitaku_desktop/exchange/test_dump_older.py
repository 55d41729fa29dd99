"""A dump of an earlier edition gives the file it was made from."""

from __future__ import annotations

import copy
from functools import partial
from pathlib import Path

import pytest
from sample_files import open_sample

from tests.zaitaku_desktop.exchange.test_dump import Data, rebuilt
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.exchange.dump_older import as_of_now
from zaitaku_desktop.operations.revision import save_plan_revision


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """A dump that holds a 版."""
    with open_sample(tmp_path_factory.mktemp("older") / "s.zaitaku") as workspace:
        workspace.perform("版の保存", partial(save_plan_revision, plan_id=1, name="第1回提出版"))
        with workspace.read() as connection:
            return dump_records(connection)


def older(now: Data) -> Data:
    """The same as it was written when the content of a 版 stood within it."""
    data = copy.deepcopy(now)
    assert data["records"]["revision"]
    for row in data["records"]["revision"]:
        row["content"] = data["contents"].pop(row.pop("content_digest"))
    return data


def test_that_a_dump_whose_revisions_hold_their_contents_gives_the_same_file(now: Data, tmp_path: Path) -> None:
    assert rebuilt(older(now), tmp_path / "t.zaitaku") == now


def test_that_a_dump_of_now_is_taken_as_it_is(now: Data) -> None:
    assert as_of_now(now) is now


def test_that_a_content_that_cannot_be_read_is_refused_with_its_place(now: Data, tmp_path: Path) -> None:
    data = older(now)
    data["records"]["revision"][0]["content"] = "…"
    with pytest.raises(KnownError) as refused:
        rebuilt(data, tmp_path / "t.zaitaku")
    assert "revision 1件目" in str(refused.value.place)
    assert not (tmp_path / "t.zaitaku").exists()
