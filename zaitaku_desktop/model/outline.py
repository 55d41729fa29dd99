"""An outline (会議録, 自由文書): its blocks from top to bottom."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.types import OneOf


class BlockKind(StrEnum):
    """What a block is; those of `NUMBERED` have a number unless their `series` says otherwise."""

    HEADING = "heading"  # 見出し
    EXPLANATION = "explanation"  # 説明
    OPINION = "opinion"  # 意見
    QUESTION = "question"  # 質問
    ANSWER = "answer"  # 回答: prints → before it
    DECISION = "decision"  # 決定
    TASK = "task"  # 宿題
    PLAIN = "plain"  # 地の文
    BOX = "box"  # 囲み: a 【…】 line
    SPEAKER = "speaker"  # 発言者: （…から） or ○甲座長 on a line of its own
    STATEMENT = "statement"  # 枠囲みの文: 理想像 in a double frame; a line above the first blank line is its caption
    SLOGAN = "slogan"  # キャッチコピー between two rules
    DEFINITION = "definition"  # 定義の枠: a ruled box, its first line the words defined
    STEP = "step"  # ⇓ and what is done between two steps of a schedule
    TABLE = "table"  # 表: a line a row, cells parted by tabs (model/outline_tables.py)
    CARDS = "cards"  # 取組のカード of the plan, as it is now or frozen in a 版
    FIGURE = "figure"  # 図: drawn from the plan (`FIGURES`)


NUMBERED = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.EXPLANATION,
        BlockKind.OPINION,
        BlockKind.QUESTION,
        BlockKind.DECISION,
        BlockKind.TASK,
    }
)


IN_DOCUMENTS = (
    BlockKind.HEADING,
    BlockKind.PLAIN,
    BlockKind.STATEMENT,
    BlockKind.SLOGAN,
    BlockKind.DEFINITION,
    BlockKind.STEP,
    BlockKind.TABLE,
    BlockKind.CARDS,
    BlockKind.FIGURE,
)
"""Kinds of a 自由文書."""
FROM_PLAN = frozenset({BlockKind.CARDS, BlockKind.FIGURE})
"""Kinds that show records of the plan, not words of their own."""


class Figure(StrEnum):
    """Which figure a block shows (its option `figure`)."""

    SYSTEM = "system"  # 体系図: 理想像 → 基本理念 → 取組
    PERIODS = "periods"  # 計画期間: the plan and its related plans over the years
    PLACE = "place"  # 位置付け: upper plans, and the plan beside the others


class Series(StrEnum):
    """How a block takes part in the numbering of its level."""

    AUTO = ""  # by its kind: numbered, as the next one under what stands above it
    CONTINUE = "continue"  # numbered, as the next one after the last of its level, wherever that stands
    RESTART = "restart"  # numbered, as the first one (`start`)
    NONE = "none"  # not numbered: a paragraph that goes on with what is above it


class OutlineBlock(Record):
    """A block; ordered by `position` (with gaps, so that one can be put in between). `level` = an index into the
    scheme, 0 at the left.

    `text` may hold 太字 (model/inline.py) and references by id (model/references.py). `speaker` = as printed, "" = by
    the person; `speaker_id` = who it is. `full_text_only` = left out of the 要点. `assignee`, `due_on`, `due_note` =
    who does it until when (決定, 宿題; in words where there is no day), `done_on` = since when a 宿題 is done.
    `agenda_item_id` = the 議題 a 見出し stands for: its title is printed where the text is blank.
    `start` = the first number after RESTART, None = 1.

    It belongs to a meeting or to a 自由文書, never to both. `revision_id` = the 版 whose plan it shows, None = the plan
    as it is now; `options` = what else is chosen for it, by name (`figure`, `caption` …).
    """

    __tablename__ = "outline_block"

    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, default=None
    )
    position: Mapped[int] = mapped_column(default=0)
    level: Mapped[int] = mapped_column(default=0)
    kind: Mapped[BlockKind] = mapped_column(OneOf(BlockKind), default=BlockKind.PLAIN)
    text: Mapped[str] = mapped_column(default="")
    series: Mapped[Series] = mapped_column(OneOf(Series), default=Series.AUTO)
    start: Mapped[int | None] = mapped_column(default=None)
    speaker: Mapped[str] = mapped_column(default="")
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, default=None)
    full_text_only: Mapped[bool] = mapped_column(default=False)
    assignee: Mapped[str] = mapped_column(default="")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, default=None)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    due_note: Mapped[str] = mapped_column(default="")
    done_on: Mapped[dt.date | None] = mapped_column(default=None)
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True, default=None
    )
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), index=True, default=None
    )
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL"), index=True, default=None
    )
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
