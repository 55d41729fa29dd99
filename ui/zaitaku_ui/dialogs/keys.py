"""キー一覧: made from the tables of commands, so that it never lags behind them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zaitaku_ui.action_table import FIXED_KEYS, MENUS, SPECS
from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.theme import Theme

Row = tuple[str, str, str]
"""(where it works, key, what it does)."""
COLUMNS = 2
PLACES = {
    "plan": "計画の表",
    "form": "様式エディター",
    "records": "名簿などの表",
    "members": "委員",
    "indicators": "指標",
    "meetings": "会議",
    "attendance": "出欠表",
    "agenda": "次第",
    "handouts": "配付資料の表",
    "packet": "資料一式",
    "papers": "会議の資料",
    "minutes": "会議録の本文",
    "documents": "文書",
    "document": "文書の本文",
}
"""What the key sheet calls the places where an editor's keys work, by scope."""


class KeySheet(QDialog):
    """The keys in groups, two columns of them."""

    def __init__(self, theme: Theme, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("キー一覧")
        self.rows = tuple(rows)
        body = QWidget()
        body.setObjectName("keysheet")
        columns = QHBoxLayout(body)
        edge = theme.pixels(24)
        columns.setContentsMargins(edge, theme.pixels(16), edge, theme.pixels(16))
        columns.setSpacing(theme.pixels(40))
        for groups in self._balanced():
            column = QVBoxLayout()
            column.setSpacing(theme.pixels(6))
            for name, members in groups:
                column.addWidget(section(name))
                column.addLayout(self._group(theme, members))
                column.addSpacing(theme.pixels(12))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        close = QPushButton("閉じる")
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.pixels(8), edge, theme.pixels(12))
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        open_within_screen(self, theme, 880, 600)

    def _balanced(self) -> list[list[tuple[str, list[Row]]]]:
        """The groups in order, over two columns of about the same length."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row[0], []).append(row)
        whole = sum(len(members) + 2 for members in groups.values())
        columns: list[list[tuple[str, list[Row]]]] = [[] for _ in range(COLUMNS)]
        filled = 0
        for name, members in groups.items():
            length = len(members) + 2
            middle = filled + length / 2
            columns[min(COLUMNS - 1, int(middle * COLUMNS / whole))].append((name, members))
            filled += length
        return columns

    @staticmethod
    def _group(theme: Theme, members: Sequence[Row]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(12))
        grid.setVerticalSpacing(theme.pixels(5))
        grid.setColumnStretch(1, 1)
        for number, (_where, key, words) in enumerate(members):
            chips = QWidget()
            row = QHBoxLayout(chips)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.pixels(4))
            for part in key.split(" / "):
                chip = QLabel(part)
                chip.setProperty("kbd", True)
                row.addWidget(chip)
            row.addStretch(1)
            text = QLabel(words)
            text.setWordWrap(True)
            grid.addWidget(chips, number, 0)
            grid.addWidget(text, number, 1)
            grid.setColumnMinimumWidth(0, theme.pixels(170))
        return grid


def key_rows() -> list[Row]:
    """The keys of all commands that have one, and those that no menu shows."""
    titles = {key: title.partition("(")[0] for key, title in MENUS}
    rows: list[Row] = [
        (titles[spec.menu] if spec.scope == "window" else PLACES[spec.scope], spec.keys, spec.plain)
        for spec in SPECS
        if spec.shortcut
    ]
    rows += FIXED_KEYS
    order = list(dict.fromkeys(where for where, _, _ in rows))
    return sorted(rows, key=lambda row: order.index(row[0]))
