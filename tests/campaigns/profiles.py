"""Campaign ``profiles``: random profiles against every property of readiness.md 3.1, 3.8 and 3.10.

For each profile the whole engine is asked a few times and the decision table it is built on is
asked for every single change of a level. The same seed gives the same profiles on any number of
processes. The people are numbers; nothing here describes anybody.
"""

from __future__ import annotations

import gc
import multiprocessing
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import product

from boform_app.rules.instrument import Instrument, load
from boform_app.rules.readiness import (
    SYSTEM_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Ratings,
    Readiness,
    Reason,
    RefundClock,
    Situation,
    Status,
    SupportWish,
    SystemItem,
    WishToMove,
    decide,
    evaluate,
)
from boform_app.rules.readiness.decide import B14, METHOD_OF_RULE, METHOD_RANK, MISSING, Levels
from boform_app.rules.readiness.engine import Proposal, propose

SMALL_N = 2_000
FULL_N = 1_000_000

TODAY = date(2026, 3, 1)
CHUNK = 5_000
IN_PROCESS = 50_000
B9 = 8
READY = ("U6", "U7")
WISHES = (None, *WishToMove)
DURATIONS = (None, *Duration)
SUPPORT = (None, *SupportWish)
HOUSING = (None, *HousingWish)
REASONS = (None, *Reason)
REQUIREMENTS = (
    frozenset(),
    *(frozenset(pair) for pair in product([kind.id for kind in load().requirements], repeat=2)),
)
TRANSITIONS = (frozenset(), *(frozenset({kind.id}) for kind in load().transitions))
ITEMS = tuple(tuple(SystemItem(id_, status) for status in Status) for id_ in SYSTEM_IDS)
MIXES = (
    (0, 0, 0, 0, 0, 0, 0, 1, 2),
    (0, 0, 0, 1, 1, 2, 3),
    (0, 1, 2),
    range(4),
    range(5),
    range(5),
)
NEAR = {level: {d: min(4, max(0, level + d)) for d in (-1, 0, 1)} for level in range(5)}

FORBIDDEN_WORDS = (
    "age", "birth", "gender", "sex", "nation", "origin", "ethnic", "citizen", "religion", "cpr",
    "diagnos", "convict", "crime", "criminal", "refus", "declined_offer", "motivation",
    "cooperat", "abstin", "sober",
)  # fmt: skip
INPUT_TYPES = (Answers, OwnWords, DomainNote, Situation, SystemItem, RefundClock)


@dataclass(frozen=True, slots=True)
class Profile:
    """One random person-shaped set of answers, complete, and the same with gaps."""

    levels: Levels
    gaps: tuple[int, ...]
    answers: Answers
    situation: Situation


@dataclass(slots=True)
class Tally:
    """What a chunk of profiles showed."""

    profiles: int = 0
    evaluations: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def expect(self, kept: bool, rule: str, example: object) -> None:
        """Count a broken property and keep its first example."""
        if not kept:
            self.violations[rule] += 1
            self.examples.setdefault(rule, repr(example))

    def add(self, other: Tally) -> None:
        """Take in another chunk."""
        self.profiles += other.profiles
        self.evaluations += other.evaluations
        self.outcomes.update(other.outcomes)
        self.violations.update(other.violations)
        for rule, example in other.examples.items():
            self.examples.setdefault(rule, example)


def run(n: int, seed: int, report: Callable[[str], None]) -> bool:
    """Try ``n`` profiles; true when every property held for all of them."""
    total = Tally()
    for name in forbidden_fields():
        total.expect(False, "forbidden input", name)
    for tally in _tallies(n, seed):
        total.add(tally)
    _report(total, seed, report)
    return not total.violations and total.profiles == n


def _tallies(n: int, seed: int) -> Iterator[Tally]:
    chunks = [(seed, start, min(CHUNK, n - start)) for start in range(0, n, CHUNK)]
    if n <= IN_PROCESS:
        yield from map(_chunk, chunks)
        return
    # "spawn": a fork would copy the threads' locks of whoever called us.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        yield from pool.map(_chunk, chunks)


def _report(total: Tally, seed: int, report: Callable[[str], None]) -> None:
    report(f"profiles: {total.profiles}, seed {seed}, evaluations: {total.evaluations}")
    for outcome, count in sorted(total.outcomes.items()):
        report(f"  {outcome}: {count}")
    for rule, count in sorted(total.violations.items()):
        report(f"VIOLATED {rule}: {count} times, first {total.examples[rule]}")
    if not total.violations:
        report("every property held")


