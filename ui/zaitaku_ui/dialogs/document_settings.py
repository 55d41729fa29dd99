"""資料の設定: what is printed around the grid, and which 実績 it shows. Also makes a new 資料 of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import years_between
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.titles import form_title
from zaitaku_desktop.model.snapshot import DocumentRow, PlanRow
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_writing import write_document
from zaitaku_ui.dialogs.form_choice import CONTINUES, FormChoice, FormCombo, forms_at_hand, proposed_years
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.dialogs.header_notes import HeaderNotes, pair_words
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.dialogs.municipality import DigitChoice
from zaitaku_ui.dialogs.years import YearCombo
from zaitaku_ui.theme import Theme

HEADER_NOTES, PLACE_NOTES = "見出しの注(&H)", "題名の下の行など(&H)"
ACTUAL, ASSESSED = "実績を出す年度(&J)", "評価する年度(&J)"


class ActualYears(QWidget):
    """Which 年度 show their 実績. `changed()` when a box is clicked."""

    changed = Signal()

    def __init__(self, theme: Theme, document: DocumentRow, plan: PlanRow) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.pixels(3), 0, 0)
        row.setSpacing(theme.pixels(16))
        self._boxes: dict[int, QCheckBox] = {}
        years = {*years_between(plan.first_year, plan.last_year)}
        for year in sorted(years):
            box = QCheckBox(year.short)
            box.setAccessibleName(f"{year.long}の実績")
            box.setChecked(year.start in document.actual_years)
            box.clicked.connect(self.changed)
            self._boxes[year.start] = box
            row.addWidget(box)
        row.addStretch(1)
        # 年度 outside the plan's present period are kept as they are.
        self._kept = [year for year in document.actual_years if year not in self._boxes]
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def years(self) -> list[int]:
        """The chosen start years."""
        return sorted([*self._kept, *(year for year, box in self._boxes.items() if box.isChecked())])

    def choose(self, years: Sequence[int]) -> None:
        """Check the boxes of these start years, and no others."""
        for year, box in self._boxes.items():
            box.setChecked(year in years)

    def box(self, year: int) -> QCheckBox:
        """The box of one 年度 (start year)."""
        return self._boxes[year]


class ContinuesChoice(QComboBox):
    """継続の書き方."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.addItem("様式のとおり", "")
        for value, words in CONTINUES.items():
            self.addItem(words, value)
        self.setCurrentIndex(max(self.findData(current), 0))

    def show_form(self, form: Form) -> None:
        """Say what the form's own way is."""
        self.setItemText(0, f"様式のとおり（{CONTINUES.get(form.continues, '')}）")


