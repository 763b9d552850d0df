"""Opholdsplan: the house's own plan, for the resident and, with consent, for the municipality.

Goals in the structure of the FFB: own words, purpose, goals with theme and type, steps of the house.
Levels are words, and the house's description; never a rating of the municipality's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.values.information import InformationKind
from reports.contexts import (
    Block,
    Fact,
    Facts,
    LetterContext,
    Section,
    SignatureBlock,
    SignField,
    Table,
)
from reports.danish import long_date, numeric_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import require
from reports.letters.stay import ConsentFacts, ReadFacts
from reports.texts import fill

KIND = "stay_plan"

_STEP_WIDTHS = (50.0, 24.0, 24.0, 28.0)
_DATE_FIELD = 28.0

Status = Literal["open", "done", "dropped"]
Origin = Literal["municipality", "proposed"]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step (*delmål*): words, who, by when, status; ``done_on`` for one that is reached."""

    text: str
    who: str = ""
    due: date | None = None
    status: Status = "open"
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """A goal (*indsatsmål*).

    Attributes:
        title: The goal in plain words.
        theme: Labels of the FFB, the primary first, joined by the caller when there are more.
        goal_type: ``Udvikle funktionsevne`` …
        kinds: Kinds of information the goal discloses.
        origin: From the municipality's plan, or proposed by the house.
        level_now, level_expected: 0 to 4, None where nobody knows.
        follow_up: When it is looked at again.
        steps: *Delmål* in their order.
        resident_words: Latest evaluation in the resident's own words, without quotation marks.
        staff_words: Latest evaluation by staff; evaluated_on: its day.
    """

    title: str
    theme: str
    goal_type: str
    kinds: frozenset[InformationKind]
    origin: Origin = "proposed"
    level_now: int | None = None
    level_expected: int | None = None
    follow_up: date | None = None
    steps: tuple[PlanStep, ...] = ()
    resident_words: str = ""
    staff_words: str = ""
    evaluated_on: date | None = None


@dataclass(frozen=True, slots=True)
class StayPlanFacts:
    """Facts of the plan.

    Attributes:
        letter: House and person; without a recipient it is a sheet for the resident.
        goals: Goals in their order.
        own_words: *Borgerens mål og ønsker*, without quotation marks.
        purpose: *Indsatsformål*.
        purpose_kinds: Kinds of information in it.
        started: First day of the plan; follow_up: when all of it is looked at again.
        contact: Who signs for the house.
        consent: Needed when it goes to a recipient.
        read: How the resident has seen it, for the copy that is sent.
    """

    letter: LetterFacts
    goals: tuple[PlanGoal, ...]
    own_words: str = ""
    purpose: str = ""
    purpose_kinds: frozenset[InformationKind] = frozenset({InformationKind.SUPPORT})
    started: date | None = None
    follow_up: date | None = None
    contact: str = ""
    consent: ConsentFacts | None = None
    read: ReadFacts | None = None


def compose(facts: StayPlanFacts) -> LetterContext:
    """The plan as it would be printed.

    Raises:
        MissingField: It goes to somebody without consent.
    """
    if facts.letter.recipient is not None:
        require(consent=facts.consent)
    made = _composer(facts)
    words = (InformationKind.IDENTITY, InformationKind.OWN_WORDS)
    sections = [
        *([made.section("own_words", discloses=words)] if facts.own_words.strip() else []),
        made.section("purpose", discloses=facts.purpose_kinds),
        *(_goal(made, goal, nr) for nr, goal in enumerate(facts.goals, 1)),
        made.section("about", discloses=(InformationKind.IDENTITY,), editable=False),
    ]
    if facts.letter.recipient is None:
        sections[-1] = _signed(made, facts, sections[-1])
    elif facts.read:
        sections.append(made.section("agreed", editable=False))
    return made.context(sections)


