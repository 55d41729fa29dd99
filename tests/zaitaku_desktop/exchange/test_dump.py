from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from one_of_each import fill_with_one_of_each
from sample_files import open_sample

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.dump import dump_records, load_dump
from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.storage.workspace import Workspace

Data = dict[str, Any]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Data:
    path = tmp_path_factory.mktemp("dump") / "s.zaitaku"
    with (
        open_sample(path) as workspace,
        workspace.read() as connection,
    ):
        return dump_records(connection)


def rebuilt(data: Data, path: Path) -> Data:
    with Workspace.create(path, name="", fill=lambda session: load_dump(session, data)) as workspace:
        assert workspace.verify() == []
        with workspace.read() as connection:
            return dump_records(connection)


def test_that_a_dump_goes_through_json_and_back_to_the_letter(sample: Data, tmp_path: Path) -> None:
    words = json.dumps(sample, ensure_ascii=False)
    assert rebuilt(json.loads(words), tmp_path / "t.zaitaku") == sample
    assert "葛\U000e0100城" in words and "𠮷﨑" in words


def test_that_a_dump_is_read_without_the_program(sample: Data) -> None:
    records = sample["records"]
    titles = {item["id"]: item["title"] for item in records["plan_item"]}
    found = [titles[e["item_id"]] for e in records["entry"] if "葛\U000e0100城病院" in e["text"]]
    assert found == [""]  # it stands on a 実施行
    assert "row_hash" not in records["entry"][0]


def set_in(table: str, index: int, **values: Any) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["records"][table][index].update(values)

    return change


def drop(table: str, index: int, name: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        del data["records"][table][index][name]

    return change


def twice(table: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["records"][table].append(data["records"][table][0])

    return change


def empty(table: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["records"][table] = []

    return change


def _line_to_group(data: Data) -> None:
    items = data["records"]["plan_item"]
    line = next(item for item in items if item["kind"] == "line")
    line["parent_id"] = next(item["id"] for item in items if item["kind"] == "group")


def _share_from_a_sharer(data: Data) -> None:
    entries = data["records"]["entry"]
    first, second, *_ = (entry for entry in entries if entry["shared_from_id"] is not None)
    first["shared_from_id"] = second["id"]


BAD: dict[str, tuple[Callable[[Data], None], str]] = {
    "another format": (lambda data: data.update(format="other"), "形式"),
    "a newer version": (lambda data: data.update(version=2), "形式"),
    "no records": (lambda data: data.update(records=[]), "records"),
    "an unknown table": (lambda data: data["records"].update(change_step=[]), "change_step"),
    "rows that are none": (lambda data: data["records"].update(entry=["x"]), "entry 1件目"),
    "no list": (lambda data: data["records"].update(entry={}), "entry"),
    "an unknown column": (set_in("entry", 2, colour="red"), "entry 3件目"),
    "a column missing": (drop("plan_item", 1, "kind"), "plan_item 2件目"),
    "an id missing": (drop("entry", 0, "id"), "entry 1件目"),
    "a word for a number": (set_in("plan", 0, first_year="R6"), "first_year"),
    "a year out of time": (set_in("entry", 0, year=7), "year"),
    "true for a number": (set_in("plan", 0, position=True), "position"),
    "a number for a word": (set_in("entry", 0, text=5), "text"),
    "null for a word": (set_in("entry", 0, text=None), "text"),
    "half a character": (set_in("entry", 0, text="\ud842"), "text"),
    "a state that is none": (set_in("entry", 0, state="maybe"), "state"),
    "a kind that is none": (set_in("plan_item", 0, kind="thing"), "kind"),
    "a list of other things": (set_in("document", 0, actual_years=["R6"]), "actual_years"),
    "one id twice": (twice("entry"), "entry"),
    "no municipality": (empty("municipality"), "municipality"),
    "nobody to point at": (set_in("entry", 0, item_id=9999), "entry"),
    "a line in a group": (_line_to_group, "plan_item"),
    "sharing from a sharer": (_share_from_a_sharer, "共有"),
}


@pytest.mark.parametrize("what", BAD)
def test_that_what_is_no_dump_is_refused_with_its_place_and_makes_no_file(
    sample: Data, tmp_path: Path, what: str
) -> None:
    data = copy.deepcopy(sample)
    spoil, said = BAD[what]
    spoil(data)
    with pytest.raises(KnownError, match=said):
        rebuilt(data, tmp_path / "t.zaitaku")
    assert list(tmp_path.iterdir()) == []


def _dumped(workspace: Workspace) -> Data:
    with workspace.read() as connection:
        return dump_records(connection)


@pytest.fixture(scope="module")
def one_of_each(tmp_path_factory: pytest.TempPathFactory) -> Data:
    path = tmp_path_factory.mktemp("each") / "each.zaitaku"
    with Workspace.create(path, name="", fill=fill_with_one_of_each) as workspace:
        return _dumped(workspace)


def test_that_every_kind_of_record_goes_through_a_dump(one_of_each: Data, tmp_path: Path) -> None:
    assert [len(rows) for rows in one_of_each["records"].values()] == [1] * len(ALL)
    words = json.loads(json.dumps(one_of_each, ensure_ascii=False))
    assert rebuilt(words, tmp_path / "t.zaitaku") == one_of_each
    assert one_of_each["records"]["meeting"][0]["day"] == "2026-03-31"
    assert one_of_each["records"]["meeting"][0]["start_time"] == "19:30"


def _around_itself(data: Data) -> None:
    data["records"]["agenda_item"][0]["parent_id"] = data["records"]["agenda_item"][0]["id"]


BAD_MEETINGS: dict[str, tuple[Callable[[Data], None], str]] = {
    "a day that is none": (set_in("meeting", 0, day="2026-02-30"), "day"),
    "a number for a day": (set_in("meeting", 0, day=20260230), "day"),
    "a time that is none": (set_in("meeting", 0, start_time="25:00"), "start_time"),
    "a status that is none": (set_in("meeting", 0, status="over"), "status"),
    "a size that is none": (set_in("attached_file", 0, size="3"), "size"),
    "a content in it": (set_in("attached_file", 0, content="JVBERi0="), "content"),
    "a scheme that is none": (set_in("committee", 0, scheme="1"), "scheme"),
    "a 次第 in itself": (_around_itself, "次第"),
}


@pytest.mark.parametrize("what", BAD_MEETINGS)
def test_that_a_meeting_that_cannot_be_is_refused(one_of_each: Data, tmp_path: Path, what: str) -> None:
    data = copy.deepcopy(one_of_each)
    spoil, said = BAD_MEETINGS[what]
    spoil(data)
    with pytest.raises(KnownError, match=said):
        rebuilt(data, tmp_path / "t.zaitaku")
