"""P5 and P6 on paper: pages that were looked at beside PAGES and found right, and their tags."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cards_p5 import cards_text
from golden import check_golden
from plan_p6 import plan_text

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf


def printed(source: Path, folder: Path) -> bytes:
    """The made-up paper, imported into a new file and printed with a 資料番号."""
    with Workspace.create(folder / "a.zaitaku", name="みなと野市", fill=fill_new) as workspace:
        with workspace.read() as connection:
            known = load_known(connection)
        workspace.perform("取り込み", lambda session: apply(session, propose(source, known)))
        with workspace.read() as connection:
            (document,) = load_documents(connection)
        workspace.perform("設定", lambda session: edit_document(session, document.id, number="資料2"))
        with workspace.read() as connection:
            job = read_printable(connection, document.id).job()
    file = io.BytesIO()
    faces = Faces.load()
    write_pdf([lay_out(job, faces)], faces, file, title="資料2")
    return file.getvalue()


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    folder = tmp_path_factory.mktemp("p5")
    yield printed(cards_text(folder / "予定.tsv"), folder)


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    folder = tmp_path_factory.mktemp("p6")
    yield printed(plan_text(folder / "計画.txt"), folder)


@pytest.mark.parametrize("page", [0])
def test_that_cards_look_as_they_were_found_right(cards: bytes, page: int) -> None:
    check_golden(cards, page, f"p5-{page + 1}")


@pytest.mark.parametrize("page", [0])
def test_that_points_look_as_they_were_found_right(points: bytes, page: int) -> None:
    check_golden(points, page, f"p6-{page + 1}")


def structure(pdf: bytes, folder: Path) -> list[str]:
    """The tags of the PDF, without their depth."""
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", "-struct", str(path)], capture_output=True, text=True, check=True)
    return [line.split()[0].rstrip(":") for line in done.stdout.split("\n") if line.strip()]


def test_that_cards_are_tables_under_headings_with_labels_and_years_as_header_cells(
    cards: bytes, tmp_path: Path
) -> None:
    tags = structure(cards, tmp_path)
    assert (tags.count("H1"), tags.count("H2"), tags.count("Table")) == (1, 3, 5)
    assert tags.count("TH") == 5 * (4 + 4)


def test_that_banners_and_items_are_headings_below_each_other(points: bytes, tmp_path: Path) -> None:
    tags = structure(points, tmp_path)
    assert (tags.count("H1"), tags.count("H2"), tags.count("H3")) == (1, 1 + 2, 6)
