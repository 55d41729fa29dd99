"""Lines of a text field as far apart as LOOK 1 wants; the faces themselves bring no space between lines."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit


def space_lines(field: QTextEdit, pitch: int) -> None:
    """Fixed line pitch (px) for all there is and all that will be typed; not a step of the field's undo."""
    space_document(field.document(), pitch)


def space_document(document: QTextDocument, pitch: int) -> None:
    """The same for a document."""
    undoable = document.isUndoRedoEnabled()
    document.setUndoRedoEnabled(False)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spaced)
    document.setUndoRedoEnabled(undoable)
