"""The table of commands (action_table.py) as QActions: in menus, tool rows and context menus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from zaitaku_ui.action_table import MENUS, ActionSpec
from zaitaku_ui.theme import Theme


def fill_menu(menu: QMenu, keys: Sequence[str], actions: Mapping[str, QAction] | Actions | JoinedActions) -> QMenu:
    """Put commands into a menu; "|" parts them."""
    for key in keys:
        if key == "|":
            menu.addSeparator()
        else:
            menu.addAction(actions[key])
    menu.setToolTipsVisible(True)
    return menu


class Actions:
    """The QActions of these specs, on `owner`. `handlers` = what each does, by key.

    Those of an editor (scope other than "window") work while the keyboard is in `owner`.
    """

    def __init__(
        self,
        owner: QWidget,
        theme: Theme,
        handlers: Mapping[str, Callable[..., object]],
        specs: Sequence[ActionSpec],
        *,
        keyless: Collection[str] = (),
    ) -> None:
        """`keyless` = commands whose keys somebody else has: they only stand in tool rows and menus."""
        self._theme = theme
        self._specs = {spec.key: spec for spec in specs}
        self._actions: dict[str, QAction] = {}
        for spec in specs:
            action = QAction(spec.text, owner)
            if spec.key not in keyless:
                action.setShortcut(QKeySequence(spec.shortcut))
            action.setCheckable(spec.checkable)
            action.setToolTip(_tip(spec))
            action.triggered.connect(handlers[spec.key])
            if spec.scope != "window":
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.setObjectName(f"{spec.scope}-{spec.key}")
                action.setIconText(spec.word or spec.plain)
                owner.addAction(action)
            self._actions[spec.key] = action
        self.dress()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __contains__(self, key: str) -> bool:
        return key in self._actions

    def dress(self) -> None:
        """Draw the icons in the present colours."""
        for key, action in self._actions.items():
            icon = self._specs[key].icon
            if icon:
                action.setIcon(self._theme.icon(icon, "ink2"))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; returns them by key."""
        menus = {key: bar.addMenu(title) for key, title in MENUS}
        for key, menu in menus.items():
            self.add_to(menu, key)
        return menus

    def add_to(self, menu: QMenu, key: str) -> None:
        """Add the commands of that menu, in the order of the table."""
        for spec in self._specs.values():
            if spec.menu == key:
                if spec.line:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.key])
        menu.setToolTipsVisible(True)

    def menus(self) -> set[str]:
        """The keys of the menus in which some of these stand."""
        return {spec.menu for spec in self._specs.values() if spec.menu}

    def menu(self, keys: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these commands; "|" parts them."""
        return fill_menu(QMenu(parent), keys, self)

    def allow(self, possible: set[str]) -> None:
        """Enable what can be done now. `possible` ⊂ {"file", "write", "document", "year"}."""
        for key, action in self._actions.items():
            needs = self._specs[key].needs
            action.setEnabled(not needs or needs in possible)

    def refuse_writing(self, reason: str) -> None:
        """Switch off what writes, and say why."""
        for key, action in self._actions.items():
            if self._specs[key].needs == "write":
                action.setEnabled(False)
                action.setToolTip(f"{self._specs[key].plain}\n{reason}")

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what 元に戻す and やり直す would do now; None = nothing."""
        for key, name in (("undo", undo), ("redo", redo)):
            spec, action = self._specs[key], self._actions[key]
            action.setEnabled(name is not None)
            action.setText(f"{spec.plain}：{name}" if name else spec.text)
            action.setToolTip(f"{spec.plain}：{name}（{spec.keys}）" if name else spec.plain)
        if "undo_list" in self._actions:
            self._actions["undo_list"].setEnabled(undo is not None or redo is not None)


class JoinedActions:
    """Commands of an editor and of the page it stands in, for one tool row."""

    def __init__(self, *parts: Actions) -> None:
        self._parts = parts

    def __getitem__(self, key: str) -> QAction:
        """The first that has the key. Raises KeyError."""
        return next(part[key] for part in self._parts if key in part)

    def menu(self, keys: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these commands; "|" parts them."""
        return fill_menu(QMenu(parent), keys, self)


def _tip(spec: ActionSpec) -> str:
    keys = f"（{spec.keys}）" if spec.keys else ""
    return f"{spec.plain}{keys}" + (f"\n{spec.tip}" if spec.tip else "")
