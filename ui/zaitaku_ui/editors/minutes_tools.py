"""The tool row of the 会議録: undo, redo | the kinds with their number keys, ほか | 参照 … プレビュー (LOOK 4.2)."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_ui.action_table import FIRST_KINDS, OTHER_KINDS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.minutes_rules import KINDS
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import KeyedButton, MenuButton, ToolParts, ToolRow

MORE = "minutes-more"
MINUTES_TOOLS = ToolParts(
    (("undo", "redo"), (*FIRST_KINDS, "more+"), ("reference",)),
    ("head", "preview"),
    menus={"more+": MenuButton(OTHER_KINDS, "more", "ほか", MORE)},
    room=980,
)


class MinutesTools(ToolRow):
    """`show_kind` says which kind the item of the cursor is."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(theme, actions, MINUTES_TOOLS, parent)
        more = self.findChild(QToolButton, MORE)
        assert isinstance(more, QToolButton)
        more.setToolTip("ほかの種類、番号の付け方、要点など")
        self.setFocusProxy(more)

    def _button(self, key: str) -> QToolButton:
        if not key.startswith("kind_"):
            return super()._button(key)
        button = KeyedButton(self._theme, str(KINDS.index(BlockKind(key.removeprefix("kind_"))) + 1), self)
        button.setDefaultAction(self._actions[key])
        button.setAccessibleName(button.text())
        return button

    def show_kind(self, kind: BlockKind | None) -> None:
        """Show which kind the item of the cursor is; None = there is none, or several."""
        for one in KINDS:
            self._actions[f"kind_{one.value}"].setChecked(one is kind)