def _composer(facts: StayPlanFacts) -> Composer:
    values = {
        "egneord": facts.own_words.strip(),
        "formål": facts.purpose,
        "begyndt": long_date(facts.started) if facts.started else "",
        "opfølgning": long_date(facts.follow_up) if facts.follow_up else "",
        "kontakt": facts.contact,
        "læst": facts.read.words if facts.read else "",
        "læstdato": long_date(facts.read.day) if facts.read else "",
        "nr": "",
        "niveausætning": "",
    }
    made = Composer(KIND, facts.letter, values)
    levels = [level for one in facts.goals for level in (one.level_now, one.level_expected)]
    if any(level is not None for level in levels):
        made.add(niveausætning=made.fill(made.texts["sections"]["about"]["levels"]))
    return made


def _goal(made: Composer, goal: PlanGoal, number: int) -> Section:
    """A goal with its steps and what both say of it; kept on one page."""
    names = made.texts["sections"]["goal"]
    made.add(nr=str(number))
    said = _said(made, goal)
    blocks: tuple[Block, ...] = (_rows(made, goal),)
    if goal.steps:
        blocks += (_steps(made, goal),)
    if said.rows:
        blocks += (said,)
    kinds = goal.kinds | {InformationKind.SUPPORT}
    if goal.resident_words.strip():
        kinds |= {InformationKind.OWN_WORDS}
    return Section(
        f"goal{number}", made.fill(names["heading"]), blocks, discloses=kinds, together=True
    )


def _rows(made: Composer, goal: PlanGoal) -> Facts:
    names = made.texts["sections"]["goal"]
    levels = {"nu": _level(made, goal.level_now), "ventet": _level(made, goal.level_expected)}
    known = goal.level_now is not None or goal.level_expected is not None
    rows = (
        Fact(names["theme"], goal.theme),
        Fact(names["origin"], made.fill(made.texts["origin"][goal.origin])),
        Fact(names["need"], fill(names["need_text"], levels) if known else ""),
        Fact(names["follow_up"], long_date(goal.follow_up) if goal.follow_up else ""),
    )
    shown = tuple(row for row in rows if row.value.strip())
    return Facts(shown, title=goal.title, note=goal.goal_type)


def _level(made: Composer, level: int | None) -> str:
    return str(made.texts["not_assessed"] if level is None else made.texts["levels"][level])


def _steps(made: Composer, goal: PlanGoal) -> Table:
    columns = tuple(made.texts["sections"]["goal"]["columns"])
    rows = tuple(
        (one.text, one.who, numeric_date(one.due) if one.due else "", _status(made, one))
        for one in goal.steps
    )
    return Table(columns, _STEP_WIDTHS, rows, open_end=True)


def _status(made: Composer, step: PlanStep) -> str:
    day = numeric_date(step.done_on) if step.done_on and step.status == "done" else ""
    return fill(made.texts["status"][step.status], {"dag": day})


def _said(made: Composer, goal: PlanGoal) -> Facts:
    names = made.texts["sections"]["goal"]
    words, assessed = goal.resident_words.strip(), goal.staff_words.strip()
    evaluated = goal.evaluated_on if words or assessed else None
    rows = (
        Fact(made.fill(names["says"]), f"”{words}”" if words else ""),
        Fact(names["assessed"], assessed),
        Fact(names["evaluated"], long_date(evaluated) if evaluated else ""),
    )
    return Facts(tuple(row for row in rows if row.value))


def _signed(made: Composer, facts: StayPlanFacts, last: Section) -> Section:
    """The last section with the lines to sign on, which never stand without it."""
    names = made.texts["signature"]
    staff = made.fill(names["staff"]) if facts.contact else facts.letter.house.name
    theirs = (SignField(names["date"], _DATE_FIELD), SignField(facts.letter.person.name))
    ours = (SignField(names["date"], _DATE_FIELD), SignField(staff))
    blocks = (*last.blocks, SignatureBlock(theirs), SignatureBlock(ours))
    kinds = last.discloses | {InformationKind.IDENTITY}
    return replace(last, blocks=blocks, discloses=kinds, together=True)
