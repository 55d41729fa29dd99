"""Workbooks with too much of something."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from hostile.frame import (
    HEAD,
    LARGE,
    MAIN,
    MB,
    OFFICE,
    PACKAGE,
    SHEET,
    Parts,
    changed,
    good,
    grid,
    hostile,
    lying,
    put,
    sheet_xml,
    text_cell,
)


@hostile("refused", "行")
def far_cell(path: Path) -> None:
    put(path, good(f'<row r="1048576">{text_cell("XFD1048576", "端")}</row>'))


@hostile("refused", "行")
def row_bomb(path: Path) -> None:
    put(path, good("".join(f'<row r="{row}"/>' for row in range(1, 150_001))))


@hostile("refused", LARGE)
def cell_bomb(path: Path) -> None:
    put(path, good(grid(range(1, 13_001), 20, "")))


@hostile("read", soak=True)
def as_many_cells_as_are_allowed(path: Path) -> None:
    rows = grid(range(1, 1590), 20) + grid(range(1590, 3990), 20, "")
    put(path, good(rows, before='<dimension ref="A1:T3989"/>'))


@hostile("read", soak=True)
def as_many_letters_as_are_allowed(path: Path) -> None:
    words = "".join(f"<si><t>{'高齢者の在宅療養を支える' * 4}{i}</t></si>" for i in range(24_500))
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{chr(65 + i)}{row}" t="s"><v>{row * 18 + i}</v></c>' for i in range(18))
        + "</row>"
        for row in range(1, 1360)
    )
    put(path, changed("xl/sharedStrings.xml", "<si>", f"{words}<si>", rows=cells))


@hostile("refused", LARGE)
def cells_over_many_sheets(path: Path) -> None:
    put(path, good(grid(range(1, 1001), 20), sheets=25))


@hostile("refused", LARGE)
def row_with_a_million_runs(path: Path) -> None:
    put(path, good('<row r="1"><c r="A1" t="inlineStr"><is>' + "<r><t>あ</t></r>" * 500_000 + "</is></c></row>"))


@hostile("refused", LARGE, soak=True)
def sheet_of_gigabytes(path: Path) -> None:
    lying(path, SHEET, (b" " * MB for _ in range(2048)), 2048 * MB)


@hostile("refused")
def sheet_larger_than_it_says(path: Path) -> None:
    lying(path, SHEET, (b" " * MB for _ in range(300)), 1000)


@hostile("refused")
def sheet_smaller_than_it_says(path: Path) -> None:
    lying(path, SHEET, [sheet_xml()], 50 * MB)


@hostile("refused", LARGE)
def many_large_parts(path: Path) -> None:
    filler = b"<a>" + b" " * 900_000 + b"</a>"  # each small enough not to be judged by its ratio
    put(path, good() | {f"xl/extra{number}.xml": filler for number in range(200)})


@hostile("refused", LARGE)
def one_sheet_a_thousand_times(path: Path) -> None:
    parts = good(grid(range(1, 501), 20))
    listed = "".join(f'<sheet name="表{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1, 400))
    parts["xl/workbook.xml"] = re.sub(rb"<sheet .*?/>", listed.encode(), parts["xl/workbook.xml"])
    put(path, parts)


@hostile("refused", "シート")
def thousands_of_sheets(path: Path) -> None:
    put(path, good(sheets=2000))


@hostile("refused", "部品")
def twenty_thousand_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, data in good().items():
            package.writestr(name, data)
        for number in range(20_000):
            package.writestr(f"a{number}", b"")


@hostile("refused", "字")
def one_enormous_string(path: Path) -> None:
    put(path, changed("xl/sharedStrings.xml", "計画", "あいうえお" * 2_000_000))


@hostile("refused", "字")
def string_in_the_cell_itself(path: Path) -> None:
    put(path, good(f'<row r="1">{text_cell("A1", "漢" * 40_000)}</row>'))


@hostile("refused", "文字")
def half_a_million_strings(path: Path) -> None:
    put(path, changed("xl/sharedStrings.xml", "<si>", "<si><t>a</t></si>" * 500_000 + "<si>"))


@hostile("refused", "字")
def long_string_in_every_cell(path: Path) -> None:
    cells = grid(range(1, 1501), 20, "<v>0</v>").replace("<c ", '<c t="s" ')
    put(path, changed("xl/sharedStrings.xml", "計画", "長" * 32_000, rows=cells))


@hostile("refused", "結合")
def merge_of_a_whole_sheet(path: Path) -> None:
    put(path, good(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))


@hostile("refused", "結合")
def merge_of_many_rows(path: Path) -> None:
    put(path, good(after='<mergeCells><mergeCell ref="A1:XFD20000"/></mergeCells>'))


@hostile("refused", "結合")
def merge_turned_round(path: Path) -> None:
    refs = '<mergeCell ref="A20000:XFD1"/><mergeCell ref="A1:XFD20000"/>'
    put(path, good(after=f"<mergeCells>{refs}</mergeCells>"))


@hostile("refused", "結合")
def thirty_thousand_merges(path: Path) -> None:
    refs = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 30_001))
    put(path, good(after=f"<mergeCells>{refs}</mergeCells>"))


@hostile("read")
def overlapping_merges(path: Path) -> None:
    refs = "".join(f'<mergeCell ref="A1:{chr(66 + i % 20)}{1 + i // 20}"/>' for i in range(1000))
    put(path, good(after=f"<mergeCells>{refs}</mergeCells>"))


@hostile("read", soak=True)
def as_many_formats_as_are_allowed(path: Path) -> None:
    xfs = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment wrapText="1"/></xf>' * 19_900
    put(path, changed("xl/styles.xml", "</cellXfs>", xfs + "</cellXfs>"))


@hostile("read", soak=True)
def as_many_names_as_are_allowed(path: Path) -> None:
    names = "".join(f'<definedName name="a{i}">1</definedName>' for i in range(39_900))
    put(path, changed("xl/workbook.xml", "</sheets>", f"</sheets><definedNames>{names}</definedNames>"))


@hostile("refused", LARGE)
def million_formats(path: Path) -> None:
    xfs = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 1_000_000
    put(path, changed("xl/styles.xml", "</cellXfs>", xfs + "</cellXfs>"))


@hostile("refused", LARGE)
def million_fonts(path: Path) -> None:
    put(path, changed("xl/styles.xml", "<font/>", '<font><sz val="9"/></font>' * 1_000_000))


@hostile("refused", LARGE)
def million_names(path: Path) -> None:
    names = "".join(f'<definedName name="a{i}">1</definedName>' for i in range(1_000_000))
    put(path, changed("xl/workbook.xml", "</sheets>", f"</sheets><definedNames>{names}</definedNames>"))


@hostile("refused", "表示形式")
def endless_number_format(path: Path) -> None:
    code = "[" * 1_000_000
    put(path, changed("xl/styles.xml", "<numFmts>", f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/>'))


@hostile("read")
def longest_number_formats(path: Path) -> None:
    codes = ["[" * 255, "_" * 255, "&quot;" * 255, "*" * 254, "0" * 255, "#,##0." + "0" * 240, "y" * 255, "m[h" * 80]
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i, code in enumerate(codes))
    parts = changed("xl/styles.xml", "<numFmts>", f"<numFmts>{formats}")
    xfs = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</cellXfs>", f"{xfs}</cellXfs>".encode())
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{chr(65 + i)}{row}" s="{i}"><v>45095.5</v></c>' for i in range(9))
        + "</row>"
        for row in range(1, 2001)
    )
    parts[SHEET] = sheet_xml(cells)
    put(path, parts)


@hostile("refused", LARGE)
def hidden_columns_without_end(path: Path) -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 50_000
    put(path, good(before=f"<cols>{columns}</cols>"))


@hostile("refused")
def hidden_columns_from_far_below_zero(path: Path) -> None:
    put(path, good(before='<cols><col min="-99999999999" max="99999999999" hidden="1"/></cols>'))


@hostile("refused", LARGE)
def validations_without_end(path: Path) -> None:
    put(path, good(after="<dataValidations>" + '<dataValidation sqref="A1"/>' * 300_000 + "</dataValidations>"))


@hostile("refused", LARGE)
def deep_nesting(path: Path) -> None:
    put(path, good(after="<a>" * 200_000 + "</a>" * 200_000))


@hostile("refused", LARGE)
def one_tag_with_a_million_attributes(path: Path) -> None:
    attributes = " ".join(f'a{i}=""' for i in range(1_000_000))
    put(path, good(f'<row r="1" {attributes}/>'))


@hostile("refused", "コメント")
def huge_comments(path: Path) -> None:
    put(path, with_comment("あ" * 10_000_000))


def with_comment(words: str) -> Parts:
    """The good workbook with one comment."""
    parts = good()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>'
    ).encode()
    parts["xl/comments1.xml"] = (
        f'{HEAD}<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>{words}</t></text></comment>'
        "</commentList></comments>"
    ).encode()
    return parts
