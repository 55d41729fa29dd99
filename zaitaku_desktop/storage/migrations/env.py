"""Alembic's entry: runs the revisions on the connection it is given (migrate.py), inside its transaction."""

from __future__ import annotations

from alembic import context

from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.storage.tables import LOG

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[ALL[0].metadata, LOG],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
