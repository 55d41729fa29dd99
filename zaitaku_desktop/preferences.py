"""Preferences of this PC: nothing of a municipality, nothing personal but the paths of recent files.

One JSON file in the user's own folder for settings. A file that cannot be read is put aside, and the program
starts with the defaults: preferences are never a reason not to start.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import platformdirs

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import replace_file

MOST_RECENT = 10
TEXT_SIZES = ("small", "standard", "large", "largest")
THEMES = ("light", "high-contrast", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What this PC remembers.

    `recent` = data files, the newest first. `geometry` = the window's own description of its place, as text
    (Qt's saveGeometry in Base64), "" = none. `text_size` one of TEXT_SIZES, `theme` one of THEMES.
    `positions` = where one was in a file (path → any short text of the window). `panes` = sizes of splitters and
    columns by name, in pixels; `hidden` = names of panes that are closed. `enter_breaks` = Enter makes a new line in a
    cell, and Ctrl+Enter keeps what was typed.
    """

    recent: tuple[str, ...] = ()
    geometry: str = ""
    text_size: str = "standard"
    theme: str = "system"
    positions: Mapping[str, str] = field(default_factory=dict)
    panes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    enter_breaks: bool = False

    def with_recent(self, path: Path) -> Preferences:
        """The same with `path` as the newest file; the oldest fall out, with their positions."""
        newest = str(path.resolve())
        recent = (newest, *(old for old in self.recent if old != newest))[:MOST_RECENT]
        positions = {name: place for name, place in self.positions.items() if name in recent}
        return replace(self, recent=recent, positions=positions)

    def without_recent(self, path: str) -> Preferences:
        """The same without a file that has gone."""
        positions = {name: place for name, place in self.positions.items() if name != path}
        return replace(self, recent=tuple(old for old in self.recent if old != path), positions=positions)

    def with_position(self, path: Path, place: str) -> Preferences:
        """The same, remembering where one was in a file."""
        return replace(self, positions={**self.positions, str(path.resolve()): place})


def default_file() -> Path:
    """Where this user's preferences are kept."""
    folder = platformdirs.user_config_path("zaitaku-desktop", appauthor=False, roaming=False)
    return folder / "preferences.json"


def load(path: Path | None = None) -> Preferences:
    """The preferences of this PC. Never raises: what is broken is put aside as `….broken`, defaults are used."""
    source = path or default_file()
    try:
        return _from_json(json.loads(source.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError, TypeError, RecursionError):
        with contextlib.suppress(OSError):
            source.replace(source.with_name(source.name + ".broken"))
        return Preferences()


def save(preferences: Preferences, path: Path | None = None) -> bool:
    """Keep the preferences; False where this PC does not let them be kept (the work goes on).

    The window saves them while somebody works, so nothing is waited for: a file that a power cut broke is put aside.
    """
    target = path or default_file()
    content = json.dumps(asdict(preferences), ensure_ascii=False, indent=1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, lambda part: _fill(part, content), durable=False)
    except (KnownError, OSError):
        return False
    return True


def _fill(part: Path, content: str) -> None:
    part.write_text(content, encoding="utf-8")


def _from_json(content: object) -> Preferences:
    """Preferences out of what stands in the file. Unknown names are of a newer version and left out.

    ValueError for anything that is not of the shape that `save` writes.
    """
    if not isinstance(content, dict):
        raise ValueError("not an object")
    given = {one.name: content[one.name] for one in fields(Preferences) if one.name in content}
    text = {name: _text(given[name]) for name in ("geometry", "text_size", "theme") if name in given}
    if text.get("text_size", "standard") not in TEXT_SIZES or text.get("theme", "system") not in THEMES:
        raise ValueError("a choice that there is not")
    return replace(
        Preferences(),
        **text,
        recent=_texts(given.get("recent", [])),
        hidden=_texts(given.get("hidden", [])),
        positions={_text(key): _text(value) for key, value in _mapping(given.get("positions", {}))},
        panes={_text(key): _numbers(value) for key, value in _mapping(given.get("panes", {}))},
        enter_breaks=given.get("enter_breaks") is True,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return tuple(_text(one) for one in value)


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(one) is int for one in value):
        raise ValueError("not a list of numbers")
    return tuple(value)


def _mapping(value: object) -> list[tuple[object, object]]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return list(value.items())
