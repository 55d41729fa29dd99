"""会議録 as cities publish them, read and printed again in both styles: no sentence is lost."""

from __future__ import annotations

import pytest
from made_meetings import document
from minutes_texts.facts import NAMES, text_of
from printed_pdf import copied, pdf_of, solid
from read_meetings import meeting_of

from zaitaku_desktop.exchange.minutes.reading import read_minutes
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_minutes import minutes_job
from zaitaku_desktop.typeset.fonts import Faces


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


@pytest.mark.parametrize("form", ["m2", "m2s"])
@pytest.mark.parametrize("name", NAMES)
def test_that_every_sentence_that_was_read_stands_on_paper_with_its_number(name: str, form: str, faces: Faces) -> None:
    found = read_minutes(text_of(name))
    words = copied(pdf_of(minutes_job(load_form(form), document(form), meeting_of(found)).job, faces))
    lines = [block.number + line for block in found.blocks for line in block.text.split("\n")[:1]]
    lines += [line for block in found.blocks for line in block.text.split("\n")[1:]]
    numbered = form == {"form": "m2", "sections": "m2s"}[found.style]
    lines += [person.name for person in found.people] + [item.number * numbered + item.title for item in found.agenda]
    lines += [found.place, found.office if form == "m2" else ""]
    assert [line for line in lines if solid(line) not in words] == []
