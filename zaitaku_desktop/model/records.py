"""All mapped classes, in an order in which rows can be inserted (parents first)."""

from __future__ import annotations

from zaitaku_desktop.model.acknowledgement import Acknowledgement
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, ItemTag, Plan, PlanItem, RelatedPlan
from zaitaku_desktop.model.vocabulary import Axis, AxisValue, OwnField, StoredForm

ALL: tuple[type[Record], ...] = (
    Municipality,
    Axis,
    AxisValue,
    OwnField,
    StoredForm,
    Plan,
    RelatedPlan,
    PlanItem,
    ItemTag,
    Entry,
    Document,
    Acknowledgement,
)
