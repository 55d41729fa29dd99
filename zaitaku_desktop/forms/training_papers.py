"""From a stored 資料 about 研修 to what it prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.print_matrix import matrix_job
from zaitaku_desktop.forms.print_report import report_job
from zaitaku_desktop.forms.print_training import training_job
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.reading_counts import load_consultations
from zaitaku_desktop.storage.reading_trainings import load_trainings
from zaitaku_desktop.typeset.blocks import PrintJob

_JOBS = {"training_list": training_job, "training_matrix": matrix_job}
OF_TRAININGS = frozenset({*_JOBS, "office_report"})
"""The layouts of 資料 that show 研修."""


def training_maker(connection: Connection, document: DocumentRow, form: Form) -> Callable[[], PrintJob]:
    """What makes the print job of a 資料 in one of `OF_TRAININGS`."""
    city, book = load_municipality(connection), load_trainings(connection)
    if form.layout == "office_report":
        return partial(report_job, form, document, city, book, load_consultations(connection))
    return partial(_JOBS[form.layout], form, document, city, book)
