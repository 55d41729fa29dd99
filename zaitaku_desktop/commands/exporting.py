"""`export`: a 資料 into an Excel or Word file."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.listed import ListedId
from zaitaku_desktop.exchange.document_export import export_paper
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.forms.papers import read_paper
from zaitaku_desktop.storage.reading import load_documents, load_origin
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def export_document(path: Path, listed: ListedId, *, kind: Kind, out: Path, form: str = "") -> int:
    """`export FILE ID [--format xlsx|docx] --for print|data --out X`. `form` "" = as the name of the file ends."""
    endings = (f".{form}",) if form else (".xlsx", ".docx")
    if out.suffix.lower() not in endings:
        raise KnownError(
            f"出力先は {' か '.join(endings)} で終わる名前にしてください。",
            safe="何も書き出していません。",
            place=out.name or str(out),
        )
    if listed.packet:
        raise KnownError(
            "資料一式は、Excel や Word には書き出せません。",
            safe="何も書き出していません。",
            todo="print で PDF にするか、資料を一つずつ書き出してください。",
        )
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            if listed.number not in {row.id for row in load_documents(connection)}:
                raise KnownError(
                    f"番号 {listed} の資料はありません。",
                    safe="何も書き出していません。",
                    todo="list で番号を確かめてください。",
                )
            paper, origin = read_paper(connection, listed.number), load_origin(connection)
    finally:
        workspace.close()
    export_paper(paper, kind, out, Faces.load(), origin=origin)
    print(out)
    return 0
