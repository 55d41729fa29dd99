"""Character classes and what must not be parted (JIS X 4051, JLREQ 3.1; PAGES 1 (a) and (b)).

A class is one letter; from its members sets and regular expressions are made, which look at texts in C:

O o  opening bracket, full / half width      T  prefixed sign (￥ № ＄)
C c  closing bracket, full / half width      U  suffixed sign (％ ℃ ′)
K    、 ，        P  。 ．      k  , . half   N  other signs not at a line's start (ー 々 ゃ … ‐ ～)
M    ・ ： ；     E  ？ ！                   S Z  space, full-width space     G  no-break space
X    selector or mark of the cluster before  h  half-width - / and the like   I  everything else
"""

from __future__ import annotations

import re

OPENING = "（〔［｛〈《「『【｟〘〖«〝‘“"
CLOSING = "）〕］｝〉》」』】｠〙〗»〟’”"
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
_MEMBERS = {
    "O": OPENING,
    "o": "([{｢",
    "C": CLOSING,
    "c": ")]}｣",
    "K": "、，",
    "P": "。．",
    "k": ",.､｡",
    "M": "・：；",
    "E": "？！⁇⁈⁉‼?!",
    "N": SMALL_KANA + "ー々〻ゝゞヽヾ゛゜…‥‐～〜゠–ｰﾞﾟ･",
    "T": "￥＄£￡№＃¥$",
    "U": "％%‰℃°′″￠¢",
    "S": " \t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a",
    "Z": "\u3000",
    "G": "\u00a0\u2060\u202f\u2007",
    "h": "-/:;~",
}
_EXTENDING = (
    (0x300, 0x36F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2061, 0x206F), (0x20D0, 0x20FF),
    (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip

NOT_AT_START = "CcKPkMENUSZXGh"


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = "I"
        return "I"


def _table() -> _Table:
    table = _Table({ord(c): letter for letter, members in _MEMBERS.items() for c in members})
    for first, last in _EXTENDING:
        table.update(dict.fromkeys(range(first, last + 1), "X"))
    table[0xFEFF] = table[0xAD] = "X"
    return table


def _characters(classes: str) -> frozenset[str]:
    return frozenset(chr(code) for code, letter in _table().items() if letter in classes)


NO_START = _characters(NOT_AT_START)
"""Characters no line starts with."""
NO_END = _characters("OoTG")
"""Characters no line ends with."""
BLANKS = _characters("SZX")
"""What counts nothing at a line's end: spaces, and marks on them."""
UNUSUAL_END = NO_END | BLANKS
MARKS = _characters("X")
HALVED = _characters("CKP")
"""Full-width signs whose right half is blank: at a line's end only the left half is needed."""

# Adjacent signs whose blanks meet lose half an em: `」、` `）。` `）（` by the first's right half,
# `（「` `・「` by the second's left half (JLREQ 3.1.4).
CLOSED = _MEMBERS["C"] + _MEMBERS["K"] + _MEMBERS["P"]
_SIGNS = re.escape(CLOSED + _MEMBERS["M"] + OPENING)
SQUEEZED = re.compile(f"[{_SIGNS}](?=[{_SIGNS}])(?:(?<=[{re.escape(CLOSED)}])|(?=[{re.escape(OPENING)}]))")
"""Signs that lose half their width to the next one, or take it from the next one's."""

POINTS = _characters("M")
"""Signs in the middle of their body, which also stand before points (・)."""
GIVING = re.compile("[" + re.escape("".join(sorted(_characters("CKMSO")))) + "]")
"""Signs that may give way: their own blank, or for opening ones that before them."""


HANGING = frozenset("、。，．")
"""What may hang outside the measure (ぶら下げ)."""
_UNSTRETCHED = "".join(sorted(_characters("XCcKPk"))) + "゛゜…‥‐～〜゠–ｰﾞﾟ･"
_HOLDING = "".join(sorted(_characters("OoT")))
STRETCHING = re.compile(f"(?<=[^{re.escape(_HOLDING)}])[^{re.escape(_UNSTRETCHED)}]", re.DOTALL)
"""Characters before which the gap may grow when both edges are aligned; what stands as one piece is not in it."""
_INK = "ぁ-ゖァ-ヺー々〆〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_HALF_WIDTH = "A-Za-z0-9À-ɏ"
MEETINGS = re.compile(
    f"[{_INK}](?:[\ufe00-\ufe0f\U000e0100-\U000e01ef])?(?=[{_HALF_WIDTH}])|[{_HALF_WIDTH}](?=[{_INK}])"
)
"""A character of Japanese or of Latin script with one of the other after it (和欧間)."""


def may_give(text: str, start: int, stop: int) -> bool:
    """Is there a sign in start…stop whose blank may give way on a line that is too full?"""
    return GIVING.search(text, start, stop) is not None


_D = "0-9０-９"
_NUMBER = f"[{_D}]+(?:[.,．，/／:：][{_D}]+)*"
_BEFORE = re.compile(
    "(?:令和|平成|昭和|大正|明治|延べ?|累計|合計|小計|平均|最大|最小|最高|最低|概ね|おおむね|およそ|毎[年月週日]"
    f"|約|第|各|計|全|満|他|計画|(?<![{_D}元何翌同当前後本])[年月週日])?[+＋±−－▲△〒]?$"
)
_BEFORE_ENDS = frozenset("和成治正延べ計均大小高低ねそ年月週日約第各全満他画+＋±−－▲△〒")
"""What `_BEFORE` can end with: most numbers need no search."""
_DATE_AFTER = re.compile(f"[{_D}]+[年月日]")
_UNIT = (
    "％ポイント|パーセント|キロメートル|センチ|メートル|キロ|グラム|リットル|ページ|ポイント|グループ|クール|コース|チーム|ケース"
    "|シリーズ|サイクル|ブロック|ユニット|セット|パターン|カテゴリー?|ステージ|ステップ|レベル|フェーズ"
    "|[かカヵケヶ箇個]所|[かカヵケヶ箇個]月間?|[かカヵケヶ箇個]年|[かカヵケヶ箇個]国"
    "|年度末?|年目|年間|年後|年前|年代|年生|年|月分|月末|月期|月|日間|日目|日分|日|時間半?|時半?|分間|分|秒|週間|週"
    "|回目|回分|回|人分|人目|人中|人日|人|名様?|件目|件|部会|部|床|台|校|社|団体|施設|事業所|法人|機関|医院|病院|薬局|診療所"
    "|世帯|戸|歳代|歳以上|歳未満|歳|才|種類|種|項目|科目|段階|単位|圏域|地区|区分|区|市町村|市町|市|町|村|都道府県|県|か国"
    "|万円|千円|百万円|億円|円|万人|千人|億|万|千|百|割|分の|倍|点|位|頁|号|条|章|節|項|期|次|級|層|本柱|本|枚|冊|通|組|班|室|席|食|列|行|字|階|番|例|つ"
    "|者|箱|着|対|㎡|㎞|㎏|㎝|㎜|㎎|㏄|ℓ|km|kg|cm|mm|ml|mg|m²|m|g|％|%|‰|℃|°"
)
_COUNTED = re.compile(f"({_NUMBER})(?:{_UNIT})*(?:[／/](?:年度|年|月|週|日|回|人|件|所))?")
"""A number with its unit."""
_RANGE = frozenset("~～〜−–‐－-")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_W = "A-Za-z0-9À-ɏＡ-Ｚａ-ｚ０-９"
_LATIN = re.compile(f"[{_W}]+")
_WORD = re.compile(f"[{_W}]+(?:['’.&+_@#・／]?(?<![・／])[{_W}]+)*")
_JOINERS = frozenset("'’.&+_@#・／")
"""What may stand within a word."""
_DASH = re.compile("[…‥―—─]")
_HELD = re.compile(f"[{_W}【…‥―—─]")
"""Without one of these no piece begins."""
_REPEATED = re.compile(r"([…‥―—─])\1+")
_TAGGED = re.compile("【[^【】\n]{1,20}】")
"""A few words in 【】 stand together: 【市民向け 3,000部】."""
_HYPHENED = re.compile(f"[{_D}]+(?:-[{_D}]+)+")
_URL = re.compile(r"(?:https?://|www\.)[!-;=?-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
_MARKER = re.compile("(?:[・･○◯●◎◇◆□■▽▼△▲※＊*•➢☆★→⇒⇨①-⑳㉑-㊿❶-❿]+|[（(][0-9０-９ア-ンA-Za-zａ-ｚ]{1,2}[)）])[\u3000 ]?")

SOFT, HARD = 1, 2
"""Strength of a bond: SOFT gives way before HARD when a piece is longer than the line."""
_HARD = bytes([HARD])


def _bind_number(text: str, start: int, stop: int, bonds: bytearray) -> None:
    """Hold a number, its unit and what precedes it together; softly what a range has on both sides."""
    _bind(bonds, start, stop)
    if text[start - 1 : start] in _BEFORE_ENDS:
        before = _BEFORE.search(text, max(0, start - 5), start)
        if before is not None and before.start() < start and not _is_date(text, before.start(), start):
            bind = _bind_softly if text[before.start()] in "令平昭大明" else _bind
            bind(bonds, before.start(), start + 1)
    if text[stop : stop + 1] in _RANGE and text[stop + 1 : stop + 2] in _DIGITS:
        _bind_softly(bonds, stop - 1, stop + 2)


def _is_date(text: str, before: int, start: int) -> bool:
    """`翌年３月`, `月10日`: the sign before the number is a date's, not `年３回`'s."""
    return text[before] in "年月週日" and _DATE_AFTER.match(text, start) is not None


def _url_bonds(text: str, start: int, end: int, bonds: bytearray) -> None:
    for position in range(start + 1, end):
        previous, following = text[position - 1], text[position]
        inner = previous in "/.-" and following not in "/.-"
        after_scheme = text.startswith("//", position - 2)
        bonds[position] = SOFT if after_scheme else 0 if inner else HARD


def bonds_of(text: str) -> bytearray:
    """For every position p: the strength of the bond between text[p-1] and text[p] (0, SOFT, HARD).

    Only what stands together as one piece: numbers with their unit and what precedes them, Latin words, URLs,
    …… and ――, a mark with the first character after it. Kinsoku itself is in the classes.
    """
    bonds = bytearray(len(text) + 1)
    if marker := _MARKER.match(text):
        _bind_softly(bonds, 0, min(marker.end() + 1, len(text)))
    if _HELD.search(text) is None:
        return bonds
    if _DASH.search(text):
        for match in _REPEATED.finditer(text):
            _bind(bonds, *match.span())
    if "【" in text:
        for match in _TAGGED.finditer(text):
            _bind_softly(bonds, *match.span())
    word_to = counted_to = 0
    for match in _LATIN.finditer(text):
        start, end = match.span()
        if start < word_to:
            continue
        if text[end : end + 1] in _JOINERS and (word := _WORD.match(text, start)):
            end = word_to = word.end()
        if end - start > 1:
            _bind(bonds, start, end)
        while counted_to < end and (counted := _COUNTED.search(text, max(start, counted_to))):
            if counted.start() >= end:
                break
            counted_to = counted.end()
            _bind_number(text, counted.start(), counted_to, bonds)
    if "-" in text:
        for match in _HYPHENED.finditer(text):
            _bind(bonds, *match.span())
    if "/" in text or "@" in text or "www." in text:
        for match in _URL.finditer(text):
            _url_bonds(text, *match.span(), bonds)
    return bonds


def _bind(bonds: bytearray, start: int, end: int) -> None:
    """Hold start…end together."""
    bonds[start + 1 : end] = _HARD * (end - start - 1)


def _bind_softly(bonds: bytearray, start: int, end: int) -> None:
    """Hold start…end together, where they are not held more firmly already."""
    for position in range(start + 1, end):
        bonds[position] = max(bonds[position], SOFT)
