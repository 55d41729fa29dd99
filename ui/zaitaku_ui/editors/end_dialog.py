"""廃止…: the last 年度 of 取組, the words printed after their names, and who takes their work over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.operations.plan_rows import Successor
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.dialogs.pick_combo import PickCombo
from zaitaku_ui.editors.names import names_of, one_line
from zaitaku_ui.theme import Theme

GOES_ON = "廃止しない（続ける）"
NOBODY = "なし"
AS_IT_WAS = "それぞれ今のまま"


def possible_successors(snapshot: PlanSnapshot, ending: Sequence[ItemRow]) -> list[ItemRow]:
    """The 取組 that can take over: those that go on, in the order of the plan, and those that do so already."""
    chosen, present = {item.id for item in ending}, {item.successor_id for item in ending}
    return [
        item
        for item in snapshot.walk()
        if item.kind is ItemKind.INITIATIVE
        and item.id not in chosen
        and (item.ended_year is None or item.id in present)
    ]


class EndDialog(FormDialog):
    """Asks when the 取組 end. After it was accepted: `year` None = they go on; `note` None = theirs stay."""

    def __init__(
        self,
        theme: Theme,
        snapshot: PlanSnapshot,
        items: Sequence[ItemRow],
        years: Sequence[FiscalYear],
        current: FiscalYear | None,
        parent: QWidget | None = None,
    ) -> None:
        """`years` = among which is chosen; `current` = proposed for what has not ended."""
        super().__init__(theme, "取組の廃止", "決める", parent)
        self.year: int | None = None
        self.note: str | None = ""
        self.successor: Successor = None
        lead = caption(f"{names_of(items)}の最後の年度を選んでください。翌年度からの欄は斜線になり、書けなくなります。")
        self.fields.addWidget(lead, 0, 0, 1, 2)
        self._years: list[int | None] = [*(year.start for year in years), None]
        self.years = QComboBox()
        self.years.addItems([f"{year.long}まで行った" for year in years] + [GOES_ON])
        ended = items[0].ended_year
        wanted = ended if ended is not None else (current.start if current else None)
        self.years.setCurrentIndex(self._years.index(wanted) if wanted in self._years else 0)
        self.years.currentIndexChanged.connect(self._show_open)
        self.add_row("最後の年度(&Y)", self.years)
        self._notes = {item.end_note for item in items}
        self.words = QLineEdit(items[0].end_note if len(self._notes) == 1 else "")
        self.words.setPlaceholderText("例：（令和5年度で終了）" if len(self._notes) == 1 else AS_IT_WAS)
        self.add_row("添える言葉(&W)", self.words, "取組名の後に印刷します。")
        self.takers = PickCombo(self._choices(snapshot, items))
        if len({item.successor_id for item in items}) == 1:
            self.takers.choose(items[0].successor_id)
        self.add_row("後継の取組(&S)", self.takers, "この後を引き継ぐ取組です。名前の一部を打つと探せます。")
        self._show_open()

    @staticmethod
    def _choices(snapshot: PlanSnapshot, items: Sequence[ItemRow]) -> list[tuple[object, str]]:
        differ = len({item.successor_id for item in items}) > 1
        found: list[tuple[object, str]] = [*((("as it was", AS_IT_WAS),) if differ else ()), (None, NOBODY)]
        for place, item in enumerate(possible_successors(snapshot, items)):
            group = snapshot.ancestor(item, ItemKind.GROUP)
            where = "" if group is None else f"（{one_line(item_title(snapshot, group))}）"
            name = f"{item.number}　{one_line(item.title)}".strip("\u3000") + where
            taken = any(name == other for _value, other in found)
            found.append((item.id, f"{name} {place + 1}" if taken else name))
        return found

    def _show_open(self) -> None:
        """A 取組 that goes on has no note and no successor."""
        ends = self._years[self.years.currentIndex()] is not None
        self.words.setEnabled(ends)
        self.takers.setEnabled(ends)

    def take(self) -> bool:
        """What stands in the fields."""
        self.year = self._years[self.years.currentIndex()]
        if self.year is None:
            self.note, self.successor = "", None
            return True
        typed = self.words.text().strip()
        self.note = None if not typed and len(self._notes) > 1 else typed
        chosen = self.takers.value()
        self.successor = chosen if isinstance(chosen, int) else "as it was" if chosen == "as it was" else None
        return True
