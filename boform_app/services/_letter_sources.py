"""Everything the database knows that a letter about one person may need, read in one session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import NotFound
from boform_app.rules.readiness.answers import Answers
from boform_app.rules.readiness.result import Readiness
from boform_app.rules.rows import RuleBook
from boform_app.services import (
    _caseworkers,
    _families,
    _house_texts,
    _letter_case,
    _prerequisites,
)
from boform_app.services._rule_rows import rule_book
from boform_app.services.views.admin import Actor
from boform_app.services.views.letters import RecipientChoice
from models import tables
from models.values import municipalities
from models.values.lists import label
from reports.law import LawSentence, in_force, shipped_sentences


@dataclass(frozen=True, slots=True)
class LastOverview:
    """The newest finished Udflytningsoverblik."""

    assessed_on: date
    answers: Answers
    result: Readiness


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows and results; plain reading, nothing is changed.

    Attributes:
        house_texts: The house's own letter texts, by kind and place.
        lived: The stay the letter is about; None for somebody who was turned away.
    """

    today: date
    actor: tables.Staff
    house: tables.House
    person: tables.Person
    lived: tables.Stay | None
    key_worker: tables.Staff | None
    leader: tables.Staff | None
    plan: tables.ActionPlan | None
    caseworker: tables.Caseworker | None
    prerequisites: tuple[tables.Prerequisite, ...]
    contacts: tuple[tables.MunicipalityContact, ...]
    notice: tables.Letter | None
    overview: LastOverview | None
    book: RuleBook
    law: dict[str, LawSentence]
    case: _letter_case.Case
    house_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def stay(self) -> tables.Stay:
        """The stay the letter is about.

        Raises:
            NotFound: The letter is about somebody without a stay.
        """
        if self.lived is None:
            raise NotFound("stay")
        return self.lived

    @property
    def case_number(self) -> str:
        """Our number of the case, "" where there is no stay."""
        return self.lived.case_number if self.lived else ""

    @property
    def first_name(self) -> str:
        """What sentences call the person."""
        return self.person.preferred_name or self.person.first_name

    @property
    def municipality_code(self) -> str:
        """Handlekommune, or the house's choice while it is not clear."""
        acting = self.lived.acting_municipality_code if self.lived else ""
        return acting or self.house.unknown_municipality_code

    @property
    def municipality(self) -> str:
        """Display name of the handlekommune, "" while it is not clear."""
        code = self.lived.acting_municipality_code if self.lived else ""
        return municipalities.municipality(code).display if code else ""

    @property
    def admitted_on(self) -> date:
        """Date of the decision on admission (*optaget*)."""
        return self.stay.decided_on

    @property
    def nights(self) -> int:
        """Nights until today, or until the end."""
        last = local_date(self.stay.ended_at) if self.stay.ended_at else self.today
        return max(0, (last - local_date(self.stay.arrived_at)).days)

    def recipients(self, party: str = "municipality") -> tuple[RecipientChoice, ...]:
        """Units of the municipality the letter can go to: those of the party first, then the default."""
        code = self.municipality_code
        if not code:
            return ()
        name = municipalities.municipality(code).display
        ordered = sorted(self.contacts, key=lambda c: (c.party != party, not c.is_default, c.unit))
        attention = self.caseworker.name if self.caseworker and party == "municipality" else ""
        choices = tuple(_choice(contact, name, attention) for contact in ordered)
        return choices or (RecipientChoice(f"code:{code}", name, code, (name,), attention),)

    def title_of(self, staff: tables.Staff | None) -> str:
        """Title below a signature: the person's own, else the word for the role."""
        if staff is None:
            return ""
        return (
            staff.title or {"leader": "leder", "staff": "medarbejder", "temp": "vikar"}[staff.role]
        )


def _choice(contact: tables.MunicipalityContact, name: str, attention: str) -> RecipientChoice:
    lines = tuple(
        line
        for line in (contact.line1, contact.line2, contact.line3, contact.line4, contact.line5)
        if line
    )
    shown = f"{name}, {contact.unit}" if contact.unit else name
    return RecipientChoice(
        f"contact:{contact.id}", shown, contact.municipality_code, lines or (name,), attention
    )


def load(
    session: Session, person_id: UUID, actor: Actor, today: date, overview: LastOverview | None
) -> Sources:
    """Read what letters about a person may need.

    Raises:
        NotFound: The person has never had a stay here.
    """
    family = _families.family(session, person_id)
    stay = next(iter(_families.stays_of(session, family)), None)
    if stay is None:
        raise NotFound("stay")
    person = session.get_one(tables.Person, person_id)
    house = session.scalars(select(tables.House)).one()
    code = stay.acting_municipality_code or house.unknown_municipality_code
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay.id)
    ).one_or_none()
    return Sources(
        today=today,
        actor=session.get_one(tables.Staff, actor.staff_id),
        house=house,
        person=person,
        lived=stay,
        key_worker=session.get(tables.Staff, person.key_worker_id)
        if person.key_worker_id
        else None,
        leader=session.get(tables.Staff, stay.decided_by_id),
        plan=plan,
        caseworker=_caseworkers.of(session, plan.caseworker_id if plan else None),
        prerequisites=tuple(_prerequisites.rows_of(session, [stay.id]).get(stay.id, [])),
        contacts=tuple(
            session.scalars(
                select(tables.MunicipalityContact).where(
                    tables.MunicipalityContact.municipality_code == code,
                    tables.MunicipalityContact.closed_on.is_(None),
                )
            )
        ),
        notice=_notice(session, stay.id),
        overview=overview,
        book=rule_book(session),
        law=in_force(shipped_sentences(), today),
        case=_letter_case.load(session, stay, family, today),
        house_texts=_house_texts.load(session),
    )


def load_contact(session: Session, person_id: UUID, actor: Actor, today: date) -> Sources:
    """Read what a letter to somebody without a stay may need; earlier stays are not its business."""
    person = session.get_one(tables.Person, person_id)
    leader = session.scalars(
        select(tables.Staff)
        .where(tables.Staff.role == "leader", tables.Staff.closed_on.is_(None))
        .order_by(tables.Staff.id)
    ).first()
    return Sources(
        today=today,
        actor=session.get_one(tables.Staff, actor.staff_id),
        house=session.scalars(select(tables.House)).one(),
        person=person,
        lived=None,
        key_worker=None,
        leader=leader,
        plan=None,
        caseworker=None,
        prerequisites=(),
        contacts=(),
        notice=None,
        overview=None,
        book=rule_book(session),
        law=in_force(shipped_sentences(), today),
        case=_letter_case.NO_CASE,
        house_texts=_house_texts.load(session),
    )


def _notice(session: Session, stay_id: UUID) -> tables.Letter | None:
    return session.scalars(
        select(tables.Letter)
        .where(
            tables.Letter.stay_id == stay_id,
            tables.Letter.kind == "admission_notice",
            tables.Letter.status == "sent",
        )
        .order_by(tables.Letter.sent_on)
    ).first()


def channel_words(letter: tables.Letter) -> str:
    """How a letter was sent, in words."""
    return label("letter_channels", letter.channel)
