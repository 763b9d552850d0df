"""What the window knows of the start page: deadlines, who is ready, who comes and goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.occupancy import Tally

HOUSE = UUID(int=0)
"""``person_id`` of a row that is the house's own, about no resident."""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline with the button that solves it.

    Attributes:
        person_id: The resident; ``HOUSE`` where it is about none.
        badge_kind: ``over``, ``soon``, ``wait``, ``ok`` or ``none``.
        badge_text: "Overskredet 1 hverdag", "I dag", "Afventer 12 døgn", "27-11-2026".
        strong: Only a planned move without a support decision.
        why: Tooltip: rule, paragraph, source, counted days, strict and lenient date.
        action: Stable key, e.g. ``letter:admission_notice``, ``open:overview``, ``register:support_decision``.
        action_label: Danish text of the button.
        is_law: The law's deadline; False is the house's own reminder.
        subject: What a letter about it is about: a prerequisite ``C1`` to ``C12`` or the id of the
            letter that waits for an answer; the id of another matter, "" for none.
        words: What somebody wrote about it, hidden with the names; "" while a protected resident
            is closed.
    """

    person_id: UUID
    stay_id: UUID | None
    name: str
    badge_kind: str
    badge_text: str
    what: str
    why: str
    action: str
    action_label: str
    due: date | None
    is_law: bool
    strong: bool
    mine: bool
    rule_rows: tuple[str, ...] = ()
    room: str = ""
    subject: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """Klar til egen bolig – uden plan: days counted since the first K1 or K2."""

    person_id: UUID
    name: str
    category: str
    waits_for: str
    days: int
    room: str = ""


@dataclass(frozen=True, slots=True)
class MovementRow:
    """Arrival or departure, today or tomorrow.

    Attributes:
        person_id: Whom it is about; of a reservation (``expected``) without a record its own id.
        kind: ``departure``, ``arrival``, ``return`` or ``expected``.
    """

    person_id: UUID
    kind: str
    day: date
    time: str
    name: str
    text: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class UnsentLetter:
    """Printed or saved, and nobody has said yet whether it was sent."""

    letter_id: UUID
    person_id: UUID
    title: str
    name: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """The start page."""

    today: date
    # How full the house is; the overcrowded night is said in plain words.
    tally: Tally
    deadlines: tuple[DeadlineRow, ...]
    ready: tuple[ReadyRow, ...]
    movements: tuple[MovementRow, ...]
    unsent: tuple[UnsentLetter, ...]
    to_confirm: tuple[DeadlineRow, ...] = ()
    # Reservations of today and tomorrow.
    expected: tuple[MovementRow, ...] = ()

    @property
    def coming(self) -> tuple[MovementRow, ...]:
        """Movements and reservations, in the order of their hours."""
        rows = (*self.movements, *self.expected)
        return tuple(sorted(rows, key=lambda row: (row.day, row.time or "99")))
