"""Printing straight to a printer: the same boxes, as vectors, on the paper the 資料 is made for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.boxes import Layout, Page
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.paper import page_layout


def print_layout(
    layout: Layout,
    faces: Faces,
    printer: QPrinter,
    progress: Callable[[float], None] | None = None,
    *,
    keep_paper: bool = False,
) -> int:
    """Print the pages of `layout` that the printer's page range names. Returns how many were sent.

    Paper and orientation are set from each page; with `keep_paper` the printer's own paper stays and pages that
    do not fit it are made smaller, centred. `progress` hears 0…1 and may raise `Cancelled`: printing is broken
    off. KnownError if the printer does not take the job.
    """
    chosen = [page for number, page in enumerate(layout.pages, 1) if _wanted(printer, number)]
    if not chosen:
        raise KnownError(
            "印刷する範囲にページがありません。",
            safe="何も印刷していません。",
            todo="ページの範囲を確かめてください。",
        )
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    sequence = chosen * copies
    painter = QPainter()
    pages = PagePainter(faces)
    try:
        for number, page in enumerate(sequence):
            if progress is not None:
                progress(number / len(sequence))
            _begin_page(printer, painter, page, keep_paper)
            _draw(printer, painter, pages, page)
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    if progress is not None:
        progress(1.0)
    return len(sequence)


def print_with_dialog(
    parent: QWidget, layout: Layout, faces: Faces, title: str, *, copies: int = 1, two_sided: bool = False
) -> bool:
    """Ask for printer, copies and pages, and print. False = やめる was chosen. KnownError as `print_layout`.

    `copies` and `two_sided` are what the dialog offers at first.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(layout.pages[0]))
    printer.setCopyCount(copies)
    if two_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexAuto)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"印刷：{title}")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, False)
    dialog.setMinMax(1, len(layout.pages))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    asked = printer.pageLayout().pageSize()
    changed = not asked.isEquivalentTo(page_layout(layout.pages[0]).pageSize())
    print_layout(layout, faces, printer, keep_paper=changed)
    return True


def _wanted(printer: QPrinter, number: int) -> bool:
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return True
    ranges = printer.pageRanges()
    return ranges.isEmpty() or ranges.contains(number)


def _begin_page(printer: QPrinter, painter: QPainter, page: Page, keep_paper: bool) -> None:
    if not keep_paper:
        wanted = page_layout(page)
        printer.setFullPage(True)
        printer.setPageLayout(wanted)
    started = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not started:
        raise KnownError(
            "プリンターに送れませんでした。",
            todo="プリンターの電源と接続を確かめて、もう一度印刷してください。",
            place=printer.printerName(),
        )


def _draw(printer: QPrinter, painter: QPainter, pages: PagePainter, page: Page) -> None:
    dots = printer.resolution() / 72
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    fit = min(1.0, paper.width() / (page.width * dots), paper.height() / (page.height * dots))
    if fit > 0.995:  # paper sizes are whole points in Qt; a page that fits is never scaled
        fit = 1.0
    scale = dots * fit
    painter.save()
    if fit < 1.0:
        painter.translate((paper.width() - page.width * scale) / 2, (paper.height() - page.height * scale) / 2)
    painter.scale(scale, scale)
    pages.paint(painter, page)
    painter.restore()
