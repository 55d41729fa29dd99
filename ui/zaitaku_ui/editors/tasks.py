"""宿題 and 決定 of a 会議体 across its meetings as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.typed_day import month_day, short_day
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.tasks import Task, tasks
from zaitaku_desktop.operations.outline import set_done
from zaitaku_desktop.storage.reading_meetings import load_blocks, load_meeting
from zaitaku_ui.editors.committees import read_day_or_none
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, Tone
from zaitaku_ui.tables.plain import PlainColumn

COLUMNS = (
    PlainColumn("text", ("内容",), 470),
    PlainColumn("assignee", ("担当",), 150),
    PlainColumn("due", ("期限",), 150),
    PlainColumn("done_on", ("済んだ日",), 110),
    PlainColumn("meeting", ("会議",), 170),
)
OPEN, ALL, DECISIONS = "open", "all", "decisions"
CHOICES = ((OPEN, "済んでいない宿題"), (ALL, "すべての宿題"), (DECISIONS, "決定事項"))
IN_MINUTES = "会議録で直します。「会議」の欄で F2 を押すと、その会議録を開きます。"
FIXED = RecordField(str, None, IN_MINUTES)


class TasksSource(FieldSource):
    """Those of the 会議体 that is meant, whatever 年度. `opened(meeting)` is called where one is to be opened."""

    name = "宿題の表"
    word = "宿題"
    columns = COLUMNS
    adds = False
    empty = "ここに並ぶものはありません。会議録に書いた宿題と決定が、会議をまたいで並びます。"
    fields: Mapping[str, RecordField] = {
        **dict.fromkeys(("text", "assignee", "due", "meeting"), FIXED),
        "done_on": RecordField(short_day, read_day_or_none),
    }

    def __init__(self, desk: MeetingDesk, opened: Callable[[int], None]) -> None:
        super().__init__(desk)
        self._opened = opened
        self.which = OPEN
        self._tasks: dict[int, Task] = {}
        self._texts: dict[int, str] = {}

    def records(self) -> Sequence[int]:
        """The latest meeting first; within it in the order of the 会議録."""
        desk = self.desk
        meetings = {row.id: row for row in desk.meetings.values() if row.committee_id == desk.committee_id}
        kind = BlockKind.DECISION if self.which == DECISIONS else BlockKind.TASK
        with desk.bridge.workspace.read() as connection:
            blocks = load_blocks(connection, *meetings) if meetings else []
            found = [one for one in tasks(blocks, meetings, kind) if self.which != OPEN or one.is_open()]
            words = {one.meeting.id: MeetingWords(load_meeting(connection, one.meeting.id)) for one in found}
        self._texts = {one.block.id: inline.plain(words[one.meeting.id].block_text(one.block)) for one in found}
        found.sort(key=lambda one: (-(one.meeting.day or dt.date.max).toordinal(), one.block.position))
        self._tasks = {one.block.id: one for one in found}
        return list(self._tasks)

    def row(self, record: int) -> Any:
        """The item of the 会議録."""
        return self._tasks[record].block

    def text(self, record: int, key: str) -> str:
        """What was to be done, by whom and until when."""
        task = self._tasks[record]
        block = task.block
        if key == "text":
            return self._texts[record]
        if key == "assignee":
            person = self.desk.roster.people.get(block.assignee_id or 0)
            return block.assignee or ("" if person is None else person.name)
        if key == "due":
            return short_day(block.due_on) or block.due_note
        if key == "meeting":
            number = task.meeting.name or f"{task.meeting.fiscal_year.short}第{task.meeting.nth or '―'}回"
            return f"{number}　{month_day(task.meeting.day)}".strip()
        return super().text(record, key)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """What is done is quiet; what is past due says so."""
        task = self._tasks[record]
        late = self.which != DECISIONS and task.is_past_due(dt.date.today())
        if key == "due" and late:
            return CellText((Paragraph((Piece(text, "err"), Piece("　過ぎています", "err"))),))
        done: Tone = "quiet"
        return CellText((Paragraph((Piece(text, done),)),)) if task.block.done_on and text else None

    def activates(self, _record: int, key: str) -> bool:
        """The meeting opens."""
        return key == "meeting"

    def activate(self, record: int, _key: str) -> bool:
        """Open it at its 会議録."""
        self._opened(self._tasks[record].meeting.id)
        return True

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Only when it was done."""
        set_done(session, record, values["done_on"])

    def remove(self, _records: Sequence[int]) -> bool:
        """They belong to a 会議録."""
        self.say(f"宿題と決定は、{IN_MINUTES}")
        return False

    def why_not_move(self) -> str:
        """By meeting."""
        return "宿題は、会議の順に並びます。"

    def summary(self) -> str:
        """How many, and how many past due."""
        count = len(self._tasks)
        if self.which == DECISIONS:
            return f"決定 {count}件"
        late = sum(one.is_past_due(dt.date.today()) for one in self._tasks.values())
        return f"宿題 {count}件" + (f"　期限を過ぎたもの {late}件" if late else "")
