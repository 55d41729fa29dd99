"""The structure tree of a tagged PDF: Document → H1 … H6, P, Table → TR → TH, TD (TYPESETTING 8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from zaitaku_desktop.typeset.boxes import Layout, Part
from zaitaku_desktop.typeset.pdf_content import Marked

Reserve = Callable[[], int]
Put = Callable[[int, str], None]


class Tags:
    """Builds the tree. `reserve` gives the number of a new PDF object, `put` sets its content."""

    def __init__(self, reserve: Reserve, put: Put) -> None:
        self._reserve = reserve
        self._put = put
        self.root = reserve()
        self._document = reserve()
        self._children: list[int] = []
        self._parents: list[list[int]] = []

    def add(self, layout: Layout, page_numbers: Sequence[int], marks: Sequence[Sequence[Marked]]) -> None:
        """The tags of one layout. `page_numbers` = the object number of each page; `marks` = its marked content.

        The pages must carry StructParents counting up from 0 in the order they are added here.
        """
        places: dict[int, list[tuple[int, int]]] = {}
        for page, of_page in zip(page_numbers, marks, strict=True):
            for mark in of_page:
                places.setdefault(mark.part, []).append((page, mark.mcid))
        elements = {part: self._reserve() for part in range(len(layout.parts))}
        numbered = list(enumerate(layout.parts))
        for table, members in groupby(numbered, key=lambda pair: pair[1].table):
            if table is None:
                for index, part in members:
                    self._element(elements[index], self._document, part, places.get(index, []))
                    self._children.append(elements[index])
            else:
                self._children.append(self._table(list(members), elements, places))
        for of_page in marks:
            self._parents.append([elements[mark.part] for mark in of_page])

    def close(self) -> None:
        """Write the document element, the parent tree and the root."""
        tree = self._reserve()
        numbers = " ".join(f"{page} [{_references(refs)}]" for page, refs in enumerate(self._parents))
        self._put(tree, f"<</Nums [{numbers}]>>")
        children = _references(self._children)
        self._put(self._document, f"<</Type /StructElem /S /Document /P {self.root} 0 R /K [{children}]>>")
        self._put(
            self.root,
            f"<</Type /StructTreeRoot /K [{self._document} 0 R] /ParentTree {tree} 0 R "
            f"/ParentTreeNextKey {len(self._parents)}>>",
        )

    def _table(
        self,
        members: list[tuple[int, Part]],
        elements: dict[int, int],
        places: dict[int, list[tuple[int, int]]],
    ) -> int:
        table = self._reserve()
        rows = []
        for _, cells in groupby(members, key=lambda pair: pair[1].row):
            row = self._reserve()
            rows.append(row)
            of_row = list(cells)
            for index, part in of_row:
                self._element(elements[index], row, part, places.get(index, []))
            kids = _references([elements[index] for index, _ in of_row])
            self._put(row, f"<</Type /StructElem /S /TR /P {table} 0 R /K [{kids}]>>")
        self._put(table, f"<</Type /StructElem /S /Table /P {self._document} 0 R /K [{_references(rows)}]>>")
        return table

    def _element(self, element: int, parent: int, part: Part, places: list[tuple[int, int]]) -> None:
        tag = part.tag
        content = f"/Type /StructElem /S /{tag} /P {parent} 0 R"
        if places:
            page = places[0][0]
            kids = [str(mcid) if at == page else f"<</Type /MCR /Pg {at} 0 R /MCID {mcid}>>" for at, mcid in places]
            content += f" /Pg {page} 0 R /K [{' '.join(kids)}]"
        if part.table is not None and (attributes := _attributes(part, tag)):
            content += f" /A <</O /Table{attributes}>>"
        self._put(element, f"<<{content}>>")


def _attributes(part: Part, tag: str) -> str:
    """What a cell says of itself: how many rows and columns it covers, and what it heads."""
    found = f" /RowSpan {part.rowspan}" if part.rowspan > 1 else ""
    if part.colspan > 1:
        found += f" /ColSpan {part.colspan}"
    if tag == "TH":
        found += " /Scope /Row" if part.heading else " /Scope /Column"
    return found


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
