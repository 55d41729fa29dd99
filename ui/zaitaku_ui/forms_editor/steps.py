"""What was done to a form since it was opened, step by step; nothing of it is in the data file before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.forms.definition import Form


@dataclass(frozen=True, slots=True)
class Step:
    """A change: what it is called, and the form before and after it."""

    name: str
    before: Form
    after: Form


class Steps:
    """The form as it is now, with undo and redo."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._saved = form
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._going_on = ""

    def push(self, name: str, form: Form, *, going_on: str = "") -> bool:
        """Take a new state. Steps that follow each other with the same `going_on` (typing in one field) are one step.
        False = nothing is different."""
        if form == self.form:
            return False
        if going_on and going_on == self._going_on and self._done and not self._undone:
            self._done[-1] = Step(name, self._done[-1].before, form)
        else:
            self._done.append(Step(name, self.form, form))
        self._going_on = going_on
        self._undone.clear()
        self.form = form
        return True

    def pause(self) -> None:
        """What is typed next is a step of its own."""
        self._going_on = ""

    @property
    def undo_name(self) -> str | None:
        """What undo would take back; None = nothing."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """What redo would do again; None = nothing."""
        return self._undone[-1].name if self._undone else None

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self.pause()
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self.form = step.before

    def redo(self) -> None:
        """Do the last undone step again, if there is one."""
        self.pause()
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self.form = step.after

    @property
    def changed(self) -> bool:
        """Whether the form differs from what was last saved (at first: opened)."""
        return self.form != self._saved

    def saved(self) -> None:
        """The form as it is now is in the data file."""
        self._saved = self.form
        self.pause()
