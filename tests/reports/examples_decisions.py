"""Examples of decisions, confirmations, plans and meeting papers: pictured, smallest, largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext
from reports.letters import admission_refusal, discharge_decision, expulsion_decision
from reports.letters.base import LetterFacts, PersonFacts
from reports.letters.decisions import AppealFacts, HearingFacts
from tests.reports.basics import BARE, HOUSE, LAW, LEADER, LOCAL, LONG, TODAY

PICTURED_PAGES: dict[str, int] = {
    "discharge_decision": 1,
    "expulsion_decision": 1,
    "admission_refusal": 1,
}
"""Pages of the pictures."""

SVEND = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Svend Mørk", "Svend", date(1968, 3, 9), "090368-0000"),
    day=TODAY,
    case_number="2026-0064",
    recipient=None,
    enclosures=(),
    copies_to=(),
    law=LAW,
    **LEADER,
)
HEARD = HearingFacts(
    date(2026, 11, 19),
    "Du vil gerne flytte. Du er urolig for den første weekend alene.",
    "Derfor besøger vi dig lørdag den 5. december. Du kan også ringe til os hele døgnet.",
)
APPEAL = AppealFacts(TODAY, date(2026, 12, 21))
DISCHARGED = discharge_decision.DischargeDecisionFacts(
    SVEND,
    datetime(2026, 12, 1, 12, tzinfo=LOCAL),
    "Du får nu en bolig, som du kan flytte ind i.",
    (
        "Du skrev under på lejekontrakten den 12. november 2026.",
        "Du får nøglerne den 1. december 2026 kl. 9.",
        (
            "Randers Kommune har den 5. november 2026 bevilget dig CTI-støtte. Støtten begynder den "
            "1. december."
        ),
    ),
    HEARD,
    APPEAL,
    "din egen bolig",
    "Prøveparken 18, 2. th., 8900 Randers C",
    "Randers Kommune",
    frozenset({Kind.HOUSING, Kind.SUPPORT}),
)
EXPELLED = expulsion_decision.ExpulsionFacts(
    SVEND,
    datetime(2026, 11, 23, 14, 30, tzinfo=LOCAL),
    date(2026, 11, 22),
    "kl. 21 slog du to ruder i stykker i fællesrummet.",
    "4",
    HearingFacts(TODAY, "Du siger, at du var vred, og at du gerne vil betale ruderne."),
    (
        "Forsorgshjemmet Åen, Prøvevej 3, 8000 Aarhus C, telefon 12 34 56 80. De har en plads i dag.",
    ),
    date(2026, 11, 30),
    (
        "To medarbejdere så det. Ingen kom til skade.",
        "Den 15. november 2026 talte vi med dig om punkt 4.",
    ),
    "Randers Kommune",
)
REFUSED = admission_refusal.AdmissionRefusalFacts(
    replace(SVEND, person=PersonFacts("Kaj Lind", "Kaj"), case_number=""),
    TODAY,
    "full",
    "Der bliver først en plads ledig den 26. november 2026.",
    (
        "Den 23. november 2026 kl. 10 boede der 24 mennesker på de 24 pladser.",
        "Vi ringede til Forsorgshjemmet Åen kl. 10.15. De har en plads til dig i nat.",
    ),
    HearingFacts(TODAY, "Du vil helst bo i Randers. Du kan godt være på Åen så længe."),
    ("Forsorgshjemmet Åen, Prøvevej 3, 8000 Aarhus C, telefon 12 34 56 80",),
    APPEAL,
)


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures, and those without a picture with full content."""
    return {
        "discharge_decision": discharge_decision.compose(DISCHARGED),
        "expulsion_decision": expulsion_decision.compose(EXPELLED),
        "admission_refusal": admission_refusal.compose(REFUSED),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    sheet = replace(BARE, recipient=None)
    heard = HearingFacts(TODAY, "Intet.")
    moment = datetime(2026, 11, 24, 9, tzinfo=LOCAL)
    led = replace(sheet, house=HOUSE)
    nameless = replace(sheet, person=PersonFacts("", ""))
    return {
        "discharge_decision": discharge_decision.compose(
            discharge_decision.DischargeDecisionFacts(
                sheet, moment, "Nu.", ("Nu.",), heard, replace(APPEAL, handed_over=False)
            )
        ),
        "expulsion_decision": expulsion_decision.compose(
            expulsion_decision.ExpulsionFacts(led, moment, TODAY, "x.", "1", heard, ("Åen",))
        ),
        "admission_refusal": admission_refusal.compose(
            admission_refusal.AdmissionRefusalFacts(
                nameless, TODAY, "other", "Nu.", ("Nu.",), heard, ("Åen",), APPEAL
            )
        ),
    }


def maximal() -> dict[str, LetterContext]:
    """The most that a person would write: long names, long prose, many rows."""
    name = "Anne-Margrethe Kirstine Østergaard Sønderskov Æbelø Åkjær-Nørremølle"
    person = PersonFacts(name, "Anne-Margrethe", date(1960, 12, 31), "311260-0000", True)
    letter = replace(SVEND, person=person, copies_to=(name,))
    heard = HearingFacts(TODAY, LONG * 6, LONG * 3, reached=False)
    many = tuple(f"{LONG} ({n})" for n in range(6))
    return {
        "discharge_decision": discharge_decision.compose(
            replace(DISCHARGED, letter=letter, ground=LONG * 6, facts=many, hearing=heard)
        ),
        "expulsion_decision": expulsion_decision.compose(
            replace(
                EXPELLED,
                letter=letter,
                incident=LONG * 5,
                facts=many,
                hearing=heard,
                other_places=many[:4],
            )
        ),
        "admission_refusal": admission_refusal.compose(
            replace(
                REFUSED,
                letter=letter,
                reason=LONG * 6,
                facts=many,
                hearing=heard,
                other_places=many[:4],
            )
        ),
    }
