"""The 自由文書 of the sample municipality, from resources/sample/documents (see the notes in its files)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.outline_tables import CELL
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import OfDocument
from zaitaku_desktop.operations.related_plan import NewRelatedPlan, write_related_plans

_KINDS = {
    "見": BlockKind.HEADING,
    "文": BlockKind.PLAIN,
    "枠": BlockKind.STATEMENT,
    "標": BlockKind.SLOGAN,
    "定": BlockKind.DEFINITION,
    "手": BlockKind.STEP,
    "表": BlockKind.TABLE,
    "札": BlockKind.CARDS,
    "図": BlockKind.FIGURE,
}
_LINE = re.compile(r"( *)([見文枠標定手表札図])(?: (.*))?")


def fill_documents(session: Session, plan_id: int) -> None:
    """Write each 自由文書, and the plans that the plan belongs with."""
    for path in sorted((resources_folder() / "sample" / "documents").glob("*.toml")):
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        write_related_plans(session, plan_id, [NewRelatedPlan(**row) for row in words["related"]])
        made = create_document(
            session,
            form="d1",
            title=words["title"],
            fiscal_year=words["fiscal_year"],
            kind="document",
            plan_id=plan_id,
            options=words["options"],
        )
        outline.append_blocks(session, OfDocument(made), [_block(line, words) for line in words["body"]["block"]])


def _block(line: str, words: Mapping[str, Any]) -> NewBlock:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{words['title']}: {line}")
    kind, text = _KINDS[match[2]], (match[3] or "").replace("｜", "\n")
    if kind is BlockKind.TABLE:
        text = text.replace("／", CELL)
    options = {"figure": text} if kind is BlockKind.FIGURE else {}
    return NewBlock("" if options else text, len(match[1]) // 2, kind, options=options)
