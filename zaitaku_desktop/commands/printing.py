"""`print`: 資料 and 資料一式 into PDF files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_names
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.commands.listed import ListedId
from zaitaku_desktop.commands.printing_packet import printed_packet, read_fixed_or_present
from zaitaku_desktop.forms.masking import word_lines
from zaitaku_desktop.forms.missing import summary
from zaitaku_desktop.forms.packet_pages import joined_pdf
from zaitaku_desktop.forms.papers import Paper, read_paper
from zaitaku_desktop.forms.print_plan import fit_words
from zaitaku_desktop.forms.sheets import document_title
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


class Printed(Protocol):
    """Something laid out."""

    @property
    def title(self) -> str:
        """Of the PDF."""

    def whole(self) -> bytes:
        """One PDF of it alone."""

    def files(self) -> list[tuple[str, bytes]]:
        """What each of its files is called (without .pdf), and its PDF."""

    def layouts(self) -> list[Layout]:
        """Its pages, to be joined with others."""

    def told(self) -> str:
        """Lines on what is not as it should be."""


@dataclass(frozen=True)
class _PrintedPaper:
    paper: Paper
    layout: Layout
    faces: Faces

    @property
    def title(self) -> str:
        return self.layout.title

    def whole(self) -> bytes:
        return joined_pdf([self.layout], self.faces, self.title)

    def files(self) -> list[tuple[str, bytes]]:
        row = self.paper.document
        return [(f"{row.number} {document_title(row)}", self.whole())]

    def layouts(self) -> list[Layout]:
        return [self.layout]

    def told(self) -> str:
        return _blanks(self.paper) + _masked(self.paper) + _fitted(self.paper.document, self.layout)


def print_listed(path: Path, ids: Sequence[ListedId], *, everything: bool, out: Path) -> int:
    """`print FILE`: what `ids` name in that order, or all 資料, joined into X.pdf or one file for each 資料 into a
    folder. A fixed 資料一式 comes out as it was fixed."""
    found = _read(path, None if everything else ids)
    faces = Faces.load()
    printed = [make(faces) for make in found]
    if out.suffix.lower() == ".pdf":
        _write(out, printed[0].whole() if len(printed) == 1 else _joined_of(printed, faces))
        print(out)
    else:
        _make_folder(out)
        files = [file for one in printed for file in one.files()]
        for name, (_, content) in zip(file_names([title for title, _ in files], ".pdf"), files, strict=True):
            _write(out / name, content)
            print(out / name)
    print("".join(one.told() for one in printed), end="")
    return 0


def _read(path: Path, ids: Sequence[ListedId] | None) -> list[Callable[[Faces], Printed]]:
    """What lays each of them out, once the file is closed again."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            documents = [row.id for row in load_documents(connection)]
            chosen = [ListedId(number) for number in documents] if ids is None else ids
            _refuse_unknown([one for one in chosen if not one.packet and one.number not in documents])
            if not chosen:
                raise KnownError("印刷できる資料がまだありません。", todo="計画を作るか、取り込んでください。")
            return [_maker(connection, one) for one in chosen]
    finally:
        workspace.close()


def _maker(connection: Connection, one: ListedId) -> Callable[[Faces], Printed]:
    if one.packet:
        return partial(printed_packet, *read_fixed_or_present(connection, one.number))
    return partial(_print_paper, read_paper(connection, one.number))


def _print_paper(paper: Paper, faces: Faces) -> Printed:
    return _PrintedPaper(paper, lay_out(paper.job(), faces), faces)


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


def _refuse_unknown(missing: Sequence[ListedId]) -> None:
    if missing:
        raise KnownError(
            f"番号 {'、'.join(map(str, missing))} の資料はありません。",
            safe="何も印刷していません。",
            todo="list で番号を確かめてください。",
        )


def _make_folder(folder: Path) -> None:
    """Make the folder that files go into, if it is not there. KnownError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "出力先のフォルダーを作れませんでした。", todo="書き込める場所を指定してください。", place=str(folder)
        ) from error


def _joined_of(printed: Sequence[Printed], faces: Faces) -> bytes:
    return joined_pdf([layout for one in printed for layout in one.layouts()], faces, printed[0].title)


def _write(target: Path, content: bytes) -> None:
    replace_file(target, lambda part: _fill(part, content))


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)
