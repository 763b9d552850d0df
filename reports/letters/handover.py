"""Overlevering ved fraflytning (38): to the new supporter, with a copy to the resident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from models.values.information import InformationKind
from reports.contexts import (
    Fact,
    Facts,
    LetterContext,
    Observation,
    Observations,
    Section,
    Table,
    plain,
)
from reports.danish import WEEKDAYS, clock, dates, long_date, short_date, weekday_date
from reports.editing import paragraphs_of
from reports.letters.base import Composer, LetterFacts, may_read_address, may_read_cpr
from reports.letters.referral import BallFacts, since_words
from reports.letters.stay import ReadFacts, StayFacts, consent_line, meeting, person_row

KIND = "handover"
_WEEK_WIDTHS, _THREE = (38.0, 62.0, 26.0), (47.0, 46.0, 33.0)

Kinds = frozenset[InformationKind]
AgreementKey = Literal["economy", "medicine", "keys", "mail"]


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """An agreement of the first six weeks.

    Attributes:
        when: Day, or local time, or 0 with week set.
        what: What is agreed; who: as printed (``Havnehuset``, ``Begge``).
        week: ISO week for what has no day (``uge 50``), 0 otherwise.
    """

    when: datetime | date | None
    what: str
    who: str
    week: int = 0


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement on economy, medicine, keys or mail."""

    topic: AgreementKey
    text: str


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """The safety plan (*tryghedsplan*): day it was made, words, and whether it may be shared."""

    made: date
    plan: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody to call: name and place, what for, telephone."""

    who: str
    what: str
    phone: str


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """Facts of the handover. What the resident keeps back never comes here.

    Attributes:
        letter: House, person, recipient (the new supporter), signer.
        stay: Admission and consent.
        reply_by: The date we ask for; first_visit: local time of the first visit.
        moves: Local time of the move, or its day alone.
        address: New address, printed to those who may read it.
        method: ``CTI``, "" without support; method_law: its paragraph; granted: date of the decision.
        own_words, what_works: As in the other letters.
        weeks: The first six weeks, in order.
        agreements: *Aftaler*.
        safety: Printed only when the resident has said yes to it.
        contacts: In the order they should be called.
        ball: Open prerequisites.
        follow_up: Days after 1, 3, 6 and 12 months, already moved to working days.
        follow_up_agreed: The resident has said yes to the calls; without it they are not printed.
        unknown: Free text.
        read: How the resident has seen it, None when not.
        answer_sheet: A *svarark* lies beside it.
        discloses: Further kinds of information by section key.
    """

    letter: LetterFacts
    stay: StayFacts
    reply_by: date
    first_visit: datetime
    moves: datetime | date
    address: str = ""
    method: str = ""
    method_law: str = "§ 85 a"
    granted: date | None = None
    own_words: str = ""
    what_works: str = ""
    weeks: tuple[WeekFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    safety: SafetyFacts | None = None
    contacts: tuple[ContactFacts, ...] = ()
    ball: tuple[BallFacts, ...] = ()
    follow_up: tuple[date, ...] = ()
    follow_up_agreed: bool = False
    unknown: str = ""
    read: ReadFacts | None = None
    answer_sheet: bool = False
    discloses: Mapping[str, Kinds] = field(default_factory=dict)


def compose(facts: HandoverFacts) -> LetterContext:
    """The letter as it would be printed."""
    made = _composer(facts)
    return made.context([*_person(made, facts), *_plan(made, facts), *_end(made, facts)])


def _person(made: Composer, facts: HandoverFacts) -> Iterator[Section]:
    yield made.section(
        "ask", discloses=_kinds(facts, "ask", InformationKind.IDENTITY, InformationKind.HOUSING)
    )
    rows, kinds = _move(made, facts)
    yield made.section("move", Facts(rows), discloses=kinds, editable=False)
    yield made.section("own_words", discloses=_kinds(facts, "own_words", InformationKind.OWN_WORDS))
    yield made.free_text(
        "works", facts.what_works, discloses=_kinds(facts, "works", InformationKind.EVERYDAY)
    )


def _plan(made: Composer, facts: HandoverFacts) -> Iterator[Section]:
    yield made.section(
        "weeks",
        _weeks(made, facts),
        discloses=_kinds(facts, "weeks", InformationKind.SUPPORT, InformationKind.EVERYDAY),
        editable=False,
    )
    told = {_AGREEMENT_KINDS[one.topic] for one in facts.agreements}
    agreements = made.section(
        "agreements", _agreements(made, facts), discloses=_kinds(facts, "agreements", *told)
    )
    yield replace(agreements, together=True)
    if facts.safety and facts.safety.agreed:
        yield made.free_text(
            "safety", facts.safety.plan, discloses=_kinds(facts, "safety", InformationKind.HEALTH)
        )
    yield made.section(
        "contacts",
        _contacts(made, facts),
        discloses=_kinds(facts, "contacts", InformationKind.CONTACT),
        editable=False,
    )


def _end(made: Composer, facts: HandoverFacts) -> Iterator[Section]:
    both = (InformationKind.SUPPORT, InformationKind.HOUSING)
    yield made.section(
        "ball", _ball(made, facts), discloses=_kinds(facts, "ball", *both), editable=False
    )
    if facts.follow_up and facts.follow_up_agreed:
        yield made.section(
            "follow_up", discloses=_kinds(facts, "follow_up", InformationKind.SUPPORT)
        )
    yield made.free_text("unknown", facts.unknown, discloses=_kinds(facts, "unknown"))
    if facts.read:
        yield made.section("agreed")


def _kinds(facts: HandoverFacts, key: str, *always: InformationKind) -> Kinds:
    return frozenset(always) | facts.discloses.get(key, frozenset())


def _composer(facts: HandoverFacts) -> Composer:
    made = Composer(KIND, facts.letter, {})
    day = facts.moves.date() if isinstance(facts.moves, datetime) else facts.moves
    safety, sheet = facts.safety, made.texts["sections"]["ask"]["answer_sheet"]
    made.add(
        svardato=weekday_date(facts.reply_by),
        besøg=meeting(facts.first_visit),
        svararksætning=made.fill(sheet) if facts.answer_sheet else "",
        flytter=long_date(day),
        kl=clock(facts.moves) if isinstance(facts.moves, datetime) else "",
        optaget=long_date(facts.stay.admitted),
        metode=facts.method,
        støttelov=facts.method_law,
        bevilget=long_date(facts.granted) if facts.granted else "",
        egneord=facts.own_words,
        plandato=short_date(safety.made, facts.letter.day) if safety else "",
        plan=safety.plan if safety else "",
        datoer=dates(facts.follow_up),
        læst=facts.read.words if facts.read else "",
        læstdato=long_date(facts.read.day) if facts.read else "",
    )
    return made


def _move(made: Composer, facts: HandoverFacts) -> tuple[tuple[Fact, ...], Kinds]:
    """The rows, and what they tell."""
    names, cpr = made.texts["sections"]["move"], may_read_cpr(facts.letter)
    rows = [
        person_row(facts.letter.person, full_cpr=cpr),
        Fact(names["moves"], made.fill(names["moves_text"])),
    ]
    kinds = {InformationKind.IDENTITY, InformationKind.STAY, InformationKind.HOUSING}
    kinds |= {InformationKind.CPR} if cpr else set()
    if facts.address.strip() and may_read_address(facts.letter):
        rows.append(Fact(names["address"], facts.address))
        kinds.add(InformationKind.ADDRESS)
    if facts.method:
        rows.append(Fact(names["support"], made.fill(names["support_text"])))
        kinds.add(InformationKind.SUPPORT)
    if facts.stay.consent:
        rows.append(Fact(names["consent"], consent_line(facts.stay.consent)))
        kinds.add(InformationKind.CONSENT)
    return tuple(rows), frozenset(kinds)


def _weeks(made: Composer, facts: HandoverFacts) -> Table:
    names = made.texts["sections"]["weeks"]
    rows = tuple((_when(names, one), one.what, one.who) for one in facts.weeks)
    columns = (names["what"], names["who"])
    return Table((names["when"], *columns), _WEEK_WIDTHS, rows, open_end=True)


def _when(names: Mapping[str, str], week: WeekFacts) -> str:
    """``tir. 1-12-2026 kl. 9`` or ``uge 50``."""
    if week.when is None:
        return names["week"].format(uge=week.week) if week.week else ""
    when = week.when
    day = f"{WEEKDAYS[when.weekday()][:3]}. {when.day}-{when.month}-{when.year}"
    return f"{day} kl. {clock(when)}" if isinstance(when, datetime) else day


def _agreements(made: Composer, facts: HandoverFacts) -> Observations:
    names = made.texts["agreements"]
    return Observations(
        tuple(
            Observation(names[one.topic], tuple(plain(text) for text in paragraphs_of(one.text)))
            for one in facts.agreements
            if one.text.strip()
        )
    )


def _contacts(made: Composer, facts: HandoverFacts) -> Table:
    names = made.texts["sections"]["contacts"]
    rows = tuple((one.who, one.what, one.phone) for one in facts.contacts)
    return Table((names["who"], names["what"], names["phone"]), _THREE, rows, open_end=True)


def _ball(made: Composer, facts: HandoverFacts) -> Table:
    names = made.texts["sections"]["ball"]
    rows = tuple((one.what, one.who, since_words(one, facts.letter.day)) for one in facts.ball)
    return Table((names["what"], names["who"], names["since"]), _THREE, rows, open_end=True)


_AGREEMENT_KINDS: dict[str, InformationKind] = {
    "economy": InformationKind.ECONOMY,
    "medicine": InformationKind.HEALTH,
    "keys": InformationKind.HOUSING,
    "mail": InformationKind.EVERYDAY,
}
