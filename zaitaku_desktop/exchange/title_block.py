"""What stands above the banners of a PDCA plan (LAYOUTS P6): title block, lead paragraphs, ありたい姿."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.labels import plain, sole_year, split_draft
from zaitaku_desktop.exchange.proposal import CellPlace, Fate
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.layouts import BELOW, DESIRED, KEY
from zaitaku_desktop.forms.layouts import own_words as form_words

_YEAR = re.compile(r"(?:令和|平成)\s*(?:元|\d{1,2})\s*年度")
_MEETING = re.compile(r"第\s*\d+\s*回.*(?:会議|協議会|委員会|部会|審議会|会)$")
_DESIRED = re.compile(r"(ありたい姿|めざす姿|目指す姿|目標)\s*([0-9０-９①-⑳]{1,2})[\s\u3000:：.．、]*(.*)", re.DOTALL)
_DESIRED_HEADING = re.compile(r".{1,40}(?:ありたい姿|めざす姿|目指す姿)")
_KEY = re.compile(r"[（(]?(?:太字|下線|網掛け)[はが]?\s*[:：、].{1,60}")
_LONGEST_TITLE = 60

Line = tuple[CellPlace, str]


@dataclass(frozen=True, slots=True)
class DesiredState:
    """ありたい姿1: its sign, its name, its sentence."""

    place: CellPlace
    number: str
    heading: str
    sentence: str


@dataclass
class TitleBlock:
    """What it says. `words` by the places of `forms.layouts.PLACES`; `fates` = what became of each line."""

    title: str = ""
    draft: bool = False
    year: FiscalYear | None = None
    words: dict[str, str] = field(default_factory=dict)
    lead: list[str] = field(default_factory=list)
    desired: list[DesiredState] = field(default_factory=list)
    fates: dict[CellPlace, Fate] = field(default_factory=dict)


def read_title_block(lines: Sequence[Line]) -> TitleBlock:
    """Take the lines above the banners apart; the title is the first that is none of the others and no sentence."""
    found = TitleBlock()
    awaiting: DesiredState | None = None
    for place, text in lines:
        words = " ".join(part.strip() for part in text.split("\n") if part.strip())
        state = _DESIRED.fullmatch(text.strip())
        if state is not None:
            head, _, rest = state.group(3).strip().partition("\n")
            awaiting = DesiredState(place, state.group(2), head.strip(), rest.replace("\n", "").strip())
            found.desired.append(awaiting)
            found.fates[place] = Fate.VALUE
        elif awaiting is not None and not awaiting.sentence:
            found.desired[-1] = awaiting = DesiredState(awaiting.place, awaiting.number, awaiting.heading, words)
            found.fates[place] = Fate.VALUE
        else:
            awaiting = None
            _line(found, place, words)
    return found


def _line(found: TitleBlock, place: CellPlace, words: str) -> None:
    folded = plain(words)
    if _YEAR.fullmatch(folded) and found.year is None:
        found.year = sole_year(words)
        found.fates[place] = Fate.TITLE
    elif _KEY.fullmatch(folded):
        _say(found, place, KEY, words)
    elif not found.title and _is_title(words):
        found.title, found.draft = split_draft(words)
        found.fates[place] = Fate.TITLE
    elif BELOW not in found.words and _MEETING.search(folded) and len(words) <= _LONGEST_TITLE:
        _say(found, place, BELOW, words)
    elif DESIRED not in found.words and _DESIRED_HEADING.fullmatch(words):
        _say(found, place, DESIRED, words)
    else:
        found.lead.append(words)
        found.fates[place] = Fate.LEAD


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not words.endswith("。") and not _MEETING.search(plain(words))


def _say(found: TitleBlock, place: CellPlace, key: str, words: str) -> None:
    found.words[key] = words
    found.fates[place] = Fate.TITLE


def own_words(blocks: Sequence[TitleBlock], form: Form, year: FiscalYear) -> dict[str, str]:
    """What the 資料 says at the places of the form in other words than its own; where nothing is said of bold, nothing
    is printed of it."""
    words = {KEY: ""}
    for block in blocks:
        words |= block.words
    if words[KEY] == form_words(form.pdca, year.long, "")[KEY]:
        del words[KEY]
    return words
