"""A 会議録 as text → `MinutesText`: the header read, the body made an outline, what is not understood listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.minutes.agenda import AgendaReader, cited, handouts_of, numbered
from zaitaku_desktop.exchange.minutes.attendance import Attendance
from zaitaku_desktop.exchange.minutes.header import Header, HeaderReader, Place
from zaitaku_desktop.exchange.minutes.kinds import ANSWER_MARKS, with_kinds
from zaitaku_desktop.exchange.minutes.labels import label_alone, label_before
from zaitaku_desktop.exchange.minutes.lines import Line, plain, source_of, squeeze
from zaitaku_desktop.exchange.minutes.outline import OutlineReader
from zaitaku_desktop.exchange.minutes.tree import (
    AgendaText,
    BlockText,
    HandoutText,
    MinutesText,
    Repair,
    Title,
    Unread,
    When,
    Words,
)
from zaitaku_desktop.exchange.minutes.when import committees_in, read_hours, read_when, title_of, way_of
from zaitaku_desktop.model.meeting import Observing
from zaitaku_desktop.model.outline import BlockKind

_CHOSEN = re.compile(r"[◎○〇●■☑✓レ☒][ \u3000]*(?P<w>一部不可|一部非公開|一部公開|不可|非公開|可|公開)")
_NEXT = re.compile(r"次回(?:の)?(?:会議|開催|日程|予定|開催予定|開催日|会議予定|部会)?(?:の?(?:予定|日程|日時))?")
_AFTER_BODY = frozenset({"handouts", "recorder", "signers", "end_note"})


def read_minutes(text: str, *, agenda: Sequence[AgendaText] = ()) -> MinutesText:
    """Everything that the text says of a meeting. Never fails: a text that is no 会議録 gives an (almost) empty tree,
    which `is_minutes` tells. `agenda` = the 次第 of the meeting, for a text that has none."""
    return _Minutes(text, tuple(agenda)).read()


def is_minutes(found: MinutesText) -> bool:
    """Whether it is a 会議録 at all: something was said or people were there, and two of a day, people, a labelled
    place or body — or one of them and a name."""
    labelled = {part.key for part in found.fields}
    said = (found.when.day is not None) + bool(found.people) + bool(labelled & {"agenda", "body", "matter", "place"})
    named = bool(found.title.committee) and not found.title.guessed
    return bool(found.blocks or found.people) and (said >= 2 or (named and said >= 1 and bool(found.blocks)))


def is_agenda(found: MinutesText) -> bool:
    """Whether it is a 次第: items, a day or a name, and nothing said."""
    named = bool(found.title.committee) and not found.title.guessed
    return len(found.agenda) > 1 and not found.blocks and (named or found.when.day is not None)


@dataclass
class _Minutes:
    text: str
    known: tuple[AgendaText, ...] = ()
    unread: list[Unread] = field(default_factory=list)

    def read(self) -> MinutesText:
        source = source_of(self.text)
        header = HeaderReader(source.lines).read()
        body, after = _parted(source.lines[header.body :], header)
        header.places += after
        agenda_reader = AgendaReader()
        agenda = agenda_reader.read([row for place in header.places if place.key == "agenda" for row in place.rows])
        agenda = agenda or self.known
        outline = OutlineReader(agenda)
        blocks = with_kinds(outline.read(body), talk=outline.talk)
        attendance = Attendance().read(header.places)
        self.unread += attendance.unread
        self._kept(header)
        self._odd(outline)
        title = self._title(header, blocks)
        when = self._when(header)
        handouts = self._handouts(header, agenda, blocks)
        place = _text_of(header, "place")
        next_text, next_meeting = _next(header, agenda, blocks, when)
        return MinutesText(
            title,
            when,
            place.replace("\n", " "),
            way_of(_text_of(header, "way"), place),
            _text_of(header, "office").replace("\n", " "),
            _observing(_text_of(header, "opening")),
            _observers(header),
            _reason(header),
            next_meeting,
            next_text,
            attendance.people,
            agenda,
            handouts,
            blocks,
            outline.scheme,
            "form" if header.form else "sections",
            outline.talk,
            tuple(place.as_field() for place in header.places),
            tuple(header.kept),
            attendance.left,
            tuple(sorted(self.unread, key=lambda one: one.at)),
            source.debris,
            tuple(
                sorted((*agenda_reader.repairs, *outline.levels.repairs, *_arrows(blocks)), key=lambda one: one.line)
            ),
        )

    # ── single facts

    def _kept(self, header: Header) -> None:
        why = "何の欄か分からないため、文のまま本文の前に置きます。"
        self.unread += [Unread(words.text, words.at, why) for words in header.kept]

    def _odd(self, outline: OutlineReader) -> None:
        for line, number, due in outline.levels.odd:
            self.unread.append(
                Unread(number, (line, 0), f"番号が続いていません（{due} のところ）。印刷されたとおりにします。")
            )

    def _title(self, header: Header, blocks: Sequence[BlockText]) -> Title:
        places = [place for place in header.places if place.key == "committee"]
        places.sort(key=lambda place: not place.label.text)  # what is labelled so, before a line at the top
        texts = [place.text for place in places] or [_text_of(header, "paper")]
        titles = []
        for text in texts:
            whole = " ".join(part.strip() for part in text.split("\n"))
            titles.append(replace(title_of(_mended(whole, self.text)), text=whole))
        title = titles[0]
        for other in titles[1:]:
            title = replace(
                title,
                committee=title.committee or other.committee,
                fiscal_year=title.fiscal_year or other.fiscal_year,
                number=title.number or other.number,
                total_number=title.total_number or other.total_number,
            )
        if title.committee:
            return title
        found = Counter(committees_in(self.text))
        if not found:
            return title
        name = found.most_common(1)[0][0]
        why = f"会議名が書かれていないため、文の中の「{name}」を会議名とします。"
        self.unread.append(Unread(name, (1, 0), why))
        return replace(title, committee=name, guessed=True)

    def _when(self, header: Header) -> When:
        text = "\u3000".join(
            place.text.replace("\n", "\u3000") for place in header.places if place.key in ("when", "hours")
        )
        when = read_when(text)
        place = header.first("when")
        if when is None:
            if place is not None:
                self.unread.append(Unread(place.text, place.label.at, "日付として読み取れません。"))
            return When()
        ended = read_hours(_text_of(header, "end"))
        return replace(when, end=when.end or ended.start, open_end=when.open_end and ended.start is None)

    def _handouts(
        self, header: Header, agenda: Sequence[AgendaText], blocks: Sequence[BlockText]
    ) -> tuple[HandoutText, ...]:
        rows = [row for place in header.places if place.key == "handouts" for row in place.rows]
        found = numbered(handouts_of(rows), agenda)
        known = {one.number for one in found if one.number}
        for item in agenda:
            for number in item.marks:
                if number not in known:
                    known.add(number)
                    found.append(HandoutText(number, item.title, item.at, listed=False))
        for block in blocks:
            for number, _ in cited(block.text):
                if number not in known:
                    known.add(number)
                    found.append(HandoutText(number, "", block.at, listed=False))
        return tuple(found)


def _parted(lines: Sequence[Line], header: Header) -> tuple[list[Line], list[Place]]:
    """The body, and the places behind it (【配付資料】, 会議録署名人)."""
    body: list[Line] = []
    places: list[Place] = []
    inside: Place | None = None
    sections = header.sections
    for line in lines:
        label = label_alone(line.text) or label_before(line.text)
        numbered = label is not None and sections > 1 and label.number == sections + 1
        if (
            label is not None
            and (label.key in _AFTER_BODY | {"next"})
            and (label.boxed or numbered or label.key in ("recorder", "signers"))
        ):
            cell = line.cells[0]
            inside = Place(label.key, Words(line.text[: label.length].rstrip(" \u3000"), line.at))
            rest = line.text[label.length :].strip()
            if rest:
                inside.rows.append([replace(cell, text=rest, at=(line.number, line.at[1] + label.length))])
            places.append(inside)
            sections += numbered
        elif inside is not None and not (line.gap and inside.rows and inside.key != "handouts"):
            inside.rows.append(list(line.cells))
        else:
            inside = None
            body.append(line)
    return body, places


def _arrows(blocks: Sequence[BlockText]) -> list[Repair]:
    """Signs before an answer that print as →."""
    arrow = ANSWER_MARKS[0]
    why = "回答の印は → に揃えます。"
    answers = (block for block in blocks if block.kind is BlockKind.ANSWER and block.mark != arrow)
    return [Repair(block.at[0], block.mark, arrow, why) for block in answers]


def _text_of(header: Header, key: str) -> str:
    place = header.first(key)
    return place.text if place is not None else ""


def _mended(name: str, text: str) -> str:
    """A name without the blank at which a line of its cell was broken, where the text has the words elsewhere."""
    whole = squeeze(text)
    pieces = name.split(" ")
    mended = pieces[0]
    for piece in pieces[1:]:
        japanese = re.search(r"[ぁ-んァ-ヶ一-鿿]$", mended) and re.match(r"[ぁ-んァ-ヶ一-鿿]", piece)
        seams = (mended[-2:] + piece[:2], mended[-2:] + piece[:1], mended[-1:] + piece[:2])
        joined = japanese and any(len(seam) > 2 and whole.count(seam) > 1 for seam in seams)
        mended += piece if joined else f" {piece}"
    return mended


def _observing(text: str) -> Observing:
    words = plain(text)
    chosen = _CHOSEN.search(text)
    word = plain(chosen["w"]) if chosen else words
    if not chosen and len(re.findall(r"一部|不可|非公開", words)) > 1:
        return Observing.UNSET
    if re.match(r"一部", word):
        return Observing.PARTLY
    if re.match(r"不可|非公開", word):
        return Observing.CLOSED
    return Observing.OPEN if re.match(r"可|公開|傍聴可", word) else Observing.UNSET


def _observers(header: Header) -> int | None:
    for place in header.places:
        if place.key not in ("listeners", "opening"):
            continue
        words = plain(place.text)
        count = re.search(r"(\d+)(?:人|名)", words) or (
            re.fullmatch(r"(\d+)", words) if place.key == "listeners" else None
        )
        if count:
            return int(count[1])
        if place.key == "listeners" and re.match(r"なし|無|0|いません", words):
            return 0
    return None


def _reason(header: Header) -> str:
    text = _text_of(header, "reason")
    return "" if re.fullmatch(r"[-―—－ー‐─]|なし", text.strip()) else text


def _next(
    header: Header, agenda: Sequence[AgendaText], blocks: Sequence[BlockText], when: When
) -> tuple[str, When | None]:
    """次回, from its label or from the body: words and day."""
    texts = [place.text.replace("\n", "\u3000") for place in header.places if place.key == "next" and place.rows]
    said = (*(item.title for item in agenda), *(block.text for block in blocks))
    texts += [words for words in said if _NEXT.search(words)]
    for text in texts:
        found = read_when(text[max(text.find("次回"), 0) :], near=when.day)
        if found is not None:
            return text, found
    return (texts[0], None) if texts and len(texts[0]) < 60 else ("", None)
