"""相談件数: counts typed, and the categories they stand under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.consultation import ConsultationCategory, ConsultationCount
from zaitaku_desktop.model.consultation_vocabulary import standard_categories
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed, required

_CALLED = "相談の区分"
MOST = 99_999_999
"""The largest count."""


@dataclass(frozen=True, slots=True)
class CountValue:
    """Typed at one place. `month` None = the figure of the whole 年度, `category_id` None = 合計, `count` None =
    nothing stands there any more."""

    fiscal_year: int
    month: int | None
    category_id: int | None
    count: int | None


def fill_categories(session: Session) -> None:
    """Write the standard categories, if there is none yet."""
    if session.scalar(select(func.count()).select_from(ConsultationCategory)):
        return
    for words in standard_categories():
        head = add_category(session, words.name)
        for member in words.members:
            add_category(session, member.name, head)


def write_counts(session: Session, values: Iterable[CountValue]) -> int:
    """Write counts; returns how many changed. Raises KnownError if a category is gone, or a count cannot be one."""
    values = list(values)
    years = {value.fiscal_year for value in values}
    rows = session.scalars(select(ConsultationCount).where(ConsultationCount.fiscal_year.in_(years)))
    present = {(row.fiscal_year, row.month, row.category_id): row for row in rows}
    changed = 0
    for value in values:
        slot = (value.fiscal_year, value.month, value.category_id)
        row = present.get(slot)
        if value.category_id is not None:
            must_have(session, ConsultationCategory, value.category_id, _CALLED)
        if value.count is None:
            if row is not None:
                session.delete(present.pop(slot))
                changed += 1
            continue
        _must_be_count(value)
        if row is None:
            row = ConsultationCount(
                fiscal_year=value.fiscal_year, month=value.month, category_id=value.category_id, count=value.count
            )
            present[slot] = row
            session.add(row)
            changed += 1
        elif row.count != value.count:
            row.count = value.count
            changed += 1
    session.flush()
    return changed


def _must_be_count(value: CountValue) -> None:
    if value.count is None or not 0 <= value.count <= MOST:
        raise KnownError(
            f"「{value.count}」は件数にできません。",
            safe="何も変えていません。",
            todo="0以上の整数を入力してください。",
        )
    if value.month is not None and not 1 <= value.month <= 12:
        raise KnownError(f"{value.month}月はありません。", safe="何も変えていません。", todo="月を選び直してください。")


def delete_year(session: Session, fiscal_year: int) -> None:
    """Delete everything counted in a 年度."""
    for row in session.scalars(select(ConsultationCount).where(ConsultationCount.fiscal_year == fiscal_year)):
        session.delete(row)
    session.flush()


def add_category(session: Session, name: str, parent_id: int | None = None, before_id: int | None = None) -> int:
    """Add a category: of the upper level, or below one of these; before another, or last. Returns its id.

    Raises KnownError without a name, for one that stands there already, below one of the lower level, or below one that
    has counts of its own.
    """
    words = required(name, _CALLED)
    if parent_id is not None:
        parent = must_have(session, ConsultationCategory, parent_id, _CALLED)
        if parent.parent_id is not None:
            raise KnownError("区分は2段までです。", safe="何も変えていません。", todo="上の段の区分に足してください。")
        if not siblings(session, parent_id):
            _must_have_no_counts(session, parent, "内訳を追加")
    _must_be_new(session, words, parent_id)
    row = ConsultationCategory(name=words, parent_id=parent_id)
    rows = siblings(session, parent_id)
    session.add(row)
    session.flush()
    in_order(placed([*rows, row], [row], before_id))
    session.flush()
    return row.id


def edit_category(session: Session, category_id: int, **changes: object) -> None:
    """Change name or last_year of a category. Raises KnownError if it is gone, without a name, or for one that stands
    there already."""
    row = must_have(session, ConsultationCategory, category_id, _CALLED)
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), _CALLED)
        if changes["name"] != row.name:
            _must_be_new(session, str(changes["name"]), row.parent_id)
    edit(row, changes, fixed=("parent_id", "position"))
    session.flush()


def move_categories(session: Session, category_ids: Sequence[int], before_id: int | None) -> None:
    """Put categories of one level before another of it (None = last). Raises KnownError if one is gone."""
    chosen = [must_have(session, ConsultationCategory, one, _CALLED) for one in category_ids]
    if chosen:
        in_order(placed(siblings(session, chosen[0].parent_id), chosen, before_id))
        session.flush()


def delete_category(session: Session, category_id: int) -> None:
    """Delete a category under which nothing is counted, with those below it. Raises KnownError if something is."""
    row = must_have(session, ConsultationCategory, category_id, _CALLED)
    for one in (row, *siblings(session, category_id)):
        _must_have_no_counts(session, one, "削除")
    session.delete(row)
    session.flush()


def category_exists(session: Session, category_id: int) -> bool:
    """Whether there is such a category (still)."""
    return session.get(ConsultationCategory, category_id) is not None


def siblings(session: Session, parent_id: int | None) -> list[ConsultationCategory]:
    """The categories directly below one (None = those of the upper level), in order."""
    query = select(ConsultationCategory).where(ConsultationCategory.parent_id.is_not_distinct_from(parent_id))
    return list(session.scalars(query.order_by(ConsultationCategory.position, ConsultationCategory.id)))


def _must_have_no_counts(session: Session, row: ConsultationCategory, what: str) -> None:
    query = select(func.count()).select_from(ConsultationCount)
    count = session.scalar(query.where(ConsultationCount.category_id == row.id))
    if count:
        raise KnownError(
            f"「{row.name}」には件数が{count}か所あるため、{what}できません。",
            safe="何も変えていません。",
            todo="使わなくなった区分は、最後に使う年度を入れると、次の年度から出なくなります。",
        )


def _must_be_new(session: Session, name: str, parent_id: int | None) -> None:
    if any(row.name == name for row in siblings(session, parent_id)):
        raise KnownError(f"「{name}」は、もうあります。", safe="何も変えていません。", todo="別の名前にしてください。")
