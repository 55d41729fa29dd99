"""What can be set in a form, in plain words: one line for each place of it. The panels are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.placeholders import HEADING, TITLE

Kind = Literal["line", "lines", "number", "choice", "axis", "check"]
When = Literal[
    "",
    "grid",
    "cards",
    "pdca",
    "points",
    "yearly",
    "boxed",
    "bound",
    "words",
    "named",
    "headed",
    "unmarked",
    "fitted",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """A place of a form (`text.size`) or, in COLUMN, of a column. `when` = where it is shown (`is_shown`).

    `names` = what can be filled into its words. Of a number: `unit`, `step`, `most`, and what 0 is called (`zero`).
    """

    path: str
    words: str
    kind: Kind
    choices: tuple[tuple[Any, str], ...] = ()
    note: str = ""
    when: When = ""
    names: tuple[str, ...] = ()
    unit: str = ""
    step: float = 1.0
    least: float = 0.0
    most: float = 100.0
    zero: str = ""
    lines: int = 2


OWN_WORDS = "資料に自分の文がないときに、印刷します。"
FAMILIES = (("mincho", "明朝"), ("gothic", "ゴシック"))
ROWS = (
    ("line", "実施行ごとに1行"),
    ("span", "続きが同じ実施行を1行に"),
    ("initiative", "取組ごとに1行"),
    ("group", "項目ごとに1行"),
)
CONTINUES = (
    ("word", "「継続」と書く"),
    ("sign", "年度ごとに「→」"),
    ("arrow", "年度をまたぐ矢印"),
    ("merge", "年度のセルを結合"),
    ("resolved", "もとの文を書く"),
)
CLOSED = (("slash", "斜線"), ("none", "「―」"), ("blank", "空のまま"))
SIDES = (("none", "なし"), ("top", "上"), ("left", "左"), ("right", "右"), ("bottom", "下"))
ALIGN_TITLE = (("center", "中央"), ("left", "左"))
DIGITS = (
    ("", "自治体設定のとおり"),
    ("mixed", "1けたは全角、2けたからは半角"),
    ("half", "すべて半角"),
    ("full", "すべて全角"),
    ("typed", "入力したまま"),
)
LATIN_GAPS = ((0.0, "空けない"), (0.125, "8分の1字"), (0.25, "4分の1字"))
PAGE_NUMBERS = (("fraction", "１／２"), ("dashes", "－ １ －"), ("none", "付けない"))


def _points(
    path: str, words: str, *, least: float = 6.0, most: float = 40.0, when: When = "", zero: str = ""
) -> Setting:
    return Setting(path, words, "number", unit="pt", step=0.5, least=least, most=most, when=when, zero=zero)


def _millimetres(
    path: str,
    words: str,
    *,
    step: float = 1.0,
    least: float = 0.0,
    most: float = 100.0,
    when: When = "",
    zero: str = "",
) -> Setting:
    return Setting(path, words, "number", unit="mm", step=step, least=least, most=most, when=when, zero=zero)


Section = tuple[str, tuple[Setting, ...]]
FORM: tuple[Section, ...] = (
    (
        "名前と題名",
        (
            Setting("name", "様式の名前", "line"),
            Setting("about", "使いみち", "line", note="様式を選ぶ所に出ます。"),
            Setting("title", "資料の題名", "line", names=TITLE),
            _points("title_style.size", "題名の大きさ"),
            Setting("title_style.family", "題名の書体", "choice", FAMILIES),
            Setting("title_style.align", "題名の位置", "choice", ALIGN_TITLE),
            Setting("number_box", "資料番号を枠で囲んで右上に印刷する", "check"),
            Setting("draft_mark", "案の間、題名の後に（案）を付ける", "check"),
        ),
    ),
    (
        "用紙",
        (
            Setting("paper.size", "大きさ", "choice", (("A4", "A4"), ("A3", "A3"))),
            Setting("paper.landscape", "向き", "choice", ((False, "縦"), (True, "横"))),
            _millimetres("paper.margins.top", "上の余白", least=5),
            _millimetres("paper.margins.bottom", "下の余白", least=5),
            _millimetres("paper.margins.left", "左の余白", least=5),
            _millimetres("paper.margins.right", "右の余白", least=5),
            Setting("paper.binding.side", "綴じ代", "choice", SIDES),
            _millimetres("paper.binding.width", "綴じ代の幅", when="bound"),
            Setting("page_number", "ページ番号", "choice", PAGE_NUMBERS),
            Setting("fit.pages", "収めるページ数", "number", unit="ページ", most=99, zero="決めない"),
            _points("fit.smallest", "文字を小さくする下限", when="fitted"),
        ),
    ),
    (
        "文字",
        (
            Setting("text.family", "表の書体", "choice", FAMILIES),
            _points("text.size", "表の文字の大きさ"),
            _points("text.leading", "行と行の間隔", most=60),
            _millimetres("text.padding_vertical", "セルの上下の余白", step=0.1, most=10),
            _millimetres("text.padding_horizontal", "セルの左右の余白", step=0.1, most=10),
            Setting("text.justify", "20字以上の行は両端をそろえる", "check"),
            Setting("text.hanging", "表の外の句読点を行の外に出す", "check"),
            Setting("text.latin_gap", "和文と英数字の間", "choice", LATIN_GAPS),
            Setting("digit_style", "数字の書き方", "choice", DIGITS),
            Setting("header.family", "見出しの書体", "choice", FAMILIES, when="grid"),
            _points("header.size", "見出しの文字の大きさ", when="grid"),
            _millimetres("header.row_height", "見出しの高さ（最小）", step=0.5, most=60, when="grid"),
            _points("header.note_size", "見出しの注の大きさ", when="grid"),
            _millimetres("header.vertical_below", "縦書きにする列の幅", when="grid", zero="しない"),
            _points("header.one_line", "1行に縮める下限", least=0, when="grid", zero="縮めない"),
            Setting("header.spread", "短い見出しの字幅", "number", unit="字", most=12, zero="広げない", when="grid"),
            _points("text.sub_size", "点の下の行の大きさ", when="points", least=0, zero="表と同じ"),
            _millimetres("text.point_gap", "点と点の間", step=0.1, most=10, when="points"),
            _points("years.smaller_size", "列が多いときの大きさ", when="yearly"),
        ),
    ),
    (
        "行のまとめ方",
        (
            Setting("rows", "表の1行", "choice", ROWS, when="grid"),
            Setting("points", "点の印", "line", note="空なら、点にしません。", when="grid"),
            Setting("group_axis", "項目の分け方", "axis", (("", "計画の項目のまま"),)),
            Setting("order", "取組の順", "choice", (("", "計画の順"), ("number", "No. の順"))),
            Setting("banner_axis", "帯の分け方", "axis", (("", "帯なし"),), when="pdca"),
            Setting("continues", "継続の書き方", "choice", CONTINUES),
            Setting("closed", "廃止した後の欄", "choice", CLOSED),
            Setting("continued", "ページの続き", "choice", (("（続き）", "名前の下に（続き）"), ("", "名前だけ"))),
        ),
    ),
    (
        "凡例と注",
        (
            Setting("lead.lines", "表の上の文", "lines", note=OWN_WORDS, lines=2),
            Setting("legend.lines", "凡例", "lines", note=OWN_WORDS, lines=3),
            Setting("legend.box", "凡例の形", "choice", ((False, "表の右上に並べる"), (True, "枠で囲む"))),
            Setting("legend.title", "枠の題", "line", when="boxed"),
            Setting("legend.columns", "枠の中の列の数", "number", most=4, least=1, when="boxed"),
            _points("legend.size", "凡例の大きさ"),
            Setting("notes.lines", "表の下の注", "lines", note=OWN_WORDS, lines=3),
            Setting("notes.family", "注の書体", "choice", FAMILIES),
            _points("notes.size", "注の大きさ"),
            Setting("notes.bold_actor", "注の「：」の前を太字にする", "check"),
        ),
    ),
    (
        "カード",
        (
            Setting("heading.words", "分類の見出し", "line", names=("number", "text"), when="cards"),
            Setting("heading.own_words", "項目の見出し", "line", names=("text",), when="cards"),
            _points("heading.size", "見出しの大きさ", when="cards"),
            _millimetres("card.label_width", "左の見出しの幅", when="cards"),
            _millimetres("card.row_height", "行の高さ（最小）", step=0.5, when="cards"),
            _millimetres("card.between", "カードの間", step=0.5, when="cards"),
            _points("card.name_size", "取組名の大きさ", when="cards"),
            _points("card.note_size", "注の大きさ", when="cards"),
        ),
    ),
    (
        "帯と点",
        (
            Setting("pdca.over", "題名の上の行", "line", names=("long", "city"), when="pdca"),
            Setting("pdca.below", "題名の下の行", "line", names=("long", "city"), when="pdca"),
            Setting("pdca.desired_heading", "ありたい姿の見出し", "line", names=("long", "city"), when="pdca"),
            Setting("pdca.desired_label", "ありたい姿の記号", "line", names=("number",), when="pdca"),
            Setting("pdca.key", "太字の説明", "line", names=("long", "city"), when="pdca"),
            _points("pdca.banner_size", "帯の文字の大きさ", when="pdca"),
            _points("pdca.heading.size", "項目の大きさ", when="pdca"),
            _points("pdca.point.size", "点の大きさ", when="pdca"),
            _points("pdca.sub.size", "点の下の点の大きさ", when="pdca"),
        ),
    ),
)
ALIGN = (("left", "左"), ("center", "中央"), ("right", "右"), ("short", "短ければ中央"))
VERTICAL = (("", "しない"), ("heading", "見出し"), ("text", "中の文字"), ("both", "見出しと中の文字"))
COLUMN: tuple[Setting, ...] = (
    Setting("family", "書体", "choice", (("", "表と同じ"), *FAMILIES)),
    _points("size", "文字の大きさ", least=0, zero="表と同じ"),
    Setting("align", "文字の寄せ", "choice", ALIGN),
    Setting("bold", "太字にする", "check"),
    Setting("vertical", "縦書き", "choice", VERTICAL, when="headed"),
    _points("one_line", "1行に縮める下限", least=0, zero="縮めない", when="headed"),
    Setting("wide", "英数字を全角にする", "check"),
    Setting("note", "見出しの下の注", "lines", note="資料の設定で、資料ごとに変えられます。", when="headed"),
    Setting("short", "画面での短い見出し", "line", names=HEADING),
    Setting("label", "改ページの後に、もう一度印刷する", "check"),
    Setting("marks", "新規・既存・廃止の印を付ける", "check", when="named"),
    Setting("sign", "記号の形", "choice", (("", "ア　○○"), ("bracket", "(ア)　○○")), when="unmarked"),
    Setting("flags", "下に■□で並べる分類", "axis", (("", "並べない"),), when="unmarked"),
    Setting("title_above", "文の上に取組名を印刷する", "check", when="words"),
    Setting("required", "空なら「未入力」に数える", "check"),
    Setting(
        "synonyms", "取り込みで同じ列とみる見出し", "lines", note="Excel の見出しを、1行に1つ入力します。", lines=3
    ),
)


def is_shown(setting: Setting, form: Form, column: ColumnDef | None = None) -> bool:
    """Whether the setting means anything in this form, for this column."""
    match setting.when:
        case "grid" | "cards" | "pdca":
            return form.layout == setting.when
        case "points":
            return form.rows == "group" and form.layout == "grid"
        case "yearly":
            return form.layout == "grid" and (form.shows_plans or form.shows_actuals)
        case "boxed":
            return form.legend.box
        case "fitted":
            return form.fit.pages > 0
        case "bound":
            return form.paper.binding.side != "none"
        case "headed":
            return form.layout == "grid" and column is not None and column.printed
        case "words":
            return column is not None and column.role == "fields"
        case "named":
            return column is not None and column.role == "title"
        case "unmarked":
            return column is not None and column.role == "group"
    return True
