"""Dagsorden and referat on paper: for the table, without an address and without CPR numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _letter_sources, _prerequisites
from boform_app.services._letter_common import Draft, letter_facts
from boform_app.services._letterhead import letterhead
from boform_app.services.views.admin import Actor
from boform_app.services.views.contacts import AgendaItem, Agreement, MeetingView
from boform_app.services.views.letters import LetterEdits
from models import tables
from models.values.information import InformationKind
from reports.contexts import LetterContext
from reports.law import in_force, shipped_sentences
from reports.letters import meeting_agenda, meeting_minutes
from reports.letters.base import LetterFacts, PersonFacts

_KINDS: Mapping[str, InformationKind] = MappingProxyType(
    {
        "C1": InformationKind.HOUSING,
        "C2": InformationKind.HOUSING,
        "C3": InformationKind.ECONOMY,
        "C4": InformationKind.ECONOMY,
        "C5": InformationKind.ECONOMY,
        "C9": InformationKind.MUNICIPALITY,
        "C10": InformationKind.IDENTITY,
        "C11": InformationKind.ECONOMY,
        "C12": InformationKind.HEALTH,
    }
)
_CASE, _COOPERATION = "Møde med {kommune}", "Samarbejdsmøde"


def agenda(session: Session, view: MeetingView, actor: Actor, today: date) -> LetterContext:
    """The agenda of a meeting about one resident."""
    letter = _letter(session, view, actor, today)
    waiting = (
        {row.code: row for row in _prerequisites.rows_of(session, [view.stay_id])[view.stay_id]}
        if view.stay_id
        else {}
    )
    return meeting_agenda.compose(
        meeting_agenda.MeetingAgendaFacts(
            letter=letter,
            meeting=_meeting(view),
            points=tuple(_points(view.agenda, waiting, letter.house.name)),
        )
    )


def minutes(
    session: Session,
    view: MeetingView,
    actor: Actor,
    today: date,
    hidden: Collection[UUID] = (),
) -> LetterContext:
    """The minute of a meeting that was held.

    Args:
        session: An open session.
        view: The meeting.
        actor: Who prints it.
        today: Date of the sheet.
        hidden: Stays of protected residents that are not open: nothing of theirs is printed.

    Raises:
        ValidationFailed: ``required`` at ``minute``: nobody has written it yet.
    """
    if view.state != "held" or view.minute_by is None:
        raise ValidationFailed(Problem("minute", "required"))
    letter = _letter(session, view, actor, today)
    coming = _next(session, view)
    writer = session.get_one(tables.Staff, view.minute_by.id)
    return meeting_minutes.compose(
        meeting_minutes.MeetingMinutesFacts(
            letter=letter,
            meeting=_meeting(view),
            agreements=tuple(_agreed(view.agreements, hidden)),
            written_by=view.minute_by.name,
            phone=writer.phone,
            talked=view.minute,
            next_meeting=local_time(coming.starts_at) if coming else None,
            next_place=coming.place if coming else "",
        )
    )


def _letter(session: Session, view: MeetingView, actor: Actor, today: date) -> LetterFacts:
    """A sheet: no address, no channel, nobody signs."""
    if view.stay_id is None:
        return _of_house(session, view, today)
    stay = session.get_one(tables.Stay, view.stay_id)
    person = _families.kept(session, stay.person_id)
    sources = _letter_sources.load(session, person.id, actor, today, None)
    if sources.stay.id != stay.id:
        sources = replace(sources, lived=stay, plan=None)
    facts = letter_facts(Draft(sources, LetterEdits(), None, None), statutory=False, copy=False)
    return replace(facts, channel="", signer="", signer_title="")


def _of_house(session: Session, view: MeetingView, today: date) -> LetterFacts:
    """A cooperation meeting is about a municipality, not about a person."""
    house = session.scalars(select(tables.House)).one()
    return LetterFacts(
        house=letterhead(house),
        person=PersonFacts(view.municipality, ""),
        day=today,
        law=in_force(shipped_sentences(), today),
    )


def _meeting(view: MeetingView) -> meeting_agenda.MeetingFacts:
    subject = _COOPERATION if view.kind == "cooperation" else "Møde"
    if view.kind == "case" and view.municipality:
        subject = _CASE.format(kommune=view.municipality)
    people = (part.strip() for part in view.participants.replace(";", "\n").splitlines())
    return meeting_agenda.MeetingFacts(
        subject, local_time(view.starts_at), view.place, tuple(part for part in people if part)
    )


def _points(
    items: Iterable[AgendaItem], waiting: Mapping[str, tables.Prerequisite], house: str
) -> Iterator[meeting_agenda.AgendaPoint]:
    for item in items:
        row = waiting.get(item.code)
        if row is None:
            yield meeting_agenda.AgendaPoint(item.text, "", None, _kind(item.code))
            continue
        owner = house if row.owner == "us" else _prerequisites.owner_label(row.owner)
        yield meeting_agenda.AgendaPoint(_bare(item.text, row), owner, row.since, _kind(item.code))


def _bare(text: str, row: tables.Prerequisite) -> str:
    """Without the party in brackets, which has a column of its own; words of the author stay."""
    before, bracket, party = text.rpartition(" (")
    proposed = party.startswith(_prerequisites.owner_label(row.owner)) and party.endswith(")")
    return before if bracket and proposed else text


def _agreed(
    agreements: Iterable[Agreement], hidden: Collection[UUID]
) -> Iterator[meeting_minutes.Agreement]:
    for one in agreements:
        if one.stay_id in hidden:
            continue
        what = f"{one.name}: {one.what}" if one.name else one.what
        yield meeting_minutes.Agreement(what, one.who, one.by, _kind(one.code))


def _kind(code: str) -> InformationKind:
    return _KINDS.get(code, InformationKind.SUPPORT)


def _next(session: Session, view: MeetingView) -> tables.Meeting | None:
    """The next meeting about the same resident, or with the same municipality."""
    query = select(tables.Meeting).where(
        tables.Meeting.kind == view.kind,
        tables.Meeting.starts_at > view.starts_at,
        tables.Meeting.held_on.is_(None),
        tables.Meeting.cancelled_on.is_(None),
    )
    query = (
        query.where(tables.Meeting.stay_id == view.stay_id)
        if view.stay_id
        else query.where(tables.Meeting.municipality_code == view.municipality_code)
    )
    return session.scalars(query.order_by(tables.Meeting.starts_at)).first()
