"""A form as TOML text: what `parsing.parse_form` reads back as the same form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from zaitaku_desktop.forms.definition import Form, Paper
from zaitaku_desktop.forms.tables import table_of

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f]')
_WIDTH = 100
"""A list longer than this has a line for each of its members."""


_OWN = ("agenda", "minutes", "status", "attendance", "roster", "notice", "outline", "consultation", "indicator")
_TABLES = {"cards": "card", "pdca": "pdca", "sign_in": "roster"} | {name: name for name in _OWN}
_TABLES |= {"training_list": "trainings", "training_matrix": "matrix", "office_report": "report"}
_MORE = {"office_report": ("matrix", "consultation")}
"""Further tables of a layout that prints what another one does."""
_OF_LAYOUTS = {"heading", *_TABLES.values()}
_BLANK = Form("", "", "", "", Paper(), ())


def form_toml(form: Form) -> str:
    """The whole form as text."""
    return toml_text(form_data(form))


def form_data(form: Form) -> dict[str, Any]:
    """The whole form as tables. They are written out, so that it stays as it is when a later version begins with other
    values; of a column only what it says itself."""
    data = table_of(form)
    for name in _OF_LAYOUTS - {_TABLES.get(form.layout, ""), *_MORE.get(form.layout, ())}:
        if getattr(form, name) == getattr(_BLANK, name):
            del data[name]
    data["column"] = [table_of(column, whole=False) for column in form.columns]
    return data


def toml_text(data: Mapping[str, Any]) -> str:
    """A TOML document: single values first, then tables, then lists of tables. No value may be None."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterable[str]:
    tables = {name: value for name, value in data.items() if isinstance(value, Mapping)}
    rows = {name: value for name, value in data.items() if _is_rows(value)}
    for name, value in data.items():
        if name not in tables and name not in rows:
            yield f"{_key(name)} = {_value(value)}"
    for name, table in tables.items():
        yield from ("", f"[{_key(name)}]")
        yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())
    for name, members in rows.items():
        for member in members:
            yield from ("", f"[[{_key(name)}]]")
            yield from (f"{_key(key)} = {_value(value)}" for key, value in member.items())


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        members = [_value(one) for one in value]
        short = f"[{', '.join(members)}]"
        return short if len(short) <= _WIDTH else "[\n" + "".join(f"  {one},\n" for one in members) + "]"
    return _text(str(value))


def _text(words: str) -> str:
    return '"' + _ESCAPED.sub(lambda sign: _ESCAPES.get(sign.group(), f"\\u{ord(sign.group()):04X}"), words) + '"'
