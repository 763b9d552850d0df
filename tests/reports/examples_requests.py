"""Examples of the requests, notes and the handover: pictured, smallest and largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.values.information import ConsentTopic as Topic
from reports.contexts import LetterContext
from reports.letters import reminder
from reports.letters.base import LetterFacts, PersonFacts, RecipientFacts
from reports.letters.stay import ConsentFacts, ReadFacts, StayFacts
from tests.reports.basics import BARE, HOUSE, LAW, LEADER, TODAY

PICTURED_PAGES: dict[str, int] = {"reminder": 1}
"""Pages of the pictures."""

_BENT = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Bent Aas", "Bent", date(1968, 3, 8), "080368-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Randers Kommune", "Voksenteamet", "Prøvetorvet 4", "8900 Randers C"), "Jens Holt"
    ),
    case_number="2026-0098",
    enclosures=("Anmodning af 3. november 2026", "Svarark"),
    copies_to=("Bent Aas",),
    law=LAW,
    **LEADER,
)
REMINDER = reminder.ReminderFacts(
    letter=_BENT,
    stay=StayFacts(
        date(2026, 8, 3),
        112,
        "Randers Kommune",
        consent=ConsentFacts(
            date(2026, 11, 2), True, frozenset({Topic.HOUSING, Topic.ECONOMY}), date(2027, 5, 2)
        ),
    ),
    reply_by=date(2026, 12, 7),
    topic="plan",
    sent=(reminder.SentFacts(date(2026, 11, 3), "en anmodning om handleplan", "Digital Post"),),
    events=(
        reminder.EventFacts(
            date(2026, 11, 9), "I oplyste i telefonen, at rådgiveren vender tilbage."
        ),
    ),
    situation="Bent kan flytte i egen bolig nu og vil gerne.",
    meanwhile="Bent er indstillet til bolig. Vi ser efter ledige boliger sammen med Bent hver fredag.",
    read=ReadFacts(TODAY),
    answer_sheet=True,
)


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures."""
    return {"reminder": reminder.compose(REMINDER)}


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    day = date(2026, 11, 20)
    sent = (reminder.SentFacts(day, "et brev"),)
    return {
        "reminder": reminder.compose(
            reminder.ReminderFacts(BARE, StayFacts(day, 3), day, "debt", sent, ombudsman=False)
        )
    }


LONG_NAME = "Anne-Margrethe Kirstine Østergaard Sønderskov Æbelø Åkjær-Nørremølle"
_FULL = replace(
    _BENT,
    person=PersonFacts(LONG_NAME, "Anne-Margrethe", date(1960, 12, 31), "311260-0000", True),
    recipient=RecipientFacts(
        (
            "Københavns Kommune",
            "Center for Udsatte og Boligsociale Indsatser, enhed 4",
            "Prøveboulevarden 1234, 5. sal, dør 17",
            "1599 København V",
        ),
        "Bodil-Marie Vestergaard",
    ),
    their_number="2026-88-0412",
    enclosures=("Anmodning af 3. november 2026", "Samtykke af 2. november 2026", "Svarark"),
    copies_to=(LONG_NAME,),
)


def maximal() -> dict[str, LetterContext]:
    """The most that the editor lets through: each as long as its limit allows."""
    return {
        "reminder": reminder.compose(
            replace(
                REMINDER,
                letter=_FULL,
                sent=(
                    reminder.SentFacts(
                        date(2026, 11, 3), "en henvisning til støtte", "sikker mail"
                    ),
                ),
                topic="support",
                support_wanted=True,
                situation="Anne-Margrethe kan flytte nu.",
                meanwhile="",
            )
        )
    }
