"""All mapped classes, in an order in which rows can be inserted (parents first)."""

from __future__ import annotations

from zaitaku_desktop.model.acknowledgement import Acknowledgement
from zaitaku_desktop.model.agenda import AgendaHandout, AgendaItem
from zaitaku_desktop.model.attendance import Attendance
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.committee import Committee, Membership, SecretariatMember, Term
from zaitaku_desktop.model.confirmation import Confirmation
from zaitaku_desktop.model.consultation import ConsultationCategory, ConsultationCount
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.handout import AttachedFile, Handout, HandoutPart
from zaitaku_desktop.model.indicator import Indicator, IndicatorItem, IndicatorValue
from zaitaku_desktop.model.meeting import Meeting, MeetingLock
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.organization import Organization
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.packet import Packet
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.plan import Entry, ItemTag, Plan, PlanItem, RelatedPlan
from zaitaku_desktop.model.revision import Revision
from zaitaku_desktop.model.training import (
    ParticipantCount,
    ParticipantKind,
    TrainingDay,
    TrainingLecturer,
    TrainingProgramme,
    TrainingSeries,
    TrainingSession,
)
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
    Person,
    Organization,
    Committee,
    SecretariatMember,
    Term,
    Membership,
    Meeting,
    MeetingLock,
    ParticipantKind,
    TrainingProgramme,
    TrainingSeries,
    TrainingSession,
    TrainingDay,
    TrainingLecturer,
    ParticipantCount,
    Document,
    Acknowledgement,
    Confirmation,
    Attendance,
    AgendaItem,
    AttachedFile,
    Handout,
    HandoutPart,
    Packet,
    AgendaHandout,
    Revision,
    OutlineBlock,
    ConsultationCategory,
    ConsultationCount,
    Indicator,
    IndicatorValue,
    IndicatorItem,
)
