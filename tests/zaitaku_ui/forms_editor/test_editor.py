"""A form is shaped with mouse and keys on its page; nothing of it is in the file before it is saved."""

from __future__ import annotations

from pathlib import Path

from form_hands import EditorMaker, add_column, click, drag, edge, heading, place_of, press, retype, settled
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.forms_editor.editor import FORM, FormEditor
from zaitaku_ui.forms_editor.fields import ChoiceField, NumberField

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.library import load_form, read_library
from zaitaku_desktop.forms.writing import form_toml
from zaitaku_desktop.storage.reading import load_documents, load_own_fields

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def order(editor: FormEditor) -> list[str]:
    return [column.key for column in editor.shaper.form.columns]


def widths(editor: FormEditor) -> list[float]:
    return [round(column.width, 1) for column in editor.shaper.see(editor.shaper.form)]


def test_that_an_edge_is_drawn_to_a_width_and_the_neighbour_gives_way(open_editor: EditorMaker, qtbot: QtBot) -> None:
    editor = open_editor()
    before = widths(editor)
    start = edge(editor, 1)
    moved = QPoint(round(8 * 72 / 25.4 * editor.desk.scale), 0)
    drag(editor, start, start + moved)
    after = widths(editor)
    assert abs(after[1] - before[1] - 8) < 0.6 and abs(before[2] - after[2] - 8) < 0.6
    assert after[0] == before[0] and after[3:] == before[3:]
    settled(editor, qtbot)
    frame = editor.desk.frame(0)
    assert frame is not None and abs((frame.lefts[2] - frame.lefts[1]) * 25.4 / 72 - after[1]) < 0.1
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert widths(editor) == before
    QTest.keyClick(editor, Qt.Key.Key_Y, CONTROL)
    assert widths(editor) == after


def test_that_a_heading_is_dragged_to_another_place(open_editor: EditorMaker, qtbot: QtBot) -> None:
    editor = open_editor()
    drag(editor, heading(editor, 5), edge(editor, 0) + QPoint(3, 0))
    assert order(editor)[:3] == ["number", "grade", "title"] and editor.shaper.chosen == ("grade",)
    settled(editor, qtbot)
    drag(editor, heading(editor, 0), heading(editor, 3), drop=False)
    press(editor, Qt.Key.Key_Escape)
    assert order(editor)[:2] == ["number", "grade"]


def test_that_the_page_is_shaped_by_keys_alone(open_editor: EditorMaker, qtbot: QtBot) -> None:
    editor = open_editor()
    assert editor.desk.hasFocus()
    press(editor, Qt.Key.Key_Right)
    assert editor.shaper.chosen == ("title",)
    before = widths(editor)[1]
    press(editor, Qt.Key.Key_Right, Qt.Key.Key_Right, modifier=SHIFT)
    press(editor, Qt.Key.Key_Left, modifier=SHIFT | CONTROL)
    assert abs(widths(editor)[1] - before - 1.9) < 0.05
    press(editor, Qt.Key.Key_Right, modifier=ALT)
    assert order(editor)[1:3] == ["summary", "title"]
    QTest.keyClick(editor, Qt.Key.Key_Delete, CONTROL)
    assert "title" not in order(editor) and editor.shaper.chosen == ("program_item",)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    assert editor.column_panel.rows.field("heading").inner.hasFocus()


def test_that_ctrl_z_takes_back_a_step_of_the_form_from_within_a_field(open_editor: EditorMaker) -> None:
    editor = open_editor()
    click(editor, heading(editor, 1))
    field = editor.column_panel.rows.field("heading").inner
    retype(field, "事業の名前")
    QTest.keyClicks(field, "ab")
    assert editor.shaper.form.column("title").heading == ("事業の名前ab",)
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert editor.shaper.form.column("title").heading == ("取組",)
    assert editor.column_panel.rows.field("heading").text() == "取組"  # type: ignore[attr-defined]


def test_that_one_heading_is_put_over_chosen_columns_and_taken_away(open_editor: EditorMaker, qtbot: QtBot) -> None:
    editor = open_editor()
    click(editor, heading(editor, 2))
    click(editor, heading(editor, 3), SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_G, CONTROL | SHIFT)
    field = editor.column_panel.rows.field("upper.0").inner
    assert field.hasFocus()
    retype(field, "事業の内容")
    assert [editor.shaper.form.column(key).heading[0] for key in ("summary", "program_item")] == ["事業の内容"] * 2
    settled(editor, qtbot)
    click(editor, heading(editor, 3, upper=True))
    assert editor.shaper.chosen == ("summary", "program_item") and editor.shaper.level == 0
    QTest.keyClick(editor, Qt.Key.Key_U, CONTROL | SHIFT)
    assert editor.shaper.form.column("summary").heading == ("事業概要",)


