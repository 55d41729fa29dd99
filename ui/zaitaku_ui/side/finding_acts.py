"""What the buttons below a finding do, wherever it stands: put right, left as it is, looked at again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.checks import acting
from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.registry import NAMES
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.side.findings import FindingsView
from zaitaku_ui.side.leave_dialog import LeaveDialog
from zaitaku_ui.theme import Theme


def repair_name(findings: list[Finding]) -> str:
    """What the undo step of putting them right is called."""
    names = {finding.repair.name for finding in findings if finding.repair is not None}
    return names.pop() if len(names) == 1 else "点検した所の訂正"


class FindingActs(QObject):
    """Serves lists of findings; each act is one undo step."""

    def __init__(self, bridge: Bridge, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._bridge, self._theme, self._host = bridge, theme, host

    def serve(self, view: FindingsView) -> None:
        """Do what its buttons ask for."""
        view.read_only = self._bridge.read_only
        view.repair_asked.connect(self.repair)
        view.leave_asked.connect(self.leave)
        view.withdraw_asked.connect(self.withdraw)

    def repair(self, findings: list[Finding]) -> None:
        """直す."""
        self._bridge.perform(repair_name(findings), partial(_do_repair, findings), self)

    def leave(self, finding: Finding, where: str = "") -> None:
        """このままにする… `where` = the words for its place."""
        dialog = LeaveDialog(self._theme, finding, where or NAMES[finding.rule], self._host)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            change = partial(_do_leave, finding, dialog.reason)
            self._bridge.perform(f"承知済み：{NAMES[finding.rule]}", change, self)
        dialog.deleteLater()

    def withdraw(self, finding: Finding) -> None:
        """取り消す."""
        self._bridge.perform("承知済みの取り消し", partial(_do_withdraw, finding), self)


def _do_repair(findings: list[Finding], session: Session) -> int:
    return acting.repair(session, findings)


def _do_leave(finding: Finding, reason: str, session: Session) -> None:
    acting.acknowledge(session, finding, reason)


def _do_withdraw(finding: Finding, session: Session) -> None:
    acting.withdraw(session, finding)
