"""What the opholdsplan puts on the timeline: goals set, reached and stopped, and evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local
from boform_app.services import _ffb, _plan_rows
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.records import TimelineItem
from models import tables
from models.values.ffb import theme_label

_ENDED = {"reached": "Mål nået", "stopped": "Mål stoppet"}


def from_stay_plan(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    """Items of one stay's plan, in no order; nothing when no plan was begun."""
    goals = session.scalars(
        select(tables.Goal)
        .join(tables.StayPlan, tables.StayPlan.id == tables.Goal.stay_plan_id)
        .where(tables.StayPlan.stay_id == stay.id)
    ).all()
    if not goals:
        return
    words = _ffb.words(session)
    for goal in goals:
        text = f"{goal.title} · {theme_label(words, goal.theme)}"
        yield _item(goal.set_on, "Mål sat", text, "", goal.id)
        if goal.status in _ENDED and goal.ended_on is not None:
            yield _item(goal.ended_on, _ENDED[goal.status], text, "", goal.id)
    titles = {goal.id: goal.title for goal in goals}
    rows = _plan_rows.evaluation_rows(session, list(titles))
    staff = staff_names(session, {row.by_id for row in rows})
    for row in rows:
        text = "\n".join([titles[row.goal_id], *_said(row)])
        yield _item(row.evaluated_on, "Mål evalueret", text, staff[row.by_id].name, row.id)


def _said(row: tables.GoalEvaluation) -> Iterator[str]:
    """The level, the resident's words before ours, what was done."""
    if row.level is not None:
        yield f"Niveau {row.level}."
    if row.resident_words:
        yield f"”{row.resident_words}”"
    yield from (text for text in (row.staff_words, row.done) if text)


def _item(day: date, title: str, text: str, author: str, ref_id: UUID) -> TimelineItem:
    return TimelineItem(
        at=from_local(day), day=day, has_time=False, kind="goal", title=title, text=text,
        author=author, important=True, ref_id=ref_id,
    )  # fmt: skip