def test_that_a_column_is_added_from_the_fields_and_the_paper_stays_filled(open_editor: EditorMaker) -> None:
    editor = open_editor()
    click(editor, heading(editor, 2))
    add_column(editor, "対象者")
    assert order(editor)[3] == "target_group" and editor.shaper.chosen == ("target_group",)
    assert abs(sum(widths(editor)) - editor.shaper.form.paper.measure) < 0.6


def test_that_the_year_and_fields_of_a_column_are_chosen_from_lists(open_editor: EditorMaker) -> None:
    editor = open_editor()
    click(editor, heading(editor, 6))
    years = editor.column_panel.rows.field("years")
    assert isinstance(years, ChoiceField)
    years.setFocus()
    press(editor, Qt.Key.Key_Down)  # 計画の年度 → 実績を出す年度 → 資料の年度
    assert editor.shaper.form.column("actual").years == "relative"
    offset = editor.column_panel.rows.field("offset")
    offset.setFocus()
    press(editor, Qt.Key.Key_Up)
    assert editor.shaper.form.column("actual").offset == -1
    fields = editor.column_panel.rows.field("fields")
    fields.setFocus()
    press(editor, Qt.Key.Key_Down)
    assert editor.shaper.form.column("actual").fields == ("grade",)


def test_that_paper_and_type_are_set_in_plain_words(open_editor: EditorMaker, qtbot: QtBot) -> None:
    editor = open_editor()
    editor.tabs.setCurrentIndex(FORM)
    paper, size = (editor.form_panel.field(path) for path in ("paper.size", "text.size"))
    assert isinstance(paper, ChoiceField) and isinstance(size, NumberField)
    paper.setFocus()
    press(editor, Qt.Key.Key_Down)
    assert editor.shaper.form.paper.width == 420 and abs(sum(widths(editor)) - editor.shaper.form.paper.measure) < 0.6
    size.setFocus()
    press(editor, Qt.Key.Key_Up)
    assert editor.shaper.form.text.size == 9.5 and editor.shaper.form.text.leading > 13.5
    settled(editor, qtbot)
    assert editor.tools.paper.text().startswith("A3 横　9.5ポイント")


def test_that_no_word_of_the_file_format_is_seen(open_editor: EditorMaker) -> None:
    for key in ("p2", "p6"):
        editor = open_editor(key)
        for column in editor.shaper.form.columns:
            editor.shaper.choose([column.key])
        words = [label.text() for label in editor.findChildren(type(editor.where))]
        words += [editor.list.item(at).text() for at in range(editor.list.count())]
        shown = " ".join(words)
        assert not any(sign in shown for sign in ("{", "}", "_", "true", "toml", ".size"))


def test_that_everything_the_keyboard_reaches_has_a_name(open_editor: EditorMaker) -> None:
    editor = open_editor("p1")
    for tab in (0, FORM):
        editor.tabs.setCurrentIndex(tab)
        reached = [
            widget
            for widget in editor.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        ]
        assert len(reached) > 15
        nameless = [
            widget
            for widget in reached
            if not (widget.accessibleName() or getattr(widget, "text", str)()) and not isinstance(widget, QTabBar)
        ]
        assert not nameless


def test_that_edges_gaps_and_spread_headings_are_set_in_plain_words(open_editor: EditorMaker) -> None:
    editor = open_editor()
    editor.tabs.setCurrentIndex(FORM)
    for path, key in (
        ("text.justify", Qt.Key.Key_Space),
        ("text.hanging", Qt.Key.Key_Space),
        ("text.latin_gap", Qt.Key.Key_Down),
        ("header.spread", Qt.Key.Key_Up),
    ):
        editor.form_panel.field(path).setFocus()
        press(editor, key)
    form = editor.shaper.form
    assert (form.text.justify, form.text.hanging, form.text.latin_gap, form.header.spread) == (False, True, 0.125, 1.0)


def test_that_a_number_being_typed_is_part_of_what_is_saved(open_editor: EditorMaker) -> None:
    editor = open_editor()
    click(editor, heading(editor, 1))
    width = editor.column_panel.rows.field("width")
    assert isinstance(width, NumberField)
    width.spin.setFocus()
    width.spin.selectAll()
    QTest.keyClicks(width.spin, "50")
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    assert widths(editor)[1] == 50 and editor.given.key and not editor.shaper.steps.changed


