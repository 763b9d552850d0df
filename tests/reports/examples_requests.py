"""Examples of the requests, notes and the handover: pictured, smallest and largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext
from reports.letters import handover, housing_nomination, reminder, status_note
from reports.letters.base import PersonFacts, RecipientFacts
from reports.letters.housing_facts import (
    HousingNominationFacts,
)
from reports.letters.observed import How, NoteFacts, ThemeFacts
from reports.letters.plan_request import GoalProposal, PlanProposal
from reports.letters.status_facts import StatusNoteFacts
from reports.letters.stay import StayFacts
from reports.sample_requests import (
    BENT,
    HANDOVER,
    NOMINATION,
    REMINDER,
    STATUS,
)
from tests.reports.basics import BARE, LOCAL, LONG

__all__ = [
    "HANDOVER",
    "LONG_NAME",
    "NOMINATION",
    "PICTURED_PAGES",
    "PLAN_WITH_GOALS",
    "REMINDER",
    "STATUS",
    "maximal",
    "minimal",
    "overlong_status",
    "pictured",
]

PICTURED_PAGES: dict[str, int] = {
    "reminder": 1,
    "status_note": 2,
    "handover": 2,
    "housing_nomination": 2,
}
"""Pages of the pictures."""


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures."""
    return {
        "reminder": reminder.compose(REMINDER),
        "status_note": status_note.compose(STATUS),
        "handover": handover.compose(HANDOVER),
        "housing_nomination": housing_nomination.compose(NOMINATION),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    day = date(2026, 11, 20)
    stay, sent = StayFacts(day, 3), (reminder.SentFacts(day, "et brev"),)
    return {
        "reminder": reminder.compose(
            reminder.ReminderFacts(BARE, stay, day, "debt", sent, ombudsman=False)
        ),
        "status_note": status_note.compose(
            StatusNoteFacts(BARE, stay, "mødet", day, day, reply_by=day, uses_overview=False)
        ),
        "handover": handover.compose(
            handover.HandoverFacts(
                BARE, stay, day, datetime(2026, 11, 24, 9, tzinfo=LOCAL), date(2026, 11, 24)
            )
        ),
        "housing_nomination": housing_nomination.compose(HousingNominationFacts(BARE, stay, day)),
    }


LONG_NAME = "Anne-Margrethe Kirstine Østergaard Sønderskov Æbelø Åkjær-Nørremølle"
_FULL = replace(
    BENT,
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


PLAN_WITH_GOALS = PlanProposal(
    effort="Anvisning af bolig.",
    supporter="Havnehuset",
    themes=("bolig", "økonomi", "post og aftaler"),
    goals=(
        GoalProposal(
            "Varetage økonomi",
            "Niels betaler selv husleje og faste udgifter.",
            "Udvikle funktionsevne",
            "Støtte hver uge til budget og regninger.",
            "Et halvt år.",
        ),
        GoalProposal(
            "Kommunikere",
            "Niels åbner selv post og svarer.",
            special="Arbejde: Niels vil gerne i praktik på et lager.",
        ),
    ),
)
"""The four points as the goals of an opholdsplan propose them."""


def overlong_status() -> StatusNoteFacts:
    """A note of a long stay: four months of marked notes in eight themes."""
    words = "Kom til aftalen og havde selv skrevet den op. Talte om ugen, der gik, og den næste"
    themes = tuple(
        ThemeFacts(
            name,
            kind,
            tuple(
                NoteFacts(how, f"{words}, gang {number}.", "Ali Demir", _NOTED[number])
                for number, how in enumerate(_HOW)
            ),
            summary="Let støtte er nok." if kind is Kind.EVERYDAY else "",
            small=kind is Kind.EVERYDAY,
        )
        for name, kind in _THEMES
    )
    return replace(STATUS, letter=_FULL, changes=themes)


_NOTED = (date(2026, 8, 3), date(2026, 9, 14), date(2026, 10, 5), date(2026, 11, 9))
_HOW: tuple[How, ...] = ("seen", "told", "seen", "assessed")
_THEMES = (
    ("Økonomi", Kind.ECONOMY),
    ("Psykisk trivsel", Kind.HEALTH),
    ("Fysisk helbred", Kind.HEALTH),
    ("Netværk", Kind.NETWORK),
    ("Hjælp og tilbud", Kind.NETWORK),
    ("Søvn og døgnrytme", Kind.EVERYDAY),
    ("Mad og indkøb", Kind.EVERYDAY),
    ("Post og aftaler", Kind.EVERYDAY),
)


def maximal() -> dict[str, LetterContext]:
    """The most that the editor lets through: each as long as its limit allows."""
    overlong = overlong_status()
    full_goals = tuple(
        replace(goal, assessed_by="Ali Demir", assessed_on=date(2026, 11, 16))
        for goal in STATUS.goals
    )
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
        ),
        "status_note": status_note.compose(
            replace(
                overlong,
                changes=overlong.changes[:3],
                goals=(*full_goals, full_goals[0]),
                unknown=LONG * 2,
                answer_sheet=True,
            )
        ),
        "handover": handover.compose(
            replace(
                HANDOVER,
                letter=_FULL,
                weeks=(*HANDOVER.weeks, *HANDOVER.weeks[:2]),
                contacts=(*HANDOVER.contacts, HANDOVER.contacts[0]),
                what_works=LONG * 3,
                unknown=LONG,
                answer_sheet=True,
            )
        ),
        "housing_nomination": housing_nomination.compose(
            replace(
                NOMINATION,
                letter=_FULL,
                themes=NOMINATION.themes * 2,
                urgent=LONG,
                unknown="",
                uses_overview=True,
            )
        ),
    }
