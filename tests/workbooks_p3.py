"""A made-up 年次計画 (P3): every word is invented, the structure is that of real papers."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

TITLE = "みなと野市在宅医療・介護連携推進事業　年次計画"
LEAD = ("■令和8年4月には、すべての地区で窓口を開く。", "【3部会設置】情報部会、相談部会、研修部会")
LEGEND = "凡例　→：次の年度も続ける　　空欄：まだ始めない"
HEADINGS = ("事業項目", "目的", "国が示す具体的取組例", "令和6年度", "令和7年度", "令和8年度", "令和9年度")
A = "ア 地域の医療・介護の資源の把握"
O_OWN = "オ　在宅医療・介護連携に関する相談の支援"  # nearly the words of the axis
OTHER = "その他の支え"

ROWS: tuple[tuple[str, ...], ...] = (
    (A, "①窓口の所在が分かる。\n②問い合わせ先に迷わない。", "◆地図を作る", "○聞き取り", "○地図の第1版", "→", "→"),
    ("", "", "", "", "", "○【基金】案内板を立てる", "－→"),
    (
        "(イ)在宅医療・介護連携の課題の抽出と対応策の検討",
        "困りごとを一覧にする。",
        "◆会議を開く",
        "",
        "○会議を年2回",
        "",
        "",
    ),
    (
        "４．医療・介護関係者の情報共有の支援",
        "同じ紙を見て話す。",
        "◆共有の紙を決める",
        "○紙の案",
        "⇒",
        "○紙を配る　→",
        "",
    ),
    (O_OWN, "迷った人が尋ねられる。", "◆窓口を置く", "", "", "○窓口の日を増やす", ""),
    (OTHER, "", "", "○茶話会", "", "", ""),
)
FIRST = 6
MERGES = ("A6:A7", "B6:B7", "C6:C7", "E8:G8")


def yearly_book() -> Workbook:
    """年次計画 with two lines under one 事業項目, spans drawn as merged cells and as signs, blank years."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年次計画"
    sheet["A1"] = TITLE
    sheet["A2"], sheet["A3"] = LEAD
    sheet["G4"] = LEGEND
    for row, texts in enumerate((HEADINGS, *ROWS), start=FIRST - 1):
        for col, text in enumerate(texts, start=1):
            if text:
                sheet.cell(row, col, text)
    for merge in MERGES:
        sheet.merge_cells(merge)
    return book


def yearly_workbook(path: Path) -> Path:
    """`yearly_book`, saved."""
    yearly_book().save(path)
    return path
