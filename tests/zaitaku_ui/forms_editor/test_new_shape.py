"""A shape that no preset has, made with the editor by keys and mouse alone: it is the sheet, the pages, the Excel file
and what is read back from it; and the neighbouring city gets it as a file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from form_hands import add_column, click, drag, edge, heading, press, retype, settled
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from zaitaku_ui.forms_editor.editor import COLUMNS, FORM, FormEditor
from zaitaku_ui.main_window import MainWindow

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.forms.form_file import read_form_file
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.operations.own_forms import take_form
from zaitaku_desktop.storage.reading import load_documents, load_origin
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAME = "取組別の目標と結果"
HEADINGS = (
    ("項目",),
    ("No.",),
    ("取組名",),
    ("事業の内容", "目的"),
    ("事業の内容", "対象者"),
    ("{long}の結果", "実績"),
    ("{long}の結果", "評価"),
    ("{long}の予定", "目標"),
    ("{long}の予定", "計画"),
)


def choose(editor: FormEditor, first: int, last: int) -> None:
    """Columns in the list, by its keys."""
    editor.list.setFocus()
    QTest.keyClick(editor.list, Qt.Key.Key_Home)
    for _ in range(first):
        QTest.keyClick(editor.list, Qt.Key.Key_Down)
    for _ in range(last - first):
        QTest.keyClick(editor.list, Qt.Key.Key_Down, SHIFT)


def put_over(editor: FormEditor, words: str) -> None:
    """One heading over the chosen columns, by its key; then its words."""
    QTest.keyClick(editor, Qt.Key.Key_G, CONTROL | SHIFT)
    retype(editor.column_panel.rows.field("upper.0").inner, words)


def shape(editor: FormEditor, qtbot: QtBot) -> None:
    """From 取組進捗管理表 to HEADINGS on A4."""
    choose(editor, 2, 8)  # all behind 項目 and 取組名
    QTest.keyClick(editor.list, Qt.Key.Key_Delete)
    for name in ("目的", "対象者", "実績", "評価", "目標", "計画"):
        add_column(editor, name)
    choose(editor, 0, 0)
    add_column(editor, "No.")
    for column, words in enumerate(("実績", "評価", "目標", "計画"), 5):
        choose(editor, column, column)
        QTest.keyClick(editor, Qt.Key.Key_F2)
        retype(editor.column_panel.rows.field("heading").inner, words)
    choose(editor, 3, 4)
    put_over(editor, "事業の内容")
    choose(editor, 7, 8)
    put_over(editor, "［年度］の予定")
    settled(editor, qtbot)
    click(editor, heading(editor, 5))
    click(editor, heading(editor, 6), SHIFT)
    put_over(editor, "［年度］の結果")
    editor.tabs.setCurrentIndex(FORM)
    for path, key in (("paper.size", Qt.Key.Key_Up), ("text.family", Qt.Key.Key_Up)):
        field = editor.form_panel.field(path)
        assert field is not None
        field.setFocus()
        press(editor, key)
    for path, words in (("name", NAME), ("title", "［年度］までの目標と結果"), ("legend.lines", "評価　Ａ：できた")):
        field = editor.form_panel.field(path)
        assert field is not None
        retype(field.inner, words)
    settled(editor, qtbot)
    drag(editor, edge(editor, 0), edge(editor, 0) + QPoint(-12, 0))
    settled(editor, qtbot)
    drag(editor, edge(editor, 7), edge(editor, 7) + QPoint(8, 0))
    editor.tabs.setCurrentIndex(COLUMNS)


def printed_text(printable: Printable) -> str:
    """What stands in the cells of the pages; all of it can be copied from the PDF."""
    faces, buffer = Faces.load(), BytesIO()
    layout = lay_out(printable.job(), faces)
    write_pdf([layout], faces, buffer, title="")
    with PdfDocument(buffer.getvalue()) as document:
        copied = folded("".join(document[page].get_textpage().get_text_range() for page in range(len(document))))
    assert Counter(copied) == Counter(folded("".join(box.text for page in layout.pages for box in page.texts)))
    words: dict[object, str] = defaultdict(str)
    for page in layout.pages:
        for box in page.texts:
            words[box.source] += "" if box.artifact else folded(box.text)
    return "\n".join(words.values())


def folded(text: str) -> str:
    """Without spaces and widths."""
    return re.sub(r"[\s\u0000-\u001f\ufffe]", "", unicodedata.normalize("NFKC", text))


def import_into(workspace: Workspace, path: Path) -> ImportReport:
    """Import a workbook."""
    with workspace.read() as connection:
        known = load_known(connection)
    return workspace.perform("取り込み", partial(_apply, proposal=propose(path, known))).result


def _apply(session: object, proposal: object) -> ImportReport:
    return apply(session, proposal)  # type: ignore[arg-type]


def saved_after(path: Path, change: Callable[[Worksheet], None]) -> Path:
    """The workbook after somebody changed it."""
    book = load_workbook(path, rich_text=True)
    change(book.worksheets[0])
    book.save(path)
    return path


def better(sheet: Worksheet) -> None:
    """A C becomes a B."""
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value in ("Ｃ", "C"))
    cell.value = "Ｂ"


def test_that_a_shape_of_no_preset_is_made_by_hand_and_is_sheet_pages_excel_and_import(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.page is not None
    window.actions_table["edit_form"].trigger()
    editor = window.commands.forms.editor
    assert editor is not None
    qtbot.waitUntil(lambda: bool(editor.desk.pages()), timeout=20_000)
    shape(editor, qtbot)
    assert not editor.problems.problems
    editor.files.write(tmp_path / "隣の市へ.toml", editor.shaper.known_form())
    editor.use_button.click()

    page, workspace = window.page, window.page.workspace
    qtbot.waitUntil(lambda: NAME in page.top.form.text())
    with workspace.read() as connection:
        document = load_documents(connection)[0]
        printable = read_printable(connection, document.id)
        origin = load_origin(connection)
    assert tuple(column.heading for column in printable.form.columns) == HEADINGS
    view = page.editor.view
    assert view is not None and [column.heading[-1] for column in view.columns][:9] == [path[-1] for path in HEADINGS]
    assert [column.heading[0] for column in view.columns][5:8:2] == ["令和6年度の結果", "令和7年度の予定"]

    text = printed_text(printable)
    cells = [cell.text for cell in view.cells if cell.text and view.columns[cell.col].definition.role == "fields"]
    lines = [folded(line) for words in cells for line in plain(words).split("\n")]
    assert len(lines) > 50 and [line for line in lines if line not in text] == []

    book = tmp_path / "a.xlsx"
    export_plan(printable, "print", book, Faces.load(), origin=origin)
    report = import_into(workspace, book)
    assert (report.not_taken, report.conflicts, report.changed) == ((), (), 0)
    report = import_into(workspace, saved_after(book, better))
    assert len(report.conflicts) + report.changed == 1 and report.not_taken == ()

    with Workspace.create(tmp_path / "隣.zaitaku", name="となり市") as other:
        with other.read() as connection:
            form = read_form_file(tmp_path / "隣の市へ.toml", read_library(connection))
        other.perform("様式の読み込み", partial(_add, file=form))
        report = import_into(other, book)
        assert report.not_taken == () and report.conflicts == () and report.taken > 50
        with other.read() as connection:
            made = load_documents(connection)[0]
            assert read_library(connection).name(made.form) == NAME


def _add(session: object, file: object) -> str:
    return take_form(session, file)  # type: ignore[arg-type]
