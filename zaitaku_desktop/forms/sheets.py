"""The sheet of a form: paper, title, 資料番号, page numbers."""

from __future__ import annotations

from collections.abc import Callable

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.typeset.blocks import Sheet, TextStyle

DRAFT = "（案）"


def document_title(document: DocumentRow, form: Form | None = None) -> str:
    """The title with （案） while it is a draft: in lists, and as printed in `form`, which may leave it out."""
    marked = document.draft and (form is None or form.draft_mark)
    return document.title + (DRAFT if marked else "")


def bookmark_of(document: DocumentRow, form: Form) -> str:
    """What the 資料 is called in the outline of a PDF."""
    return f"{document.number}　{document_title(document, form)}".strip()


def sheet_of(form: Form, document: DocumentRow, heading: Callable[[str], str]) -> Sheet:
    """Everything around the blocks; `heading` sets digits and era letters."""
    paper, style = form.paper, form.title_style
    return Sheet(
        width=paper.width,
        height=paper.height,
        top=paper.margin("top"),
        right=paper.margin("right"),
        bottom=paper.margin("bottom"),
        left=paper.margin("left"),
        tag=heading(document.number) if form.number_box else "",
        tag_top=20.0 if paper.width > paper.height else 12.0,
        title=heading(document_title(document, form)),
        title_style=TextStyle(style.family, style.size, style.leading, bold=style.bold, align=style.align),
        title_after=style.after,
        page_number=form.page_number,
        page_number_foot=form.page_number_foot,
        title_ident="title",
        tag_ident="number",
        bound=paper.binding.side if paper.binding.width > 0 else "none",
    )
