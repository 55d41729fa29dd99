"""A plan of fifty pages in the real editor: from an edit to the repainted page; how long the window is held."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row, print_table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from zaitaku_ui.editors.plan import PlanEditor

    from zaitaku_desktop.typeset.boxes import Layout

EDITS = 15
SECONDS = float(os.environ.get("WATCHDOG_SECONDS", "60"))
"""How long the key script runs; 300 for a report."""
BEAT = 0.005


def run() -> None:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # after the platform is set

    from benchmarks.big_plan import big_plan  # noqa: PLC0415

    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    with tempfile.TemporaryDirectory() as folder, big_plan(Path(folder) / "big.zaitaku") as workspace:
        editor = _editor(found, workspace)
        pages = len(_laid(found, editor).pages)
        edits = [_edit(found, editor, number) for number in range(EDITS)]
        blocks = _watched(found, editor)
        editor.shut_down()
    spread = statistics.quantiles(blocks, n=100)
    rows = [
        Row("edit → sheet painted", statistics.median(sheet for sheet, _ in edits)),
        Row("edit → page repainted", statistics.median(page for _, page in edits)),
        Row("the longest of those", max(page for _, page in edits)),
        Row("event loop held, median", spread[49]),
        Row("event loop held, 99 of 100", spread[98]),
        Row("event loop held, longest", max(blocks)),
    ]
    notes = [f"{pages} pages; key script of {SECONDS:.0f} s, {len(blocks)} beats; ratios are to the first line"]
    print_table("preview", rows, rows[0], notes)


def _editor(application: QApplication, workspace: object) -> PlanEditor:
    from zaitaku_ui.bridge import Bridge  # noqa: PLC0415  # Qt is loaded when it is measured
    from zaitaku_ui.editors.plan import PlanEditor  # noqa: PLC0415
    from zaitaku_ui.theme import Theme, load_ui_fonts  # noqa: PLC0415
    from zaitaku_ui.threads import take_short_turns  # noqa: PLC0415

    from zaitaku_desktop.storage.reading import load_documents  # noqa: PLC0415
    from zaitaku_desktop.storage.workspace import Workspace  # noqa: PLC0415
    from zaitaku_desktop.typeset.collector import set_aside  # noqa: PLC0415

    assert isinstance(workspace, Workspace)
    take_short_turns()
    theme = Theme(family=load_ui_fonts())
    theme.apply(application)
    editor = PlanEditor(workspace, Bridge(workspace), theme)
    editor.resize(1250, 640)
    editor.show()
    with workspace.read() as connection:
        first = next(row for row in load_documents(connection) if row.form == "p1")
    editor.show_document(first.id)
    set_aside()  # as the window does when a file is open
    editor.activateWindow()
    editor.setFocus()
    return editor


def _laid(application: QApplication, editor: PlanEditor, before_each: Callable[[], None] | None = None) -> Layout:
    """The layout of what the records are now; `before_each` is called before each look at what has come."""
    while (layout := editor.preview.layout_of_now()) is None:
        if before_each is not None:
            before_each()
        application.processEvents()
        time.sleep(0.001)
    return layout


def _edit(application: QApplication, editor: PlanEditor, number: int) -> tuple[float, float]:
    """One text written as from the keyboard: seconds until the sheet, until the page shows it."""
    sheet = editor.sheet
    view = sheet.model.view
    assert view is not None
    column = sheet.model.column_of("plan:2025") or 6
    sheet.set_cursor(5 + number * 7, column)
    application.processEvents()
    _laid(application, editor)
    begin = time.perf_counter()
    assert sheet.enter(f"・書き直した計画その{number}。")
    application.processEvents()  # paints what has changed
    shown = time.perf_counter() - begin
    with _painted(editor.preview.whole, editor.preview.loupe) as painted:
        _laid(application, editor, before_each=painted.clear)
        application.processEvents()
    return shown, time.perf_counter() - begin


@contextmanager
def _painted(*pictures: QWidget) -> Iterator[set[object]]:
    """What is done within paints these. Yields those painted so far: cleared, the painting is awaited from then on."""
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415  # Qt is loaded when it is measured

    class Watch(QObject):
        """Whose paint events have come."""

        def __init__(self) -> None:
            super().__init__()
            self.seen: set[object] = set()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            """Count, and let it pass."""
            if event.type() == QEvent.Type.Paint:
                self.seen.add(watched)
            return False

    watch = Watch()
    for picture in pictures:
        picture.installEventFilter(watch)
    yield watch.seen
    for picture in pictures:
        picture.removeEventFilter(watch)
    assert watch.seen == set(pictures), "a page was not painted again"


def _script(editor: PlanEditor) -> Iterator[Callable[[], None]]:
    """A clerk's keys without end: move, type, confirm, copy, paste, undo."""
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], None]:
        def act() -> None:
            QTest.keyClick(QApplication.focusWidget() or editor.sheet.main, key, modifier)

        return act

    control = Qt.KeyboardModifier.ControlModifier
    keys = Qt.Key
    while True:
        yield from (press(keys.Key_Down), press(keys.Key_Right), press(keys.Key_Down), press(keys.Key_Left))
        yield from (press(key) for key in (keys.Key_K, keys.Key_A, keys.Key_N, keys.Key_J, keys.Key_I))
        yield press(keys.Key_Return)
        yield from (press(keys.Key_Down), press(keys.Key_C, control), press(keys.Key_Down), press(keys.Key_V, control))
        yield from (press(keys.Key_PageDown), press(keys.Key_Z, control), press(keys.Key_F2), press(keys.Key_Escape))


def _watched(application: QApplication, editor: PlanEditor) -> list[float]:
    """Seconds that the event loop was held, by beat, while the script types ten keys a second."""
    held: list[float] = []
    script = _script(editor)
    until = time.monotonic() + SECONDS
    key_at = time.monotonic()
    while time.monotonic() < until:
        begin = time.perf_counter()
        if time.monotonic() >= key_at:
            next(script)()
            key_at += 0.1
        application.processEvents()
        held.append(time.perf_counter() - begin)
        time.sleep(BEAT)
    return held


if __name__ == "__main__":
    sys.exit(run())
