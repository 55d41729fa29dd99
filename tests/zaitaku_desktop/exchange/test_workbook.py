from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange import package_xml
from zaitaku_desktop.exchange.number_text import is_date_format, number_text, serial_text
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.exchange.workbook_parsing import tidy


def book(path: Path, change: Callable[[dict[str, bytes]], None] | None = None, **cells: object) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for name, value in cells.items():
        sheet[name] = value
    made.save(path)
    if change is not None:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
    return path


def in_sheet(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        text = parts[name].decode()
        assert old in text
        parts[name] = text.replace(old, new, 1).encode()

    return change


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        read_workbook(path)
    assert "\n" not in caught.value.message
    assert caught.value.todo
    return caught.value.what


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        ("名前,数\n".encode("cp932"), "ではありません"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (b"PK\x03\x04" + bytes(300), "壊れて"),
    ],
)
def test_that_a_file_which_is_no_xlsx_is_refused_with_its_reason(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "計画.xlsx"
    path.write_bytes(data)
    assert words in refused(path)
    assert path.read_bytes() == data


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "見つかりません" in refused(tmp_path / "ない.xlsx")
    assert "フォルダー" in refused(tmp_path)


def test_that_every_truncation_is_refused_without_a_traceback(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", A1="計画").read_bytes()
    cut = tmp_path / "b.xlsx"
    for length in range(10, len(whole) - 1, 397):
        cut.write_bytes(whole[:length])
        assert "壊れて" in refused(cut)


def test_that_another_office_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "ではありません" in refused(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('r="A1"', 'r="XFD1"'),
        ('<row r="1"', '<row r="1048576"'),
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD20000"/></mergeCells>'),
        ("<worksheet", '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet'),
    ],
)
def test_that_hostile_sheets_are_refused_before_they_are_parsed(tmp_path: Path, old: str, new: str) -> None:
    assert "読み取りをやめました" in refused(book(tmp_path / "a.xlsx", in_sheet(old, new), A1="計画"))


def test_that_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/theme/theme1.xml"] = bytes(package_xml.SMALL_PART * 4)

    assert "読み取りをやめました" in refused(book(tmp_path / "a.xlsx", change, A1="計画"))


def test_that_broken_xml_is_refused(tmp_path: Path) -> None:
    assert "壊れて" in refused(book(tmp_path / "a.xlsx", in_sheet("</sheetData>", "</row>"), A1="計画"))


def test_that_text_is_read_as_it_is_seen(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", A1="一行目_x000D_\n二行目", A2="𠮷田　髙﨑\n", A3="葛\U000e0100", A4="  ", A5=True)
    (table,) = read_workbook(path)
    assert {slot: cell.text for slot, cell in table.cells.items()} == {
        (1, 1): "一行目\n二行目",
        (2, 1): "𠮷田　髙﨑\n",
        (3, 1): "葛\U000e0100",
        (5, 1): "TRUE",
    }
    assert tidy("a_x000B_b_x0007_c\x0bd") == "a\nbc\nd"


def test_that_formulas_errors_and_hidden_parts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = "=1+2"
    sheet["B1"] = "#REF!"
    sheet["B1"].data_type = "e"
    sheet["A3"] = "隠れた行"
    sheet["C1"] = "添え書き付き"
    sheet["C1"].comment = Comment("去年の値", "係")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("控え").sheet_state = "veryHidden"
    made.save(path)
    table, hidden = read_workbook(path)
    assert table.cells[1, 1].formula
    assert "式の結果" in table.cells[1, 1].problem
    assert "#REF!" in table.cells[1, 2].problem
    assert table.text(1, 2) == ""
    assert table.hidden_rows == {3}
    assert table.hidden_columns == {2}
    assert [(loose.kind, loose.place) for loose in table.loose] == [("コメント", "C1")]
    assert "去年の値" in table.loose[0].text
    assert hidden.hidden


def test_that_dates_and_numbers_read_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    shown = [
        (dt.datetime(2023, 6, 18), '[$-411]ggge"年"m"月"d"日"', "令和5年6月18日"),
        (dt.datetime(2019, 5, 1), "[$-411]ge.m.d", "R1.5.1"),
        (dt.datetime(2023, 6, 18, 9, 5), 'm"月"d"日" h:mm', "6月18日 9:05"),
        (dt.datetime(2023, 6, 18), "yyyy/m/d(aaa)", "2023/6/18(日)"),
        (0.125, "0.0%", "12.5%"),
        (1234567, "#,##0", "1,234,567"),
        (19, '0"施設"', "19施設"),
        (3, "000", "003"),
        (2.50, "General", "2.5"),
        (7, '"R"0', "R7"),
    ]
    for row, (value, fmt, _) in enumerate(shown, start=1):
        sheet.cell(row, 1, value).number_format = fmt
    made.save(path)
    (table,) = read_workbook(path)
    assert [table.text(row, 1) for row in range(1, len(shown) + 1)] == [text for _, _, text in shown]


@pytest.mark.parametrize("number", [*range(27, 37), *range(50, 59)])
def test_that_the_japanese_formats_known_by_number_only_are_dates(tmp_path: Path, number: int) -> None:
    """ECMA-376 18.8.30: openpyxl takes these for plain numbers (57 gave 45095 instead of R5.6.18)."""

    def change(parts: dict[str, bytes]) -> None:
        styles = parts["xl/styles.xml"].decode()
        parts["xl/styles.xml"] = styles.replace('numFmtId="14"', f'numFmtId="{number}"').encode()

    path = tmp_path / "a.xlsx"
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = 45095.5
    sheet["A1"].number_format = "mm-dd-yy"  # built in, number 14
    made.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    (table,) = read_workbook(path)
    text = table.text(1, 1)
    assert "45095" not in text
    if number in (27, 36, 50, 57):
        assert text == "R5.6.18"
    if number in (28, 29, 51, 54, 58):
        assert text == "令和5年6月18日"


def test_that_formats_of_numbers_are_not_taken_for_dates() -> None:
    for fmt in ("General", "0", "#,##0.00", "0%", "0.00E+00", '0"名"', "@", '#,##0"人";[Red]-#,##0"人"'):
        assert not is_date_format(fmt), fmt
    for fmt in ("yyyy/m/d", "h:mm", "[$-411]ge.m.d", 'ggge"年度"'):
        assert is_date_format(fmt), fmt
    assert number_text(12.0, "0") == "12"
    assert number_text(-5, '0"名"') == "-5"
    assert serial_text(45095, 'ggge"年度"', dt.datetime(1899, 12, 30)) == "令和5年度"


def test_that_openpyxl_reads_past_no_guard_where_lxml_is_installed() -> None:
    loaded = "import lxml.etree, zaitaku_desktop.exchange.workbook_parsing, openpyxl"
    code = f"{loaded}; print(openpyxl.LXML, openpyxl.DEFUSEDXML)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
