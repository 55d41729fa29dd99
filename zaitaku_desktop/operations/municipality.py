"""自治体設定."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.municipality import DigitStyle, Municipality


def edit_municipality(
    session: Session,
    *,
    name: str | None = None,
    department: str | None = None,
    digit_style: DigitStyle | None = None,
    minutes_policy: str | None = None,
    minutes_days: int | None = None,
) -> None:
    """Change what is given; `minutes_days` 0 = no rule. Raises KnownError for an empty name."""
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
        row.minutes_policy = minutes_policy
    if minutes_days is not None:
        row.minutes_days = minutes_days or None
    session.flush()
