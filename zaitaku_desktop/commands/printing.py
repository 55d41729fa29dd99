"""`print`: 資料 into PDF files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_names
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.forms.masking import word_lines
from zaitaku_desktop.forms.missing import summary
from zaitaku_desktop.forms.papers import Paper, read_paper
from zaitaku_desktop.forms.print_plan import fit_words
from zaitaku_desktop.forms.sheets import document_title
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf


def print_documents(path: Path, ids: Sequence[int], *, everything: bool, out: Path) -> int:
    """`print FILE`: the 資料 of `ids` in that order, or all, joined into X.pdf or one file each into a folder."""
    documents, jobs, blanks = _read(path, None if everything else ids)
    faces = Faces.load()
    layouts = [lay_out(job, faces) for job in jobs]
    blanks += [_fitted(row, layout) for row, layout in zip(documents, layouts, strict=True)]
    if out.suffix.lower() == ".pdf":
        _write(out, layouts, faces)
        print(out)
        print("".join(blanks), end="")
        return 0
    make_folder(out)
    names = file_names([f"{row.number} {document_title(row)}" for row in documents], ".pdf")
    for name, layout in zip(names, layouts, strict=True):
        target = out / name
        _write(target, [layout], faces)
        print(target)
    print("".join(blanks), end="")
    return 0


def _read(path: Path, ids: Sequence[int] | None) -> tuple[list[DocumentRow], list[PrintJob], list[str]]:
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            documents = load_documents(connection)
            if ids is not None:
                documents = _chosen(documents, ids)
            if not documents:
                raise KnownError("印刷できる資料がまだありません。", todo="計画を作るか、取り込んでください。")
            found = [read_paper(connection, row.id) for row in documents]
            return documents, [paper.job() for paper in found], [_blanks(paper) + _masked(paper) for paper in found]
    finally:
        workspace.close()


def _blanks(paper: Paper) -> str:
    """A line for a 資料 in which something is 未入力: which columns, how often."""
    counts = summary(paper.missing())
    if not counts:
        return ""
    words = "、".join(f"{heading} {count}件" for heading, count in counts)
    return f"未入力\t{paper.document.number or paper.document.title}\t{words}\n"


def _masked(paper: Paper) -> str:
    """A line for each word of a 公開用 資料 in which a name was found."""
    title = paper.document.number or paper.document.title
    return "".join(f"伏せた言葉\t{title}\t{word_lines(one)}\n" for one in paper.masked())


def _fitted(document: DocumentRow, layout: Layout) -> str:
    """A line for a 資料 that is set smaller to fit on its pages, or cannot be."""
    words = fit_words(layout.fitted)
    return f"ページ数\t{document.number or document.title}\t{words}\n" if words else ""


def _chosen(documents: Sequence[DocumentRow], ids: Sequence[int]) -> list[DocumentRow]:
    by_id = {row.id: row for row in documents}
    missing = [wanted for wanted in ids if wanted not in by_id]
    if missing:
        raise KnownError(
            f"番号 {'、'.join(map(str, missing))} の資料はありません。",
            safe="何も印刷していません。",
            todo="list で番号を確かめてください。",
        )
    return [by_id[wanted] for wanted in ids]


def make_folder(folder: Path) -> None:
    """Make the folder that files go into, if it is not there. KnownError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "出力先のフォルダーを作れませんでした。", todo="書き込める場所を指定してください。", place=str(folder)
        ) from error


def _write(target: Path, layouts: Sequence[Layout], faces: Faces) -> None:
    content = io.BytesIO()
    write_pdf(layouts, faces, content, title=layouts[0].title)
    replace_file(target, lambda part: _fill(part, content.getvalue()))


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)
