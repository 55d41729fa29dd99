"""Our line ends beside those of ICU (`ja@lb=strict`), rule by rule of TYPESETTING 4: a table in Markdown.

ICU is no dependency: `pip install icu4py` first. From each of our lines' beginnings ICU is asked for the last place at
which a line may end, with every character at full width; where the two differ, the reason is worked out from our own
rules, and a difference without one is shown as such.
"""

from __future__ import annotations

import importlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.paragraph import segments_of

WIDTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 20, 23, 28, 33, 38, 42)
"""字 per line."""
LOCALE = "ja@lb=strict"
STYLE = TextStyle("mincho", 10.0, 16.0)

RULES: Mapping[str, tuple[str, ...]] = {
    "行頭禁則": (
        "相談窓口の案内を、市ホームページ・広報・ちらし等で、くり返し知らせた。様々な場、時々の催しでも。",
        "ショートステイ、デイサービス及びケアマネジャーのチェックリストを、っきょく、ゃく、ー、ッ、々、ゝ、ヽ、…、‥、～と。",
        "「支援」『手引』（市）〔町〕［区］｛村｝〈国〉《県》【新】である！？はい：；・と。",
    ),
    "行末禁則": (
        "研修（初任者向け）と「事例検討会」（『手引』を使う）、【新規】の〔試行〕〈案〉《別》を、順に（三回）行う。",
        "費用は￥12,000、＄30、№５の窓口で払う。第№６回も￥5,000である。",
    ),
    "分離禁止：数と単位": (
        "年３回、延べ312人が参加し、28か所の21.4％、令和5年４月10日の10時30分から３時間、約1,234,567円と3,000部。",
        "第２回推進会議は９か月後、５～７人の班で月２回、第12期の１／３に当たる89.5パーセントとする。",
    ),
    "分離禁止：…… ――": ("検討中……である。未定――だが、次の回で……決める。それまで――待つ。",),
    "分離禁止：英単語": (
        "ICTツールのSlackとMicrosoft Excelを使い、MCS（Medical Care Station）とLINE WORKSで結ぶ。R6からR7にかけて。",
        "Ｗｅｂ会議とＩＣＴ、ＡＣＰの手引を改める。don'tもA&Bもver.2.1も一つの語である。",
    ),
    "URL・メール": (
        "詳しくはhttps://www.city.example.lg.jp/kaigo-renkei/index.htmlを見る。",
        "renkei@city.example.lg.jpへ送る。www.example.lg.jp/a/b-cも見る。",
    ),
    "追い込み・追い出し": (
        "市内の診療所、薬局、歯科診療所、訪問看護、居宅介護を、順に、訪ねる。受入れ、連絡、相談、を、聞く。",
        "医療・介護・福祉・行政・住民・企業・学校が、同じ場で話し合い、次の年度の重点を決め、広報で知らせる。",
    ),
    "約物の詰め": (
        "「医療」、「介護」（案）・「福祉」。（「連携」）、『支援』。」と述べた（『手引』）。",
        "〈市〉、《県》、【国】・「町」（「村」）である。「『区』」、（〔郡〕）。",
    ),
    "空白と記号": (
        "窓口　開設　日時　　場所 未定。  はい ！　ほんとう？　そう。",
        "①訪問②相談③研修■該当□非該当○点◆点→次年度⇒継続※注＊注",
    ),
    "異体字・結合文字": ("葛\U000e0100城市の辻\U000e0101医師と𠮷田、髙﨑、濵、か゚き゚く゚の会。",),
}

LineBreaker = Callable[[str, str], Iterable[str]]


@dataclass
class Rule:
    """What came of one rule: lines compared, those alike, and examples by reason."""

    lines: int = 0
    alike: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


