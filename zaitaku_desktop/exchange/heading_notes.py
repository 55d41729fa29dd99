"""Notes that stand in the cell of a heading (LAYOUTS P2): what of it is the heading, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zaitaku_desktop.exchange.labels import due_in, plain
from zaitaku_desktop.forms.definition import Form

_MARK = re.compile(r"[ \u3000]*(?:[＊*※]|[(（【\[]?注[0-9０-９]*[)）】\]：:])")
_SAYS = re.compile(r"(?:参照|記入|による|のこと|ください|ものとする)[。.)）]*$|。|については|とは、")
_SHORT = 12
"""A line of fewer characters without a mark is part of the heading, whatever it says: （対象者）."""


def split_note(text: str) -> tuple[str, str]:
    """(heading, note) of a heading cell; "" for what it does not have.

    A note begins with ＊, ※ or 注, on a line of its own or behind the heading; or it is a further line that is a
    sentence of its own.
    """
    lines = text.split("\n")
    for index, line in enumerate(lines):
        at = _begin_of_note(line, first=not "".join(lines[:index]).strip())
        if at is not None:
            heading = "\n".join((*lines[:index], line[:at])).strip("\n \u3000")
            return heading, "\n".join((line[at:], *lines[index + 1 :])).strip("\n \u3000")
    return text, ""


def _begin_of_note(line: str, *, first: bool) -> int | None:
    """Where in a line a note begins, None if it is all heading. `first` = no words stand above it."""
    if _MARK.match(line):
        return 0
    if due_in(line):
        return None
    marked = re.search(r"[＊*※]", line)
    if marked is not None and line[: marked.start()].strip(" \u3000(（"):
        return len(line[: marked.start()].rstrip("(（ \u3000"))
    bare = plain(line).strip("()")
    if not first and len(bare) >= _SHORT and _SAYS.search(plain(line)):
        return 0
    if first and (inside := re.search(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]\s*$", line)):
        heading, words = line[: inside.start()].strip(), plain(inside.group(1))
        if heading and len(words) >= _SHORT and _SAYS.search(words):
            return inside.start()
    return None


def kept_notes(form: Form, said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of (target, note) of the columns read what the 資料 needs to keep, by column: nothing where the form prints
    the same anyway. Columns that repeat by year have one note for all of them, or each its own."""
    found: dict[str, dict[str, list[str]]] = {}
    for target, note in said:
        key = target.partition(":")[0].partition(".")[0]
        notes = found.setdefault(key, {}).setdefault(target, [])
        if note not in notes:
            notes.append(note)
    kept: dict[str, str] = {}
    for column in form.columns:
        texts = {target: "\n".join(notes) for target, notes in found.get(column.key, {}).items()}
        alike = len(set(texts.values())) == 1
        by_place: Mapping[str, str] = texts
        if alike or not column.repeats:
            by_place = {column.key: "\n".join(dict.fromkeys(texts.values()))} if texts else {}
        kept.update({key: words for key, words in by_place.items() if _folded(words) != _folded(column.note)})
    return kept


def _folded(text: str) -> str:
    return "".join(plain(text).split())
