"""A made-up 取組状況・評価・目標・計画 (P2): every word is invented, the structure is that of real papers."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

TITLE = "在宅医療・介護連携推進事業　取組状況・評価・目標・計画"
SCENES = ("日常の療養支援", "入退院支援", "急変時の対応", "看取り")
SCENE_NOTE = (
    "＊「4つの場面」とは、国の手引（42ページ、図18）に示された、医療と介護の両方を要する人の暮らしの節目を"
    "いう。どの場面に当たるかは、事業の主な目的によって分け、複数に当たるものは全てに色を付けた。詳しくは資料3を参照。"
)
PLAN_NOTE = "＊重点取組内容については、資料4を参照"
ACTUAL_NOTE = "※件数は、令和7年3月末までのもの（速報）"
HEADINGS = (
    f"事業項目と4つの場面分類\n{SCENE_NOTE}",
    f"令和6年度取組状況及び結果\n{ACTUAL_NOTE}",
    "令和6年度評価",
    "令和7年度目標",
    f"令和7年度の計画\n{PLAN_NOTE}",
)
NAMES = (
    "(ア)地域の医療・介護の資源の把握",
    "(イ) 在宅医療・介護連携の課題の抽出と対応策の検討",
    "（ウ）切れ目のない在宅医療と介護の提供体制の構築推進",
    "(エ)医療・介護関係者の情報共有の支援",
    "(オ)在宅医療・介護連携に関する相談の支援",  # nearly the words of the axis
)
# 取組状況及び結果, 評価, 目標, 計画
ROWS: tuple[tuple[str, str, str, str], ...] = (
    (
        "○資源の一覧を見直した。\n*掲載　201か所（R6/6/18時点）\n○地図を電子版に改めた。",
        "○問合せの多い窓口を先頭に移し、見付けやすくなった。",
        "○必要な窓口に一度で届く。",
        "○一覧を年2回更新する。\n○電子版の使い方を、（カ）参照の研修で伝える。",
    ),
    ("○協議会を2回開いた。\n①R6/7/9\n②R7/2/13", "○課題を三つに絞った。", "○三つの課題に案を持つ。", "継続"),
    ("○手引を配った。（150部）\n*配布先は資料2を参照", "―", "○退院の7日前までに連絡が届く。", "○手引を改める。"),
    (
        "○連絡帳の登録が95か所になった。",
        "○月1回以上の利用は六割",
        "○八割が日々使う。",
        "・継続\n・使わない所を訪ねる。",
    ),
    ("○相談130件を受けた。", "", "○迷わず相談できる。", "○窓口の案内を配る。"),
)
FIRST = 5


def items_book() -> Workbook:
    """One row for each 事業項目, all four 場面 under its name: which of them hold was shown by colour alone."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "取組状況"
    sheet["E1"] = "資料2"
    sheet["A2"] = TITLE
    for col, text in enumerate(HEADINGS, start=1):
        sheet.cell(FIRST - 1, col, text)
    for row, (name, texts) in enumerate(zip(NAMES, ROWS, strict=True), start=FIRST):
        sheet.cell(row, 1, "\n".join((name, *(f"・{scene}" for scene in SCENES))))
        for col, text in enumerate(texts, start=2):
            if text:
                sheet.cell(row, col, text)
    return book


def items_workbook(path: Path) -> Path:
    """`items_book`, saved."""
    items_book().save(path)
    return path


LEGEND = "凡例　■：該当する場面　□：該当しない場面"
BELOW = "※数字は速報による。"
HOLDING = ("日常の療養支援", "看取り"), ("入退院支援",)


def marked_book() -> Workbook:
    """Another city's: the 年度 over two columns each, notes in a row of their own under the headings, each point in a
    row of its own, 場面 on two lines with ■ and □, the second page with headings again and （続き）."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "評価シート"
    sheet["A1"] = "令和7年度　連携推進事業の評価及び計画（案）"
    sheet["E2"] = LEGEND

    def head(row: int) -> None:
        sheet.cell(row, 1, "事業項目")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
        for col, year in ((2, "令和6年度"), (4, "令和7年度")):
            sheet.cell(row, col, year)
            sheet.merge_cells(start_row=row, end_row=row, start_column=col, end_column=col + 1)
        for col, word in enumerate(("取組状況", "評価", "目標", "計画"), start=2):
            sheet.cell(row + 1, col, word)

    head(3)
    sheet["A5"], sheet["E5"] = "（注）場面の分け方は、別紙1を参照", PLAN_NOTE
    sheet["A6"] = "(ア) 地域の医療・介護の資源の把握\n■日常の療養支援　□入退院支援\n□急変時の対応　■看取り"
    sheet["B6"], sheet["C6"], sheet["D6"], sheet["E6"] = "台帳を作った。", "見やすい。", "迷わない。", "更新する。"
    sheet["B7"], sheet["E7"] = "地図にした。", "電子版にする。"
    sheet.merge_cells("A6:A7")
    head(9)
    sheet["A11"] = "(ア) 地域の医療・介護の資源の把握\n（続き）\n■日常の療養支援　□入退院支援\n□急変時の対応　■看取り"
    sheet["B11"] = "一覧にした。"
    sheet["A12"] = "(カ) 医療・介護関係者の研修\n□日常の療養支援　■入退院支援\n□急変時の対応　□看取り"
    sheet["B12"], sheet["C12"], sheet["D12"], sheet["E12"] = "4回開いた。", "学べた。", "広げる。", "年5回開く。"
    sheet["A14"] = BELOW
    return book
