"""How big a dialog opens: never beyond the screen, whatever the text size (LOOK 8)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from zaitaku_ui.theme import Theme

FRAME_WIDTH, FRAME_HEIGHT = 12, 44  # what the window manager puts around it


def open_within_screen(dialog: QDialog, theme: Theme, width: int, height: int) -> None:
    """Give the dialog its size (px at 文字サイズ 標準), smaller where the screen is."""
    room = dialog.screen().availableGeometry()
    dialog.resize(
        min(theme.pixels(width), room.width() - FRAME_WIDTH), min(theme.pixels(height), room.height() - FRAME_HEIGHT)
    )
