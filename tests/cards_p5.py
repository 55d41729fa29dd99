"""Made-up 実施予定カード (P5): every word is invented, the structure is that of real papers."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

TITLE = "令和 5 年度における各取組の予定について"
LEAD = "※ みなと野市の基本方針（令和 2 年 10 月）から抜粋"
SENTENCES = {
    "①": "暮らす人の目で考え、共に歩む。",
    "②": "互いの仕事を知り、手を貸し合う。",
    "③": "分かる言葉で伝える。",
}
YEARS = (2020, 2021, 2022, 2023)
ENDED = "※（令和 3 年廃止決定）"
NOTE = "※ 窓口の地図に改める。今は案を練っている。"
ITEMS = {
    "ア": "地域の医療・介護の資源の把握",
    "エ": "医療・介護関係者の情報共有の支援",
    "カ": "医療・介護関係者の研修",
    "ク": "在宅医療・介護連携に関する関係市区町村の連携",
}

Card = tuple[str, str, str, str, tuple[str, ...]]
# No., 取組, 事業概要, 事業区分, what is said for each 年度
ONE_CELL: tuple[Card, ...] = (
    ("①-1", "窓口の一覧", "窓口の場所を一枚にまとめる。", "ア", ("作成", "配布・検討", "→", "作成・配布")),
    ("①-2", "基本の紙", "入院のときに渡す紙を作る。", "エ", ("検討・周知", "廃止決定", "", "")),
)
TWO_ROWS: tuple[Card, ...] = (
    ("②-1", "話し合いの場", "課題を話し合う。", "エ", ("実施", "→", "→", "→")),
    ("②－２", "多職種の学び in みなと野", "事例を持ち寄る。", "カ", ("３回以上実施", "→", "満足度 78%", "満足度 80%")),
    ("③-1", "隣の町と話す", "隣の町と課題を比べる。", "ク", ("検討・実施", "実施", "→", "→")),
)


def _lines(cards: tuple[Card, ...], sign: str, *, together: bool) -> list[str]:
    lines = [f"【基本理念{sign}】{SENTENCES[sign]}", ""]
    for number, name, summary, item, values in cards:
        if number[0] != sign:
            continue
        ended = f" {ENDED}" if "廃止決定" in values else ""
        lines += [
            f"取組\t{number} {name}{ended}\t\t\t",
            f"事業概要\t{summary}\t\t\t",
            f"事業区分\t{item} {ITEMS[item]}\t\t\t",
        ]
        years = [f"令和 {year - 2018} 年度" if together else f"令和{year - 2018}年度" for year in YEARS]
        if together:
            lines.append("成果指標\t" + "\t".join(f"{y} {v}".strip() for y, v in zip(years, values, strict=True)))
        else:
            lines += ["成果指標\t" + "\t".join(years), "\t" + "\t".join(values)]
        lines += ["", NOTE, ""] if ended else [""]
    return lines


def cards_text(path: Path) -> Path:
    """As copied out of a PDF: 年度 and value in one cell on the first cards, in two rows on the others."""
    lines = [TITLE, "", LEAD, "", *_lines(ONE_CELL, "①", together=True)]
    lines += [*_lines(TWO_ROWS, "②", together=False), *_lines(TWO_ROWS, "③", together=False)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def cards_book(path: Path) -> Path:
    """The same as a sheet: labels merged over the rows of 年度 and values, texts merged over the columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "予定"
    sheet["A1"], sheet["E1"] = TITLE.replace(" ", ""), "資料2"
    row = 3
    before = ""
    for number, name, summary, item, values in (*ONE_CELL, *TWO_ROWS):
        if number[0] != before:
            before = number[0]
            sheet.cell(row, 1).value = f"【基本理念{before}】{SENTENCES[before]}"
            row += 1
        ended = f"\n{ENDED}" if "廃止決定" in values else ""
        texts = (("取組", f"{number}　{name}{ended}"), ("事業概要", summary), ("事業区分", f"{item}　{ITEMS[item]}"))
        for label, text in texts:
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = label, text
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=5)
            row += 1
        sheet.cell(row, 1).value = "成果指標"
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
        for at, (year, value) in enumerate(zip(YEARS, values, strict=True), 2):
            sheet.cell(row, at).value = f"令和{year - 2018}年度"
            sheet.cell(row + 1, at).value = value or None
        row += 2
        if ended:
            sheet.cell(row, 1).value = NOTE
        row += 2
    book.save(path)
    return path
