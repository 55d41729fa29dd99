"""A form (様式) as data: what a TOML file under resources/forms/ says, checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.layouts import (
    CardSettings,
    HeadingSettings,
    Layout,
    LeadSettings,
    PdcaSettings,
    pdca_settings,
)
from zaitaku_desktop.model.fields import Field, standard_axes
from zaitaku_desktop.typeset.blocks import Align, Family, PageNumberStyle

Role = Literal["group", "title", "number", "tags", "end_note", "below_note", "fields"]
Years = Literal["none", "plan", "actual", "collapsed", "relative"]
Rows = Literal["line", "span", "initiative", "group"]
Continues = Literal["word", "arrow", "merge", "sign", "resolved"]
Closed = Literal["slash", "none", "blank"]
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """A column of the form, before its years are known.

    `role`: group 項目 · title 取組名 · number its No. · tags its values on `axis` · end_note what is printed after the
    name of one that ended · below_note what is printed under it · fields.
    `fields` = keys of model/fields; `years`: "none" one column · "plan" one per 年度 of the plan · "actual"
    one per 年度 whose 実績 the Document shows, beside that year's plan · "collapsed" all years in one cell ·
    "relative" the one 年度 that is `offset` years after that of the Document (-1 = the year before).
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
    a row, ■ those that its 取組 have, □ the others.
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
    short: str = ""
    note: str = ""
    printed: bool = True
    sign: Literal["", "bracket"] = ""
    flags: str = ""

    @property
    def by_year(self) -> bool:
        """Whether each of its columns stands for one 年度."""
        return self.years in ("plan", "actual", "relative")


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper in mm as seen (landscape turned), margins including 綴じ代."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def measure(self) -> float:
        """Width of the text area."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Type of the cells; sizes in points, paddings in mm. `sub_size` = of what stands under a point, 0 = as the
    rest; `point_gap` = between points, in mm."""

    family: Family = "gothic"
    size: float = 9.0
    leading: float = 13.5
    padding_vertical: float = 1.35
    padding_horizontal: float = 1.4
    sub_size: float = 0.0
    sub_leading: float = 0.0
    point_gap: float = 0.0


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """Type of the header cells and of the notes in them; `row_height` in mm."""

    size: float = 9.0
    leading: float = 12.0
    row_height: float = 6.2
    note_size: float = 7.5
    note_leading: float = 10.0


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """Type of the notes below the grid; `bold_actor` = the words before ： are bold."""

    family: Family = "mincho"
    size: float = 9.5
    leading: float = 14.5
    space_before: float = 4.0
    bold_actor: bool = False


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
    whose values the headings stand together, under a banner each.
    """

    key: str
    name: str
    kind: str
    title: str
    paper: Paper
    columns: tuple[ColumnDef, ...]
    text: TextSettings = TextSettings()
    header: HeaderSettings = HeaderSettings()
    title_size: float = 15.0
    title_leading: float = 22.7
    title_after: float = 3.5
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
    lead: LeadSettings = field(default_factory=LeadSettings)
    heading: HeadingSettings = field(default_factory=HeadingSettings)
    card: CardSettings = field(default_factory=CardSettings)
    pdca: PdcaSettings = field(default_factory=PdcaSettings)
    banner_axis: str = ""

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

    def column(self, key: str) -> ColumnDef:
        """The column definition of that key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def _refuse(source: str, key: str, why: str) -> KnownError:
    return KnownError(
        f"様式の「{key}」を読み取れませんでした。{why}",
        place=source,
        todo="様式を直してから、もう一度読み込んでください。",
    )


def _column(row: Mapping[str, Any], source: str, fields: Mapping[str, Field]) -> ColumnDef:
    key = row.get("key", "")
    if not key or "width" not in row or "heading" not in row:
        raise _refuse(source, key or "column", "列には key、heading、width が要ります。")
    known = set(ColumnDef.__dataclass_fields__)
    for name in row:
        if name not in known:
            raise _refuse(source, f"{key}.{name}", "この項目は様式にありません。")
    for field_key in row.get("fields", ()):
        if field_key not in fields:
            raise _refuse(source, f"{key}.fields", f"「{field_key}」という欄はありません。")
    _check_column(key, row, source, fields)
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return ColumnDef(**values)


_CHOICES = {
    "role": ("group", "title", "number", "tags", "end_note", "below_note", "fields"),
    "years": ("none", "plan", "actual", "collapsed", "relative"),
    "align": ("left", "center", "right", "short"),
    "family": ("mincho", "gothic"),
    "sign": ("", "bracket"),
}
_FORM_CHOICES = {
    "rows": ("line", "span", "initiative", "group"),
    "order": ("", "number"),
    "continues": ("word", "arrow", "merge", "sign", "resolved"),
    "closed": ("slash", "none", "blank"),
    "layout": ("grid", "cards", "pdca"),
    "page_number": ("fraction", "dashes", "none"),
}
_PARTS = ("paper", "text", "header", "title_style", "notes", "years", "legend", "column")


