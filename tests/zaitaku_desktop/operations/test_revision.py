"""版 and the outline of a 自由文書: kept as they were, whatever happens to the records."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documents import add_document, block
from sample_files import open_sample
from sqlalchemy import select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.making import create
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock
from zaitaku_desktop.model.plan import Plan, PlanItem
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.model.revision import Revision, RevisionKind
from zaitaku_desktop.operations import outline, related_plan, revision
from zaitaku_desktop.operations.outline_owners import OfDocument
from zaitaku_desktop.operations.plan import delete_plan, edit_plan
from zaitaku_desktop.storage.backup import restore_backup
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.patching_documents import patch_outline
from zaitaku_desktop.storage.reading import load_plan
from zaitaku_desktop.storage.reading_documents import (
    load_frozen_document,
    load_frozen_plan,
    load_outline,
    load_revision_sizes,
    load_revisions,
)
from zaitaku_desktop.storage.workspace import Done, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    with open_sample(tmp_path / "s.zaitaku") as workspace:
        yield workspace


def do(workspace: Workspace, change: Callable[..., Any], *args: Any, **more: Any) -> Any:
    return workspace.perform("変更", lambda session: change(session, *args, **more)).result


def first_plan(workspace: Workspace) -> int:
    with workspace.read() as connection:
        return int(connection.execute(select(Plan.id)).scalars().first() or 0)


def test_that_the_log_names_a_revision_by_its_sha256_and_everything_brings_it_back(tmp_path: Path) -> None:
    path, rebuilt = tmp_path / "a.zaitaku", tmp_path / "b.zaitaku"
    with open_sample(path) as workspace:
        plan_id = first_plan(workspace)
        kept = do(workspace, revision.save_plan_revision, plan_id, "第1回提出版")
        with workspace.read() as connection:
            before = load_plan(connection, plan_id)
        workspace.flush()
        do(workspace, revision.delete_revision, kept)
        backup = workspace.back_up("一")
    disk = sqlite3.connect(path)
    images = list(disk.execute("SELECT before, after FROM change_row WHERE table_name = 'revision'"))
    disk.close()
    assert len(images) == 2 and all(len(image) < 500 for row in images for image in row if image)
    with Workspace.open(path) as again:
        again.undo()
        with again.read() as connection:
            assert load_frozen_plan(connection, kept) == before
            dumped = dump_records(connection)
    create(rebuilt, name="", dump=_written(tmp_path / "d.json", dumped))
    restore_backup(path, backup)
    for file in (rebuilt, path):
        with Workspace.open(file) as back:
            if file == path:
                back.undo()
            with back.read() as connection:
                assert load_frozen_plan(connection, kept) == before
        assert verify_file(file) == []


def _written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_that_a_revision_of_a_plan_is_the_plan_to_the_letter_and_stays_so(workspace: Workspace) -> None:
    plan_id = first_plan(workspace)
    related = [related_plan.NewRelatedPlan("総合計画", 2021, 2030, "上位計画")]
    do(workspace, related_plan.write_related_plans, plan_id, related)
    with workspace.read() as connection:
        before = load_plan(connection, plan_id)
    kept = do(workspace, revision.save_plan_revision, plan_id, "第1回提出版", RevisionKind.SUBMITTED)
    do(workspace, edit_plan, plan_id, title="別の計画", vision="別")
    with workspace.read() as connection:
        assert load_frozen_plan(connection, kept) == before
        assert load_plan(connection, plan_id).plan.title == "別の計画"
        (row,) = load_revisions(connection, plan_id=plan_id)
        assert (row.name, row.kind) == ("第1回提出版", RevisionKind.SUBMITTED)
        size = load_revision_sizes(connection)[kept]
        texts = sum(len(entry.text.encode()) for entry in before.entries.values())
        assert size < texts
    do(workspace, delete_plan, plan_id)
    with workspace.read() as connection:
        assert load_frozen_plan(connection, kept) == before
    workspace.undo()
    workspace.undo()
    workspace.undo()
    with workspace.read() as connection:
        assert load_revisions(connection) == []
    workspace.redo()
    with workspace.read() as connection:
        assert load_frozen_plan(connection, kept) == before
    assert workspace.verify() == []


def test_that_a_revision_of_a_document_holds_the_plans_it_shows(workspace: Workspace) -> None:
    plan_id = first_plan(workspace)
    old = do(workspace, revision.save_plan_revision, plan_id, "旧")
    frozen = block("0c", revision_id=old)
    made = do(workspace, add_document, "0# 背景", "1p 文", frozen, "0f system", plan_id=plan_id)
    with workspace.read() as connection:
        before = load_outline(connection, made)
    assert [before.numbering.sign(row.id) for row in before.blocks] == ["1", "", "", ""]
    assert before.plan_of(before.blocks[2]) == before.frozen[old]
    kept = do(workspace, revision.save_document_revision, made, "案", on=dt.date(2026, 3, 1))
    do(workspace, edit_plan, plan_id, title="別の計画")
    do(workspace, outline.remove_blocks, [row.id for row in before.blocks])
    with workspace.read() as connection:
        assert load_frozen_document(connection, kept) == before


def test_that_a_revision_is_not_deleted_while_a_document_shows_it(workspace: Workspace) -> None:
    plan_id = first_plan(workspace)
    old = do(workspace, revision.save_plan_revision, plan_id, "旧")
    do(workspace, add_document, block("0c", revision_id=old))
    with pytest.raises(KnownError, match="使われている"):
        do(workspace, revision.delete_revision, old)
    with pytest.raises(KnownError, match="名前"):
        do(workspace, revision.save_plan_revision, plan_id, " ")


def test_that_the_same_older_state_is_kept_once(workspace: Workspace) -> None:
    plan_id = first_plan(workspace)
    with workspace.read() as connection:
        plan = load_plan(connection, plan_id)
    facts: dict[str, Any] = {"dated": "令和2年10月", "source": "方針.txt", "plan_id": None, "on": dt.date(2026, 1, 5)}
    first = do(workspace, revision.keep_imported_plan, plan, "基本方針", **facts)
    assert do(workspace, revision.keep_imported_plan, plan, "基本方針", **facts) == first
    with workspace.read() as connection:
        assert len(connection.execute(select(Revision.id)).all()) == 1
        assert len(connection.execute(select(PlanItem.id)).all()) == len(plan.items)


def test_that_the_outline_of_a_document_is_edited_like_that_of_minutes(workspace: Workspace) -> None:
    made = do(workspace, add_document, "0# 背景", "1# 経緯", "1p 経緯のとおり", "0# 目的")
    with workspace.read() as connection:
        before = load_outline(connection, made)
    one, two, three, four = (row.id for row in before.blocks)
    do(workspace, outline.write_text, three, Reference(Kind.BLOCK, two, "path").token + "のとおり")
    step = workspace.perform("移動", lambda session: outline.move_blocks(session, [four], one)).step
    assert step is not None
    with workspace.read() as connection:
        now = load_outline(connection, made)
    assert [now.block_text(row) for row in now.blocks] == ["目的", "背景", "経緯", "2(1)のとおり"]
    do(workspace, outline.split_block, one, 1)
    do(workspace, outline.remove_blocks, [two])
    with workspace.read() as connection:
        now = load_outline(connection, made)
        assert [row.text for row in now.blocks] == ["目的", "背", "景", "2(1)のとおり"]
        meetings = connection.execute(select(OutlineBlock.meeting_id).where(OutlineBlock.document_id == made)).scalars()
        assert set(meetings) == {None}


def test_that_a_view_of_a_document_follows_a_step(workspace: Workspace) -> None:
    made = do(workspace, add_document, "0# 背景", "1p 文")
    with workspace.read() as connection:
        before = load_outline(connection, made)
    done: Done[Any] = workspace.perform(
        "追加", lambda session: outline.insert_block(session, OfDocument(made), None, BlockKind.TABLE, 0, "甲\t乙")
    )
    assert done.step is not None
    with workspace.read() as connection:
        now = load_outline(connection, made)
    assert patch_outline(before, done.step.changes) == now
    other = workspace.perform("変更", lambda session: add_document(session, "0# 別")).step
    assert other is not None
    assert patch_outline(now, [one for one in other.changes if one.table == "outline_block"]) is now
    assert patch_outline(now, other.changes) is None