def forbidden_fields() -> list[str]:
    """Fields of the input types that no rule may read; empty when the types are clean."""
    names = [f"{kind.__name__}.{f.name}" for kind in INPUT_TYPES for f in fields(kind)]
    return [name for name in names if _is_forbidden(name.split(".")[1])]


def _is_forbidden(name: str) -> bool:
    parts = name.split("_")
    return any(part.startswith(word) for part in parts for word in FORBIDDEN_WORDS)


# ---- profiles ----------------------------------------------------------------------------------


def _chunk(chunk: tuple[int, int, int]) -> Tally:
    seed, start, count = chunk
    rng = random.Random(f"{seed}:{start}")  # noqa: S311  synthetic profiles, no secret
    instrument = load()
    tally = Tally()
    with _collector_paused():
        for _ in range(count):
            check(random_profile(rng), rng, instrument, tally)
    return tally


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Profiles hold no cycles; looking for some takes a quarter of the time, more under pytest."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def random_profile(rng: random.Random) -> Profile:
    """Any answers at all; half of the profiles lean low, where the rules have most corners."""
    levels = tuple(rng.choices(rng.choice(MIXES), k=14))
    gaps = _gaps(rng)
    steps = rng.choices((-1, 0, 0, 1), k=14)
    own = tuple([NEAR[level][step] for level, step in zip(levels, steps, strict=True)])
    answers = Answers(
        wish_to_move=rng.choice(WISHES),
        housing_wish=rng.choice(HOUSING),
        support_wish=rng.choice(SUPPORT),
        duration=rng.choice(DURATIONS),
        staff=_with_gaps(levels, gaps, rng),
        resident=_with_gaps(own, _gaps(rng), rng),
        requirements=rng.choice(REQUIREMENTS),
        transitions=rng.choice(TRANSITIONS),
    )
    return Profile(levels, gaps, answers, _situation(rng))


def _gaps(rng: random.Random) -> tuple[int, ...]:
    """Indexes of areas without a level: none, some or most of them."""
    bits = rng.choice((0, rng.getrandbits(14), rng.getrandbits(14) & rng.getrandbits(14)))
    return tuple([i for i in range(14) if bits >> i & 1])


def _with_gaps(levels: Levels, gaps: tuple[int, ...], rng: random.Random) -> Ratings:
    ratings: list[int | Reason | None] = list(levels)
    for gap, reason in zip(gaps, rng.choices(REASONS, k=len(gaps)), strict=True):
        ratings[gap] = reason
    return tuple(ratings)


def _situation(rng: random.Random) -> Situation:
    items = {
        id_: row[pick]
        for id_, row, pick in zip(SYSTEM_IDS, ITEMS, rng.choices(range(5), k=12), strict=True)
    }
    refund = RefundClock(rng.randrange(130), 90) if rng.random() < 0.5 else None
    return Situation(items=items, refund=refund)


# ---- properties --------------------------------------------------------------------------------


def check(profile: Profile, rng: random.Random, instrument: Instrument, tally: Tally) -> None:
    """Every property, for one profile."""
    tally.profiles += 1
    result = evaluate(profile.answers, profile.situation, instrument, TODAY)
    tally.evaluations += 1
    tally.outcomes[f"{result.category.value} {result.method.value}"] += 1
    _closed_set(profile, result, tally)
    willing = replace(profile, answers=_wants_to_move(profile.answers))
    masked = tuple(MISSING if i in profile.gaps else v for i, v in enumerate(profile.levels))
    _never_a_gate(willing, instrument, tally)
    _more_need_never_less(profile, (profile.levels, masked), tally)
    _more_need_in_the_engine(willing, rng, instrument, tally)
    _use_of_drugs_never_counts_against(profile, masked, rng, instrument, tally)


