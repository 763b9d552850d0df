"""The overview that is being filled in: its answers, changed one at a time and kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from boform_app.rules.readiness import (
    Answers,
    DomainNote,
    Rating,
    Reason,
    answers_from_json,
    answers_to_json,
)
from ui.ports import DraftPort, DraftSlot

KIND = "overview"
Voice = Literal["resident", "staff"]
NoteField = Literal["seen", "strength", "helps"]

REASONS: dict[Voice, tuple[Reason, ...]] = {
    "resident": (Reason.DOES_NOT_KNOW, Reason.WILL_NOT_SAY),
    "staff": (Reason.DOES_NOT_KNOW, Reason.NOT_SEEN_HERE, Reason.WILL_NOT_SAY),
}
"""Named reasons a voice can give, in the order in which ? walks through them."""


class OverviewDraft(QObject):
    """Answers and the day of the talk; every change is a draft at once.

    Signals:
        changed: An answer was given, changed or taken away.
    """

    changed = Signal()

    def __init__(
        self, drafts: DraftPort, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts, self._today = drafts, today
        self._slot = DraftSlot(KIND)
        self.answers = Answers()
        self._talked_on: date | None = None
        self.talked_with, self.second = "", ""

    @property
    def today(self) -> date:
        """The day notes are written on."""
        return self._today()

    @property
    def untouched(self) -> bool:
        """Nothing was changed since it began, so nothing of it is kept yet."""
        return self._drafts.get(self._slot) is None

    @property
    def talked_on(self) -> date:
        """The day the overview is about; today unless another day was written."""
        return self._talked_on or self._today()

    def take_up(self, person_id: str) -> bool:
        """Read what was left about a person; False when nothing was."""
        self._slot = DraftSlot(KIND, person_id)
        self.answers, self._talked_on = Answers(), None
        self.talked_with, self.second = "", ""
        saved = self._drafts.get(self._slot)
        if saved is None or not saved.text:
            return False
        found = json.loads(saved.text)
        self.answers = answers_from_json(found["answers"])
        day = found.get("talked_on")
        self._talked_on = date.fromisoformat(day) if day else None
        self.talked_with = str(found.get("talked_with", ""))
        self.second = str(found.get("second", ""))
        return True

    def begin(self, answers: Answers) -> None:
        """A new one, from the last answers; notes keep their date. A draft from the first change."""
        self.answers, self._talked_on = answers, None
        self.talked_with, self.second = "", ""

    def resume(
        self, answers: Answers, talked_on: date, second: str = "", talked_with: str = ""
    ) -> None:
        """Write on in one that was finished and taken back."""
        self.answers, self.second, self.talked_with = answers, second, talked_with
        self._talked_on = None if talked_on == self._today() else talked_on
        self._keep()

    def forget(self) -> None:
        """It became part of the record, or was thrown away."""
        self._drafts.remove(self._slot)
        self.answers, self._talked_on = Answers(), None
        self.talked_with, self.second = "", ""

    def set(self, **changes: Any) -> None:
        """Other answers, by their names in ``Answers``."""
        self.answers = replace(self.answers, **changes)
        self._keep()

    def set_word(self, name: str, text: str) -> None:
        """The resident's own words to one question; a change of font is no change of words."""
        if getattr(self.answers.words, name) == text:
            return
        self.set(words=replace(self.answers.words, **{name: text}))

    def set_talked_on(self, day: date | None) -> None:
        """Another day than today."""
        self._talked_on = None if day == self._today() else day
        self._keep()

    def set_talked_with(self, name: str) -> None:
        """Who talked with the resident, "" for whoever finishes it."""
        self.talked_with = name
        self._keep()

    def set_second(self, staff_id: str) -> None:
        """Who else on the staff rated, "" for nobody; without one nobody rated apart."""
        self.second = staff_id
        if not staff_id and self.answers.two_raters:
            self.set(two_raters=False)
        else:
            self._keep()

    def rate(self, voice: Voice, row: int, rating: Rating) -> None:
        """A level, a reason, or None for not asked yet."""
        ratings: tuple[Rating, ...] = getattr(self.answers, voice)
        self.set(**{voice: (*ratings[:row], rating, *ratings[row + 1 :])})

    def write_note(self, row: int, field: NoteField, text: str) -> None:
        """What was seen, what works or what helps; from today, when the words are new."""
        if getattr(self.answers.notes[row], field) == text:
            return
        words: dict[str, Any] = {field: text}
        note = replace(self.answers.notes[row], **words)
        if not any((note.seen.strip(), note.strength.strip(), note.helps.strip())):
            self._put_note(row, DomainNote())
            return
        self._put_note(row, replace(note, noted_on=self._today()))

    def confirm_note(self, row: int) -> bool:
        """Still right: the note counts from today; False where there is none."""
        note = self.answers.notes[row]
        if note == DomainNote():
            return False
        self._put_note(row, replace(note, noted_on=self._today()))
        return True

    def _put_note(self, row: int, note: DomainNote) -> None:
        notes = self.answers.notes
        if notes[row] != note:
            self.set(notes=(*notes[:row], note, *notes[row + 1 :]))

    def _keep(self) -> None:
        kept = {
            "answers": answers_to_json(self.answers),
            "talked_on": self._talked_on.isoformat() if self._talked_on else None,
            "talked_with": self.talked_with,
            "second": self.second,
        }
        self._drafts.put(self._slot, json.dumps(kept, ensure_ascii=False))
        self.changed.emit()


def next_reason(voice: Voice, rating: Rating) -> Reason:
    """What ? gives: *ved ikke* first, pressed again the next named reason."""
    reasons = REASONS[voice]
    if isinstance(rating, Reason) and rating in reasons:
        return reasons[(reasons.index(rating) + 1) % len(reasons)]
    return reasons[0]
