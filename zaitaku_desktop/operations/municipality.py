"""自治体設定."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.municipality import DigitStyle, Municipality


def edit_municipality(
    session: Session, *, name: str | None = None, department: str | None = None, digit_style: DigitStyle | None = None
) -> None:
    """Change what is given. Raises KnownError for an empty name."""
    row = session.get_one(Municipality, 1)
    if name is not None:
        if not name.strip():
            raise KnownError("自治体名が空です。", todo="自治体名を入力してください。")
        row.name = name.strip()
    if department is not None:
        row.department = department
    if digit_style is not None:
        row.digit_style = digit_style.value
    session.flush()
