"""What a 配付資料 is called in the 次第, in the list and by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.meeting_rows import HandoutRow, MeetingSnapshot

RULE = "handout_title"
_ABOUT = "について"
NEARLY = 0.6
"""From this likeness on two titles were meant to be one; others are called differently on purpose."""
ANOTHER = "別の資料が入っていないか、確かめてください。"


def check_meeting(_scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """Titles nearly the same. One that holds the other is no fault: 検討状況について, 各部会における検討状況."""
    items = Counter(mark.agenda_item_id for mark in meeting.marks)
    papers = Counter(mark.handout_id for mark in meeting.marks)
    for mark in meeting.marks:
        item, paper = meeting.agenda[mark.agenda_item_id], meeting.handouts[mark.handout_id]
        if items[item.id] == papers[paper.id] == 1:  # of several, each has a title of its own
            yield from _differing(meeting, paper, ("次第", item.title), ("配付資料", meeting.handout_title(paper)))
    for paper in meeting.handouts.values():
        parts = meeting.parts_of(paper.id)
        if paper.list_title and len(parts) == 1 and parts[0].document_id is not None:
            own = meeting.titles.get(parts[0].document_id, "")
            yield from _differing(meeting, paper, ("配付資料", paper.list_title), ("資料", own), one_paper=True)


def _differing(
    meeting: MeetingSnapshot,
    paper: HandoutRow,
    one: tuple[str, str],
    other: tuple[str, str],
    *,
    one_paper: bool = False,
) -> Iterator[Finding]:
    """`one_paper` = both are what one and the same 資料 is called: then nothing is different on purpose, and where
    they have little in common another 資料 may have been taken."""
    first, second = _solid(one[1]), _solid(other[1])
    if first in second or second in first:
        return
    alike = SequenceMatcher(None, first, second, False).ratio() >= NEARLY
    if not alike and not one_paper:
        return
    said = "、".join(f"{where}では「{inline.plain(title)}」" for where, title in (one, other))
    words = f"{paper.mark or '番号のない資料'}が、{said}です。"
    place = place_in(meeting, "handout", paper.id)
    yield Finding(RULE, Severity.INFO, place, words if alike else words + ANOTHER, other[1])


def _solid(title: str) -> str:
    return "".join(fold(inline.plain(title)).text.split()).removesuffix(_ABOUT)
