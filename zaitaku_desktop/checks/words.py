"""Where a finding is, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.count_scope import CountScope
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, TITLE
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.consultation_table import month_words
from zaitaku_desktop.model.fields import Field, field_name
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.numbering import number_outline
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.model.training_rows import TrainingBook

_OF_ITEMS = {TITLE: "取組名", END_NOTE: "廃止の注記", BELOW_NOTE: "取組名の下の注記"}
_OF_DOCUMENTS = {"title": "題名", "lead": "前書き", "notes": "注記", "legend": "凡例", "header_notes": "見出しの注"}
NAMELESS = "（名前なし）"
_OF_MEETINGS = {
    "nth": "第n回",
    "cumulative": "通しの回数",
    "day": "開催日",
    "end_time": "終わりの時刻",
    "place": "場所",
    "status_note": "中止・延期の理由",
    "observing_reason": "傍聴の理由",
    "next_day": "次回",
    "next_place": "次回の場所",
    "next_note": "次回",
    "report_summary": "報告用概要",
    "report_decisions": "報告用決定事項",
    "agenda": "次第",
    "agenda_note": "次第",
    "minutes_days": "会議録の期限",
    "handout": "配付資料",
    "attendance": "出欠",
    "block": "会議録",
    "membership": "委員名簿",
    "person": "人",
}
_OF_TRAININGS = {
    "number": "No.",
    "nth": "第n回",
    "cumulative": "通しの回数",
    "typed_total": "参加者の合計",
    "collected": "回収",
    "answered": "回答",
    "satisfied": "満足",
    "typed_of_collected": "満足度（未回答を含む）",
    "typed_of_answered": "満足度（未回答を除く）",
}


def field_words(place: Place, fields: Mapping[str, Field] | None = None) -> str:
    """`R6実績`, `目的`, `取組名`; of a 資料 `注記`. `fields` = those of the plan, None = the standard ones."""
    if place.document_id is not None:
        return _OF_DOCUMENTS.get(place.field, place.field)
    name = _OF_ITEMS.get(place.field) or field_name(place.field, fields)
    year = FiscalYear(place.year).short if place.year is not None else ""
    return f"{year}{name}" + ("の理由" if place.reason else "")


def owner_words(place: Place, snapshot: PlanSnapshot, documents: Sequence[DocumentRow]) -> str:
    """The name of the 取組 (or 項目, 資料) it stands on."""
    if place.document_id is not None:
        document = next((row for row in documents if row.id == place.document_id), None)
        return "" if document is None else document.number or document.title
    item = snapshot.items.get(place.item_id or 0)
    if item is None:
        return ""
    named = snapshot.ancestor(item, ItemKind.INITIATIVE) or item
    return item_title(snapshot, named).replace("\n", "") or NAMELESS


def place_words(place: Place, snapshot: PlanSnapshot, documents: Sequence[DocumentRow]) -> str:
    """`顔合わせ　R6実績`."""
    return f"{owner_words(place, snapshot, documents)}　{field_words(place, snapshot.fields)}"


def meeting_place_words(place: Place, scope: MeetingScope) -> str:
    """`令和7年度第1回研修部会　会議録（ア）`, `推進会議　委員名簿`, `濱﨑 道夫　人`."""
    field = _OF_MEETINGS.get(place.field, place.field)
    meeting = scope.meetings.get(place.meeting_id or 0)
    if meeting is not None:
        return f"{meeting.name}　{field}{_part_words(place, meeting)}"
    if place.committee_id in scope.roster.committees:
        return f"{scope.roster.committees[place.committee_id or 0].name}　{field}"
    person = scope.roster.people.get(place.part)
    return f"{person.name}　{field}" if person is not None else field


def _part_words(place: Place, meeting: MeetingSnapshot) -> str:
    """Which of several, in brackets."""
    if place.field == "block":
        number = number_outline(meeting.blocks, meeting.scheme).path(place.part)
        return f"（{number}）" if number else ""
    if place.field == "handout" and place.part in meeting.handouts:
        return f"（{meeting.handouts[place.part].mark}）"
    return ""


def count_place_words(place: Place, scope: CountScope) -> str:
    """`令和6年度　相談件数（4月　医療機関　病院）`, `令和6年度　指標（相談の件数）`."""
    year = "" if place.year is None else f"{FiscalYear(place.year).long}　"
    if place.field == "indicator":
        row = scope.indicators.rows.get(place.part)
        return f"{year}指標" + (f"（{row.name}）" if row is not None else "")
    count = scope.consultations.counts.get(place.part)
    if count is None:
        return f"{year}相談件数"
    return f"{year}相談件数（{month_words(count.month)}　{scope.consultations.name(count.category_id)}）"


def training_place_words(place: Place, book: TrainingBook) -> str:
    """`第23回在宅ケア勉強会　参加者の合計`."""
    row = book.sessions.get(place.training_id or 0)
    name = "" if row is None else book.name(row) or row.content or NAMELESS
    return f"{name}　{_OF_TRAININGS.get(place.field, place.field)}"
