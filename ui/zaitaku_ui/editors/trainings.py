"""研修 of a 年度 as tables: what they were, and who came by 職種."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import short_day
from zaitaku_desktop.checks.registry import find_in_trainings
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.training_words import satisfaction_words
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.training import Audience
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.operations import training
from zaitaku_ui.editors.training_typed import all_hours_text, rate_text, read_count, read_rate, times_text
from zaitaku_ui.editors.training_writing import TrainingWriting
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import RecordField
from zaitaku_ui.records.source import NEW, SideField, SideSection
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, number_look
from zaitaku_ui.tables.plain import PlainColumn

TOTALS = -1
"""The row of the sums, under the last 研修."""
SUMS = "この行は、上の人数から計算しています。"
SUMMED = "職種ごとの人数の合計です。「参加者」の表で直してください。"
UNCOUNTED = "職種ごとの人数を入れると、書かれた合計と比べられます。合計だけのときは、「参加者」に入れてください。"
NUMBERS = ("number", "nth", "cumulative", "capacity", "collected", "answered", "satisfied")
RATES = ("typed_of_collected", "typed_of_answered")
SESSIONS = (
    PlainColumn("day", ("開催日",), 112),
    PlainColumn("number", ("No.",), 48),
    PlainColumn("title", ("名称",), 196),
    PlainColumn("content", ("内容",), 260),
    PlainColumn("lecturer", ("講師",), 220),
    PlainColumn("total", ("参加人数",), 76),
    PlainColumn("hours", ("時間",), 118),
    PlainColumn("place", ("場所",), 180),
    PlainColumn("programme", ("事業",), 190),
    PlainColumn("series", ("シリーズ",), 170),
    PlainColumn("nth", ("年度の回",), 70),
    PlainColumn("cumulative", ("通しの回",), 70),
    PlainColumn("audience", ("対象",), 96),
    PlainColumn("capacity", ("定員",), 60),
    PlainColumn("collected", ("回収",), 60),
    PlainColumn("answered", ("回答",), 60),
    PlainColumn("satisfied", ("満足",), 60),
    PlainColumn("typed_of_collected", ("満足度％（未回答を含む）",), 92),
    PlainColumn("typed_of_answered", ("満足度％（未回答を除く）",), 92),
    PlainColumn("satisfaction", ("満足度",), 128),
    PlainColumn("note", ("備考",), 180),
)
ABOUT = SideSection(
    "",
    (
        SideField("title", "名称", hint="空なら、シリーズと回から作ります"),
        SideField("content", "内容", 2),
        SideField("lecturer", "講師", 2, hint="1行に1人。所属　氏名（職種）"),
    ),
)
WHERE = SideSection(
    "開催",
    (
        SideField("times", "日時", 2, hint="1行に1日。6/12 19:00～20:30", also=("day", "hours")),
        SideField("place", "会場"),
        SideField("audience", "対象"),
        SideField("capacity", "定員", unit="人", short=True),
    ),
)
HOW_MANY = (
    SideField("total", "参加者", unit="人", short=True),
    SideField("typed_total", "書かれた合計", unit="人", short=True),
)
SATISFIED = SideSection(
    "満足度",
    (
        SideField("collected", "回収", unit="人", short=True),
        SideField("answered", "回答", unit="人", short=True),
        SideField("satisfied", "満足", unit="人", short=True),
        SideField("satisfaction", "印刷する率"),
    ),
)
ONLY_RATES = SideSection(
    "満足度の割合だけが分かるとき",
    (
        SideField("typed_of_collected", "未回答を含む", unit="%", short=True),
        SideField("typed_of_answered", "未回答を除く", unit="%", short=True),
    ),
)
SORTED = SideSection(
    "分類と番号",
    (
        SideField("programme", "事業"),
        SideField("series", "シリーズ"),
        SideField("number", "No.", short=True),
        SideField("nth", "年度の回", short=True),
        SideField("cumulative", "通しの回", short=True),
        SideField("note", "備考", 2),
    ),
)


class TrainingSource(TrainingWriting):
    """What both tables share: the 研修 of the 年度, what is wrong with them, their deletion."""

    word = "研修"
    unit = "件"
    first = "content"
    frozen = 3

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        self._book: TrainingBook | None = None
        self._found: dict[tuple[int, str], str] = {}

    how = ""
    """How the first 研修 of a 年度 comes in."""

    @property
    def empty(self) -> str:  # type: ignore[override]
        """Where there are none: how one comes in, and in which 年度 there are some."""
        year = self.desk.year
        years = {row.fiscal_year.start for row in self.book.sessions.values()}
        words = f"{year.long}の研修がまだありません。{self.how}"
        if years:
            nearest = FiscalYear(min(years, key=lambda start: abs(start - year.start)))
            words += f"\n{nearest.long}の研修は、上の年度を変えると出ます。"
        return words

    @property
    def book(self) -> TrainingBook:
        """All 研修 as they are now."""
        book = self.desk.trainings
        if book is not self._book:
            self._book = book
            self._found = {}
            for one in find_in_trainings(book):
                self._found[one.place.training_id or 0, one.place.field] = one.message
        return book

    def records(self) -> Sequence[int]:
        """By 事業 and No."""
        return [row.id for row in self.sessions()]

    def finding(self, record: int, key: str) -> str:
        """What is wrong with a cell, "" = nothing."""
        _ = self.book
        return self._found.get((record, "typed_total" if key == "total" else key), "")

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """What is wrong stands out."""
        if self.finding(record, key):
            return CellText((Paragraph((Piece(f"⚠ {text}", "err"),)),), fill="err-b")
        return None

    def tip(self, record: int, key: str) -> str:
        """Why."""
        return self.finding(record, key)

    def remove(self, records: Sequence[int]) -> bool:
        """One undo step; the sums are no 研修."""
        chosen = [record for record in records if record > 0]
        if not chosen:
            self.say(SUMS)
            return False

        def change(session: Session) -> bool:
            training.delete_sessions(session, chosen)
            return True

        return bool(self.desk.perform("研修の削除", change, self))

    def why_not_move(self) -> str:
        """They stand in an order of their own."""
        return "研修は、事業と No. の順に並びます。No. を入れ直してください。"

    def summary(self) -> str:
        """研修 6件　参加者 280人."""
        rows = self.sessions()
        people = sum(self.book.total(row) or 0 for row in rows)
        return f"研修 {len(rows)}件　参加者 {people:,}人"


class SessionsSource(TrainingSource):
    """What each 研修 was."""

    name = "研修の一覧"
    how = "上の行に、内容か開催日を入力してください。回数は続きの番号が入ります。"
    columns = SESSIONS
    fields: Mapping[str, RecordField] = {
        **{key: RecordField(str, read_count) for key in NUMBERS},
        **{key: RecordField(rate_text, read_rate) for key in RATES},
        "satisfaction": RecordField(str, None, "満足度は、人数か、書かれた割合から決まります。"),
    }

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row, book = self.row(record), self.book
        days = book.days.get(record, ())
        if key == "day":
            return "、".join(short_day(one.day) for one in days)
        if key == "hours":
            return all_hours_text(days) if days else ""
        if key == "times":
            return times_text(days)
        if re.fullmatch(r"k\d+", key):
            people = book.counted(record).get(int(key[1:]))
            return "" if people is None else str(people)
        if key == "title":
            return book.name(row)
        if key == "lecturer":
            return "\n".join(book.lecturer(one) for one in book.lecturers.get(record, ()))
        if key == "total":
            people = book.total(row)
            return "" if people is None else str(people)
        if key == "programme":
            found = book.programmes.get(row.programme_id or 0)
            return "" if found is None else found.name
        if key == "series":
            series = book.series.get(row.series_id or 0)
            return "" if series is None else series.name
        if key == "audience":
            return called(row.audience)
        if key == "satisfaction":
            return satisfaction_words(row)
        return super().text(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """事業, シリーズ, 対象, and everybody who may be 講師."""
        if key == "programme":
            return [row.name for row in self.book.programmes.values()]
        if key == "series":
            return [row.name for row in self.book.series.values()]
        if key == "audience":
            return [called(one) for one in Audience if one]
        return ()

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Numbers in the middle, as in the other tables."""
        found = super().look(record, key, text)
        return number_look(text) if found is None and key in (*NUMBERS, *RATES, "total") else found

    def only_choices(self, key: str) -> bool:
        """対象 is one of three."""
        return key == "audience"

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """Of 講師: 会議体 and people."""
        if key == "lecturer":
            names = [row.name for row in self.book.committees.values()]
            return KnownLines((*above, *names, *(row.name for row in self.book.people.values())))
        return super().known(record, key, above)

    def why_not(self, record: int, key: str) -> str:
        """A sum is not typed over."""
        counted = record != NEW and bool(self.book.counted(record))
        if key == "total" and counted:
            return SUMMED
        if key == "typed_total" and not counted:
            return UNCOUNTED
        return super().why_not(record, key)

    def sections(self) -> Sequence[SideSection]:
        """All there is to say of a 研修, those who came by the 職種 of the city too."""
        single: list[SideField] = []
        grouped: list[SideSection] = []
        for group, below in self.book.columns(self.sessions()):
            kinds = tuple(SideField(f"k{kind.id}", kind.name, short=True) for kind in below)
            if below == [group]:
                single += kinds
            else:
                grouped.append(SideSection(group.name, kinds))
        return (ABOUT, WHERE, SideSection("参加者", (*HOW_MANY, *single)), *grouped, SATISFIED, ONLY_RATES, SORTED)


