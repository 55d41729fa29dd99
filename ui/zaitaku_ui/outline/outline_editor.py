"""An editor whose lines are records: reads, follows steps, writes, shows the pages (会議録, 次第, 自由文書)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.workspace import RowChange, Step, Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.outline.typing import Typing
from zaitaku_ui.outline.view import OutlineView
from zaitaku_ui.preview.beside import PreviewBeside
from zaitaku_ui.preview.worker import Draft
from zaitaku_ui.theme import Theme

READ_ONLY = "閲覧専用で開いているため、書き込めません。"


class OutlineEditor(QWidget):
    """Made for an open file. Subclasses say what is shown and what its lines are, call `assemble` and `connect_all`
    when they are made, and are `shut_down` before they go."""

    position_changed = Signal(str, str)
    counts_changed = Signal(str)
    gone = Signal()
    """What was shown is there no more."""

    called = ""
    """What the paper is called."""
    table = ""
    """Of the file: that of the records of its lines."""
    text_column = ""
    """Of that table."""
    ident = ""
    """What the places of its lines on the pages are called."""
    locked_words = ""
    """Why nothing can be written although the file could be."""

    commands: Actions

    def __init__(self, workspace: Workspace, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.bridge = bridge
        self.theme = theme
        self._counts = ""
        self._behind = False  # something was changed while nobody saw it
        self.sheet: tuple[DocumentRow, Form] | None = None
        self.view = OutlineView(theme, self.called, self)
        self.typing = Typing(bridge, self.view, f"{self.called}の入力", self.write)

    # -- what a subclass says ------------------------------------------------------------------------------

    def shows_something(self) -> bool:
        """Whether anything is open."""
        return False

    def is_locked(self) -> bool:
        """Whether nobody may change it for now."""
        return False

    def read(self) -> None:
        """Read it anew and show it. KnownError if it is not there."""

    def follow(self, _step: Step) -> bool:
        """Show what a step has changed. False = nothing of it. `is_gone` tells what is raised where it is not there."""
        return False

    def is_gone(self, _trouble: KnownError) -> bool:
        """Whether this says that what was shown is there no more; it is open no longer then."""
        return False

    def lines(self) -> Sequence[OutlineLine]:
        """Its lines as they are now."""
        return ()

    def write(self, session: Session, *, line_id: int, text: str) -> None:
        """What was typed in a line."""

    def show_more(self, *, writable: bool) -> None:
        """Show what stands around the outline."""

    def job(self, document: DocumentRow, form: Form) -> Callable[[], PrintJob]:
        """What makes the pages, called in their thread."""
        raise NotImplementedError

    def count_words(self) -> str:
        """How much there is."""
        return ""

    def position(self) -> tuple[str, str]:
        """Where the cursor is."""
        return "", ""

    def cursor_moved(self) -> None:
        """The cursor is on another line, or the line is another one."""

    def key(self, _what: str) -> None:
        """A key in the outline asks for something."""

    def pressed_margin(self, _at: QPoint) -> None:
        """The kind of the line was pressed."""

    def asked_menu(self, _at: QPoint) -> None:
        """The context menu is wanted there, on the screen."""

    def went_to(self, _kind: str, _what: object) -> None:
        """Something else than a line was clicked on a page."""

    # -- assembly ------------------------------------------------------------------------------------------

    def assemble(self, faces: Faces | None, *above: QWidget, below: QWidget | None = None) -> None:
        """The outline under these widgets (and over another one), the pages at the right."""
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for widget in above:
            inner.addWidget(widget)
        inner.addWidget(self.view if below is None else below, 1)
        left.setFocusProxy(self.view)
        self.beside = PreviewBeside(self.theme, left, faces or Faces.load())
        self.preview = self.beside.pane
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.beside)
        self.setFocusProxy(self.view)

    def connect_all(self) -> None:
        """Hear of keys, changes and pages from now on."""
        view = self.view
        view.may_leave = self.typing.finish
        view.asked.connect(self.key)
        view.refused.connect(self._refuse)
        view.left.connect(self._left)
        view.current_changed.connect(self._moved)
        view.margin_pressed.connect(self.pressed_margin)
        view.viewport().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.viewport().customContextMenuRequested.connect(self._context_menu)
        self.typing.unchanged.connect(self.show_again)
        self.bridge.changed.connect(self._changed)
        self.preview.ident_clicked.connect(self._clicked)
        self.beside.turned.connect(self._pages_turned)

    # -- what the window calls -----------------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Write what was typed. False = it could not be written and stays."""
        return self.typing.finish()

    def all_commands(self) -> Sequence[Actions]:
        """What stands in the menus of the window while it is seen."""
        return (self.commands,)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.view, self.preview]

    def counts(self) -> str:
        """How much there is."""
        return self._counts

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done; gone when the cursor moves."""
        self.position_changed.emit(self.position()[0], words)

    def shut_down(self) -> None:
        """Write what was typed and hear nothing any more."""
        self.finish_editing()
        self.bridge.changed.disconnect(self._changed)
        self.beside.shut_down()

    # -- reading -------------------------------------------------------------------------------------------

    def show_again(self) -> None:
        """Show it as it was read last."""
        self._behind = False
        if not self.shows_something():
            return
        writable = self.is_open()
        self.view.set_read_only(not writable)
        self.commands.allow({"write"} if writable else set())
        self.show_more(writable=writable)
        self.view.set_lines(self.lines())
        self._moved()
        self._counts = self.count_words()
        self.counts_changed.emit(self._counts)
        self._show_undo()
        self.show_pages()

    def show_pages(self) -> None:
        """Lay the pages out, as long as somebody sees them."""
        if self.shows_something() and self.sheet is not None and self.preview.is_wanted and self.isVisible():
            self.preview.show_draft(Draft(self.job(*self.sheet)))

    def _pages_turned(self, shown: bool) -> None:
        self.commands["preview"].setChecked(shown)
        self.show_pages()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.commands["preview"].setChecked(self.beside.is_seen)
        self.show_pages()
        if self._behind:
            QTimer.singleShot(0, self, self._catch_up)  # unless whoever shows it has it read anyway

    def _catch_up(self) -> None:
        if self._behind and self.shows_something():
            self._try(self._read_again)

    def _read_again(self) -> bool:
        self.read()
        return True

    def _show_undo(self) -> None:
        if not self.workspace.read_only:
            self.commands.show_undo(self.workspace.undo_name, self.workspace.redo_name)

    def _changed(self, step: Step, initiator: object) -> None:
        if not self.shows_something():
            return
        self._show_undo()
        if not self.isVisible():
            self._behind = True
            return
        above = self._above_removed(step.changes) if initiator is None else None
        if self._try(partial(self.follow, step)) and initiator is None:
            self._show_changed(step.changes, above)

    def _try(self, follow: Callable[[], bool]) -> bool:
        """Whether it followed. Tells when what was shown is gone."""
        try:
            return follow()
        except KnownError as trouble:
            if self.is_gone(trouble):
                self.gone.emit()
            else:  # the outline stays as it was
                self.bridge.failed.emit(trouble)
        return False

    def _above_removed(self, changes: Sequence[RowChange]) -> int | None:
        """The line above those that a step takes away: where they were begun."""
        gone = {change.row_id for change in changes if change.table == self.table and change.after is None}
        ids = [line.id for line in self.view.lines]
        first = next((at for at, line_id in enumerate(ids) if line_id in gone), 0)
        return ids[first - 1] if first else None

    def _show_changed(self, changes: Sequence[RowChange], above: int | None) -> None:
        """After undo or redo: the cursor on (the first of) what changed, if it is not there yet; where lines went, at
        the end of the one `above`."""
        mine = [change for change in changes if change.table == self.table and change.after is not None]
        words = {change.row_id for change in mine if self._text(change.before) != self._text(change.after)}
        if above is not None and not words:
            self.go_to(above, -1)
            return
        wanted = words or {change.row_id for change in mine}
        here = self.view.line()
        if wanted and (here is None or here.id not in wanted):
            first = next((line.id for line in self.view.lines if line.id in wanted), None)
            self.go_to(first, -1)

    def _text(self, image: Any) -> object:
        return None if image is None else image.get(self.text_column)

    # -- lines ---------------------------------------------------------------------------------------------

    def above(self, line_id: int) -> int | None:
        """The line above."""
        return self._beside(line_id, -1)

    def below(self, line_id: int) -> int | None:
        """The line below."""
        return self._beside(line_id, 1)

    def _beside(self, line_id: int, step: int) -> int | None:
        ids = [line.id for line in self.view.lines]
        at = ids.index(line_id) + step
        return ids[at] if 0 <= at < len(ids) else None

    def place_at_end(self, line_id: int) -> int:
        """The place behind the last word of a line, in its document."""
        line = next(line for line in self.view.lines if line.id == line_id)
        if line is self.view.line():
            return self.view.editor.document().characterCount() - 1
        return self.view.texts.document(line, self.view.rows.text_width(line)).characterCount() - 1

    def go_to(self, line_id: object, place: int = 0) -> None:
        """The cursor to a line, at a place of its text (-1 = the end)."""
        if isinstance(line_id, int):
            self.view.go_to(line_id, place)

    def cleared(self) -> int | None:
        """The line in whose field nothing stands just now."""
        line = self.view.line()
        return line.id if line is not None and not self.view.editor.text() and self.view.editor.hasFocus() else None

    # -- writing -------------------------------------------------------------------------------------------

    def is_open(self) -> bool:
        """Whether it may be changed."""
        return self.shows_something() and not self.is_locked() and not self.workspace.read_only

    def can_write(self) -> bool:
        """Whether something can be written now; what was typed is written first. Says why not."""
        if not self.is_open():
            self._refuse()
            return False
        return self.typing.save()

    def perform(self, name: str, change: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """One undo step; its result, None if it was not done."""
        self.typing.end()
        done = self.bridge.perform(name, lambda session: change(session, *args, **more), self)
        return None if done is None else done.result

    def _refuse(self) -> None:
        self.say((self.workspace.read_only_reason or READ_ONLY) if self.workspace.read_only else self.locked_words)

    def _left(self) -> None:
        self.typing.finish()

    # -- the cursor ----------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self.cursor_moved()
        line = self.view.line()
        self.preview.set_cursor(None if line is None else (self.ident, line.id))
        self.position_changed.emit(*self.position())

    def _clicked(self, place: object) -> None:
        """What was clicked on a page: a line, or something else."""
        if not (isinstance(place, tuple) and len(place) == 2 and self.finish_editing()):
            return
        kind, what = place
        if kind == self.ident:
            self.go_to(what)
            self.view.setFocus()
        else:
            self.went_to(str(kind), what)

    def _context_menu(self, at: QPoint) -> None:
        self.asked_menu(self.view.viewport().mapToGlobal(at))
