"""資料: what can be listed, printed and bound."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from zaitaku_desktop.model.base import Record


class Document(Record):
    """A 資料 in one form about one subject (a plan, a meeting or a 会議体), made for one 年度.

    `title` stands without （案）; `draft` says whether it is printed. `actual_years` = the 年度 (start years)
    whose 実績 is shown. `number` = its own 資料番号 as printed in the box ("資料1"), "" = none.
    `lead`, `notes`, `legend` = paragraphs above / below / beside the grid. `digit_style` "" = as 自治体設定.
    `continues` = how 継続 is printed (`forms.definition.Continues`), "" = as the form says. `header_notes` = the notes
    under its headings by the key of the column, where they are not those of the form; "" = none there. By `#below`,
    `#desired_state` and the like: words at that place of a layout that is no grid (`forms.layouts.PLACES`).
    `options` = what is chosen for it where its form offers a choice, by name (`forms.print_minutes.minutes_settings`).
    """

    __tablename__ = "document"

    kind: Mapped[str] = mapped_column(default="plan")
    form: Mapped[str]
    title: Mapped[str]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True, default=None)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, default=None
    )
    committee_id: Mapped[int | None] = mapped_column(
        ForeignKey("committee.id", ondelete="CASCADE"), index=True, default=None
    )
    fiscal_year: Mapped[int]
    actual_years: Mapped[list[int]] = mapped_column(JSON, default=list)
    number: Mapped[str] = mapped_column(default="")
    lead: Mapped[list[str]] = mapped_column(JSON, default=list)
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    legend: Mapped[str] = mapped_column(default="")
    draft: Mapped[bool] = mapped_column(default=True)
    digit_style: Mapped[str] = mapped_column(default="")
    continues: Mapped[str] = mapped_column(default="")
    header_notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    position: Mapped[int] = mapped_column(default=0)
