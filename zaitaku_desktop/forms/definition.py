"""A form (様式) as data: what a TOML file under resources/forms/ says, checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.typeset.blocks import Align, Family

Role = Literal["group", "title", "fields"]
Years = Literal["none", "plan", "actual", "collapsed"]
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """A column of the form, before its years are known.

    `fields` = keys of model/fields; `years`: "none" one column · "plan" one per 年度 of the plan · "actual"
    one per 年度 whose 実績 the Document shows, beside that year's plan · "collapsed" all years in one cell.
    `heading` = path from the upper header row down, with {year} and {due}. Widths in mm.
    `labelled` = the fields' names are printed before their texts (目的：, 概要：).
    `label` = repeated after a page break. `synonyms` = headings an import takes for this column.
    """

    key: str
    heading: tuple[str, ...]
    width: float
    role: Role = "fields"
    fields: tuple[str, ...] = ()
    years: Years = "none"
    width_next: float = 0.0
    width_last: float = 0.0
    align: Align = "left"
    label: bool = False
    labelled: bool = False
    phrases: bool = False
    synonyms: tuple[str, ...] = ()


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
    """Type of the cells; sizes in points, paddings in mm."""

    family: Family = "gothic"
    size: float = 9.0
    leading: float = 13.5
    padding_vertical: float = 1.35
    padding_horizontal: float = 1.4


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """Type of the header cells; `row_height` in mm."""

    size: float = 9.0
    leading: float = 12.0
    row_height: float = 6.2


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
class Form:
    """A form, complete. `title` has {first} and {last}, the plan's first and last 年度 (R3).

    `continued` = the word under a label repeated after a page break, "" = labels repeat plainly.
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
    notes: NoteSettings = NoteSettings()
    years: YearWidths = YearWidths()
    continued: str = "（続き）"

    def column(self, key: str) -> ColumnDef:
        """The column definition of that key. Raises KeyError."""
        return next(column for column in self.columns if column.key == key)


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
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return ColumnDef(**values)


def parse_form(toml: str, source: str, fields: Mapping[str, Field]) -> Form:
    """Read a form. Raises KnownError naming the file, the key and the reason."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as trouble:
        raise _refuse(source, "全体", f"TOML の書き方に合いません（{trouble}）。") from trouble
    for name in ("key", "name", "kind", "title", "paper", "column"):
        if name not in data:
            raise _refuse(source, name, "この項目がありません。")
    size = data["paper"].get("size", "")
    if size not in PAPERS:
        raise _refuse(source, "paper.size", f"用紙「{size}」は使えません。A4 か A3 にしてください。")
    short, long = PAPERS[size]
    landscape = bool(data["paper"].get("landscape", False))
    margins = data["paper"].get("margins", {})
    paper = Paper(
        width=long if landscape else short,
        height=short if landscape else long,
        **{side: float(margins.get(side, 15)) for side in ("top", "right", "bottom", "left")},
    )
    columns = tuple(_column(row, source, fields) for row in data["column"])
    fixed = sum(column.width for column in columns if column.years in ("none", "collapsed"))
    if fixed >= paper.measure:
        raise _refuse(source, "column.width", f"列の幅の合計 {fixed:g}mm が用紙の {paper.measure:g}mm を超えます。")
    title = data.get("title_style", {})
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
            notes=NoteSettings(**data.get("notes", {})),
            years=YearWidths(**data.get("years", {})),
            continued=str(data.get("continued", "（続き）")),
        )
    except TypeError as trouble:
        raise _refuse(source, "text / header / notes / years", f"知らない項目があります（{trouble}）。") from trouble
