"""What the rules on figures look at: 相談件数 and 指標."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.model.indicator_table import Indicators


@dataclass(frozen=True)
class CountScope:
    """All of them."""

    consultations: Consultations
    indicators: Indicators
