"""The main job from end to end, without a window: a workbook in, a 資料１ out that could be handed out tomorrow."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from workbooks import progress_workbook

from zaitaku_desktop.cli import main
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.boxes import Layout, Page, Region
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

NAMES = ("𠮷", "髙", "﨑", "濵", "\U000e0100", "\U000e0101", "\U000e0102")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file into which the twin was imported, and its 資料 as PDF."""
    place = tmp_path_factory.mktemp("main")
    progress_workbook(place / "in.xlsx")
    assert main(["new", str(place / "a.zaitaku"), "--name", "みなと野市"]) == 0
    assert main(["import", str(place / "a.zaitaku"), str(place / "in.xlsx"), "--json"]) == 0
    assert main(["print", str(place / "a.zaitaku"), "1", "--out", str(place / "out.pdf")]) == 0
    return place


def squeezed(text: str, *, exact: bool = False) -> str:
    """Without white space; `exact` keeps the very characters, else widths are folded."""
    return "".join((text if exact else unicodedata.normalize("NFKC", text)).split())


def extracted(pdf: Path) -> str:
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def entered(book: Path) -> list[str]:
    """Every line of every cell of the workbook."""
    cells = (cell.value for row in load_workbook(book).active.iter_rows() for cell in row)
    return [line for value in cells if value is not None for line in str(value).split("\n")]


def test_that_every_line_of_the_workbook_is_on_paper(folder: Path) -> None:
    have = squeezed(extracted(folder / "out.pdf"))
    lost = [line for line in entered(folder / "in.xlsx") if not _parts_on_paper(line, have)]
    assert lost == []


def _parts_on_paper(line: str, have: str) -> bool:
    """A year and its name, a mark and its name are printed on lines of their own."""
    words = squeezed(line)
    return words in have or all(squeezed(part) in have for part in line.split())


def test_that_names_keep_their_exact_glyphs_from_the_workbook_to_the_copied_text(folder: Path) -> None:
    typed = "".join(entered(folder / "in.xlsx"))
    copied = extracted(folder / "out.pdf")
    used = [name for name in NAMES if name in typed]
    assert {"𠮷", "髙", "﨑", "濵"} <= set(used) and len(used) > 4
    for name in used:
        assert copied.count(name) >= typed.count(name)


def test_that_the_pdf_is_sound_and_every_font_is_in_it(folder: Path) -> None:
    pdf = str(folder / "out.pdf")
    subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(fonts) >= 3
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in fonts)


def test_that_the_same_records_give_the_same_bytes(folder: Path) -> None:
    assert main(["print", str(folder / "a.zaitaku"), "1", "--out", str(folder / "again.pdf")]) == 0
    assert (folder / "again.pdf").read_bytes() == (folder / "out.pdf").read_bytes()


def laid_out(path: Path) -> Layout:
    with Workspace.open(path, read_only=True) as workspace, workspace.read() as connection:
        job = read_printable(connection, load_documents(connection)[0].id).job()
    return lay_out(job, Faces.load())


@pytest.fixture(scope="module")
def layout(folder: Path) -> Layout:
    return laid_out(folder / "a.zaitaku")


def test_that_every_glyph_is_inside_its_cell_and_its_page(layout: Layout) -> None:
    checked = 0
    for page in layout.pages:
        for box in page.texts:
            top, bottom = box.baseline - 0.88 * box.size, box.baseline + 0.12 * box.size
            assert box.xs[0] >= 0 and box.xs[0] + box.width <= page.width and top >= 0 and bottom <= page.height
            homes = [r for r in page.regions if r.ident == box.source and r.y <= top + 0.01]
            homes = [r for r in homes if bottom <= r.y + r.height]
            if box.source is not None and box.role in ("cell", "header", "chip"):
                assert any(r.x <= box.xs[0] and box.xs[0] + box.width <= r.x + r.width + 0.01 for r in homes), box.text
                checked += 1
    assert checked > 200


def test_that_header_and_group_stand_again_after_a_page_break(tmp_path: Path) -> None:
    assert main(["sample", str(tmp_path / "s.zaitaku")]) == 0
    pages = laid_out(tmp_path / "s.zaitaku").pages
    assert len(pages) > 3
    for before, after in pairwise(pages):
        assert "項目" in "".join(box.text for box in after.texts if box.role == "header")
        last, first = _groups(before)[-1], _groups(after)[0]
        again = "".join(box.text for box in after.texts if box.source == first.ident)
        assert again.endswith("（続き）") == (last.ident == first.ident)


def _groups(page: Page) -> list[Region]:
    return [r for r in page.regions if isinstance(r.ident, CellAddress) and r.ident.column == "group"]


def test_that_a_second_import_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dump", str(folder / "a.zaitaku"), "--json"]) == 0
    before = capsys.readouterr().out
    assert main(["import", str(folder / "a.zaitaku"), str(folder / "in.xlsx"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["conflicts"] == report["created"] == []
    assert main(["dump", str(folder / "a.zaitaku"), "--json"]) == 0
    assert capsys.readouterr().out == before


def test_that_the_pdf_can_be_shown(folder: Path) -> None:
    with PdfDocument(folder / "out.pdf") as document:
        assert len(document) >= 2
        assert all(page.get_size()[0] > page.get_size()[1] for page in document)
