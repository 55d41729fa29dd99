"""会議の資料を作る, and 資料の設定 of one: its form, what it is about, and what the form lets one choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.base.typed_day import month_day, weekday
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_documents import OF_MEETINGS, OF_YEARS, paper_title, variant_words
from zaitaku_desktop.forms.print_notice import notice_words
from zaitaku_desktop.model.meeting_names import number_words
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading_meetings import load_meeting, load_meetings, load_roster
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_writing import write_document
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.dialogs.municipality import DigitChoice
from zaitaku_ui.dialogs.paper_options import PaperOptions
from zaitaku_ui.dialogs.years import YearCombo
from zaitaku_ui.theme import Theme

NO_COMMITTEE = "まだ会議体がありません。「委員」の「会議体」で追加してください。"


def offered_forms(bridge: Bridge, document: DocumentRow) -> dict[str, Form]:
    """The forms of meetings; of a 資料 that is there those of the same layout."""
    with bridge.workspace.read() as connection:
        forms = read_library(connection).forms
    found = {key: form for key, form in forms.items() if form.kind != "plan" and form.layout not in OF_YEARS}
    if document.id and document.form in found:
        layout = found[document.form].layout
        found = {key: form for key, form in found.items() if form.layout == layout}
    return found


class MeetingPaperDialog(FormDialog):
    """`document.id` 0 = it is made new; its meeting or 会議体 are chosen at first. `made` = its id afterwards."""

    def __init__(self, bridge: Bridge, document: DocumentRow, theme: Theme, parent: QWidget | None = None) -> None:
        """Raises KnownError where there is no 会議体, or no form can be read."""
        self.new = document.id == 0
        title = "会議の資料を作る" if self.new else "資料の設定"
        super().__init__(theme, title, "資料を作る" if self.new else "設定を変える", parent)
        self._bridge, self._document = bridge, document
        self.made: int | None = None
        self.watch(bridge)
        self._forms = offered_forms(bridge, document)
        with bridge.workspace.read() as connection:
            self._roster = load_roster(connection)
            self._meetings = load_meetings(connection)
        if not self._roster.committees or not self._forms:
            raise KnownError(NO_COMMITTEE, safe="", todo="")
        self.forms = QComboBox()
        for key, form in self._forms.items():
            self.forms.addItem(form.name, key)
        self.forms.setCurrentIndex(max(self.forms.findData(document.form), 0))
        self.about = caption("")
        self.committees, self.meetings = QComboBox(), QComboBox()
        self.year = YearCombo(self._years(), document.fiscal_year)
        self.title_field = QLineEdit(document.title)
        self.number = QLineEdit(document.number)
        self.number.setPlaceholderText("例　資料１")
        self.draft = QCheckBox("題名の後に（案）を付ける(&A)")
        self.draft.setChecked(document.draft and not self.new)
        self.digits = DigitChoice(theme, document.digit_style, inherit="自治体設定のとおり")
        self.options: PaperOptions | None = None
        self._own_title = bool(document.title)
        self._own_row = 0
        self._add_rows()
        self._offer_committees()
        self._connect()
        self._form_chosen()
        self.setMinimumWidth(theme.pixels(680))

    # -- rows ----------------------------------------------------------------------------------------------

    def _add_rows(self) -> None:
        self.add_row("様式(&F)", self.forms)
        self.fields.addWidget(self.about, self.fields.rowCount(), 1)
        self.add_row("会議体(&C)", self.committees)
        self._meeting_label = self.add_row("開催(&M)", self.meetings)
        self._year_label = self.add_row("年度(&Y)", self.year)
        self.add_row("題名(&T)", self.title_field)
        self._draft_label = self.add_row("", self.draft)
        self._number_label = self.add_row("資料番号(&N)", self.number)
        if not self.new:  # a new one is printed as the others are
            self.add_row("数字の書き方(&S)", self.digits)

    def _connect(self) -> None:
        self.title_field.textEdited.connect(self._title_typed)
        self.forms.currentIndexChanged.connect(self._form_chosen)
        self.committees.currentIndexChanged.connect(self._committee_chosen)
        self.meetings.currentIndexChanged.connect(self._propose)
        self.year.currentIndexChanged.connect(self._propose)

    def _years(self) -> Sequence[FiscalYear]:
        years = [row.fiscal_year for row in self._meetings] or [self._document.fiscal_year]
        return years_between(min(*years, self._document.fiscal_year), max(*years, self._document.fiscal_year))

    def _offer_committees(self) -> None:
        for row in self._roster.committees.values():
            self.committees.addItem(("　" if row.parent_id else "") + row.name, row.id)
        meeting = next((row for row in self._meetings if row.id == self._document.meeting_id), None)
        wanted = self._document.committee_id or (None if meeting is None else meeting.committee_id)
        self.committees.setCurrentIndex(max(self.committees.findData(wanted), 0))
        self._offer_meetings(self._document.meeting_id)

    def _offer_meetings(self, wanted: int | None) -> None:
        self.meetings.blockSignals(True)
        self.meetings.clear()
        if not self._of_meeting():
            self.meetings.addItem("（決めない）", None)
        committee = self._committee()
        own = [row for row in self._meetings if row.committee_id == committee.id]
        for row in reversed(own):
            day = "日未定" if row.day is None else f"{month_day(row.day)}（{weekday(row.day)}）"
            self.meetings.addItem(f"{row.name or number_words(committee, row)}　{day}", row.id)
        self.meetings.setCurrentIndex(max(self.meetings.findData(wanted), 0))
        self.meetings.blockSignals(False)

    # -- what is chosen ------------------------------------------------------------------------------------

    def form(self) -> Form:
        """The chosen form."""
        return self._forms[str(self.forms.currentData())]

    def _of_meeting(self) -> bool:
        """Whether the chosen form is about one meeting."""
        return self.form().layout in OF_MEETINGS

    def _committee(self) -> CommitteeRow:
        return self._roster.committees[int(self.committees.currentData())]

    def _meeting(self) -> MeetingRow | None:
        chosen = self.meetings.currentData()
        return next((row for row in self._meetings if row.id == chosen), None)

    def _title_typed(self) -> None:
        self._own_title = True

    def _committee_chosen(self) -> None:
        self._offer_meetings(None)
        self._propose()

    def _form_chosen(self) -> None:
        """Show what the form needs, and its own options."""
        form = self.form()
        self.about.setText(form.about)
        self._offer_meetings(self.meetings.currentData() or self._document.meeting_id)
        with_meeting = form.layout == "status" or self._of_meeting()
        for widget in (self._meeting_label, self.meetings):
            widget.setVisible(with_meeting)
        for widget in (self._year_label, self.year):
            widget.setVisible(not self._of_meeting())
        self._number_label.setVisible(form.number_box)
        self.number.setVisible(form.number_box)
        self.draft.setVisible(form.draft_mark)
        self._draft_label.setVisible(form.draft_mark)
        self._show_options(form)
        self._propose()

    def _show_options(self, form: Form) -> None:
        if self.options is not None:
            for widget in self.options.widgets:
                widget.hide()
                widget.deleteLater()
        given = self._document
        if given.form != form.key and form.layout != self._layout_of(given):
            given = replace(given, options={}, header_notes={})
        self.options = PaperOptions(form, given, self.theme, self._add_option)

    def _layout_of(self, document: DocumentRow) -> str:
        form = self._forms.get(document.form)
        return "" if form is None else form.layout

    def _add_option(self, label: str, widget: QWidget, note: str) -> QLabel:
        found = self.add_row(label, widget, note)
        if note:  # the note goes with its field
            line = self.fields.itemAtPosition(self.fields.rowCount() - 1, 1)
            words = line.widget() if line is not None else None
            if words is not None and words is not widget:
                widget.destroyed.connect(words.deleteLater)
        return found

    def _propose(self) -> None:
        """The title of the form while nobody typed one, and the words of a letter."""
        form, meeting = self.form(), self._meeting()
        year = meeting.fiscal_year if meeting is not None and self._of_meeting() else self.year.year()
        if self.new and not self._own_title:
            about = meeting if self._of_meeting() else None
            self.title_field.setText(paper_title(form, self._committee(), about, year))
        if self.options is not None:
            self.options.set_year(year)
            if form.layout == "notice" and meeting is not None:
                with self._bridge.workspace.read() as connection:
                    snapshot = load_meeting(connection, meeting.id)
                self.options.show_words(notice_words(form, replace(self._document, header_notes={}), snapshot))

    # -- taking it -----------------------------------------------------------------------------------------

    def values(self) -> Mapping[str, object]:
        """The attributes as they stand in the dialog. KnownError without a title or the meeting it needs."""
        form, meeting, title = self.form(), self._meeting(), self.title_field.text().strip()
        if not title:
            raise KnownError("題名が空です。", safe="", todo="題名を入力してください。")
        if self._of_meeting() and meeting is None:
            raise KnownError("この会議体には、まだ開催がありません。", safe="", todo="先に会議を追加してください。")
        assert self.options is not None
        of_meeting = self._of_meeting() and meeting is not None
        options = self.options.options()
        if (
            self.new
            and not self._own_title
            and (words := variant_words(form, replace(self._document, options=options)))
        ):
            title = f"{title}（{words}）"
        return {
            "form": form.key,
            "kind": form.kind,
            "title": title,
            "number": self.number.text().strip() if form.number_box else "",
            "draft": self.draft.isChecked() and form.draft_mark,
            "fiscal_year": (meeting.fiscal_year if of_meeting and meeting else self.year.year()).start,
            "meeting_id": None if meeting is None or form.layout in ("attendance", "roster") else meeting.id,
            "committee_id": self._committee().id,
            "digit_style": self.digits.value(),
            "options": options,
            "header_notes": self.options.header_notes(),
        }

    def take(self) -> bool:
        """One undo step."""
        if self.options is not None and not self.options.finish():
            return False
        written = write_document(self._bridge, self._document, self.values(), self)
        self.made = self.made if written is None else written
        return written is not None
