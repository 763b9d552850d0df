"""Statusnotat (34): goals as received, marked notes with author and date, the next step."""

from __future__ import annotations

from collections.abc import Iterator

from models.values.danish import listed
from models.values.information import InformationKind
from reports.contexts import (
    Block,
    Fact,
    Facts,
    LetterContext,
    Observations,
    Para,
    Run,
    Section,
    Table,
    Text,
    led,
    plain,
)
from reports.danish import long_date, short_date, weekday_date
from reports.errors import MissingField
from reports.letters.base import Composer, may_read_cpr
from reports.letters.observed import (
    leavable,
    note_line,
    observations,
    sourced,
    summable,
    theme_kinds,
)
from reports.letters.status_facts import GoalFacts, Kinds, StatusNoteFacts, WayFacts
from reports.letters.stay import stay_kinds, stay_rows
from reports.shortening import Candidates

KIND = "status_note"
_WAY_WIDTHS = (44.0, 30.0, 52.0)


def compose(facts: StatusNoteFacts) -> LetterContext:
    """The note as it would be printed.

    Raises:
        MissingField: Neither a meeting nor a date to answer by.
    """
    made = _composer(facts)
    sections = [
        *_request_and_person(made, facts),
        *_goals_and_changes(made, facts),
        *_proposal_and_way(made, facts),
        *_honest_end(made, facts),
    ]
    return made.context(sections, small_print=("{L6}",) if facts.uses_overview else ())


def candidates(facts: StatusNoteFacts) -> Candidates:
    """What could go when it is too long: older notes, then small themes become one row."""
    day = facts.letter.day
    return Candidates(
        leavable("changes", facts.changes, day), summable("changes", facts.changes, day)
    )


def _request_and_person(made: Composer, facts: StatusNoteFacts) -> Iterator[Section]:
    cpr = may_read_cpr(facts.letter)
    yield made.section("ask", discloses=_kinds(facts, "ask", InformationKind.SUPPORT))
    yield made.section(
        "stay",
        _stay(made, facts, full_cpr=cpr),
        discloses=stay_kinds(facts.stay, full_cpr=cpr),
        editable=False,
    )
    yield made.section("own_words", discloses=_kinds(facts, "own_words", InformationKind.OWN_WORDS))
    yield made.free_text(
        "works", facts.what_works, discloses=_kinds(facts, "works", InformationKind.EVERYDAY)
    )


def _goals_and_changes(made: Composer, facts: StatusNoteFacts) -> Iterator[Section]:
    goals = [_goal(made, facts, number, goal) for number, goal in enumerate(facts.goals, 1)]
    legend = Text((plain(made.texts["sections"]["goals"]["legend"], small=True),))
    blocks: tuple[Block, ...] = (*goals, legend) if goals else ()
    yield made.section(
        "goals" if facts.plan_date and not facts.own_goals else "own_goals",
        *blocks,
        discloses=_kinds(facts, "goals", InformationKind.SUPPORT)
        | {kind for goal in facts.goals for kind in (goal.kind, *goal.noted)},
        editable=False,
    )
    yield made.section(
        "changes",
        Observations(tuple(observations(facts.changes, facts.letter.day))),
        discloses=_kinds(facts, "changes") | theme_kinds(facts.changes),
    )


def _proposal_and_way(made: Composer, facts: StatusNoteFacts) -> Iterator[Section]:
    both = (InformationKind.SUPPORT, InformationKind.HOUSING)
    yield made.section(
        "proposal", _proposal(made, facts), discloses=_kinds(facts, "proposal", *both)
    )
    law = (Text((plain(made.fill("{L3}")),)),) if facts.support_wanted and facts.way else ()
    yield made.section(
        "way",
        *((_way(made, facts), *law) if facts.way else ()),
        discloses=_kinds(facts, "way", *both),
        editable=False,
    )


def _honest_end(made: Composer, facts: StatusNoteFacts) -> Iterator[Section]:
    for key, text in (
        ("disagreement", facts.disagreement),
        ("meanwhile", facts.meanwhile),
        ("unknown", facts.unknown),
    ):
        yield made.free_text(key, text, discloses=_kinds(facts, key))
    if facts.read:
        yield made.section("agreed")


def _kinds(facts: StatusNoteFacts, key: str, *always: InformationKind) -> Kinds:
    return frozenset(always) | facts.discloses.get(key, frozenset())


