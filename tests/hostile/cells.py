"""Workbooks whose cells or rows are wrong."""

from __future__ import annotations

from pathlib import Path

from hostile.frame import ALL, BROKEN, Hostile, Outcome, good, put, text_cell


def _register_cells() -> None:
    """Files that differ in one cell or row only."""
    index = {"too_large": "1", "negative": "-1", "huge": "9" * 5000, "no_number": "abc", "fraction": "0.5", "empty": ""}
    for name, text in index.items():
        rows = f'<row r="1"><c r="A1" t="s"><v>{text}</v></c></row>'
        _one(
            f"string_index_{name}", "either" if name == "empty" else "refused", "" if name == "empty" else BROKEN, rows
        )
    serials = ("1e300", "-5", "-1e5", "2958466", "1e999", "0", "60", "1e-300", "4e18", "9" * 400)
    cells = "".join(f'<row r="{i}"><c r="A{i}" s="1"><v>{text}</v></c></row>' for i, text in enumerate(serials, 1))
    _one("dates_out_of_range", "read", "", cells)
    _one("numbers_out_of_range", "read", "", cells.replace(' s="1"', ' s="2"'))
    for word in ("NaN", "Infinity", "１２", "1_000", "0x10", "9" * 5000, "あ"):
        _one(f"number_{word[:9]}", "either", "", f'<row r="1"><c r="A1"><v>{word}</v></c></row>')
    _one("style_out_of_range", "refused", BROKEN, '<row r="1"><c r="A1" s="999"><v>1</v></c></row>')
    _one("style_negative", "either", "", '<row r="1"><c r="A1" s="-1"><v>1</v></c></row>')
    _one("iso_date_that_is_none", "refused", BROKEN, '<row r="1"><c r="A1" t="d"><v>2023-99-99</v></c></row>')
    a, b = text_cell("A2", "下"), text_cell("A1", "上")
    _one("rows_out_of_order", "refused", BROKEN, f'<row r="2">{a}</row><row r="1">{b}</row>')
    _one("rows_twice", "refused", BROKEN, f'<row r="1">{b}</row><row r="1">{b}</row>')
    _one("cells_out_of_order", "refused", BROKEN, f'<row r="1">{text_cell("B1", "右")}{b}</row>')
    _one("cells_twice", "refused", BROKEN, f'<row r="1">{b}{b}</row>')
    _one("cell_of_another_row", "refused", BROKEN, f'<row r="1">{text_cell("A5", "外")}</row>')
    _one("row_minus_one", "refused", BROKEN, f'<row r="-1">{text_cell("A1", "外")}</row>')
    _one("row_zero", "refused", BROKEN, f'<row r="0">{text_cell("A0", "外")}</row>')
    _one("no_names", "read", "", '<row><c t="s"><v>0</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>')
    loop = '<c r="A1"><f t="shared" si="0" ref="A1:A2">A2</f><v>1</v></c></row><row r="2">'
    _one("formulas_in_a_circle", "read", "", f'<row r="1">{loop}<c r="A2"><f t="shared" si="0"/><v>1</v></c></row>')
    runs = "<r><rPr><b/></rPr><t>太</t></r><r><r><t>中</t></r></r><rPh sb='0' eb='1'><t>よみ</t></rPh>"
    _one("runs_in_runs", "read", "", f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>')
    _one("control_characters", "read", "", f'<row r="1">{text_cell("A1", "_x0000__x001F_計画_xFFFF_")}</row>')
    _one("dimension_that_lies", "read", "", None, '<dimension ref="A1:XFD1048576"/>')


def _one(name: str, outcome: Outcome, words: str, rows: str | None, before: str = "") -> None:
    def build(path: Path) -> None:
        parts = good(rows, before=before)
        formats = b'<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/>'
        parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</cellXfs>", formats + b"</cellXfs>")
        put(path, parts)

    ALL.append(Hostile(name, build, outcome, words, soak=False))


_register_cells()
