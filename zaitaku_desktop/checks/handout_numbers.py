"""資料番号 of a meeting: cited but not there, not on the 次第, missing in the series, references without a target."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.handout import HandoutKind
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import LOST, references

CITED = "handout_cited"
LISTED = "handout_listed"
SERIES = "handout_series"
REFERENCE = "lost_reference"
_CITED = re.compile(r"(?<![一-龥])資料 ?(\d+)(?: ?[-‐－―ー] ?(\d+))?(?![\d.:])")


def check_meeting(_scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """Everything about the 配付資料 of one meeting."""
    yield from _lost(meeting)
    if not meeting.handouts:
        return
    yield from _series(meeting)
    if meeting.agenda and meeting.marks:
        yield from _not_on_the_agenda(meeting)
    yield from _cited(meeting)


def _lost(meeting: MeetingSnapshot) -> Iterator[Finding]:
    words = MeetingWords(meeting)
    for block in meeting.blocks:
        for reference in references(block.text):
            said = words.numbering.say(block.id, reference)
            if (words.say(reference, block.id) if said is None else said) == LOST and reference.kind in _OWN:
                text = "番号の参照の相手がありません。（〓と印刷されます）"
                place = place_in(meeting, "block", block.id)
                yield Finding(REFERENCE, Severity.ERROR, place, text, reference.token)


_OWN = ("block", "range", "agenda", "handout", "person")
"""References within a meeting; what others say is not known here."""


def _cited(meeting: MeetingSnapshot) -> Iterator[Finding]:
    """資料3 in the words of the 会議録 that no 配付資料 is called."""
    known = {(row.number, row.branch) for row in meeting.handouts.values() if row.number is not None}
    numbers = {number for number, _ in known}
    for block in meeting.blocks:
        folded = unicodedata.normalize("NFKC", inline.plain(block.text))
        for match in _CITED.finditer(folded):
            number, branch = int(match[1]), int(match[2]) if match[2] else None
            if (number, branch) in known or (branch is None and number in numbers):
                continue
            words = f"「{match[0]}」という配付資料がありません。"
            yield Finding(CITED, Severity.WARNING, place_in(meeting, "block", block.id), words, match[0])


def _not_on_the_agenda(meeting: MeetingSnapshot) -> Iterator[Finding]:
    marked = {mark.handout_id for mark in meeting.marks}
    for row in meeting.handouts.values():
        if row.number is None or row.id in marked or row.kind in (HandoutKind.REPLACEMENT, HandoutKind.REFERENCE):
            continue
        words = f"{row.mark}「{meeting.handout_title(row)}」の印が、次第のどの議題にもありません。"
        yield Finding(LISTED, Severity.INFO, place_in(meeting, "handout", row.id), words, row.mark)


def _series(meeting: MeetingSnapshot) -> Iterator[Finding]:
    """A number or a branch that is missing before another, or is there twice."""
    rows = [row for row in meeting.handouts.values() if row.number is not None and row.replaces_id is None]
    marks = [row.mark for row in rows]
    numbers = {(row.label, row.number) for row in rows}
    for row in rows:
        place = place_in(meeting, "handout", row.id)
        if marks.count(row.mark) > 1:
            yield Finding(SERIES, Severity.WARNING, place, f"{row.mark}が{marks.count(row.mark)}つあります。", row.mark)
        elif (row.number or 1) > 1 and (row.label, (row.number or 1) - 1) not in numbers:
            words = f"{row.mark}の前の番号の資料がありません。"
            yield Finding(SERIES, Severity.WARNING, place, words, row.mark)
        elif (row.branch or 1) > 1 and f"{row.label}{row.number}－{(row.branch or 1) - 1}" not in marks:
            words = f"{row.mark}の前の枝番号の資料がありません。"
            yield Finding(SERIES, Severity.WARNING, place, words, row.mark)
