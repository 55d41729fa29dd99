"""貼り付けの確かめ: what would be overwritten, what cannot be pasted and why, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from zaitaku_desktop.forms.grid import GridView
from zaitaku_desktop.model.inline import plain
from zaitaku_ui.dialogs.frame import FormDialog, caption, section
from zaitaku_ui.dialogs.read_table import ReadTable
from zaitaku_ui.editors.plan_paste import PastePlan, Write, without_added
from zaitaku_ui.theme import Theme

SHOWN = 300
"""So many places are listed; of more only the number is told."""
BLANK = "（空）"


class PasteDialog(FormDialog):
    """After it was accepted: `writes` and `added` are what to write."""

    def __init__(self, theme: Theme, view: GridView, plan: PastePlan, parent: QWidget | None = None) -> None:
        super().__init__(theme, "貼り付けの確認", "貼り付ける", parent)
        self._view = view
        self._plan = plan
        self.writes: list[Write] = plan.writes
        self.added: list[dict[int, str]] = []
        self.only_blank = QPushButton("空いている所だけに貼り付ける")
        self.add_rows = QCheckBox(f"足りない{len(plan.added)}行を取組として追加する")
        self._left_out: ReadTable | None = None
        over = plan.overwritten
        if plan.added:
            self.add_rows.setChecked(True)
            self.add_rows.toggled.connect(self._show_choice)
            self._line(caption(f"貼り付ける表は、今の表より{len(plan.added)}行長くなっています。"))
            self._line(self.add_rows)
        if over:
            self._line(section(f"書き換わる所　{len(over)}か所"))
            lines = [(write.place, _short(write.cell.text), _short(write.text)) for write in over]
            self._line(self._table("書き換わる所", ("場所", "いま", "貼り付けた後"), lines))
            self._foot_button()
        if plan.left_out or plan.added:
            self._heading = section("")
            self._line(self._heading)
            self._left_out = self._table("貼り付けられない所", ("場所", "文", "理由"), [])
            self._line(self._left_out)
        self._line(caption("貼り付けた後も、Ctrl+Z で一度に元に戻せます。"))
        self.setMinimumWidth(theme.pixels(680))
        self._show_choice()

    def _line(self, widget: QWidget) -> None:
        self.fields.addWidget(widget, self.fields.rowCount(), 0, 1, 2)

    def _foot_button(self) -> None:
        row = self._foot_frame.layout()
        assert row is not None
        self.only_blank.setAutoDefault(False)
        self.only_blank.clicked.connect(self._take_blank)
        row.removeWidget(self.go)
        row.addWidget(self.only_blank)
        row.addWidget(self.go)

    def _table(self, name: str, headings: Sequence[str], lines: Sequence[tuple[str, str, str]]) -> ReadTable:
        table = ReadTable(self.theme, name, headings)
        self._fill(table, lines)
        return table

    @staticmethod
    def _fill(table: ReadTable, lines: Sequence[tuple[str, str, str]]) -> None:
        shown = list(lines[:SHOWN])
        if len(lines) > SHOWN:
            shown.append((f"ほか{len(lines) - SHOWN}か所", "", ""))
        table.fill(shown)

    def _adding(self) -> bool:
        return bool(self._plan.added) and self.add_rows.isChecked()

    def _show_choice(self) -> None:
        """What is left out depends on whether rows are added."""
        over = len(self._plan.overwritten)
        if over:
            words = f"{over}か所を書き換える"
        elif self._adding():
            words = f"足りない{len(self._plan.added)}行を追加して貼り付ける"
        else:
            words = "残りを貼り付ける"
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(bool(self._plan.writes or self._adding()))
        if self._left_out is not None:
            left = self._plan.left_out + ([] if self._adding() else without_added(self._plan, self._view))
            self._heading.setText(f"貼り付けられない所　{len(left)}か所")
            self._fill(self._left_out, [(one.place, _short(one.text), one.why) for one in left])
            self._heading.setVisible(bool(left))
            self._left_out.setVisible(bool(left))
        self.fit()

    def take(self) -> bool:
        """Everything that can be written."""
        self.added = self._plan.added if self._adding() else []
        return True

    def _take_blank(self) -> None:
        self.writes = [write for write in self._plan.writes if not write.cell.text.strip()]
        self.added = self._plan.added if self._adding() else []
        self.accept()


def _short(text: str) -> str:
    """A text on one line."""
    return plain(text).strip().replace("\n", " ") or BLANK
