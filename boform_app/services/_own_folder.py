"""What the resident's own folder and plan are made of; notes are never read here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.rules import instrument
from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness.answers import OwnWords
from boform_app.services import _families, _house_texts, _letter_rows, _plan_rows
from boform_app.services._letter_common import Draft, letter_facts
from boform_app.services._letter_shape import RESIDENT_NAME
from boform_app.services._letter_sources import Sources
from boform_app.services._letterhead import letterhead
from boform_app.services.services_in_use import in_use, service_rows
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.stay_plans import GoalView, StayPlanView
from models import tables
from models.values import municipalities
from models.values.languages import Language
from models.values.lists import entry
from reports.law import in_force, shipped_sentences
from reports.letters import conversation_sheet, own_folder, own_plan
from reports.letters.base import LetterFacts, PersonFacts
from reports.letters.conversation_sheet import ConversationSheetFacts, Wish
from reports.letters.own_folder import (
    Awaited,
    Helper,
    OwnAppointment,
    OwnFolderFacts,
    OwnGoal,
    Received,
    Shared,
)
from reports.letters.own_plan import OwnPlanFacts, OwnPlanGoal, OwnStep
from reports.letters.own_words import WORDS

SEEN_DAYS = 30
_MOST = 12
"""Appointments that are told: what comes next, not a year of them."""
_OPEN = {"missing", "in_progress"}
_MUNICIPAL = {"municipality", "housing", "benefits"}
_LEFT_OUT = {"A2": {"ved_ikke"}, "A8": {"ved_ikke"}}
"""Answers that the paper has no box for: an empty line says the same."""


def letter_of(sources: Sources, kind: str) -> LetterFacts:
    """House, person and day on a paper for the resident's hand; nobody is its contact."""
    facts = letter_facts(
        Draft(sources, LetterEdits(), None, None, kind=kind), statutory=False, copy=False
    )
    return replace(
        facts, channel="", contact="", contact_title="", contact_phone="", signer="",
        signer_title="",
    )  # fmt: skip


def folder_facts(
    session: Session, sources: Sources, now: datetime, language: Language
) -> OwnFolderFacts:
    """The folder as of today, from the present (or last) stay."""
    family = _families.family(session, sources.person.id)
    plan = _plan(session, sources)
    words = sources.overview.answers.words if sources.overview else None
    people, temps = _seen_by(session, family, now)
    return OwnFolderFacts(
        letter=letter_of(sources, f"{own_folder.KIND}{WORDS[language].suffix}"),
        language=language,
        own_words=_own_words(words, plan),
        home=words.good_home.strip() if words else "",
        priorities=sources.overview.answers.priorities if sources.overview else (),
        goals=tuple(OwnGoal(goal.theme, goal.title) for goal in plan.active_goals) if plan else (),
        appointments=tuple(_appointments(session, sources, family, now))[:_MOST],
        helpers=tuple(_helpers(session, sources, family)),
        waiting=tuple(_awaited(sources)),
        seen_by=people,
        temps=temps,
        received=tuple(_received(session, family, _families.full_name(sources.person))),
        files=tuple(_moved_on(session, family)),
        shared=tuple(_shared(session, family, sources.today)),
    )


def _own_words(words: OwnWords | None, plan: StayPlanView | None) -> tuple[str, ...]:
    """What the resident hopes for, and their own words of the plan; the same is said once."""
    said = (words.hopes if words else "", plan.own_words if plan else "")
    home = words.good_home if words else ""
    told = dict.fromkeys(one.strip() for one in said)
    return tuple(one for one in told if one and one not in home)


def plan_facts(session: Session, sources: Sources, language: Language) -> OwnPlanFacts | None:
    """The plan on one page, None where no plan was begun or it has no goal."""
    plan = _plan(session, sources)
    if plan is None or not plan.active_goals:
        return None
    family = _families.family(session, sources.person.id)
    helpers = [
        (one.name, one.phone)
        for one in _helpers(session, sources, family)
        if one.role in {"key_worker", "service"}
    ]
    return OwnPlanFacts(
        letter=letter_of(sources, f"{own_plan.KIND}{WORDS[language].suffix}"),
        goals=tuple(_own_goal(goal) for goal in plan.active_goals),
        language=language,
        own_words=plan.own_words,
        helpers=tuple(helpers),
        again=plan.follow_up_on,
    )


