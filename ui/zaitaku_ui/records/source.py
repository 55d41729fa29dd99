"""What a table of records asks of whoever has the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_ui.tables.cell_text import CellText
from zaitaku_ui.tables.plain import PlainColumn

NEW = 0
"""The row under the last record: what is typed there makes a new one."""


@dataclass(frozen=True, slots=True)
class Change:
    """Texts for one record, by column. `record` NEW = a record that is to be made."""

    record: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SideField:
    """A field beside the table. `key` as that of a column, or one that only stands there; `also` = the columns that
    show the same. `lines` = how high it begins (1 = Enter goes on to the next field). `short` = two of them stand in a
    row. `unit` = behind it, `hint` = pale in a blank one."""

    key: str
    label: str
    lines: int = 1
    hint: str = ""
    unit: str = ""
    short: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideSection:
    """Fields under a heading."""

    title: str
    fields: tuple[SideField, ...]


def _silent(_words: str) -> None:
    """Nobody listens."""


class RecordSource:
    """Records of one kind. Subclasses override what is true of them; `say` tells why nothing was done."""

    name = "表"
    """What a screen reader calls the table."""
    word = "行"
    """What one record is."""
    unit = "件"
    """In what they are counted."""
    columns: tuple[PlainColumn, ...] = ()
    frozen = 1
    empty = ""
    """What is said where there are no records: the next act and its key."""
    adds = True
    """Whether a record can be made by typing under the last one."""

    def __init__(self) -> None:
        self.say: Callable[[str], None] = _silent

    def records(self) -> Sequence[int]:
        """The ids in their order."""
        return ()

    def text(self, _record: int, _key: str) -> str:
        """What stands in a cell and is edited there."""
        return ""

    def look(self, _record: int, _key: str, _text: str) -> CellText | None:
        """How a cell is drawn, None = its text and nothing else."""
        return None

    def tip(self, _record: int, _key: str) -> str:
        """What a cell says when the mouse rests on it."""
        return ""

    def why_not(self, _record: int, _key: str) -> str:
        """Why nothing can be typed in a cell, "" if it can."""
        return ""

    def known(self, _record: int, key: str, above: Iterable[str]) -> KnownLines:
        """What may be meant while one types; `above` = the texts of the column, the nearest first."""
        return KnownLines((*above, *self.choices(key)))

    def choices(self, _key: str) -> Sequence[str]:
        """The list that Alt+↓ opens, () = none."""
        return ()

    def only_choices(self, _key: str) -> bool:
        """Whether nothing but these can stand there: F2 opens the list."""
        return False

    def key_writes(self, _key: str, _typed: str) -> str:
        """What one key writes at once, "" where it begins to type."""
        return ""

    def write(self, _changes: Sequence[Change], _what: str) -> Sequence[int] | None:
        """Write in one undo step called `what`. Returns the ids of the records written, None = it was not."""
        return None

    def remove(self, _records: Sequence[int]) -> bool:
        """Delete records. False = they are still there, why has been said."""
        return False

    def move(self, _records: Sequence[int], _before: int | None) -> bool:
        """Put records before another one (None = at the end)."""
        return False

    def ends_group(self, _record: int) -> bool:
        """Whether a stronger line is drawn under a record."""
        return False

    def why_not_move(self) -> str:
        """Why records cannot be moved by hand, "" if they can."""
        return "この表の行は、移せません。"

    def summary(self) -> str:
        """What the foot of the window says of all records, "" = how many there are."""
        return ""

    def sections(self) -> Sequence[SideSection]:
        """What stands beside the table of the record under the cursor, () = nothing does."""
        return ()

    def finding(self, _record: int, _key: str) -> str:
        """What 点検 says of a field, "" = nothing."""
        return ""

    def activate(self, _record: int, _key: str) -> bool:
        """F2 or a double click on a cell that opens something else than an editor. False = it does not."""
        return False

    def activates(self, _record: int, _key: str) -> bool:
        """Whether `activate` would open something."""
        return False
