"""Made-up workbooks in the shapes that clerks hold: every word is invented, the structure is that of real papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.forms.grid import GridView

TITLE = "みなと野市 在宅療養を支える取組進捗管理表（R3-R5）（案）"
NOTES = (
    "高齢福祉課：取組の全体を取りまとめ、四半期ごとに進み具合を確かめる。",
    "在宅療養相談室：持ち場の取組の先頭に立ち、関係する事業所に声をかける。",
    "先頭に立たない相談室も、求めに応じて人を出す。",
)
COLUMNS = (
    "項目",
    "取組名",
    "目的・概要",
    "対象者",
    "リーダー",
    "R3計画",
    "R3実績",
    "R4計画",
    "R5計画",
    "事業実施量",
    "事業成果",
)

# As the cells read; "" = nothing written there: merged with the cell above where MERGES says so, else blank.
ROWS: tuple[dict[str, str], ...] = (
    {
        "項目": "日常の療養支援",
        "取組名": "新規 診療所を訪ねる",
        "目的・概要": "目的: 相談室の顔ぶれを診療所に覚えてもらう。\n概要: 訪問の前に、困りごとを尋ねる用紙を届ける。",
        "対象者": "診療所",
        "リーダー": "令和3年度 みなと東\n令和4年度 みなと西",
        "R3計画": "・訪ねる順番を決め、地図に印を付ける。\n・髙﨑医院と濵田内科には春のうちに訪ねる。",
        "R3実績": "・34か所のうち21か所を訪ねた。\n・𠮷川クリニックの開院に合わせ、相談室の案内を渡した。",
        "R4計画": "・残る13か所を訪ねる。\n・眼科と皮膚科にも広げる。",
        "R5計画": "継続",
        "事業実施量": "・年3回、1か所ずつ訪ねる。",
        "事業成果": "・電話1本で相談できる間柄になる(相談室の見立て)",
    },
    {
        "項目": "",
        "取組名": "既存 薬局・歯科を訪ねる(訪問看護を含む)",
        "目的・概要": "",
        "対象者": "薬局、歯科診療所",
        "リーダー": "",
        "R3計画": "・声をかける相手を選ぶ。(R3.9月)",
        "R3実績": "・薬局8店に案内を置いた。",
        "R4計画": "・歯科診療所にも案内を置く。",
        "R5計画": "継続",
        "事業実施量": "",
        "事業成果": "",
    },
    {
        "項目": "入退院支援",
        "取組名": "新規 退院前の打合せ",
        "目的・概要": "目的: 家に戻る日までに支える人がそろう。\n概要: 病棟と相談室の連絡の手順を一つにする。",
        "対象者": "病院(病棟)",
        "リーダー": "令和3年度 みなと西\n令和4年度 みなと南 (新規)",
        "R3計画": "・連絡を受ける係の名簿を作る。\n・どの時点で声をかけるかを病棟と話し合う。",
        "R3実績": "・みなと野病院と画面越しの打合せを開いた。",
        "R4計画": "継続",
        "R5計画": "継続",
        "事業実施量": "・打合せ会を年2回開く(R4)",
        "事業成果": "・退院前の打合せに相談室が年30件加わる。(今は18件)",
    },
    {
        "項目": "",
        "取組名": "",
        "目的・概要": "",
        "対象者": "",
        "リーダー": "令和3年度\n令和4年度 みなと北",
        "R3計画": "・古い連絡先の一覧を見直す。",
        "R3実績": "・連絡先の一覧を作り直した。",
        "R4計画": "係の入れ替わりを確かめる",
        "R5計画": "継続",
        "事業実施量": "・病院ごとに年1回確かめる。",
        "事業成果": "・一覧が新しく保たれている。",
    },
    {
        "項目": "急変時の対応",
        "取組名": "救急との申し合わせ",
        "目的・概要": "目的: 救急隊に要る事柄を見つけやすくする。",
        "対象者": "",
        "リーダー": "高齢福祉課",
        "R3計画": "・R4に何をするかを決める。",
        "R3実績": "",
        "R4計画": "",
        "R5計画": "",
        "事業実施量": "",
        "事業成果": "",
    },
    {
        "項目": "看取り",
        "取組名": "既存 もしもの時を話す(話し合いの手引き)",
        "目的・概要": "目的: 元気なうちに話しておく人を増やす。\n概要: 手引きを配り、書き方の集いを開く。",
        "対象者": "市民",
        "リーダー": "令和3年度\n令和4年度 高齢福祉課",
        "R3計画": "・集会所で手引きを配る。\n・配る場所をほかにも探す。",
        "R3実績": "・窓口で120冊を手渡した。\n・手引きの言葉づかいを改めた。",
        "R4計画": "・継続\n・手引きの第2版を出す。",
        "R5計画": "読んだ人に尋ねる。\n※尋ね方はこれから決める",
        "事業実施量": "・図書室の棚に20冊を置く。",
        "事業成果": "・知る人が増える",
    },
    {
        "項目": "",
        "取組名": "",
        "目的・概要": "",
        "対象者": "",
        "リーダー": "令和3年度 高齢福祉課\n令和4年度 みなと東",
        "R3計画": "・広報に葛\U000e0100西さんの体験談を載せる。",
        "R3実績": "・隣の市と話し合い、冬の特集にした。\n・図書室に棚を設けた。\n・4コマの漫画をホームページに載せた。",
        "R4計画": "・話し合いの週間を設ける。\n・棚と講座を組み合わせる。",
        "R5計画": "継続",
        "事業実施量": "・週間を毎年11月に開く。",
        "事業成果": "・知る人が増える",
    },
    {
        "項目": "",
        "取組名": "",
        "目的・概要": "",
        "対象者": "",
        "リーダー": "令和3年度\n令和4年度 高齢福祉課",
        "R3計画": "",
        "R3実績": "・医師会と週間の持ち方を相談した。",
        "R4計画": "継続",
        "R5計画": "",
        "事業実施量": "",
        "事業成果": "",
    },
    {
        "項目": "全てに関わること",
        "取組名": "新規 数でみる在宅療養",
        "目的・概要": "目的: 市の様子を数でつかむ。\n概要: 届け出と請求の数を毎年まとめる。",
        "対象者": "無し",
        "リーダー": "令和3年度\n令和4年度 高齢福祉課",
        "R3計画": "・集める数を選ぶ。\n・会議で示し、次の手立てに生かす。",
        "R3実績": "・3年分の数をそろえた。",
        "R4計画": "継続",
        "R5計画": "継続",
        "事業実施量": "・年1回まとめ直す。",
        "事業成果": "・移り変わりを説明できる。",
    },
    {
        "項目": "全てに関わること",
        "取組名": "新規 相談室どうしの学び合い",
        "目的・概要": "目的：互いの得意を知る。\n概要：持ち回りで事例を持ち寄る。",
        "対象者": "在宅療養相談室",
        "リーダー": "令和3年度\n令和4年度 高齢福祉課",
        "R3計画": "",
        "R3実績": "集まる日を決めたが、流行のため取りやめた。\n1/22に画面越しで開き直した。(隣の市と合同)",
        "R4計画": "事例を持ち寄る会を開く。",
        "R5計画": "継続",
        "事業実施量": "年1回開く。",
        "事業成果": "ほかの相談室へのつなぎが増える。",
    },
    {
        "項目": "",
        "取組名": "新規 困りごとを集める",
        "目的・概要": "目的：困りごとが見えるようになる。\n概要：事業所に尋ね、返事をまとめる。",
        "対象者": "事業所",
        "リーダー": "令和4年度 みなと北",
        "R3計画": "",
        "R3実績": "",
        "R4計画": "尋ねる先を選ぶ。\n尋ね方をそろえて、返事を集める。",
        "R5計画": "継続",
        "事業実施量": "返事を一覧にする。",
        "事業成果": "何から手を付けるかが分かる。",
    },
)
FIRST_ROWS = (6, 14, 21)  # where each part's rows begin: 5, 4 and 2 of them, below a two-row header each
PARTS = (ROWS[:5], ROWS[5:9], ROWS[9:])
MERGES = (
    *("A6:A7", "C6:C7", "E6:E7", "J6:J7", "K6:K7", "A8:A9", "B8:B9", "C8:C9", "D8:D9"),
    *("A14:A16", "B14:B16", "C14:C16", "D14:D16", "A21:A22"),
)
SHARED = ("目的・概要", "リーダー", "事業実施量", "事業成果")  # by the first two 取組


def _header(sheet: Worksheet, top: int) -> None:
    upper = (
        "項目",
        "取組名",
        "取組の目的・概要",
        "ターゲット",
        "リーダー",
        "実施計画",
        "",
        "",
        "",
        "目標(達成時期:令和5年度末)",
    )
    lower = {4: "対象者", 6: "R3", 7: "R3実績", 8: "R4", 9: "R5", 10: "事業実施量", 11: "事業成果"}
    for col, text in enumerate(upper, start=1):
        if text:
            sheet.cell(top, col, text)
    for col, text in lower.items():
        sheet.cell(top + 1, col, text)
    for letter in "ABCE":
        sheet.merge_cells(f"{letter}{top}:{letter}{top + 1}")
    sheet.merge_cells(f"F{top}:I{top}")
    sheet.merge_cells(f"J{top}:K{top}")


def progress_book() -> Workbook:
    """取組進捗管理表: three parts with repeated headers, vertical merges, notes below, 資料1 in the corner."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "進捗管理表"
    sheet["K1"] = "資料1"
    sheet["A2"] = TITLE
    sheet.merge_cells("A2:K2")
    for top, rows in zip(FIRST_ROWS, PARTS, strict=True):
        _header(sheet, top - 2)
        for offset, row in enumerate(rows):
            for col, name in enumerate(COLUMNS, start=1):
                if row[name]:
                    sheet.cell(top + offset, col, row[name]).alignment = Alignment(wrap_text=True)
    for merge in MERGES:
        sheet.merge_cells(merge)
    for offset, note in enumerate(NOTES):
        sheet.cell(24 + offset, 1, note)
    return book


