"""Asking who is meant by names, before they are written."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QWidget

from zaitaku_ui.dialogs.similar_names import Answer, Question, SimilarNamesDialog
from zaitaku_ui.editors.member_names import open_questions
from zaitaku_ui.theme import Theme

LEFT = "書き込みませんでした。入力した文はまだ残っています。"


def ask_names(theme: Theme, place: QWidget, found: Mapping[int, Question | Answer]) -> dict[int, Answer] | None:
    """The answers, those that are sure and those given; None = the clerk left it."""
    questions = open_questions(found.values())
    if not questions:
        return {at: one for at, one in found.items() if isinstance(one, Answer)}
    dialog = SimilarNamesDialog(theme, questions, place)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    given = iter(dialog.answers())
    dialog.deleteLater()
    return {at: next(given) if isinstance(one, Question) else one for at, one in found.items()} if done else None
