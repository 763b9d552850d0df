"""The house's own plan for the stay (*opholdsplan*), with goals in the structure of FFB."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity


def _level(column: str) -> CheckConstraint:
    """A support level 0 to 4, or nobody knows yet."""
    return CheckConstraint(f"{column} is null or {column} between 0 and 4", name=column)


class StayPlan(Entity, Base):
    """The opholdsplan of a stay; never called handleplan, which is the municipality's.

    Attributes:
        own_words: *Borgerens mål og ønsker*, as the resident says it.
        purpose: *Indsatsformål*, what all of it is for.
    """

    __tablename__ = "stay_plan"
    __table_args__ = (UniqueConstraint("stay_id"),)

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    own_words: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    follow_up_on: Mapped[date | None]


class Goal(Entity, Base):
    """A goal (*indsatsmål*): set by the municipality, or proposed by the house.

    Attributes:
        theme: Key of the one primary theme in ``resources/lists/ffb.toml``; ``secondary`` any others.
        goal_type: *Måltype*.
        level_start: Support level when the goal was set; now; expected. None where nobody knows.
        effort: What is done about it (*indsats*).
        responsible: Who answers for it.
    """

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint("goal_type in ('keep','develop','limit')", name="goal_type"),
        CheckConstraint("origin in ('municipality','proposed')", name="origin"),
        CheckConstraint("status in ('active','reached','stopped')", name="status"),
        _level("level_start"),
        _level("level_now"),
        _level("level_expected"),
    )

    stay_plan_id: Mapped[UUID] = mapped_column(ForeignKey("stay_plan.id"), index=True)
    sort: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    theme: Mapped[str]
    secondary: Mapped[list[str]] = mapped_column(default=list)
    goal_type: Mapped[str]
    origin: Mapped[str] = mapped_column(default="proposed")
    effort: Mapped[str] = mapped_column(default="")
    level_start: Mapped[int | None]
    level_now: Mapped[int | None]
    level_expected: Mapped[int | None]
    responsible: Mapped[str] = mapped_column(default="")
    set_on: Mapped[date]
    follow_up_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="active")
    ended_on: Mapped[date | None]


class Subgoal(Entity, Base):
    """A step (*delmål*) towards a goal; owned by the house."""

    __tablename__ = "subgoal"
    __table_args__ = (CheckConstraint("status in ('open','done','dropped')", name="status"),)

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    sort: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]


class SubgoalTask(Entity, Base):
    """Something to do for a step: what, who, by when."""

    __tablename__ = "subgoal_task"

    subgoal_id: Mapped[UUID] = mapped_column(ForeignKey("subgoal.id"), index=True)
    sort: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class GoalEvaluation(Entity, Base):
    """How it goes with a goal on a day, in the resident's words and in ours; never overwritten.

    Attributes:
        informant: Key of ``resources/lists/ffb.toml`` [source]: who says so (*kilde*).
        done: What was done in the period (*det har vi gjort*).
    """

    __tablename__ = "goal_evaluation"
    __table_args__ = (_level("level"),)

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    evaluated_on: Mapped[date]
    level: Mapped[int | None]
    resident_words: Mapped[str] = mapped_column(default="")
    staff_words: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    informant: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
