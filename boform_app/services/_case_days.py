"""Days of the case with the municipality that the deadline rules read: one query per table.

What is settled is left out here, as ``boform_app.rules.dated_facts`` asks: meetings with a minute,
next steps that are done, letters that were answered or replaced by a reminder, consents that were
withdrawn or given anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.dated_facts import ConsentFacts, FollowUpFacts, LetterFacts, MeetingFacts
from boform_app.services import _families, _letter_subjects
from boform_app.services._contact_items import first_letter
from models import tables

_SETTLED = {"fulfilled", "not_relevant"}

Fact = TypeVar("Fact")


def meetings(
    session: Session, stay_ids: Collection[UUID]
) -> Mapping[UUID, tuple[MeetingFacts, ...]]:
    """Meetings about a stay that nobody held or cancelled yet."""
    rows = session.execute(
        select(tables.Meeting.stay_id, tables.Meeting.id, tables.Meeting.starts_at)
        .where(
            tables.Meeting.stay_id.in_(stay_ids),
            tables.Meeting.held_on.is_(None),
            tables.Meeting.cancelled_on.is_(None),
        )
        .order_by(tables.Meeting.starts_at)
    )
    return _grouped(
        (stay_id, MeetingFacts(meeting_id=str(meeting_id), starts_on=local_date(starts_at)))
        for stay_id, meeting_id, starts_at in rows
        if stay_id is not None
    )


def follow_ups(
    session: Session, stay_ids: Collection[UUID]
) -> Mapping[UUID, tuple[FollowUpFacts, ...]]:
    """Next steps with a day that are not done; one that is a meeting is told by the meeting."""
    rows = session.scalars(
        select(tables.ContactEntry)
        .where(
            tables.ContactEntry.stay_id.in_(stay_ids),
            tables.ContactEntry.next_on.is_not(None),
            tables.ContactEntry.next_done_on.is_(None),
            tables.ContactEntry.meeting_id.is_(None),
        )
        .order_by(tables.ContactEntry.next_on)
    )
    return _grouped(
        (
            row.stay_id,
            FollowUpFacts(
                follow_up_id=str(row.id),
                kind=row.kind,
                due=row.next_on,
                codes=tuple(row.prerequisite_codes),
                words=row.next_step,
            ),
        )
        for row in rows
        if row.next_on is not None
    )


def without_told(
    steps: Iterable[FollowUpFacts], told: Collection[tuple[str, date | None]]
) -> tuple[FollowUpFacts, ...]:
    """Next steps but those that another item calls for on the same day.

    Args:
        steps: Of one stay.
        told: Code and day of what the plan and the support decision say themselves.
    """
    return tuple(step for step in steps if not any((code, step.due) in told for code in step.codes))


def open_letters(
    letters: Sequence[tables.Letter], items: Iterable[tables.Prerequisite]
) -> tuple[LetterFacts, ...]:
    """Sent letters whose answer has not come and is still wanted.

    Args:
        letters: All sent letters of one stay.
        items: Its prerequisites; a letter about things that are all in place waits for nothing.
    """
    settled = {item.code for item in items if item.status in _SETTLED}
    replaced = {letter.about_id for letter in letters if letter.about_id is not None}
    by_id = {letter.id: letter for letter in letters}
    found = []
    for letter in letters:
        about = _about(letter, by_id)
        wanted = not about or not settled.issuperset(about)
        waits = letter.answered_on is None and letter.id not in replaced and wanted
        if waits and letter.answer_by is not None and letter.sent_on is not None:
            found.append(
                LetterFacts(
                    letter_id=str(letter.id),
                    sent_on=letter.sent_on,
                    answer_by=letter.answer_by,
                    about=about,
                )
            )
    return tuple(found)


def _about(letter: tables.Letter, by_id: Mapping[UUID, tables.Letter]) -> tuple[str, ...]:
    """What a letter asks for; a reminder asks for what the first letter did."""
    return _letter_subjects.CODES.get(first_letter(letter, by_id).kind, ())


@dataclass(frozen=True, slots=True)
class Said:
    """What the plan and the support decision say of themselves.

    Attributes:
        plan_answer_by: The day to come back for the handleplan.
        plan_promised_for: The day it was promised for, while the promise holds.
        told: Code and day of what they call for, so that no next step says it again.
    """

    plan_answer_by: date | None
    plan_promised_for: date | None
    told: frozenset[tuple[str, date | None]]


def said(
    plan: tables.ActionPlan | None,
    letters: Sequence[tables.Letter],
    c6: tables.Prerequisite | None,
    support: tables.Support | None,
) -> Said:
    """The days of the handleplan and of the support decision, each told once."""
    told = {("C7", support.promised_on)} if support else set()
    if plan is None:
        return Said(None, None, frozenset(told))
    answer_by = _plan_answer_by(letters, plan, c6)
    # A broken promise is told by the plan as well: the reminder names another day.
    told.add(("C6", plan.promised_for))
    # Before the request only a chosen day is the plan's; a notice that names a day asks for none.
    chosen = c6.next_on if c6 is not None else None
    told.add(("C6", chosen if plan.status == "not_requested" else answer_by))
    return Said(answer_by, _unbroken(plan), frozenset(told))


def _unbroken(plan: tables.ActionPlan) -> date | None:
    """The promised day; a promise that was reminded of after its day is broken."""
    promised, reminded = plan.promised_for, plan.reminded_on
    broken = promised is not None and reminded is not None and reminded > promised
    return None if broken else promised


def _plan_answer_by(
    letters: Sequence[tables.Letter], plan: tables.ActionPlan, c6: tables.Prerequisite | None
) -> date | None:
    """The day to come back for the handleplan: chosen here, else named in the last letter.

    A chosen day that a later reminder has passed by no longer counts.
    """
    chosen = c6.next_on if c6 is not None and c6.status not in _SETTLED else None
    if chosen is not None and (plan.reminded_on is None or chosen >= plan.reminded_on):
        return chosen
    by_id = {letter.id: letter for letter in letters}
    days = [
        letter.answer_by
        for letter in letters
        if letter.answer_by is not None and "C6" in _about(letter, by_id)
    ]
    return max(days, default=None)


def consents(
    session: Session, person_ids: Iterable[UUID]
) -> Mapping[UUID, tuple[ConsentFacts, ...]]:
    """Of each person the latest consent to each recipient that nobody withdrew.

    Args:
        session: An open session.
        person_ids: Kept records; what was joined into them is read with them.
    """
    pointing = _families.pointers(session)
    kept_of = {person_id: person_id for person_id in person_ids}
    roots = {joined: _families.root(pointing, joined) for joined in pointing}
    kept_of |= {joined: root for joined, root in roots.items() if root in kept_of}
    rows = session.scalars(
        select(tables.Consent)
        .where(tables.Consent.person_id.in_(kept_of), tables.Consent.withdrawn_on.is_(None))
        .order_by(tables.Consent.valid_to)
    )
    latest = {
        (kept_of[row.person_id], row.municipality_code or row.recipient.casefold()): row
        for row in rows
    }
    return _grouped(
        (
            person_id,
            ConsentFacts(consent_id=str(row.id), valid_to=row.valid_to, recipient=row.recipient),
        )
        for (person_id, _), row in latest.items()
    )


def supports(session: Session, stay_ids: Collection[UUID]) -> Mapping[UUID, tables.Support]:
    """The support row of each stay that has one."""
    rows = session.scalars(select(tables.Support).where(tables.Support.stay_id.in_(stay_ids)))
    return {row.stay_id: row for row in rows}


def _grouped(pairs: Iterable[tuple[UUID, Fact]]) -> Mapping[UUID, tuple[Fact, ...]]:
    found: dict[UUID, list[Fact]] = {}
    for key, fact in pairs:
        found.setdefault(key, []).append(fact)
    return {key: tuple(facts) for key, facts in found.items()}
