"""A made-up 事業計画 (P6) as it is copied out of a PDF: every word is invented, the structure is a real one."""

from __future__ import annotations

from pathlib import Path

YEAR = 2021
TITLE = "在宅医療・介護連携推進事業計画"
MEETING = "令和2年度第2回みなと野市在宅ケア推進会議"
HEADING = "みなと野市の医療と介護のありたい姿"
LEAD = (
    "令和3年度は、市民と専門職が同じ姿を思い描けるよう、目指す姿を掲げて取組を進めます。",
    "あわせて、意見交換会とアンケートの数値（資料3、4）を基に、この計画（案）を作りました。",
)
DESIRED = (
    ("1", "最期を共に考える", "本人の思いを早くから分かち合い、望む場所で過ごすことができる。"),
    ("2", "本人を真ん中に", "専門職が見立てを持ち寄り、良い手立てを選ぶことができる。"),
)
NOTE = "*みなとリンク（ＭＬ）：医療と介護の人だけが入れる連絡の場"
SOURCE = "病棟の人と相談の人の意見交換会"
ENDING = "（再掲）"

# phase, 事業項目 (sign, words), points (sign of its own, words, bold, points below)
Point = tuple[str, str, bool, tuple[str, ...]]
PARTS: tuple[tuple[str, str, str, tuple[Point, ...]], ...] = (
    (
        "Plan",
        "ア",
        "地域医療・介護資源の把握",
        (
            ("①", "先の人口を見通し、要る支えを数える。", False, ("現場の人への聞き取り",)),
            ("②", "相談の先をすぐに選べるようにする。", False, ("小さな手引き2021の発行 【専門職向け 900部】",)),
            (
                "③",
                "市民の使いやすさの向上",
                False,
                (
                    "ホームページの更新",
                    "在宅の地図の配布 【市民向け 3,000部】",
                    "介護の本 ハートの配布 【市民向け 2,500部】",
                ),
            ),
        ),
    ),
    (
        "Plan",
        "イ",
        "在宅医療・介護連携の課題の抽出と対応策の検討",
        (("", "推進会議を開き、行ったことを振り返る", False, ()), ("", "実務の集まりを置く", False, ())),
    ),
    ("Plan", "ウ", "切れ目のない在宅医療と介護の提供体制の構築推進", (("", SOURCE, False, ()),)),
    ("Do", "エ", "医療・介護関係者の情報共有の支援", (("", "みなとリンクを使った研修の知らせ", True, ()),)),
    (
        "Do",
        "オ",
        "在宅医療・介護連携に関する相談支援",
        (("", "圏域ごとの相談の課題の整理", True, ()), ("", SOURCE + ENDING, True, ())),
    ),
    (
        "Do",
        "キ",
        "地域住民への普及啓発",
        (("", "出前の講座", False, ()), ("", "民生委員の集いの学び", True, ())),
    ),
)
_TRACES = {"エ": "工", "オ": "才"}
"""Kana that a PDF gives as kanji."""


def plan_text(path: Path) -> Path:
    """The text: bullets with blanks before them, ** around what is bold, the banner again where a page began."""
    lines = ["令和3年度", "", f"{TITLE}（案）", "", MEETING, "", HEADING, ""]
    for words in LEAD:
        lines += [words, ""]
    for number, name, sentence in DESIRED:
        lines += [f"ありたい姿{number} {name}", "", sentence, ""]
    names = {"Plan": "現状分析、課題抽出、施策の立案", "Do": "対応策の実施"}
    before = ""
    for phase, sign, words, points in PARTS:
        if phase != before or sign == "イ":
            lines += [f"{phase} {names[phase]}", ""]
            before = phase
        lines += [f"({_TRACES.get(sign, sign)}) {words}", ""]
        for number, point, bold, below in points:
            text = f"**{point}**" if bold else f"{number}{point}"
            lines.append(f"- {'・ ' if bold and sign == 'エ' else ''}{text}")
            lines += [f" - ・{one}" for one in below]
            lines += [NOTE] if sign == "エ" else []
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
