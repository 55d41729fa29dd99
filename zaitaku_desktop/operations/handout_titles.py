"""What a part of a 配付資料 is called once its source is gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zaitaku_desktop.model.handout import HandoutPart, PartKind


def keep_title(session: Session, column: InstrumentedAttribute[Any], source_id: int, title: str) -> None:
    """Make each part that has this source a title alone; its own title goes before that of the source."""
    for part in session.scalars(select(HandoutPart).where(column == source_id)):
        part.title = part.title or title
        part.kind = PartKind.TITLE
        setattr(part, column.key, None)
    session.flush()
