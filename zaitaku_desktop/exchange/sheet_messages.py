"""Plain sheets as lines of JSON: what the reading process writes and the program reads. Nothing that could run.

One object a line: `{"progress": 0.3}` now and then, `{"sheet": …}` followed by its `{"cells": […]}` in pieces, and
at the end `{"done": true}` or `{"refused": {…}}`, the parts of a KnownError.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.sheet import Loose, Merge, SheetCell, SheetTable, Slot

_PIECE = 2000  # cells a line: the reader never holds more than this much text besides the sheets


def progress_line(done: float) -> bytes:
    """How far the reading is, 0…1."""
    return _line({"progress": round(done, 3)})


def done_line() -> bytes:
    """Everything has been written."""
    return _line({"done": True})


def refused_line(error: KnownError) -> bytes:
    """Why it ends here."""
    return _line({"refused": {"what": error.what, "safe": error.safe, "todo": error.todo, "place": error.place}})


def sheet_lines(tables: Iterable[SheetTable]) -> Iterator[bytes]:
    """The sheets."""
    for table in tables:
        yield _line(
            {
                "sheet": {
                    "name": table.name,
                    "hidden": table.hidden,
                    "merges": [[m.top, m.left, m.bottom, m.right] for m in table.merges],
                    "hidden_rows": sorted(table.hidden_rows),
                    "hidden_columns": sorted(table.hidden_columns),
                    "loose": [[one.kind, one.place, one.text, one.why] for one in table.loose],
                    "told": [[one.kind, one.place, one.text, one.why] for one in table.told],
                }
            }
        )
        cells = iter(table.cells.items())
        while piece := list(islice(cells, _PIECE)):
            rows = [[*slot, cell.text, cell.formula, cell.problem, cell.rich] for slot, cell in piece]
            yield _line({"cells": rows})


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"


class Receiver:
    """Puts the lines together again. `progress` = the last one told, `whole` = everything has come."""

    def __init__(self) -> None:
        self.progress = 0.0
        self.whole = False
        self._sheets: list[tuple[dict[str, Any], dict[Slot, SheetCell]]] = []

    def take(self, line: bytes) -> None:
        """One line. Raises the KnownError that it carries, ValueError if it is none of ours."""
        content = json.loads(line)
        match content:
            case {"progress": done}:
                self.progress = float(done)
            case {"cells": cells}:
                self._sheets[-1][1].update(
                    ((row, col), SheetCell(text, formula, problem, rich))
                    for row, col, text, formula, problem, rich in cells
                )
            case {"sheet": sheet}:
                self._sheets.append((sheet, {}))
            case {"refused": told}:
                raise KnownError(told["what"], safe=told["safe"], todo=told["todo"], place=told["place"])
            case {"done": True}:
                self.whole = True
            case _:
                raise ValueError(line[:50])

    def tables(self) -> list[SheetTable]:
        """The sheets received."""
        return [
            SheetTable(
                name=sheet["name"],
                cells=cells,
                merges=tuple(Merge(*merge) for merge in sheet["merges"]),
                hidden=sheet["hidden"],
                hidden_rows=frozenset(sheet["hidden_rows"]),
                hidden_columns=frozenset(sheet["hidden_columns"]),
                loose=tuple(Loose(*one) for one in sheet["loose"]),
                told=tuple(Loose(*one) for one in sheet["told"]),
            )
            for sheet, cells in self._sheets
        ]
