"""What is wrong with a form, all at once: for an editor while it is changed, and for whoever reads one from a file.

Its columns are looked over in `checking_columns.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields as settings_of
from dataclasses import is_dataclass
from typing import Any

from zaitaku_desktop.forms.checking_columns import ColumnChecker
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.placeholders import MEETING_TITLE, NOTICE, TITLE, only_uses
from zaitaku_desktop.forms.tables import Problem
from zaitaku_desktop.model.fields import Field, standard_axes, standard_fields

LAYOUTS = {
    "plan": ("grid", "cards", "pdca"),
    "agenda": ("agenda",),
    "minutes": ("minutes",),
    "subcommittee_status": ("status",),
    "attendance": ("attendance", "sign_in"),
    "roster": ("roster",),
    "document": ("notice", "outline"),
    "training": ("training_list", "training_matrix"),
    "office_report": ("office_report",),
    "consultation": ("consultation",),
    "indicator": ("indicator",),
}
"""The layouts that a 資料 of each kind can have."""
KINDS = tuple(LAYOUTS)
LEAST_AREA = 50.0
"""mm: the text area is at least so wide and high."""
HOLES = 17.0
"""mm from a binding edge that punch holes take (PAGES 1)."""
SMALL, SMALLEST = 8.0, 6.0
"""Points of cell text: less than the first is said, less than the second refused (PAGES 1)."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "agenda.presenter": ("presenter",),
    "agenda.minutes": ("minutes",),
    "minutes.speaker": ("speaker",),
    "minutes.proxy": ("name",),
    "minutes.came": ("time",),
    "minutes.left": ("time",),
    "minutes.running": ("name",),
    "roster.date": ("day",),
    "attendance.date": ("day",),
    **{f"notice.{name}": NOTICE for name in ("number", "sender", "subject", "body", "contact")},
    "trainings.heading": ("number", "programme"),
    "matrix.heading": ("number", "heading"),
    "report.consultations": ("number",),
    "report.others": ("number",),
    "consultation.by_month": ("long",),
    "heading.words": ("number", "text"),
    "heading.own_words": ("text",),
    "pdca.over": ("long", "city"),
    "pdca.below": ("long", "city"),
    "pdca.desired_heading": ("long", "city"),
    "pdca.key": ("long", "city"),
    "pdca.desired_label": ("number", "text"),
}
"""Texts with what may be put into them."""
_MAY_BE_NONE = {"text.sub_size", "text.sub_leading"}
"""Sizes that may be 0: as the rest."""


def check_form(
    form: Form, fields: Mapping[str, Field] | None = None, axes: Collection[str] | None = None
) -> list[Problem]:
    """Everything that is wrong with it, in the order in which it stands there; [] = it can be used.

    `fields` = those a column may show, `axes` = keys of the axes of the data file; None = those every file has.
    """
    known_axes = frozenset(axes if axes is not None else (axis.key for axis in standard_axes()))
    known_fields = standard_fields() if fields is None else fields
    return [
        *_whole(form, known_axes),
        *_measures(form),
        *_paper(form),
        *_layout(form),
        *(ColumnChecker(form, known_fields, known_axes).problems() if form.kind == "plan" else ()),
    ]


def errors_of(problems: Collection[Problem]) -> list[Problem]:
    """Those with which a form cannot be used."""
    return [problem for problem in problems if problem.severity == "error"]


def _whole(form: Form, axes: frozenset[str]) -> Iterator[Problem]:
    if not _KEY.fullmatch(form.key):
        yield Problem("key", "半角の小文字と数字と _ で、小文字から書き始めてください。")
    if not form.name.strip():
        yield Problem("name", "様式の名前がありません。")
    if form.kind not in KINDS:
        yield Problem("kind", f"「{form.kind}」は使えません。使えるのは「{'」「'.join(KINDS)}」です。")
    elif form.layout not in LAYOUTS[form.kind]:
        yield Problem("layout", f"「{form.kind}」の様式には使えません。")
    for place, names in {**_WORDS, "title": TITLE if form.kind == "plan" else MEETING_TITLE}.items():
        if not only_uses(_at(form, place), names):
            yield Problem(place, f"かっこは {'、'.join(f'{{{name}}}' for name in names)} だけ使えます。")
    for name in ("group_axis", "banner_axis"):
        if getattr(form, name) not in {"", *axes}:
            yield Problem(name, f"「{getattr(form, name)}」という分類の軸はありません。")


