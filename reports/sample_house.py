"""The invented house, day and law of the sample letters; leaders see their own texts on them."""

from __future__ import annotations

from datetime import date
from typing import TypedDict
from zoneinfo import ZoneInfo

from reports.law import in_force, shipped_sentences
from reports.letters.base import HouseFacts

LOCAL = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 11, 23)
LAW = in_force(shipped_sentences(), TODAY)
HOUSE = HouseFacts(
    "Havnehuset", ("Prøvekaj 7", "8900 Randers C"), "12 34 56 78", "Mette Krogh", "12 34 56 71"
)


class Signed(TypedDict):
    """Who signs a letter, and how it goes."""

    contact: str
    contact_title: str
    contact_phone: str
    channel: str
    signer: str
    signer_title: str


LEADER: Signed = {
    "contact": "Mette Krogh",
    "contact_title": "leder",
    "contact_phone": "12 34 56 71",
    "channel": "Digital Post",
    "signer": "Mette Krogh",
    "signer_title": "leder",
}