def _composer(facts: StatusNoteFacts) -> Composer:
    made = Composer(KIND, facts.letter, {})
    ask, step = made.texts["sections"]["ask"], made.texts["next_steps"][facts.next_step]
    begins = short_date(facts.begins, facts.ends)
    made.add(
        anledning=facts.occasion,
        periode=made.texts["period"].format(fra=begins, til=long_date(facts.ends)),
        anmodning=", og ".join(one for one in (facts.asks or step["asks"], facts.asks_more) if one),
        svararksætning=made.fill(ask["answer_sheet"]) if facts.answer_sheet else "",
        egneord=facts.own_words,
        vigtigst=listed(facts.most_important),
        metode=facts.method,
        støttelov=facts.method_law,
        kriterium=facts.criterion,
        læst=facts.read.words if facts.read else "",
        læstdato=long_date(facts.read.day) if facts.read else "",
    )
    made.add(hvornår=_when(made, facts))
    return made


def _when(made: Composer, facts: StatusNoteFacts) -> str:
    ask = made.texts["sections"]["ask"]
    if facts.meeting:
        return str(ask["at"].format(møde=weekday_date(facts.meeting)))
    if facts.reply_by is None:
        raise MissingField("svardato")
    return str(ask["by"].format(svardato=weekday_date(facts.reply_by)))


def _stay(made: Composer, facts: StatusNoteFacts, *, full_cpr: bool) -> Facts:
    """The rows of the stay; the plan names the municipality where there is one."""
    found = stay_rows(facts.letter.person, facts.stay, full_cpr=full_cpr)
    if facts.plan_date is None:
        return found
    names = made.texts["sections"]["stay"]
    received = facts.plan_received
    made.add(
        plandato=long_date(facts.plan_date),
        modtaget=short_date(received, facts.plan_date) if received else "",
    )
    plan = Fact(names["plan"], made.fill(names["plan_text"]))
    place = len(found.rows) - (2 if facts.stay.consent else 1)
    rows = [*found.rows]
    rows[place] = plan
    return Facts(tuple(rows), found.name_width)


def _goal(made: Composer, facts: StatusNoteFacts, number: int, goal: GoalFacts) -> Facts:
    texts, day = made.texts["sections"]["goals"], facts.letter.day
    says = texts["quote"].format(citat=goal.says.strip()) if goal.says.strip() else ""
    assessed = sourced(goal.assessed, goal.assessed_by, goal.assessed_on, day)
    rows = (
        (texts["part_goals"], "\n".join(_part_goals(made, facts, goal))),
        (texts["done"], goal.done),
        (texts["noted"], "\n".join(note_line(note, day) for note in goal.notes)),
        (made.fill(texts["says"]), says),
        (texts["assessed"], assessed),
    )
    levels = _levels(made, goal)
    need = (Fact(texts["need"], "".join(run.text for run in levels), levels),) if levels else ()
    return Facts(
        (*need, *(Fact(name, value) for name, value in rows if value.strip())),
        title=texts["number"].format(nr=number, tema=goal.theme),
        note=goal.goal_type,
    )


def _levels(made: Composer, goal: GoalFacts) -> tuple[Run, ...]:
    """``Ved start 3 · nu 2 · ventet 1``, the numbers in bold."""
    texts = made.texts["sections"]["goals"]
    runs: list[Run] = []
    for key, level in (("start", goal.start), ("now", goal.now), ("expected", goal.expected)):
        if level is not None:
            runs += [
                Run(f"{' · ' if runs else ''}{texts[key]} "),
                Run(str(level), bold=True),
            ]
    return tuple(runs)


def _part_goals(made: Composer, facts: StatusNoteFacts, goal: GoalFacts) -> Iterator[str]:
    template = made.texts["sections"]["goals"]["part_goal"]
    for part in goal.part_goals:
        day = short_date(part.day, facts.letter.day) if part.day else ""
        made.add(delmål=part.text.strip().rstrip("."), status=part.status, dag=day)
        yield made.fill(template)


def _proposal(made: Composer, facts: StatusNoteFacts) -> Text:
    names = made.texts["sections"]["proposal"]
    label = made.texts["next_steps"][facts.next_step]["label"]
    steps = " ".join(one for one in (f"{label}.", facts.more_steps.strip()) if one)
    parts: list[Para] = []
    if facts.housing.strip():
        parts.append(led(names["housing"], facts.housing))
    if facts.method:
        parts.append(led(names["support"], made.fill(names["support_text"])))
    return Text((*parts, led(names["next"], steps)))


def _way(made: Composer, facts: StatusNoteFacts) -> Table:
    names = made.texts["sections"]["way"]
    rows = tuple(
        (made.texts["way"][one.what], one.who, _status(made, facts, one)) for one in facts.way
    )
    return Table((names["what"], names["who"], names["status"]), _WAY_WIDTHS, rows, open_end=True)


def _status(made: Composer, facts: StatusNoteFacts, way: WayFacts) -> str:
    if way.since is None:
        return way.status
    names, today = made.texts["sections"]["way"], facts.letter.day
    if not way.waiting:
        return str(names["since"].format(status=way.status, dag=long_date(way.since)))
    days = (today - way.since).days
    day = short_date(way.since, today)
    return str(names["waiting"].format(status=way.status, dag=day, døgn=days))