def _closed_set(profile: Profile, result: Readiness, tally: Tally) -> None:
    """U1 to U8 is a closed set: exactly one of U1 to U7, and U8 only beside U7 and a no (A6)."""
    found = [rule for rule in result.rule_ids if rule[0] == "U"]
    first = found[0] if found else ""
    tally.expect(decide.CATEGORY_OF_RULE.get(first) == result.category, "closed set", profile)
    declined = first == "U7" and profile.answers.support_wish is SupportWish.NO
    tally.expect(found[1:] == (["U8"] if declined else []), "closed set", profile)
    apart = not any(rule[0] == "E" or rule == "N3" for rule in result.rule_ids)
    silent = (result.refund is None) == (profile.situation.refund is None)
    tally.expect(apart and silent, "refund apart", profile)


def _wants_to_move(answers: Answers) -> Answers:
    """The same answers from somebody who has said yes; *botilbud* is another way by own wish."""
    conditional = answers.wish_to_move is WishToMove.YES_IF
    elsewhere = answers.housing_wish is HousingWish.RESIDENTIAL_CARE
    return replace(
        answers,
        wish_to_move=WishToMove.YES_IF if conditional else WishToMove.YES,
        housing_wish=None if elsewhere else answers.housing_wish,
    )


def _propose(levels: Levels, profile: Profile, instrument: Instrument, tally: Tally) -> Proposal:
    tally.evaluations += 1
    return propose(levels, profile.answers, profile.situation, instrument)


def _never_a_gate(willing: Profile, instrument: Instrument, tally: Tally) -> None:
    """Complete, or with up to four gaps outside B14: ready now or ready with support."""
    few = [gap for gap in willing.gaps if gap != B14][:4]
    gappy = tuple(MISSING if i in few else v for i, v in enumerate(willing.levels))
    for name, levels in (("no gate", willing.levels), ("up to four missing", gappy)):
        category = _propose(levels, willing, instrument, tally).category
        tally.expect(category.is_ready, name, (levels, willing))


def _support(levels: Levels, profile: Profile) -> int:
    """Rank of the proposed support; -1 while it is being clarified."""
    rule = decide.support_rule(
        levels,
        short=profile.answers.duration is Duration.UNDER_NINE_MONTHS,
        long=profile.answers.duration is Duration.LONGER,
        transition=bool(profile.answers.transitions),
    )
    return METHOD_RANK.get(METHOD_OF_RULE[rule], -1)


def _more_need_never_less(
    profile: Profile, complete_and_masked: tuple[Levels, Levels], tally: Tally
) -> None:
    """Monotone in the decision table: every area raised by one, gaps or not."""
    for levels in complete_and_masked:
        before = _support(levels, profile)
        for area, level in enumerate(levels):
            if MISSING < level < 4:
                now = _support(_raised(levels, area, level + 1), profile)
                tally.evaluations += 1
                tally.expect(now >= before, "monotone support", (levels, area, profile))


def _more_need_in_the_engine(
    willing: Profile, rng: random.Random, instrument: Instrument, tally: Tally
) -> None:
    """Monotone through the engine: one area raised to any higher level; the home stays as it is."""
    area = rng.randrange(14)
    higher = _raised(willing.levels, area, rng.randrange(willing.levels[area], 5))
    before = _propose(willing.levels, willing, instrument, tally)
    after = _propose(higher, willing, instrument, tally)
    more = METHOD_RANK[after.method] >= METHOD_RANK[before.method]
    tally.expect(more, "monotone support", (area, willing))
    tally.expect(_home(before) == _home(after), "monotone housing", (area, willing))
    kept = before.housing.home_help_check <= after.housing.home_help_check
    tally.expect(kept, "monotone housing", (area, willing))


def _home(proposal: Proposal) -> tuple[str, bool, tuple[str, ...]]:
    """Kind of home, its terms and requirements; H11 adds help and is no worse home."""
    home = proposal.housing
    return home.rule, home.transitional, home.requirements


def _raised(levels: Levels, area: int, level: int) -> Levels:
    return (*levels[:area], level, *levels[area + 1 :])


def _use_of_drugs_never_counts_against(
    profile: Profile, masked: Levels, rng: random.Random, instrument: Instrument, tally: Tally
) -> None:
    """B9 alone never changes the home, nor K1 or K2 into K3 or K4 (gaps of the profile kept)."""
    before = _propose(_raised(masked, B9, 0), profile, instrument, tally)
    after = _propose(_raised(masked, B9, rng.randrange(1, 5)), profile, instrument, tally)
    tally.expect(before.housing == after.housing, "B9 and housing", profile)
    same = before.category.is_ready == after.category.is_ready
    tally.expect(same, "B9 and K1/K2", profile)
