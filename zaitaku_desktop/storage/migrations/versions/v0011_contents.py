"""Contents of attached PDFs apart from their records, out of the change log too; the 資料一式 of a meeting."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Move the contents, shorten what the log says of them, make the table of 資料一式."""
    op.create_table(
        "file_content",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_file_content"),
    )
    run = op.get_bind().exec_driver_sql
    sizes = {}
    for file_id, content in run("SELECT id, content FROM attached_file ORDER BY id").fetchall():
        digest = hashlib.sha256(content).hexdigest()
        sizes[file_id] = (digest, len(content))
        run("INSERT OR IGNORE INTO file_content (digest, content) VALUES (?, ?)", (digest, content))
    with op.batch_alter_table("attached_file", recreate="always", table_kwargs=KEPT) as batch:
        batch.drop_column("content")
        batch.add_column(sa.Column("size", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("attached_file", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("size", server_default=None)
    for file_id, (digest, size) in sizes.items():
        run("UPDATE attached_file SET digest = ?, size = ? WHERE id = ?", (digest, size, file_id))
    _shorten_log()
    op.create_table(
        "packet",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("paging", sa.String(), nullable=False),
        sa.Column("two_sided", sa.Boolean(), nullable=False),
        sa.Column("number_box", sa.Boolean(), nullable=False),
        sa.Column("draft_mark", sa.Boolean(), nullable=False),
        sa.Column("dividers", sa.Boolean(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("fixed_at", sa.String(), nullable=False),
        sa.Column("fixed_digest", sa.String(), nullable=False),
        sa.Column("fixed_size", sa.Integer(), nullable=False),
        sa.Column("fixed_pages", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_hash", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_packet_meeting_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_packet"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_packet_meeting_id", "packet", ["meeting_id"], unique=True)


def _shorten_log() -> None:
    """What the log says of attached PDFs without their contents; the steps get the hashes of what they say now."""
    run = op.get_bind().exec_driver_sql
    steps = set()
    rows = run("SELECT id, step_id, \"before\", \"after\" FROM change_row WHERE table_name = 'attached_file'").fetchall()
    for row_id, step_id, before, after in rows:
        run(
            'UPDATE change_row SET "before" = ?, "after" = ? WHERE id = ?',
            (_without_content(before), _without_content(after), row_id),
        )
        steps.add(step_id)
    for step_id in sorted(steps):
        step = run("SELECT id, kind, name, at, target_id FROM change_step WHERE id = ?", (step_id,)).one()
        images = run(
            'SELECT table_name, row_id, "before", "after" FROM change_row WHERE step_id = ? ORDER BY id', (step_id,)
        ).fetchall()
        text = _json([list(step), *(list(image) for image in images)])
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        run("UPDATE change_step SET hash = ? WHERE id = ?", (digest, step_id))


def _without_content(image: str | None) -> str | None:
    if image is None:
        return None
    record = json.loads(image)
    record.pop("content", None)
    return _json(record)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
