"""自治体設定."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.minutes_rules import MOST_DAYS, NO_RULE, POLICIES
from zaitaku_desktop.model.municipality import DigitStyle, Municipality


def must_be_policy(policy: object) -> None:
    """Raises KnownError for what is no 会議録の作成方針 ("" is one: none)."""
    if policy and policy not in POLICIES:
        words = "」「".join(POLICIES.values())
        raise KnownError(f"「{policy}」という会議録の作成方針はありません。", todo=f"「{words}」から選んでください。")


def must_be_days(days: object) -> None:
    """Raises KnownError for what is no number of days (None and 0 are: no rule)."""
    if days is not None and not (isinstance(days, int) and NO_RULE <= days <= MOST_DAYS):
        raise KnownError(
            f"会議録の期限「{days}」は使えません。",
            todo=f"開催から何日かを、1から{MOST_DAYS}までの数で入力してください。",
        )


def edit_municipality(
    session: Session,
    *,
    name: str | None = None,
    department: str | None = None,
    digit_style: DigitStyle | None = None,
    minutes_policy: str | None = None,
    minutes_days: int | None = None,
) -> None:
    """Change what is given; `minutes_days` 0 = no rule. Raises KnownError for an empty name, a 作成方針 that is none
    (`must_be_policy`) or days that are none (`must_be_days`)."""
    row = session.get_one(Municipality, 1)
    if name is not None:
        if not name.strip():
            raise KnownError("自治体名が空です。", todo="自治体名を入力してください。")
        row.name = name.strip()
    if department is not None:
        row.department = department
    if digit_style is not None:
        row.digit_style = digit_style.value
    if minutes_policy is not None:
        must_be_policy(minutes_policy)
        row.minutes_policy = minutes_policy
    if minutes_days is not None:
        must_be_days(minutes_days)
        row.minutes_days = minutes_days or None
    session.flush()
