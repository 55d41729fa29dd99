"""分類 of 取組 by check marks: 事業項目, 4つの場面 and the municipality's other axes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zaitaku_desktop.model.snapshot import AxisValueRow
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.theme import Theme

HINT = "Space で付け外し、Enter で決定、Esc で取り消し"
BESIDE = 2
"""So many axes stand beside each other."""


class TagPicker(CellPopup):
    """A check mark for each value of each axis; half set = some of the 取組 have it, and that stays so."""

    def __init__(
        self,
        theme: Theme,
        place: QWidget,
        axes: Sequence[tuple[str, Sequence[AxisValueRow]]],
        have: Mapping[int, Collection[int]],
    ) -> None:
        """`axes` = names with their values; `have` = the values of each 取組, by its id."""
        super().__init__(theme, place, "分類を選ぶ")
        self._have = {item: frozenset(values) for item, values in have.items()}
        self.boxes: dict[int, QCheckBox] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(24))
        columns = [QVBoxLayout() for _ in axes[:BESIDE]]
        for number, (name, values) in enumerate(axes):
            column = columns[0 if number == 0 else len(columns) - 1]
            if column.count():
                column.addSpacing(theme.pixels(12))
            column.addWidget(section(name))
            for value in values:
                column.addWidget(self._box(value))
        for column in columns:
            column.setSpacing(theme.pixels(2))
            column.addStretch(1)
            row.addLayout(column)
        body = QWidget()
        body.setObjectName("cellpopupbody")
        body.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidget(body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = caption(HINT)
        self.column.addWidget(self._area)
        self.column.addWidget(hint)
        whole, edge = body.sizeHint(), theme.pixels(40)
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = place.size() - QSize(edge, edge + hint.sizeHint().height())
        self._area.setFixedSize((whole + QSize(bar, 0)).boundedTo(room))

    def _box(self, value: AxisValueRow) -> QCheckBox:
        box = QCheckBox(value.label.replace("&", "&&"))
        box.setToolTip(value.sentence)
        count = sum(value.id in values for values in self._have.values())
        if 0 < count < len(self._have):
            box.setTristate(True)
            box.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            box.setChecked(count > 0)
        self.boxes[value.id] = box
        return box

    def wanted(self) -> dict[int, set[int]]:
        """For each 取組 the values it is to have."""
        found = {}
        for item, had in self._have.items():
            keeps = {v for v, box in self.boxes.items() if box.checkState() == Qt.CheckState.PartiallyChecked} & had
            found[item] = keeps | {v for v, box in self.boxes.items() if box.checkState() == Qt.CheckState.Checked}
        return found

    def first_box(self) -> QCheckBox:
        """Where the keyboard begins: the first that is set, else the first."""
        boxes = list(self.boxes.values())
        return next((box for box in boxes if box.checkState() != Qt.CheckState.Unchecked), boxes[0])

    def takes(self, event: QKeyEvent) -> bool:
        """↑ and ↓ go from box to box through all axes."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        boxes: list[QWidget] = list(self.boxes.values())
        now = QApplication.focusWidget()
        if step is None or event.modifiers() or now not in boxes:
            return False
        box = boxes[(boxes.index(now) + step) % len(boxes)]
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(box)
        return True
