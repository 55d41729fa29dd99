"""The commands on rows that ask something first: 別の項目へ移す…, 廃止…, 番号を振り直す…."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from zaitaku_desktop.forms.grid_rows import build_rows
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_ui.editors.end_dialog import EndDialog
from zaitaku_ui.editors.group_dialog import GroupDialog
from zaitaku_ui.editors.plan_rows import NO_INITIATIVE
from zaitaku_ui.editors.plan_target import Target
from zaitaku_ui.editors.renumber_dialog import RenumberDialog
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor


def accepted(dialog: QDialog) -> bool:
    """Open a dialog and wait. What was entered can still be read from it; then it goes."""
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done


class RowQuestions:
    """Asks over the editor, and hands the answer to its row commands."""

    def __init__(self, editor: PlanEditor, theme: Theme) -> None:
        self._editor = editor
        self._theme = theme

    def _about_initiatives(self) -> Target | None:
        target = self._editor.writable()
        if target is not None and not target.initiatives():
            self._editor.say(NO_INITIATIVE)
            return None
        return target

    def move_to_group(self) -> None:
        """別の項目へ移す…."""
        if (target := self._about_initiatives()) is None:
            return
        dialog = GroupDialog(self._theme, target.snapshot, target.initiatives(), self._editor)
        if accepted(dialog) and dialog.group is not None:
            self._editor.rows.move_to_group(target, dialog.group)

    def end(self) -> None:
        """廃止…."""
        if (target := self._about_initiatives()) is None:
            return
        dialog = EndDialog(
            self._theme, target.snapshot, target.initiatives(), target.view.years, self._editor.year, self._editor
        )
        if accepted(dialog):
            self._editor.rows.end(target, dialog.year, dialog.note, dialog.successor)

    def renumber(self) -> None:
        """番号を振り直す…."""
        if (target := self._about_initiatives()) is None:
            return
        view, snapshot = target.view, target.snapshot
        rows = build_rows(view.form, snapshot, view.years, rolled=False)  # as the form has them, sorted or not
        every = list(dict.fromkeys(row.initiative_id for row in rows if row.initiative_id is not None))
        about = {item.id for item in target.initiatives()}
        chosen = about if len(about) > 1 else set()  # of one alone nobody wants the number made anew
        with self._editor.workspace.read() as connection:
            documents = load_documents(connection)
        dialog = RenumberDialog(
            self._theme,
            snapshot,
            every,
            [item for item in every if item in chosen],
            shows_numbers=any(column.definition.role == "number" for column in view.columns),
            documents=documents,
            parent=self._editor,
        )
        if accepted(dialog):
            self._editor.rows.renumber(dialog.numbers, dialog.following)
