"""様式エディター: a form is shaped on the page it prints. Nothing of it is in the data file before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.forms.checking import errors_of
from zaitaku_desktop.forms.definition import ColumnDef
from zaitaku_desktop.forms.library import Library
from zaitaku_desktop.forms.tables import Problem
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import FORM_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.form_files import FormFiles
from zaitaku_ui.dialogs.frame import filled
from zaitaku_ui.dialogs.help import HelpViewer
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.focus import turn
from zaitaku_ui.forms_editor.adding import AddDialog
from zaitaku_ui.forms_editor.column_panel import ColumnList, ColumnPanel
from zaitaku_ui.forms_editor.leaving import LeavingDialog
from zaitaku_ui.forms_editor.page import FormDesk
from zaitaku_ui.forms_editor.panel import FormPanel
from zaitaku_ui.forms_editor.problems import Problems, column_of
from zaitaku_ui.forms_editor.shaper import Shaper, Subject, column_name
from zaitaku_ui.forms_editor.store import Opened, save
from zaitaku_ui.forms_editor.tools import FormTools
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.worker import Draft, Laid, LayoutWorker
from zaitaku_ui.theme import Theme

SIDE = 388
ROWS, LEAST_ROWS = 7, 3
"""Columns that the list shows at first, and at least."""
HIGH = 680
"""Pixels of a screen on which it shows so many."""
COLUMNS, FORM = range(2)


class FormEditor(QDialog):
    """Shapes one form. Afterwards `given.key` is the own form it was saved as, "" = it was not; `used` = the 資料 on
    the screen is in it now. `shut_down()` when it is no longer needed."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        faces: Faces,
        library: Library,
        given: Opened,
        subject: Subject,
        parent: QWidget | None = None,
        *,
        use: bool = True,
    ) -> None:
        """`use` = 「この様式を資料に使う」 is offered."""
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.bridge, self.theme, self.library, self.given = bridge, theme, library, given
        self.used = False
        self._may_use = use
        self.shaper = Shaper(given.form, subject, self)
        self.desk = FormDesk(theme, PagePainter(faces))
        self._worker = LayoutWorker(faces)
        self.messages = MessageArea(theme)
        self.files = FormFiles(self, self.messages, self._forms, self.shaper.take_file)
        self.problems = Problems(theme)
        self.list = ColumnList(theme)
        self.column_panel = ColumnPanel(theme, self.shaper)
        self.form_panel = FormPanel(theme, self.shaper)
        self.commands = Actions(self, theme, self._handlers(), FORM_SPECS)
        self.tools = FormTools(theme, self.commands, self.desk)
        self.adding: AddDialog | None = None
        self.leaving: LeavingDialog | None = None
        self._build()
        self._connect()
        open_within_screen(self, theme, 1500, 900)
        self._show()
        self.desk.setFocus()

    # -- assembly ------------------------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[..., object]]:
        shaper = self.shaper
        table: dict[str, Callable[[], object]] = {
            "undo": shaper.undo,
            "redo": shaper.redo,
            "form_add": self.ask_column,
            "form_remove": shaper.remove,
            "form_left": partial(shaper.step, -1),
            "form_right": partial(shaper.step, 1),
            "form_wider": partial(shaper.nudge, 1.0),
            "form_narrower": partial(shaper.nudge, -1.0),
            "form_heading": self.edit_heading,
            "form_group": self.group,
            "form_split": shaper.split,
            "form_problem": self.problems.go_on,
            "form_import": self.files.ask_and_read,
            "form_export": self._write_file,
            "form_save": self.save,
        }
        return {key: partial(self._act, act) for key, act in table.items()}

    def _act(self, act: Callable[[], object], *_checked: bool) -> None:
        """Do a command; a number that is being typed is taken first."""
        field = self.focusWidget()
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()
        act()

    def _build(self) -> None:
        theme = self.theme
        left = QWidget()
        below = _column(left)
        below.addWidget(self.desk, 1)
        below.addWidget(self.problems)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self._side())
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.setSizes([1000, theme.pixels(SIDE)])
        whole = _column(self)
        whole.addWidget(self.tools)
        whole.addWidget(self.messages)
        whole.addWidget(parts, 1)
        whole.addWidget(self._foot())

    def _is_high(self) -> bool:
        """Whether the screen has room for a long list of columns over the settings."""
        return self.screen().availableGeometry().height() >= self.theme.pixels(HIGH)

    def _side(self) -> QFrame:
        theme = self.theme
        side = QFrame()
        side.setObjectName("rightside")
        self.tabs = QTabBar()
        self.tabs.setObjectName("sidetabs")
        self.tabs.setDrawBase(False)
        for words in ("列", "様式全体"):
            self.tabs.addTab(words)
        self.pages = QStackedWidget()
        columns = QSplitter(Qt.Orientation.Vertical)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(theme.pixels(4))
        columns.addWidget(self.list)
        columns.addWidget(self.column_panel)
        columns.setStretchFactor(1, 1)
        self.list.setMinimumHeight(theme.pixels(26) * LEAST_ROWS)
        columns.setSizes([theme.pixels(26) * (ROWS if self._is_high() else LEAST_ROWS + 1), theme.pixels(400)])
        self.pages.addWidget(columns)
        self.pages.addWidget(self.form_panel)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        head = QFrame()
        head.setObjectName("sidehead")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = _column(side)
        column.addWidget(head)
        column.addWidget(self.pages, 1)
        side.setMinimumWidth(theme.pixels(320))
        return side

    def _foot(self) -> QFrame:
        theme = self.theme
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.pixels(14), theme.pixels(8), theme.pixels(14), theme.pixels(8))
        row.setSpacing(theme.pixels(8))
        self.where = QLabel()
        self.where.setProperty("secondary", True)
        self.leave = QPushButton("閉じる")
        self.leave.clicked.connect(self.reject)
        self.save_button = QPushButton("保存する")
        self.save_button.clicked.connect(self._save_clicked)
        self.use_button = filled("この様式を資料に使う")
        self.use_button.clicked.connect(self._use_clicked)
        for button in (self.leave, self.save_button, self.use_button):
            button.setAutoDefault(False)
        row.addWidget(self.where, 1)
        row.addWidget(self.leave)
        row.addWidget(self.save_button)
        row.addWidget(self.use_button)
        return foot

    def _connect(self) -> None:
        shaper, desk = self.shaper, self.desk
        shaper.changed.connect(self._show)
        shaper.chosen_changed.connect(self._show_chosen)
        desk.chosen.connect(self._choose)
        desk.extended.connect(shaper.extend)
        desk.turned.connect(shaper.turn)
        desk.stepped.connect(shaper.step)
        desk.nudged.connect(shaper.nudge)
        desk.resized.connect(shaper.resize_at)
        desk.dropped.connect(shaper.move)
        desk.edit_asked.connect(self.edit_heading)
        desk.place_pressed.connect(self._go_to_place)
        self.list.chosen.connect(shaper.choose)
        self.list.stepped.connect(shaper.step)
        self.list.removed.connect(shaper.remove)
        self.list.entered.connect(self.edit_heading)
        self.problems.chosen.connect(self.go_to_problem)
        self._worker.laid_out.connect(self._show_pages)
        self._worker.known_error.connect(self.messages.show_trouble)
        self.bridge.failed.connect(self.messages.show_trouble)
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn_pane, step))
        QShortcut(QKeySequence("F1"), self).activated.connect(self._show_help)

    def _forms(self) -> Library:
        return self.library

    def _show_help(self) -> None:
        viewer = HelpViewer(self.theme, self)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.show_page("forms")
        viewer.show()

    def _turn_pane(self, step: int) -> None:
        panel = (self.column_panel, self.form_panel)[self.tabs.currentIndex()]
        turn([self.desk, self.list, panel, self.problems.list, self.leave], step)

    # -- what is seen --------------------------------------------------------------------------------------

    def _show(self) -> None:
        """The form is another."""
        shaper = self.shaper
        form = shaper.form
        self.setWindowTitle(
            f"様式エディター：{form.name}{'　＊' if shaper.steps.changed or not self.given.key else ''}"
        )
        self.form_panel.show_form()
        problems = shaper.problems()
        self.problems.show_problems(problems, form)
        self.desk.show_form(form, shaper.see)
        if not errors_of(problems):
            printable = shaper.printable()
            self._worker.submit(Draft(printable.job, subject=shaper.see(form)))
        self.commands.show_undo(shaper.steps.undo_name, shaper.steps.redo_name)
        document = shaper.subject.document
        usable = self._may_use and document is not None and document.form != self.given.key
        self.use_button.setVisible(usable)
        self._show_chosen()

    @property
    def pages_are_due(self) -> bool:
        """Whether the pages of the form as it is are still being laid out."""
        return self._worker.busy

    def _show_pages(self, laid: Laid) -> None:
        columns = laid.subject
        assert isinstance(columns, tuple)
        self.desk.show_pages(laid.layout, columns if self.shaper.form.layout == "grid" else ())
        pages = f"{len(laid.layout.pages)}ページ"
        self.tools.paper.setText(f"{laid.paper}　{f'はじめの{pages}' if self.shaper.shows_part else pages}")

    def _show_chosen(self) -> None:
        """Other columns are chosen."""
        shaper = self.shaper
        self.list.show_columns([(column.key, self._row_words(column)) for column in shaper.form.columns], shaper.chosen)
        self.column_panel.show_column()
        self.desk.choose(shaper.chosen)
        places = [index for key in shaper.chosen for index in shaper.shown_at(key)]
        column = shaper.column()
        words = f"{column_name(column)}　{self._width_words(column)}" if column is not None else ""
        self.where.setText(words)
        self.desk.setAccessibleDescription(words)
        for key, possible in (
            ("form_remove", shaper.can_remove),
            ("form_group", shaper.can_group),
            ("form_split", shaper.can_split),
            ("form_wider", bool(places)),
            ("form_narrower", bool(places)),
        ):
            self.commands[key].setEnabled(possible)

    def _width_words(self, column: ColumnDef) -> str:
        places = self.shaper.shown_at(column.key)
        if not column.printed or not places or self.shaper.form.layout != "grid":
            return "画面だけ" if not column.printed else ""
        widths = [self.shaper.see(self.shaper.form)[index].width for index in places]
        words = dict.fromkeys(f"{round(width, 1):g}" for width in widths)
        return f"{'・'.join(words)}mm"

    def _row_words(self, column: ColumnDef) -> str:
        width = self._width_words(column)
        return f"{column_name(column)}　{width}" if width else column_name(column)

    # -- what somebody does --------------------------------------------------------------------------------

    def _choose(self, keys: tuple[str, ...], level: int) -> None:
        self.tabs.setCurrentIndex(COLUMNS)
        self.shaper.choose(keys, level)

    def edit_heading(self) -> None:
        """The keyboard goes to the heading of what is chosen."""
        self.tabs.setCurrentIndex(COLUMNS)
        self.column_panel.go_to_heading()

    def group(self) -> None:
        """One heading over the chosen columns; it is typed next."""
        if self.shaper.can_group:
            self.shaper.group()
            self.edit_heading()

    def ask_column(self) -> None:
        """列を足す: which."""
        names = [field.name for field in self.shaper.fields.values()]
        self.adding = AddDialog(self.theme, self.shaper.offers(), names, self)
        self.adding.finished.connect(self._add_chosen)
        self.adding.open()

    def _add_chosen(self, result: int) -> None:
        dialog, self.adding = self.adding, None
        if dialog is None:
            return
        dialog.deleteLater()
        offer = dialog.offer()
        if not result or (offer is None and dialog.made is None):
            return
        self.tabs.setCurrentIndex(COLUMNS)
        if dialog.made is not None:
            self.shaper.add_field(dialog.made)
        elif offer is not None:
            self.shaper.add(offer.column)
        self.desk.reveal_columns()

    def _go_to_place(self, ident: str) -> None:
        """A part of the page that is no column: its field."""
        path = {"title": "title", "legend": "legend.lines", "notes": "notes.family", "number": "number"}.get(ident, "")
        self.go_to_setting(path)

    def go_to_setting(self, path: str) -> None:
        """The keyboard goes to what the form says at a place."""
        field = self.form_panel.field(path) if path else None
        if field is not None:
            self.tabs.setCurrentIndex(FORM)
            self.form_panel.go_to(field)

    def go_to_problem(self, problem: Problem) -> None:
        """Show the place of a problem."""
        key = column_of(problem.key, self.shaper.form)
        if key is None:
            self.go_to_setting(problem.key)
            return
        self.tabs.setCurrentIndex(COLUMNS)
        self.shaper.choose([key])
        self.column_panel.go_to_part(problem.key.rpartition(".")[2])

    # -- files and the data file ---------------------------------------------------------------------------

    def _write_file(self) -> None:
        self.files.ask_and_write(self.shaper.known_form())

    def save(self, *, use: bool = False) -> bool:
        """Write the form into the data file; with `use` the 資料 on the screen is in it from now on. False = it could
        not be, and why is said."""
        self.messages.clear()
        if errors_of(self.shaper.problems()):
            self.messages.show_message(
                "err", "直す所が残っています。今の内容は残っています。下の一覧から直してください。"
            )
            self.problems.go_on()
            return False
        document = self.shaper.subject.document
        documents = [document.id] if use and document is not None else []
        if not save(self.bridge, self.given, self.shaper.form, self.shaper.drafts.values(), documents, self):
            return False
        self.shaper.steps.saved()
        self.used = self.used or use
        self._show()
        self.messages.show_message("ok", "様式を保存しました。この様式の資料は、すぐに変わります。")
        return True

    def _save_clicked(self) -> None:
        self.save()

    def _use_clicked(self) -> None:
        if self.save(use=True):
            self.accept()

    # -- leaving -------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; what is not saved is asked about."""
        if not self.shaper.steps.changed:
            super().reject()
        elif self.leaving is None:
            self.leaving = LeavingDialog(self.theme, self)
            self.leaving.finished.connect(self._leave)
            self.leaving.open()

    def _leave(self, _result: int) -> None:
        dialog, self.leaving = self.leaving, None
        if dialog is None:
            return
        dialog.deleteLater()
        if dialog.answer == "leave" or (dialog.answer == "save" and self.save()):
            super().reject()

    def shut_down(self) -> None:
        """Stop the layout."""
        self._worker.shut_down()


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
