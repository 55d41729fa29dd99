"""Contents of PDFs: once in the file, once beside the copies, never in the log; back after undo, restore, a crash."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from storage_helpers import disk_connection, outside

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.making import create
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.model.handout import AttachedFile
from zaitaku_desktop.operations import contents as putting
from zaitaku_desktop.operations.handout import keep_file
from zaitaku_desktop.storage.backup import backup_folder, list_backups, restore_backup
from zaitaku_desktop.storage.contents import STORE, digest_of
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.reading_meetings import load_content, load_file
from zaitaku_desktop.storage.workspace import Workspace

PDF = b"%PDF-1.7 " + bytes(range(256)) * 16000
DIGEST = digest_of(PDF)


def _keep(workspace: Workspace, content: bytes = PDF) -> int:
    return workspace.perform("添付", lambda session: keep_file(session, "県の手引き.pdf", content)).result


def _read(workspace: Workspace, file_id: int) -> bytes:
    with workspace.read() as connection:
        return load_file(connection, file_id)


def _store(path: Path) -> list[str]:
    return sorted(file.name for file in (backup_folder(path) / STORE).iterdir())


def test_that_a_content_is_kept_once_and_the_log_has_its_digest_alone(workspace: Workspace) -> None:
    kept = _keep(workspace)
    assert _keep(workspace) == kept
    assert _read(workspace, kept) == PDF
    workspace.flush()
    disk = disk_connection(workspace)
    assert disk.execute("SELECT digest, length(content) FROM file_content").fetchall() == [(DIGEST, len(PDF))]
    (image,) = disk.execute("SELECT after FROM change_row WHERE table_name = 'attached_file'").fetchone()
    assert json.loads(image)["digest"] == DIGEST
    assert len(image) < 300
    assert workspace.verify() == []


def test_that_undo_and_redo_bring_it_back_also_after_a_restart(path: Path) -> None:
    with Workspace.open(path) as workspace:
        kept = _keep(workspace)
        workspace.undo()
    with Workspace.open(path) as again:
        again.redo()
        assert _read(again, kept) == PDF
    with Workspace.open(path) as third:
        assert _read(third, kept) == PDF


def test_that_what_nobody_names_any_more_is_dropped_when_the_file_is_opened(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _keep(workspace)
        workspace.undo()
        workspace.perform("別の入力", lambda session: keep_file(session, "別.pdf", b"%PDF-1.4 other"))
    size = path.stat().st_size
    with Workspace.open(path) as again, again.read() as connection, pytest.raises(KnownError):
        load_content(connection, DIGEST)
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    assert path.stat().st_size < size - len(PDF) // 2


def test_that_copies_have_the_contents_once_beside_them_and_a_restored_file_has_them_again(path: Path) -> None:
    with Workspace.open(path) as workspace:
        kept = _keep(workspace)
        first, second = workspace.back_up("一"), workspace.back_up("二")
        assert _store(path) == [f"{DIGEST}.pdf"]
        assert second.stat().st_size < path.stat().st_size - len(PDF) // 2
    assert verify_file(first) == []
    with Workspace.open(second, read_only=True) as old:
        assert _read(old, kept) == PDF
    path.unlink()
    restore_backup(path, second)
    assert verify_file(path) == []
    with Workspace.open(path) as back:
        assert _read(back, kept) == PDF


def test_that_a_store_keeps_only_what_a_copy_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(path) as workspace:
        _keep(workspace)
        workspace.back_up("一")
        workspace.undo()
    for backup in list_backups(path):
        backup.path.unlink()
    with Workspace.open(path) as workspace:
        workspace.perform("入力", lambda session: keep_file(session, "別.pdf", b"%PDF-1.4 other"))
    with Workspace.open(path) as workspace:
        workspace.back_up("二")
        for backup in list_backups(path):
            if backup.reason != "二":
                backup.path.unlink()
        workspace.back_up("三")
    assert _store(path) == [f"{digest_of(b'%PDF-1.4 other')}.pdf"]


def test_that_a_copy_taken_elsewhere_opens_and_says_what_it_lacks(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path) as workspace:
        kept = _keep(workspace)
        backup = workspace.back_up("一")
    alone = tmp_path / "elsewhere" / "a.zaitaku"
    alone.parent.mkdir()
    alone.write_bytes(backup.read_bytes())
    assert verify_file(alone) == [f"添付ファイルか版の中身がありません（{DIGEST[:16]}）。"]
    with Workspace.open(alone) as workspace:
        with pytest.raises(KnownError, match="もう一度添付"):
            _read(workspace, kept)
        workspace.perform("添付", _again)
        assert _read(workspace, kept) == PDF
        workspace.flush()
    assert verify_file(alone) == []


def _again(session: Session) -> None:
    kept = session.scalars(select(AttachedFile)).one()
    kept.name = "新しい名前.pdf"
    keep_file(session, "県の手引き.pdf", PDF)


def test_that_a_content_that_was_changed_is_found(path: Path) -> None:
    with Workspace.open(path) as workspace:
        _keep(workspace)
    outside(path, "UPDATE file_content SET content = zeroblob(20)")
    assert verify_file(path) == [f"添付ファイルか版の中身が入れたときと違います（{DIGEST[:16]}）。"]


def test_that_all_together_have_a_limit(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(putting, "LARGEST_TOGETHER", 2 * len(PDF) + 2)
    _keep(workspace)
    _keep(workspace, PDF + b"1")
    with pytest.raises(KnownError, match=r"合わせて7.8MB.*今の内容は残っています"):
        _keep(workspace, PDF + b"22")


def test_that_a_dump_has_every_content_once_and_brings_it_back(workspace: Workspace, tmp_path: Path) -> None:
    kept = _keep(workspace)
    with workspace.read() as connection:
        data = dump_records(connection)
    assert data["records"]["attached_file"][0]["digest"] == DIGEST
    assert list(data["contents"]) == [DIGEST]
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    create(tmp_path / "new.zaitaku", name=None, dump=dump)
    with Workspace.open(tmp_path / "new.zaitaku") as made:
        assert _read(made, kept) == PDF
    assert verify_file(tmp_path / "new.zaitaku") == []


def test_that_a_content_that_is_not_what_its_name_says_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    _keep(workspace)
    with workspace.read() as connection:
        data = dump_records(connection)
    data["contents"][DIGEST] = data["contents"][DIGEST][:-8]
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(KnownError, match="添付ファイルの中身が違います"):
        create(tmp_path / "new.zaitaku", name=None, dump=dump)
    assert not (tmp_path / "new.zaitaku").exists()
