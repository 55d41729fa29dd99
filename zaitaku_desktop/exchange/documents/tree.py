"""What the reading of a 自由文書 gives: plain data."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.exchange.proposal import Listed
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block as read. `line` = where it begins in the source, `figure` = which one it shows; `frozen` = it shows the
    cards of the paper."""

    line: int
    kind: BlockKind
    text: str = ""
    level: int = 0
    series: Series = Series.AUTO
    start: int | None = None
    figure: str = ""
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One 自由文書. `cover` = its title, 年月 and whose it is stood on lines of their own. `plan` = the plan its cards
    are of, None = it has none. `cards` = how many. `left` = what could not be understood."""

    line: int
    title: str
    blocks: tuple[BlockText, ...] = ()
    cover: bool = False
    dated: str = ""
    city: str = ""
    plan: PlanSnapshot | None = None
    cards: int = 0
    fiscal_year: int | None = None
    left: tuple[Listed, ...] = ()
