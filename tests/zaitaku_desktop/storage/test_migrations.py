"""The schema: one with the classes, and older files brought up to it without risk."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from storage_helpers import content, outside, set_title

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.storage.backup import list_backups
from zaitaku_desktop.storage.creating import put_new, write_new
from zaitaku_desktop.storage.migrate import CURRENT, Schema
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.reading_documents import load_content
from zaitaku_desktop.storage.reading_meetings import load_file
from zaitaku_desktop.storage.tables import LOG
from zaitaku_desktop.storage.workspace import Workspace

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}
"""
GOOD = """    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("plan_item", recreate="always", table_kwargs=kept) as batch:
        batch.add_column(sa.Column("mood", sa.String(), server_default="晴れ", nullable=False))
"""
FORGETS = GOOD.replace("True", "False")
FALLS = GOOD + '    raise RuntimeError("in the middle")\n'
LOSES = GOOD + '    op.execute("DELETE FROM entry WHERE id = 2")\n'
TEARS = GOOD + '    op.execute("UPDATE entry SET item_id = 777 WHERE id = 2")\n'


def _schema(folder: Path, body: str) -> Schema:
    target = folder / "migrations 100%"
    shutil.copytree(CURRENT.folder, target)
    number = f"{CURRENT.number + 1:04d}"
    revision = NEXT.format(number=number, before=CURRENT.revisions[-1], body=body)
    (target / "versions" / f"v{number}_made_up.py").write_text(revision, encoding="utf-8")
    return Schema(target, (*CURRENT.revisions, number))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_that_classes_and_migrations_agree(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, [Record.metadata, LOG]) == []
    engine.dispose()


def test_that_what_alembic_does_not_compare_is_in_the_file_as_in_the_classes(path: Path, tmp_path: Path) -> None:
    def tables(file: Path) -> dict[str, tuple[object, ...]]:
        connection = sqlite3.connect(file)
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        columns = {
            name: sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})")) for name, _ in rows
        }
        connection.close()
        return {
            name: ("AUTOINCREMENT" in sql, sql.count("CHECK"), sql.count("ON DELETE"), columns[name])
            for name, sql in rows
            if name not in ("alembic_version", "sqlite_sequence")
        }

    target = tmp_path / "classes.db"
    engine = create_engine(f"sqlite:///{target}")
    for metadata in (Record.metadata, LOG):
        metadata.create_all(engine)
    engine.dispose()
    assert tables(path) == tables(target)


def test_that_the_schema_number_is_that_of_the_last_revision(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(CURRENT.revisions),)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (CURRENT.revisions[-1],)
    connection.close()
    made = sorted(file.name[1:5] for file in (CURRENT.folder / "versions").glob("v*.py"))
    assert made == list(CURRENT.revisions)


def test_that_every_class_is_in_the_list_of_records() -> None:
    assert {record.__tablename__ for record in ALL} == set(Record.metadata.tables)


def test_that_an_older_file_is_brought_up_to_date_with_all_its_rows(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path) as workspace:
        workspace.perform("入力", set_title(2, "新"))
        workspace.perform("消す", lambda session: session.execute(text("DELETE FROM item_tag")).close())
        before = content(workspace)
    old_bytes = path.read_bytes()
    schema = _schema(tmp_path, GOOD)
    with Workspace.open(path, schema=schema) as workspace:
        after = content(workspace)
        assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
        with workspace.read() as connection:
            moods = connection.exec_driver_sql("SELECT mood FROM plan_item").scalars().all()
            assert moods == ["晴れ"] * 3
        assert workspace.verify() == []
        assert workspace.undo_name is None  # images of the older schema lack a column
        assert [step.name for step in workspace.steps()] == ["消す", "入力"]
        done = workspace.perform("入力", set_title(3, "次"))
        assert done.step is not None
        assert "mood" in (done.step.changes[0].after or {})
        workspace.undo()
    pinned = next(found for found in list_backups(path) if found.reason == "更新前")
    assert pinned.pinned
    with Workspace.open(pinned.path, read_only=True) as old:
        assert content(old) == before
    assert path.read_bytes() != old_bytes
    assert not list(path.parent.glob("~*"))