def conversation_facts(session: Session, today: date) -> ConversationSheetFacts:
    """The empty sheet: house and instrument, nobody else."""
    house = session.scalars(select(tables.House)).one()
    known = instrument.load()
    texts = _house_texts.for_kind(_house_texts.load(session), conversation_sheet.KIND)
    letter = LetterFacts(
        house=letterhead(house),
        person=PersonFacts("", ""),
        day=today,
        law=in_force(shipped_sentences(), today),
        house_texts=texts,
    )
    return ConversationSheetFacts(
        letter=letter,
        version=known.version,
        frame=known.resident_frame,
        questions=tuple(one.question for one in known.domains),
        answers=tuple(answer_words(known)),
        wishes=tuple(_wishes(known)),
    )


def answer_words(known: Instrument) -> Iterator[str]:
    """The seven answers of the resident, as boxes say them."""
    for level in known.scale:
        yield _capital(level.resident)
    for key in ("ved_ikke", "vil_ikke_svare"):
        yield next(_capital(one.resident) for one in known.reasons if one.id == key)


def _wishes(known: Instrument) -> Iterator[Wish]:
    for question in known.part_a:
        hidden = {"vil_ikke_svare"} | _LEFT_OUT.get(question.id, set())
        boxes = tuple(_capital(one.label) for one in question.options if one.id not in hidden)
        yield Wish(question.id, question.question, boxes)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _plan(session: Session, sources: Sources) -> StayPlanView | None:
    row = _plan_rows.plan_row(session, sources.stay.id)
    return _plan_rows.plan_view(session, row) if row is not None else None


def _own_goal(goal: GoalView) -> OwnPlanGoal:
    steps = tuple(
        OwnStep(one.text, one.who, one.due_on, one.status == "done")
        for one in goal.subgoals
        if one.status != "dropped"
    )
    return OwnPlanGoal(goal.title, steps)


def _appointments(
    session: Session, sources: Sources, family: Sequence[UUID], now: datetime
) -> Iterator[OwnAppointment]:
    """Meetings and appointments of the resident alone, from today on."""
    meetings = session.scalars(
        select(tables.Meeting).where(
            tables.Meeting.stay_id == sources.stay.id,
            tables.Meeting.starts_at >= now,
            tables.Meeting.held_on.is_(None),
            tables.Meeting.cancelled_on.is_(None),
        )
    )
    own = session.scalars(
        select(tables.Appointment).where(
            tables.Appointment.person_id.in_(family),
            tables.Appointment.starts_at >= now - timedelta(days=1),
            tables.Appointment.cancelled_on.is_(None),
        )
    ).all()
    names = _letter_rows.staff_names(session, (row.staff_id for row in own))
    found = [OwnAppointment(local_time(row.starts_at), place=row.place) for row in meetings]
    for row in own:
        start = local_time(row.starts_at)
        if start.date() < sources.today or (not row.all_day and row.starts_at < now):
            continue
        goes = names[row.staff_id].first_name if row.staff_id in names else ""
        found.append(
            OwnAppointment(start, row.title, place=row.place, goes_along=goes, all_day=row.all_day)
        )
    yield from sorted(found, key=lambda one: one.at)


def _helpers(session: Session, sources: Sources, family: Sequence[UUID]) -> Iterator[Helper]:
    """Key worker, case worker, help in use, and the house itself; nobody stands there twice."""
    worker, caseworker, house = sources.key_worker, sources.caseworker, sources.house
    own: list[Helper] = []
    if worker is not None:
        name = f"{worker.first_name} {worker.last_name}".strip()
        own.append(Helper(name, "key_worker", worker.phone or house.phone))
    if caseworker is not None and sources.municipality:
        own.append(Helper(caseworker.name, "caseworker", caseworker.phone, sources.municipality))
    yield from own
    named = {one.name.casefold() for one in own}
    for row in service_rows(session, tuple(family)):
        if in_use(row.until_on, sources.today) and row.from_whom.strip().casefold() not in named:
            yield _service(row)
    yield Helper(house.name, "house", house.phone)