class Comparison:
    """Breaks texts by both."""

    def __init__(self, breaker: LineBreaker, faces: Faces) -> None:
        self._breaker = breaker
        self._faces = faces

    def rule(self, texts: tuple[str, ...]) -> Rule:
        """All texts at all widths."""
        found = Rule()
        for text in texts:
            ends = set(accumulate(map(len, self._breaker(text, LOCALE))))
            for width in WIDTHS:
                self._text(text, width, ends, found)
        return found

    def _text(self, text: str, width: float, ends: set[int], found: Rule) -> None:
        paragraph = Paragraph((Run(text),), STYLE)
        lines = break_paragraph(paragraph, width * STYLE.size, self._faces)
        (segment,) = segments_of(paragraph, self._faces)
        full = list(accumulate((segment.full(at) for at in range(len(text))), initial=0.0))
        tracked = any(span.tracking for line in lines for span in line.spans)
        for line in lines[:-1]:
            found.lines += 1
            theirs = _greedy(text, full, line.start, width, ends)
            if theirs == line.end:
                found.alike += 1
                continue
            reason = self._reason(paragraph, line.start, line.end, theirs, full, width, ends, tracked=tracked)
            found.reasons[reason] += 1
            found.examples.setdefault(reason, f"{width:g}字 {_shown(text, line.start, line.end, theirs)}")

    def _reason(
        self,
        paragraph: Paragraph,
        start: int,
        ours: int,
        theirs: int,
        full: list[float],
        width: float,
        ends: set[int],
        *,
        tracked: bool,
    ) -> str:
        """Why our line from `start` ends elsewhere."""
        (segment,) = segments_of(paragraph, self._faces)
        text = paragraph.text
        if segment.bonds[ours] or (full[theirs] - full[start] > width + 1e-6 and ours < theirs):
            return EMERGENCY
        if ours > theirs:
            if tracked:
                return TRACKED
            return CLOSER if full[ours] - full[start] > width + 1e-6 else LAXER
        bond = segment.bonds[theirs]
        if bond:
            return HELD
        if text[theirs] in kinsoku.NO_START:
            return f"{NOT_FIRST}「{text[theirs]}」"
        if text[theirs - 1] in kinsoku.NO_END:
            return f"{NOT_LAST}「{text[theirs - 1]}」"
        return UNKNOWN if ours in ends else LAXER


HELD = "数と単位・語・印は一つのまとまり（分離禁止）"
CLOSER = "約物のアキを詰めて入る（追い込み・行末の半角・連続する約物）"
TRACKED = "1、2字の最終行をなくすため字間を最大 −0.03 em 詰めた"
EMERGENCY = "1行に入らないまとまりを分けた（ICU ははみ出す）"
LAXER = "ICU は切らない所（URL の . の後、、の後の ＄ など）"
NOT_FIRST = "行頭に置かない"
NOT_LAST = "行末に置かない"
UNKNOWN = "理由なし"


def _greedy(text: str, full: list[float], start: int, width: float, ends: set[int]) -> int:
    """The last of `ends` that a line from `start` reaches, spaces at its end aside; else the first one."""
    fit = bisect_right(full, full[start] + width + 1e-6) - 1
    while fit < len(text) and text[fit] in " \u3000":
        fit += 1
    inside = [end for end in ends if start < end <= fit]
    return max(inside) if inside else min(end for end in ends if end > start)


def _shown(text: str, start: int, ours: int, theirs: int) -> str:
    """Both ends in one line: ｜ ours, ¦ theirs."""
    first, last = sorted((ours, theirs))
    signs = ("｜", "¦") if ours < theirs else ("¦", "｜")
    return f"{text[max(start, first - 8) : first]}{signs[0]}{text[first:last]}{signs[1]}{text[last : last + 4]}"


def table(faces: Faces, breaker: LineBreaker) -> str:
    """The comparison as Markdown."""
    comparison = Comparison(breaker, faces)
    rows = ["| 規則 | 文 | 行 | 同じ | 違う |", "|---|---|---|---|---|"]
    details = []
    for name, texts in RULES.items():
        found = comparison.rule(texts)
        rows.append(f"| {name} | {len(texts)} | {found.lines} | {found.alike} | {found.lines - found.alike} |")
        details += [f"\n**{name}**"]
        details += [
            f"- {count} 行：{reason} — 例 `{found.examples[reason]}`" for reason, count in found.reasons.items()
        ]
    return "\n".join([*rows, "\n｜ = 当方の行末、¦ = ICU の行末", *details])


def run() -> None:
    """Print the table, or say what is missing."""
    try:
        breaker: LineBreaker = importlib.import_module("icu4py.breakers").LineBreaker
    except ModuleNotFoundError:
        print("line_rules: ICU is not here (pip install icu4py)")
        return
    print(table(Faces.load(), breaker))
