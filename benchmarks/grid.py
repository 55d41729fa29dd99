"""The table widget over 50,000 rows: to open it, to scroll a step, from a key to the painted cell."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Row, print_table

ROWS = 50_000
STEPS = 200
KEYS = 60
HEADS = ("番号", "氏名", "ふりがな", "職種", "所属", "研修", "感想", "備考")
WORDS = "在宅医療と介護の連携について、多職種で事例を持ち寄り、入退院の連絡のしかたを話し合った。"


def run() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # after the platform is set

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    found = measure(application)
    rows = [
        Row("open: table to painted rows", found["open"]),
        Row("scroll step, median", found["scroll"]),
        Row("scroll step, 95 of 100", found["scroll95"]),
        Row("key to painted cell, median", found["key"]),
        Row("key to painted cell, 95 of 100", found["key95"]),
    ]
    notes = [f"{ROWS:,} rows × {len(HEADS)} columns, 1250 × 600 px; ratios are to opening"]
    office = shutil.which("soffice")
    if office:
        rows.append(Row("LibreOffice: the same rows converted", _office(office)))
        notes.append("LibreOffice: from the start of the process until the workbook is read and written as csv")
    print_table("grid", rows, rows[0], notes)


def _text(item: int, key: str) -> str:
    place = HEADS.index(key)
    long = WORDS[: 6 + (item * 7 + place * 13) % 39]
    return (str(item), f"委員{item}", "いいん", "看護師", f"第{item % 90}事業所", f"第{item % 12}回", long, "")[place]


def measure(application: object) -> dict[str, float]:
    """Seconds by step: open, scroll, scroll95, key, key95."""
    from PySide6.QtCore import QEvent, QObject, Qt  # noqa: PLC0415  # after the platform is set
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    from zaitaku_ui.tables.plain import PlainColumn, PlainModel, PlainRow, PlainTable  # noqa: PLC0415
    from zaitaku_ui.tables.view import SheetView  # noqa: PLC0415
    from zaitaku_ui.theme import Theme, load_ui_fonts  # noqa: PLC0415

    class _PaintWatch(QObject):
        """How many pixels of the panes were painted."""

        seen = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            """Count, and let it pass."""
            if isinstance(event, QPaintEvent):
                self.seen += event.rect().width() * event.rect().height()
            return False

    assert isinstance(application, QApplication)
    theme = Theme(family=load_ui_fonts())
    theme.apply(application)
    records = [PlainRow(number) for number in range(ROWS)]
    table = PlainTable(tuple(PlainColumn(name, (name,), 150) for name in HEADS), records, _text)
    sheet = SheetView(theme, PlainModel(2))
    sheet.resize(1250, 600)
    sheet.show()
    application.processEvents()

    watch = _PaintWatch()
    for pane in (sheet.main, sheet.frozen):
        pane.viewport().installEventFilter(watch)

    def painted(act: Callable[[], object]) -> float:
        watch.seen = 0
        begin = time.perf_counter()
        act()
        application.processEvents()
        took = time.perf_counter() - begin
        assert watch.seen, "nothing was painted"
        return took

    def show() -> None:
        sheet.show_table(table)

    found = {"open": painted(show)}
    bar = sheet.main.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 3 * 28)

    steps = [painted(scroll) for _ in range(STEPS)]

    def press() -> None:
        QTest.keyClick(sheet.editing.editor or sheet.main, Qt.Key.Key_A)

    sheet.set_cursor(sheet.main.rowAt(100), 4)
    sheet.main.setFocus()
    press()
    editor = sheet.editing.editor
    assert editor is not None
    for pane in (sheet.main, sheet.frozen):
        pane.viewport().removeEventFilter(watch)
    editor.viewport().installEventFilter(watch)
    keys = [painted(press) for _ in range(KEYS)]
    found |= {"scroll": statistics.median(steps), "scroll95": statistics.quantiles(steps, n=20)[-1]}
    found |= {"key": statistics.median(keys), "key95": statistics.quantiles(keys, n=20)[-1]}
    sheet.editing.cancel()
    sheet.close()
    return found


def _office(program: str) -> float:
    """Seconds LibreOffice takes to read these rows from an xlsx (and write them as csv)."""
    from openpyxl import Workbook  # noqa: PLC0415  # only where LibreOffice is

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "rows.xlsx"
        book = Workbook(write_only=True)
        page = book.create_sheet()
        for item in range(ROWS):
            page.append([_text(item, key) for key in HEADS])
        book.save(source)
        home = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, home, "--headless", "--convert-to", "csv", "--outdir", folder, str(source)]
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - begin
