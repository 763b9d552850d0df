"""Hypothesis strategies for answers and the state of the system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from boform_app.rules.instrument import load
from boform_app.rules.readiness import (
    DOMAIN_IDS,
    SYSTEM_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Reason,
    RefundClock,
    Sharing,
    Situation,
    Status,
    SupportWish,
    SystemItem,
    WishToMove,
)

T = TypeVar("T")
TODAY = date(2026, 3, 1)
REQUIREMENTS = [kind.id for kind in load().requirements]
TRANSITIONS = [kind.id for kind in load().transitions]
TEXTS = ("", "Jeg vil bare have min egen dør.", "{navn} 100 % \n”citat” – ÆØÅ€")
DAYS = (None, *(TODAY - timedelta(days=days) for days in (0, 1, 14, 15, 28, 29, 400)))

# Whole rows are drawn from short lists: drawing each field would take far longer and show no more.
NOTES = [DomainNote(text, text, text, day) for text in TEXTS for day in DAYS]
WORDS = [OwnWords(**{field.name: text for field in fields(OwnWords)}) for text in TEXTS]
STATES = [
    (status, since, sent, owner)
    for status in Status
    for since, sent in zip(DAYS, reversed(DAYS), strict=True)
    for owner in ("", "Aalborg Kommune")
]
RATINGS = [None, *Reason, 0, 1, 2, 3, 4]


def rows(choices: Sequence[T], count: int) -> st.SearchStrategy[tuple[T, ...]]:
    """``count`` rows drawn from the choices; shrinks towards the first one."""
    return st.lists(st.sampled_from(choices), min_size=count, max_size=count).map(tuple)


answers = st.builds(
    Answers,
    wish_to_move=st.none() | st.sampled_from(list(WishToMove)),
    housing_wish=st.none() | st.sampled_from(list(HousingWish)),
    priorities=st.lists(st.sampled_from(DOMAIN_IDS), max_size=3, unique=True).map(tuple),
    support_wish=st.none() | st.sampled_from(list(SupportWish)),
    duration=st.none() | st.sampled_from(list(Duration)),
    sharing=st.none() | st.sampled_from(list(Sharing)),
    words=st.sampled_from(WORDS),
    declined=st.frozensets(st.sampled_from(["A3", "A4", "A5"])),
    staff=rows(RATINGS, 14),
    resident=rows(RATINGS, 14),
    notes=rows(NOTES, 14),
    two_raters=st.booleans(),
    requirements=st.frozensets(st.sampled_from(REQUIREMENTS)),
    requirement_details=st.dictionaries(
        st.sampled_from(REQUIREMENTS), st.sampled_from(TEXTS), max_size=2
    ),
    transitions=st.frozensets(st.sampled_from(TRANSITIONS)),
)

items = rows(STATES, 12).map(
    lambda states: {
        item: SystemItem(item, *state) for item, state in zip(SYSTEM_IDS, states, strict=True)
    }
)

situations = st.builds(
    Situation,
    items=items,
    stay_start=st.sampled_from(DAYS),
    refund=st.none() | st.builds(RefundClock, nights=st.integers(0, 200), limit=st.just(90)),
    max_rent_kr=st.none() | st.integers(0, 9999),
    responsible=st.sampled_from(["", "Mette H."]),
)