def test_that_used_ids_stay_used_after_a_table_is_made_anew(path: Path, tmp_path: Path) -> None:
    outside(path, "UPDATE sqlite_sequence SET seq = 500 WHERE name = 'plan_item'")
    with Workspace.open(path, schema=_schema(tmp_path, GOOD)) as workspace:
        workspace.perform(
            "追加",
            lambda session: session.execute(
                text("INSERT INTO plan_item (plan_id, kind, position, number, title, mark, end_note, below_note)"
                     " VALUES (1, 'group', 0, '', '', '', '', '')")
            ).close(),
        )  # fmt: skip
        assert max(row[0] for row in content(workspace)["plan_item"] if isinstance(row[0], int)) >= 1
        with workspace.read() as connection:
            assert connection.exec_driver_sql("SELECT max(id) FROM plan_item").scalar() == 501


@pytest.mark.parametrize("body", [FALLS, LOSES, TEARS, FORGETS])
def test_that_a_migration_in_trouble_leaves_the_file_as_it_was(path: Path, tmp_path: Path, body: str) -> None:
    before = path.read_bytes()
    schema = _schema(tmp_path, body)
    with pytest.raises(KnownError, match="元のファイルはそのまま"):
        Workspace.open(path, schema=schema)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("~*"))
    with Workspace.open(path) as workspace:
        assert workspace.verify() == []


def test_that_an_older_file_can_be_looked_at_without_being_changed(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with (
        Workspace.open(path, read_only=True, schema=_schema(tmp_path, GOOD)) as workspace,
        workspace.read() as connection,
    ):
        assert connection.exec_driver_sql("SELECT count(mood) FROM plan_item").scalar() == 3
    assert path.read_bytes() == before


def test_that_a_file_with_pdfs_in_its_records_gets_them_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "old.zaitaku"
    pdf = b"%PDF-1.7 \x00\xff"
    _make_old(path, _schema_before("0011", tmp_path), pdf)
    with Workspace.open(path) as workspace:
        assert workspace.verify() == []
        with workspace.read() as connection:
            assert load_file(connection, 1) == pdf
            rows = connection.exec_driver_sql("SELECT name, size FROM attached_file").all()
        assert [tuple(row) for row in rows] == [("地図.pdf", len(pdf)), ("同じ.pdf", len(pdf))]
        (step,) = workspace.steps()
        assert "content" not in (step.changes[0].after or {})
    assert b"255044462d312e37".hex() not in path.read_bytes().hex()


def test_that_a_revision_in_its_record_and_in_the_log_is_kept_apart(tmp_path: Path) -> None:
    path, schema, state = tmp_path / "old.zaitaku", _schema_before("0014", tmp_path), b"\x78\x9c a state"
    put_new(path, lambda part: write_new(part, "市", None, schema))
    insert = "INSERT INTO revision (kind, name, dated, made_on, source, digest, content) "
    insert += "VALUES ('draft', ?, '', '2025-04-01', '', 'd', ?)"
    with Workspace.open(path, schema=schema) as workspace:
        workspace.perform("版", lambda session: _run(session, insert, ("提出版", state)))
    with Workspace.open(path) as workspace:
        with workspace.read() as connection:
            assert load_content(connection, 1) == state
        (step,) = workspace.steps()
        assert len((step.changes[0].after or {})["content_digest"] or "") == 64
        assert workspace.verify() == []
    assert verify_file(path) == [] and state.hex().encode() not in path.read_bytes()


def _run(session: Session, words: str, values: tuple[object, ...]) -> None:
    session.connection().exec_driver_sql(words, values)


def _schema_before(number: str, folder: Path) -> Schema:
    """The migrations as they were before that one."""
    old = folder / "old migrations"
    shutil.copytree(CURRENT.folder, old)
    for file in (old / "versions").glob("v*.py"):
        if file.name[1:5] >= number:
            file.unlink()
    return Schema(old, CURRENT.revisions[: CURRENT.revisions.index(number)])


def _make_old(path: Path, schema: Schema, pdf: bytes) -> None:
    """A file of an older version with two attached PDFs of one content, put in as an undo step."""
    put_new(path, lambda part: write_new(part, "市", None, schema))
    insert = "INSERT INTO attached_file (name, media_type, digest, content) VALUES (?, 'application/pdf', ?, ?)"

    def attach(session: Session) -> None:
        for name in ("地図.pdf", "同じ.pdf"):
            session.connection().exec_driver_sql(insert, (name, "0" * 64, pdf))

    with Workspace.open(path, schema=schema) as workspace:
        workspace.perform("添付", attach)
