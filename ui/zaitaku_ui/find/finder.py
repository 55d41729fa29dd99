"""Finds words in the plan, goes from one to the next, and replaces them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.base.folding import Span, find_all, replace_spans
from zaitaku_desktop.forms.finding import (
    Findings,
    Hit,
    Place,
    TextKey,
    excerpt,
    open_hits,
    place_words,
    search_words,
)
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations.replacing import Replaced, replace_hits, unseen
from zaitaku_desktop.storage.workspace import Done
from zaitaku_ui.find.bar import RANGE, FindBar
from zaitaku_ui.find.desk import PlanDesk
from zaitaku_ui.find.slices import Slices
from zaitaku_ui.tables.found_words import FoundWords
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.waiting import work_beside
from zaitaku_ui.work import Progress

WAIT = 300
"""Milliseconds after which 検索中 is said."""
FROM_TOP, FROM_END = "最後まで探したので、最初に戻りました。", "最初まで探したので、最後に戻りました。"
NOT_SHOWN = "表に出ていない所："
STOPPED = "途中でやめました。どこも置き換えていません。"
MANY = 1000
"""From so many hits on the words are replaced beside the window."""
CLOSED = "廃止された後の年度なので、置き換えません。"


class Finder(QObject):
    """What the find bar of `desk` does. `plan_changed` tells it that the sheet shows something else."""

    def __init__(self, desk: PlanDesk, bar: FindBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.bar = bar
        self._slices = Slices(self)
        self._findings = Findings()
        self._hits: tuple[Hit, ...] = ()
        self._at: int | None = None
        self._range: frozenset[Slot] | None = None
        self._begin: Place = (0, 0)
        self._later: Callable[[], None] | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(WAIT)
        self._slow.timeout.connect(self._say_searching)
        bar.changed.connect(self._words_changed)
        bar.range_asked.connect(self._take_range)
        bar.step_asked.connect(self.step)
        bar.replace_asked.connect(self.replace_one)
        bar.replace_all_asked.connect(self.replace_all)
        bar.closed.connect(self.close)

    # What the commands do

    def open(self, *, replacing: bool) -> None:
        """Show the bar; a range of several cells is where it searches."""
        desk, sheet = self._desk, self._desk.sheet
        editor = sheet.editing.editor
        words = "" if editor is None else editor.textCursor().selectedText().split("\u2029")[0]
        if not desk.finish_editing():
            return
        self._begin = max(sheet.place(), (0, 0))
        several = len(sheet.selected_cells()) > 1
        if several:
            self._remember_range()
        elif self.bar.isHidden():
            self._forget_range()
        self.bar.open_for(words, replacing=replacing, writable=not desk.workspace.read_only)
        self._search(self._jump_to_first if several or words else self._keep)

    def close(self) -> None:
        """Away with the bar and its marks; the keyboard goes to the sheet."""
        self._slices.stop()
        self._slow.stop()
        self._findings, self._hits, self._at = Findings(), (), None
        self.bar.hide()
        self._desk.sheet.show_found(FoundWords())
        self._desk.sheet.setFocus()

    def shut_down(self) -> None:
        """Search no more."""
        self._slices.stop()
        self._slow.stop()

    def step(self, step: int) -> None:
        """To the next hit (1) or the one before (-1) of where the cursor is, round and round."""
        if self.bar.isHidden():
            self.open(replacing=False)
            if not self.bar.field.text():
                return
        if self._slices.busy:
            self._later = partial(self.step, step)
            return
        if not self._hits or not self._desk.finish_editing():
            return
        at, wrapped = self._beside(step)
        self._go(at)
        self._begin = self._hits[at].cell or self._begin
        if wrapped:
            self._note(FROM_TOP if step > 0 else FROM_END)

    def replace_one(self) -> None:
        """Replace the hit in hand and go to the next one; without one in hand go to the first."""
        if self._slices.busy:
            self._later = self.replace_one
            return
        if not self._hits or not self._may_write():
            return
        if self._at is None or not self._in_hand(self._hits[self._at]):
            self.step(1)
            return
        at, hit = self._at, self._hits[self._at]
        follower = self._hits[(at + 1) % len(self._hits)]
        if not open_hits(self._snapshot(), [hit]):
            self._note(CLOSED)
            return
        words = self.bar.words.text()
        wanted = (follower.key, _moved(follower, hit, words))
        self._later = partial(self._resume, wanted, at)
        if self._replace("置き換え", [hit], words) is None:
            self._later = None

    def replace_all(self) -> None:
        """Replace every hit: one undo step. The keyboard goes to the sheet, so that Ctrl+Z takes it back."""
        if self._slices.busy:
            self._later = self.replace_all
            return
        if not self._hits or not self._may_write():
            return
        hits = open_hits(self._snapshot(), self._hits)
        left = len(self._hits) - len(hits)
        if not hits:
            self._note(CLOSED)
            return
        outside = sum(hit.cell is None for hit in hits)
        done = self._replace(f"{len(hits)}か所の置き換え", hits, self.bar.words.text())
        if done is None:
            return
        self._desk.sheet.setFocus()
        self._note(told(done, left, outside))

    def plan_changed(self) -> None:
        """The sheet shows something else: search again and stay where one is."""
        if self.bar.isHidden():
            return
        later, self._later = self._later, None
        self._search(later or self._keep)

    # Searching

    def _words_changed(self) -> None:
        if self.bar.scope.currentIndex() != RANGE:
            self._forget_range()
        self._note("")
        self._search(self._jump_to_first)

    def _search(self, then: Callable[[], None]) -> None:
        view, snapshot, pattern = self._desk.view, self._desk.snapshot, self.bar.field.text()
        self._slices.stop()
        self._later = then
        if view is None or snapshot is None or not pattern:
            self._found(Findings())
            return
        self._slow.start()
        exact = self.bar.exact.isChecked()
        self._slices.start(search_words(view, snapshot, pattern, exact=exact, within=self._within()), self._found)

    def _found(self, found: object) -> None:
        assert isinstance(found, Findings)
        self._slow.stop()
        before = None if self._at is None else self._hits[self._at]
        self._findings, self._hits = found, (*found.shown, *found.hidden)
        self._at = None if before is None else self._index(before.key, before.span)
        then, self._later = self._later, None
        if then is not None:
            then()
        self._show()

    def _say_searching(self) -> None:
        self.bar.show_count("検索中…")

    def _keep(self) -> None:
        """The cursor stays where it is."""

    def _jump_to_first(self) -> None:
        """The first from where the cursor was when the search began."""
        self._at = None
        if self._hits:
            at = bisect_left(self._findings.shown, self._begin, key=_cell)
            self._go(at if at < len(self._findings.shown) else 0)

    def _resume(self, wanted: tuple[TextKey, Span], at: int) -> None:
        """After a replacement: the one that followed it."""
        if not self._hits:
            self._at = None
            self._note("すべて置き換えました。")
            return
        found = self._index(*wanted)
        self._go(min(at, len(self._hits) - 1) if found is None else found)

    def _index(self, key: TextKey, span: Span) -> int | None:
        return next((i for i, hit in enumerate(self._hits) if hit.key == key and hit.span == span), None)

    # Going there

    def _beside(self, step: int) -> tuple[int, bool]:
        """(place of the hit beside the one in hand or the cursor, whether it went round)."""
        at = self._at
        if at is None or not self._in_hand(self._hits[at]):
            place = self._cursor()
            at = bisect_left(self._findings.shown, place, key=_cell) - (step < 0)
        else:
            at += step
        return at % len(self._hits), not 0 <= at < len(self._hits)

    def _cursor(self) -> Place:
        cell = self._desk.sheet.cursor_cell()
        return (cell.row, cell.col) if cell is not None else (0, 0)

    def _in_hand(self, hit: Hit) -> bool:
        """Whether the cursor is still on it; a hit that no cell shows stays in hand until the cursor moves."""
        return hit.cell is None or hit.cell == self._cursor()

    def _go(self, at: int) -> None:
        sheet, hit = self._desk.sheet, self._hits[at]
        self._at = at
        if hit.cell is not None:
            sheet.reveal(hit.cell)
        self._note("")
        self._show()

    def _show(self) -> None:
        """Count, marks, and where the hit in hand is if no cell shows it."""
        bar, hits = self.bar, self._hits
        hit = None if self._at is None else hits[self._at]
        pattern = bar.field.text()
        number = "" if self._at is None else f"{self._at + 1:,} / "
        bar.show_count(f"{number}{len(hits):,} 件" if hits else "見つかりません" if pattern else "", nothing=not hits)
        outside = len(self._findings.hidden)
        bar.count.setToolTip(f"うち {outside:,} 件は、表に出ていない所にあります。" if outside else "")
        for button in (bar.previous, bar.next, bar.one, bar.every):
            button.setEnabled(bool(hits) and (button in (bar.previous, bar.next) or not self._desk.workspace.read_only))
        line, span = ("", (0, 0)) if hit is None else _line_of(hit)
        find = partial(find_all, pattern=pattern, exact=bar.exact.isChecked())
        self._desk.sheet.show_found(
            FoundWords(self._findings.cells, find, None if hit is None else hit.cell, line, span)
        )
        if hit is not None and hit.cell is None:
            self._note(f"{NOT_SHOWN}{place_words(self._snapshot(), hit.key)}　{excerpt(hit)}")

    def _note(self, words: str) -> None:
        self.bar.show_note(words)
        if words:
            self._desk.say(words)

    # The range

    def _take_range(self) -> None:
        self._remember_range()
        self._words_changed()

    def _remember_range(self) -> None:
        sheet = self._desk.sheet
        area = sheet.area()
        if area is None:
            self._forget_range()
            return
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        slots = (sheet.model.slot_at(row, col) for row in rows for col in columns)
        self._range = frozenset(slot for slot in slots if slot is not None)
        self._begin = (area.top, area.left)
        self.bar.show_range(f"{len(sheet.selected_cells()):,}セル")

    def _forget_range(self) -> None:
        self._range = None
        self.bar.show_range("")

    def _within(self) -> frozenset[Place] | None:
        """The cells of the range that was chosen, where they are now."""
        if self._range is None:
            return None
        model = self._desk.sheet.model
        cells = (model.cell(model.index_of(slot)) for slot in self._range)
        return frozenset((cell.row, cell.col) for cell in cells if cell is not None)

    # Writing

    def _snapshot(self) -> PlanSnapshot:
        assert self._desk.snapshot is not None
        return self._desk.snapshot

    def _may_write(self) -> bool:
        if self._desk.workspace.read_only:
            self._desk.say(self._desk.workspace.read_only_reason)
            return False
        return self._desk.finish_editing()

    def _replace(self, name: str, hits: list[Hit], words: str) -> Replaced | None:
        if len(hits) > MANY:
            return self._replace_beside(name, hits, words)
        done = self._desk.bridge.perform(name, partial(_write, hits, words, unseen), self)
        return None if done is None else done.result

    def _replace_beside(self, name: str, hits: list[Hit], words: str) -> Replaced | None:
        """The same on a thread of its own, shown where it takes long; it can be stopped."""
        desk = self._desk

        def job(progress: Progress) -> Done[Replaced]:
            return desk.workspace.perform(name, partial(_write, hits, words, progress))

        try:
            done = work_beside(desk.sheet.window(), desk.sheet.theme, f"{name}をしています…", job)
        except Cancelled:
            self._note(STOPPED)
            return None
        except KnownError as trouble:
            desk.bridge.failed.emit(trouble)
            return None
        if done.step is not None:
            desk.bridge.tell(done.step, self)
        return done.result


def _cell(hit: Hit) -> Place:
    assert hit.cell is not None
    return hit.cell


def _line_of(hit: Hit) -> tuple[str, Span]:
    """The line of the text in which a hit stands, and where in it."""
    start, end = (len(plain(hit.text[:place])) for place in hit.span)
    words = plain(hit.text)
    before = words.rfind("\n", 0, start) + 1
    return words[before:].split("\n")[0], (start - before, end - before)


def _moved(hit: Hit, replaced: Hit, words: str) -> Span:
    """Where a hit stands once `words` are in the place of another one."""
    start, end = hit.span
    if hit.key != replaced.key or start < replaced.span[1]:
        return hit.span
    more = len(replace_spans(replaced.text, [replaced.span], words)) - len(replaced.text)
    return start + more, end + more


def _write(hits: Sequence[Hit], words: str, progress: Progress, session: Session) -> Replaced:
    return replace_hits(session, hits, words, progress)


def told(done: Replaced, closed: int, outside: int) -> str:
    """What came of replacing all: how many, where nobody sees it, what was left. `closed` = hits of 年度 after an
    end, `outside` = hits that no cell shows."""
    unseen = f"（うち{outside:,}か所は表に出ていない所）" if outside else ""
    words = [f"{done.places:,}か所を置き換えました{unseen}。"]
    for count, why in (
        (closed, "廃止された後の年度の"),
        (len(done.nameless), "名前が空になる"),
        (len(done.changed), "文が変わった"),
    ):
        if count:
            words.append(f"{why}{count:,}か所は、そのままです。")
    return "".join((*words, "Ctrl+Z で戻せます。"))
