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


def file_names(titles: Sequence[str], suffix: str) -> list[str]:
    """File names for all the titles, in order; those that a system would take for one get （1）（2）… behind."""
    stems = [file_name(title, "") for title in titles]
    counts = Counter(stem.casefold() for stem in stems)  # as Windows compares
    seen: Counter[str] = Counter()
    names = []
    for stem in stems:
        key = stem.casefold()
        seen[key] += 1
        names.append(f"{stem}（{seen[key]}）{suffix}" if counts[key] > 1 else stem + suffix)
    return names
