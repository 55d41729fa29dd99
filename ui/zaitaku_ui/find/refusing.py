"""Which commands an arranged sheet refuses: there the row above is not the row above in the plan."""

from __future__ import annotations

ROW_MOVERS = frozenset(
    {
        *("move_up", "move_down", "indent", "outdent", "move_to_group"),
        *("insert_above", "insert_below", "duplicate", "drag"),
    }
)
"""Keys of the commands (action_table.py) that move rows or put them beside another one; `drag` = with the mouse."""
ARRANGED = "並べ替えや絞り込みをしている間は、行の移動や挿入はできません。表の上の「元の並びに戻す」を押してください。"


def refusal(key: str, *, arranged: bool) -> str | None:
    """Why the command `key` is not carried out while the sheet is `arranged` (sorted or filtered), None if it is."""
    return ARRANGED if arranged and key in ROW_MOVERS else None
