"""The decision table on plain values: U (status), S (support), T (themes), H (housing), Y (system).

Each function returns the id of the rule that fired and nothing else, so that the property campaign
can ask millions of questions of exactly the code the program uses. Levels are 14 integers 0 to 4,
``MISSING`` where there is none; a missing level is never "at least" anything.

Readings of the table (readiness.md 3.7) that the eight cases of 3.10 do not contradict:

* *Områder* in S5 and S8 to S10 are B1 to B13 throughout, as S5 says; B14 picks the block of rules.
* S5 is asked before S4, as S4 says.
* *Psykosociale* are B1 to B4 and B8 to B13, *krop* is B5 to B7.
* U4 (wish for *botilbud*) is asked after U1 to U3: the table's order is the order of asking.
* A1 *vil ikke svare* goes with *ved ikke* (U2), and *ja, hvis* with *ja* (3.7a).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from boform_app.rules.readiness.answers import HousingWish, Status, WishToMove

MISSING = -1

Levels = tuple[int, ...]


class Method(StrEnum):
    """Proposed support, from the S rules."""

    UNCLEAR = "afklares"
    NONE = "ingen"
    SECTION_85 = "p85"
    CTI = "CTI"
    ICM = "ICM"
    ACT = "ACT"

    @property
    def is_support(self) -> bool:
        """Whether lasting support is proposed."""
        return self not in (Method.UNCLEAR, Method.NONE)


METHOD_RANK: dict[Method, int] = {
    Method.NONE: 0,
    Method.SECTION_85: 1,
    Method.CTI: 2,
    Method.ICM: 3,
    Method.ACT: 4,
}
"""More support has the higher number; only the monotone property uses it."""

METHOD_OF_RULE: dict[str, Method] = {
    "S0": Method.UNCLEAR,
    "S1": Method.ACT,
    "S2": Method.ACT,
    "S3": Method.ICM,
    "S4": Method.ICM,
    "S5": Method.CTI,
    "S6": Method.ICM,
    "S7": Method.ICM,
    "S8": Method.CTI,
    "S9": Method.CTI,
    "S10": Method.SECTION_85,
    "S11": Method.NONE,
}

CATEGORY_OF_RULE: dict[str, str] = {
    "U1": "K3",
    "U2": "K3",
    "U3": "K4",
    "U4": "K4",
    "U5": "K3",
    "U6": "K1",
    "U7": "K2",
}

ALL_AREAS = range(13)
PSYCHOSOCIAL = (0, 1, 2, 3, 7, 8, 9, 10, 11, 12)
BODY = (4, 5, 6)
HEALTH = (6, 7, 8)
HOME_HELP = (4, 5, 6, 7)
B14 = 13


def at_least(levels: Levels, areas: Iterable[int], level: int) -> list[int]:
    """Indexes of the areas whose level is at least ``level``; missing never is."""
    return [area for area in areas if levels[area] >= level]


def support_rule(levels: Levels, *, short: bool, long: bool, transition: bool) -> str:
    """First S rule that matches.

    Args:
        levels: 14 levels or ``MISSING``.
        short: A7 is under nine months.
        long: A7 is longer. Neither means that the duration is unknown.
        transition: At least one *overgangsforhold* of part F.
    """
    reach = levels[B14]
    if reach == MISSING:
        return "S0"
    if reach == 4:
        return "S1"
    if reach == 3:
        return "S2" if len(at_least(levels, HEALTH, 3)) >= 2 else "S3"
    if reach == 2:
        return "S5" if short and max(levels[:B14]) < 3 else "S4"
    return _support_when_reached(levels, long=long, transition=transition)


def _support_when_reached(levels: Levels, *, long: bool, transition: bool) -> str:
    """S6 to S11: help and services reach the person (B14 is 0 or 1)."""
    close = len(at_least(levels, PSYCHOSOCIAL, 3))
    if close >= 3:
        return "S6"
    if close and long:
        return "S7"
    weekly = len(at_least(levels, ALL_AREAS, 2))
    if weekly >= 3 or max(levels[:B14]) >= 3:
        return "S8"
    if transition and len(at_least(levels, ALL_AREAS, 1)) >= 3:
        return "S9"
    return "S10" if weekly else "S11"


def status_rule(
    wish: WishToMove | None,
    housing: HousingWish | None,
    levels: Levels,
    method: Method,
    max_missing: int,
) -> str:
    """First U rule that matches (U8 stands beside U7 and is asked by the engine)."""
    if wish is None:
        return "U1"
    if wish in (WishToMove.DOES_NOT_KNOW, WishToMove.WILL_NOT_SAY):
        return "U2"
    if wish is WishToMove.NOT_NOW:
        return "U3"
    if housing is HousingWish.RESIDENTIAL_CARE:
        return "U4"
    if levels[B14] == MISSING or levels.count(MISSING) > max_missing:
        return "U5"
    return "U7" if method.is_support else "U6"


_HOUSING_RULE: dict[HousingWish, str] = {
    HousingWish.ALTERNATIVE_HOME: "H2",
    HousingWish.YOUTH_HOME: "H3",
    HousingWish.SHARED_HOME: "H4",
    HousingWish.RESIDENTIAL_CARE: "H5",
}


def housing_rule(wish: HousingWish | None) -> str:
    """H1 to H5: own home unless the resident wishes another kind; no level is read."""
    return "H1" if wish is None else _HOUSING_RULE.get(wish, "H1")


def needs_home_help_check(levels: Levels) -> list[int]:
    """H11: the areas among B5 to B8 at level 4 when there are two or more, else none."""
    found = at_least(levels, HOME_HELP, 4)
    return found if len(found) >= 2 else []


_THEMES: tuple[tuple[str, tuple[int, ...], int], ...] = (
    ("T1", BODY, 4),
    ("T2", (7,), 3),
    ("T3", (8,), 3),
    ("T4", (2,), 3),
    ("T5", (10,), 3),
    ("T6", (1,), 3),
    ("T7", (12,), 3),
)


def theme_rules(levels: Levels) -> list[tuple[str, list[int]]]:
    """The T rules that fire, each with the areas behind it."""
    found = ((rule, at_least(levels, areas, level)) for rule, areas, level in _THEMES)
    return [(rule, areas) for rule, areas in found if areas]


BLOCKING: tuple[str, ...] = ("C2", "C3", "C4", "C5", "C9")
BLOCKING_WITH_SUPPORT: tuple[str, ...] = ("C2", "C3", "C4", "C5", "C7", "C8", "C9")


def system_rule(status_of: Callable[[str], Status], *, support_wanted: bool) -> str:
    """Y0, Y1 or Y2 over the prerequisites that a moving date depends on."""
    ids = BLOCKING_WITH_SUPPORT if support_wanted else BLOCKING
    statuses = [status_of(item) for item in ids]
    if Status.MISSING in statuses or Status.UNKNOWN in statuses:
        return "Y2"
    return "Y1" if Status.UNDER_WAY in statuses else "Y0"
