from __future__ import annotations

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.forms.library import load_form, preset_forms
from zaitaku_desktop.forms.parsing import parse_form
from zaitaku_desktop.model.fields import standard_fields

P1 = resource("forms/p1.toml").read_text(encoding="utf-8")


def test_that_every_preset_is_whole() -> None:
    assert "p1" in preset_forms()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('fields = ["leader"]', 'fields = ["leadr"]', "leadr"),
        ("width = 53", "width = 500", "超えます"),
        ('size = "A3"', 'size = "B4"', "B4"),
        ('align = "center"', 'aline = "center"', "group.aline"),
        ("[text]", "[text", "TOML"),
        ('name = "取組進捗管理表"', "", "name"),
        ("leading = 13.5", "leding = 13.5", "text.leding"),
    ],
)
def test_that_a_form_with_a_mistake_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    assert old in P1
    with pytest.raises(KnownError, match=said) as refused:
        parse_form(P1.replace(old, new, 1), "試し.toml", standard_fields())
    assert refused.value.message.startswith("試し.toml：")


def test_that_an_unknown_form_is_named() -> None:
    with pytest.raises(KnownError, match="p99"):
        load_form("p99")
