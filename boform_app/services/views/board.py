"""What the window knows of the board of Handleplaner and of one case on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One open matter: who has the ball, for how long, and the button that moves it.

    Attributes:
        key: Stable within the board, for keeping the selection.
        name: *Efternavn, Fornavn*; the room of a protected resident that is closed.
        column: ``us``, ``municipality``, ``housing`` or ``moving``.
        what: "Handleplan"; ``where`` the party it lies with: "Randers", "Boliganvisning, Randers".
        days: Days that party has had it; None where nothing is waited for.
        badge_kind: ``over``, ``soon``, ``wait``, ``ok``, ``none``, or "" for no badge.
        detail: "Rykket 16-11 · næste 30-11", "Kladde fra fre. 20-11"; stands where no badge does.
        action: ``letter:KIND``, ``open:PAGE``, ``register:WHAT`` or ``sent:LETTER-ID``; "" for none.
        due: The day to act on, for the list sorted by deadline.
        why: Tooltip: rule, paragraph, source, counted days.
        code: The prerequisite ``C1`` to ``C12`` behind it, "" for none.
        subject: The id of the letter, meeting … behind it, "" for none.
        letter_kind: The next letter about it, "" for none.
        words: What somebody wrote about it, hidden with the names; "" while a protected resident
            is closed.
    """

    key: str
    person_id: UUID
    stay_id: UUID
    name: str
    room: str
    column: str
    what: str
    where: str
    days: int | None
    badge_kind: str
    badge_text: str
    detail: str
    action: str
    action_label: str
    due: date | None
    is_law: bool
    strong: bool
    why: str
    code: str
    subject: str
    letter_kind: str
    municipality_code: str
    caseworker: str
    key_worker_id: UUID | None
    key_worker: str
    mine: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class BoardView:
    """Every open matter of the house, what needs something from us first, then the longest wait.

    Attributes:
        municipalities: Code and name of those that have a matter, for the filter.
        caseworkers: Their case workers; ``key_workers`` our contact persons, id and name.
    """

    today: date
    rows: tuple[MatterRow, ...]
    municipalities: tuple[tuple[str, str], ...]
    caseworkers: tuple[str, ...]
    key_workers: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """What the strip below the board says about the chosen matter.

    Attributes:
        unit: Municipality and unit that a letter about it goes to, "" while nobody knows.
        caseworker_hours: When the case worker answers the telephone.
        lines: Day and words of the latest in the contact log, newest last (*Siden sidst*).
        next_letter: Title of the letter that moves it, "" for none; ``answer_by`` its suggested day.
        refers_to: Day of the letter that a reminder would remind of, None for none.
        prerequisite_id: The prerequisite behind it with ``prerequisite_version``, None for none.
    """

    unit: str
    caseworker: str
    caseworker_phone: str
    caseworker_hours: str
    lines: tuple[tuple[date, str], ...]
    next_letter: str
    answer_by: date | None
    refers_to: date | None
    prerequisite_id: UUID | None
    prerequisite_version: int
