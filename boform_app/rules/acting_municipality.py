"""Our suggestion of a *handlekommune* from four facts; the municipalities decide.

The four facts are Ankestyrelsen's criteria (domain/law.md 2.5). The way they are weighed is our own
proposal: the municipality that most facts point to; where it is even, where the person really lived
comes first, then the register, then where help was sought. A wish alone suggests nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Fact = Literal["registered", "lived", "wished", "sought"]
Agreement = Literal["all", "most", "even", "wish_only", "none"]

# In the order that settles an even count.
_WEIGHT: tuple[Fact, ...] = ("lived", "registered", "sought", "wished")


@dataclass(frozen=True, slots=True, kw_only=True)
class FourFacts:
    """Municipality codes; "" or None is not known, and stays so.

    Attributes:
        registered: Address in the population register (*folkeregisteradresse*).
        lived: Where the person has really lived.
        wished: Where the person has wished to live.
        sought: Where the person has sought help from the authorities.
    """

    registered: str | None = None
    lived: str | None = None
    wished: str | None = None
    sought: str | None = None

    def known(self) -> dict[Fact, str]:
        """The facts that are known, in the order that settles an even count."""
        values: dict[Fact, str | None] = {
            "lived": self.lived,
            "registered": self.registered,
            "sought": self.sought,
            "wished": self.wished,
        }
        return {fact: code for fact in _WEIGHT if (code := values[fact])}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where to send the notice, if the house has no better knowledge.

    "Vores bud; kommunerne afgør det." Never stored as a decision.

    Attributes:
        code: The municipality, or None when the facts suggest nothing.
        points_to_it: The facts behind it.
        points_elsewhere: Known facts that name another municipality, with its code.
        unknown: Facts that are not known yet.
        agreement: ``all`` known facts agree, ``most`` do, ``even`` (settled by order),
            ``wish_only`` or ``none`` (no suggestion).
    """

    code: str | None
    points_to_it: tuple[Fact, ...]
    points_elsewhere: tuple[tuple[Fact, str], ...]
    unknown: tuple[Fact, ...]
    agreement: Agreement


def suggest(facts: FourFacts) -> Suggestion:
    """What the four facts point to; unknown facts count for nothing."""
    known = facts.known()
    unknown = tuple(fact for fact in _WEIGHT if fact not in known)
    if not set(known) - {"wished"}:
        agreement: Agreement = "wish_only" if known else "none"
        return Suggestion(None, (), tuple(known.items()), unknown, agreement)
    counts = Counter(known.values())
    top = max(counts.values())
    # The wish takes part in the count; standing last, it never settles one.
    code = next(c for c in known.values() if counts[c] == top)
    even = sum(count == top for count in counts.values()) > 1
    return Suggestion(
        code,
        tuple(fact for fact, c in known.items() if c == code),
        tuple((fact, c) for fact, c in known.items() if c != code),
        unknown,
        "all" if len(counts) == 1 else "even" if even else "most",
    )
