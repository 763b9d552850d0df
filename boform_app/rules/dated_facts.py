"""Facts with a day that the deadline engine reads about one stay: plain, frozen, no database.

Whoever hands them in leaves out what is settled: a withdrawn consent, a cancelled meeting, a letter
that was answered or that a later reminder replaced, a goal that was reached, an offer answered and
visited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """A consent (*samtykke*) that holds until a day.

    Attributes:
        consent_id: Its id.
        valid_to: Its last day; None for one without an end, which never runs out.
        recipient: To whom, as shown.
    """

    consent_id: str
    valid_to: date | None
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """A meeting about the resident.

    Attributes:
        meeting_id: Its id.
        starts_on: Its local date.
        kind: ``case`` or ``cooperation``.
        minute_missing: Whether its minute (*referat*) is still to be written.
    """

    meeting_id: str
    starts_on: date
    kind: str = "case"
    minute_missing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFacts:
    """A next step of the contact log.

    Attributes:
        follow_up_id: Id of the entry.
        kind: ``call``, ``meeting``, ``letter`` or ``mail``: what the entry was.
        due: The day of the next step.
        codes: Prerequisites it is about; one that would be asked about on the same day is not
            said twice.
        words: What is to be done, as it was written.
    """

    follow_up_id: str
    kind: str
    due: date
    codes: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """A sent letter whose answer has not come.

    Attributes:
        letter_id: Its id.
        sent_on: The day it was sent.
        answer_by: The day it asks for an answer by.
        about: Codes of the prerequisites it is about. Where the handleplan (C6), the support (C7)
            or a prerequisite already asks for its answer, the letter is not said twice.
    """

    letter_id: str
    sent_on: date
    answer_by: date
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """An active goal of the opholdsplan.

    Attributes:
        goal_id: Its id.
        next_on: The day to follow up on it.
    """

    goal_id: str
    next_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """A home that was offered.

    Attributes:
        offer_id: Its id.
        answer_by: The day the answer must be given, None when given or not asked for.
        visit_on: The day it can be seen, None when seen or not agreed.
    """

    offer_id: str
    answer_by: date | None = None
    visit_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """A decision that the resident can appeal.

    Attributes:
        decision_id: Its id.
        kind: As ``appeals.appeal_rule`` knows it: a kind of end of stay, ``admission_refused``,
            ``support``, ``residential_offer_decision`` or ``own_payment``.
        received_on: The day the resident received it.
        decided_on: The day it was made, None where it is not known.
        appealed: Whether an appeal was sent; then there is nothing left to wait for.
    """

    decision_id: str
    kind: str
    received_on: date
    decided_on: date | None = None
    appealed: bool = False
