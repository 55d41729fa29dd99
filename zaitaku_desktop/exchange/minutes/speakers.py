"""Who speaks: `（委員長）`, `○甲野座長　では…`, `■会長：`, `事務局：…`, `甲野委員）…`, `（乙野部会長から）`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zaitaku_desktop.exchange.minutes.lines import plain

_POST = (
    r"[^\s　（）()：:。、]{0,12}(?:課長補佐|課長|部長|次長|室長|係長|主幹|主査|主任|主事|参事|局長|所長"
    r"|センター長|担当課?|担当者|課|係|支援室|保健師|教授|准教授|理事|氏|先生)"
)
_ROLE = (
    r"(?:会長職務代理者|職務代理者?|副?委員長|副?部会長|副?座長|副?会長|副?議長|部会員|構成員|委員|事務局|司会者?|進行役?"
    rf"|オブザーバー?|アドバイザー|顧問|座長代理|説明者|説明員|傍聴者|傍聴人|幹事|講師|{_POST})"
)
_WHO = (
    rf"(?:(?!質|回|報|説|意)[^\s　（）()：:。、「」【】]{{0,10}}?{_ROLE}(?:[A-ZＡ-Ｚ0-9０-９甲乙丙丁①-⑳])?"
    r"|(?:[A-ZＡ-Ｚ]|[甲乙丙丁])(?:さん|氏|委員)?)"
)
_MARK = r"[○〇◯◎●■□◆◇▼▽▲△◉・＊*★☆]"
_SEVERAL = r"(?:より|から|一同|全員|[A-ZＡ-Ｚ0-9０-９]|\d+)?"
_BRACKETED = re.compile(
    rf"[（(【〔\[［<＜〈≪]\s*(?P<who>{_WHO}{_SEVERAL})\s*[）)】〕\]］>＞〉≫](?P<gap>[ \u3000:：]*)(?P<rest>.*)",
    re.DOTALL,
)
_NAMED = r"[^\s　：:。、（）()]{1,8}(?:[（(][^（）()]{1,20}[）)])"
_MARKED = re.compile(
    rf"(?P<mark>{_MARK})[ \u3000]*(?P<who>{_WHO}|{_NAMED})(?P<gap>[ \u3000]*[:：][ \u3000]*|[ \u3000]+|$)(?P<rest>.*)",
    re.DOTALL,
)
_COLON = re.compile(rf"(?P<who>{_WHO})[ \u3000]*(?P<gap>[:：])[ \u3000]*(?P<rest>.*)", re.DOTALL)
_CLOSED = re.compile(rf"(?P<who>{_WHO})(?P<gap>[）)])[ \u3000]*(?P<rest>\S.*)", re.DOTALL)
_BLANK = re.compile(rf"(?P<who>{_WHO})(?P<gap>[ \u3000]+)(?P<rest>\S.*)", re.DOTALL)
_FROM = re.compile(rf"[（(]\s*(?P<who>{_WHO})\s*(?:から|より)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker found. `label` = the words of the label as they stand, `who` = the speaker in it, `rest` = what stands
    behind it on the line, `sure` = its shape is that of a label whatever else the text has."""

    label: str
    who: str
    rest: str
    sure: bool = True
    aside: bool = False
    """（…部会長から）: a line that names who the next items are from."""


def speaker_of(text: str) -> Spoken | None:
    """The speaker that a line begins with, None for any other. A label with a blank only is left to `blank_speaker`."""
    if match := _FROM.fullmatch(text):
        return Spoken(text, match["who"], "", aside=True)
    for pattern in (_BRACKETED, _MARKED, _COLON, _CLOSED):
        match = pattern.match(text)
        if match is None:
            continue
        rest = match["rest"]
        if pattern is _CLOSED and text[: match.start("gap")].count("（") + text[: match.start("gap")].count("(") > 0:
            continue
        if pattern is _BRACKETED and not _stands_alone(match):
            continue
        label = text[: len(text) - len(rest)].rstrip(" \u3000")
        return Spoken(label, match["who"].strip(" \u3000"), rest)
    return None


def _stands_alone(match: re.Match[str]) -> bool:
    """（委員長） with nothing behind it, a blank, or words that begin a sentence — not a particle (（事務局）が…)."""
    rest = match["rest"]
    return not rest or bool(match["gap"]) or not re.match(r"[がはをにのとでへも、。]|から|より|による", rest)


def blank_speaker(text: str) -> Spoken | None:
    """`委員長　それでは…`: a role, a blank, and talk. Whether it is one depends on how often the text has it."""
    match = _BLANK.match(text)
    if match is None or len(plain(match["who"])) > 12:
        return None
    return Spoken(match["who"], match["who"], match["rest"], sure=False)