def _check_column(key: str, row: Mapping[str, Any], source: str, fields: Mapping[str, Field]) -> None:
    """Refuse a column that would hide a field, or write it to rows or years on which it does not stand."""
    for name, allowed in _CHOICES.items():
        if name in row and row[name] not in allowed:
            raise _refuse(source, f"{key}.{name}", f"使えるのは {'、'.join(allowed)} です。")
    for name in ("width", "width_next", "width_last"):
        width = row.get(name, 0.0)
        if (
            isinstance(width, bool)
            or not isinstance(width, int | float)
            or width < 0
            or (name == "width" and not width)
        ):
            raise _refuse(source, f"{key}.{name}", "幅は 0 より大きい数（mm）にしてください。")
    heading = row["heading"]
    try:
        whole = (
            isinstance(heading, list)
            and bool(heading)
            and all(part.format(year="R6", long="令和6年度", due="R8") for part in heading)
        )
    except (AttributeError, KeyError, IndexError, ValueError):
        whole = False
    if not whole:
        raise _refuse(source, f"{key}.heading", "見出しは文字の並びです。かっこは {year}、{long}、{due} だけ使えます。")
    own = [fields[name] for name in row.get("fields", ())]
    years = row.get("years", "none")
    if row.get("role", "fields") != "fields":
        if own:
            raise _refuse(source, f"{key}.fields", "項目や取組名の列に、欄は置けません。")
        axes = {axis.key for axis in standard_axes()}
        for name, used in (("axis", row.get("role") == "tags"), ("flags", bool(row.get("flags")))):
            if used and row.get(name, "") not in axes:
                raise _refuse(source, f"{key}.{name}", "分類の軸の名前ではありません。")
        return
    if not own:
        raise _refuse(source, f"{key}.fields", "列に欄がありません。")
    together = row.get("first_of", False) or (years == "none" and row.get("labelled", False))
    if len(own) > 1 and not together:
        raise _refuse(source, f"{key}.fields", "欄が二つ以上ある列は、labelled = true で、年度なしにしてください。")
    if len({field.level for field in own}) > 1:
        raise _refuse(source, f"{key}.fields", "取組の欄と実施行の欄は、同じ列に置けません。")
    if any(field.per_year == ("no" if years != "none" else "yes") for field in own):
        raise _refuse(source, f"{key}.years", "欄の年度と列の年度が合いません。")


def _paper(data: Mapping[str, Any], source: str) -> Paper:
    size = data.get("size", "")
    if size not in PAPERS:
        raise _refuse(source, "paper.size", f"用紙「{size}」は使えません。A4 か A3 にしてください。")
    short, long = PAPERS[size]
    landscape = bool(data.get("landscape", False))
    margins = data.get("margins", {})
    return Paper(
        width=long if landscape else short,
        height=short if landscape else long,
        **{side: float(margins.get(side, 15)) for side in ("top", "right", "bottom", "left")},
    )


def _check_whole(data: Mapping[str, Any], source: str) -> None:
    """What a form must say, and what it may."""
    for name in ("key", "name", "kind", "title", "paper", "column"):
        if name not in data:
            raise _refuse(source, name, "この項目がありません。")
    for name in data:
        if name not in Form.__dataclass_fields__ and name not in _PARTS:
            raise _refuse(source, name, "この項目は様式にありません。")
    for name, allowed in _FORM_CHOICES.items():
        if data.get(name, allowed[0]) not in allowed:
            raise _refuse(source, name, f"使えるのは {'、'.join(filter(None, allowed))} です。")
    for name in ("group_axis", "banner_axis"):
        if data.get(name, "") not in {"", *(axis.key for axis in standard_axes())}:
            raise _refuse(source, name, "分類の軸の名前ではありません。")


def parse_form(toml: str, source: str, fields: Mapping[str, Field]) -> Form:
    """Read a form. Raises KnownError naming the file, the key and the reason."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as trouble:
        raise _refuse(source, "全体", f"TOML の書き方に合いません（{trouble}）。") from trouble
    _check_whole(data, source)
    paper = _paper(data["paper"], source)
    columns = tuple(_column(row, source, fields) for row in data["column"])
    repeating = any(column.years in ("plan", "actual", "collapsed") for column in columns)
    fixed = sum(column.width for column in columns if column.printed and column.years not in ("plan", "actual"))
    full = fixed == paper.measure and repeating
    if data.get("layout", "grid") == "grid" and (fixed > paper.measure or full):
        raise _refuse(source, "column.width", f"列の幅の合計 {fixed:g}mm が用紙の {paper.measure:g}mm を超えます。")
    title = data.get("title_style", {})
    legend = dict(data.get("legend", {}))
    chosen = {name: data[name] for name in (*_FORM_CHOICES, "group_axis", "banner_axis", "points") if name in data}
    try:
        return Form(
            key=data["key"],
            name=data["name"],
            kind=data["kind"],
            title=data["title"],
            paper=paper,
            columns=columns,
            text=TextSettings(**data.get("text", {})),
            header=HeaderSettings(**data.get("header", {})),
            title_size=float(title.get("size", 15.0)),
            title_leading=float(title.get("leading", 22.7)),
            title_after=float(title.get("after", 3.5)),
            notes=NoteSettings(**data.get("notes", {})),
            years=YearWidths(**data.get("years", {})),
            lead=LeadSettings(**data.get("lead", {})),
            heading=HeadingSettings(**data.get("heading", {})),
            card=CardSettings(**data.get("card", {})),
            pdca=pdca_settings(data.get("pdca", {})),
            legend=LegendSettings(**(legend | {"lines": tuple(legend.get("lines", ()))})),
            continued=str(data.get("continued", "（続き）")),
            about=str(data.get("about", "")),
            **chosen,
        )
    except TypeError as trouble:
        tables = "text / header / notes / years / lead / heading / card / pdca"
        raise _refuse(source, tables, f"知らない項目があります（{trouble}）。") from trouble
