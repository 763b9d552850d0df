"""What the window knows of the house's own plan (*opholdsplan*): goals, steps, tasks, evaluations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class SubgoalTaskView:
    """Something to do for a step; ``done_on`` None while it is open."""

    id: UUID
    version: int
    text: str
    who: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class SubgoalView:
    """A step (*delmål*) towards a goal.

    Attributes:
        who: Names as typed, "Mette, Ole".
        status: ``open``, ``done`` or ``dropped``.
    """

    id: UUID
    version: int
    text: str
    who: str
    due_on: date | None
    status: str
    done_on: date | None
    tasks: tuple[SubgoalTaskView, ...]


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """How it went with a goal on a day; never overwritten.

    Attributes:
        level: 0 to 4, None where nobody said.
        done: What was done in the period (*det har vi gjort*).
        informant: Key of FFB's list ``source`` (*kilde*), "" when not told.
        informant_label: Its words.
    """

    id: UUID
    evaluated_on: date
    level: int | None
    resident_words: str
    staff_words: str
    done: str
    informant: str
    informant_label: str
    by: StaffName


@dataclass(frozen=True, slots=True)
class GoalNote:
    """A note that has the goal among its readers; ``by`` is the first name of its author."""

    id: UUID
    text: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal (*indsatsmål*) with its steps in their order.

    Attributes:
        theme: Key of the primary theme; ``theme_label`` the exact words of FFB.
        secondary: Keys of secondary themes; ``secondary_labels`` their words.
        goal_type: ``keep``, ``develop`` or ``limit``; ``goal_type_label`` in full ("Udvikle
            funktionsevne"), ``goal_type_short`` for a column ("Udvikle").
        origin: ``municipality`` (*fra kommunen*) or ``proposed`` (*foreslået af os*).
        level_start: Levels 0 to 4, None where nobody knows.
        status: ``active``, ``reached`` or ``stopped``.
        evaluation: The latest one.
        evaluations: How many there are.
        notes: The latest notes about it, the newest first, where somebody asked for them.
    """

    id: UUID
    version: int
    title: str
    theme: str
    theme_label: str
    secondary: tuple[str, ...]
    secondary_labels: tuple[str, ...]
    goal_type: str
    goal_type_label: str
    goal_type_short: str
    origin: str
    effort: str
    level_start: int | None
    level_now: int | None
    level_expected: int | None
    responsible: str
    set_on: date
    follow_up_on: date | None
    status: str
    ended_on: date | None
    subgoals: tuple[SubgoalView, ...]
    evaluation: EvaluationView | None
    evaluations: int
    notes: tuple[GoalNote, ...] = ()


@dataclass(frozen=True, slots=True)
class StayPlanView:
    """The opholdsplan of a stay; never called handleplan.

    Attributes:
        own_words: *Borgerens mål og ønsker*, without quotation marks.
        purpose: *Indsatsformål*.
        changed_on: The day anything in it was last written.
    """

    id: UUID
    version: int
    stay_id: UUID
    own_words: str
    purpose: str
    started_on: date
    changed_on: date
    follow_up_on: date | None
    goals: tuple[GoalView, ...]

    @property
    def active_goals(self) -> tuple[GoalView, ...]:
        """Goals that are being worked on."""
        return tuple(goal for goal in self.goals if goal.status == "active")


@dataclass(frozen=True, slots=True)
class StayPlanCommand:
    """The plan's own facts as they shall be.

    Attributes:
        version: As read; 0 begins the plan when there is none.
    """

    stay_id: UUID
    version: int
    own_words: str
    purpose: str
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class GoalCommand:
    """A goal as it shall be; begins the plan when there is none.

    Attributes:
        stay_id: Whose plan.
        id: The goal to change, None for a new one; ``version`` as read.
        level_now: For a new goal the same as ``level_start`` when left out, and the other way
            round. Once there is an evaluation the level is the evaluations' and stays as it is.
        set_on: Today when None.
    """

    stay_id: UUID
    title: str
    theme: str
    goal_type: str = "develop"
    secondary: tuple[str, ...] = ()
    origin: str = "proposed"
    effort: str = ""
    level_start: int | None = None
    level_now: int | None = None
    level_expected: int | None = None
    responsible: str = ""
    set_on: date | None = None
    follow_up_on: date | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class EvaluationCommand:
    """An evaluation of a goal.

    Attributes:
        version: Of the goal, as read.
        evaluated_on: Today when None.
        follow_up_on: When to look next; None leaves a day that still lies ahead, and clears one that
            this evaluation has met.
    """

    goal_id: UUID
    version: int
    evaluated_on: date | None = None
    level: int | None = None
    resident_words: str = ""
    staff_words: str = ""
    done: str = ""
    informant: str = ""
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class SubgoalCommand:
    """A step as it shall be; ``id`` None for a new one."""

    goal_id: UUID
    text: str
    who: str = ""
    due_on: date | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class SubgoalTaskCommand:
    """A task of a step as it shall be; ``id`` None for a new one."""

    subgoal_id: UUID
    text: str
    who: str = ""
    due_on: date | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """A level on a day; ``why`` is ``set`` or ``evaluated``."""

    on: date
    level: int | None
    why: str


@dataclass(frozen=True, slots=True)
class GoalHistory:
    """A goal over time, oldest first.

    Attributes:
        points: The level when the goal was set, then that of every evaluation with one.
        evaluations: All of them in full.
    """

    goal_id: UUID
    title: str
    level_expected: int | None
    points: tuple[LevelPoint, ...]
    evaluations: tuple[EvaluationView, ...]


@dataclass(frozen=True, slots=True)
class GoalProposal:
    """A goal that the last Udflytningsoverblik gives reason to talk about; nothing is written.

    Attributes:
        domain: Area of the overview, ``B3``.
        title: The area's title, to be written anew in the resident's words.
        theme: The primary theme when there is exactly one, else "".
        choices: Sub-themes that could be the primary one, those of the area first.
        secondary: Other themes of the area.
        level_now: Staff's answer in the overview, None where there was no level. It is how much help
            the resident needs at home, neither of FFB's two levels, so it is only where to begin.
        resident_level: The resident's own answer.
        chosen_by_resident: One of the up to three that matter most to the resident now.
        helps: What helps, as noted in the overview.
    """

    domain: str
    title: str
    theme: str
    choices: tuple[str, ...]
    secondary: tuple[str, ...]
    level_now: int | None
    resident_level: int | None
    chosen_by_resident: bool
    helps: str


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """What the last Udflytningsoverblik suggests for the plan.

    Attributes:
        overview_on: The day of the overview, None when there is none.
        own_words: Hopes and home in the resident's own words.
    """

    overview_on: date | None = None
    own_words: str = ""
    goals: tuple[GoalProposal, ...] = field(default=())
