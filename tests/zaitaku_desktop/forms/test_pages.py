"""P1, P3 and P4 on paper as they were looked at beside PAGES and found right. Every text of all six forms is there."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from golden import check_golden
from workbooks import progress_workbook
from workbooks_p4 import results_workbook

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.forms.cells import MARK
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.model import inline
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

FORMS = ("p1", "p2", "p3", "p4", "p5", "p6")
BOOKS: dict[str, Callable[[Path], Path]] = {"p1": progress_workbook, "p4": results_workbook}


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def pdf_of(layout: Layout, faces: Faces) -> bytes:
    file = io.BytesIO()
    write_pdf([layout], faces, file, title="資料")
    return file.getvalue()


def imported(source: Path, folder: Path) -> Printable:
    """A made-up workbook as the 資料 that it becomes, with a number."""
    with Workspace.create(folder / "a.zaitaku", name="みなと野市", fill=fill_new) as workspace:
        with workspace.read() as connection:
            known = load_known(connection)
        workspace.perform("取り込み", lambda session: apply(session, propose(source, known)))
        with workspace.read() as connection:
            (document,) = load_documents(connection)
        workspace.perform("設定", lambda session: edit_document(session, document.id, number="資料1"))
        with workspace.read() as connection:
            return read_printable(connection, document.id)


@pytest.mark.parametrize("form", BOOKS)
def test_that_the_page_looks_as_it_was_found_right(form: str, tmp_path: Path, faces: Faces) -> None:
    layout = lay_out(imported(BOOKS[form](tmp_path / "a.xlsx"), tmp_path).job(), faces)
    check_golden(pdf_of(layout, faces), 0, f"{form}-1")


def test_that_arrows_run_through_the_years_as_they_were_found_right(
    sample_by_form: dict[str, Printable], faces: Faces
) -> None:
    check_golden(pdf_of(lay_out(sample_by_form["p3"].job(), faces), faces), 0, "p3-1")


def solid(text: str) -> str:
    return re.sub(r"[\s\u0000-\u001f\ufffe]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("form", FORMS)
def test_that_every_text_of_the_plan_is_copied_from_the_paper(
    form: str, sample_by_form: dict[str, Printable], faces: Faces
) -> None:
    printable = sample_by_form[form]
    layout = lay_out(printable.job(), faces)
    pages = pypdfium2.PdfDocument(pdf_of(layout, faces))
    copied = solid("".join(page.get_textpage().get_text_range() for page in pages))
    pages.close()
    drawn = solid("".join(box.text for page in layout.pages for box in page.texts))
    assert Counter(copied) == Counter(drawn)
    words: dict[object, str] = defaultdict(str)
    for page in layout.pages:
        for box in page.texts:
            words[box.source] += "" if box.artifact else solid(box.text)
    said = "\n".join(words.values())
    assert [text for text in texts_of(printable) if solid(text) not in said] == []


def texts_of(printable: Printable) -> Iterator[str]:
    """Every line of the stored texts that the form shows; points under banners leave out what has ended before."""
    year = printable.document.fiscal_year.start if printable.form.layout == "pdca" else 0
    view = build_grid(printable.form, printable.document, printable.snapshot, printed=True)
    for cell in view.cells:
        if view.columns[cell.col].definition.role not in ("title", "fields", "below_note", "end_note"):
            continue
        item = printable.snapshot.items[cell.address.item_id] if cell.address else None
        if item is not None and (item.ended_year or year) < year:
            continue
        for value in cell.values:
            if value.field != MARK and value.text:
                yield from inline.plain(value.text).split("\n")
