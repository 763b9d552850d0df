"""Notes that have a goal among their readers, for the plan of the stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session, aliased

from boform_app.clock import local_date
from boform_app.services._letter_rows import staff_names
from boform_app.services._log_notes import GOAL
from boform_app.services.views.stay_plans import GoalNote, StayPlanView
from models import tables

LATEST = 3
"""Notes that are shown below a goal; all of them stand in the resident's notes."""
_LOOKED_AT = 200


def with_notes(
    session: Session, plan: StayPlanView, family: Sequence[UUID], since: datetime | None = None
) -> StayPlanView:
    """The plan with the latest notes of each goal: neither moved away nor corrected.

    Args:
        session: An open session.
        plan: The plan as it was read.
        family: The records of the resident.
        since: Only what was written after this instant, None for all.
    """
    keys = [f"{GOAL}{goal.id}" for goal in plan.goals]
    if not keys:
        return plan
    rows = _notes(session, keys, family, since)
    names = staff_names(session, {row.author_id for row in rows})
    goals = []
    for goal in plan.goals:
        own = [row for row in rows if f"{GOAL}{goal.id}" in row.readers]
        notes = tuple(
            GoalNote(
                row.id, row.text, names[row.author_id].first_name, local_date(row.happened_at)
            )
            for row in own[:LATEST]
        )
        goals.append(replace(goal, notes=notes))
    return replace(plan, goals=tuple(goals))


def _notes(
    session: Session, keys: Sequence[str], family: Sequence[UUID], since: datetime | None
) -> Sequence[tables.Note]:
    correction = aliased(tables.Note)
    corrected = select(correction.id).where(correction.corrects_id == tables.Note.id)
    written = cast(tables.Note.readers, String)
    query = (
        select(tables.Note)
        .join(tables.NotePerson, tables.NotePerson.note_id == tables.Note.id)
        .where(
            tables.NotePerson.person_id.in_(family),
            tables.NotePerson.moved_at.is_(None),
            or_(*[written.contains(key) for key in keys]),
            ~corrected.exists(),
        )
        .distinct()
        .order_by(tables.Note.moment.desc())
        .limit(_LOOKED_AT)
    )
    if since is not None:
        query = query.where(tables.Note.written_at >= since)
    return session.scalars(query).all()
