"""「列」: all columns of the form, and everything about the chosen one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import ColumnDef, Years
from zaitaku_desktop.forms.offers import YEAR_WORDS, partners, possible_years, set_fields, shows
from zaitaku_desktop.forms.placeholders import HEADING
from zaitaku_desktop.model.fields import Field
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.forms_editor.fields import CheckField, ChoiceField, FieldBox, NumberField, WordsField
from zaitaku_ui.forms_editor.panel import Panel, Rows, column_rows
from zaitaku_ui.forms_editor.settings import COLUMN, Setting, is_shown
from zaitaku_ui.forms_editor.shaper import Shaper, column_name
from zaitaku_ui.theme import Theme

SEVERAL = "列をいくつか選んでいます。「見出しをまとめる」で、1つの見出しの下に並べられます。"
OFFSETS = tuple(
    (years, "資料の年度" if not years else f"資料の年度の{abs(years)}年{'後' if years > 0 else '前'}")
    for years in range(-3, 4)
)
YEARS = range(2010, 2051)
"""Start years that a column can be given."""
UPPERS = 3
"""Headings over a column that can be changed here."""
WIDTHS = (("width", "幅"), ("width_next", "2つめからの幅"), ("width_last", "最後の年度の幅"))


class ColumnList(QListWidget):
    """The columns from left to right; some neighbours can be chosen together."""

    chosen = Signal(list)
    stepped = Signal(int)
    removed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("列の一覧")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setObjectName("formcolumns")
        self.itemSelectionChanged.connect(self._tell)

    def show_columns(self, rows: list[tuple[str, str]], chosen: tuple[str, ...]) -> None:
        """Show (key, words), these chosen."""
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for at, (key, words) in enumerate(rows):
                item = self.item(at)
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setText(words)
                item.setToolTip(words)
                item.setSelected(key in chosen)
            here = [at for at, (key, _) in enumerate(rows) if key in chosen]
            if here and self.currentRow() not in here:
                self.setCurrentRow(here[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        if here:
            self.scrollToItem(self.item(here[0]))

    def _tell(self) -> None:
        keys = [item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems()]
        if keys:
            self.chosen.emit(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↑↓ moves, Delete removes, Enter goes to the heading."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ColumnPanel(Panel):
    """The properties of the chosen column."""

    def __init__(self, theme: Theme, shaper: Shaper) -> None:
        super().__init__(theme, shaper)
        self.head = section("")
        self.head.setWordWrap(True)
        self.kind = QLabel()
        self.kind.setProperty("caption", True)
        self.several = caption(SEVERAL)
        self.rows = Rows(theme)
        self._seen: set[str] = set()
        for widget in (self.head, self.kind, self.several, self.rows):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._add_headings(theme)
        self._add_contents()
        self._add_widths()
        column_rows(self, self.rows, self._changed)
        self._settings = {setting.path: setting for setting in COLUMN}
        self.show_column()

    # -- making --------------------------------------------------------------------------------------------

    def _row(self, key: str, words: str, field: FieldBox, note: str = "") -> None:
        field.left.connect(self.shaper.steps.pause)
        self.rows.add(key, words, field, note)

    def _add_headings(self, theme: Theme) -> None:
        for level in range(UPPERS):
            upper = WordsField(theme, HEADING)
            upper.changed.connect(partial(self._upper_changed, level))
            self._row(f"upper.{level}", "まとめの見出し", upper)
        heading = WordsField(theme, HEADING, 2)
        heading.changed.connect(self._heading_changed)
        self._row("heading", "見出し", heading)

    def _add_contents(self) -> None:
        first, second = ChoiceField(()), ChoiceField(())
        first.changed.connect(self._first_changed)
        second.changed.connect(self._second_changed)
        self._row("fields", "印刷する欄", first)
        self._row("second", "もう1つの欄", second)
        both = ChoiceField(((True, "名前を付けて両方"), (False, "書いてあるほうだけ")))
        both.changed.connect(self._both_changed)
        self._row("both", "2つの欄の出し方", both)
        years, offset = ChoiceField(()), ChoiceField(OFFSETS)
        years.changed.connect(self._years_changed)
        offset.changed.connect(self._offset_changed)
        self._row("years", "年度", years)
        self._row("offset", "どの年度か", offset)
        span = NumberField(Setting("span", "年度の数", "number", unit="年度", least=1, most=20))
        span.changed.connect(partial(self._year_property, "年度の数", "span"))
        self._row("span", "年度の数", span)
        for key, words in (("first_year", "最初の年度"), ("last_year", "最後の年度")):
            field = ChoiceField([(start, FiscalYear(start).long) for start in YEARS])
            field.changed.connect(partial(self._year_property, words, key))
            self._row(key, words, field)

    def _add_widths(self) -> None:
        for key, words in WIDTHS:
            field = NumberField(Setting(key, words, "number", unit="mm", step=1, least=5, most=380))
            field.changed.connect(partial(self._width_changed, key))
            self._row(key, words, field)
        printed = CheckField("印刷する（外すと画面だけに出します）")
        printed.changed.connect(self._printed_changed)
        self._row("printed", "印刷する", printed)

    # -- what somebody does --------------------------------------------------------------------------------

    def _heading_changed(self, words: str, _going_on: bool) -> None:
        self.shaper.set_heading(words)

    def _upper_changed(self, level: int, words: str, _going_on: bool) -> None:
        self.shaper.set_upper(level, words)

    def _first_changed(self, key: str, _going_on: bool) -> None:
        column = self.shaper.column()
        if column is not None:
            possible = {field.key for field in partners(self.shaper.fields[key], self.shaper.fields)}
            rest = [other for other in column.fields[1:] if other in possible]
            self._set_fields("印刷する欄", column, [key, *rest])

    def _second_changed(self, key: str, _going_on: bool) -> None:
        column = self.shaper.column()
        if column is not None:
            self._set_fields("もう1つの欄", column, [column.fields[0], key] if key else [column.fields[0]])

    def _set_fields(self, words: str, column: ColumnDef, keys: list[str]) -> None:
        made = set_fields(self.shaper.form, column, keys, self.shaper.fields)
        names = ("fields", "years", "offset", "labelled", "first_of")
        self.shaper.set_column(words, {name: getattr(made, name) for name in names}, refit=True)

    def _both_changed(self, labelled: bool, _going_on: bool) -> None:
        self.shaper.set_column("2つの欄の出し方", {"labelled": labelled, "first_of": not labelled})

    def _years_changed(self, years: Years, _going_on: bool) -> None:
        changes: dict[str, object] = {"years": years}
        if years == "range":
            plan = self.shaper.subject.plan.plan
            changes |= {"first_year": plan.first_year.start, "last_year": plan.last_year.start}
        self.shaper.set_column("年度", changes, refit=True)

    def _year_property(self, words: str, key: str, value: int, going_on: bool) -> None:
        self.shaper.set_column(words, {key: value}, going_on=going_on, refit=True)

    def _offset_changed(self, offset: int, _going_on: bool) -> None:
        self.shaper.set_column("どの年度か", {"offset": offset})

    def _width_changed(self, part: str, millimetres: float, _going_on: bool) -> None:
        column = self.shaper.column()
        if column is None:
            return
        places = self._places(column)
        if part in places:
            self.shaper.resize_at(places[part], millimetres, going_on=True)
        else:
            self.shaper.set_column("列の幅", {part: millimetres}, going_on=True)

    def _printed_changed(self, printed: bool, _going_on: bool) -> None:
        self.shaper.print_column(printed)
        self.show_column()

    def _changed(self, setting: Setting, value: Any, going_on: bool) -> None:
        self.shaper.set_column(setting.words, {setting.path: value}, going_on=going_on)

    # -- what is shown -------------------------------------------------------------------------------------

    def _places(self, column: ColumnDef) -> dict[str, int]:
        """Which column of the page has each width; none off the grid, where they are those of the screen."""
        if self.shaper.form.layout != "grid":
            return {}
        shown = self.shaper.shown_at(column.key)
        if not shown:
            return {}
        found = {"width": shown[0]}
        if column.years == "plan" and len(shown) > 1:
            found["width_last"] = shown[-1]
        if column.years == "plan" and len(shown) > 2:
            found["width_next"] = shown[1]
        return found

    def show_column(self) -> None:
        """Show the chosen column."""
        column, several = self.shaper.column(), len(self.shaper.chosen) > 1
        self.several.setVisible(several and self.shaper.level < 0)
        self.kind.setVisible(not several)
        self._seen.clear()
        if column is not None:
            self._show(column, several)
        for key in self.rows.paths():  # a field that has the keyboard must not be hidden in between
            self.rows.show_row(key, key in self._seen)

    def _show(self, column: ColumnDef, several: bool) -> None:
        self.head.setText(f"{len(self.shaper.chosen)}列を選択中" if several else column_name(column))
        self.kind.setText(f"中身：{shows(column, self.shaper.fields, self.shaper.axes)}")
        self._show_headings(column, several)
        if not several:
            self._show_contents(column)
            self._show_widths(column)
            for key, setting in self._settings.items():
                self.rows.field(key).show_value(getattr(column, key))
                self._see(key, is_shown(setting, self.shaper.form, column))

    def _see(self, key: str, seen: bool) -> None:
        if seen:
            self._seen.add(key)

    def _show_headings(self, column: ColumnDef, several: bool) -> None:
        uppers = column.heading[:-1]
        for level, words in enumerate(uppers[:UPPERS]):
            self.rows.field(f"upper.{level}").show_value(words)
            self._see(f"upper.{level}", not several or level == self.shaper.level)
        self.rows.field("heading").show_value(column.heading[-1])
        self._see("heading", not several)

    def _show_contents(self, column: ColumnDef) -> None:
        fields, rows = self.shaper.fields, self.rows
        own = [fields[key] for key in column.fields if key in fields]
        if column.role != "fields" or not own:
            return
        first, second, years = (rows.field(key) for key in ("fields", "second", "years"))
        assert isinstance(first, ChoiceField) and isinstance(second, ChoiceField) and isinstance(years, ChoiceField)
        first.offer([(field.key, field.name) for field in fields.values()])
        first.show_value(own[0].key)
        others: list[Field] = partners(own[0], fields)
        second.offer([("", "なし"), *((field.key, field.name) for field in others)])
        second.show_value(own[1].key if len(own) > 1 else "")
        rows.field("both").show_value(column.labelled)
        years.offer([(one, YEAR_WORDS[one]) for one in possible_years(own)])
        years.show_value(column.years)
        rows.field("offset").show_value(column.offset)
        self._see("fields", True)
        self._see("second", bool(others))
        self._see("both", len(own) > 1 and column.years == "none")
        self._see("years", len(possible_years(own)) > 1)
        self._see("offset", column.years == "relative")
        self._see("span", column.years == "relative")
        for key in ("span", "first_year", "last_year"):
            rows.field(key).show_value(getattr(column, key))
        for key in ("first_year", "last_year"):
            self._see(key, column.years == "range")

    def _show_widths(self, column: ColumnDef) -> None:
        places = self._places(column)
        columns = self.shaper.see(self.shaper.form)
        for part, index in places.items():
            self.rows.field(part).show_value(columns[index].width)
            self._see(part, True)
        self.rows.rename("width", "幅" if places else "画面での幅")
        if not places:
            self.rows.field("width").show_value(column.width)
            self._see("width", True)
        self.rows.field("printed").show_value(column.printed)
        self._see("printed", self.shaper.form.layout == "grid")

    def go_to_heading(self) -> None:
        """The keyboard goes to the words of what is chosen."""
        level = self.shaper.level
        self.go_to(self.rows.field("heading" if level < 0 else f"upper.{level}"))

    def go_to_part(self, part: str) -> None:
        """The keyboard goes to a property of the column; to its heading where that has no field here."""
        key = part if part in self.rows.paths() and not self.rows.field(part).isHidden() else "heading"
        self.go_to(self.rows.field(key))