class DocumentDialog(FormDialog):
    """Everything of a 資料 that is not the plan's. `document.id` 0 = it is made new, with a form to choose; without
    a title it gets that of the form, and the years its form is about. `form_asked(key, copy)`: somebody wants to shape
    that form, or a copy of it; whoever hears that calls `offer_forms` afterwards."""

    form_asked = Signal(str, bool)

    def __init__(
        self, bridge: Bridge, document: DocumentRow, plan: PlanRow, theme: Theme, parent: QWidget | None = None
    ) -> None:
        self.new = document.id == 0
        super().__init__(
            theme, "資料を増やす" if self.new else "資料の設定", "資料を作る" if self.new else "設定を変える", parent
        )
        self._bridge, self._document, self._plan = bridge, document, plan
        self.made: int | None = None
        self.watch(bridge)
        with bridge.workspace.read() as connection:
            self._forms = forms_at_hand(connection)
            self._city = load_municipality(connection).name
        self.forms = FormChoice(theme, self._forms, document.form) if self.new else None
        self.form_combo = None if self.new else FormCombo(theme, self._forms, document.form)
        self.title_field = QLineEdit(document.title)
        self.number = QLineEdit(document.number)
        self.number.setPlaceholderText("例　資料１")
        self.draft = QCheckBox("題名の後に（案）を付ける(&A)")
        self.draft.setChecked(document.draft)
        self.year = YearCombo(years_between(plan.first_year - 1, plan.last_year + 1), document.fiscal_year)
        self.actual = ActualYears(theme, document, plan)
        self.continues = ContinuesChoice(document.continues)
        self.lead = LinesEdit(document.lead, theme, 2)
        self.header_notes = HeaderNotes(theme, document.header_notes)
        self.notes = LinesEdit(document.notes, theme, 3)
        self.legend = LinesEdit(tuple(document.legend.split("\n")) if document.legend else (), theme, 2)
        self.digits = DigitChoice(theme, document.digit_style, inherit="自治体設定のとおり")
        self._add_rows()
        self._own_title = bool(document.title)
        self._own_years = False
        self.title_field.textEdited.connect(self._title_typed)
        self.actual.changed.connect(self._years_chosen)
        for choice in (self.forms, self.form_combo):
            if choice is not None:
                choice.chosen.connect(self._propose)
        self.year.currentIndexChanged.connect(self._propose)
        self.setMinimumWidth(theme.pixels(680))
        self._propose()

    def _add_rows(self) -> None:
        if self.forms is not None:
            self.add_row("様式(&F)", self.forms)
            self.forms.copy_asked.connect(self._ask_copy)
        self.add_row("題名(&T)", self.title_field)
        self.add_row("", self.draft)
        self.add_row("資料番号(&N)", self.number, "1ページ目の右上に、枠で囲んで印刷します。空なら印刷しません。")
        if self.form_combo is not None:
            self.add_row("様式(&F)", self.form_combo)
            self.form_combo.edit_asked.connect(self._ask_edit)
        self.add_row("資料の年度(&Y)", self.year)
        self.pair = caption("")
        self.fields.addWidget(self.pair, self.fields.rowCount(), 1)
        self._actual_label = self.add_row(ACTUAL, self.actual)
        self._continues_label = self.add_row("継続の書き方(&W)", self.continues)
        self.add_row("表の上の文(&L)", self.lead)
        self._header_label = self.add_row(HEADER_NOTES, self.header_notes)
        self.add_row("表の下の注(&C)", self.notes, "1行が1つの文です。")
        self.add_row("凡例(&R)", self.legend, "空なら、薄く出ている様式の凡例を印刷します。")
        self.add_row("数字の書き方(&S)", self.digits)

    def form(self) -> Form | None:
        """The form of the 資料, as chosen; None if it cannot be read."""
        return self._forms.get(self._form_key())

    def _form_key(self) -> str:
        choice = self.forms or self.form_combo
        return choice.key() if choice is not None else self._document.form

    def _ask_copy(self, key: str) -> None:
        self.form_asked.emit(key, True)

    def _ask_edit(self, key: str) -> None:
        self.form_asked.emit(key, False)

    def offer_forms(self, choose: str) -> None:
        """Read the forms again; that one is chosen, "" = the one that was."""
        wanted = choose or self._form_key()
        with self._bridge.workspace.read() as connection:
            self._forms = forms_at_hand(connection)
        choice = self.forms or self.form_combo
        if choice is not None:
            choice.offer(self._forms, wanted)
        self._propose()

    def _title_typed(self) -> None:
        self._own_title = True

    def _years_chosen(self) -> None:
        self._own_years = True
        self._propose()

    def _propose(self) -> None:
        """Show what the chosen form needs; of a new 資料 also its title and years, as long as nobody set them."""
        form = self.form()
        if form is None:
            return
        if self.new and not self._own_years and not self._document.title:
            shown = self._document.actual_years
            self.actual.choose(proposed_years(form, self._plan, self.year.year(), shown))
        if self.new and not self._own_title:
            plan, years = self._plan, self.actual.years()
            self.title_field.setText(form_title(form, plan.first_year, plan.last_year, self.year.year(), years))
        self._actual_label.setVisible(form.shows_actuals)
        self.actual.setVisible(form.shows_actuals)
        words = ACTUAL if form.shows_plans else ASSESSED
        self._actual_label.setText(words)
        self.actual.setAccessibleName(words.partition("(")[0])
        chooses = form.continues != "resolved" and not form.shows_relative
        self._continues_label.setVisible(chooses)
        self.continues.setVisible(chooses)
        self.continues.show_form(form)
        words = pair_words(form, self.year.year())
        self.pair.setText(words)
        self.pair.setVisible(bool(words))
        self._header_label.setVisible(form.layout != "cards")
        self._header_label.setText(PLACE_NOTES if form.layout == "pdca" else HEADER_NOTES)
        self.header_notes.setVisible(form.layout != "cards")
        self.header_notes.show_form(form, self.year.year(), self._city)
        self.legend.setPlaceholderText("\n".join(form.legend.lines))
        self.legend.show_lines(max(2, len(form.legend.lines), len(self.legend.lines())))

    def values(self) -> Mapping[str, object]:
        """The attributes as they stand in the dialog. KnownError without a title."""
        title = self.title_field.text().strip()
        if not title:
            raise KnownError("題名が空です。", todo="題名を入力してください。")
        form = self.form()
        return {
            "title": title,
            "number": self.number.text().strip(),
            "draft": self.draft.isChecked(),
            "fiscal_year": self.year.year().start,
            "actual_years": self.actual.years() if form is None or form.shows_actuals else [],
            "continues": self.continues.currentData(),
            "lead": self.lead.lines(),
            "header_notes": self.header_notes.notes(),
            "notes": self.notes.lines(),
            "legend": "\n".join(self.legend.lines()),
            "digit_style": self.digits.value(),
        }

    def take(self) -> bool:
        """One undo step. `made` = the id of a new 資料."""
        written = write_document(self._bridge, self._document, {**self.values(), "form": self._form_key()}, self)
        self.made = self.made if written is None else written
        return written is not None
