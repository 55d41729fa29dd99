"""Straight to the printer: every page, its paper, the same picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.preview import printing
from zaitaku_ui.preview.paper import describe, page_layout
from zaitaku_ui.preview.printing import print_layout, print_with_dialog

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.typeset.blocks import PrintJob, Sheet
from zaitaku_desktop.typeset.boxes import Fitted, Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

JobMaker = Callable[..., PrintJob]


@pytest.fixture
def layout(job_of: JobMaker, faces: Faces, qapp: object) -> Layout:
    made = lay_out(job_of(40), faces)
    assert len(made.pages) >= 3
    return made


def file_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def sizes(path: Path) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(str(path))
    found = [document[number].get_size() for number in range(len(document))]
    document.close()
    return found


def rendered(path: Path, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(str(path))
    made = document[number].render(scale=4, grayscale=True).to_pil().convert("L")
    document.close()
    return made


def picture(path: Path, number: int) -> Image.Image:
    """A page from its upper left, without the fraction of a point by which Qt's paper is larger."""
    return rendered(path, number).crop((0, 0, 1188 * 4, 840 * 4)).reduce(4)


def inked_area(path: Path) -> tuple[int, int, int, int]:
    box = ImageChops.invert(rendered(path, 0).reduce(4)).point([grey > 60 for grey in range(256)]).getbbox()
    assert box is not None
    return box


def test_that_every_page_is_printed_on_its_paper(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    heard: list[float] = []
    printer = file_printer(tmp_path / "a.pdf")
    assert print_layout(layout, faces, printer, heard.append) == len(layout.pages)
    found = sizes(tmp_path / "a.pdf")
    assert len(found) == len(layout.pages)
    for width, height in found:
        assert (width, height) == pytest.approx((420 / 25.4 * 72, 297 / 25.4 * 72), abs=1.0)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_that_the_print_looks_as_the_pdf_does(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    print_layout(layout, faces, file_printer(tmp_path / "printed.pdf"))
    with (tmp_path / "written.pdf").open("wb") as file:
        write_pdf([layout], faces, file, title="資料")
    for number in (0, len(layout.pages) - 1):
        printed, written = (picture(tmp_path / name, number) for name in ("printed.pdf", "written.pdf"))
        apart = ImageChops.difference(printed, written).point([grey > 100 for grey in range(256)])
        inked = written.point([grey < 200 for grey in range(256)])
        assert sum(inked.histogram()[1:]) > 5000
        assert sum(apart.histogram()[1:]) < 0.03 * sum(inked.histogram()[1:])


def test_that_only_the_pages_asked_for_are_printed(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "a.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_layout(layout, faces, printer) == 2
    assert len(sizes(tmp_path / "a.pdf")) == 2


def test_that_a_range_without_pages_is_told(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "a.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(50, 60)
    with pytest.raises(KnownError, match="範囲"):
        print_layout(layout, faces, printer)
    assert not (tmp_path / "a.pdf").exists()


def test_that_copies_are_printed_where_the_printer_cannot(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "a.pdf")
    printer.setCopyCount(2)
    printed = print_layout(layout, faces, printer)
    expected = 1 if printer.supportsMultipleCopies() else 2
    assert printed == expected * len(layout.pages)


def test_that_other_paper_makes_the_page_smaller_and_cuts_nothing(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "a.pdf")
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    print_layout(layout, faces, printer, keep_paper=True)
    assert sizes(tmp_path / "a.pdf")[0] == pytest.approx((842, 595), abs=1.0)
    with (tmp_path / "written.pdf").open("wb") as file:
        write_pdf([layout], faces, file, title="資料")
    small, large = (inked_area(tmp_path / name) for name in ("a.pdf", "written.pdf"))
    assert small == pytest.approx([edge * 210 / 297 for edge in large], abs=2)


def test_that_printing_can_be_broken_off(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0:
            raise Cancelled

    printer = file_printer(tmp_path / "a.pdf")
    with pytest.raises(Cancelled):
        print_layout(layout, faces, printer, stop)
    assert printer.printerState() != QPrinter.PrinterState.Active


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_printer_that_takes_nothing_is_told(layout: Layout, faces: Faces, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="プリンター"):
        print_layout(layout, faces, file_printer(tmp_path / "no folder" / "a.pdf"))


@pytest.mark.parametrize("accepted", [True, False])
def test_that_the_dialog_begins_with_the_right_paper_and_can_be_left(
    accepted: bool, layout: Layout, faces: Faces, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QPrinter] = []

    class Answered(QPrintDialog):
        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(tmp_path / "a.pdf"))
            asked.append(printer)
            super().__init__(printer, parent)

        def exec(self) -> int:
            return (QDialog.DialogCode.Accepted if accepted else QDialog.DialogCode.Rejected).value

    monkeypatch.setattr(printing, "QPrintDialog", Answered)
    window = QWidget()
    qtbot.addWidget(window)
    assert print_with_dialog(window, layout, faces, "資料１") is accepted
    assert (tmp_path / "a.pdf").exists() is accepted
    assert asked[0].docName() == "資料１"
    assert asked[0].pageLayout().pageSize().id() == QPageSize.PageSizeId.A3
    assert asked[0].pageLayout().orientation() == QPageLayout.Orientation.Landscape


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((420.0, 297.0), "A3 横"),
        ((210.0, 297.0), "A4 縦"),
        ((257.0, 364.0), "B4 縦"),
        ((100.0, 148.0), "100×148 mm 縦"),
    ],
)
def test_that_paper_is_told_in_words(size: tuple[float, float], words: str) -> None:
    assert describe(PrintJob(Sheet(width=size[0], height=size[1]))) == words


def test_that_the_bound_side_is_told_as_the_form_sets_it_however_wide_the_margins() -> None:
    portrait = Sheet(width=210, height=297, left=30, right=17)
    assert describe(PrintJob(portrait)) == "A4 縦"
    assert describe(PrintJob(replace(portrait, bound="left"))) == "A4 縦　綴じ代 左"


def test_that_paper_without_a_name_keeps_its_size(faces: Faces, qapp: object) -> None:
    page = lay_out(PrintJob(Sheet(width=150.0, height=100.0, tag="資料")), faces).pages[0]
    full = page_layout(page).fullRect(QPageLayout.Unit.Millimeter)
    assert (full.width(), full.height()) == pytest.approx((150.0, 100.0), abs=0.5)


def test_that_it_is_told_how_small_a_job_is_to_fit_on_its_pages(job_of: JobMaker) -> None:
    job = job_of(2)
    assert (
        describe(job, Fitted(4, 8.25, True, closer=True, smaller=True))
        == "A3 横　4ページに収めて8.25ポイント　綴じ代 上"
    )
    assert describe(job, Fitted(4, 9.0, False, at_smallest=5)) == "A3 横　9ポイント　4ページに収まりません　綴じ代 上"
    assert describe(job, Fitted(4, 9.0, True)) == describe(job) == "A3 横　9ポイント　綴じ代 上"
