"""A 自由文書 after a step, from what it was before: so that a view need not read everything for one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.storage.history import RowChange
from zaitaku_desktop.storage.patching_meetings import row_of

BLOCKS = "outline_block"


def patch_outline(outline: DocumentOutline, changes: Sequence[RowChange]) -> DocumentOutline | None:
    """The 自由文書 after these changes of tables that show in it; the very same one where none touches it.

    None = more than its own blocks changed (the 資料, the plan, a 版): then it must be read again.
    """
    if any(change.table != BLOCKS for change in changes):
        return None
    own = outline.document.id
    rows = {block.id: block for block in outline.blocks}
    touched = False
    for change in changes:
        image = change.after
        if image is not None and image["document_id"] == own:
            row = row_of(change.table, image)
            if row.revision_id is not None and row.revision_id not in outline.frozen:
                return None
            rows[change.row_id], touched = row, True
        elif rows.pop(change.row_id, None) is not None:
            touched = True
    if not touched:
        return outline
    return replace(outline, blocks=tuple(sorted(rows.values(), key=lambda row: (row.position, row.id))))
