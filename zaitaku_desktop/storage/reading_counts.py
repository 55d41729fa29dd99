"""相談件数 and 指標 → plain rows (model/consultation_table.py, model/indicator_table.py)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from zaitaku_desktop.model.consultation import ConsultationCategory
from zaitaku_desktop.model.consultation_table import CategoryRow, Consultations, CountRow
from zaitaku_desktop.model.indicator import Indicator
from zaitaku_desktop.model.indicator_table import IndicatorItemRow, IndicatorRow, Indicators, IndicatorValueRow
from zaitaku_desktop.model.plan import PlanItem
from zaitaku_desktop.storage.reading_meetings import load_rows


def load_consultations(connection: Connection) -> Consultations:
    """Every category and every count."""
    categories = load_rows(connection, CategoryRow, order=(ConsultationCategory.position,))
    counts = load_rows(connection, CountRow)
    return Consultations({row.id: row for row in categories}, {row.id: row for row in counts})


def load_indicators(connection: Connection) -> Indicators:
    """Every 指標 with its values, in order."""
    rows = load_rows(connection, IndicatorRow, order=(Indicator.position,))
    values = load_rows(connection, IndicatorValueRow)
    items = load_rows(connection, IndicatorItemRow)
    return Indicators({row.id: row for row in rows}, {row.id: row for row in values}, items)


def load_item_titles(connection: Connection) -> dict[int, str]:
    """What each 取組 of every plan is called, with its No. (`①-1　相談窓口`), by plan and place."""
    order = (PlanItem.plan_id, PlanItem.position, PlanItem.id)
    query = select(PlanItem.id, PlanItem.number, PlanItem.title).where(PlanItem.kind == "initiative").order_by(*order)
    return {row.id: f"{row.number}　{row.title}" if row.number else row.title for row in connection.execute(query)}
