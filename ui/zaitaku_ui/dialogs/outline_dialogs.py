"""What is asked for an item of a 自由文書: the cells of a table, which state of the plan is shown, related plans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.document_rows import RevisionRow
from zaitaku_desktop.model.outline_tables import cells_of, table_text
from zaitaku_desktop.model.snapshot import RelatedPlanRow
from zaitaku_desktop.operations.related_plan import NewRelatedPlan
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.theme import Theme

NOW = "今の計画（いつも最新）"


def _grid(theme: Theme, rows: int, columns: int, name: str) -> QTableWidget:
    table = QTableWidget(rows, columns)
    table.setAccessibleName(name)
    table.verticalHeader().setDefaultSectionSize(theme.pixels(32))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setMinimumSize(theme.pixels(640), theme.pixels(260))
    return table


def _words(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return "" if item is None else item.text()


class TableDialog(FormDialog):
    """The cells; `text` = the table as it is stored."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "表を直す" if text else "表を入れる", "表にする", parent)
        self.text = text
        cells = cells_of(text) or [["", ""], ["", ""], ["", ""]]
        self.table = _grid(theme, len(cells), len(cells[0]), "表のセル")
        self.table.horizontalHeader().hide()
        for row, line in enumerate(cells):
            for column, words in enumerate(line):
                self.table.setItem(row, column, QTableWidgetItem(words))
        note = "1行目が見出しになります。行と列は、下のボタンで増やせます。空の行と列は入りません。"
        self.add_row("表(&T)", self.table, note)
        for words, act in (("行を足す(&R)", self._add_row), ("列を足す(&C)", self._add_column)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.beside(button)

    def _add_row(self) -> None:
        self.table.insertRow(self.table.rowCount())

    def _add_column(self) -> None:
        self.table.insertColumn(self.table.columnCount())

    def take(self) -> bool:
        """Keep the cells. KnownError where there are none."""
        columns = range(self.table.columnCount())
        rows = [[_words(self.table, row, one).strip() for one in columns] for row in range(self.table.rowCount())]
        used = [one for one in columns if any(row[one] for row in rows)]
        rows = [[row[one] for one in used] for row in rows if any(row)]
        if not rows:
            raise KnownError("表にまだ何も入っていません。", safe="", todo="セルに入力してください。")
        self.text = table_text(rows)
        return True


class StateDialog(FormDialog):
    """Which state of the plan is shown; `chosen` = id of a 版, None = the plan as it is now."""

    def __init__(
        self, theme: Theme, revisions: Sequence[RevisionRow], chosen: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "表示する計画", "表示を変える", parent)
        self.chosen = chosen
        self.states = QComboBox()
        self.states.addItem(NOW, None)
        for row in revisions:
            self.states.addItem(f"版：{row.label}", row.id)
        self.states.setCurrentIndex(max(self.states.findData(chosen), 0))
        self.add_row("計画(&P)", self.states, "版を選ぶと、計画を直しても、ここに出る内容は変わりません。")

    def take(self) -> bool:
        """Keep what is chosen."""
        self.chosen = self.states.currentData()
        return True


class RelatedPlansDialog(FormDialog):
    """The plans that the plan belongs with; `rows` = as they are typed."""

    def __init__(self, theme: Theme, known: Sequence[RelatedPlanRow], parent: QWidget | None = None) -> None:
        super().__init__(theme, "関連計画", "関連計画を変える", parent)
        self.rows: list[NewRelatedPlan] = []
        self.table = _grid(theme, len(known) + 3, 4, "関連計画")
        self.table.setHorizontalHeaderLabels(["名称", "始まりの年度", "終わりの年度", "関係"])
        self.table.verticalHeader().hide()
        for row, plan in enumerate(known):
            years = [FiscalYear(year).short if year is not None else "" for year in (plan.first_year, plan.last_year)]
            for column, words in enumerate((plan.name, *years, plan.relation)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        note = (
            "年度は R6 のように入力します。「関係」が「上位計画」の計画は、位置付けの図で上に並びます。"
            "名称の後に空白を入れて「第9期」と書くと、計画期間の図の棒の中に出ます。"
        )
        self.add_row("計画(&P)", self.table, note)

    def take(self) -> bool:
        """Keep them. KnownError for a year that cannot be read."""
        found = []
        for row in range(self.table.rowCount()):
            name, first, last, relation = (_words(self.table, row, column).strip() for column in range(4))
            if name:
                found.append(NewRelatedPlan(name.replace(" ", "\u3000"), _year(first), _year(last), relation))
        self.rows = found
        return True


def _year(text: str) -> int | None:
    if not text:
        return None
    try:
        return FiscalYear.parse(text).start
    except ValueError as trouble:
        todo = "R6 のように入力してください。"
        raise KnownError("年度として読み取れません。", safe="", todo=todo, place=text) from trouble


class RevisionDialog(FormDialog):
    """版として保存: its name and why it is kept."""

    def __init__(self, theme: Theme, what: str, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "版として保存", "版として保存", parent)
        self.name = ""
        self.kind = "submitted"
        self.field = QLineEdit(proposed)
        self.field.selectAll()
        self.kinds = QComboBox()
        for words, key in (("提出版", "submitted"), ("案", "draft"), ("確定", "final")):
            self.kinds.addItem(words, key)
        note = f"「{what}」を、今のまま残します。この後に直しても、残した版は変わりません。"
        self.add_row("版の名前(&N)", self.field, note)
        self.add_row("種類(&K)", self.kinds)

    def take(self) -> bool:
        """Keep the name. KnownError where it is blank."""
        self.name = " ".join(self.field.text().split())
        self.kind = self.kinds.currentData()
        if not self.name:
            raise KnownError("版の名前が空です。", safe="", todo="名前を入力してください。")
        return True
