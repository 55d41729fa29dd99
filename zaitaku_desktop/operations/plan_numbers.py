"""Numbers of 取組 by a rule: proposed from the plan as it stands, then written as they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.references import Follow
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.operations import entries
from zaitaku_desktop.operations.references import write_following

PHILOSOPHY = "philosophy"
"""Key of the axis 基本理念."""
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
CIRCLED = tuple(chr(0x2460 + n) for n in range(20)) + tuple(chr(0x3251 + n) for n in range(15))


class NumberRule(StrEnum):
    """How the No. of a 取組 is made."""

    SERIAL = "serial"  # 1, 2, 3 through the whole plan
    IN_GROUP = "in_group"  # 1, 2, 3 in each 項目
    KANA_IN_GROUP = "kana"  # ア, イ, ウ in each 項目
    GROUP = "group"  # 1-(1): the place of the 項目 and a serial
    CIRCLED_GROUP = "circled"  # ①-1: the same, circled
    PHILOSOPHY = "philosophy"  # ①-1: the sign of the 基本理念 and a serial


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One 取組 in the preview: `new` = `old` where it keeps what it has, `why` says then why."""

    item_id: int
    old: str
    new: str
    why: str = ""


def possible_rules(snapshot: PlanSnapshot) -> tuple[NumberRule, ...]:
    """The rules this plan can be numbered by, the likeliest first."""
    initiatives = [item for item in snapshot.items.values() if item.kind is ItemKind.INITIATIVE]
    by_axis = any(_sign(snapshot, item) for item in initiatives)
    in_groups = any(item.parent_id is not None for item in initiatives)
    return (
        *((NumberRule.PHILOSOPHY,) if by_axis else ()),
        NumberRule.SERIAL,
        *((NumberRule.GROUP, NumberRule.CIRCLED_GROUP, NumberRule.IN_GROUP) if in_groups else ()),
        NumberRule.KANA_IN_GROUP,
    )


def propose(
    snapshot: PlanSnapshot, item_ids: Sequence[int], rule: NumberRule, *, keep_typed: bool = False
) -> list[NumberChange]:
    """New numbers of these 取組, in the order given. `keep_typed` = only those without a number get one.

    What another 取組 keeps is left out of the series, so that no number is given twice (in one 項目, where the rule
    counts anew in each).
    """
    chosen = [snapshot.items[item_id] for item_id in item_ids]
    changing = {item.id for item in chosen if not (keep_typed and item.number)}
    taken: dict[object, set[str]] = {}
    for item in snapshot.items.values():
        if item.kind is ItemKind.INITIATIVE and item.id not in changing and item.number:
            taken.setdefault(_apart(item, rule), set()).add(item.number)
    series: dict[object, Iterator[str]] = {}
    found: list[NumberChange] = []
    for item in chosen:
        heading = _heading(snapshot, item, rule)
        if item.id not in changing:
            found.append(NumberChange(item.id, item.number, item.number, "今の番号を残します"))
        elif rule is NumberRule.PHILOSOPHY and not _sign(snapshot, item):
            found.append(NumberChange(item.id, item.number, item.number, "基本理念が選ばれていません"))
        else:
            numbers = series.setdefault(heading, _series(snapshot, item, rule))
            new = next(number for number in numbers if number not in taken.get(_apart(item, rule), ()))
            found.append(NumberChange(item.id, item.number, new))
    return found


def _sign(snapshot: PlanSnapshot, item: ItemRow) -> str:
    """The sign of the (first) 基本理念 of a 取組, "" without one."""
    return next((value.number for value in snapshot.tagged(item, PHILOSOPHY) if value.number), "")


def _heading(snapshot: PlanSnapshot, item: ItemRow, rule: NumberRule) -> object:
    """What the series begins anew with."""
    if rule is NumberRule.SERIAL:
        return None
    return _sign(snapshot, item) if rule is NumberRule.PHILOSOPHY else item.parent_id


def _apart(item: ItemRow, rule: NumberRule) -> int | None:
    """Within what a number may stand only once: the 項目, or the whole plan."""
    return item.parent_id if rule in (NumberRule.IN_GROUP, NumberRule.KANA_IN_GROUP) else None


def _series(snapshot: PlanSnapshot, item: ItemRow, rule: NumberRule) -> Iterator[str]:
    tops = [top.id for top in snapshot.children(None) if top.kind is ItemKind.GROUP]
    place = tops.index(item.parent_id) + 1 if item.parent_id in tops else 0
    for serial in count(1):
        match rule:
            case NumberRule.KANA_IN_GROUP:
                yield KANA[(serial - 1) % len(KANA)] * (1 + (serial - 1) // len(KANA))
            case NumberRule.GROUP:
                yield f"{place}-({serial})"
            case NumberRule.CIRCLED_GROUP:
                yield f"{circled(place)}-{serial}"
            case NumberRule.PHILOSOPHY:
                yield f"{_sign(snapshot, item)}-{serial}"
            case _:
                yield str(serial)


def circled(number: int) -> str:
    """① … ㉟; beyond them, and for 0, the plain number in brackets."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({number})"


def renumber(session: Session, numbers: Mapping[int, str], following: Iterable[Follow] = ()) -> None:
    """Write the numbers of these 取組, and what the references to them say then (`forms.references.following`).

    Raises KnownError if one is gone or is no 取組.
    """
    for item_id, number in numbers.items():
        item = entries.item_of(session, item_id)
        if item.kind != ItemKind.INITIATIVE.value:
            raise KnownError("番号が付くのは取組だけです。", todo="取組の行を選んでください。")
        if item.number != number:
            item.number = number
    session.flush()
    write_following(session, following)
