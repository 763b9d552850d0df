"""What a nomination for a home is made of: household, wishes and requirements, economy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.values.information import InformationKind
from reports.letters.base import LetterFacts
from reports.letters.observed import ThemeFacts
from reports.letters.referral import BallFacts
from reports.letters.stay import ReadFacts, StayFacts

Kinds = frozenset[InformationKind]


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Wishes and requirements; empty ones fall out.

    Attributes:
        kind: Type of home (*Almindelig egen bolig*); size: rooms or square metres.
        areas: Wanted areas; avoid: areas where the resident cannot live.
        access: Steps, lift; tells of health. pet: *Hund*.
        children: Children who live there or visit.
        near: Treatment, network, work; other: anything else.
    """

    kind: str = ""
    size: str = ""
    areas: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    access: str = ""
    pet: str = ""
    children: str = ""
    near: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class RentFacts:
    """What can be paid.

    Attributes:
        max_rent: Whole kroner a month, 0 when it is not calculated.
        income: Kind and amount as printed; benefit: *boligstøtte*.
        deposit: How deposit and first costs are financed.
        debt: Debt to a landlord that stands in the way, and the agreement about it.
    """

    max_rent: int = 0
    income: str = ""
    benefit: str = ""
    deposit: str = ""
    debt: str = ""


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """The resident accepts the nomination: on which day, or by signing the letter."""

    day: date | None = None
    signs: bool = False


@dataclass(frozen=True, slots=True)
class HousingNominationFacts:
    """Facts of the nomination (*boligsocial anvisning*).

    Attributes:
        letter: House, person, recipient, signer.
        stay: Admission, nights, handlekommune and consent: the § 110 stay.
        reply_by: The date we ask for.
        household: Who will live there (``Én voksen``); household_children: it names children.
        living_now: "" prints the house.
        connection: Ties to the municipality (*tilknytning*).
        phone: The resident's own telephone.
        own_words, wish, most_important, what_works: As in the referral.
        urgent: The urgent need (*akut boligsocialt behov*) and why.
        themes: Situation, only what matters for the home.
        home, rent: Requirements and economy.
        can_live: The resident can live in a home of their own; method (``ICM-støtte``): with that.
        support: Planned support, who decides and since when.
        ball: What is missing.
        disagreement, meanwhile, unknown: Free text.
        accepted: The declaration that the resident accepts, None when not given.
        read: How the resident has seen the letter, None when not; agreed_more: a further sentence.
        answer_sheet: A *svarark* lies beside it.
        uses_overview: The *Udflytningsoverblik* lies behind it, so L6 is printed.
        discloses: Further kinds of information by section key.
    """

    letter: LetterFacts
    stay: StayFacts
    reply_by: date
    household: str = ""
    household_children: bool = False
    living_now: str = ""
    connection: str = ""
    phone: str = ""
    own_words: str = ""
    wish: str = ""
    most_important: tuple[str, ...] = ()
    what_works: str = ""
    urgent: str = ""
    themes: tuple[ThemeFacts, ...] = ()
    home: HomeFacts = HomeFacts()
    rent: RentFacts = RentFacts()
    can_live: bool = False
    method: str = ""
    support: str = ""
    ball: tuple[BallFacts, ...] = ()
    disagreement: str = ""
    meanwhile: str = ""
    unknown: str = ""
    accepted: AcceptanceFacts | None = None
    read: ReadFacts | None = None
    agreed_more: str = ""
    answer_sheet: bool = False
    uses_overview: bool = False
    discloses: Mapping[str, Kinds] = field(default_factory=dict)
