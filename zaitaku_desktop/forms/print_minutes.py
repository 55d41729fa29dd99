"""A meeting → its 会議録 (LAYOUTS M2; measures: PAGES 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.edition import EditionWords
from zaitaku_desktop.forms.masking import Masked, Masker
from zaitaku_desktop.forms.meeting_layouts import BODIES, EDITIONS, HEADS, MinutesSettings
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.minutes_body import MinutesBody
from zaitaku_desktop.forms.minutes_form import MinutesForm, agenda_lines
from zaitaku_desktop.forms.minutes_people import PeoplePrinter, groups
from zaitaku_desktop.forms.sheets import DRAFT
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.numbering import sample_of
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import AGENDA_SCHEME, agenda_numbers
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    Grid,
    NewPage,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
    Together,
)

YES = "yes"
SHOWN = "shown_words"
"""Option of a 資料: words with a name in them that stand in 公開用 all the same, one a line."""
_SIGNATURE_ROW = 11.0  # mm
_LABEL_WIDTH = 45.0  # mm
_CHOICES: Mapping[str, Mapping[str, str]] = {"head": HEADS, "body": BODIES, "edition": EDITIONS}


def minutes_settings(form: Form, document: DocumentRow) -> MinutesSettings:
    """What the form says, with the options of the 資料 in their place; an option that means nothing is left aside."""
    settings, options = form.minutes, document.options
    changes: dict[str, object] = {
        name: options[name] for name, values in _CHOICES.items() if options.get(name) in values
    }
    changes |= {name: options[name] == YES for name in ("public", "new_page") if name in options}
    if options.get("signers", "").isdigit():
        changes["signers"] = min(int(options["signers"]), 20)
    return replace(settings, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class MinutesPrint:
    """The 会議録 ready for layout. `masked` = in 公開用 the words in which names were found."""

    job: PrintJob
    masked: tuple[Masked, ...] = ()


def minutes_job(form: Form, document: DocumentRow, meeting: MeetingSnapshot) -> MinutesPrint:
    """The 会議録 of a meeting.

    Idents: ("meeting", column), ("block", id), "title", "number".
    """
    settings = minutes_settings(form, document)
    if not settings.public:
        return MinutesPrint(_MinutesPrinter(form, document, meeting, settings, _as_it_is).job())
    shown = document.options.get(SHOWN, "").split("\n")
    readings = (person.kana for person in meeting.roster.people.values())
    # 高松市 is no person; 高松 alone may be one
    spared = (meeting.municipality.name, *(row.name for row in meeting.roster.committees.values()))
    masker = Masker(_names(meeting), settings.mask, shown, readings, spared)
    job = _MinutesPrinter(form, document, meeting, settings, masker.masked).job()
    return MinutesPrint(job, tuple(masker.found.values()))


def _as_it_is(text: str) -> str:
    return text


def _names(meeting: MeetingSnapshot) -> Iterator[str]:
    """Everybody the file knows, in every way his name is written."""
    yield from (person.name for person in meeting.roster.people.values())
    for row in meeting.attendance:
        yield from (name for name in (row.printed_name, row.proxy) if name)


class _MinutesPrinter:
    def __init__(
        self,
        form: Form,
        document: DocumentRow,
        meeting: MeetingSnapshot,
        settings: MinutesSettings,
        edit: Callable[[str], str],
    ) -> None:
        self._form = form
        self._settings = settings
        self._meeting = meeting
        self._document = document
        self._words = EditionWords(meeting, settings)
        self._print = MeetingPrinter(form, document, meeting.municipality, edit)

    def job(self) -> PrintJob:
        ruled = self._settings.head == "form"
        blocks = [*(self._ruled() if ruled else self._sections()), *self._signing()]
        return self._print.job(self._sheet(ruled=ruled), *blocks)

    def _sheet(self, *, ruled: bool) -> Sheet:
        settings, sheet = self._settings, self._print.sheet()
        name = meeting_name(self._meeting.committee, self._meeting.meeting)
        draft = self._document.draft and self._form.draft_mark
        title = "" if ruled else f"{name}{said.SPACE}{settings.title}" + DRAFT * draft
        running = None
        if settings.running:
            style = TextStyle("mincho", 9.0, 13.0, align="right")
            running = Paragraph(self._print.runs(settings.running.format(name=name)), style, artifact=True)
        return replace(sheet, title=self._print.heading(title), running=running)

    # ── the ruled form

    def _ruled(self) -> Iterator[Block]:
        settings = self._settings
        yield MinutesForm(settings, self._meeting, self._words, self._print).grid()
        body = MinutesBody(settings, self._meeting, self._words, self._print)
        items = tuple(body.items())
        if not items:
            return
        if settings.new_page:
            yield NewPage(settings.body_top, settings.body_bottom)
            yield Prose(items)
        else:
            yield Prose(items, self._form.text.leading / MM)

    # ── numbered sections

    def _sections(self) -> Iterator[Block]:
        style = self._style()
        number = 0
        for section in self._settings.sections:
            if section.key == "body":
                items = tuple(MinutesBody(self._settings, self._meeting, self._words, self._print, 1.0).items())
            else:
                ident = ("meeting", section.key)
                items = tuple(ProseItem(line, ident) for line in self._section(section.key, style))
            if not items:
                continue
            number += 1
            words = f"{self._print.digit_words(str(number))}{said.SPACE}{section.heading}"
            head = TextStyle("gothic", style.size, style.leading)
            first = ProseItem(Paragraph((Run(words),), head), heading=2)
            kept = (replace(items[0], text=replace(items[0].text, sticks=True)), *items[1:])
            yield Prose((first, *kept), 0.0 if number == 1 else style.leading / MM)

    def _style(self) -> TextStyle:
        text = self._form.text
        return text.prose(text.family, text.size, text.leading, cell=False)

    def _section(self, key: str, style: TextStyle) -> Sequence[Paragraph]:
        meeting, printer = self._meeting.meeting, self._print
        if key == "when":
            day = "" if meeting.day is None else said.day_words(meeting.day, self._settings.weekday)
            return self._text(said.SPACE.join(part for part in (day, said.hours_words(meeting)) if part), style)
        if key in ("present", "absent"):
            return self._people(style, came=key == "present")
        if key == "observing":
            return self._text(self._observing(), style)
        if key == "handouts":
            handouts = [row for row in self._meeting.handouts.values() if row.listed]
            return [self._handout(row.mark, self._meeting.handout_title(row), style) for row in handouts]
        if key == "agenda":
            lines = agenda_lines(self._meeting, self._agenda_signs(), printer, self._settings.cell, 2.0)
            return [replace(line, style=style) for line in lines]
        words = {
            "name": meeting_name(self._meeting.committee, meeting),
            "place": said.place_words(meeting),
            "office": meeting.office or self._meeting.committee.office,
        }
        return self._text(words.get(key, ""), style)

    def _agenda_signs(self) -> Mapping[int, str]:
        """Among sections the 次第 is numbered as the headings of the body are: from (1) on where those are."""
        numbering, blocks = self._words.numbering, self._words.meeting.blocks
        levels = [one.level for one in blocks if one.kind is BlockKind.HEADING and numbering.sign(one.id)]
        outer = sample_of(self._meeting.scheme, min(levels, default=0))
        return agenda_numbers(self._meeting, AGENDA_SCHEME.index(outer) if outer in AGENDA_SCHEME else 0)

    def _text(self, words: str, style: TextStyle) -> list[Paragraph]:
        return [replace(line, hang=1.0) for line in self._print.lines(words, style, 2.0)]

    def _people(self, style: TextStyle, *, came: bool) -> list[Paragraph]:
        people = PeoplePrinter(self._settings, self._meeting, self._print)
        found: list[Paragraph] = []
        for group in groups(self._meeting, came=came):
            word = self._meeting.committee.member_word if group.side is Side.MEMBER else called(group.side)
            found += people.runs(group.rows, style, word)
        return found

    def _observing(self) -> str:
        meeting = self._meeting.meeting
        count = "" if meeting.observers is None else f"傍聴者{meeting.observers}人"
        parts = (called(meeting.observing), count, meeting.observing_reason)
        return said.SPACE.join(part for part in parts if part)

    def _handout(self, mark: str, title: str, style: TextStyle) -> Paragraph:
        words = f"【{mark}】{title}" if mark else title
        return self._print.line(words, style, 2.0, 3.0)

    # ── 署名欄

    def _signing(self) -> Iterator[Block]:
        settings = self._settings
        if not settings.signers:
            return
        style = self._style()
        words = (
            *self._print.lines(settings.signing, style, 1.0),
            self._print.line("令和　　年　　月　　日", style, 2.0),
        )
        label = TextStyle("gothic", settings.label_size, settings.cell.leading, align="center")
        cells: list[Cell] = []
        for row in range(settings.signers):
            cells.append(Cell(row, 0, (Paragraph((Run(settings.signature),), label),), valign="middle", label=True))
            cells.append(Cell(row, 1))
        widths = (_LABEL_WIDTH, self._form.paper.measure - _LABEL_WIDTH)
        grid = Grid(widths, (), 0, tuple(cells), settings.signers, min_row=_SIGNATURE_ROW)
        text = TextBlock(words, space_after=3.0)
        yield Together((text, grid), space_before=style.leading / MM)
