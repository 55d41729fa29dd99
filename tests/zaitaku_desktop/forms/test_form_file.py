"""Forms in files of their own: what cannot be used is refused with the file, the place and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.forms.form_file import FormFile, read_form_file, write_form_file
from zaitaku_desktop.forms.library import load_form, preset_library
from zaitaku_desktop.model.fields import Field

P3 = resource("forms/p3.toml").read_text(encoding="utf-8")


def read(path: Path, content: bytes | str) -> KnownError:
    """Why the file is refused."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(KnownError) as refused:
        read_form_file(path, preset_library())
    assert refused.value.message.startswith(f"{path.name}：")
    return refused.value


def test_that_a_form_goes_to_a_file_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "年次計画.toml"
    write_form_file(path, load_form("p3"))
    assert read_form_file(path, preset_library()) == FormFile(load_form("p3"))


def test_that_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p3.toml"
    path.write_bytes(b"\xef\xbb\xbf" + P3.replace("\n", "\r\n").encode())
    assert read_form_file(path, preset_library()) == FormFile(load_form("p3"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "中身が空"),
        (b" \r\n\t", "中身が空"),
        (b"PK\x03\x04\x14\x00\x06\xff\xfe\x80", "文字のファイル"),
        ("様式".encode("cp932"), "文字のファイル"),
        (b"\x00" * 100, "TOML"),
        (b"x = 1\n" * 200_000, "大きすぎます"),
        ("[" * 5000, "TOML"),
        ("name = 3\n" + P3, "TOML"),
        ("name = [1, 2", "TOML"),
    ],
)
def test_that_what_is_no_form_is_refused(tmp_path: Path, content: bytes | str, said: str) -> None:
    assert said in read(tmp_path / "試し.toml", content).what


@pytest.mark.parametrize(
    ("old", "new", "key", "why"),
    [
        ('name = "年次計画"', "name = 3", "name", "文字"),
        ('name = "年次計画"', 'name = " "', "name", "ありません"),
        ("landscape = true", 'landscape = "yes"', "paper.landscape", "true か false"),
        ("top = 15", "top = nan", "paper.margins.top", "数に"),
        ("top = 15", "tip = 20", "paper.margins.tip", "様式にありません"),
        ("size = 9\n", "size = true\n", "text.size", "数に"),
        ("width = 32", "", "column.group.width", "ありません"),
        ('role = "group"', 'role = "groop"', "column.group.role", "使えるのは"),
        ('key = "purpose"', 'key = "group"', "column.group.key", "ほかにも"),
        ('key = "purpose"', 'key = "目的"', "column.目的.key", "半角"),
        ('fields = ["purpose"]', 'fields = "purpose"', "column.purpose.fields", "並び"),
        ('fields = ["purpose"]', 'fields = ["porpoise"]', "column.purpose.fields", "porpoise"),
        ('heading = ["{long}"]', 'heading = ["{long:>9}"]', "column.plan.heading", "かっこ"),
        ("width = 56", "width = 560", "column.width", "超えます"),
        ("[legend]", "[[legend]]", "legend", "表"),
        ('title = "', 'title = "{city}', "title", "かっこ"),
        ('kind = "plan"', 'kind = "picnic"', "kind", "使えるのは"),
        ('about = "', 'about = "\\u0007', "about", "制御文字"),
    ],
)
def test_that_a_mistake_is_refused_with_its_place_and_reason(
    tmp_path: Path, old: str, new: str, key: str, why: str
) -> None:
    assert old in P3
    trouble = read(tmp_path / "試し.toml", P3.replace(old, new, 1))
    assert f"様式の「{key}」" in trouble.what and why in trouble.what


def test_that_it_is_said_how_many_mistakes_there_are(tmp_path: Path) -> None:
    text = P3.replace("width = 56", "width = -1").replace("landscape = true", "landscape = 1")
    assert "ほかにも1か所" in read(tmp_path / "試し.toml", text).what


@pytest.mark.parametrize("name", ["ない.toml", "."])
def test_that_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnownError):
        read_form_file(tmp_path / name, preset_library())


OWN = """
[[field]]
key = "field7"
name = "予算"
level = "line"
per_year = true
"""
SHOWN = P3.replace('fields = ["plan"]', 'fields = ["field7"]')


def test_that_a_file_brings_the_fields_of_the_municipality_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "試し.toml"
    path.write_text(SHOWN + OWN, encoding="utf-8")
    file = read_form_file(path, preset_library())
    assert file.fields == file.new == (Field("field7", "予算", "line", "yes"),)
    assert file.form.column("plan").field_name("field7") == "予算"
    write_form_file(path, file.form)
    assert read_form_file(path, preset_library()) == file


def test_that_a_field_that_no_column_shows_is_not_brought(tmp_path: Path) -> None:
    path = tmp_path / "試し.toml"
    path.write_text(P3 + OWN, encoding="utf-8")
    assert read_form_file(path, preset_library()).fields == ()


@pytest.mark.parametrize(
    ("content", "key", "why"),
    [
        (SHOWN, "column.plan.fields", "field7"),
        (SHOWN + OWN.replace('name = "予算"', ""), "field[1].name", "ありません"),
        (SHOWN + OWN.replace('name = "予算"', 'name = " "'), "field[1].name", "ありません"),
        (SHOWN + OWN.replace('level = "line"', 'level = "page"'), "field[1].level", "使えるのは"),
        (SHOWN + OWN.replace("per_year = true", "per_year = false"), "column.plan.years", "合いません"),
        (SHOWN + OWN.replace("[[field]]", "[field]"), "field", "並び"),
        (SHOWN + OWN + "unit = 3", "field[1].unit", "様式にありません"),
        (P3.replace('group_axis = "program_item"', 'group_axis = "weather"'), "group_axis", "weather"),
    ],
)
def test_that_a_field_nobody_knows_is_refused(tmp_path: Path, content: str, key: str, why: str) -> None:
    trouble = read(tmp_path / "試し.toml", content)
    assert f"様式の「{key}」" in trouble.what and why in trouble.what
