"""What is chosen for one 資料 of a meeting where its form offers a choice: fields by the layout of the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_layouts import BODIES, EDITIONS, HEADS
from zaitaku_desktop.forms.print_attendance import PROXY_NAMES
from zaitaku_desktop.forms.print_minutes import YES
from zaitaku_desktop.forms.print_notice import BODY, PLACES
from zaitaku_desktop.forms.subject_day import DAY, FROM, TO
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.fields.counting import CountBox
from zaitaku_ui.fields.day import DayField
from zaitaku_ui.theme import Theme

AddRow = Callable[[str, QWidget, str], QLabel]
MOST_SIGNERS = 20
DAYS = {
    "roster": ((DAY, "名簿の日付(&D)", "空なら、年度の初日の委員です。"),),
    "attendance": ((DAY, "いつまで(&D)", "空なら、その年度のすべての開催です。"),),
    "status": (
        (
            FROM,
            "いつから(&F)",
            "空なら、前の会議の次の日からです。前の会議の記録がない第1回では、前の年度の初めからです。",
        ),
        (TO, "いつまで(&U)", "空なら、この会議の日までです。"),
    ),
    "notice": ((DAY, "文書の日付(&D)", "空なら、あとで書き込めるように空けます。"),),
}
"""Days by layout: the option, its label, what a blank one means."""
_MINUTES = (("head", "会議の概要(&O)", HEADS), ("body", "議事(&B)", BODIES), ("edition", "内容(&E)", EDITIONS))


class Field(Protocol):
    """One option: what is chosen, "" = as the form has it."""

    def value(self) -> str:
        """As it is stored."""
        ...


class _Choice(QComboBox):
    def __init__(self, words: Mapping[str, str], own: str, current: str) -> None:
        super().__init__()
        for value, word in words.items():
            self.addItem(word, value)
        self._own = own
        self.setCurrentIndex(max(self.findData(current or own), 0))

    def value(self) -> str:
        """The choice, "" where it is that of the form."""
        chosen = str(self.currentData())
        return "" if chosen == self._own else chosen


class _Switch(QCheckBox):
    def __init__(self, words: str, own: bool, current: str) -> None:
        super().__init__(words)
        self._own = own
        self.setChecked(current == YES if current else own)

    def value(self) -> str:
        """yes or no, "" where it is as the form has it."""
        if self.isChecked() == self._own:
            return ""
        return YES if self.isChecked() else "no"


class _Count(CountBox):
    def __init__(self, theme: Theme, own: int, current: str) -> None:
        super().__init__(theme)
        self._own = own
        self.setRange(0, MOST_SIGNERS)
        self.setSuffix(" 人")
        self.setValue(int(current) if current.isdigit() else own)

    def value_words(self) -> str:
        """The number, "" where it is that of the form."""
        return "" if self.value() == self._own else str(self.value())


class PaperOptions:
    """The fields of one layout, put into a dialog by `add_row`."""

    def __init__(self, form: Form, document: DocumentRow, theme: Theme, add_row: AddRow) -> None:
        self._document = document
        self._theme = theme
        self._add = add_row
        self._fields: dict[str, Callable[[], str]] = {}
        self.places: dict[str, QLineEdit | LinesEdit] = {}
        self.days: dict[str, DayField] = {}
        self.widgets: list[QWidget] = []
        if form.layout == "minutes":
            self._minutes(form)
        if form.layout == "attendance":
            names = _Switch(
                "代理者の名前を「代」の下に印刷する(&X)", form.attendance.proxy_names, self._option(PROXY_NAMES)
            )
            self._fields[PROXY_NAMES] = names.value
            self._row("", names)
        for name, label, note in DAYS.get(form.layout, ()):
            self._day(name, label, note)
        if form.layout == "notice":
            self._places()

    def _option(self, name: str) -> str:
        return self._document.options.get(name, "")

    def _row(self, label: str, widget: QWidget, note: str = "") -> None:
        self.widgets += [self._add(label, widget, note), widget]

    def _minutes(self, form: Form) -> None:
        options, own = self._document.options, form.minutes
        for name, label, words in _MINUTES:
            choice = _Choice(words, getattr(own, name), options.get(name, ""))
            self._fields[name] = choice.value
            self._row(label, choice)
        public = _Switch("氏名を伏せて、公開用にする(&K)", own.public, options.get("public", ""))
        self._fields["public"] = public.value
        self._row("", public, "出席者は役職と所属だけになります。文の中の氏名は、印刷の前に一覧で確かめられます。")
        page = _Switch("議事を次のページから始める(&P)", own.new_page, options.get("new_page", ""))
        self._fields["new_page"] = page.value
        self._row("", page)
        signers = _Count(self._theme, own.signers, options.get("signers", ""))
        self._fields["signers"] = signers.value_words
        self._row("署名欄(&G)", signers)

    def _day(self, name: str, label: str, note: str) -> None:
        field = DayField(self._theme, label.partition("(")[0])
        field.set_year(self._document.fiscal_year)
        try:
            field.show_value(dt.date.fromisoformat(self._document.options.get(name, "")))
        except ValueError:
            field.show_value(None)
        self.days[name] = field
        self._row(label, field, note)

    def _places(self) -> None:
        """The words of a 開催通知; a blank field is as the form has it."""
        for place, label in PLACES.items():
            given = self._document.header_notes.get(place, "")
            field: QLineEdit | LinesEdit = QLineEdit(given)
            if place == BODY:
                field = LinesEdit(tuple(given.split("\n")) if given else (), self._theme, 3)
            self.places[place] = field
            self._row(label, field)

    def show_words(self, words: Mapping[str, str]) -> None:
        """What stands there by the form, pale in the blank fields."""
        for place, field in self.places.items():
            field.setPlaceholderText(words.get(place, ""))

    def set_year(self, year: FiscalYear) -> None:
        """The 年度 that 4/1 alone belongs to."""
        for field in self.days.values():
            field.set_year(year)

    def finish(self) -> bool:
        """Take the days that are typed. False = one cannot be read and stays."""
        return all(field.finish() for field in self.days.values())

    def options(self) -> dict[str, str]:
        """What is chosen otherwise than the form has it; options that have no field stay."""
        shown: Iterable[str] = (*self._fields, *self.days)
        found = {name: value for name, value in self._document.options.items() if name not in shown}
        found |= {name: value for name, read in self._fields.items() if (value := read())}
        for name, field in self.days.items():
            if (day := field.value()) is not None:
                found[name] = day.isoformat()
        return found

    def header_notes(self) -> dict[str, str]:
        """Words of the 資料's own at their places."""
        found = {place: words for place, words in self._document.header_notes.items() if place not in self.places}
        for place, field in self.places.items():
            words = field.text() if isinstance(field, QLineEdit) else "\n".join(field.lines())
            if words.strip():
                found[place] = words.strip()
        return found
