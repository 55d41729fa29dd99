"""A workbook with lists of 研修, tables of participants and 相談件数 as cities keep them; everything in it is made up.

Its faults are those of real ones: blanks between figures, one 研修 in two tables under other numbers, a merged heading
that begins a column too early, contents quoted here and not there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

LIST_HEADER = ("No.", "開催日", "名称", "内容", "講師 (敬称、所属等省略)", "参加人数")
FIRST = (
    ("1", "令和6年6月5日", "I C T 講習会", "書き込みの約束", "情報共有部会", "31人"),
    ("2", "令和6年7月3日", "第 1 2 回多職種研修会", "互いの仕事を知る", "各センター 管理者", "45人"),
    ("3", "令和6年10月20日", "市民講演会（第 1 回）", "もしものときを話す", "みなと野病院 見本太郎（医師）", "86人"),
)
SECOND = (
    (
        "1",
        "令和6年5月15日",
        "第 8 回在宅勉強会",
        "薬の飲み残し～減らす～",
        "なぎさ薬局 架空花子氏（薬剤師）",
        "20人",
    ),
    ("2", "令和6年9月11日", "第 9 回在宅勉強会", "転倒したとき！", "しおかぜステ ーション 作例進（看護師）", "16人"),
    ("3", "令和7年2月12日", "I C T 講習会", "記録の仕組み（LIFE）", "仮名 次郎", "10人"),
)
KINDS = ("医師", "歯科医師", "薬剤師", "看護師", "MSW", "その他", "ケアマネジャー", "訪問看護", "介護職", "その他")
MATRIX = (
    ("第1回", "令和6年 5月15日", "『薬の飲み残し～減らす～』", (0, 0, 5, 0, 0, 2, 10, 0, 3, 0), 20),
    ("第2回", "令和6年 9月11日", "転倒したとき!", (0, 0, 1, 0, 0, 0, 11, 0, 4, 0), 16),
)
SHARED = (("第1回", "令和7年 2月12日", "記録の仕組み(LIFE)", (2, 0, 1, 0, 1, 0, 4, 0, 1, 1), 10),)


def training_workbook(path: Path, **more: Any) -> Path:
    """Two sheets: six 研修 in two lists, three of them again with their participants. `lone` = a further row of the
    first list, `total` = the written total of the first row with participants."""
    book = openpyxl.Workbook()
    listed = book.active
    assert listed is not None
    listed.title = "一覧"
    listed.append(("令和 6 年度みなと野市の研修の実施状況について（案）",))
    for heading, rows in (("1 在宅療養推進事業", FIRST), ("2 連携推進事業", SECOND)):
        listed.append((heading,))
        listed.append(LIST_HEADER)
        for row in (*rows, *(more.get("lone", ()) if rows is FIRST else ())):
            listed.append(row)
    report = book.create_sheet("事業概要")
    report.append(("みなと野市支援室 令和6年度 事業概要",))
    report.append(("1 連携に関する相談件数",))
    report.append(("医療機関", None, None, None, "介護事業所", None, None, None, "合計"))
    report.append(("病院", "診療所", "歯科", "薬局", "ケアマネジャー", "訪問看護", "訪問介護", "その他"))
    report.append((7, 2, 0, 3, 12, 4, 0, 12, 40))
    for heading, rows in (("2 連携に関する研修の実施状況", MATRIX), ("3 情報共有に関する研修の実施状況", SHARED)):
        report.append((heading,))
        report.append((None, "開催日時", "内容", "参加者", *(None,) * 9, "合計"))
        report.append((None, None, None, "医療関係者", *(None,) * 4, "介護関係者"))
        report.append((None, None, None, *KINDS))
        for nth, day, content, counts, total in rows:
            report.append(
                (nth, day, content, *counts, more.get("total", total) if rows is MATRIX and nth == "第1回" else total)
            )
    book.save(path)
    return path
