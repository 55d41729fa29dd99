"""Preferences of this PC: kept, never in the way of starting, nothing personal but paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zaitaku_desktop import preferences
from zaitaku_desktop.preferences import MOST_RECENT, Preferences


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "preferences.json"


def test_that_what_is_saved_is_read_again(file: Path, tmp_path: Path) -> None:
    kept = Preferences(
        geometry="AdnQywADAAA=",
        text_size="large",
        theme="high-contrast",
        panes={"preview": (900, 300)},
        hidden=("navigation",),
        enter_breaks=True,
    ).with_recent(tmp_path / "髙﨑市.zaitaku")
    kept = kept.with_position(tmp_path / "髙﨑市.zaitaku", "plan:1:42")
    assert preferences.save(kept, file)
    assert preferences.load(file) == kept


def test_that_nobody_waits_for_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flush(_: int) -> None:
        raise AssertionError("waits for the disk")

    monkeypatch.setattr("os.fsync", flush)
    assert preferences.save(Preferences(text_size="large"), file)
    assert preferences.load(file).text_size == "large"


def test_that_a_first_start_has_the_defaults_and_writes_nothing(file: Path) -> None:
    assert preferences.load(file) == Preferences()
    assert not file.parent.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"recent": "a"}',
        '{"recent": [1]}',
        '{"theme": "pink"}',
        '{"text_size": 3}',
        '{"panes": {"a": [true]}}',
        '{"positions": []}',
        "[" * 100_000,
    ],
)
def test_that_a_broken_file_is_put_aside_and_the_program_starts(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    assert preferences.load(file) == Preferences()
    assert not file.exists()
    assert file.with_name("preferences.json.broken").read_text(encoding="utf-8") == content


def test_that_bytes_which_are_no_text_are_put_aside_too(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")
    assert preferences.load(file) == Preferences()
    assert file.with_name("preferences.json.broken").exists()


def test_that_a_newer_version_s_words_are_left_out(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"theme": "light", "voice": "loud"}), encoding="utf-8")
    assert preferences.load(file) == Preferences(theme="light")


def test_that_the_newest_file_comes_first_once_and_old_ones_fall_out(tmp_path: Path) -> None:
    kept = Preferences()
    for number in range(MOST_RECENT + 3):
        path = tmp_path / f"{number}.zaitaku"
        kept = kept.with_recent(path).with_position(path, "here")
    kept = kept.with_recent(tmp_path / "5.zaitaku")
    names = [Path(path).name for path in kept.recent]
    assert names[:2] == ["5.zaitaku", "12.zaitaku"]
    assert len(names) == len(set(names)) == MOST_RECENT
    assert set(kept.positions) == set(kept.recent)


def test_that_a_file_which_has_gone_is_forgotten_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.zaitaku"
    kept = Preferences().with_recent(path).with_position(path, "here").without_recent(str(path))
    assert kept == Preferences()


def test_that_a_place_where_nothing_can_be_kept_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    assert not preferences.save(Preferences(), blocked / "preferences.json")


def test_that_the_usual_place_belongs_to_the_user(own_settings: Path) -> None:
    assert preferences.default_file().name == "preferences.json"
    assert preferences.save(Preferences(theme="light"))
    assert preferences.load().theme == "light"
