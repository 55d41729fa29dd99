"""Contents of 版 apart from their records, out of the change log too, as those of PDFs are."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Move the contents, and name them in the log by their sha256."""
    run = op.get_bind().exec_driver_sql
    kept = {row_id: _keep(content) for row_id, content in run("SELECT id, content FROM revision").fetchall()}
    with op.batch_alter_table("revision", recreate="always", table_kwargs=KEPT) as batch:
        batch.drop_column("content")
        batch.add_column(sa.Column("content_digest", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("revision", recreate="always", table_kwargs=KEPT) as batch:
        batch.alter_column("content_digest", server_default=None)
    for row_id, digest in kept.items():
        run("UPDATE revision SET content_digest = ? WHERE id = ?", (digest, row_id))
    _shorten_log()


def _keep(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    insert = "INSERT OR IGNORE INTO file_content (digest, content) VALUES (?, ?)"
    op.get_bind().exec_driver_sql(insert, (digest, content))
    return digest


def _shorten_log() -> None:
    """What the log says of 版 names their contents; the steps get the hashes of what they say now."""
    run = op.get_bind().exec_driver_sql
    steps = set()
    rows = run("SELECT id, step_id, \"before\", \"after\" FROM change_row WHERE table_name = 'revision'").fetchall()
    for row_id, step_id, before, after in rows:
        images = (_named(before), _named(after), row_id)
        run('UPDATE change_row SET "before" = ?, "after" = ? WHERE id = ?', images)
        steps.add(step_id)
    for step_id in sorted(steps):
        step = run("SELECT id, kind, name, at, target_id FROM change_step WHERE id = ?", (step_id,)).one()
        found = run(
            'SELECT table_name, row_id, "before", "after" FROM change_row WHERE step_id = ? ORDER BY id', (step_id,)
        ).fetchall()
        text = _json([list(step), *(list(image) for image in found)])
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        run("UPDATE change_step SET hash = ? WHERE id = ?", (digest, step_id))


def _named(image: str | None) -> str | None:
    if image is None:
        return None
    record = json.loads(image)
    record["content_digest"] = hashlib.sha256(bytes.fromhex(record.pop("content")["hex"])).hexdigest()
    return _json(record)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
