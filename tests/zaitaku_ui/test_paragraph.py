"""Wrapping text: its lines have room, what looks like markup is shown as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme

LONG = "空の欄で今の内容を消すことはありません。" * 6


def test_that_lines_are_further_apart_than_in_a_label(qtbot: QtBot, dressed: Theme) -> None:
    paragraph, label = Paragraph(LONG), QLabel(LONG)
    label.setWordWrap(True)
    for one in (paragraph, label):
        qtbot.addWidget(one)
        one.setFont(dressed.font(13))
    assert paragraph.heightForWidth(300) > label.heightForWidth(300) * 1.25


def test_that_markup_in_a_text_is_text(qtbot: QtBot) -> None:
    paragraph = Paragraph("<b>A & B</b>\n二行目")
    qtbot.addWidget(paragraph)
    assert paragraph.text() == "<b>A & B</b>\n二行目"
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;<br>" in QLabel.text(paragraph)
