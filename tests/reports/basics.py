"""The smallest house and the longest sentence of the example documents. All of it is invented."""

from __future__ import annotations

from reports.letters.base import HouseFacts, LetterFacts, PersonFacts, RecipientFacts
from reports.sample_house import HOUSE, LAW, LEADER, LOCAL, TODAY

__all__ = ["BARE", "BARE_HOUSE", "HOUSE", "LAW", "LEADER", "LOCAL", "LONG", "TODAY"]

BARE_HOUSE = HouseFacts("Ly", ("Vej 1", "9999 By"), "")
BARE = LetterFacts(
    house=BARE_HOUSE,
    person=PersonFacts("Bo", "Bo"),
    day=TODAY,
    recipient=RecipientFacts(("X Kommune",)),
    law=LAW,
)
LONG = (
    "Hun fortæller, at det går fremad, og at hun møder til det, der er aftalt, når hun er blevet "
    "mindet om det dagen før. "
)
"""A sentence that the longest examples repeat."""
