"""Workbooks with odd declarations, encodings and relations."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hostile.frame import BROKEN, KIND, MB, OFFICE, PACKAGE, SHEET, changed, good, hostile, put, sheet_xml, text_cell


def _billion(target: str) -> str:
    laughs = '<!ENTITY a "はははははははははは">'
    laughs += "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    return f"<!DOCTYPE {target} [{laughs}]>"


@hostile("refused", "DOCTYPE")
def entity_bomb_in_a_sheet(path: Path) -> None:
    put(path, changed(SHEET, "<worksheet", f"{_billion('worksheet')}<worksheet"))


@hostile("refused", "DOCTYPE")
def entity_bomb_in_the_strings(path: Path) -> None:
    parts = changed("xl/sharedStrings.xml", "<sst", f"{_billion('sst')}<sst")
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace("計画".encode(), b"&i;")
    put(path, parts)


@hostile("refused", "DOCTYPE")
def outer_entity(path: Path) -> None:
    doctype = '<!DOCTYPE workbook [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    put(path, changed("xl/workbook.xml", "<workbook", f"{doctype}<workbook"))


@hostile("refused", "DOCTYPE")
def doctype_in_a_part_nobody_reads(path: Path) -> None:
    put(path, good() | {"docProps/core.xml": b"<!DOCTYPE a []><a/>"})


@hostile("refused", "DOCTYPE")
def strings_under_another_name(path: Path) -> None:
    parts = good()
    strings = parts.pop("xl/sharedStrings.xml").replace(b"<sst", f"{_billion('sst')}<sst".encode())
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"/xl/sharedStrings.xml", b"/xl/media/picture.png")
    put(path, parts | {"xl/media/picture.png": strings})


@hostile("refused", BROKEN)
def two_workbooks_in_one(path: Path) -> None:
    parts = good()
    other = f'<Override PartName="/xl/other.xml" ContentType="{KIND}.template.main+xml"/></Types>'
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", other.encode())
    put(path, parts | {"xl/other.xml": parts["xl/workbook.xml"]})


@hostile("read")
def utf16(path: Path) -> None:
    parts = good()
    parts[SHEET] = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    put(path, parts)


@hostile("refused", BROKEN)
def bytes_that_are_no_utf8(path: Path) -> None:
    put(path, good(rows='<row r="1">' + text_cell("A1", "計画") + "</row>") | {SHEET: sheet_xml() + b"\xff\xfe"})


@hostile("refused")
def shift_jis_xml(path: Path) -> None:
    text = sheet_xml('<row r="1">' + text_cell("A1", "計画") + "</row>").decode()
    put(path, good() | {SHEET: text.replace("UTF-8", "Shift_JIS").encode("cp932")})


@hostile("refused", BROKEN)
def sheet_that_is_missing(path: Path) -> None:
    parts = good()
    parts.pop(SHEET)
    put(path, parts)


@hostile("refused", BROKEN)
def relations_missing(path: Path) -> None:
    put(path, changed("xl/_rels/workbook.xml.rels", "Target=", "Nowhere="))


@hostile("refused", BROKEN)
def sheet_outside_the_package(path: Path) -> None:
    put(path, changed("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../etc/passwd"))


@hostile("refused", BROKEN)
def sheet_on_a_server(path: Path) -> None:
    old = 'Target="worksheets/sheet1.xml"'
    put(path, changed("xl/_rels/workbook.xml.rels", old, 'Target="http://example.invalid/a" TargetMode="External"'))


@hostile("read")
def names_that_lead_elsewhere(path: Path) -> None:
    put(path, good() | {"../../outside.xml": b"<a/>", "/tmp/absolute.xml": b"<a/>", "C:\\windows\\a.xml": b"<a/>"})


@hostile("refused", BROKEN)
def one_of_two_sheets_is_missing(path: Path) -> None:
    parts = good(sheets=2)
    parts.pop("xl/worksheets/sheet2.xml")
    put(path, parts)


@hostile("read")
def old_drawing_of_excel_and_a_picture(path: Path) -> None:
    picture = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg/>'
    put(path, good() | {"xl/drawings/vmlDrawing1.vml": b"<xml><div>a<br>b</div></xml>", "xl/media/a.svg": picture})


@hostile("read")
def package_in_the_package(path: Path) -> None:
    put(path, good() | {"xl/embeddings/book.xlsx": b" " * 1_000_000})
    put(path, good() | {"xl/embeddings/book.xlsx": path.read_bytes() * 3})


@hostile("either")
def rels_in_a_circle(path: Path) -> None:
    circle = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/drawing" '
    parts = good() | {"xl/worksheets/_rels/sheet1.xml.rels": f'{circle}Target="sheet1.xml"/></Relationships>'.encode()}
    put(path, parts)


@hostile("refused", BROKEN)
def packed_with_bzip2(path: Path) -> None:
    put(path, good() | {SHEET: b" " * 50 * MB}, zipfile.ZIP_BZIP2)


@hostile("either")
def the_same_part_twice(path: Path) -> None:
    buffer = io.BytesIO()
    put(path, good())
    buffer.write(path.read_bytes())
    with zipfile.ZipFile(buffer, "a") as package:
        package.NameToInfo.clear()  # else Python warns of the very thing wanted here
        package.writestr(SHEET, sheet_xml(f'<row r="1">{text_cell("XFD1", "端")}</row>'))
    path.write_bytes(buffer.getvalue())
