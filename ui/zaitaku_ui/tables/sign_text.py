"""How a state of 出欠 is drawn in a cell: ○ is quiet, × carries colour, 代 stands in a box, Ｗ is blue (LOOK 4)."""

from __future__ import annotations

from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import SIGNS
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, Tone

_TONES: dict[Presence, Tone] = {
    Presence.ABSENT: "err",
    Presence.ONLINE: "accent",
    Presence.OUT_OF_TERM: "quiet",
}


def sign_text(state: Presence, *, fill: str = "", reply: bool = False) -> CellText:
    """`fill` = the ground where the state has none of its own; `reply` = only answered so far, so it is quiet."""
    if state is Presence.PROXY and not reply:
        return CellText(fill=fill, boxed=SIGNS[state])
    tone: Tone = "quiet" if reply else _TONES.get(state, "plain")
    words = f"({SIGNS[state]})" if reply else SIGNS[state]
    ground = "err-b" if state is Presence.ABSENT and not reply else fill
    paragraphs = (Paragraph((Piece(words, tone),), centred=True),) if state is not Presence.UNKNOWN else ()
    return CellText(paragraphs, fill=ground)
