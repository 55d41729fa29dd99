"""指標: added, edited, ordered, their values by 年度, the 取組 that serve them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.indicator import Indicator, IndicatorItem, IndicatorValue
from zaitaku_desktop.model.plan import ItemKind, PlanItem
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed, required

_CALLED = "指標"


@dataclass(frozen=True, slots=True)
class AmountValue:
    """What is typed for an indicator in one 年度 (start year): `field` = target, actual, numerator, denominator or note
    (then `amount` is a text). None = nothing stands there any more."""

    indicator_id: int
    fiscal_year: int
    field: str
    amount: Decimal | str | None


def indicators_in_order(session: Session) -> list[Indicator]:
    """All of them, in order."""
    return list(session.scalars(select(Indicator).order_by(Indicator.position, Indicator.id)))


def add_indicator(session: Session, name: str, before_id: int | None = None, **columns: object) -> int:
    """Add an indicator, before another or last. Returns its id. Raises KnownError without a name."""
    rows = indicators_in_order(session)
    row = Indicator(name=required(name, _CALLED + "の名前"))
    edit(row, columns, fixed=("position", "name"))
    session.add(row)
    session.flush()
    in_order(placed([*rows, row], [row], before_id))
    session.flush()
    return row.id


def edit_indicator(session: Session, indicator_id: int, **changes: object) -> None:
    """Change columns by their names (name, unit, direction …). Raises KnownError if it is gone, or without a name."""
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), _CALLED + "の名前")
    edit(must_have(session, Indicator, indicator_id, _CALLED), changes, fixed=("position",))
    session.flush()


def move_indicators(session: Session, indicator_ids: Sequence[int], before_id: int | None) -> None:
    """Put indicators before another (None = last). Raises KnownError if one is gone."""
    chosen = [must_have(session, Indicator, one, _CALLED) for one in indicator_ids]
    in_order(placed(indicators_in_order(session), chosen, before_id))
    session.flush()


def delete_indicators(session: Session, indicator_ids: Sequence[int]) -> None:
    """Delete indicators with their values. Those that are gone are left out."""
    for one in indicator_ids:
        row = session.get(Indicator, one)
        if row is not None:
            session.delete(row)
    session.flush()
    in_order(indicators_in_order(session))
    session.flush()


def write_amounts(session: Session, values: Iterable[AmountValue]) -> int:
    """Write values of 年度; returns how many changed. A 年度 in which nothing stands any more is none.

    Raises KnownError if an indicator is gone.
    """
    changed = 0
    touched: dict[tuple[int, int], IndicatorValue] = {}
    for value in values:
        key = (value.indicator_id, value.fiscal_year)
        row = touched.get(key) or _value(session, *key)
        touched[key] = row
        new = (value.amount or "") if value.field == "note" else value.amount
        changed += bool(edit(row, {value.field: new}, fixed=("indicator_id", "fiscal_year")))
    for row in touched.values():
        if not _says_anything(row):
            if row in session.new:
                session.expunge(row)
            else:
                session.delete(row)
    session.flush()
    return changed


def _value(session: Session, indicator_id: int, fiscal_year: int) -> IndicatorValue:
    must_have(session, Indicator, indicator_id, _CALLED)
    found = session.scalars(
        select(IndicatorValue).where(
            IndicatorValue.indicator_id == indicator_id, IndicatorValue.fiscal_year == fiscal_year
        )
    ).first()
    if found is None:
        found = IndicatorValue(indicator_id=indicator_id, fiscal_year=fiscal_year, note="")
        session.add(found)
    return found


def _says_anything(row: IndicatorValue) -> bool:
    amounts = (row.target, row.actual, row.numerator, row.denominator)
    return bool(row.note) or any(amount is not None for amount in amounts)


def set_items(session: Session, indicator_id: int, item_ids: Iterable[int]) -> None:
    """Which 取組 serve an indicator, these alone. Raises KnownError if it or one of them is gone, or is no 取組."""
    must_have(session, Indicator, indicator_id, _CALLED)
    wanted = dict.fromkeys(item_ids)
    for item_id in wanted:
        item = must_have(session, PlanItem, item_id, "取組")
        if item.kind != ItemKind.INITIATIVE:
            raise KnownError("指標は、取組に結び付けます。", safe="何も変えていません。", todo="取組を選んでください。")
    present = {
        row.item_id: row
        for row in session.scalars(select(IndicatorItem).where(IndicatorItem.indicator_id == indicator_id))
    }
    for item_id, row in present.items():
        if item_id not in wanted:
            session.delete(row)
    for item_id in wanted:
        if item_id not in present:
            session.add(IndicatorItem(indicator_id=indicator_id, item_id=item_id))
    session.flush()


def link_item(session: Session, indicator_id: int, item_id: int, *, linked: bool) -> None:
    """Link a 取組 to an indicator, or take the link away; the others stay. Raises KnownError as `set_items`."""
    query = select(IndicatorItem.item_id).where(IndicatorItem.indicator_id == indicator_id).order_by(IndicatorItem.id)
    others = [item for item in session.scalars(query) if item != item_id]
    set_items(session, indicator_id, [*others, item_id] if linked else others)
