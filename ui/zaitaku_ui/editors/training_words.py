"""事業, シリーズ and 職種 of 研修 as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.training import Naming
from zaitaku_desktop.model.training_rows import KindRow, ProgrammeRow, SeriesRow
from zaitaku_desktop.operations import training_words as words
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.tables.plain import PlainColumn

COUNTED = RecordField(str, None, "研修の数は、研修から数えています。")
YES, NO = "使う", "使わない"


class ProgrammesSource(FieldSource):
    """The tables of 研修実施状況."""

    name = "事業の表"
    word = "事業"
    columns = (
        PlainColumn("name", ("事業の名前",), 380),
        PlainColumn("lecturer_note", ("講師の見出しの注",), 240),
        PlainColumn("count", ("研修",), 80),
    )
    empty = "まだ事業がありません。名前を入力してください。研修実施状況は、事業ごとに表を分けて印刷します。"
    fields: Mapping[str, RecordField] = {"count": COUNTED}

    def records(self) -> Sequence[int]:
        """In their order."""
        return list(self.desk.trainings.programmes)

    def row(self, record: int) -> ProgrammeRow:
        """The 事業."""
        return self.desk.trainings.programmes[record]

    def text(self, record: int, key: str) -> str:
        """With the number of its 研修."""
        if key == "count":
            rows = self.desk.trainings.sessions.values()
            return f"{sum(row.programme_id == record for row in rows)}件"
        return super().text(record, key)

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Make one."""
        return words.add_programme(session, values["name"], values.get("lecturer_note", ""))

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Change one."""
        words.edit_programme(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """Its 研修 stay."""
        words.delete_programme(session, record)

    def put(self, session: Session, record: int, before: int | None) -> None:
        """Before another."""
        words.move_programme(session, record, before)

    def why_not_move(self) -> str:
        """They can be moved."""
        return ""


def _naming(text: str) -> Naming:
    found = [one for one in Naming if called(one) == text.strip()]
    if not found:
        raise KnownError(f"「{text.strip()}」は選べません。", todo="一覧（Alt+↓）から選んでください。")
    return found[0]


class SeriesSource(FieldSource):
    """研修 held again and again."""

    name = "シリーズの表"
    word = "シリーズ"
    columns = (
        PlainColumn("name", ("シリーズの名前",), 260),
        PlainColumn("naming", ("回数の付け方",), 220),
        PlainColumn("heading", ("参加者の表の見出し",), 320),
        PlainColumn("programme_id", ("事業",), 260),
        PlainColumn("count", ("研修",), 80),
    )
    empty = "まだシリーズがありません。名前を入力してください。同じ名前で続ける研修の、通しの回数を数えます。"

    def records(self) -> Sequence[int]:
        """In their order."""
        return list(self.desk.trainings.series)

    def row(self, record: int) -> SeriesRow:
        """The シリーズ."""
        return self.desk.trainings.series[record]

    @property
    def fields(self) -> Mapping[str, RecordField]:  # type: ignore[override]
        """事業 by its name."""
        programmes = self.desk.trainings.programmes
        names = {row.name: row.id for row in programmes.values()}

        def read(text: str) -> int | None:
            if text.strip() and text.strip() not in names:
                raise KnownError(f"事業「{text.strip()}」がありません。", todo="「事業」の表に追加してください。")
            return names.get(text.strip())

        def show(value: Any) -> str:
            return programmes[value].name if value in programmes else ""

        return {"programme_id": RecordField(show, read), "naming": RecordField(called, _naming), "count": COUNTED}

    def text(self, record: int, key: str) -> str:
        """With the number of its 研修."""
        if key == "count":
            rows = self.desk.trainings.sessions.values()
            return f"{sum(row.series_id == record for row in rows)}件"
        return super().text(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """事業, and how its 研修 are called."""
        if key == "naming":
            return [called(one) for one in Naming]
        return [row.name for row in self.desk.trainings.programmes.values()] if key == "programme_id" else ()

    def only_choices(self, key: str) -> bool:
        """Nothing else can stand there."""
        return key == "naming"

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Make one."""
        more = {key: value for key, value in values.items() if key != "name"}
        return words.add_series(session, values["name"], **more)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Change one."""
        words.edit_series(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """Its 研修 stay."""
        words.delete_series(session, record)

    def put(self, session: Session, record: int, before: int | None) -> None:
        """Before another."""
        words.move_series(session, record, before)

    def why_not_move(self) -> str:
        """They can be moved."""
        return ""


class KindsSource(FieldSource):
    """職種 under their groups. A new one comes last in the group above it; without a group it is one itself."""

    name = "職種の表"
    word = "職種"
    columns = (
        PlainColumn("group", ("区分",), 220),
        PlainColumn("name", ("職種",), 260),
        PlainColumn("used", ("表に出す",), 120),
    )
    empty = "まだ職種がありません。職種を入力してください。"
    fields: Mapping[str, RecordField] = {
        "used": RecordField(lambda value: YES if value else NO, lambda text: text.strip() != NO),
    }

    def records(self) -> Sequence[int]:
        """Each group, then what is below it."""
        kinds = self.desk.trainings.kinds.values()
        found = []
        for group in (row for row in kinds if row.parent_id is None):
            below = [row.id for row in kinds if row.parent_id == group.id]
            found += below or [group.id]
        return found

    def row(self, record: int) -> KindRow:
        """The 職種."""
        return self.desk.trainings.kinds[record]

    def text(self, record: int, key: str) -> str:
        """With the name of its group."""
        if key == "group":
            above = self.desk.trainings.kinds.get(self.row(record).parent_id or 0)
            return "" if above is None else above.name
        return super().text(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """The groups, and whether it is offered."""
        if key == "group":
            return [row.name for row in self.desk.trainings.kinds.values() if row.parent_id is None]
        return (YES, NO) if key == "used" else ()

    def only_choices(self, key: str) -> bool:
        """It is, or it is not."""
        return key == "used"

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Make one, its group too where there is none of that name."""
        name = str(values.get("group", "")).strip()
        groups = {row.name: row.id for row in self.desk.trainings.kinds.values() if row.parent_id is None}
        if "group" not in values and groups:
            name = list(groups)[-1]
        above = None
        if name:
            above = groups[name] if name in groups else words.add_kind(session, name)
        return words.add_kind(session, values["name"], above)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Change one; 区分 is the name of its group, which changes for all of them."""
        own = dict(values)
        group = own.pop("group", None)
        above = self.row(record).parent_id
        if group is not None and above is not None:
            words.edit_kind(session, above, name=str(group))
        if own:
            words.edit_kind(session, record, **own)

    def delete(self, session: Session, record: int) -> None:
        """Where nobody was counted."""
        words.delete_kind(session, record)

    def put(self, session: Session, record: int, before: int | None) -> None:
        """Before another of its group."""
        words.move_kind(session, record, before)

    def why_not_move(self) -> str:
        """They can be moved within their group."""
        return ""