def _at(form: Form, place: str) -> str:
    found: Any = form
    for name in place.split("."):
        found = getattr(found, name)
    return str(found)


def _measures(form: Form) -> Iterator[Problem]:
    """Sizes, distances of lines and lengths that no page can have."""
    for place, value in _numbers(form, ""):
        yield from _measure(place, value)
    for place, settings in _tables(form, ""):
        for name in ("", "sub_", "note_"):
            size, leading = getattr(settings, f"{name}size", 0.0), getattr(settings, f"{name}leading", 0.0)
            if size and hasattr(settings, f"{name}leading") and leading < size:
                yield Problem(f"{place}{name}leading", f"行送りは、文字の大きさ（{size:g}pt）以上にしてください。")
    for place, size in (("text.size", form.text.size), ("years.smaller_size", form.years.smaller_size)):
        if size < SMALLEST:
            yield Problem(place, f"表の文字は {SMALLEST:g} ポイントまでにしてください。")
        elif size < SMALL:
            yield Problem(place, f"表の文字が {SMALL:g} ポイントより小さくなっています。", "warning")
    if form.fit.pages < 0 or form.fit.pages > 99:
        yield Problem("fit.pages", "ページの数は 0 から 99 までにしてください。")
    if not SMALLEST <= form.fit.smallest <= form.text.size and form.fit.pages:
        yield Problem("fit.smallest", f"{SMALLEST:g} から {form.text.size:g} ポイントまでにしてください。")
    if not 1 <= form.legend.columns <= 6:
        yield Problem("legend.columns", "1 から 6 までにしてください。")


def _measure(place: str, value: float) -> Iterator[Problem]:
    if place.endswith("size"):
        if not 5 <= value <= 72 and not (value == 0 and place in _MAY_BE_NONE):
            yield Problem(place, "文字の大きさは 5 から 72 ポイントまでにしてください。")
    elif place.endswith("leading"):
        if not 5 <= value <= 120 and not (value == 0 and place in _MAY_BE_NONE):
            yield Problem(place, "行送りは 5 から 120 ポイントまでにしてください。")
    elif not 0 <= value <= (10 if "padding" in place else 200):
        yield Problem(place, "長さは 0 以上の数（mm）にしてください。" if value < 0 else "長すぎます。")


def _numbers(settings: Any, place: str) -> Iterator[tuple[str, float]]:
    """Every number of the form but those of its columns, with its place."""
    for here, table in _tables(settings, place):
        for one in settings_of(table):
            value = getattr(table, one.name)
            if isinstance(value, float):
                yield f"{here}{one.name}", value


def _tables(settings: Any, place: str) -> Iterator[tuple[str, Any]]:
    """The settings, and all that stand within them, with their places."""
    yield place, settings
    for one in settings_of(settings):
        value = getattr(settings, one.name)
        if is_dataclass(value):
            yield from _tables(value, f"{place}{one.name}.")


def _paper(form: Form) -> Iterator[Problem]:
    paper = form.paper
    if paper.measure < LEAST_AREA or paper.room < LEAST_AREA:
        yield Problem("paper.margins", f"余白が広すぎて、文字を置く所が {LEAST_AREA:g}mm もありません。")
        return
    side = paper.binding.side
    if side != "none" and paper.margin(side) < HOLES:
        yield Problem("paper.binding", f"綴じる側の余白が {HOLES:g}mm より狭く、穴が文字に掛かります。", "warning")


def _layout(form: Form) -> Iterator[Problem]:
    """What a layout that is no grid needs."""
    room = form.paper.measure - LEAST_AREA
    if form.layout == "cards" and form.card.label_width > room:
        yield Problem("card.label_width", f"見出しの幅は {room:g}mm までにしてください。")
    if form.layout == "pdca" and form.pdca.desired_label_width > room:
        yield Problem("pdca.desired_label_width", f"見出しの幅は {room:g}mm までにしてください。")
    if form.layout in ("cards", "pdca") and not any(column.role == "title" for column in form.columns):
        yield Problem("column", "取組名の列がありません。")
    if form.layout == "pdca":
        points = [column.key for column in form.columns if column.role == "fields" and column.by_year]
        for column in form.columns:
            if column.role == "number" or (column.role == "fields" and column.key not in points[:1]):
                why = "この列は、画面とデータ用の一覧だけに出て、印刷されません。"
                yield Problem(f"column.{column.key}", why, "warning")
