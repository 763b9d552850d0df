"""What the house has about the questions of an answer form, read once for one letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.exchange.answer_form import read_answers
from boform_app.rules.rows import RuleBook
from boform_app.rules.weekdays import working_day_on_or_after
from boform_app.services import (
    _case_days,
    _caseworkers,
    _contact_writes,
    _families,
    _homes,
    _prerequisites,
    _support,
)
from boform_app.services._changed import last_change
from boform_app.services._letter_kinds import KINDS
from boform_app.services._rule_rows import rule_book
from models import tables
from models.values import dates, municipalities


@dataclass(frozen=True, slots=True)
class Facts:
    """One stay as it stands beside an answer.

    Attributes:
        code: Code of the municipality that answers.
        party: Whom of it the letter went to, a key of ``ball_owners``.
        is_acting: Whether that municipality is the *handlekommune* today.
        worker: The case worker of the plan.
        remind_on: The day a reminder about the plan would be written, as things stand.
        referral: When the last referral was sent or printed, in words.
        noted: Messages of answers to this letter that are notes already.
    """

    session: Session
    stay: tables.Stay
    first_name: str
    letter: tables.Letter
    now: datetime
    received_on: date
    book: RuleBook
    code: str
    party: str
    is_acting: bool
    plan: tables.ActionPlan | None
    worker: tables.Caseworker | None
    items: Mapping[str, tables.Prerequisite]
    support: tables.Support | None
    search: tables.HousingSearch | None
    offers: Sequence[tables.HomeOffer]
    meetings: Sequence[tables.Meeting]
    remind_on: date | None
    referral: str
    noted: frozenset[str]

    @property
    def today(self) -> date:
        """The local day."""
        return local_date(self.now)

    @property
    def municipality(self) -> str:
        """Who answers: "Aalborg Kommune"."""
        found = municipalities.find(self.code)
        return found.display if found else "Kommunen"

    def status(self, code: str) -> str:
        """Status of a prerequisite, "" where there is none."""
        item = self.items.get(code)
        return item.status if item else ""

    def named(self, name: str) -> tables.Caseworker | None:
        """The known case worker of that name in the municipality that answers."""
        return _caseworkers.same_name(self.session, self.code, name)

    def unit(self, name: str) -> tables.MunicipalityContact | None:
        """The unit of the municipality that is called like this."""
        wanted = _caseworkers.tidy(name).casefold()
        rows = self.session.scalars(
            select(tables.MunicipalityContact).where(
                tables.MunicipalityContact.municipality_code == self.code,
                tables.MunicipalityContact.closed_on.is_(None),
            )
        )
        return next((row for row in rows if row.unit.casefold() == wanted), None)

    def unit_of(self, worker: tables.Caseworker | None) -> str:
        """Name of the unit a case worker works in."""
        if worker is None or worker.contact_id is None:
            return ""
        row = self.session.get(tables.MunicipalityContact, worker.contact_id)
        return row.unit if row else ""

    def changed(self, row: tables.Caseworker) -> str:
        """Who changed it last: "rettet 27-10-2026 af Mette"."""
        found = last_change(self.session, "caseworker", row.id)
        if found is None:
            return ""
        return f"rettet {dates.short(local_date(found.at))} af {found.by}".removesuffix(" af ")


def read(
    session: Session, letter: tables.Letter, stay: tables.Stay, *, now: datetime, received_on: date
) -> Facts:
    """Everything that stands beside the answers to a letter."""
    code = letter.municipality_code or stay.acting_municipality_code
    plan = _contact_writes.plan_of(session, stay.id)
    items = {row.code: row for row in _prerequisites.rows_of(session, [stay.id]).get(stay.id, [])}
    kind = KINDS.get(letter.kind)
    return Facts(
        session=session,
        stay=stay,
        first_name=_families.kept(session, stay.person_id).first_name,
        letter=letter,
        now=now,
        received_on=received_on,
        book=rule_book(session),
        code=code,
        party=kind.view.party if kind else "municipality",
        is_acting=bool(code) and code == stay.acting_municipality_code,
        plan=plan,
        worker=_caseworkers.of(session, plan.caseworker_id) if plan else None,
        items=items,
        support=_support.row_of(session, stay.id),
        search=_homes.search_of(session, stay.id),
        offers=_homes.offers_of(session, stay.id),
        meetings=_meetings(session, stay.id),
        remind_on=_remind_on(session, stay.id, plan, items.get("C6")),
        referral=_referral(session, stay.id),
        noted=_noted(session, letter),
    )


def asked(letter: tables.Letter) -> str:
    """What a letter asked for, inside a sentence: "anmodning om handleplan"."""
    kind = KINDS.get(letter.kind)
    title = kind.view.title if kind else letter.title
    return f"{title[:1].lower()}{title[1:]}"


def day_after(promised: date) -> date:
    """The day a reminder is written when a promise was not kept: the first working day after it."""
    return working_day_on_or_after(promised + timedelta(days=1))


def _meetings(session: Session, stay_id: UUID) -> list[tables.Meeting]:
    """Meetings about the stay that nobody held or cancelled, the first one first."""
    return list(
        session.scalars(
            select(tables.Meeting)
            .where(
                tables.Meeting.stay_id == stay_id,
                tables.Meeting.held_on.is_(None),
                tables.Meeting.cancelled_on.is_(None),
            )
            .order_by(tables.Meeting.starts_at)
        )
    )


def _remind_on(
    session: Session,
    stay_id: UUID,
    plan: tables.ActionPlan | None,
    c6: tables.Prerequisite | None,
) -> date | None:
    if plan is None:
        return None
    letters = session.scalars(
        select(tables.Letter).where(
            tables.Letter.stay_id == stay_id, tables.Letter.status == "sent"
        )
    ).all()
    said = _case_days.said(plan, letters, c6, None)
    return day_after(said.plan_promised_for) if said.plan_promised_for else said.plan_answer_by


def _referral(session: Session, stay_id: UUID) -> str:
    row = session.scalars(
        select(tables.Letter)
        .where(
            tables.Letter.stay_id == stay_id,
            tables.Letter.kind == "referral",
            tables.Letter.status != "annulled",
        )
        .order_by(tables.Letter.made_at.desc())
    ).first()
    if row is not None and row.sent_on is not None:
        return f"henvisning sendt {dates.short(row.sent_on)}"
    if row is not None and row.printed_at is not None:
        return f"henvisning printet {dates.short(local_date(row.printed_at))}"
    return ""


def _noted(session: Session, letter: tables.Letter) -> frozenset[str]:
    rows = session.scalars(
        select(tables.Answer).where(
            tables.Answer.letter_id == letter.id, tables.Answer.state == "taken"
        )
    )
    return frozenset(
        read_answers(row.fields, letter.letter_date).other_text
        for row in rows
        if "message" in row.taken
    )
