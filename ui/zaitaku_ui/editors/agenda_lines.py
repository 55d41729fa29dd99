"""A 次第 as the lines of its outline. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import AgendaItemRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import references
from zaitaku_desktop.model.tasks import Task
from zaitaku_desktop.operations.agenda_lines import text_of
from zaitaku_ui.outline.lines import NEW, OutlineLine, Tag

EMPTY = "ここに議題を入力してください。Enter で次の議題、Tab で一段下げます。"
SHORT = {AgendaKind.TASKS: "宿題", AgendaKind.REPORT: "部会報告", AgendaKind.LINE: "番号なし"}
_MINUTES = re.compile(r"[ \u3000]*[（(]?([0-9０-９]{1,3})[ \u3000]*分[)）]?$")


def aside_of(item: AgendaItemRow) -> str:
    """Who speaks to it, and for how long: 高齢福祉課　10分."""
    minutes = "" if item.minutes is None else f"{item.minutes}分"
    return "　".join(part for part in (item.presenter, minutes) if part)


def read_aside(text: str) -> tuple[str, int | None]:
    """(who, minutes) of what was typed there."""
    found = _MINUTES.search(text)
    if found is None:
        return text.strip(), None
    return text[: found.start()].strip(), int(found[1])


class AgendaLines:
    """Makes the lines of one 次第. `tasks` = the open 宿題 of earlier meetings."""

    def __init__(self, meeting: MeetingSnapshot, tasks: Sequence[Task] = ()) -> None:
        self.meeting = meeting
        self.words = MeetingWords(meeting)
        self._tasks = tasks

    def lines(self) -> list[OutlineLine]:
        """All of them; a line to begin with where there is none."""
        return list(self._below(None, 0)) or [OutlineLine(NEW, tone="heading", blank=EMPTY)]

    def _below(self, item_id: int | None, level: int) -> Iterator[OutlineLine]:
        for item in self.meeting.agenda_below(item_id):
            yield self._line(item, level)
            yield from self._below(item.id, level + 1)

    def _line(self, item: AgendaItemRow, level: int) -> OutlineLine:
        text = text_of(item.title, item.note)
        said = dict.fromkeys(references(text))
        return OutlineLine(
            item.id,
            text,
            level,
            self.words.agenda.get(item.id, ""),
            SHORT.get(item.kind, ""),
            "heading" if level == 0 else "plain",
            aside_of(item),
            tuple(self._tags(item)),
            tuple((one.token, self.words.say(one)) for one in said),
        )

    def _tags(self, item: AgendaItemRow) -> Iterator[Tag]:
        for handout in self.meeting.handouts_of(item.id):
            yield Tag(handout.mark or self.meeting.handout_title(handout), "link")
        if item.carried_from_id is not None:
            yield Tag("継続")
        if item.kind is AgendaKind.TASKS:
            yield Tag(f"{len(self._tasks)}件" if self._tasks else "なし")

    def name(self, item: AgendaItemRow) -> str:
        """What the foot of the window calls an item: `2 (1) 議題`."""
        return f"{self.words.agenda.get(item.id, '')} {called(item.kind)}".strip()
