"""A shaped form goes into the data file, into a 資料, into a file of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.form_file import with_keys
from zaitaku_desktop.forms.library import Library, preset_forms, read_library
from zaitaku_desktop.forms.trial import trial_plan
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.own_fields import own_field_like
from zaitaku_desktop.operations.own_forms import add_form, change_form, free_name, rename_form
from zaitaku_desktop.storage.reading import load_axes, load_axis_names, load_municipality, load_plan, load_plans
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.forms_editor.shaper import Subject

COPY = "（複製）"


@dataclass(slots=True)
class Opened:
    """A form on its way into the editor. `key` = the own form that it is, "" = it will be a new one."""

    form: Form
    key: str = ""


def copy_of(library: Library, key: str) -> Opened:
    """A copy of a form, which is in the data file only once it is saved. KnownError if the form cannot be read."""
    form = library.form(key)
    name = form.name.removesuffix(COPY)
    return Opened(replace(form, name=free_name(library, f"{name}{COPY}")))


def opened(library: Library, key: str) -> Opened:
    """An own form itself; of a preset a copy. KnownError if the form cannot be read."""
    return copy_of(library, key) if key in preset_forms() else Opened(library.form(key), key)


def read_subject(bridge: Bridge, document: DocumentRow | None) -> tuple[Library, Subject]:
    """All forms of the file, and what a form is tried on: the plan of `document`, else the first one."""
    with bridge.workspace.read() as connection:
        library = read_library(connection)
        axes = load_axes(connection)
        plans = [plan.id for plan in load_plans(connection)]
        wanted = document.plan_id if document is not None and document.plan_id is not None else next(iter(plans), None)
        plan = load_plan(connection, wanted) if wanted is not None else None
        city = load_municipality(connection)
        names = load_axis_names(connection)
    return library, Subject(trial_plan(plan, city, axes), document, library.fields, names)


def save(
    bridge: Bridge,
    given: Opened,
    form: Form,
    drafts: Iterable[Field] = (),
    documents: Iterable[int] = (),
    initiator: object = None,
) -> bool:
    """Write the form with the new fields it shows (`drafts`), and put these 資料 into it: one undo step. `given.key` is
    set for a new one. False = nothing was written; the bridge has said why."""
    changed, used = tuple(documents), {key for column in form.columns for key in column.fields}
    made = [field for field in drafts if field.key in used]

    def write(session: Session) -> str:
        keys = {field.key: own_field_like(session, field) for field in made}
        return write_form(session, with_keys(form, keys))

    def write_form(session: Session, form: Form) -> str:
        if given.key:
            key = given.key
            if form.name != read_library(session.connection()).name(key):
                rename_form(session, key, form.name)
            change_form(session, key, form)
        else:
            key = add_form(session, form, form.name)
        for document in changed:
            edit_document(session, document, form=key)
        return key

    done = bridge.perform("様式の変更" if given.key else "様式の追加", write, initiator)
    if done is None:
        return False
    given.key = done.result
    return True
