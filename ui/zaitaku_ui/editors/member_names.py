"""Who is meant by the names typed into a table of people: what has to be asked, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from zaitaku_desktop.model.people_names import Likeness, likeness, people_like
from zaitaku_desktop.model.roster import PersonRow, Roster
from zaitaku_desktop.operations.person import add_person, edit_person
from zaitaku_ui.dialogs.similar_names import Answer, Meant, Question

MOST = 5
"""So many who are like the one typed are offered."""


def where_from(roster: Roster, person_id: int) -> str:
    """（みなと野医師会）: the last organization of somebody, "" where none is known."""
    rows = [row for row in roster.memberships.values() if row.person_id == person_id]
    name = roster.organization_name(rows[-1]) if rows else ""
    return f"（{name}）" if name else ""


def question(roster: Roster, typed: str, now: PersonRow | None) -> Question | Answer:
    """Who is meant by `typed`, in a row that has `now` so far (None = a new row); a question where it is not sure."""
    if now is not None and likeness(now.name, typed) is Likeness.SAME:
        return Answer(Meant.RENAMED, now.id)
    likes = [like for like in people_like(typed, roster.people.values()) if now is None or like.person.id != now.id]
    same = [like.person for like in likes if like.likeness is Likeness.SAME]
    if now is not None:
        return _exchanged(roster, typed, now, same)
    if len(same) == 1:
        return Answer(Meant.KNOWN, same[0].id)
    if same:
        several = [(f"{person.name}{where_from(roster, person.id)}", Answer(Meant.KNOWN, person.id)) for person in same]
        return Question(
            typed, "同じ氏名の人が登録されています。", (*several, ("別の人として登録する", Answer(Meant.OTHER)))
        )
    if not likes:
        return Answer(Meant.OTHER)
    offered: list[tuple[str, Answer]] = []
    for like in likes[:MOST]:
        who = f"「{like.person.name}」{where_from(roster, like.person.id)}と同じ人"
        offered += [
            (f"{who}（登録の字のまま）", Answer(Meant.KNOWN, like.person.id)),
            (f"{who}（字を「{typed}」に直す）", Answer(Meant.RENAMED, like.person.id)),
        ]
    other = ("別の人として登録する", Answer(Meant.OTHER))
    variant = likes[0].likeness is Likeness.VARIANT
    about = "字の違う同じ読みの人かもしれません。" if variant else "よく似た氏名の人が登録されています。"
    return Question(typed, about, (*offered, other) if variant else (other, *offered))


def _exchanged(roster: Roster, typed: str, now: PersonRow, same: Sequence[PersonRow]) -> Question:
    """Another name in a row that has somebody."""
    correct = (f"「{now.name}」さんの氏名を直す", Answer(Meant.RENAMED, now.id))
    known = [
        (f"別の人「{person.name}」{where_from(roster, person.id)}に入れ替える", Answer(Meant.KNOWN, person.id))
        for person in same
    ]
    other = [] if same else [(f"別の人「{typed}」に入れ替える", Answer(Meant.OTHER))]
    slip = likeness(now.name, typed) is not Likeness.NONE and not same
    answers = (correct, *known, *other) if slip else (*known, *other, correct)
    return Question(typed, f"この行は、いま「{now.name}」さんです。任期の途中の交代は「交代」で記録できます。", answers)


def person_of(session: Session, typed: str, answer: Answer) -> int:
    """Write what was answered. Returns the id of who is meant."""
    if answer.person is None:
        return add_person(session, typed)
    if answer.meant is Meant.RENAMED:
        edit_person(session, answer.person, name=typed)
    return answer.person


def open_questions(found: Iterable[Question | Answer]) -> list[Question]:
    """Those that have to be asked."""
    return [one for one in found if isinstance(one, Question)]
