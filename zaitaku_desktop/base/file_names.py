"""Names of files made from titles: allowed on Windows too, and told apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.IGNORECASE)
# Linux counts bytes (255), Windows UTF-16 units; a Japanese letter is 3 bytes. A drafted part needs some room.
_MOST_BYTES = 200


def file_name(title: str, suffix: str) -> str:
    """A file name for `title`: letters no file system takes become `＿`, long titles are cut. `suffix` = `.pdf`."""
    name = _FORBIDDEN.sub("＿", " ".join(title.split())).strip(" .")
    while len(name.encode()) > _MOST_BYTES:
        name = _without_last(name)
    name = name.rstrip(" .") or "資料"
    return (f"＿{name}" if _RESERVED.fullmatch(name) else name) + suffix


def _without_last(name: str) -> str:
    """`name` without its last letter, a variation selector going with the letter it belongs to."""
    shorter = name[:-1]
    return shorter[:-1] if unicodedata.category(name[-1]) == "Mn" else shorter


def told_apart(titles: Sequence[str]) -> list[str]:
    """The titles in order, those that occur more than once with （1）（2）… behind them."""
    counts = Counter(_folded(title) for title in titles)
    seen: Counter[str] = Counter()
    names = []
    for title in titles:
        key = _folded(title)
        seen[key] += 1
        names.append(f"{title}（{seen[key]}）" if counts[key] > 1 else title)
    return names


def _folded(title: str) -> str:
    """As Windows compares names: without case. Cut titles compare by what is left of them."""
    return file_name(title, "").casefold()
