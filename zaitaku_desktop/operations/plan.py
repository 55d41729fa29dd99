"""Make and edit a plan as a whole."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import Plan


def _check_period(first_year: int, last_year: int) -> None:
    if not 1989 <= first_year <= last_year <= min(first_year + 20, 2150):
        raise KnownError(
            "計画の期間が読み取れません。", todo="始まりの年度を終わりの年度より前にしてください（20年まで）。"
        )


def create_plan(session: Session, title: str, first_year: int, last_year: int, due: str = "") -> int:
    """Make a plan of these 年度 (start years). Returns its id. Raises KnownError for an impossible period."""
    _check_period(first_year, last_year)
    count = session.scalar(select(func.count()).select_from(Plan)) or 0
    plan = Plan(title=title, first_year=first_year, last_year=last_year, due=due, position=count)
    session.add(plan)
    session.flush()
    return plan.id


def _plan(session: Session, plan_id: int) -> Plan:
    plan = session.get(Plan, plan_id)
    if plan is None:
        raise KnownError("この計画は削除されています。", todo="一覧から選び直してください。")
    return plan


def edit_plan(
    session: Session,
    plan_id: int,
    *,
    title: str | None = None,
    first_year: int | None = None,
    last_year: int | None = None,
    due: str | None = None,
    vision: str | None = None,
    catchphrase: str | None = None,
) -> None:
    """Change what is given. A shorter period hides entries of other 年度, it deletes none.

    Raises KnownError for an impossible period, or if the plan is gone.
    """
    plan = _plan(session, plan_id)
    _check_period(
        plan.first_year if first_year is None else first_year, plan.last_year if last_year is None else last_year
    )
    given = {
        "title": title,
        "first_year": first_year,
        "last_year": last_year,
        "due": due,
        "vision": vision,
        "catchphrase": catchphrase,
    }
    for name, value in given.items():
        if value is not None and getattr(plan, name) != value:
            setattr(plan, name, value)
    session.flush()


def delete_plan(session: Session, plan_id: int) -> None:
    """Delete a plan with its rows and its 資料. Raises KnownError if it is gone."""
    session.delete(_plan(session, plan_id))
    session.flush()
