"""The title that a form gives a 資料 which has none of its own yet."""

from __future__ import annotations

from collections.abc import Sequence

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form


def form_title(
    form: Form, first: FiscalYear, last: FiscalYear, made_for: FiscalYear, actual_years: Sequence[int] = ()
) -> str:
    """The form's title over a plan of `first` … `last`.

    {long} is the first of `actual_years` (start years of the 年度 whose 実績 is shown), else `made_for`, the 年度
    of the 資料.
    """
    shown = FiscalYear(min(actual_years)) if actual_years else made_for
    return form.title.format(first=first.short, last=last.short, long=shown.long)
