"""The form under the hands of somebody: what is chosen in it, what is done to it, what is wrong with it. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from zaitaku_desktop.forms import shaping, shaping_widths
from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.checking import check_form
from zaitaku_desktop.forms.definition import ColumnDef, Form, with_fields
from zaitaku_desktop.forms.form_file import FormFile, with_keys
from zaitaku_desktop.forms.grid_columns import grid_columns
from zaitaku_desktop.forms.offers import Offer, column_for, offers
from zaitaku_desktop.forms.placeholders import bare_words
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.forms.tables import Problem
from zaitaku_desktop.forms.trial import first_part, trial_document, with_words
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_ui.forms_editor.steps import Steps

NEW_HEADING = "見出し"
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form is tried on. `document` = the 資料 on the screen, None = there is none."""

    plan: PlanSnapshot
    document: DocumentRow | None
    fields: Mapping[str, Field]
    axes: Mapping[str, str]


class Shaper(QObject):
    """One form being shaped. `changed` = the form is another; `chosen_changed` = other columns are chosen."""

    changed = Signal()
    chosen_changed = Signal()

    def __init__(self, form: Form, subject: Subject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self._plan = with_words(subject.plan, subject.fields.values())
        self._part = first_part(self._plan)
        self.steps = Steps(form)
        self.fields = dict(subject.fields)
        self.drafts: dict[str, Field] = {}
        """Fields that are made when the form is saved; their keys are of no meaning outside of this editor."""
        self.axes = dict(subject.axes)
        self.chosen: tuple[str, ...] = (form.columns[0].key,) if form.columns else ()
        self.level = -1
        """Of the heading that is chosen over several columns; −1 = the columns themselves are."""

    @property
    def form(self) -> Form:
        """As it is now."""
        return self.steps.form

    # What it looks like

    def document(self, form: Form) -> DocumentRow:
        """The 資料 that is shown in this form."""
        return trial_document(form, self.subject.document, self.subject.plan.plan)

    def see(self, form: Form) -> Sequence[Column]:
        """The columns on paper."""
        return grid_columns(form, self.document(form), self.subject.plan, printed=True)[0]

    @property
    def shows_part(self) -> bool:
        """Whether only the first pages of a large plan are shown; how many they are matters where it is to fit."""
        return self._part is not self._plan and self.form.fit.pages == 0

    def known_form(self) -> Form:
        """The form, knowing the fields of the municipality that it shows."""
        return with_fields(self.form, self.fields)

    def printable(self) -> Printable:
        """The pages, to be laid out by somebody else."""
        plan = self._part if self.shows_part else self._plan
        if self.drafts:
            plan = replace(plan, own_fields=(*plan.own_fields, *self.drafts.values()))
        return Printable(self.document(self.form), self.known_form(), plan)

    def problems(self) -> list[Problem]:
        """What is wrong with the form now."""
        return check_form(self.form, self.fields, self.axes)

    # What is chosen

    def column(self) -> ColumnDef | None:
        """The chosen column; the first of several."""
        return next((column for column in self.form.columns if column.key in self.chosen), None)

    def choose(self, keys: Sequence[str], level: int = -1) -> None:
        """Choose columns, or (with a level) the heading over them."""
        there = tuple(column.key for column in self.form.columns if column.key in keys)
        if (there, level) != (self.chosen, self.level):
            self.chosen, self.level = there, level
            self.steps.pause()
            self.chosen_changed.emit()

    def extend(self, key: str) -> None:
        """Choose all columns from the chosen ones to this."""
        order = [column.key for column in self.form.columns]
        places = [order.index(one) for one in (*self.chosen, key)]
        self.choose(order[min(places) : max(places) + 1])

    def turn(self, side: int) -> None:
        """Choose the neighbour."""
        order = [column.key for column in self.form.columns]
        places = [order.index(key) for key in self.chosen] or [0]
        at = (min(places) if side < 0 else max(places)) + side
        if 0 <= at < len(order):
            self.choose([order[at]])

    # What is done

    def apply(self, name: str, form: Form, *, going_on: str = "", choose: Sequence[str] = ()) -> None:
        """Take another form as a step. `choose` = columns that are chosen afterwards."""
        if not self.steps.push(name, form, going_on=going_on):
            return
        self._settle(choose)

    def _settle(self, choose: Sequence[str] = ()) -> None:
        before = (self.chosen, self.level)
        there = {column.key for column in self.form.columns}
        kept = [key for key in (choose or self.chosen) if key in there]
        first = self.form.columns[0].key if self.form.columns else ""
        self.chosen = tuple(column.key for column in self.form.columns if column.key in (kept or [first]))
        column = self.column()
        if choose or column is None or self.level >= len(column.heading) - 1:
            self.level = -1
        self.changed.emit()
        if (self.chosen, self.level) != before:
            self.chosen_changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        self.steps.undo()
        self._settle()

    def redo(self) -> None:
        """Do the last undone step again."""
        self.steps.redo()
        self._settle()

    def set_value(self, path: str, words: str, value: Any, *, going_on: bool = False) -> None:
        """Change what the form says at a place; `words` = what the place is called."""
        form = shaping.reshape(self.form, path, value, self.see)
        self.apply(f"{words}の変更", form, going_on=path if going_on else "")

    def set_column(
        self, words: str, changes: Mapping[str, Any], *, going_on: bool = False, refit: bool = False
    ) -> None:
        """Change properties of the chosen column. `refit` = there may be more or fewer columns on paper afterwards."""
        column = self.column()
        if column is not None:
            form = shaping.change_column(self.form, column.key, **changes)
            if refit:
                form = shaping_widths.refit(form, self.see)
            self.apply(f"{words}の変更", form, going_on=f"{column.key}.{words}" if going_on else "")

    def offers(self) -> list[Offer]:
        """What can be added."""
        return offers(self.form, self.fields, self.axes)

    def add(self, column: ColumnDef) -> None:
        """Add a column behind the chosen one."""
        places = [shaping.position(self.form, key) for key in self.chosen]
        key = shaping.free_key(self.form, column.key)
        form = shaping.add_column(self.form, column, max(places, default=-1) + 1, self.see)
        self.apply("列の追加", form, choose=[key])

    def draft(self, field: Field) -> str:
        """A field that is not in the data file yet, or that is there under another key. Returns its key here."""
        for known in self.fields.values():
            if (known.name, known.level, known.per_year) == (field.name, field.level, field.per_year):
                return known.key
        key = f"{DRAFT}{len(self.drafts) + 1}"
        self.fields[key] = self.drafts[key] = replace(field, key=key)
        return key

    def add_field(self, field: Field) -> None:
        """Add a column for a new field."""
        self.add(column_for(self.form, self.fields[self.draft(field)]))

    def take_file(self, file: FormFile) -> None:
        """Take the shape of a form that was read from a file; the name stays."""
        form = with_keys(file.form, {field.key: self.draft(field) for field in file.fields})
        self.apply("ファイルからの読み込み", replace(form, name=self.form.name))

    def remove(self) -> None:
        """Remove the chosen columns; the neighbour is chosen."""
        order = [column.key for column in self.form.columns]
        places = [order.index(key) for key in self.chosen]
        left = [key for key in order if key not in self.chosen]
        near = order[max(places) + 1 :] + order[: min(places)][::-1] if places else order
        form = self.form
        for key in self.chosen:
            form = shaping.remove_column(form, key, self.see)
        self.apply("列の削除", form, choose=[key for key in near if key in left][:1])

    @property
    def can_remove(self) -> bool:
        """Whether a column on paper would be left."""
        left = (column for column in self.form.columns if column.key not in self.chosen)
        return bool(self.chosen) and any(column.printed for column in left)

    def step(self, side: int) -> None:
        """Move what is chosen by one column."""
        if self.chosen:
            self.apply("列の移動", shaping.step_column(self.form, self.chosen, side))

    def move(self, keys: Sequence[str], to: int) -> None:
        """Move columns before the one that stands at `to`."""
        self.apply("列の移動", shaping.move_columns(self.form, keys, to))

    def shown_at(self, key: str) -> list[int]:
        """Which columns of the page are of that definition."""
        return [index for index, column in enumerate(self.see(self.form)) if column.definition.key == key]

    def resize_at(self, index: int, millimetres: float, *, going_on: bool = False) -> None:
        """Make a column of the page so wide."""
        form = shaping_widths.resize(self.form, self.see, index, millimetres)
        self.apply("列の幅", form, going_on=f"width:{index}" if going_on else "")

    def nudge(self, millimetres: float) -> None:
        """Make the chosen column so much wider; off the grid it is that of the screen."""
        column = self.column()
        if column is None:
            return
        places = self.shown_at(column.key) if self.form.layout == "grid" else []
        if places:
            self.resize_at(places[0], self.see(self.form)[places[0]].width + millimetres, going_on=True)
        else:
            self.set_column("列の幅", {"width": max(shaping_widths.LEAST, column.width + millimetres)}, going_on=True)

    def print_column(self, printed: bool) -> None:
        """Have the chosen column on paper, or only on the screen."""
        column = self.column()
        if column is not None:
            self.apply("印刷する列", shaping.print_column(self.form, column.key, printed, self.see))

    # Headings

    @property
    def can_group(self) -> bool:
        """Whether several neighbours are chosen."""
        return len(self.chosen) > 1 and shaping.neighbours(self.form, self.chosen)

    def group(self) -> None:
        """Put one heading over the chosen columns, and choose it."""
        if not self.can_group:
            return
        used = {part for column in self.form.columns for part in column.heading}
        names = (NEW_HEADING if number == 1 else f"{NEW_HEADING}{number}" for number in range(1, len(used) + 2))
        words = next(name for name in names if name not in used)
        keys = self.chosen
        form = shaping.group_columns(self.form, keys, words)
        self.apply("見出しをまとめる", form)
        self.choose(keys, form.column(keys[0]).heading.index(words))

    @property
    def can_split(self) -> bool:
        """Whether a heading stands over the chosen column."""
        column = self.column()
        return column is not None and len(column.heading) > 1

    def split(self) -> None:
        """Take the heading over the chosen column away."""
        column = self.column()
        if column is not None and self.can_split:
            self.apply("見出しのまとまりを解く", shaping.split_heading(self.form, column.key), choose=self.chosen)

    def set_heading(self, words: str) -> None:
        """Other words for the heading of the chosen column itself."""
        column = self.column()
        if column is not None:
            form = shaping.set_heading(self.form, column.key, words)
            self.apply("見出しの変更", form, going_on=f"{column.key}.heading")

    def set_upper(self, level: int, words: str) -> None:
        """Other words for a heading over several columns."""
        column = self.column()
        if column is not None:
            form = shaping.rename_upper(self.form, column.key, level, words)
            self.apply("上の見出しの変更", form, going_on=f"{column.key}.heading.{level}")


def column_name(column: ColumnDef) -> str:
    """A column in a list: the headings over it, then its own."""
    words = [words for part in column.heading if (words := bare_words(part))]
    return " ＞ ".join(words) or "（年度）"