def test_that_a_part_of_the_page_leads_to_its_setting(open_editor: EditorMaker) -> None:
    editor = open_editor()
    region = next(region for region in editor.desk.pages()[0].regions if region.ident == "title")
    click(editor, place_of(editor, region.x + region.width / 2, region.y + region.height / 2))
    title = editor.form_panel.field("title")
    assert editor.tabs.currentIndex() == FORM and title is not None and title.inner.hasFocus()
    body = next(region for region in editor.desk.pages()[0].regions if isinstance(region.ident, CellAddress))
    click(editor, place_of(editor, body.x + 3, body.y + 3))
    assert editor.tabs.currentIndex() == 0 and editor.shaper.chosen == ("number",)


def test_that_problems_are_told_while_shaping_and_lead_to_their_place(open_editor: EditorMaker) -> None:
    editor = open_editor()
    assert editor.problems.text == "直す所はありません"
    editor.tabs.setCurrentIndex(FORM)
    name = editor.form_panel.field("name")
    assert name is not None
    retype(name.inner, "")
    assert "1か所を直してください" in editor.problems.text
    assert "様式の名前" in editor.problems.list.item(0).text()
    assert not editor.save() and any("直す所が残っています" in text for text in editor.messages.texts())
    click(editor, heading(editor, 1))
    QTest.keyClick(editor, Qt.Key.Key_F7)
    assert editor.tabs.currentIndex() == FORM and name.inner.hasFocus()
    retype(name.inner, "新しい様式")
    assert editor.problems.text == "直す所はありません"


def test_that_a_form_is_in_the_file_only_once_it_is_saved_and_can_be_put_over_the_document(
    open_editor: EditorMaker, bridge: Bridge
) -> None:
    editor = open_editor()
    press(editor, Qt.Key.Key_Right, modifier=ALT)
    with bridge.workspace.read() as connection:
        assert not read_library(connection).own
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    with bridge.workspace.read() as connection:
        own = read_library(connection).own
    assert [form.name for form in own.values()] == ["実施実績・評価（複製）"]
    assert next(iter(own.values())).columns == editor.shaper.form.columns
    editor.use_button.click()
    assert editor.used and not editor.isVisible()
    with bridge.workspace.read() as connection:
        document = load_documents(connection)[0]
    assert document.form == editor.given.key
    bridge.undo()
    with bridge.workspace.read() as connection:
        assert load_documents(connection)[0].form == "p3" and editor.given.key in read_library(connection).own


def test_that_a_broken_file_is_refused_with_file_place_and_reason(open_editor: EditorMaker, tmp_path: Path) -> None:
    editor = open_editor()
    before = editor.shaper.form
    text = form_toml(load_form("p1")).replace('fields = ["plan"]', 'fields = ["plans"]')
    (tmp_path / "隣の市.toml").write_text(text, encoding="utf-8")
    editor.files.read(tmp_path / "隣の市.toml")
    said = editor.messages.texts()[0]
    assert "隣の市.toml" in said and "column.plan.fields" in said and "「plans」という欄はありません" in said
    assert editor.shaper.form == before
    (tmp_path / "隣の市.toml").write_text(form_toml(load_form("p1")), encoding="utf-8")
    editor.files.read(tmp_path / "隣の市.toml")
    assert editor.shaper.form.columns == load_form("p1").columns and editor.shaper.form.name == before.name
    editor.files.write(tmp_path / "書き出し.toml", editor.shaper.known_form())
    assert (tmp_path / "書き出し.toml").exists()


def test_that_a_new_field_is_made_in_the_editor_and_is_in_the_file_with_the_form(
    open_editor: EditorMaker, bridge: Bridge, qtbot: QtBot
) -> None:
    editor = open_editor()
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL | SHIFT)
    assert editor.adding is not None
    editor.adding.new.click()
    dialog = editor.adding.new_field
    assert dialog is not None
    retype(dialog.name, "概要")
    dialog.go.click()
    assert "もうあります" in dialog.messages.texts()[0]
    retype(dialog.name, "予算")
    dialog.per_year.click()
    dialog.go.click()
    settled(editor, qtbot)
    column = editor.shaper.column()
    assert column is not None and column.heading == ("{year}予算",) and column.years == "actual"
    assert not editor.problems.problems
    with bridge.workspace.read() as connection:
        assert not load_own_fields(connection)
    assert editor.save() and editor.save()
    with bridge.workspace.read() as connection:
        (field,) = load_own_fields(connection)
        form = read_library(connection).form(editor.given.key)
    assert (field.name, field.per_year) == ("予算", "yes") and field.key in form.columns[1].fields
