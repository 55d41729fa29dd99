"""The change log: what each operation changed, row by row, written in the same transaction.

Temporary triggers note the first state of every row that a transaction touches, so that nothing escapes:
statements, several writes to one row, rows deleted or changed by ON DELETE CASCADE / SET NULL. At the end of
the transaction the same rows are read again; what differs is the step. Row hashes are filled at that moment.

Undo is linear: edits are done or undone, a new edit drops the undone ones. An undo puts the images back with
foreign keys off (their ON DELETE actions would reach further than the step did) and the whole file is
checked with `foreign_key_check` before it is committed. It applies only where the present equals the log.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.references import Reference, resolved
from zaitaku_desktop.storage.contents import keeps_contents
from zaitaku_desktop.storage.row_hash import (
    RecordTable,
    Stored,
    from_json,
    hash_of,
    hash_text,
    quoted,
    record_tables,
    to_json,
)

Image = dict[str, Stored]

INSERT_STEP = "INSERT INTO change_step (id, kind, name, at, state, target_id, hash) VALUES (?, ?, ?, ?, 'done', ?, ?)"
INSERT_ROW = 'INSERT INTO change_row (step_id, table_name, row_id, "before", "after") VALUES (?, ?, ?, ?, ?)'
REMOVE_STEP = ("DELETE FROM change_row WHERE step_id = ?", "DELETE FROM change_step WHERE id = ?")
DROP_UNDONE = "UPDATE change_step SET state = 'dropped' WHERE state = 'undone'"
SET_STATE = "UPDATE change_step SET state = ? WHERE id = ?"
SPEAKING = ", ".join(
    f"'{table}'"
    for table in (
        "entry",
        "plan_item",
        "outline_block",
        "agenda_item",
        "handout",
        "person",
        "organization",
        "committee",
    )
)
"""Tables whose records say something that tells one edit from another."""
SET_TOKEN = "UPDATE main.file_state SET token = ?"
_NEW_CONTENT = "touched_file_content"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, as stored (a list is its JSON text, a bool 0 or 1), the id included.

    before None = the row was made, after None = it was deleted.
    """

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `kind` = edit, undo or redo; `name` is that of the edit in each case."""

    id: int
    name: str
    at: dt.datetime
    changes: tuple[RowChange, ...]
    kind: str = "edit"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that can be undone, or has been and can be done again.

    `rows` = how many it changed, `words` = the text or name that the first of them got (or had, if it was deleted).
    """

    id: int
    name: str
    at: dt.datetime
    undone: bool
    rows: int
    words: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A step with all that was written besides the records, for `repeating.repeat`.

    `target` = the edit that an undo or redo is about, `rows` as they stand in change_row, `digest` = hash of the step,
    `token` = the file's write token after it, `counters` = which ids are used up by then, by table. `instead_of` = the
    edit this one goes on with: the log has them as one, `step` only says what is new. `contents` = (digest, content)
    put in by it (contents.py).
    """

    step: Step
    target: int | None
    rows: tuple[tuple[object, ...], ...]
    digest: str
    token: str
    counters: tuple[tuple[str, int], ...]
    instead_of: int | None = None
    contents: tuple[tuple[str, bytes], ...] = ()


class ChangedSince(KnownError):
    """An undo or redo whose rows are no longer as the log says. `rows` = (table, id) of those."""

    def __init__(self, name: str, rows: Sequence[tuple[str, int]]) -> None:
        self.rows = tuple(rows)
        super().__init__(
            f"「{name}」のあとに同じ所が変わっているため、元に戻せません（{len(self.rows)}件）。",
            todo="変わった所を確かめて、手で直してください。",
        )


class ChangeLog:
    """The change log of one connection. All methods but `watch` run inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables: dict[str, RecordTable] = {}
        self._contents = False

    def watch(self) -> None:
        """Set up the triggers, once per connection."""
        self._tables = {table.name: table for table in record_tables(self._connection)}
        for table in self._tables.values():
            self._watch_table(table)
        if keeps_contents(self._connection):
            run = self._connection.execute
            run(f"CREATE TEMP TABLE {_NEW_CONTENT} (digest PRIMARY KEY)")
            for event in ("INSERT", "UPDATE"):
                run(
                    f"CREATE TEMP TRIGGER {event}_content AFTER {event} ON main.file_content "
                    f"BEGIN INSERT OR IGNORE INTO {_NEW_CONTENT} VALUES (NEW.digest); END"
                )
            self._contents = True

    def _watch_table(self, table: RecordTable) -> None:
        run = self._connection.execute
        source, notes = quoted(table.name), quoted(f"touched_{table.name}")
        others = [quoted(column) for column in table.columns if column != "id"]
        names = ", ".join(["id", "existed", *others])
        old = ", ".join(["OLD.id", "1", *(f"OLD.{column}" for column in others)])
        # no declared types: values are kept exactly as they are stored
        columns = ", ".join(["id INTEGER PRIMARY KEY", "existed", *others])
        run(f"CREATE TEMP TABLE {notes} ({columns})")
        first = f"SELECT 1 FROM {notes} WHERE id ="
        for event in ("UPDATE", "DELETE"):
            run(
                f"CREATE TEMP TRIGGER {quoted(f'{event}_{table.name}')} BEFORE {event} ON main.{source} BEGIN "
                f"INSERT INTO {notes} ({names}) SELECT {old} WHERE NOT EXISTS ({first} OLD.id); END"
            )
        run(
            f"CREATE TEMP TRIGGER {quoted(f'INSERT_{table.name}')} AFTER INSERT ON main.{source} BEGIN "
            f"INSERT INTO {notes} (id, existed) SELECT NEW.id, 0 WHERE NOT EXISTS ({first} NEW.id); END"
        )

    def collect(self) -> tuple[RowChange, ...]:
        """What has changed since the last call, and the hashes of those rows filled."""
        changes: list[RowChange] = []
        for table in self._tables.values():
            changes += self._collect_table(table)
        return tuple(changes)

    def _collect_table(self, table: RecordTable) -> list[RowChange]:
        run = self._connection.execute
        notes, source = quoted(f"touched_{table.name}"), f"main.{quoted(table.name)}"
        columns = table.selected
        touched = run(f"SELECT existed, {columns} FROM {notes} ORDER BY id").fetchall()
        if not touched:
            return []
        place = table.columns.index("id")
        present = {
            row[place]: row for row in run(f"SELECT {columns} FROM {source} WHERE id IN (SELECT id FROM {notes})")
        }
        changes = []
        for existed, *old in touched:
            row_id, new = old[place], present.get(old[place])
            before = dict(zip(table.columns, old, strict=True)) if existed else None
            after = None if new is None else dict(zip(table.columns, new, strict=True))
            if before != after:
                changes.append(RowChange(table.name, row_id, before, after))
        self._connection.executemany(
            f"UPDATE {source} SET row_hash = ? WHERE id = ?",
            [(hash_of(table.name, row), row_id) for row_id, row in present.items()],
        )
        run(f"DELETE FROM {notes}")
        return changes

    def write(self, name: str, changes: tuple[RowChange, ...], onto: int | None = None) -> Logged:
        """Log an edit, and drop what had been undone before it. Puts a new write token in the file.

        `onto` = an edit: if nothing came after it, the two become one, to be undone at once.
        """
        self._connection.execute(DROP_UNDONE)
        whole = () if onto is None else self._joined(onto, changes)
        if not whole:
            return self._insert("edit", name, changes, None)
        for command in REMOVE_STEP:
            self._connection.execute(command, (onto,))
        logged = self._insert("edit", name, whole, None)
        return replace(logged, step=replace(logged.step, changes=changes), instead_of=onto)

    def _joined(self, onto: int, changes: tuple[RowChange, ...]) -> tuple[RowChange, ...]:
        """What an edit and these changes do together; () = it is not the last step, or they cancel each other."""
        newest = self._connection.execute("SELECT id, kind FROM change_step ORDER BY id DESC LIMIT 1").fetchone()
        if newest != (onto, "edit"):
            return ()
        step = self.step(onto)
        return merged([step, replace(step, changes=changes)]).changes

    def _insert(self, kind: str, name: str, changes: tuple[RowChange, ...], target: int | None) -> Logged:
        run = self._connection.execute
        at = dt.datetime.now().astimezone()
        cursor = run(INSERT_STEP, (None, kind, name, stamp(at), target, ""))
        step_id = cursor.lastrowid
        assert step_id is not None
        rows = tuple(
            (
                step_id,
                change.table,
                change.row_id,
                None if change.before is None else to_json(change.before),
                None if change.after is None else to_json(change.after),
            )
            for change in changes
        )
        self._connection.executemany(INSERT_ROW, rows)
        digest = _hash_of_step((step_id, kind, name, stamp(at), target), [row[1:] for row in rows])
        run("UPDATE change_step SET hash = ? WHERE id = ?", (digest, step_id))
        token = secrets.token_hex(16)
        run(SET_TOKEN, (token,))
        counters = tuple(run("SELECT name, seq FROM main.sqlite_sequence ORDER BY name"))
        contents = self._new_contents()
        return Logged(Step(step_id, name, at, changes, kind), target, rows, digest, token, counters, None, contents)

    def _new_contents(self) -> tuple[tuple[str, bytes], ...]:
        """The contents put in since the last step."""
        if not self._contents:
            return ()
        run = self._connection.execute
        found = tuple(
            run(f'SELECT digest, "content" FROM main.file_content WHERE digest IN (SELECT digest FROM {_NEW_CONTENT})')
        )
        run(f"DELETE FROM {_NEW_CONTENT}")
        return found

    def next_undo(self) -> tuple[int, str] | None:
        """(id, name) of the edit that undo would take back."""
        return self._one("state = 'done' ORDER BY id DESC")

    def next_redo(self) -> tuple[int, str] | None:
        """(id, name) of the edit that redo would do again."""
        return self._one("state = 'undone' ORDER BY id")

    def _one(self, which: str) -> tuple[int, str] | None:
        found: tuple[int, str] | None = self._connection.execute(
            f"SELECT id, name FROM change_step WHERE kind = 'edit' AND {which} LIMIT 1"
        ).fetchone()
        return found

    def edits(self, limit: int) -> list[Edit]:
        """The edits that undo and redo go through, the newest first: those undone, then those done."""
        rows = "FROM change_row WHERE step_id = change_step.id"
        found = self._connection.execute(
            f'SELECT id, name, at, state = \'undone\', (SELECT count(*) {rows}), (SELECT coalesce("after", "before") '
            f"{rows} AND table_name IN ({SPEAKING}) ORDER BY id LIMIT 1) "
            "FROM change_step WHERE kind = 'edit' AND state IN ('done', 'undone') ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [
            Edit(edit, name, dt.datetime.fromisoformat(at), bool(undone), count, _words_of(image))
            for edit, name, at, undone, count, image in found
        ]

    def between(self, last: int, *, undo: bool) -> list[int]:
        """The edits that undo (redo) goes through down (up) to that one, in its order; [] if it is not among them."""
        run = self._connection.execute
        if undo:
            rows = run(
                "SELECT id FROM change_step WHERE kind = 'edit' AND state = 'done' AND id >= ? ORDER BY id DESC",
                (last,),
            )
        else:
            rows = run(
                "SELECT id FROM change_step WHERE kind = 'edit' AND state = 'undone' AND id <= ? ORDER BY id", (last,)
            )
        found = [edit for (edit,) in rows]
        return found if last in found else []

    def last_at(self) -> dt.datetime | None:
        """When the last change was made."""
        row = self._connection.execute("SELECT at FROM change_step ORDER BY id DESC LIMIT 1").fetchone()
        return None if row is None else dt.datetime.fromisoformat(row[0])

    def step(self, step_id: int) -> Step:
        """A step with its rows."""
        run = self._connection.execute
        kind, name, at = run("SELECT kind, name, at FROM change_step WHERE id = ?", (step_id,)).fetchone()
        rows = run(
            'SELECT table_name, row_id, "before", "after" FROM change_row WHERE step_id = ? ORDER BY id',
            (step_id,),
        )
        changes = tuple(
            RowChange(
                table,
                row_id,
                None if before is None else from_json(before),
                None if after is None else from_json(after),
            )
            for table, row_id, before, after in rows
        )
        return Step(step_id, name, dt.datetime.fromisoformat(at), changes, kind)

    def recent(self, limit: int) -> list[Step]:
        """The last steps, the newest first."""
        ids = self._connection.execute("SELECT id FROM change_step ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
        return [self.step(step_id) for (step_id,) in ids]

    def replay(self, edits: Sequence[int], *, undo: bool) -> list[Logged]:
        """Take edits back, or do them again, in this order; each logged as a step whose changes are those now made.

        Foreign keys must be off. Raises ChangedSince; the caller rolls back.
        """
        logged = [self._replay_one(edit, undo=undo) for edit in edits]
        broken = self._connection.execute("PRAGMA main.foreign_key_check").fetchall()
        if broken:
            raise ChangedSince(logged[-1].step.name, [(row[0], row[1]) for row in broken])
        return logged

    def _replay_one(self, edit: int, *, undo: bool) -> Logged:
        logged = self.step(edit)
        wanted = [
            (change.table, change.row_id, *((change.after, change.before) if undo else (change.before, change.after)))
            for change in logged.changes
        ]
        differing = [(table, row_id) for table, row_id, now, _ in wanted if self._present(table, row_id) != now]
        if differing:
            raise ChangedSince(logged.name, differing)
        # All go before any comes: so no unique key stands in the way of two rows that change places.
        for table, row_id, now, _ in wanted:
            if now is not None:
                self._connection.execute(f"DELETE FROM main.{quoted(table)} WHERE id = ?", (row_id,))
        for table, _, _, then in wanted:
            if then is not None:
                put(self._connection, table, then)
        changes = self.collect()
        self._connection.execute(SET_STATE, ("undone" if undo else "done", edit))
        return self._insert("undo" if undo else "redo", logged.name, changes, edit)

    def _present(self, table: str, row_id: int) -> Image | None:
        known = self._tables[table]
        row = self._connection.execute(
            f"SELECT {known.selected} FROM main.{quoted(table)} WHERE id = ?", (row_id,)
        ).fetchone()
        return None if row is None else dict(zip(known.columns, row, strict=True))


def _words_of(image: str | None) -> str:
    """What the image of a record says, without references: nobody knows here what they say."""
    if image is None:
        return ""
    record = from_json(image)
    found = next((record[name] for name in ("text", "title", "list_title", "name") if record.get(name)), "")
    return resolved(str(found), _nothing)


def _nothing(_: Reference) -> str:
    return ""


def merged(steps: Sequence[Step]) -> Step:
    """Several steps made at once as one: the last of them, with each row before the first and after the last."""
    changes: dict[tuple[str, int], RowChange] = {}
    for step in steps:
        for change in step.changes:
            key = (change.table, change.row_id)
            first = changes.get(key, change)
            changes[key] = RowChange(change.table, change.row_id, first.before, change.after)
    return replace(steps[-1], changes=tuple(one for one in changes.values() if one.before != one.after))


def put(connection: sqlite3.Connection, table: str, image: Image) -> None:
    """Insert a row as it is in its image (and whatever else the image names)."""
    names = ", ".join(quoted(name) for name in image)
    marks = ", ".join("?" * len(image))
    connection.execute(f"INSERT INTO main.{quoted(table)} ({names}) VALUES ({marks})", tuple(image.values()))


def stamp(at: dt.datetime) -> str:
    """A time as the log writes it."""
    return at.isoformat(timespec="milliseconds")


def _hash_of_step(step: tuple[object, ...], rows: Sequence[tuple[object, ...]]) -> str:
    return hash_text(to_json([list(step), *(list(row) for row in rows)]))


def wrong_steps(connection: sqlite3.Connection) -> list[int]:
    """The ids of logged steps that are not as they were written."""
    rows: dict[int, list[tuple[object, ...]]] = {}
    for step_id, *row in connection.execute(
        'SELECT step_id, table_name, row_id, "before", "after" FROM change_row ORDER BY id'
    ):
        rows.setdefault(step_id, []).append(tuple(row))
    steps = connection.execute("SELECT id, kind, name, at, target_id, hash FROM change_step").fetchall()
    return [step[0] for *step, kept in steps if _hash_of_step(tuple(step), rows.get(step[0], [])) != kept]
