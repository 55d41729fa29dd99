"""番号を振り直す…: by which rule 取組 are numbered, and what that changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from zaitaku_desktop.forms.references import Follow, following
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations.plan_numbers import NumberChange, NumberRule, possible_rules, propose
from zaitaku_ui.dialogs.axes import follow_words
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.dialogs.read_table import ReadTable
from zaitaku_ui.editors.names import one_line
from zaitaku_ui.theme import Theme

RULES = {
    NumberRule.SERIAL: "1, 2, 3 …（全体で通し）",
    NumberRule.IN_GROUP: "1, 2, 3 …（項目ごと）",
    NumberRule.KANA_IN_GROUP: "ア, イ, ウ …（項目ごと）",
    NumberRule.GROUP: "1-(1), 1-(2) …（項目の順番と通し番号）",
    NumberRule.CIRCLED_GROUP: "①-1, ①-2 …（項目の順番と通し番号）",
    NumberRule.PHILOSOPHY: "①-1, ①-2 …（基本理念の記号と通し番号）",
}
NONE = "（なし）"
LINES = 10
SAME = "今のまま"


class RenumberDialog(FormDialog):
    """After it was accepted, `numbers` are those to write, by 取組."""

    def __init__(
        self,
        theme: Theme,
        snapshot: PlanSnapshot,
        every: Sequence[int],
        chosen: Sequence[int],
        *,
        shows_numbers: bool,
        documents: Sequence[DocumentRow] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`every` = all 取組 in the order of the form, `chosen` = those whose rows are chosen, in the same order.

        `shows_numbers` = whether the form has a column for them; `documents` = 資料 whose texts may refer to 取組.
        """
        super().__init__(theme, "番号を振り直す", "番号を変える", parent)
        self._snapshot = snapshot
        self._documents = documents
        self._changes: tuple[Follow, ...] = ()
        self.numbers: dict[int, str] = {}
        self._sets: list[Sequence[int]] = [every]
        self.which = QComboBox()
        if chosen and len(chosen) < len(every):
            self._sets.insert(0, chosen)
            self.which.addItem(f"選んだ取組　{len(chosen)}件")
        self.which.addItem(f"すべての取組　{len(every)}件")
        self.add_row("対象(&W)", self.which)
        self._rules = possible_rules(snapshot)
        self.rule = QComboBox()
        self.rule.addItems([RULES[rule] for rule in self._rules])
        self.add_row("番号の付け方(&N)", self.rule)
        self.keep = QCheckBox("番号のある取組は、今の番号のままにする(&K)")
        self.fields.addWidget(self.keep, self.fields.rowCount(), 1)
        headings = ("取組", "いま", "変えた後", "")
        self.table = ReadTable(theme, "振り直した後の番号", headings, most=LINES, slim=(1, 2, 3))
        self.fields.addWidget(self.table, self.fields.rowCount(), 0, 1, 2)
        self.follow = QCheckBox()
        self.follow.setChecked(True)
        self.fields.addWidget(self.follow, self.fields.rowCount(), 0, 1, 2)
        words = "変えた後も、Ctrl+Z で一度に元に戻せます。"
        if not shows_numbers:
            words = f"この様式には No. の列がありませんが、番号は計画に残ります。{words}"
        self.fields.addWidget(caption(words), self.fields.rowCount(), 0, 1, 2)
        self.table.fill([("", "", "", "")] * len(every))
        self._height = self.table.height()
        for choice in (self.which, self.rule):
            choice.currentIndexChanged.connect(self._show)
        self.keep.toggled.connect(self._show)
        self.setMinimumWidth(theme.pixels(680))
        self._show()

    def _show(self) -> None:
        changes = propose(
            self._snapshot,
            self._sets[self.which.currentIndex()],
            self._rules[self.rule.currentIndex()],
            keep_typed=self.keep.isChecked(),
        )
        self.numbers = {change.item_id: change.new for change in changes if change.new != change.old}
        self.table.fill([self._line(change) for change in changes])
        self.table.setFixedHeight(self._height)  # whatever is chosen, nothing jumps
        self._changes = following(self._snapshot, self._documents, items=self.numbers)
        self.follow.setVisible(bool(self._changes))
        self.follow.setText(follow_words(self._changes))
        words = f"{len(self.numbers)}件の番号を変える" if self.numbers else "変わる番号はありません"
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(bool(self.numbers))

    @property
    def following(self) -> tuple[Follow, ...]:
        """The texts whose references are to follow."""
        return self._changes if self.follow.isChecked() else ()

    def _line(self, change: NumberChange) -> tuple[str, str, str, str]:
        name = one_line(self._snapshot.items[change.item_id].title)
        return name, change.old or NONE, change.new or NONE, change.why or (SAME if change.new == change.old else "")
