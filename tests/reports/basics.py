"""House, day and law that the example documents share. All of it is invented."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from reports.law import in_force, shipped_sentences
from reports.letters.base import HouseFacts, LetterFacts, PersonFacts, RecipientFacts

LOCAL = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 11, 23)
LAW = in_force(shipped_sentences(), TODAY)
HOUSE = HouseFacts(
    "Havnehuset", ("Prøvekaj 7", "8900 Randers C"), "12 34 56 78", "Mette Krogh", "12 34 56 71"
)
BARE_HOUSE = HouseFacts("Ly", ("Vej 1", "9999 By"), "")
BARE = LetterFacts(
    house=BARE_HOUSE,
    person=PersonFacts("Bo", "Bo"),
    day=TODAY,
    recipient=RecipientFacts(("X Kommune",)),
    law=LAW,
)
LEADER = {
    "contact": "Mette Krogh",
    "contact_title": "leder",
    "contact_phone": "12 34 56 71",
    "channel": "Digital Post",
    "signer": "Mette Krogh",
    "signer_title": "leder",
}
LONG = (
    "Hun fortæller, at det går fremad, og at hun møder til det, der er aftalt, når hun er blevet "
    "mindet om det dagen før. "
)
"""A sentence that the longest examples repeat."""
