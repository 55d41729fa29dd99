"""A made-up 実施実績 (P4) and the plan it is about: every word is invented, the structure is that of real papers."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.vocabulary import Axis, AxisValue
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import axis_value_id
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.operations.plan_tags import set_tags

TITLE = "令和4年度における各事業の実施実績について"
LEGEND = (
    "Ａ：予定どおりに進んだ。",
    "Ｂ：進んだが、直すところがある。",
    "Ｃ：半分ほどにとどまった。",
    "Ｄ：手が付かなかった。　　―：廃止",
)
HEADINGS = ("No.", "取組", "事業概要", "事業区分", "令和4年度\n実施予定", "評価", "実施実績")
ENDED = "※（令和3年度に廃止決定）"
YEAR = 2022

# No., 取組, 事業概要, 事業区分 (signs), 実施予定 as printed, 評価, 実施実績
ROWS: tuple[tuple[str, ...], ...] = (
    ("①-1", "窓口の地図", "窓口の場所を一枚にまとめる。", "ア", "年1回の見直し", "Ａ", "春に見直した。"),
    ("①-2", "訪ねる相談", "集会所に出向く。", "オ", "年12回", "Ｂ", "11回出向いた。"),
    ("①-3", "家族の集い", "介護する人が話す場を持つ。", "オ\nキ", "年4回", "Ａ", "4回開いた。\n延べ52人が来た。"),
    ("②-1", "連絡の紙", "退院の前に渡す紙をそろえる。", "エ", "100件", "Ｃ", "58件に渡した。"),
    ("②-2", "病棟を訪ねる", "病棟と顔を合わせる。", "ウ", "6か所", "Ａ", "6か所を訪ねた。"),
    ("②-3", "夜の電話", "夜の相談を受ける。", "オ", "―", "―", "―"),
    ("③-1", "多職種の学び", "事例を持ち寄る。", "カ", "年3回", "Ａ", "3回開いた。"),
    ("③-2", "薬の話", "薬局で話を聞く。", "カ", "8店", "Ｂ", "7店で開いた。"),
    ("③-3", "看取りの手引き", "手引きを配る。", "キ", "500冊", "Ａ", "520冊を配った。"),
    ("③-4", "隣の町と話す", "隣の町と課題を比べる。", "ク", "継続の話し合い", "Ｂ", "秋に1回話した。"),
)
SIGNS = {"ア": "a", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku"}
LABELS = {
    "ア": "ア　地域の医療・介護の資源の把握",
    "ウ": "ウ　切れ目のない在宅医療と介護の提供体制の構築推進",
    "エ": "エ　医療・介護関係者の情報共有の支援",
    "オ": "オ　在宅医療・介護連携に関する相談支援",
    "カ": "カ　医療・介護関係者の研修",
    "キ": "キ　地域住民への普及啓発",
    "ク": "ク　在宅医療・介護連携に関する関係市区町村の連携",
}
FIRST = 8


def results_book() -> Workbook:
    """実施実績: 評価基準 in a box of two columns, then the grid; the 年度 stands in one heading and in the title."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "実施実績"
    sheet["G1"] = "資料1"
    sheet["A2"] = TITLE
    sheet["A4"] = "※　評価基準"
    sheet["A5"], sheet["D5"], sheet["A6"], sheet["D6"] = LEGEND
    for row, texts in enumerate((HEADINGS, *ROWS), start=FIRST - 1):
        for col, text in enumerate(texts, start=1):
            cell = sheet.cell(row, col)
            cell.value = "\n".join(LABELS[sign] for sign in text.split()) if col == 4 and row >= FIRST else text
            cell.data_type = "s"
    return book


def results_workbook(path: Path) -> Path:
    """`results_book`, saved."""
    results_book().save(path)
    return path


def write_plan(session: Session, *, document: bool = True) -> int:
    """The plan R3–R5 of that paper: by 基本理念, with 成果指標 and 評価; ②-3 ended after R3. Returns its id.

    ②-2 has a 計画 and no 成果指標; the 成果指標 of ③-4 and of ①-1 goes on from R3.
    """
    axis = session.scalars(select(Axis).where(Axis.key == "philosophy")).one()
    headings = ("身近に尋ねられる", "切れずにつながる", "ともに学ぶ")
    values = [
        AxisValue(axis_id=axis.id, key=f"p{n}", number="①②③"[n], heading=headings[n], position=n) for n in range(3)
    ]
    session.add_all(values)
    session.flush()
    plan = create_plan(session, "みなと野市在宅療養の計画", 2021, 2023)
    groups = [plan_rows.add_group(session, plan, axis_value_id=value.id) for value in values]
    for number, title, summary, signs, planned, grade, actual in ROWS:
        item = plan_rows.add_initiative(session, plan, groups["①②③".index(number[0])], title=title)
        values_ = [FieldValue("#number", None, EntryState.TEXT, number), _text("summary", None, summary)]
        if planned != "―":
            goes_on = number in ("①-1", "③-4")
            field = "plan" if number == "②-2" else "indicator_text"
            values_.append(_text(field, 2021 if goes_on else YEAR, planned))
            if goes_on:
                values_.append(FieldValue(field, YEAR, EntryState.CONTINUES))
            values_ += [_text("grade", YEAR, "ABCD"["ＡＢＣＤ".index(grade)]), _text("actual", YEAR, actual)]
        else:
            values_.append(_text("indicator_text", 2021, "毎日"))
        plan_cells.write_values(session, item, values_)
        set_tags(session, item, [axis_value_id(session, "program_item", SIGNS[sign]) for sign in signs.split()])
        if planned == "―":
            plan_rows.end_item(session, item, 2021, ENDED)
    if document:
        create_document(
            session,
            form="p4",
            title=TITLE,
            fiscal_year=YEAR,
            plan_id=plan,
            actual_years=[YEAR],
            number="資料1",
            legend="\n".join(LEGEND),
            draft=False,
        )
    return plan


def _text(field: str, year: int | None, words: str) -> FieldValue:
    return FieldValue(field, year, EntryState.TEXT, words)
