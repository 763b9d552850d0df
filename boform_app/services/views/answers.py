"""What the window knows of an answer that came back from a municipality, and of sending a letter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.contacts import PagePicture
from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that happens when an answer is taken over.

    Attributes:
        kind: For its icon: ``today``, ``reminder``, ``note``, ``decision``, ``home``, ``open`` (a
            thing that is still waited for) or ``letter``.
        text: "Mødet kommer på I dag den 30-11".
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the answer stands on the page, as parts (0 to 1) of its width and height from the top."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question: what came, what we have, and whether it is taken over.

    Attributes:
        key: ``caseworker``, ``unit``, ``phone``, ``mail``, ``plan``, ``follow_up``, ``support``,
            ``supplier``, ``home``, ``meeting``, ``message`` or ``acting``.
        came: What the municipality answered, "" for nothing; ``came_more`` the small words below.
        have: What we have now; ``have_more`` the small words below.
        state: ``equal``, ``new``, ``changes``, ``unanswered``, ``note`` or ``unread`` (what was
            typed could not be understood and stands in ``came_more``).
        can_take: Whether there is a box to tick.
        ticked: Whether it is ticked to begin with.
        why_not: Why it cannot be taken over as it is, "" where it can or need not.
        goes_to: Where it goes: "Handleplan".
        follows: What happens when it is taken over.
        fields: Keys of the form's fields behind it, for typing a scan by hand.
        marks: Where it stands on the pages.
    """

    key: str
    label: str
    came: str
    came_more: str
    have: str
    have_more: str
    state: str
    can_take: bool
    ticked: bool
    why_not: str = ""
    goes_to: str = ""
    follows: tuple[Follow, ...] = ()
    fields: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerFound:
    """A file that was looked at; nothing has been written, and the same object is taken over.

    Attributes:
        state: ``form`` (our unchanged form with answers), ``scan`` (a page with our code, or our
            form without answers: the answers are typed by hand) or ``unknown`` (no code: the letter
            or the resident is chosen by hand).
        name: Of the file.
        size: Bytes.
        received_on: The day it came; today unless changed.
        code: The case code that was read, "" for none.
        remark: ``code_unreadable`` for a scan whose code is not whole, ``form_empty`` for a form
            that nobody has written in, else "".
        letter: What it answers; ``status`` says when that was annulled.
        asked: "anmodning om handleplan", for sentences.
        first_name: Of the resident, "" while nobody is known.
        municipality: Who answers: "Aalborg Kommune", "" while no letter is known.
        filled_by: Who filled it in and when, as written: "Hanne Riis, 20-11-2026".
        rows: The questions in the order of the form.
        answered_on: The day an answer to this letter was taken over or kept before: a question.
        answered_by: Who did.
        already_kept: These very bytes are kept already.
        typed: Text by field key, as it came or was typed by hand.
        marks: Where each field stands on the pages of our own form.
    """

    state: str
    name: str
    size: int
    media_type: str
    page_count: int
    looked_at: datetime
    received_on: date
    code: str = ""
    remark: str = ""
    letter: LetterView | None = None
    asked: str = ""
    person_id: UUID | None = None
    stay_id: UUID | None = None
    first_name: str = ""
    municipality: str = ""
    filled_by: str = ""
    rows: tuple[AnswerRow, ...] = ()
    answered_on: date | None = None
    answered_by: StaffName | None = None
    already_kept: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict, repr=False)
    pages: tuple[PagePicture, ...] = field(default=(), repr=False)
    data: bytes = field(default=b"", repr=False)

    @property
    def ticked(self) -> frozenset[str]:
        """Keys of the rows that are ticked to begin with."""
        return frozenset(row.key for row in self.rows if row.ticked)


def follows(found: AnswerFound, keys: Collection[str]) -> tuple[Follow, ...]:
    """What happens when these rows are taken over, each thing once; () for none."""
    listed = [one for row in found.rows if row.key in keys for one in row.follows]
    if keys and found.letter is not None and found.letter.answered_on is None:
        listed.append(Follow("letter", f"Brevet {found.letter.register_number} er besvaret"))
    return tuple(dict.fromkeys(listed))


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer that was received.

    Attributes:
        state: ``open`` (the file is kept, nothing decided: also after *Fortryd*), ``taken`` or
            ``kept`` (the file alone).
        lines: Question and answer in Danish, what was answered only.
        taken: Labels of the questions that were taken over.
    """

    id: UUID
    letter_id: UUID
    letter_title: str
    register_number: str
    document_id: UUID
    state: str
    received_at: datetime
    taken_at: datetime | None
    taken_by: StaffName | None
    lines: tuple[tuple[str, str], ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigitalPostText:
    """What is copied into Digital Post by hand.

    Attributes:
        recipient: The municipality's name there; "" where nobody has written it.
        mailbox: Its mailbox (*postkasse*), likewise.
        subject: Without name and CPR: it travels unencrypted.
    """

    recipient: str
    mailbox: str
    subject: str
