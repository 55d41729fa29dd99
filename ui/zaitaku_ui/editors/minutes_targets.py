"""What a text of a 会議録 may refer to: items of the outline, 資料, 議題, people, the range of a series. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_ui.outline.speakers import is_there

SHOWN = 24
"""So many characters of an item are shown."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to refer to: what the reference will say, what it is about, what kind of thing it is."""

    reference: Reference
    said: str
    about: str
    kind: str


def targets(words: MeetingWords, block_id: int) -> Iterator[Target]:
    """Everything that an item may refer to, the likeliest first: its range, items above (the nearest first) and below,
    資料, 議題, people who were there."""
    yield from _range(words, block_id)
    blocks = list(words.meeting.blocks)
    here = next((at for at, block in enumerate(blocks) if block.id == block_id), len(blocks))
    for block in (*reversed(blocks[:here]), *blocks[here + 1 :]):
        if words.numbering.sign(block.id):
            yield _item(words, block, block_id)
    meeting = words.meeting
    for handout in meeting.handouts.values():
        if handout.number is not None:
            yield Target(Reference(Kind.HANDOUT, handout.id), handout.mark, meeting.handout_title(handout), "資料")
    for item in meeting.walk_agenda():
        if item.id in words.agenda:
            yield Target(Reference(Kind.AGENDA, item.id), words.agenda[item.id], item.title, "議題")
    for row in meeting.attendance:
        person = meeting.roster.people.get(row.person_id)
        if person is not None and is_there(row):
            yield Target(Reference(Kind.PERSON, person.id, "family"), person.family, person.name, "名前")


def _range(words: MeetingWords, block_id: int) -> Iterator[Target]:
    if block_id in words.numbering.ranges:
        yield Target(Reference(Kind.RANGE), words.numbering.range_words(block_id), "この上の並び", "範囲")


def _item(words: MeetingWords, block: BlockRow, from_id: int) -> Target:
    """Within its own series an item is called by its number alone, from elsewhere with those it stands under."""
    numbering = words.numbering
    near = numbering.above.get(block.id) == numbering.above.get(from_id)
    reference = Reference(Kind.BLOCK, block.id, "" if near else "path")
    text = " ".join(plain(words.block_text(block)).split())
    about = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return Target(reference, words.say(reference, from_id), about, called(block.kind))


def matching(typed: str, found: Iterator[Target]) -> list[Target]:
    """Those whose words contain what was typed; those that begin with it first."""
    wanted = fold(typed).text
    if not wanted:
        return list(found)
    near = [one for one in found if wanted in fold(f"{one.said} {one.about} {one.kind}").text]
    return sorted(near, key=lambda one: not fold(one.said).text.startswith(wanted))
