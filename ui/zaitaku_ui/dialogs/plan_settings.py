"""計画の設定: title, period, 達成時期."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.model.snapshot import PlanRow
from zaitaku_desktop.operations.plan import edit_plan
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.dialogs.years import YearCombo
from zaitaku_ui.theme import Theme


class PeriodField(QWidget):
    """From 年度 to 年度."""

    def __init__(self, theme: Theme, first: FiscalYear, last: FiscalYear) -> None:
        super().__init__()
        years = years_between(first - 10, last + 10)
        self.first, self.last = YearCombo(years, first), YearCombo(years, last)
        self.first.setAccessibleName("始まりの年度")
        self.last.setAccessibleName("終わりの年度")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.first, 1)
        row.addWidget(QLabel("から"))
        row.addWidget(self.last, 1)
        row.addWidget(QLabel("まで"))
        self.setFocusProxy(self.first)

    def years(self) -> tuple[int, int]:
        """(first, last) as start years. KnownError when they stand the wrong way round."""
        first, last = self.first.year(), self.last.year()
        if last < first:
            raise KnownError(
                "終わりの年度が始まりの年度より前になっています。", todo="計画の期間を選び直してください。"
            )
        return first.start, last.start


class PlanDialog(FormDialog):
    """The plan's own facts."""

    def __init__(self, bridge: Bridge, plan: PlanRow, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "計画の設定", "設定を変える", parent)
        self._bridge = bridge
        self._plan = plan
        self.watch(bridge)
        self.name = QLineEdit(plan.title)
        self.period = PeriodField(theme, plan.first_year, plan.last_year)
        self.due = QLineEdit(plan.due)
        self.due.setPlaceholderText("例　令和8年度末")
        self.add_row("計画の名前(&N)", self.name)
        self.add_row(
            "計画の期間(&P)", self.period, "短くすると、外れた年度の内容は表に出なくなります。内容は残っています。"
        )
        self.add_row("達成時期(&D)", self.due)
        self.setMinimumWidth(theme.pixels(620))

    def take(self) -> bool:
        """One undo step."""
        title = self.name.text().strip()
        if not title:
            raise KnownError("計画の名前が空です。", todo="計画の名前を入力してください。")
        first, last = self.period.years()
        due, plan_id = self.due.text().strip(), self._plan.id

        def change(session: Session) -> None:
            edit_plan(session, plan_id, title=title, first_year=first, last_year=last, due=due)

        return self._bridge.perform("計画の設定の変更", change, self) is not None
