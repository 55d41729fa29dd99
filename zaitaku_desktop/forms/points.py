"""Texts of several rows as the points of one cell (LAYOUTS P2): each begins with the same mark, ○, and what stands
under a point stays under it. Stored texts keep their own marks; this is how they are printed together."""

from __future__ import annotations

from zaitaku_desktop.forms.cells import CONTINUES_WORD
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import EntryRow, PlanSnapshot

TOP_MARKS = "・○◎●◆◇■□"
"""Marks of points; ※, * and ① stand under one, or are a list of their own."""
GOES_ON = f"（{CONTINUES_WORD}）"
_BLANKS = " \u3000"
_OWN_SIGNS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_UNDER = frozenset((*_BLANKS, *TOP_MARKS, *"※*＊【", *_OWN_SIGNS))


def top_mark(text: str) -> str:
    """The mark that the points of a text have: that of its first line, or "" if that has none."""
    first = inline.plain(text)[:1]
    return first if first and first in TOP_MARKS else ""


def as_points(text: str, mark: str, suffix: str = "") -> str:
    """The text with `mark` before each of its points, `suffix` behind the first line of each.

    A text without marks is one point; its further lines stand under it. A list that begins with ① stays as it is.
    """
    own = top_mark(text)
    points: list[list[str]] = []
    for index, line in enumerate(text.split("\n")):
        first = inline.plain(line)[:1]
        if own and first == own:
            points.append([mark + _from(line, 1)])
        elif index == 0:
            points.append([line if first in _OWN_SIGNS else mark + _from(line, 0)])
        else:
            points[-1].append(line if own or not first or first in _UNDER else f"\u3000{line}")
    return "\n".join("\n".join((point[0] + suffix, *point[1:])) for point in points)


def _from(line: str, start: int) -> str:
    """The line from `start` on, without blanks there."""
    words = inline.plain(line)
    while words[start : start + 1] and words[start] in _BLANKS:
        start += 1
    return inline.cut(line, start)


def points_of(snapshot: PlanSnapshot, item_id: int, entry: EntryRow, mark: str) -> str:
    """An entry of an item as points among those of others; 継続 as what it stands for, which nobody could see there
    otherwise, with （継続） behind it. "" = ―."""
    if entry.state is EntryState.NONE:
        return ""
    if entry.state is not EntryState.CONTINUES or entry.year is None:
        return as_points(entry.text, mark)
    meant = snapshot.resolve(item_id, entry.field, entry.year)
    said = as_points(meant.text, mark, GOES_ON) if meant is not None and meant.text else f"{mark}{CONTINUES_WORD}"
    return f"{said}\n{as_points(entry.text, mark)}" if entry.text else said


def as_stored(shown: str, like: str, mark: str) -> str:
    """What `shown`, points with `mark`, is with the marks that the text `like` has: `as_points` turned round."""
    if as_points(like, mark) == shown:
        return like
    own = top_mark(like)
    lines = shown.split("\n")
    if own == mark:
        return shown
    if own:
        return "\n".join(own + line[1:] if line.startswith(mark) else line for line in lines)
    if sum(line.startswith(mark) for line in lines) > 1:  # it has become several points
        return shown
    return "\n".join(line.removeprefix(mark if index == 0 else "\u3000") for index, line in enumerate(lines))
