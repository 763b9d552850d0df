"""Indstilling til bolig (boligsocial anvisning): the need, the wishes, what can be paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.values.danish import listed
from models.values.information import InformationKind
from reports.contexts import (
    Fact,
    Facts,
    LetterContext,
    Observations,
    Section,
    SignatureBlock,
    SignField,
)
from reports.danish import amount, long_date, weekday_date
from reports.letters.base import Composer, may_read_cpr
from reports.letters.housing_facts import HousingNominationFacts, Kinds
from reports.letters.observed import leavable, observations, summable, theme_kinds
from reports.letters.referral import ball_table
from reports.letters.stay import stay_kinds, stay_rows
from reports.shortening import Candidates

KIND = "housing_nomination"
_DATE_WIDTH = 38.0


def compose(facts: HousingNominationFacts) -> LetterContext:
    """The letter as it would be printed."""
    made = _composer(facts)
    sections = [
        *_request_and_person(made, facts),
        *_need_and_home(made, facts),
        *_support_and_ball(made, facts),
        *_honest_end(made, facts),
    ]
    return made.context(sections, small_print=("{L6}",) if facts.uses_overview else ())


def candidates(facts: HousingNominationFacts) -> Candidates:
    """What could go when it is too long: older notes, then small themes become one row."""
    day = facts.letter.day
    return Candidates(
        leavable("situation", facts.themes, day), summable("situation", facts.themes, day)
    )


def _request_and_person(made: Composer, facts: HousingNominationFacts) -> Iterator[Section]:
    asked = (InformationKind.IDENTITY, InformationKind.HOUSING)
    yield made.section("ask", discloses=_kinds(facts, "ask", *asked))
    rows, kinds = _stay(made, facts)
    yield made.section("stay", rows, discloses=kinds | _kinds(facts, "stay"), editable=False)
    words = (InformationKind.OWN_WORDS, InformationKind.HOUSING)
    yield made.section("own_words", discloses=_kinds(facts, "own_words", *words))
    yield made.free_text(
        "works", facts.what_works, discloses=_kinds(facts, "works", InformationKind.EVERYDAY)
    )


def _need_and_home(made: Composer, facts: HousingNominationFacts) -> Iterator[Section]:
    yield made.free_text(
        "urgent", facts.urgent, discloses=_kinds(facts, "urgent", InformationKind.HOUSING)
    )
    yield made.section(
        "situation",
        Observations(tuple(observations(facts.themes, facts.letter.day))),
        discloses=_kinds(facts, "situation") | theme_kinds(facts.themes),
    )
    rows, kinds = _home(made, facts)
    home = made.section("home", rows, discloses=kinds | _kinds(facts, "home"), editable=False)
    yield replace(home, together=True)
    economy = made.section(
        "economy",
        _economy(made, facts),
        discloses=_kinds(facts, "economy", InformationKind.ECONOMY),
        editable=False,
    )
    yield replace(economy, together=True)


def _support_and_ball(made: Composer, facts: HousingNominationFacts) -> Iterator[Section]:
    yield made.section("support", discloses=_kinds(facts, "support", InformationKind.SUPPORT))
    both = (InformationKind.SUPPORT, InformationKind.HOUSING)
    yield made.section(
        "ball",
        ball_table(made.texts["sections"]["ball"], facts.ball, facts.letter.day),
        discloses=_kinds(facts, "ball", *both),
        editable=False,
    )


def _honest_end(made: Composer, facts: HousingNominationFacts) -> Iterator[Section]:
    for key, text in (
        ("disagreement", facts.disagreement),
        ("meanwhile", facts.meanwhile),
        ("unknown", facts.unknown),
    ):
        yield made.free_text(key, text, discloses=_kinds(facts, key))
    if facts.accepted and (facts.accepted.signs or facts.accepted.day):
        yield _declaration(made, facts)
    if facts.read:
        yield made.section("agreed")


def _declaration(made: Composer, facts: HousingNominationFacts) -> Section:
    """The resident's yes: to be signed on the letter, or told with its day."""
    if facts.accepted is None or not facts.accepted.signs:
        return made.section("declaration", editable=False)
    date_label = made.texts["sections"]["declaration"]["date"]
    fields = (SignField(date_label, _DATE_WIDTH), SignField(facts.letter.person.name))
    signed = made.section("declaration", SignatureBlock(fields), variant="signed", editable=False)
    return replace(signed, together=True)


