"""docx → lines of text: paragraphs with the numbers Word gives them, a row of a table as one line with tabs.

What was struck out by 変更履歴 is left out, what was added by it is taken; ふりがな are left out. Several paragraphs in
a cell come as lines of their own, below its first one. Runs in the reading process only.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from zaitaku_desktop.exchange.package_xml import Package, check_entries
from zaitaku_desktop.exchange.refusal import WORD, Broken, refuse
from zaitaku_desktop.exchange.word_numbers import WordNumbers

_LEFT_OUT = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:rt", "w:rPr", "w:pPr", "w:instrText", "w:delText", "w:pict", "w:drawing")
)
_DEEPEST = 12


def parse_word(path: Path) -> list[str]:
    """The lines of the document. Raises Broken, TooLarge and what `zipfile` raises."""
    check_entries(path)
    with zipfile.ZipFile(path) as archive:
        Package(archive).check_rest()  # no DOCTYPE, nothing that unpacks without bounds
    try:
        document = docx.Document(str(path))
    except ValueError as trouble:  # a package that holds something else
        raise refuse(WORD.other, WORD.save_as, path.name) from trouble
    except (PackageNotFoundError, KeyError) as trouble:
        raise Broken(path.name) from trouble
    return list(_Reader(document).lines())


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        part = document.part
        numbering = None
        for relation in part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                numbering = relation.target_part.element
        self._numbers = WordNumbers.of(numbering)

    def lines(self) -> Iterator[str]:
        yield from self._of(self._document.element.body, 0)

    def _of(self, container: Any, depth: int) -> Iterator[str]:
        """The lines of a body, a cell or a box of content."""
        for child in container:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl") and depth < _DEEPEST:
                for row in child.findall(qn("w:tr")):
                    yield from self._row(row, depth)
            elif child.tag == qn("w:sdt") and depth < _DEEPEST:
                content = child.find(qn("w:sdtContent"))
                yield from () if content is None else self._of(content, depth + 1)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        text = "".join(_words(paragraph))
        number = self._number(paragraph) if text.strip() else ""
        for index, line in enumerate(text.split("\n")):
            yield f"{number if index == 0 else ''}{line}"

    def _number(self, paragraph: Any) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if found is None and style is not None:
            found = self._numbers_of_style(style.get(qn("w:val")) or "")
        if found is None:
            return ""
        list_id, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if list_id is None:
            return ""
        depth = 0 if level is None else int(level.get(qn("w:val")) or 0)
        return self._numbers.next(list_id.get(qn("w:val")) or "", depth)

    def _numbers_of_style(self, style_id: str) -> Any:
        for style in self._document.styles.element.findall(qn("w:style")):
            if style.get(qn("w:styleId")) == style_id:
                return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        return None

    def _row(self, row: Any, depth: int) -> Iterator[str]:
        """A row: the first lines of its cells with tabs between them, then what else they hold, in its column."""
        cells = [list(_joined(self._of(cell, depth + 1))) for cell in row.iter(qn("w:tc")) if _within(cell, row)]
        yield "\t".join(lines[0] if lines else "" for lines in cells)
        for column, lines in enumerate(cells):
            for line in lines[1:]:
                yield "\t" * column + line


def _within(cell: Any, row: Any) -> bool:
    """Whether a cell is one of this row, and not of a table inside of it."""
    parent = cell.getparent()
    while parent is not None and parent.tag in (qn("w:sdtContent"), qn("w:sdt")):
        parent = parent.getparent()
    return parent is row


def _joined(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\t", " ") for line in lines if line.strip())


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph, in order."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _words(child)