def _service(row: tables.ServiceInUse) -> Helper:
    """Plain words of the kind; what was typed only where it names no paragraph."""
    known = entry("service_kinds", row.kind).extra
    plain = (known["plain"], known["plain_en"])
    typed = row.what.strip()
    what = (typed, typed) if typed and "§" not in typed else plain
    name = row.from_whom.strip()
    if not name or "§" in name:
        name = _capital(plain[0])
    often = "" if "§" in row.how_often else row.how_often.strip()
    return Helper(name, "service", row.phone, what=what, how_often=often)


def _awaited(sources: Sources) -> Iterator[Awaited]:
    """What is missing or on its way; unknown is nobody's turn yet."""
    for row in sources.prerequisites:
        if row.status not in _OPEN:
            continue
        asked = row.since if row.status == "in_progress" else None
        name = sources.municipality if row.owner in _MUNICIPAL else ""
        yield Awaited(row.code, row.owner, name, asked, row.reminded_on)


def _seen_by(
    session: Session, family: Sequence[UUID], now: datetime
) -> tuple[tuple[str, ...], int]:
    """Who opened the record in the last days: staff by name, temporary ones as a number."""
    ids = session.scalars(
        select(tables.AccessLog.actor_id)
        .where(
            tables.AccessLog.person_id.in_(family),
            tables.AccessLog.at >= now - timedelta(days=SEEN_DAYS),
        )
        .distinct()
    ).all()
    rows = session.scalars(select(tables.Staff).where(tables.Staff.id.in_(ids))).all()
    temps = sum(row.role == "temp" for row in rows)
    names = sorted(
        f"{row.first_name} {row.last_name}".strip() for row in rows if row.role != "temp"
    )
    return tuple(names), temps


def _received(session: Session, family: Sequence[UUID], resident: str) -> Iterator[Received]:
    """Letters that left the house for somebody but the resident, by receiver.

    A letter that was annulled after it was sent is there still: whoever received it has read it.
    """
    rows = session.scalars(
        select(tables.Letter)
        .where(tables.Letter.person_id.in_(family), tables.Letter.sent_on.is_not(None))
        .order_by(tables.Letter.sent_on, tables.Letter.made_at)
    )
    found: dict[str, list[tables.Letter]] = {}
    for row in rows:
        name = _receiver(row)
        if name.casefold() not in {RESIDENT_NAME.casefold(), resident.casefold()}:
            found.setdefault(name, []).append(row)
    for name, letters in found.items():
        sent = [(row.sent_on, row.status) for row in letters if row.sent_on is not None]
        annulled = tuple(day for day, status in sent if status == "annulled")
        yield Received(name, tuple(day for day, _ in sent), annulled)


def _receiver(row: tables.Letter) -> str:
    """The municipality, whichever of its units; else the name that was typed."""
    if row.municipality_code:
        return municipalities.municipality(row.municipality_code).display
    return " ".join(row.recipient_name.split())


def _moved_on(session: Session, family: Sequence[UUID]) -> Iterator[Received]:
    """Files about the resident that were made for another Boform, by house."""
    rows = session.scalars(
        select(tables.Transfer)
        .where(tables.Transfer.person_id.in_(family), tables.Transfer.direction == "out")
        .order_by(tables.Transfer.at)
    )
    days: dict[str, list[date]] = {}
    for row in rows:
        days.setdefault(row.other_house, []).append(local_date(row.at))
    for name, found in days.items():
        yield Received(name, tuple(found))


def _shared(session: Session, family: Sequence[UUID], today: date) -> Iterator[Shared]:
    rows = session.scalars(
        select(tables.Consent)
        .where(tables.Consent.person_id.in_(family))
        .order_by(tables.Consent.valid_to)
    )
    for row in rows:
        withdrawn = row.withdrawn_on is not None and row.withdrawn_on <= today
        if row.valid_from <= today <= row.valid_to and not withdrawn:
            yield Shared(row.recipient, row.valid_to, tuple(row.information))
