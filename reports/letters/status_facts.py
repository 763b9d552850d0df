"""What a status note (34) is made of: goals as received, marked notes, the way to a home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from models.values.information import InformationKind
from reports.letters.base import LetterFacts
from reports.letters.observed import NoteFacts, ThemeFacts
from reports.letters.stay import ReadFacts, StayFacts

Kinds = frozenset[InformationKind]
NextStep = Literal["continue", "change", "end"]
WayKey = Literal["plan", "home", "support", "lease"]
HIGHEST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class PartGoalFacts:
    """A *delmål* of the house: words, status as printed (``nået``, ``i gang``), day of it."""

    text: str
    status: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """An *indsatsmål* as the municipality wrote it, with what the house knows about it.

    Attributes:
        theme: Its primary sub-theme (*undertema*); goal_type: *måltype*.
        kind: What it discloses.
        start, now, expected: Support need 0 to 4 as the house describes it, never a VUM rating;
            None is not assessed and falls out.
        part_goals: *Delmål*, owned by the house.
        done: What we have done.
        says: The resident's own evaluation, without quotation marks.
        assessed: Our evaluation; assessed_by and assessed_on: its author and date.
        notes: Marked notes about it, oldest first; noted: what they disclose besides.

    Raises:
        ValueError: A level outside 0 to 4.
    """

    theme: str
    goal_type: str
    kind: InformationKind
    start: int | None = None
    now: int | None = None
    expected: int | None = None
    part_goals: tuple[PartGoalFacts, ...] = ()
    done: str = ""
    says: str = ""
    assessed: str = ""
    assessed_by: str = ""
    assessed_on: date | None = None
    notes: tuple[NoteFacts, ...] = ()
    noted: Kinds = frozenset()

    def __post_init__(self) -> None:
        for level in (self.start, self.now, self.expected):
            if level is not None and not 0 <= level <= HIGHEST_LEVEL:
                raise ValueError("a support need is 0 to 4")


@dataclass(frozen=True, slots=True)
class WayFacts:
    """A condition of the move.

    Attributes:
        what: Which of the four.
        who: Who has the ball, as printed.
        status: ``Indstillet``, ``Søgt``, ``Foreligger``, ``Følger boligen``.
        since: Day of the status; waiting: somebody still waits, so the nights are counted.
    """

    what: WayKey
    who: str
    status: str
    since: date | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class StatusNoteFacts:
    """Facts of the note. Notes for the house only never come here.

    Attributes:
        letter: House, person, recipient, signer.
        stay: Admission, nights, consent.
        occasion: *Anledning*, as after "Statusnotat til" (``opfølgning på handleplanen``).
        begins, ends: The period.
        meeting: The meeting where we ask; otherwise reply_by: the date we ask for.
        next_step: Which of the three labels of *status på indsats*; more_steps: a further
            sentence after the label.
        asks: Replaces the request that the label gives; asks_more: a second request, each without
            full stop, as after "at I senest …".
        plan_date, plan_received: The handleplan, None when there is none: the goals are then
            those of the opholdsplan, and the handlekommune is named.
        own_words, most_important, what_works: As in the request for a plan.
        goals: In the order of the plan.
        changes: Marked notes by theme.
        housing: Proposed home; method (``CTI``), method_law, criterion (after "fordi", no full
            stop): proposed support.
        way: What must be in place.
        support_wanted: Support is proposed, wanted and not yet decided: L3 is printed.
        disagreement, meanwhile, unknown: Free text.
        read: How the resident has seen the note, None when not.
        answer_sheet: A *svarark* lies beside it.
        uses_overview: The *Udflytningsoverblik* lies behind it, so L6 is printed.
        own_goals: The goals are those of the opholdsplan, also where a handleplan has come.
        discloses: Further kinds of information by section key.
    """

    letter: LetterFacts
    stay: StayFacts
    occasion: str
    begins: date
    ends: date
    next_step: NextStep = "continue"
    meeting: date | None = None
    reply_by: date | None = None
    more_steps: str = ""
    asks: str = ""
    asks_more: str = ""
    plan_date: date | None = None
    plan_received: date | None = None
    own_words: str = ""
    most_important: tuple[str, ...] = ()
    what_works: str = ""
    goals: tuple[GoalFacts, ...] = ()
    changes: tuple[ThemeFacts, ...] = ()
    housing: str = ""
    method: str = ""
    method_law: str = "§ 85 a"
    criterion: str = ""
    way: tuple[WayFacts, ...] = ()
    support_wanted: bool = False
    disagreement: str = ""
    meanwhile: str = ""
    unknown: str = ""
    read: ReadFacts | None = None
    answer_sheet: bool = False
    uses_overview: bool = True
    own_goals: bool = False
    discloses: Mapping[str, Kinds] = field(default_factory=dict)
