"""What is wrong with a form, all at once: for an editor while it is changed, and for whoever reads one from a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.tables import Problem
from zaitaku_desktop.model.fields import Field, standard_axes, standard_fields

KINDS = ("plan",)
MOST_COLUMNS = 60
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SAMPLE = {"year": "R6", "long": "令和6年度", "due": "R8", "first": "R6", "last": "R8"}


def check_form(
    form: Form, fields: Mapping[str, Field] | None = None, axes: Collection[str] | None = None
) -> list[Problem]:
    """Everything that is wrong with it, in the order in which it stands there; [] = it can be used.

    `fields` = those a column may show, `axes` = keys of the axes of the data file; None = those every file has.
    """
    known_axes = frozenset(axes if axes is not None else (axis.key for axis in standard_axes()))
    return list(_Checker(form, standard_fields() if fields is None else fields, known_axes).problems())


def errors_of(problems: list[Problem]) -> list[Problem]:
    """Those with which a form cannot be used."""
    return [problem for problem in problems if problem.severity == "error"]


class _Checker:
    """Looks over one form."""

    def __init__(self, form: Form, fields: Mapping[str, Field], axes: frozenset[str]) -> None:
        self.form = form
        self.fields = fields
        self.axes = axes

    def problems(self) -> Iterator[Problem]:
        """All of them."""
        yield from self._whole()
        for number, column in enumerate(self.form.columns, 1):
            yield from self._column(column, f"column.{column.key}" if column.key else f"column[{number}]")
        yield from self._together()
        yield from self._widths()

    def _whole(self) -> Iterator[Problem]:
        form = self.form
        if not _KEY.fullmatch(form.key):
            yield Problem("key", "半角の小文字と数字と _ で、小文字から書き始めてください。")
        if not form.name.strip():
            yield Problem("name", "様式の名前がありません。")
        if form.kind not in KINDS:
            yield Problem("kind", f"使えるのは「{'」「'.join(KINDS)}」です。")
        if not _fills(form.title, ("first", "last", "long")):
            yield Problem("title", "かっこは {first}、{last}、{long} だけ使えます。")
        for name in ("group_axis", "banner_axis"):
            if getattr(form, name) not in {"", *self.axes}:
                yield Problem(name, "分類の軸の名前ではありません。")

    def _column(self, column: ColumnDef, place: str) -> Iterator[Problem]:
        """A column that would hide a field, or write it to rows or years on which it does not stand."""
        if not _KEY.fullmatch(column.key):
            yield Problem(f"{place}.key", "半角の小文字と数字と _ で、小文字から書き始めてください。")
        for name, width in (
            ("width", column.width),
            ("width_next", column.width_next),
            ("width_last", column.width_last),
        ):
            if width < 0 or (name == "width" and not width):
                yield Problem(f"{place}.{name}", "幅は 0 より大きい数（mm）にしてください。")
        if not column.heading or not all(_fills(part, ("year", "long", "due")) for part in column.heading):
            yield Problem(f"{place}.heading", "見出しは文字の並びです。かっこは {year}、{long}、{due} だけ使えます。")
        yield from self._shown(column, place)

    def _shown(self, column: ColumnDef, place: str) -> Iterator[Problem]:
        """What a column shows."""
        for key in column.fields:
            if key not in self.fields:
                yield Problem(f"{place}.fields", f"「{key}」という欄はありません。")
        own = [self.fields[key] for key in column.fields if key in self.fields]
        if column.role != "fields":
            if column.fields:
                yield Problem(f"{place}.fields", "項目や取組名の列に、欄は置けません。")
            for name, used in (("axis", column.role == "tags"), ("flags", bool(column.flags))):
                if used and getattr(column, name) not in self.axes:
                    yield Problem(f"{place}.{name}", "分類の軸の名前ではありません。")
            return
        if not column.fields:
            yield Problem(f"{place}.fields", "列に欄がありません。")
        together = column.first_of or (column.years == "none" and column.labelled)
        if len(own) > 1 and not together:
            yield Problem(f"{place}.fields", "欄が二つ以上ある列は、labelled = true で、年度なしにしてください。")
        if len({field.level for field in own}) > 1:
            yield Problem(f"{place}.fields", "取組の欄と実施行の欄は、同じ列に置けません。")
        if any(field.per_year == ("no" if column.years != "none" else "yes") for field in own):
            yield Problem(f"{place}.years", "欄の年度と列の年度が合いません。")

    def _together(self) -> Iterator[Problem]:
        """What the columns are beside each other."""
        columns = self.form.columns
        if not columns:
            yield Problem("column", "列がありません。")
        elif self.form.layout == "grid" and not any(column.printed for column in columns):
            yield Problem("column", "印刷する列がありません。")
        if len(columns) > MOST_COLUMNS:
            yield Problem("column", f"列は{MOST_COLUMNS}までにしてください。")
        seen: set[str] = set()
        for column in columns:
            if column.key in seen:
                yield Problem(f"column.{column.key}.key", "同じ名前（key）の列が、ほかにもあります。")
            seen.add(column.key)
        for role, name in (("group", "項目"), ("title", "取組名"), ("number", "No.")):
            for column in [column for column in columns if column.role == role][1:]:
                yield Problem(f"column.{column.key}.role", f"{name}の列は、一つだけ置けます。")

    def _widths(self) -> Iterator[Problem]:
        form, room = self.form, self.form.paper.measure
        columns = form.columns
        repeating = any(column.years in ("plan", "actual", "collapsed") for column in columns)
        fixed = sum(column.width for column in columns if column.printed and column.years not in ("plan", "actual"))
        if form.layout == "grid" and (fixed > room or (fixed == room and repeating)):
            yield Problem("column.width", f"列の幅の合計 {fixed:g}mm が用紙の {room:g}mm を超えます。")


def _fills(text: str, names: tuple[str, ...]) -> bool:
    """Whether nothing but these stands in its brackets."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    said = [part for part in parts if part[1] is not None]
    return all(name in names and not spec and conversion is None for _, name, spec, conversion in said)
