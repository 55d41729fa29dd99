"""A form (様式) as data: what a TOML file under resources/forms/ or in a data file says.

`parsing.py` reads it, `writing.py` writes it, `checking.py` says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.count_layouts import ConsultationSettings, IndicatorSettings
from zaitaku_desktop.forms.layouts import CardSettings, HeadingSettings, Layout, LeadSettings, PdcaSettings
from zaitaku_desktop.forms.meeting_layouts import AgendaSettings, MinutesSettings
from zaitaku_desktop.forms.outline_layouts import OutlineSettings
from zaitaku_desktop.forms.table_layouts import AttendanceSettings, NoticeSettings, RosterSettings, StatusSettings
from zaitaku_desktop.forms.training_layouts import (
    OfficeReportSettings,
    TrainingListSettings,
    TrainingMatrixSettings,
)
from zaitaku_desktop.model.fields import Field, standard_fields
from zaitaku_desktop.typeset.blocks import Align, Family, PageNumberStyle, TextStyle

Role = Literal["group", "title", "number", "tags", "end_note", "below_note", "fields"]
Years = Literal["none", "plan", "actual", "collapsed", "relative", "range"]
Rows = Literal["line", "span", "initiative", "group"]
Continues = Literal["word", "arrow", "merge", "sign", "resolved"]
Closed = Literal["slash", "none", "blank"]
PaperSize = Literal["A4", "A3"]
Side = Literal["none", "top", "right", "bottom", "left"]
UNWRITTEN = {"written": False}
"""Of an attribute that is no part of a form's text."""
PAPERS: dict[str, tuple[float, float]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """A column of the form, before its years are known.

    `role`: group 項目 · title 取組名 · number its No. · tags its values on `axis` · end_note what is printed after the
    name of one that ended · below_note what is printed under it · fields.
    `fields` = keys of model/fields; `years`: "none" one column · "plan" one per 年度 of the plan · "actual"
    one per 年度 whose 実績 the Document shows, beside that year's plan · "collapsed" all years in one cell ·
    "relative" `span` 年度 from that on which is `offset` years after that of the Document (-1 = the year before) ·
    "range" one per 年度 from `first_year` to `last_year` (start years).
    `heading` = path from the upper header row down, with {year} (R6), {long} (令和6年度) and {due}. Widths in mm.
    `labelled` = the fields' names are printed before their texts (目的：, 概要：). `first_of` = of its fields the
    first that is filled is shown (LAYOUTS P4 実施予定).
    `align`: "short" = centred while each of its lines is one printed line without a mark, else left.
    `label` = repeated after a page break. `synonyms` = headings an import takes for this column.
    `required` = a blank cell is listed as 未入力. `marks` = 新規, 既存, 廃止 are printed over the name.
    `title_above` = the 取組's name stands in bold over the text, in a form that has no column for it.
    `family`, `size` (points), `bold`: where they differ from the form's text; `wide` = half-width letters are
    set full-width (Ａ).
    `short` = its heading where there is little room, on the screen; "" = the same. `note` = a note under the heading,
    unless the Document has its own. `printed` False = only on the screen and in the data export. `sign` "bracket" =
    the sign of a heading stands in brackets: (ア). `flags` = an axis whose values are all printed under the heading of
    a row, ■ those that its 取組 have, □ the others. `vertical` = 縦書き: its heading, what stands in its cells (項目 in
    a narrow column) or both run from top to bottom; what is too long for that stays level. `one_line` = 縮小して1行に:
    the smallest type, in points, to which what stands in its cells shrinks so as not to be broken, 0 = it is broken.
    `own` = what is known of those of its fields that are the municipality's own (`with_fields`); no form says it.
    """

    key: str
    heading: tuple[str, ...]
    width: float
    role: Role = "fields"
    fields: tuple[str, ...] = ()
    years: Years = "none"
    width_next: float = 0.0
    width_last: float = 0.0
    align: Align | Literal["short"] = "left"
    label: bool = False
    labelled: bool = False
    phrases: bool = False
    synonyms: tuple[str, ...] = ()
    axis: str = ""
    first_of: bool = False
    required: bool = False
    marks: bool = True
    title_above: bool = False
    family: Family | Literal[""] = ""
    size: float = 0.0
    bold: bool = False
    wide: bool = False
    offset: int = 0
    span: int = 1
    first_year: int = 0
    last_year: int = 0
    short: str = ""
    note: str = ""
    printed: bool = True
    sign: Literal["", "bracket"] = ""
    flags: str = ""
    vertical: Literal["", "heading", "text", "both"] = ""
    one_line: float = 0.0
    own: tuple[Field, ...] = field(default=(), metadata=UNWRITTEN)

    def known(self, key: str) -> Field | None:
        """The field of that key, standard or the municipality's own; None if it is unknown."""
        return next((one for one in self.own if one.key == key), None) or standard_fields().get(key)

    def field_name(self, key: str) -> str:
        """What a field of the column is called."""
        known = self.known(key)
        return known.name if known else key

    @property
    def by_year(self) -> bool:
        """Whether each of its columns stands for one 年度."""
        return self.years in ("plan", "actual", "relative", "range")

    @property
    def repeats(self) -> bool:
        """Whether it may stand there several times, once for each 年度."""
        return self.years in ("plan", "actual", "range") or (self.years == "relative" and self.span > 1)

    @property
    def follows(self) -> bool:
        """Whether it stands for the one 年度 that follows from that of the Document."""
        return self.years == "relative" and not self.repeats

    @property
    def every_year(self) -> bool:
        """Whether it has a column for 年度 that nobody chose for the Document: then each heading names its own."""
        return self.repeats and self.years != "actual"

    def fixed_years(self, made_for: FiscalYear) -> tuple[FiscalYear, ...]:
        """The 年度 of a "relative" or "range" column in a Document made for that 年度."""
        if self.years == "range":
            return years_between(FiscalYear(self.first_year), FiscalYear(self.last_year))
        return tuple(made_for + self.offset + step for step in range(self.span))


@dataclass(frozen=True, slots=True)
class Margins:
    """From the edges of the paper to the text area, in mm, without 綴じ代."""

    top: float = 15.0
    right: float = 15.0
    bottom: float = 15.0
    left: float = 15.0


@dataclass(frozen=True, slots=True)
class Binding:
    """綴じ代: `width` mm more margin on that side of the paper as seen."""

    side: Side = "none"
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper; everything in mm as seen (landscape turned)."""

    size: PaperSize = "A4"
    landscape: bool = False
    margins: Margins = Margins()
    binding: Binding = Binding()

    @property
    def width(self) -> float:
        """Of the whole paper."""
        return PAPERS[self.size][1 if self.landscape else 0]

    @property
    def height(self) -> float:
        """Of the whole paper."""
        return PAPERS[self.size][0 if self.landscape else 1]

    def margin(self, side: Side) -> float:
        """From that edge to the text area, 綴じ代 included."""
        own: float = getattr(self.margins, side)
        return own + (self.binding.width if self.binding.side == side else 0.0)

    @property
    def measure(self) -> float:
        """Width of the text area."""
        return self.width - self.margin("left") - self.margin("right")

    @property
    def room(self) -> float:
        """Height of the text area."""
        return self.height - self.margin("top") - self.margin("bottom")


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Type of the cells; sizes in points, paddings in mm. `sub_size` = of what stands under a point, 0 = as the
    rest; `point_gap` = between points, in mm.

    Of all sentences, in cells or not: `justify` = 両端揃え, both edges are aligned where a line holds 20 字 or more.
    `latin_gap` = 和欧間, the space between Japanese and half-width letters or digits in 字 (an eighth in prose, 0 in
    grids). `hanging` = ぶら下げ, 、 and 。 may stand outside the text area; only of what stands in no cell.
    """

    family: Family = "gothic"
    size: float = 9.0
    leading: float = 13.5
    padding_vertical: float = 1.35
    padding_horizontal: float = 1.4
    sub_size: float = 0.0
    sub_leading: float = 0.0
    point_gap: float = 0.0
    justify: bool = True
    latin_gap: float = 0.0
    hanging: bool = False

    def prose(
        self, family: Family, size: float, leading: float, align: Align = "left", *, cell: bool = True
    ) -> TextStyle:
        """The style of sentences of that type; `cell` = they stand in a cell. Lines that are centred or flush right
        stay so."""
        both: Align = "justify" if align == "left" and self.justify else align
        hanging = self.hanging and not cell
        return TextStyle(family, size, leading, align=both, latin_gap=self.latin_gap, hanging=hanging)


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """Type of the title; `after` = space below it in mm."""

    size: float = 15.0
    leading: float = 22.7
    after: float = 3.5
    family: Family = "gothic"
    align: Literal["left", "center"] = "center"
    bold: bool = True


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """Type of the header cells and of the notes in them; `row_height` in mm.

    `vertical_below` = 縦書き: a heading that does not fit on one line of a column narrower than so many mm runs from
    top to bottom; 0 = only where a column says so. `one_line` = 縮小して1行に: the smallest type, in points, to which a
    heading shrinks so as not to be broken (then it is not set vertically either), 0 = it is broken. `spread` =
    均等割り付け: the width in 字 over which a shorter heading is spread, 0 = it is set solid.
    """

    size: float = 9.0
    leading: float = 12.0
    row_height: float = 6.2
    note_size: float = 7.5
    note_leading: float = 10.0
    family: Family = "gothic"
    vertical_below: float = 13.0
    one_line: float = 0.0
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """The notes below the grid: their type, and `lines`, printed unless the 資料 has its own. `bold_actor` = the words
    before ： are bold."""

    family: Family = "mincho"
    size: float = 9.5
    leading: float = 14.5
    space_before: float = 4.0
    bold_actor: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearWidths:
    """How year columns give way when there are more of them (PAGES 2 P1); mm and points."""

    minimum: float = 36.0
    last_minimum: float = 22.0
    smaller_size: float = 8.5


@dataclass(frozen=True, slots=True)
class LegendSettings:
    """凡例: what is printed unless the 資料 has its own. `box` = framed, its lines in `columns` columns, under
    `title`; else one line flush right over the grid."""

    lines: tuple[str, ...] = ()
    title: str = ""
    box: bool = False
    columns: int = 2
    size: float = 9.0
    leading: float = 13.0


@dataclass(frozen=True, slots=True)
class FitSettings:
    """「n ページに収める」: a 資料 that would take more than `pages` (0 = as many as it takes) is set closer, then
    smaller, its text down to `smallest` points."""

    pages: int = 0
    smallest: float = 8.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form, complete. `title` has {first} and {last}, the plan's first and last 年度 (R3), and {long}, the first
    年度 whose 実績 is shown (令和6年度). `about` = what it is for, in one line, for who chooses it.

    `rows`: "line" = one for each 実施行 · "span" = 実施行 of one 取組 whose 継続 run alike stand in one row ·
    "initiative" = all of them do · "group" = all 取組 under one heading do, their texts as points with the mark
    `points`; such rows are printed only, on the screen and for the data export each 実施行 has its own.
    `group_axis` = the rows are grouped by their values on that axis, those without one (or all, if none has one) by
    their own 項目. `order`: "number" = by No. within a group, "" = as in the plan.
    `continues` = how 継続 is printed: the word, an arrow from the first year's text on, one merged cell, → in each
    year, or the text it stands for. `closed` = a blank cell after the end: 斜線, ― or blank.
    `continued` = the word under a label repeated after a page break, "" = labels repeat plainly. `layout` = how it
    stands on paper; else than in a grid the widths of the columns are those of the screen. `banner_axis` = an axis by
    whose values the headings stand together, under a banner each. `number_box` = 資料番号 is printed, `draft_mark` =
    （案） is, while the 資料 is a draft. `digit_style` = of a 資料 that has none of its own, "" = as 自治体設定.
    `base` = the preset it was made from, "" = it is one. `page_number_foot` = mm from the foot of the page number to
    the edge of the paper. A form of a meeting (`kind` other than "plan") has no columns; its table (`agenda`,
    `minutes` …) is the one of its `layout`; that of "sign_in" is `roster`.
    """

    key: str
    name: str
    kind: str
    title: str
    paper: Paper
    columns: tuple[ColumnDef, ...] = ()
    text: TextSettings = TextSettings()
    header: HeaderSettings = HeaderSettings()
    title_style: TitleSettings = TitleSettings()
    notes: NoteSettings = NoteSettings()
    years: YearWidths = YearWidths()
    continued: str = "（続き）"
    legend: LegendSettings = LegendSettings()
    about: str = ""
    rows: Rows = "line"
    points: str = ""
    group_axis: str = ""
    order: Literal["", "number"] = ""
    continues: Continues = "word"
    closed: Closed = "slash"
    layout: Layout = "grid"
    page_number: PageNumberStyle = "fraction"
    page_number_foot: float = 9.0
    lead: LeadSettings = field(default_factory=LeadSettings)
    heading: HeadingSettings = field(default_factory=HeadingSettings)
    card: CardSettings = field(default_factory=CardSettings)
    pdca: PdcaSettings = field(default_factory=PdcaSettings)
    agenda: AgendaSettings = field(default_factory=AgendaSettings)
    minutes: MinutesSettings = field(default_factory=MinutesSettings)
    status: StatusSettings = field(default_factory=StatusSettings)
    attendance: AttendanceSettings = field(default_factory=AttendanceSettings)
    roster: RosterSettings = field(default_factory=RosterSettings)
    notice: NoticeSettings = field(default_factory=NoticeSettings)
    outline: OutlineSettings = field(default_factory=OutlineSettings)
    trainings: TrainingListSettings = field(default_factory=TrainingListSettings)
    matrix: TrainingMatrixSettings = field(default_factory=TrainingMatrixSettings)
    report: OfficeReportSettings = field(default_factory=OfficeReportSettings)
    consultation: ConsultationSettings = field(default_factory=ConsultationSettings)
    indicator: IndicatorSettings = field(default_factory=IndicatorSettings)
    banner_axis: str = ""
    number_box: bool = True
    draft_mark: bool = True
    digit_style: Literal["", "mixed", "half", "full", "typed"] = ""
    fit: FitSettings = FitSettings()
    base: str = ""

    @property
    def shows_plans(self) -> bool:
        """Whether there is a column for each 年度 of the plan; else the form is about its results alone."""
        return any(column.years == "plan" for column in self.columns)

    @property
    def shows_actuals(self) -> bool:
        """Whether it has columns for chosen 年度 (実績, 評価)."""
        return any(column.years == "actual" for column in self.columns)

    @property
    def shows_relative(self) -> bool:
        """Whether its 年度 follow from that of the 資料."""
        return any(column.years == "relative" for column in self.columns)

    @property
    def names_years(self) -> bool:
        """Whether it has a column for each of several 年度 that nobody chose: then a heading of a 年度 names it."""
        return any(column.every_year for column in self.columns)

    def column(self, key: str) -> ColumnDef:
        """The column definition of that key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def with_fields(form: Form, fields: Mapping[str, Field]) -> Form:
    """The form whose columns know the municipality's own fields among theirs; the same one where there are none."""
    standard = standard_fields()
    columns = tuple(
        column if column.own == own else replace(column, own=own)
        for column in form.columns
        for own in [tuple(fields[key] for key in column.fields if key in fields and key not in standard)]
    )
    return form if columns == form.columns else replace(form, columns=columns)
