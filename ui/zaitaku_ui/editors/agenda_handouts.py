"""配付資料 of a meeting as a table: number, title, kind, 部数, what it is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.handout import HandoutKind
from zaitaku_desktop.model.meeting_rows import HandoutRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import handout
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.plain import PlainColumn

if TYPE_CHECKING:
    from zaitaku_ui.editors.agenda import AgendaEditor

COLUMNS = (
    PlainColumn("number", ("番号",), 110),
    PlainColumn("list_title", ("題名",), 300),
    PlainColumn("kind", ("種別",), 64),
    PlainColumn("copies", ("部数",), 60),
    PlainColumn("listed", ("一覧に載せる",), 92),
    PlainColumn("parts", ("中身",), 220),
    PlainColumn("note", ("備考",), 140),
)
YES, NO = "載せる", "載せない"
NO_NUMBER = "なし"
OPENS = "F2 かダブルクリックで、中身を選びます。"
_NUMBER = re.compile(r"(?P<label>[^\d]*?)[ ]*(?P<number>\d{1,3})(?:[-－ー‐―の](?P<branch>\d{1,2}))?$")


def read_number(text: str, label: str) -> tuple[str, int | None, int | None]:
    """(label, number, branch) of 資料1, 1, 1-2, 参考資料2, なし. Raises KnownError for anything else."""
    words = unicodedata.normalize("NFKC", text).strip()
    if words in ("", NO_NUMBER):
        return label, None, None
    found = _NUMBER.fullmatch(words)
    if found is None:
        raise KnownError(
            f"「{text.strip()}」を資料の番号として読み取れません。",
            todo="「資料1」「1-2」「なし」のように書いてください。",
        )
    branch = found["branch"]
    return found["label"].strip() or label, int(found["number"]), int(branch) if branch else None


def read_kind(text: str) -> object:
    """A kind by its name. Raises KnownError for another word."""
    words = text.strip() or called(HandoutKind.ADVANCE)
    found = next((kind for kind in HandoutKind if called(kind) == words), None)
    if found is None:
        raise KnownError(f"「{words}」という種別はありません。", todo="一覧から選んでください。")
    return found


def read_copies(text: str) -> object:
    """A count, None for a blank. Raises KnownError for anything else."""
    words = unicodedata.normalize("NFKC", text).strip().removesuffix("部").strip()
    if words and not words.isdecimal():
        raise KnownError(f"部数「{text.strip()}」を読み取れません。", todo="数字を入力してください。")
    return int(words) if words else None


def read_listed(text: str) -> object:
    """Whether it stands in 【配付資料】."""
    return text.strip() not in (NO, "×", "0")


def _listed_words(value: Any) -> str:
    return YES if value else NO


class HandoutSource(FieldSource):
    """In the order of the meeting; moving one renumbers marks, boxes and references together."""

    name = "配付資料の表"
    word = "配付資料"
    columns = COLUMNS
    frozen = 2
    first = "list_title"
    empty = "まだ配付資料がありません。題名を入力してください。番号は自動で付きます。"
    fields: Mapping[str, RecordField] = {
        "kind": RecordField(called, read_kind),
        "copies": RecordField(str, read_copies),
        "listed": RecordField(_listed_words, read_listed),
        "parts": RecordField(str, None, OPENS),
    }

    def __init__(self, editor: AgendaEditor) -> None:
        super().__init__(editor.desk)
        self._editor = editor

    @property
    def meeting(self) -> MeetingSnapshot | None:
        """The meeting that is shown."""
        return self._editor.meeting

    def records(self) -> Sequence[int]:
        """In their order."""
        return [] if self.meeting is None else list(self.meeting.handouts)

    def row(self, record: int) -> HandoutRow:
        """The 配付資料."""
        assert self.meeting is not None
        return self.meeting.handouts[record]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row = self.row(record)
        if key == "number":
            return row.mark if row.number is not None else NO_NUMBER
        if key == "parts":
            return self._parts(row)
        return super().text(record, key)

    def _parts(self, row: HandoutRow) -> str:
        assert self.meeting is not None
        return "\n".join(self.meeting.part_title(part) or called(part.kind) for part in self.meeting.parts_of(row.id))

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """A title that comes from the first part is quiet; a 差替 says what it replaces."""
        assert self.meeting is not None
        row = self.row(record)
        if key == "list_title" and not text:
            title = self.meeting.handout_title(row)
            return CellText((Paragraph((Piece(title, "quiet"),)),)) if title else None
        if key == "number":
            return CellText((Paragraph((Piece(text, "quiet" if text == NO_NUMBER else "bold"),)),))
        if key == "parts" and not text:
            return CellText((Paragraph((Piece("中身を選ぶ…", "quiet"),)),))
        return None

    def tip(self, record: int, key: str) -> str:
        """How the parts are chosen; where it is marked."""
        if key == "parts":
            return OPENS
        if key != "number" or self.meeting is None:
            return ""
        titles = [
            item.title for item in self.meeting.agenda.values() if self.row(record) in self.meeting.handouts_of(item.id)
        ]
        return "印のある議題：" + "、".join(titles) if titles else "どの議題にも印がありません。"

    def why_not(self, record: int, key: str) -> str:
        """What is 確定; on the blank row everything but the title."""
        if self.meeting is None:
            return "会議を開いてください。"
        if self.meeting.locked:
            return "この会議録は確定しています。直すときは、先に確定を取り消してください。"
        if record == NEW:
            return "" if key == "list_title" else "先に題名を入力してください。"
        return super().why_not(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """種別, and whether it is listed."""
        return {"kind": tuple(called(kind) for kind in HandoutKind), "listed": (YES, NO)}.get(key, ())

    def only_choices(self, key: str) -> bool:
        """Both."""
        return key in ("kind", "listed")

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """Titles of the items of the 次第."""
        if key == "list_title" and self.meeting is not None:
            return KnownLines(item.title for item in self.meeting.agenda.values())
        return KnownLines(()) if key in ("number", "copies") else super().known(record, key, above)

    def activates(self, record: int, key: str) -> bool:
        """中身 opens its list."""
        return key == "parts" and record != NEW

    def activate(self, record: int, _key: str) -> bool:
        """Open it."""
        self._editor.open_parts(record)
        return True

    def why_not_move(self) -> str:
        """They can be."""
        return ""

    # Writing

    def _read(self, key: str, text: str) -> object:
        return text if key == "number" else super()._read(key, text)

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Last, with the next number."""
        assert self.meeting is not None
        more = {key: value for key, value in values.items() if key not in ("list_title", "number", "parts")}
        return handout.add_handout(session, self.meeting.meeting.id, values["list_title"], **more)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Its columns; a number typed stays as it is."""
        more = {key: value for key, value in values.items() if key != "number"}
        if more:
            handout.edit_handout(session, record, **more)
        if "number" in values:
            label, number, branch = read_number(values["number"], self.row(record).label)
            handout.edit_handout(session, record, label=label, number=number, branch=branch)

    def delete(self, session: Session, record: int) -> None:
        """With its marks; what the 会議録 says of it stays as words."""
        handout.remove_handouts(session, [record])

    def put(self, session: Session, record: int, before: int | None) -> None:
        """The numbers follow."""
        handout.move_handouts(session, [record], before)

    def summary(self) -> str:
        """How many, and how many sheets of them are handed out."""
        return ""
