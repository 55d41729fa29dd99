"""What can be done to the cells of a plan: write, set a state, give a reason, share, stop sharing.

Fields are named by the row they are shown in; `entries.carrier` says on which item they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, MARK, NUMBER, TITLE, FieldValue, tag_axis
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, Mark, Plan, PlanItem
from zaitaku_desktop.model.vocabulary import AxisValue, axis_label
from zaitaku_desktop.operations import entries, plan_rows, plan_tags
from zaitaku_desktop.operations.relisting import name_point

Key = tuple[str, int | None]


def write_values(session: Session, item_id: int, values: Sequence[FieldValue]) -> None:
    """Write what was typed into a cell: one value for each field and 年度 that stands in it.

    A blank value deletes; in a shared cell every sharer changes with it, also by what it had not before (a
    first 年度, a 概要 beside the 目的). `#title` and `#mark` name and mark the item; written to an empty 項目 they
    make its first 取組 (a 項目 itself has no mark). `#number` is its No., `#tags:…` its values on an axis,
    `#end_note` and `#below_note` the notes printed with its name. Raises KnownError where a 年度 after the end of the
    取組 or outside the plan would change, for words that are no value of the axis, or if the item is gone.
    """
    item = entries.item_of(session, item_id)
    if item.kind == ItemKind.GROUP.value and any(value.field == MARK for value in values):
        if any(value.text for value in values):
            write_first_initiative(session, item_id, values)
        return
    keys = [(value.field, value.year) for value in values if not value.field.startswith("#")]
    companions, before = _companions(session, item, keys)
    for value in values:
        if value.field == TITLE:
            _name(session, item, value.text)
        elif value.field == MARK:
            if item.mark != value.text:
                item.mark = Mark(value.text).value
        elif value.field == NUMBER:
            if item.number != value.text:
                item.number = value.text
        elif value.field in (END_NOTE, BELOW_NOTE):
            _note(item, value)
        elif axis := tag_axis(value.field):
            plan_tags.set_axis_tags(session, item, axis, value.text)
        else:
            _write(session, item, value)
    session.flush()
    new = [key for key in before if _stored(session, item, key) is not None]
    for companion in companions:
        share_with(session, companion, new, item_id)


def _note(item: PlanItem, value: FieldValue) -> None:
    name = value.field.removeprefix("#")
    if getattr(item, name) != value.text:
        setattr(item, name, value.text)


def _stored(session: Session, item: PlanItem, key: Key) -> Entry | None:
    return entries.find(session, entries.carrier(session, item, key[0]).id, *key)


def _companions(session: Session, item: PlanItem, keys: Sequence[Key]) -> tuple[list[int], list[Key]]:
    """The other items that show the very texts of all these keys, drawn as one cell with it; and the blank keys.

    Only a cell of several fields or 年度 can have both.
    """
    if len(keys) < 2 or item.kind == ItemKind.GROUP.value:
        return [], []
    stored = {key: _stored(session, item, key) for key in keys}
    held = {key: None if entry is None else entries.holder_of(session, entry) for key, entry in stored.items()}
    blank = [key for key, holder in held.items() if holder is None]
    first = next((holder for holder in held.values() if holder is not None), None)
    if first is None or not blank:
        return [], []
    sharers = [first.item_id, *(sharer.item_id for sharer in entries.sharers_of(session, first))]

    def shows_the_same(other_id: int) -> bool:
        found = {key: entries.find(session, other_id, *key) for key in keys}
        return all(
            (None if entry is None else entries.holder_of(session, entry)) is held[key] for key, entry in found.items()
        )

    own = {entry.item_id for entry in stored.values() if entry is not None}
    return [other for other in sharers if other not in own and shows_the_same(other)], blank


def _name(session: Session, item: PlanItem, title: str) -> None:
    """A 項目 that is a value of an axis shows that value's heading; the same words typed keep it so."""
    if item.axis_value_id is not None and not item.title:
        value = session.get(AxisValue, item.axis_value_id)
        if value is not None and title in (value.heading, axis_label(value.number, value.heading)):
            return
    if item.title != title or item.relisted_from_id is not None:
        name_point(session, item, title)


def _write(session: Session, item: PlanItem, value: FieldValue) -> None:
    blank = value.state is None or (value.state is EntryState.TEXT and not value.text)
    if item.kind == ItemKind.GROUP.value and blank:
        return
    owner = entries.carrier(session, item, value.field)
    present = entries.find(session, owner.id, value.field, value.year)
    if present is None and blank:
        return
    if present is not None and not blank:
        holder = entries.holder_of(session, present)
        if (holder.state, holder.text) == (value.state, value.text):
            return
    entries.refuse_closed(session, owner, [value.year])
    if value.state is None or blank:
        assert present is not None
        entries.blank_everywhere(session, present)
    else:
        _refuse_outside(session, item, value.year)
        entries.put(session, owner.id, value.field, value.year, value.state, value.text)


def _refuse_outside(session: Session, item: PlanItem, year: int | None) -> None:
    """No form shows a 年度 outside the plan: what is written there would be gone from the screen at once."""
    plan = session.get_one(Plan, item.plan_id)
    if year is not None and not plan.first_year <= year <= plan.last_year:
        first, last = FiscalYear(plan.first_year), FiscalYear(plan.last_year)
        raise KnownError(
            f"{FiscalYear(year)}は、計画の期間（{first}から{last}まで）の外です。",
            todo="年度を直すか、「計画の設定」で期間を延ばしてください。",
        )


