"""A plan as points under banners, one for each phase of PDCA (LAYOUTS P6; measures: PAGES 2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid_rows import bracketed, heading_text
from zaitaku_desktop.forms.grid_view import CellAddress, GridRow, GridView, Heading
from zaitaku_desktop.forms.layouts import DESIRED, KEY, TypeSettings, own_words
from zaitaku_desktop.forms.paragraphs import hang_of, text_runs
from zaitaku_desktop.forms.points import top_mark
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import RELISTED, DocumentRow, ItemRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import (
    Banner,
    Block,
    Cell,
    Grid,
    Paragraph,
    Run,
    Section,
    TextBlock,
    TextStyle,
    Together,
)

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
DESIRED_AXIS = "desired_state"
_OWN_SIGN = re.compile(rf"[{CIRCLED}]|[(（]?[0-9０-９]{{1,2}}[)）.．]")
_QUANTITY = re.compile(r"(?<=[^\s\u3000])[ \u3000]*(?=【[^【】\n]{1,20}】)")
_WIDE = re.compile(r"(?<=^\([ア-ン]\)) ")
"""After (ア) a whole 字."""
_GLOSSARY = "*＊※"
_SIGNS = "・○●◆■□◎"
HALF_SPACE = " "


def places(form: Form, document: DocumentRow, snapshot: PlanSnapshot) -> Callable[[str], str]:
    """What is printed at a place of the layout: the words of the 資料, else those of the form."""
    long, city = document.fiscal_year.long, snapshot.municipality.name
    own = own_words(form.pdca, long, city) | {"#over": form.pdca.over.format(long=long, city=city)}

    def words(place: str) -> str:
        return document.header_notes.get(place, own[place])

    return words


class PdcaPrinter:
    """Makes the blocks below the lead lines. `words` sets the digits of a text."""

    def __init__(
        self, view: GridView, document: DocumentRow, snapshot: PlanSnapshot, words: Callable[[str], str]
    ) -> None:
        self._view = view
        self._form = view.form
        self._settings = view.form.pdca
        self._document = document
        self._snapshot = snapshot
        self._words = words
        self._at = places(view.form, document, snapshot)
        self._field = next((c.fields[0] for c in view.columns if c.definition.role == "fields" and c.year), "plan")
        self._year = next((c.year for c in view.columns if c.year), document.fiscal_year)
        self._column = next((c.key for c in view.columns if c.definition.role == "fields"), "")
        self._title = next((c.key for c in view.columns if c.definition.role == "title"), "")
        self._notes = next((c.key for c in view.columns if c.definition.role == "below_note"), "")

    def blocks(self) -> list[Block]:
        """ありたい姿, what bold means, then the banners with all under them."""
        banners: list[Block] = []
        rows = [row for row in self._view.rows if row.initiative_id is not None and self._is_shown(row)]
        for banner_id, under in groupby(rows, key=_banner):
            groups = [list(members) for _, members in groupby(under, key=_heading)]
            items = [block for at, rows in enumerate(groups) for block in self._item(rows, first=at == 0)]
            head = self._banner(banner_id)
            banners += items if head is None else [Section(head, tuple(items), self._form.continued)]
        key = [self._key_line()] if any(self._is_bold(row) for row in rows) and self._at(KEY) else []
        return [*self._desired(), *key, *banners]

    # ── above the banners

    def _desired(self) -> Iterator[Block]:
        """The table of ありたい姿, if there are any."""
        settings = self._settings
        values = [value for value in self._snapshot.axis_values.values() if value.axis == DESIRED_AXIS]
        if not values:
            return
        style = TextStyle("gothic", settings.desired_heading_size, settings.desired_heading_size * 1.5, bold=True)
        heading = Paragraph((Run(self._words(self._at(DESIRED))),), style)
        yield TextBlock((heading,), 3.0, ident=DESIRED, space_after=2.0, heading=2, rule=1.0)
        name, text = settings.desired_name, settings.desired_text
        label_style = TextStyle("gothic", text.size, text.leading, align="center")
        cells: list[Cell] = []
        for row, value in enumerate(values):
            ident = f"axis:{value.id}"
            label = settings.desired_label.format(number=value.number, text=value.heading)
            words = Paragraph((Run(self._words(label)),), label_style)
            cells.append(Cell(row, 0, (words,), valign="middle", label=True, fill=True, ident=f"{ident}:label"))
            blocks = []
            if value.heading:
                head = TextStyle("gothic", name.size, name.leading, bold=True)
                blocks.append(Paragraph((Run(self._words(value.heading)),), head))
            if value.sentence:
                said = self._form.text.prose("mincho", text.size, text.leading)
                blocks.append(Paragraph((Run(self._words(value.sentence)),), said))
            cells.append(Cell(row, 1, tuple(blocks), valign="middle", ident=ident))
        widths = (settings.desired_label_width, self._form.paper.measure - settings.desired_label_width)
        yield Grid(widths, (), 0, tuple(cells), len(values), padding_v=1.3, padding_h=1.6)

    def _key_line(self) -> TextBlock:
        style = TextStyle("mincho", 9.0, 13.0, align="right")
        return TextBlock((Paragraph((Run(self._words(self._at(KEY))),), style),), 3.0, ident=KEY)

    # ── banners and headings

    def _banner(self, value_id: int | None) -> Banner | None:
        """None for what is in no phase."""
        value = None if value_id is None else self._snapshot.axis_values.get(value_id)
        if value is None:
            return None
        size = self._settings.banner_size
        style = TextStyle("gothic", size, size * 1.4, bold=True)
        sign, name = (value.number, value.heading) if value.number else (value.heading, "")
        return Banner(
            Paragraph((Run(sign),), style),
            Paragraph((Run(self._words(name)),), style),
            ident=f"banner:{value.id}",
        )

    def _item(self, rows: Sequence[GridRow], *, first: bool) -> list[Block]:
        """A heading with its points; points alone where there is none. `first` = right below a banner."""
        settings = self._settings.heading
        found = self._points(rows)
        words = heading_text(self._snapshot, rows[0])
        if not words:
            return found
        style = TextStyle("gothic", settings.size, settings.leading, bold=True)
        text = self._words(bracketed(words.replace("\n", "")))
        paragraph = Paragraph((Run(_WIDE.sub("\u3000", text)),), style, 0.0, hang_of(text))
        head = TextBlock((paragraph,), 0.0 if first else settings.before, ident=self._heading_ident(rows[0]), heading=3)
        return [Section(head, tuple(found), self._form.continued)]

    def _heading_ident(self, row: GridRow) -> object:
        if row.heading_id is None and row.group_id is not None:
            key = next((c.key for c in self._view.columns if c.definition.role == "group"), "group")
            return CellAddress(row.group_id, key)
        return f"heading:{row.banner_id}:{row.heading_id}"

    # ── points

    def _points(self, rows: Sequence[GridRow]) -> list[Block]:
        """The points under one heading; those with points under them are counted."""
        found: list[Block] = []
        count = 0
        for row in rows:
            item = self._snapshot.items[row.initiative_id or 0]
            under = list(self._under(row))
            sign = self._sign(item)
            if not sign and under:
                sign = CIRCLED[count] if count < len(CIRCLED) else "・"
                count += 1
            first = self._point(item, sign or "・")
            notes = list(self._glossary(item))
            found += _kept([first, *notes], under)
        return found

    def _sign(self, item: ItemRow) -> str:
        """The sign it has of its own: in its name, or as its number."""
        if _OWN_SIGN.match(item.title) or item.title[:1] in _SIGNS:
            return item.title[:1] if item.title[:1] in (*_SIGNS, *CIRCLED) else ""
        return item.number if _OWN_SIGN.fullmatch(item.number) else ""

    def _point(self, item: ItemRow, sign: str) -> TextBlock:
        settings = self._settings.point
        title = item.title.replace("\n", "").removeprefix(sign)
        name, relisted = title.removesuffix(RELISTED), title.endswith(RELISTED)
        bold = self._bold(item)
        text = self._set(sign + name)
        runs = [Run(text, bold=True, family="gothic") if bold else Run(text)]
        if relisted:
            runs.append(Run(RELISTED))
        return self._line(tuple(runs), settings, hang_of(sign) or 1.0, CellAddress(item.id, self._title))

    def _under(self, row: GridRow) -> Iterator[TextBlock]:
        """The texts of its 実施行 in the 年度, each line a point below it."""
        for item_id in row.items:
            text = self._text_of(item_id)
            for line in text.split("\n") if text else ():
                yield self._sub(line, CellAddress(item_id, self._column))

    def _sub(self, line: str, ident: CellAddress) -> TextBlock:
        bare = inline.plain(line).strip(" \u3000")
        line = inline.cut(line, len(inline.plain(line)) - len(inline.plain(line).lstrip(" \u3000")))
        if bare[:1] in _GLOSSARY:
            return self._line(text_runs(line, self._set), self._settings.note, hang_of(bare), ident)
        if not (top_mark(bare) or _OWN_SIGN.match(bare)):
            line = "・" + line if not inline.is_all_bold(line) else inline.bold_all("・" + inline.plain(line), True)
        runs = tuple(replace(run, family="gothic") if run.bold else run for run in text_runs(line, self._set))
        return self._line(runs, self._settings.sub, hang_of(inline.plain(line)) or 1.0, ident)

    def _glossary(self, item: ItemRow) -> Iterator[TextBlock]:
        ident = CellAddress(item.id, self._notes)
        for line in item.below_note.split("\n") if item.below_note else ():
            yield self._line((Run(self._set(line)),), self._settings.note, hang_of(line), ident)

    def _line(self, runs: tuple[Run, ...], settings: TypeSettings, hang: float, ident: object) -> TextBlock:
        style = self._form.text.prose("mincho", settings.size, settings.leading, cell=False)
        paragraph = Paragraph(runs, style, settings.indent, settings.indent + hang)
        return TextBlock((paragraph,), settings.before, ident=ident)

    def _set(self, text: str) -> str:
        """Digits, and half a space before 【市民向け 3,000部】."""
        return self._words(_QUANTITY.sub(HALF_SPACE, text))

    # ── what is said

    def _text_of(self, item_id: int) -> str:
        """The text of the 年度; 継続 as what it stands for, with what is added to it."""
        entry = self._snapshot.entry(item_id, self._field, self._year.start)
        if entry is None or entry.state is EntryState.NONE:
            return ""
        if entry.state is EntryState.CONTINUES:
            meant = self._snapshot.resolve(item_id, self._field, self._year.start)
            return "\n".join(text for text in ("" if meant is None else meant.text, entry.text) if text)
        return entry.text

    def _is_shown(self, row: GridRow) -> bool:
        """Not what has ended before, nor what has plans for other 年度 only."""
        item = self._snapshot.items[row.initiative_id or 0]
        if item.ended_year is not None and item.ended_year < self._year.start:
            return False
        planned = any(self._field in self._snapshot.fields_in_use(item_id) for item_id in row.items)
        return not planned or any(self._text_of(item_id) for item_id in row.items)

    def _bold(self, item: ItemRow) -> bool:
        return item.mark.value != "" and item.mark.value in self._settings.bold_marks

    def _is_bold(self, row: GridRow) -> bool:
        """Whether something of a row is printed in bold."""
        item = self._snapshot.items[row.initiative_id or 0]
        return self._bold(item) or any(inline.has_bold(self._text_of(item_id)) for item_id in row.items)


def place_of_point(view: GridView, address: CellAddress) -> CellAddress | str:
    """Under which address a cell of the sheet stands on paper: what says where a point belongs is the banner."""
    cell = view.find(address)
    if cell is None:
        return address
    row = view.rows[cell.row]
    definition = view.columns[cell.col].definition
    if definition.role == "tags" and definition.axis == view.form.banner_axis and row.banner_id is not None:
        return f"banner:{row.banner_id}"
    return address


def _kept(point: Sequence[TextBlock], under: Sequence[TextBlock]) -> list[Block]:
    """A point is not parted from the first below it, nor the last two of these from each other."""
    if len(under) <= 2:
        return [Together((*point, *under))]
    return [Together((*point, under[0])), *under[1:-2], Together(tuple(under[-2:]))]


def _banner(row: GridRow) -> int | None:
    return row.banner_id


def _heading(row: GridRow) -> Heading:
    return row.heading
