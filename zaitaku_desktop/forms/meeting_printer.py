"""What the 資料 of meetings are printed with: their texts, digits, styles of type."""

from __future__ import annotations

from collections.abc import Callable

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.forms.paragraphs import hang_of, text_runs
from zaitaku_desktop.forms.sheets import bookmark_of, sheet_of
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import Align, Family, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.digits import DigitStyle, set_digits, set_era_letters

MM = 72 / 25.4
_DIGITS: dict[str, DigitStyle] = {"mixed": "mixed", "half": "half", "full": "full", "typed": "typed"}


def digit_style(municipality: MunicipalityRow, own: str = "") -> DigitStyle:
    """How digits are set: as one 資料 says for itself, else as the municipality has it."""
    return _DIGITS.get(own or municipality.digit_style, "mixed")


def _as_it_is(text: str) -> str:
    return text


class MeetingPrinter:
    """Sets words for one 資料. `edit` changes every text before it is set (公開用: without names)."""

    def __init__(
        self,
        form: Form,
        document: DocumentRow,
        municipality: MunicipalityRow,
        edit: Callable[[str], str] = _as_it_is,
    ) -> None:
        self.form = form
        self.document = document
        self._municipality = municipality
        self.digits = digit_style(municipality, document.digit_style or form.digit_style)
        self._edit = edit

    def as_stored(self) -> MeetingPrinter:
        """The same without a change of texts."""
        return MeetingPrinter(self.form, self.document, self._municipality)

    def digit_words(self, text: str) -> str:
        """The text with its digits as they are set; every character keeps its place."""
        return set_digits(text, self.digits)

    def heading(self, text: str) -> str:
        """A heading: digits, and the era letters of years."""
        return set_era_letters(self.digit_words(self._edit(text)), self.digits)

    def style(
        self, settings: TypeSettings, family: Family = "mincho", align: Align = "left", *, cell: bool = True
    ) -> TextStyle:
        """The type of sentences; `cell` = they stand in a cell."""
        return self.form.text.prose(family, settings.size, settings.leading, align, cell=cell)

    def runs(self, text: str) -> tuple[Run, ...]:
        """One line of a stored text, what is bold in bold."""
        return text_runs(self._edit(text), self.digit_words)

    def line(
        self, text: str, style: TextStyle, indent: float = 0.0, hang: float | None = None, before: float = 0.0
    ) -> Paragraph:
        """One line of a stored text. `hang` None = under itself, behind a mark at its head."""
        runs = self.runs(text)
        behind = hang_of("".join(run.text for run in runs)) if hang is None else 0.0
        return Paragraph(runs, style, indent, (indent if hang is None else hang) + behind, before)

    def lines(self, text: str, style: TextStyle, indent: float = 0.0, before: float = 0.0) -> list[Paragraph]:
        """Every line of a stored text; nothing for a blank one."""
        if not text:
            return []
        lines = text.split("\n")
        return [self.line(line, style, indent, before=0.0 if at else before) for at, line in enumerate(lines)]

    def label(self, text: str, style: TextStyle, spread: float) -> Paragraph:
        """A label, its characters spread over so many 字."""
        return Paragraph((Run(self.digit_words(text)),), style, spread=spread)

    def sheet(self) -> Sheet:
        """The sheet of the form with the title of the 資料."""
        return sheet_of(self.form, self.document, self.heading)

    def job(self, sheet: Sheet, *blocks: object) -> PrintJob:
        """What to print."""
        return PrintJob(sheet, blocks, bookmark=self.heading(bookmark_of(self.document, self.form)))  # type: ignore[arg-type]
