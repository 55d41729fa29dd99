"""新しく作る: whose file, which plan, where it is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.dialogs.plan_settings import PeriodField
from zaitaku_ui.theme import Theme

SUFFIX = ".zaitaku"
FILES = "在宅連携デスクのデータ (*.zaitaku)"
PLAN_TITLE = "在宅医療・介護連携推進計画"
FORM = "p1"
PLAN_YEARS = 3


class PlaceField(QWidget):
    """Where a file will stand: its path, to be typed or chosen."""

    def __init__(self, theme: Theme, folder: Path, name: str) -> None:
        super().__init__()
        self._folder = folder
        self._touched = False
        self.path_field = QLineEdit(str(folder / name))
        self.path_field.setAccessibleName("保存する場所")
        self.path_field.textEdited.connect(self._typed)
        self.choose = QPushButton("場所を選ぶ…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.path_field, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.path_field)

    def suggest(self, name: str) -> None:
        """A name for the file, as long as nobody has chosen one."""
        if not self._touched:
            self.path_field.setText(str(self._folder / name))

    def path(self) -> Path:
        """The path with its suffix. KnownError if none stands there."""
        text = self.path_field.text().strip()
        if not text:
            raise KnownError("保存する場所が空です。", todo="場所を選んでください。")
        path = Path(text).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def _typed(self) -> None:
        self._touched = True

    def _choose(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self,
            "保存する場所",
            self.path_field.text(),
            FILES,
            options=QFileDialog.Option.DontConfirmOverwrite,  # a new file never replaces one: that is said later
        )
        if found:
            self._touched = True
            self.path_field.setText(found)


class NewFileDialog(FormDialog):
    """Makes a data file. After `accept`, `workspace` is it, open."""

    def __init__(self, theme: Theme, folder: Path, *, for_import: bool = False, parent: QWidget | None = None) -> None:
        """`for_import` = the plan comes from Excel, so none is asked for."""
        title, button = ("取り込み先のファイルを作る", "次へ：取り込む") if for_import else ("新しく作る", "作って開く")
        super().__init__(theme, title, button, parent)
        self.workspace: Workspace | None = None
        self._for_import = for_import
        now = FiscalYear.of(dt.date.today())
        self.name = QLineEdit()
        self.name.setPlaceholderText("例　みなと野市")
        self.name.textChanged.connect(self._suggest)
        self.plan = QLineEdit(PLAN_TITLE)
        self.period = PeriodField(theme, now, now + (PLAN_YEARS - 1))
        self.place = PlaceField(theme, folder, f"在宅連携{SUFFIX}")
        self.add_row("自治体の名前(&N)", self.name)
        if not for_import:
            self.add_row("計画の名前(&P)", self.plan)
            self.add_row("計画の期間(&Y)", self.period)
        self.add_row(
            "保存する場所(&S)",
            self.place,
            "データは、この1つのファイルに入ります。" + ("続けて、選んだExcelを取り込みます。" if for_import else ""),
        )
        self.setMinimumWidth(theme.pixels(640))
        self.name.setFocus()

    def _suggest(self, name: str) -> None:
        self.place.suggest(file_name(name.strip() or "在宅連携", SUFFIX))

    def take(self) -> bool:
        """Make the file. KnownError where it cannot be made."""
        name = self.name.text().strip()
        if not name:
            raise KnownError("自治体の名前が空です。", safe="", todo="自治体の名前を入力してください。")
        title = self.plan.text().strip() or PLAN_TITLE
        first, last = self.period.years()
        with_plan = not self._for_import

        def fill(session: Session) -> None:
            fill_new(session)
            if with_plan:
                plan_id = create_plan(session, title, first, last)
                create_document(session, form=FORM, title=title, fiscal_year=first, plan_id=plan_id)

        self.workspace = Workspace.create(self.place.path(), name=name, fill=fill)
        return True
