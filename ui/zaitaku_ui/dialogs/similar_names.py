"""Names that may be those of somebody who is known: asked, never merged silently (濱 / 浜)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QComboBox, QWidget

from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme


class Meant(StrEnum):
    """Who is meant by a name that was typed."""

    KNOWN = "known"  # the one who is known, written as he is kept
    RENAMED = "renamed"  # the same one, from now on written as it was typed
    OTHER = "other"  # somebody else


@dataclass(frozen=True, slots=True)
class Answer:
    """`person` = who is known, None with OTHER."""

    meant: Meant
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`typed` = the name; `about` = what makes it a question; `answers` = (words, answer), the likeliest first."""

    typed: str
    about: str
    answers: tuple[tuple[str, Answer], ...]


class SimilarNamesDialog(FormDialog):
    """One line for each question."""

    def __init__(self, theme: Theme, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(theme, "氏名の確認", "この内容で書き込む", parent)
        self._boxes: list[QComboBox] = []
        self.fields.addWidget(
            caption("字の違う名前は、選ぶまで同じ人とはみなしません。Ctrl+Z で元に戻せます。"), 0, 0, 1, 2
        )
        for question in questions:
            box = QComboBox()
            for words, _ in question.answers:
                box.addItem(words)
            self.add_row(question.typed, box, question.about)
            self._boxes.append(box)
        self._questions = tuple(questions)
        self.setMinimumWidth(theme.pixels(640))

    def answers(self) -> list[Answer]:
        """What was chosen, in the order of the questions."""
        return [
            question.answers[box.currentIndex()][1] for question, box in zip(self._questions, self._boxes, strict=True)
        ]