def _kinds(facts: HousingNominationFacts, key: str, *always: InformationKind) -> Kinds:
    return frozenset(always) | facts.discloses.get(key, frozenset())


def _composer(facts: HousingNominationFacts) -> Composer:
    made = Composer(KIND, facts.letter, {})
    texts, accepted = made.texts["sections"], facts.accepted
    made.add(
        svardato=weekday_date(facts.reply_by),
        husleje=amount(facts.rent.max_rent) if facts.rent.max_rent else "",
        svararksætning=made.fill(texts["ask"]["answer_sheet"]) if facts.answer_sheet else "",
        egneord=facts.own_words,
        ønske=facts.wish,
        vigtigst=listed(facts.most_important),
        metode=facts.method,
        støtte=facts.support,
        jadato=long_date(accepted.day) if accepted and accepted.day else "",
        læst=facts.read.words if facts.read else "",
        læstdato=long_date(facts.read.day) if facts.read else "",
        tilføjelse=facts.agreed_more,
    )
    can_live = made.fill(texts["support"]["with" if facts.method else "alone"])
    made.add(kanbo=can_live if facts.can_live else "")
    return made


def _stay(made: Composer, facts: HousingNominationFacts) -> tuple[Facts, Kinds]:
    """Person and stay as in the other letters, then where, with whom and why here."""
    names, cpr = made.texts["sections"]["stay"], may_read_cpr(facts.letter)
    found = stay_rows(facts.letter.person, facts.stay, full_cpr=cpr)
    more = (
        (names["living_now"], facts.living_now or made.fill(names["living_now_text"])),
        (names["household"], facts.household),
        (names["connection"], facts.connection),
        (names["phone"], facts.phone),
    )
    rows = [*found.rows]
    # The consent ends the rows, as in every letter of the family.
    place = len(rows) - 1 if facts.stay.consent else len(rows)
    rows[place:place] = [Fact(name, value) for name, value in more if value.strip()]
    kinds = set(stay_kinds(facts.stay, full_cpr=cpr))
    kinds |= {InformationKind.CHILDREN} if facts.household_children else set()
    kinds |= {InformationKind.CONTACT} if facts.phone.strip() else set()
    return Facts(tuple(rows), found.name_width), frozenset(kinds)


def _home(made: Composer, facts: HousingNominationFacts) -> tuple[Facts, Kinds]:
    names, home = made.texts["sections"]["home"], facts.home
    rows = (
        ("kind", home.kind),
        ("size", home.size),
        ("areas", listed(home.areas)),
        ("avoid", listed(home.avoid)),
        ("access", home.access),
        ("pet", home.pet),
        ("children", home.children),
        ("near", home.near),
        ("other", home.other),
    )
    kinds = {InformationKind.HOUSING}
    kinds |= {InformationKind.HEALTH} if home.access.strip() else set()
    kinds |= {InformationKind.CHILDREN} if home.children.strip() else set()
    made_rows = tuple(Fact(names[key], value) for key, value in rows if value.strip())
    return Facts(made_rows), frozenset(kinds)


def _economy(made: Composer, facts: HousingNominationFacts) -> Facts:
    names, rent = made.texts["sections"]["economy"], facts.rent
    rows = (
        ("max_rent", made.fill(names["max_rent_text"]) if rent.max_rent else ""),
        ("income", rent.income),
        ("benefit", rent.benefit),
        ("deposit", rent.deposit),
        ("debt", rent.debt),
    )
    return Facts(tuple(Fact(names[key], value) for key, value in rows if value.strip()))
