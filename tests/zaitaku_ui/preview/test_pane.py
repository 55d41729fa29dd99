"""The pane: latest pages, outline at the cursor, clicks, messages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from zaitaku_ui.preview import worker
from zaitaku_ui.preview.page_view import PageView
from zaitaku_ui.preview.pane import PreviewPane, regions_of
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.blocks import Paragraph, PrintJob, Run, TextBlock
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

JobMaker = Callable[..., PrintJob]
Idents = Callable[[PrintJob], list[object]]


def show(pane: PreviewPane, qtbot: QtBot, job: PrintJob) -> Layout:
    with qtbot.waitSignal(pane.laid_out) as shown:
        pane.show_job(job)
    layout = shown.args[0]
    assert isinstance(layout, Layout)
    return layout


def middle(view: PageView, layout: Layout, page: int, ident: object) -> QPoint:
    return view.outline(regions_of(layout.pages[page], ident)[0]).center().toPoint()


def button(pane: PreviewPane, name: str) -> QToolButton:
    found = pane.findChild(QToolButton, f"preview-{name}")
    assert isinstance(found, QToolButton)
    return found


def test_that_a_job_is_shown_with_its_pages_and_paper(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> None:
    layout = show(pane, qtbot, job_of(40))
    assert len(layout.pages) > 1
    assert pane.layout_of_now() is layout
    assert pane.count_text == f"1／{len(layout.pages)}ページ"
    assert pane.paper_text == "A3 横　9ポイント　綴じ代 上"


def test_that_the_cursor_is_outlined_in_both_views(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, idents_of: Idents
) -> None:
    job = job_of(40)
    layout = show(pane, qtbot, job)
    last = idents_of(job)[-1]
    number = next(n for n, page in enumerate(layout.pages) if regions_of(page, last))
    pane.set_cursor(last)
    qtbot.waitUntil(lambda: pane.page_number == number)
    for view in (pane.whole, pane.loupe):
        box = view.outline(regions_of(layout.pages[number], last)[0])
        picture = view.grab().toImage()
        edge = picture.pixelColor(round(box.center().x()), round(box.top()))
        assert edge.name().upper() == "#17568A"
        inside = picture.pixelColor(round(box.right()) - 4, round(box.bottom()) - 4)
        assert inside.blue() > inside.red()
    assert pane.loupe.rect().contains(middle(pane.loupe, layout, number, last))


def test_that_the_cursor_waits_until_it_rests(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, idents_of: Idents
) -> None:
    job = job_of(40)
    show(pane, qtbot, job)
    pane.set_cursor(idents_of(job)[-1])
    assert pane.page_number == 0
    qtbot.waitUntil(lambda: pane.page_number > 0)


def test_that_an_edit_is_outlined_at_its_new_place_without_the_wait(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, idents_of: Idents
) -> None:
    job = job_of(12)
    show(pane, qtbot, job)
    last = idents_of(job)[-1]
    pane.set_cursor(last)
    qtbot.wait(200)
    layout = show(pane, qtbot, job_of(12, "追記する。" * 60))
    assert regions_of(layout.pages[pane.page_number], last)
    assert pane.page_number > 0


def test_that_a_click_tells_the_cell_and_leaves_the_focus(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, idents_of: Idents
) -> None:
    job = job_of(6)
    layout = show(pane, qtbot, job)
    field = QLineEdit(pane)
    field.show()
    field.setFocus()
    for ident in idents_of(job)[:9]:
        with qtbot.waitSignal(pane.ident_clicked) as clicked:
            qtbot.mouseClick(pane.whole, Qt.MouseButton.LeftButton, pos=middle(pane.whole, layout, 0, ident))
        assert clicked.args == [ident]
    assert QApplication.focusWidget() is field


def test_that_of_many_jobs_the_last_stays(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, seen = threading.Event(), []

    def slowly(job: PrintJob, *rest: object, **named: object) -> Layout:
        seen.append(job)
        gate.wait(10)
        return lay_out(job, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "lay_out", slowly)
    jobs = [replace(job_of(3), bookmark=f"資料{number}") for number in range(6)]
    for job in jobs:
        pane.show_job(job)
    assert pane.layout_of_now() is None
    titles: list[str] = []
    pane.laid_out.connect(lambda layout: titles.append(layout.title))
    gate.set()
    qtbot.waitUntil(lambda: pane.layout_of_now() is not None)
    assert titles == ["資料0", "資料5"]
    assert seen == [jobs[0], jobs[5]]


def test_that_the_old_pages_stay_until_the_new_are_there(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = show(pane, qtbot, job_of(3))
    gate = threading.Event()

    def slowly(*rest: object, **named: object) -> Layout:
        gate.wait(10)
        return lay_out(*rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "lay_out", slowly)
    pane.show_job(job_of(5))
    qtbot.wait(50)
    assert pane.whole.page is old.pages[0]
    assert pane.layout_of_now() is None
    with qtbot.waitSignal(pane.laid_out):
        gate.set()
    assert pane.whole.page is not old.pages[0]


def test_that_what_the_user_can_mend_is_told_in_the_pane(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_rest: object, **_named: object) -> Layout:
        raise KnownError("見出しが高すぎます。", todo="見出しを短くしてください。")

    with monkeypatch.context() as patch:
        patch.setattr(worker, "lay_out", refuse)
        pane.show_job(job_of(3))
        qtbot.waitUntil(lambda: "見出しが高すぎます。" in pane.message)
    assert pane.layout_of_now() is None
    show(pane, qtbot, job_of(3))
    assert pane.message == ""


def test_that_a_bug_in_the_worker_reaches_the_hook(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_rest: object, **_named: object) -> Layout:
        raise ZeroDivisionError("bug")

    monkeypatch.setattr(worker, "lay_out", broken)
    with qtbot.captureExceptions() as caught:
        pane.show_job(job_of(3))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_that_characters_no_face_has_are_named(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> None:
    paragraph = Paragraph((Run("ひみつ\U000f0000と\U000f0001\U000f0000"),))
    show(pane, qtbot, replace(job_of(3), blocks=(TextBlock((paragraph,)),)))
    assert pane.message == "〓で印刷される文字があります：\U000f0000　\U000f0001"


def test_that_pages_turn_by_button_and_wheel(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> None:
    layout = show(pane, qtbot, job_of(60))
    assert not button(pane, "left").isEnabled()
    qtbot.mouseClick(button(pane, "right"), Qt.MouseButton.LeftButton)
    assert pane.page_number == 1
    assert pane.whole.page is layout.pages[1]
    wheel(pane.whole, 120)
    assert pane.page_number == 0
    pane.show_page(999)
    assert pane.page_number == len(layout.pages) - 1
    assert not button(pane, "right").isEnabled()


def test_that_the_loupe_scrolls_and_zooms(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> None:
    show(pane, qtbot, job_of(40))
    assert pane.loupe.scale == pytest.approx(96 / 72)
    before = pane.loupe.page_area().top()
    wheel(pane.loupe, -120)
    assert pane.loupe.page_area().top() < before
    qtbot.mouseClick(button(pane, "plus"), Qt.MouseButton.LeftButton)
    assert pane.loupe.zoom == 1.25
    at = QPointF(100, 100)
    kept = pane.loupe.to_page(at)
    wheel(pane.loupe, 120, Qt.KeyboardModifier.ControlModifier)
    assert pane.loupe.zoom > 1.25
    assert (pane.loupe.to_page(at) - kept).manhattanLength() < 2
    for _ in range(12):
        qtbot.mouseClick(button(pane, "minus"), Qt.MouseButton.LeftButton)
    assert pane.loupe.zoom == 0.5


def test_that_a_deep_zoom_still_shows_the_page(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> None:
    show(pane, qtbot, job_of(40))
    pane.loupe.set_zoom(4.0)
    picture = pane.loupe.grab().toImage()
    greys = {picture.pixelColor(x, y).red() for x in range(0, picture.width(), 2) for y in range(0, 200, 2)}
    assert len(greys) > 2


def test_that_closing_is_asked_for_not_done(pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.close_requested):
        qtbot.mouseClick(button(pane, "close"), Qt.MouseButton.LeftButton)
    assert pane.isVisible()


def test_that_shutting_down_ends_the_thread_in_the_middle_of_work(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker
) -> None:
    pane.show_job(job_of(300))
    pane.shut_down()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("layout")]
    pane.show_job(job_of(3))
    qtbot.wait(50)
    assert pane.whole.page is None


def wheel(view: PageView, notch: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(100, 100)
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, notch),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_that_the_link_goes_to_each_cell_with_such_a_character(
    pane: PreviewPane, qtbot: QtBot, job_of: JobMaker, idents_of: Idents
) -> None:
    job = job_of(3, "\U000f0000")
    show(pane, qtbot, job)
    link = pane.findChild(QPushButton, "preview-link")
    assert isinstance(link, QPushButton)
    seen = []
    pane.ident_clicked.connect(seen.append)
    for _ in range(4):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert len(set(seen)) == 3
    assert seen[3] == seen[0]
    assert set(seen) <= set(idents_of(job))


def test_that_nothing_of_the_head_is_cut_in_the_largest_type(qtbot: QtBot, faces: Faces, job_of: JobMaker) -> None:
    large = PreviewPane(Theme(text_size="largest"), faces)
    qtbot.addWidget(large)
    large.resize(10, 600)
    large.show()
    show(large, qtbot, job_of(40))

    def cut() -> list[str]:
        plain = [label for label in large.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
        return [label.text() for label in plain if label.width() < label.sizeHint().width()]

    qtbot.waitUntil(lambda: not cut())
    large.shut_down()
