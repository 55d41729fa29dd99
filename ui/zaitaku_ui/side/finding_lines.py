"""Findings as lines of a list, and the words about one of them. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zaitaku_desktop.checks.finding import HEADINGS, Finding, Severity
from zaitaku_desktop.checks.registry import NAMES
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.checks.whole import Told
from zaitaku_desktop.checks.words import field_words, owner_words
from zaitaku_desktop.model.fields import Field
from zaitaku_ui.side.line import Line

ICONS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("error", "err"),
    Severity.WARNING: ("warn", "warn"),
    Severity.INFO: ("info", "accent"),
}
"""Icon and colour."""
LEFT = "承知済み"
CAN_BE_PUT_RIGHT = "直せます"
UNIT = "件"


def gravest(findings: Iterable[Finding]) -> Severity:
    """The gravest of them. ValueError without any."""
    order = list(Severity)
    return min((finding.severity for finding in findings), key=order.index)


def _line(finding: Finding, where: str) -> Line:
    if finding.acknowledged:
        return Line(NAMES[finding.rule], f"{where}　理由：{finding.acknowledged}", "ok", "ok", key=finding)
    icon, token = ICONS[finding.severity]
    chip = CAN_BE_PUT_RIGHT if finding.repair else ""
    return Line(NAMES[finding.rule], where, icon, token, chip, finding)


def lines_of_plan(findings: Sequence[Finding], scope: Scope, *, with_left: bool) -> list[Line]:
    """All of a plan, as `lines_of_told` has them."""
    return lines_of_told([(one, _where(one, scope)) for one in findings], with_left=with_left)


def lines_of_told(told: Sequence[Told], *, with_left: bool) -> list[Line]:
    """All under headings by what to do (LOOK 4.5); `with_left` = what is 承知済み too, at the end."""
    lines: list[Line] = []
    groups = [(HEADINGS[kind], *ICONS[kind], [one for one in told if _is(one[0], kind)]) for kind in Severity]
    if with_left:
        groups.append((LEFT, "ok", "ok", [one for one in told if one[0].acknowledged]))
    for heading, icon, token, members in groups:
        if members:
            lines.append(Line(heading, icon=icon, token=token, chip=f"{len(members)}{UNIT}"))
            lines += [_line(*one) for one in members]
    return lines


def _where(finding: Finding, scope: Scope) -> str:
    """The short part first: a long name is cut at its end."""
    owner = owner_words(finding.place, scope.snapshot, scope.documents)
    return f"{field_words(finding.place, scope.snapshot.fields)}　{owner}"


def _is(finding: Finding, severity: Severity) -> bool:
    return finding.severity is severity and not finding.acknowledged


def lines_of_cell(findings: Sequence[Finding], fields: Mapping[str, Field] | None = None) -> list[Line]:
    """Those of one cell: what is still open first. `fields` = those of the plan."""
    ordered = sorted(findings, key=_is_left)
    return [_line(finding, field_words(finding.place, fields)) for finding in ordered]


def _is_left(finding: Finding) -> bool:
    return bool(finding.acknowledged)


def detail_words(finding: Finding) -> str:
    """What disagrees, and what putting it right would do."""
    if finding.acknowledged:
        return f"{finding.message}\nこのままにする理由：{finding.acknowledged}"
    if finding.repair is None:
        return finding.message
    return f"{finding.message}\n「{finding.repair.before}」を「{finding.repair.after}」に直せます。"
