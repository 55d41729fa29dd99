"""A 会議録, a 次第 or a 名簿 as text, whatever file it stands in: text, Word, PDF or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.exchange.package_scan import MAX_CHARACTERS
from zaitaku_desktop.exchange.refusal import TooLarge, refuse, told
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.source_names import is_text_file
from zaitaku_desktop.exchange.text_file import MAX_LINES, decoded
from zaitaku_desktop.exchange.workbook import Progress, read_in_process


def read_paper(path: Path, *, progress: Progress | None = None) -> str:
    """The text of the file, tabs between cells, form feeds between pages. It is only read. KnownError says why it
    cannot be. Of a workbook, the visible sheets one below the other."""
    if is_text_file(path):
        return _text(path)
    tables = [table for table in read_in_process(path, progress=progress) if not table.hidden]
    return "\n".join(line for table in tables for line in _lines(table))


def _text(path: Path) -> str:
    with told(path):
        if path.is_dir():
            raise refuse("これはフォルダーです。", "取り込むファイルを選んでください。", path.name)
        if path.stat().st_size > 4 * MAX_CHARACTERS:
            raise TooLarge(f"文字が{MAX_CHARACTERS:,}字を超えています")
        text = decoded(path)
        if not text.strip():
            raise refuse("中身が空のファイルです。", "別のファイルを選んでください。", path.name)
        if text.count("\n") > MAX_LINES:
            raise TooLarge(f"{MAX_LINES:,}行を超えています")
        return text


def _lines(table: SheetTable) -> Sequence[str]:
    """A line for each row; further lines of a cell follow below it, in its column."""
    lines: list[str] = []
    for row in range(1, table.last_row + 1):
        columns = [column for column in table.columns_of(row) if row not in table.hidden_rows]
        parts = {column: table.text(row, column).replace("\r", "").split("\n") for column in columns}
        last = max(parts, default=0)
        lines.append("\t".join(parts.get(column, [""])[0] for column in range(1, last + 1)))
        for column, more in parts.items():
            lines += ["\t" * (column - 1) + line for line in more[1:] if line.strip()]
    return lines
