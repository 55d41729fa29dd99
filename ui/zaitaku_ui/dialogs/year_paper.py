"""年度の資料を作る, and 資料の設定 of one: 研修 (which 事業 it shows), 相談件数, 指標, 事業概要 (its list その他)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import years_between
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_documents import OF_YEARS
from zaitaku_desktop.forms.print_training import shown_programmes
from zaitaku_desktop.forms.training_papers import OF_TRAININGS
from zaitaku_desktop.forms.training_words import PROGRAMMES
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.storage.reading_trainings import load_trainings
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_writing import write_document
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.dialogs.municipality import DigitChoice
from zaitaku_ui.dialogs.years import YearCombo
from zaitaku_ui.theme import Theme

WITH_NOTES = ("office_report", "consultation", "indicator")
"""Layouts that print the notes of the 資料."""
EARLIER = 5
"""So many 年度 before that of the 資料 are offered."""


def of_year(bridge: Bridge, document: DocumentRow) -> bool:
    """Whether a 資料, or the one that would be made in that form, is about a 年度 and nothing else."""
    with bridge.workspace.read() as connection:
        form = read_library(connection).forms.get(document.form)
    return form is not None and form.layout in OF_YEARS


class Programmes(QWidget):
    """Which 事業 are printed: a box for each."""

    def __init__(self, theme: Theme, document: DocumentRow, book: TrainingBook) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.pixels(3), 0, 0)
        column.setSpacing(theme.pixels(6))
        shown = shown_programmes(document, book)
        self.boxes: dict[int, QCheckBox] = {}
        for row in book.programmes.values():
            box = QCheckBox(row.name)
            box.setAccessibleName(f"{row.name}を印刷する")
            box.setChecked(shown is None or row.id in shown)
            self.boxes[row.id] = box
            column.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> str:
        """As an option of the 資料; "" = all. KnownError where none is chosen."""
        chosen = [key for key, box in self.boxes.items() if box.isChecked()]
        if self.boxes and not chosen:
            raise KnownError("印刷する事業が選ばれていません。", safe="", todo="事業を1つ以上選んでください。")
        return "" if len(chosen) == len(self.boxes) else ",".join(map(str, chosen))


class YearPaperDialog(FormDialog):
    """`document.id` 0 = it is made new, in a form that can be chosen. `made` = its id afterwards."""

    def __init__(self, bridge: Bridge, document: DocumentRow, theme: Theme, parent: QWidget | None = None) -> None:
        self.new = document.id == 0
        title = "年度の資料を作る" if self.new else "資料の設定"
        super().__init__(theme, title, "資料を作る" if self.new else "設定を変える", parent)
        self._bridge, self._document = bridge, document
        self.made: int | None = None
        self.watch(bridge)
        with bridge.workspace.read() as connection:
            forms = read_library(connection).forms
            book = load_trainings(connection)
        own = forms.get(document.form)
        layouts = OF_YEARS if self.new or own is None else (own.layout,)
        self._forms = {key: form for key, form in forms.items() if form.layout in layouts}
        self.forms = QComboBox()
        for key, form in self._forms.items():
            self.forms.addItem(form.name, key)
        self.forms.setCurrentIndex(max(self.forms.findData(document.form), 0))
        self.about = caption("")
        year = document.fiscal_year
        self.year = YearCombo(years_between(year - EARLIER, year + 1), year)
        self.title_field = QLineEdit(document.title)
        self.number = QLineEdit(document.number)
        self.number.setPlaceholderText("例　資料１")
        self.draft = QCheckBox("題名の後に（案）を付ける(&A)")
        self.draft.setChecked(document.draft and not self.new)
        self.programmes = Programmes(theme, document, book)
        self.notes = LinesEdit(document.notes, theme, 4)
        self.digits = DigitChoice(theme, document.digit_style, inherit="自治体設定のとおり")
        self._own_title = bool(document.title) and not self.new
        self._add_rows()
        self.title_field.textEdited.connect(self._title_typed)
        self.forms.currentIndexChanged.connect(self._form_chosen)
        self.year.currentIndexChanged.connect(self._propose)
        self._form_chosen()
        self.setMinimumWidth(theme.pixels(640))

    def _add_rows(self) -> None:
        self.add_row("様式(&F)", self.forms)
        self.fields.addWidget(self.about, self.fields.rowCount(), 1)
        self.add_row("年度(&Y)", self.year)
        self.add_row("題名(&T)", self.title_field)
        self._draft_label = self.add_row("", self.draft)
        self._number_label = self.add_row("資料番号(&N)", self.number)
        self._programmes_label = self.add_row("印刷する事業(&P)", self.programmes)
        self._all = caption("すべて選ぶと、どの事業でもない研修も印刷します。")
        self.fields.addWidget(self._all, self.fields.rowCount(), 1)
        self._notes_label = self.add_row("", self.notes)
        if not self.new:  # a new one is printed as the others are
            self.add_row("数字の書き方(&S)", self.digits)

    def form(self) -> Form:
        """The chosen form."""
        return self._forms[str(self.forms.currentData())]

    def _title_typed(self) -> None:
        self._own_title = True

    def _form_chosen(self) -> None:
        """Show what the form has."""
        form = self.form()
        self.about.setText(form.about)
        self._show(form.draft_mark, self._draft_label, self.draft)
        self._show(form.number_box, self._number_label, self.number)
        chooses = form.layout in OF_TRAININGS and len(self.programmes.boxes) > 1
        self._show(chooses, self._programmes_label, self.programmes, self._all)
        self._show(form.layout in WITH_NOTES, self._notes_label, self.notes)
        of_report = form.layout == "office_report"
        label = "その他の取組(&C)" if of_report else "表の下の注(&C)"
        self._notes_label.setText(label)
        self.notes.setAccessibleName(label.partition("(")[0])
        pale = "1行が1つの文です。例　・便りを年4回発行した。" if of_report else "\n".join(form.notes.lines)
        self.notes.setPlaceholderText(pale)
        self._propose()

    @staticmethod
    def _show(shown: bool, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.setVisible(shown)

    def _propose(self) -> None:
        """The title of the form while nobody typed one."""
        if self.new and not self._own_title:
            self.title_field.setText(self.form().title.format(long=self.year.year().long))

    def values(self) -> Mapping[str, object]:
        """The attributes as they stand in the dialog. KnownError without a title or a 事業."""
        form, title = self.form(), self.title_field.text().strip()
        if not title:
            raise KnownError("題名が空です。", safe="", todo="題名を入力してください。")
        options = {name: value for name, value in self._document.options.items() if name != PROGRAMMES}
        if form.layout in OF_TRAININGS and (chosen := self.programmes.value()):
            options[PROGRAMMES] = chosen
        return {
            "form": form.key,
            "kind": form.kind,
            "title": title,
            "number": self.number.text().strip() if form.number_box else "",
            "draft": self.draft.isChecked() and form.draft_mark,
            "fiscal_year": self.year.year().start,
            "notes": self.notes.lines() if form.layout in WITH_NOTES else list(self._document.notes),
            "digit_style": self.digits.value(),
            "options": options,
        }

    def take(self) -> bool:
        """One undo step."""
        written = write_document(self._bridge, self._document, self.values(), self)
        self.made = self.made if written is None else written
        return written is not None
