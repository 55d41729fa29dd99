"""The plans that a plan belongs with (上位計画, 関連計画): they stand in 計画期間 and 位置付け."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import Plan, RelatedPlan
from zaitaku_desktop.operations.records import edit, must_have, required


@dataclass(frozen=True, slots=True)
class NewRelatedPlan:
    """Years are start years of 年度, None = not known. See `RelatedPlan`."""

    name: str
    first_year: int | None = None
    last_year: int | None = None
    relation: str = ""


def write_related_plans(session: Session, plan_id: int, rows: Sequence[NewRelatedPlan]) -> None:
    """Have exactly these, in this order; a row that stays as it was is not written.

    Raises KnownError if the plan is gone, a name is blank, or a period ends before it begins.
    """
    must_have(session, Plan, plan_id, "計画")
    query = select(RelatedPlan).where(RelatedPlan.plan_id == plan_id)
    known = list(session.scalars(query.order_by(RelatedPlan.position, RelatedPlan.id)))
    for position, new in enumerate(rows):
        if new.first_year is not None and new.last_year is not None and new.last_year < new.first_year:
            raise KnownError(
                "計画の期間が読み取れません。", todo="始まりの年度を終わりの年度より前にしてください。", place=new.name
            )
        values = {
            "name": required(new.name, "計画の名称"),
            "first_year": new.first_year,
            "last_year": new.last_year,
            "relation": new.relation.strip(),
            "position": position,
        }
        if position < len(known):
            edit(known[position], values)
        else:
            session.add(RelatedPlan(plan_id=plan_id, **values))
    for row in known[len(rows) :]:
        session.delete(row)
    session.flush()