def write_first_initiative(session: Session, group_id: int, values: Sequence[FieldValue]) -> int:
    """Typing into the 取組名 of an empty 項目 makes its first 取組. Returns its id.

    Raises KnownError if the 項目 has one already (the cell typed into is then its, not the 項目's).
    """
    if not group_without_initiative(session, group_id):
        raise KnownError("この項目には、もう取組があります。", todo="取組の行に入力してください。")
    made = plan_rows.add_initiative(session, entries.item_of(session, group_id).plan_id, group_id)
    write_values(session, made, values)
    return made


def set_state(session: Session, item_id: int, field: str, year: int | None, state: EntryState | None) -> None:
    """Set 継続, ―, text or blank without typing.

    A text becomes what is added to 継続 (・継続⏎・…), and the other way round, so that it is not lost. ― and
    blank take it away.
    """
    present = entries.find(session, entries.carrier(session, entries.item_of(session, item_id), field).id, field, year)
    holder = None if present is None else entries.holder_of(session, present)
    keeps = state in (EntryState.TEXT, EntryState.CONTINUES)
    text = holder.text if holder is not None and keeps else ""
    write_values(session, item_id, [FieldValue(field, year, state, text)])


def set_bold(session: Session, item_id: int, keys: Sequence[Key], bold: bool) -> None:
    """太字 on or off for the whole of these texts; in a shared cell for all that share it. States have no weight.

    Raises KnownError in a 年度 after the end of the 取組.
    """
    item = entries.item_of(session, item_id)
    for field, year in keys:
        stored = _stored(session, item, (field, year))
        if stored is None or field == "grade":
            continue
        holder = entries.holder_of(session, stored)
        if holder.text:
            text = inline.bold_all(holder.text, bold)
            write_values(session, item_id, [FieldValue(field, year, EntryState(holder.state), text)])


def set_reason(session: Session, item_id: int, year: int, reason: str) -> None:
    """Say why a 評価 was given; where the 評価 is shared, the reason is too.

    Raises KnownError where there is no 評価 yet, or after the end of the 取組.
    """
    owner = entries.carrier(session, entries.item_of(session, item_id), "grade")
    present = entries.find(session, owner.id, "grade", year)
    if present is None:
        raise KnownError("評価がまだありません。", todo="先に評価を入力してください。")
    holder = entries.holder_of(session, present)
    if holder.reason == reason:
        return
    entries.refuse_closed(session, owner, [year])
    holder.reason = reason
    session.flush()


def share_with(session: Session, item_id: int, keys: Sequence[Key], holder_item_id: int) -> None:
    """「上と同じ」: these fields of the item show the text of the other item from now on.

    A text of its own is replaced (and stays with those who shared it). Where the other is blank, this becomes
    blank too. Raises KnownError for rows of two plans, or where a 年度 after the end of the 取組 would change.
    """
    for owner, source_id, field, year in _pairs(session, item_id, keys, holder_item_id):
        source = entries.find(session, source_id, field, year)
        own = entries.find(session, owner.id, field, year)
        if source is None:
            if own is not None:
                entries.refuse_closed(session, owner, [year])
                entries.drop(session, own)
            continue
        holder = entries.holder_of(session, source)
        if own is not None and holder.id in (own.id, own.shared_from_id):
            continue
        entries.refuse_closed(session, owner, [year])
        if own is None:
            own = Entry(item_id=owner.id, field=field, year=year)
            session.add(own)
        else:
            entries.hand_over(session, own)
        own.state, own.text, own.reason, own.shared_from_id = EntryState.TEXT.value, "", "", holder.id
        session.flush()


def _pairs(
    session: Session, item_id: int, keys: Sequence[Key], other_id: int
) -> Iterator[tuple[PlanItem, int, str, int | None]]:
    """(item that carries the field, id of the other that does, field, year), where the two differ."""
    item, other = entries.item_of(session, item_id), entries.item_of(session, other_id)
    if item.plan_id != other.plan_id:
        raise KnownError("別の計画の行とは共有できません。", todo="同じ計画の行を選んでください。")
    for field, year in keys:
        owner, source = entries.carrier(session, item, field), entries.carrier(session, other, field)
        if owner.id != source.id:
            yield owner, source.id, field, year


def unshare(session: Session, item_id: int, keys: Sequence[Key]) -> None:
    """「共有をやめる」: the text stays, but changes alone from now on."""
    item = entries.item_of(session, item_id)
    for field, year in keys:
        own = entries.find(session, entries.carrier(session, item, field).id, field, year)
        if own is None:
            continue
        if own.shared_from_id is None:
            entries.hand_over(session, own)
            continue
        holder = entries.holder_of(session, own)
        own.state, own.text, own.reason = holder.state, holder.text, holder.reason
        own.shared_from_id = None
        session.flush()


def group_without_initiative(session: Session, item_id: int) -> bool:
    """Whether the item is a 項目 that has no 取組 yet."""
    item = entries.item_of(session, item_id)
    return item.kind == ItemKind.GROUP.value and not entries.children(session, item.plan_id, item.id)