def progress_workbook(path: Path) -> Path:
    """`progress_book`, saved."""
    progress_book().save(path)
    return path


@dataclass
class Grid:
    """A small table: `rows` of texts with headings on row `top`; `merges` as in Excel; `extra` cells by name."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    merges: Sequence[str] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    top: int = 1
    sheet: str = "表"

    def book(self) -> Workbook:
        """As a workbook in memory."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = self.sheet
        for offset, row in enumerate((self.headings, *self.rows)):
            for col, value in enumerate(row, start=1):
                if value not in ("", None):
                    sheet.cell(self.top + offset, col, value)
        for name, value in self.extra.items():
            sheet[name] = value
        for merge in self.merges:
            sheet.merge_cells(merge)
        return book

    def save(self, path: Path) -> Path:
        """As a file."""
        self.book().save(path)
        return path


def write_grid(view: GridView, title: str, notes: Sequence[str], path: Path) -> Path:
    """A plan's grid as it prints: header merged, cells merged, notes below after a blank row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = title
    top = 3
    for head in view.header:
        sheet.cell(top + head.row, 1 + head.col, head.text)
        _merge(sheet, top + head.row, 1 + head.col, head.rowspan, head.colspan)
    first = top + view.header_rows
    for cell in view.cells:
        if cell.text:
            slot = sheet.cell(first + cell.row, 1 + cell.col)
            slot.value = cell.text
            slot.data_type = "s"
        _merge(sheet, first + cell.row, 1 + cell.col, cell.rowspan, 1)
    for offset, note in enumerate(notes):
        sheet.cell(first + len(view.rows) + 1 + offset, 1, note)
    book.save(path)
    return path


def _merge(sheet: Worksheet, row: int, col: int, rowspan: int, colspan: int) -> None:
    if rowspan > 1 or colspan > 1:
        sheet.merge_cells(start_row=row, start_column=col, end_row=row + rowspan - 1, end_column=col + colspan - 1)
