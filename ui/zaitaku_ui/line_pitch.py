"""Lines of a text field as far apart as LOOK 1 wants; the faces themselves bring no space between lines."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit


def space_lines(field: QTextEdit, pitch: int) -> None:
    """Fixed line pitch (px) for all there is and all that will be typed; not a step of the field's undo."""
    field.setUndoRedoEnabled(False)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(field.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spaced)
    field.setUndoRedoEnabled(True)
