"""A 会議録 as the lines of its outline: numbers, references, kinds and tags in words. No Qt here."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import references
from zaitaku_ui.outline.lines import NEW, OutlineLine, Tag, Tone

TONES: dict[BlockKind, Tone] = {
    BlockKind.HEADING: "heading",
    BlockKind.DECISION: "strong",
    BlockKind.TASK: "task",
    BlockKind.BOX: "box",
}
ANSWER, OPEN_TASK = "→", "□"
SERIES_WORDS = {Series.RESTART: "番号を始め直す", Series.CONTINUE: "前の番号に続ける"}
EMPTY = "ここに入力してください。見出しは Ctrl+7、意見は Ctrl+1 です。"


def speaker_name(meeting: MeetingSnapshot, block: BlockRow) -> str:
    """Who speaks: as it is written, else the person as that meeting prints it."""
    if block.speaker or block.speaker_id is None:
        return block.speaker
    at = next((row for row in meeting.attendance if row.person_id == block.speaker_id), None)
    person = meeting.roster.people.get(block.speaker_id)
    return meeting.name_of(at) if at is not None else "" if person is None else person.name


def assignee_name(meeting: MeetingSnapshot, block: BlockRow) -> str:
    """Who does it."""
    person = meeting.roster.people.get(block.assignee_id or 0)
    return block.assignee or ("" if person is None else person.name)


def short_day(day: dt.date, year: FiscalYear) -> str:
    """9月12日; with its year where that is another 年度."""
    words = f"{day.month}月{day.day}日"
    return words if FiscalYear.of(day) == year else f"{FiscalYear.of(day).long}　{words}"


class MinutesLines:
    """Makes the lines of one 会議録. `cleared` = the block whose own words are just being cleared."""

    def __init__(self, meeting: MeetingSnapshot, *, today: dt.date, cleared: int | None = None) -> None:
        self.meeting = meeting
        self.words = MeetingWords(meeting)
        self._today = today
        self._cleared = cleared

    def lines(self) -> list[OutlineLine]:
        """All of them; a line to begin with where there is none."""
        found = [self.line(block) for block in self.meeting.blocks]
        return found or [OutlineLine(NEW, margin=called(BlockKind.HEADING), tone="heading", blank=EMPTY)]

    def line(self, block: BlockRow) -> OutlineLine:
        """One block."""
        item = self.meeting.agenda.get(block.agenda_item_id or 0)
        title = "" if item is None else item.title
        text = block.text or ("" if block.id == self._cleared else title)
        said = dict.fromkeys(references(text))
        return OutlineLine(
            block.id,
            text,
            block.level,
            self.sign(block),
            "" if block.kind is BlockKind.HEADING else called(block.kind),
            "quiet" if block.full_text_only else TONES.get(block.kind, "plain"),
            speaker_name(self.meeting, block),
            tuple(self._tags(block)),
            tuple((one.token, self.words.say(one, block.id)) for one in said),
            title if block.id == self._cleared else "",
        )

    def sign(self, block: BlockRow) -> str:
        """Its number, or the sign of its kind."""
        number = self.words.numbering.sign(block.id)
        if number:
            return number
        if block.kind is BlockKind.ANSWER:
            return ANSWER
        return OPEN_TASK if block.kind is BlockKind.TASK else ""

    def _tags(self, block: BlockRow) -> list[Tag]:
        found = []
        if block.agenda_item_id in self.meeting.agenda:
            found += [Tag(one.mark, "link") for one in self.meeting.handouts_of(block.agenda_item_id or 0)]
        if who := assignee_name(self.meeting, block):
            found.append(Tag(f"担当 {who}", "due"))
        if (due := self._due(block)) is not None:
            found.append(due)
        if block.series in SERIES_WORDS:
            found.append(Tag(SERIES_WORDS[block.series]))
        if block.full_text_only:
            found.append(Tag("全文のみ"))
        return found

    def _due(self, block: BlockRow) -> Tag | None:
        words = short_day(block.due_on, self.meeting.meeting.fiscal_year) if block.due_on else block.due_note
        if block.done_on is not None:
            return Tag(f"済 {words}".strip(), "done")
        if not words:
            return None
        late = block.due_on is not None and block.due_on < self._today and block.kind is BlockKind.TASK
        return Tag(f"期限 {words}", "late" if late else "due")
