"""Elements of a Word file, made by hand where python-docx has no word for them. Lengths in points."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from zaitaku_desktop.exchange.sheet_text import clean

TWIP = 20
"""Word's unit in a point."""


def element(name: str, /, **attributes: object) -> Any:
    """`w:name` with attributes `w:…`; a trailing _ of a name is left out (`type_`)."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), str(value))
    return made


def twips(points: float) -> str:
    """A length as Word writes it."""
    return str(round(points * TWIP))


def text_elements(text: str) -> list[Any]:
    """Words with their typed line ends; signs that no file can hold are left out."""
    found: list[Any] = []
    for at, line in enumerate(clean(text).split("\n")):
        if at:
            found.append(element("br"))
        for index, part in enumerate(line.split("\t")):
            if index:
                found.append(element("tab"))
            if part:
                made = element("t")
                made.text = part
                made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                found.append(made)
    return found
