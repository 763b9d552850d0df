"""The engine: answers, system, instrument and a date in; an explained proposal out.

Pure: no clock, no database, no free text read to decide. The order of the parts follows the
decision table in readiness.md 3.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from boform_app.rules.instrument import Instrument, Limits
from boform_app.rules.readiness import decide, system, timing
from boform_app.rules.readiness.answers import (
    DOMAIN_IDS,
    Answers,
    Duration,
    HousingWish,
    Ratings,
    Situation,
    Status,
    SupportWish,
)
from boform_app.rules.readiness.confidence import confidence, confidence_hit
from boform_app.rules.readiness.decide import B14, MISSING, Levels, Method
from boform_app.rules.readiness.result import (
    Category,
    Fact,
    Housing,
    OwnResult,
    Readiness,
    RuleHit,
    Theme,
)


def levels_of(ratings: Ratings) -> Levels:
    """Ratings as plain integers; every reason and every empty field becomes ``MISSING``."""
    return tuple([rating if type(rating) is int else MISSING for rating in ratings])


def evaluate(
    answers: Answers, situation: Situation, instrument: Instrument, today: date
) -> Readiness:
    """Apply the whole decision table.

    Args:
        today: Local date of the overview; ages and the next date count from it.
    """
    limits = instrument.limits
    staff, resident = levels_of(answers.staff), levels_of(answers.resident)
    proposal = propose(staff, answers, situation, instrument)
    world = _world(situation, today, support_wanted=proposal.support_wanted)
    themes = _themes(staff, answers)
    voices = _voices(staff, resident, answers, limits)
    basis = confidence(answers, (staff, resident), limits, today, agree=voices.own is None)
    due, due_hit = timing.next_review(proposal.category, situation, limits, today)
    waiting = proposal.category.is_ready and world.rule == "Y2"
    lists = world.lists
    return Readiness(
        instrument=instrument.version,
        assessed_on=today,
        category=proposal.category,
        method=proposal.method,
        support_wanted=proposal.support_wanted,
        housing=proposal.housing,
        system=world.rule,
        blocking=lists.blocking,
        unclear=lists.unclear,
        under_way=lists.under_way,
        also_missing=lists.also_missing,
        actions=system.actions(proposal.status, lists, answers.resident, instrument),
        next_review=due,
        confidence=basis,
        priorities=answers.priorities,
        themes=themes,
        own=voices.own,
        filled_from_staff=voices.filled,
        talk_about=voices.talk_about,
        missing=tuple(DOMAIN_IDS[i] for i in range(14) if staff[i] == MISSING),
        hits=(
            proposal.support,
            *proposal.housing_hits,
            *proposal.status_hits,
            *(_theme_hit(theme, staff) for theme in themes),
            *voices.hits,
            world.hit,
            confidence_hit(basis),
            due_hit,
        ),
        responsible=situation.responsible,
        refund=timing.refund_view(due, situation, limits, today, waiting=waiting),
    )


# ---- what the answers say about support and status ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """The core of a result: status, support and home, with the rules that led there."""

    support: RuleHit
    method: Method
    support_wanted: bool
    status: str
    status_hits: tuple[RuleHit, ...]
    housing: Housing
    housing_hits: tuple[RuleHit, ...]

    @property
    def category(self) -> Category:
        """K1 to K4."""
        return Category(decide.CATEGORY_OF_RULE[self.status])


def propose(
    staff: Levels, answers: Answers, situation: Situation, instrument: Instrument
) -> Proposal:
    """The U, S and H rules alone; ``evaluate`` builds on it, and the campaign asks it directly.

    Args:
        staff: The 14 levels to go by; ``answers.staff`` itself is not read.
    """
    support = _support(staff, answers)
    method = decide.METHOD_OF_RULE[support.id]
    status = decide.status_rule(
        answers.wish_to_move, answers.housing_wish, staff, method, instrument.limits.max_missing
    )
    housing, housing_hits = _housing(staff, answers, situation, instrument)
    return Proposal(
        support=support,
        method=method,
        support_wanted=method.is_support and answers.support_wish is not SupportWish.NO,
        status=status,
        status_hits=_status_hits(status, answers, staff, method),
        housing=housing,
        housing_hits=housing_hits,
    )


def _support_rule(levels: Levels, answers: Answers) -> str:
    return decide.support_rule(
        levels,
        short=answers.duration is Duration.UNDER_NINE_MONTHS,
        long=answers.duration is Duration.LONGER,
        transition=bool(answers.transitions),
    )


def _support(levels: Levels, answers: Answers) -> RuleHit:
    rule = _support_rule(levels, answers)
    return RuleHit(rule, _level_facts(levels, _support_areas(rule, levels)))


_AREAS_OF_RULE: dict[str, tuple[Sequence[int], int]] = {
    "S6": (decide.PSYCHOSOCIAL, 3),
    "S7": (decide.PSYCHOSOCIAL, 3),
    "S8": (decide.ALL_AREAS, 2),
    "S9": (decide.ALL_AREAS, 1),
    "S10": (decide.ALL_AREAS, 2),
}


def _support_areas(rule: str, levels: Levels) -> list[int]:
    """Indexes of the areas that made an S rule fire."""
    if rule in ("S0", "S11"):
        return []
    if rule == "S2":
        return [B14, *decide.at_least(levels, decide.HEALTH, 3)]
    if rule in _AREAS_OF_RULE:
        areas, level = _AREAS_OF_RULE[rule]
        close = decide.at_least(levels, areas, 3) if rule == "S8" else []
        return close or decide.at_least(levels, areas, level)
    return [B14]


# ---- status, themes, home -----------------------------------------------------------------------


def _status_hits(rule: str, answers: Answers, staff: Levels, method: Method) -> tuple[RuleHit, ...]:
    wish: Fact = ("A1", answers.wish_to_move.value if answers.wish_to_move else "ikke_spurgt")
    if rule == "U4":
        return (RuleHit(rule, (wish, ("A2", HousingWish.RESIDENTIAL_CARE.value))),)
    if rule == "U5":
        missing = tuple((DOMAIN_IDS[i], "mangler") for i in range(14) if staff[i] == MISSING)
        return (RuleHit(rule, missing),)
    if rule == "U7":
        hits = (RuleHit(rule, (wish, ("S", method.value))),)
        if answers.support_wish is SupportWish.NO:
            return (*hits, RuleHit("U8", (("A6", SupportWish.NO.value),)))
        return hits
    return (RuleHit(rule, (wish,)),)


def _themes(staff: Levels, answers: Answers) -> tuple[Theme, ...]:
    """T rules; those that touch the resident's priorities come first, in the resident's order."""
    order = {domain: place for place, domain in enumerate(answers.priorities)}
    themes = []
    for rule, areas in decide.theme_rules(staff):
        domains = tuple(DOMAIN_IDS[i] for i in areas)
        themes.append(Theme(rule, domains, any(domain in order for domain in domains)))
    themes.sort(key=lambda theme: min(order.get(domain, 3) for domain in theme.domains))
    return tuple(themes)


def _housing(
    staff: Levels, answers: Answers, situation: Situation, instrument: Instrument
) -> tuple[Housing, tuple[RuleHit, ...]]:
    """H1 to H11. H6 is about rent in an own home and is left out for *botilbud* (H5)."""
    rule = decide.housing_rule(answers.housing_wish)
    because = (("A2", answers.housing_wish.value),) if answers.housing_wish else ()
    hits = [RuleHit(rule, because)]
    unpaid = situation.item("C3").status is Status.MISSING
    if transitional := unpaid and rule != "H5":
        hits.append(RuleHit("H6", (("C3", Status.MISSING.value),)))
    required = [kind for kind in instrument.requirements if kind.id in answers.requirements]
    hits += [RuleHit(kind.rule or "F", (("F", kind.id),)) for kind in required]
    care = decide.needs_home_help_check(staff)
    if care:
        hits.append(RuleHit("H11", _level_facts(staff, care)))
    housing = Housing(
        rule=rule,
        transitional=transitional,
        requirements=tuple(kind.id for kind in required),
        home_help_check=bool(care),
        max_rent_kr=situation.max_rent_kr,
    )
    return housing, tuple(hits)


# ---- the two voices ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Voices:
    own: OwnResult | None
    filled: int
    talk_about: tuple[str, ...]
    hits: tuple[RuleHit, ...]


def _voices(staff: Levels, resident: Levels, answers: Answers, limits: Limits) -> _Voices:
    """Rules A1 and A2. A resident who gave no rating has no result of their own to compare."""
    talk, hits = _talk_about(staff, resident, limits)
    if max(resident) == MISSING:
        return _Voices(None, 0, talk, hits)
    own = _own_result(staff, resident, answers)
    if own is not None:
        hits = (RuleHit("A1", (("S", own.rule),)), *hits)
    return _Voices(own, _filled(staff, resident), talk, hits)


def _own_result(staff: Levels, resident: Levels, answers: Answers) -> OwnResult | None:
    """Rule A1; ratings the resident did not give are taken from staff (3.7a)."""
    pairs = zip(resident, staff, strict=True)
    rule = _support_rule(tuple(ours if own == MISSING else own for own, ours in pairs), answers)
    method = decide.METHOD_OF_RULE[rule]
    if method is decide.METHOD_OF_RULE[_support_rule(staff, answers)]:
        return None
    return OwnResult(method, rule)


def _filled(staff: Levels, resident: Levels) -> int:
    pairs = zip(staff, resident, strict=True)
    return sum(1 for ours, own in pairs if own == MISSING and ours != MISSING)


def _talk_about(
    staff: Levels, resident: Levels, limits: Limits
) -> tuple[tuple[str, ...], tuple[RuleHit, ...]]:
    apart = [
        i
        for i in range(14)
        if MISSING not in (staff[i], resident[i])
        and abs(staff[i] - resident[i]) >= limits.talk_difference
    ]
    if not apart:
        return (), ()
    ids = tuple(DOMAIN_IDS[i] for i in apart)
    facts = tuple((DOMAIN_IDS[i], f"{staff[i]} og {resident[i]}") for i in apart)
    return ids, (RuleHit("A2", facts),)


# ---- the system ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _World:
    rule: str
    lists: system.OpenLists
    hit: RuleHit


def _world(situation: Situation, today: date, *, support_wanted: bool) -> _World:
    rule = decide.system_rule(
        lambda item: situation.item(item).status, support_wanted=support_wanted
    )
    lists = system.open_items(situation, today, support_wanted=support_wanted)
    return _World(rule, lists, _system_hit(rule, lists))


def _system_hit(rule: str, lists: system.OpenLists) -> RuleHit:
    items = {"Y1": lists.under_way, "Y2": (*lists.blocking, *lists.unclear)}.get(rule, ())
    return RuleHit(rule, tuple((item.id, item.status.value) for item in items if item.blocks))


def _theme_hit(theme: Theme, staff: Levels) -> RuleHit:
    return RuleHit(theme.rule, tuple((d, str(staff[int(d[1:]) - 1])) for d in theme.domains))


def _level_facts(levels: Levels, areas: Sequence[int]) -> tuple[Fact, ...]:
    return tuple((DOMAIN_IDS[i], str(levels[i])) for i in areas)