class ParticipantsSource(TrainingSource):
    """Who came, by 職種; the last row sums them up."""

    name = "研修の参加者"
    how = "「研修」の表に追加してください（Ctrl+Shift+Tab）。"
    adds = False

    @property
    def columns(self) -> tuple[PlainColumn, ...]:  # type: ignore[override]
        """The 研修, each 職種 under its group, the sum and what was written."""
        found = [
            PlainColumn("nth", ("回",), 62),
            PlainColumn("day", ("開催日",), 104),
            PlainColumn("content", ("内容",), 220),
        ]
        for group, below in self.book.columns(self.sessions()):
            for kind in below:
                words = (group.name,) if kind is group else (group.name, kind.name)
                found.append(PlainColumn(f"k{kind.id}", words, max(54, 18 + 13 * len(kind.name))))
        return (*found, PlainColumn("total", ("合計",), 66), PlainColumn("typed_total", ("書かれた合計",), 84))

    def records(self) -> Sequence[int]:
        """By シリーズ as they print, the sums last."""
        rows = list(super().records())
        return [*rows, TOTALS] if rows else []

    def text(self, record: int, key: str) -> str:
        """Counts; the sums in the last row."""
        if record == TOTALS:
            return self._sum(key)
        row, book = self.row(record), self.book
        if key == "nth":
            return "" if row.nth is None else f"第{row.nth}回"
        if key == "day":
            days = book.days.get(record, ())
            return "、".join(short_day(one.day) for one in days)
        if key == "content":
            return row.content or book.name(row)
        if key == "total":
            computed = book.total(row)
            return "" if computed is None else str(computed)
        if key.startswith("k"):
            people = book.counted(record).get(int(key[1:]))
            return "" if people is None else str(people)
        return super().text(record, key)

    def _sum(self, key: str) -> str:
        rows = self.sessions()
        if key == "content":
            return "合計"
        if key == "total":
            return str(sum(self.book.total(row) or 0 for row in rows))
        if key.startswith("k"):
            return str(sum(self.book.counted(row.id).get(int(key[1:]), 0) for row in rows))
        return ""

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Sums bold on their own ground; a total without 職種 quiet there."""
        if record == TOTALS:
            return number_look(text, "bold", "head2")
        if found := super().look(record, key, text):
            return found
        if key == "total":
            return number_look(text, "bold")
        if key.startswith("k") and not text and self.book.row_has_total(record):
            return number_look("―", "quiet")
        return number_look(text) if key in ("nth", "typed_total") or key.startswith("k") else None

    def tip(self, record: int, key: str) -> str:
        """What is wrong, or that only the total is known."""
        return "" if record == TOTALS else super().tip(record, key)

    def why_not(self, record: int, key: str) -> str:
        """Counts and the written total can be typed."""
        if record == TOTALS:
            return SUMS
        if key == "total":
            return "合計は、職種ごとの人数から計算しています。"
        return "" if key.startswith("k") or key == "typed_total" else "この欄は「研修」の表で直します。"
