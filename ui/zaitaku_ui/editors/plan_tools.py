"""What stands in the tool row of the plan: undo, redo | insert and state | … セルと点検, プレビュー (LOOK 3)."""

from __future__ import annotations

from zaitaku_ui.action_table import ADD_MENU, ROW_MENU, TOOL_ROW
from zaitaku_ui.tool_row import MenuButton, ToolParts

PLAN_TOOLS = ToolParts(
    TOOL_ROW,
    ("side", "preview"),
    {
        "add+": MenuButton(ADD_MENU, "plus", "行を追加", "plan-add"),
        "rows+": MenuButton(ROW_MENU, "more", "行の操作", "plan-rows"),
    },
    room=790,  # 未入力 included
)
