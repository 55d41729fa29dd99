"""Tables that are not records: the change log and the file's own state. Migrated like the rest."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

from zaitaku_desktop.model.base import NAMING

LOG = MetaData(naming_convention=NAMING)

# One row. `file_id` never changes; `token` is a new random word with every commit. Being the only row, it
# stands on one page of the file, which is how an overwritten file is noticed (watch.py).
file_state = Table(
    "file_state",
    LOG,
    Column("id", Integer, primary_key=True),
    Column("file_id", String, nullable=False),
    Column("token", String, nullable=False),
)

# kind: edit / undo / redo. state (of edits): done / undone / dropped (cut off by a newer edit) / closed
# (before a migration: kept as history, no longer undone). `target_id` = the edit an undo or redo is about.
# `hash` covers the step and its rows, not `state`.
change_step = Table(
    "change_step",
    LOG,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("target_id", Integer, ForeignKey("change_step.id")),
    Column("hash", String, nullable=False),
    CheckConstraint("kind in ('edit', 'undo', 'redo')", name="kind"),
    CheckConstraint("state in ('done', 'undone', 'dropped', 'closed')", name="state"),
    sqlite_autoincrement=True,
)

# before / after = the row as a JSON object of stored values, without row_hash; null = there was none.
change_row = Table(
    "change_row",
    LOG,
    Column("id", Integer, primary_key=True),
    Column("step_id", Integer, ForeignKey("change_step.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("before", String),
    Column("after", String),
    Index("ix_change_row_record", "table_name", "row_id"),
)

# Contents of attached and fixed PDFs and of 版 under their sha256 (contents.py). They are neither changed nor
# undone: a step that takes one away takes its name away. NULL = it stands in the store beside the copies.
file_content = Table(
    "file_content",
    LOG,
    Column("digest", String, primary_key=True),
    Column("content", LargeBinary),
)

# The index ix_change_row_cell (migration 0003) is on this: by the cell whose entry changed, so that its history is
# found, also where its row came and went. The image of an entry begins with item, field and 年度, the order of the
# table's columns; its text is not in the index (json_extract is not allowed in one while schemas are not trusted).
# It is not declared here, since SQLAlchemy cannot compare an index on an expression.
_IMAGE = 'coalesce("after", "before")'
CELL_OF_CHANGE = f"substr({_IMAGE}, 1, instr({_IMAGE}, ',\"state\"'))"
