"""What the settings of a 資料 write, whatever kind it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import create_document, edit_document
from zaitaku_ui.bridge import Bridge


def write_document(bridge: Bridge, given: DocumentRow, values: Mapping[str, object], initiator: object) -> int | None:
    """Make the 資料 `given` (its id is 0), or change it, in one undo step. `values` = its attributes, `form`, `title`
    and `fiscal_year` among them. Returns its id; None = it was not written, and `bridge.failed` has said why."""
    new = given.id == 0

    def write(session: Session) -> int:
        document_id = given.id
        if new:
            year = values["fiscal_year"]
            assert isinstance(year, int)
            form, title = str(values["form"]), str(values["title"])
            document_id = create_document(session, form=form, title=title, fiscal_year=year, plan_id=given.plan_id)
        edit_document(session, document_id, **values)
        return document_id

    done = bridge.perform("資料の追加" if new else "資料の設定の変更", write, initiator)
    return None if done is None else done.result
