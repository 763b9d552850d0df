"""Examples of decisions, confirmations, plans and meeting papers: pictured, smallest, largest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext
from reports.letters import (
    admission_refusal,
    answer_receipt,
    discharge_decision,
    expulsion_decision,
    landlord_statement,
    meeting_agenda,
    meeting_minutes,
    stay_confirmation,
    stay_documentation,
    stay_plan,
)
from reports.letters.base import PersonFacts
from reports.letters.decisions import HearingFacts
from reports.letters.stay import ConsentFacts, ReadFacts
from reports.lists import cooperation_sheet
from reports.sample_decisions import (
    AGENDA,
    APPEAL,
    CONFIRMED,
    DISCHARGED,
    DOCUMENTED,
    EXPELLED,
    MEETING,
    MINUTES,
    PLANNED,
    RECEIVED,
    REFUSED,
    SENT_PLAN,
    STATED,
    SVEND,
)
from tests.reports.basics import BARE, BARE_HOUSE, HOUSE, LOCAL, LONG, TODAY

__all__ = [
    "AGENDA",
    "APPEAL",
    "CONFIRMED",
    "DISCHARGED",
    "DOCUMENTED",
    "EXPELLED",
    "MEETING",
    "MET",
    "MINUTES",
    "PICTURED_PAGES",
    "PLANNED",
    "RECEIVED",
    "REFUSED",
    "SENT_PLAN",
    "STATED",
    "SVEND",
    "maximal",
    "minimal",
    "pictured",
]

PICTURED_PAGES: dict[str, int] = {
    "discharge_decision": 1,
    "expulsion_decision": 1,
    "admission_refusal": 1,
    "stay_confirmation": 1,
    "stay_documentation": 2,
    "landlord_statement": 1,
    "answer_receipt": 1,
    "stay_plan": 2,
    "cooperation_sheet": 1,
    "meeting_agenda": 1,
    "meeting_minutes": 1,
}
"""Pages of the pictures."""

_BARE_MEETING = meeting_agenda.MeetingFacts("Møde", datetime(2026, 12, 1, 10, tzinfo=LOCAL), "", ())


def _open(
    who: str, missing: str, since: tuple[int, int], nights: int, on: int = 0
) -> cooperation_sheet.OpenItem:
    (name, number), (month, day) = who.rsplit(" ", 1), since
    reminded = date(2026, 11, on) if on else None
    return cooperation_sheet.OpenItem(
        name, number, missing, date(2026, month, day), nights, reminded
    )


MET = cooperation_sheet.CooperationSheetFacts(
    HOUSE,
    TODAY,
    "Randers Kommune",
    (
        _open("Niels Berg 2026-0158", "Handleplan", (11, 23), 0),
        _open("Mogens Friis 2026-0129", "Handleplan", (10, 8), 46, 16),
        _open("Tina Skov 2026-0105", "Handleplan", (10, 20), 34, 17),
        _open("Bent Aas 2026-0098", "Handleplan", (11, 3), 20, 23),
        _open("Dorte Bruun 2026-0141", "Handleplan", (11, 14), 9),
    ),
    (
        _open("Tina Skov 2026-0105", "Bolig", (10, 13), 41),
        _open("Gitte Winther 2026-0119", "Bolig", (10, 21), 33, 17),
        _open("Katrine Ravn 2026-0122", "Bolig", (11, 9), 14),
    ),
    (_open("Anna Lykke 2026-0153", "Henvisning til støtte, § 85 a", (11, 20), 3),),
    "Voksenteamet",
    datetime(2026, 11, 25, 10, tzinfo=LOCAL),
    date(2026, 10, 28),
    (
        "Svend Mørk har fået bolig og støtte.",
        "Anna Lykke har fået handleplan.",
        "Dorte Bruun har fået en rådgiver.",
    ),
    "Digital Post",
)


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures, and those without a picture with full content."""
    return {
        "discharge_decision": discharge_decision.compose(DISCHARGED),
        "expulsion_decision": expulsion_decision.compose(EXPELLED),
        "admission_refusal": admission_refusal.compose(REFUSED),
        "stay_confirmation": stay_confirmation.compose(CONFIRMED),
        "stay_documentation": stay_documentation.compose(DOCUMENTED),
        "landlord_statement": landlord_statement.compose(STATED),
        "answer_receipt": answer_receipt.compose(RECEIVED),
        "stay_plan": stay_plan.compose(PLANNED),
        "cooperation_sheet": cooperation_sheet.compose(MET),
        "meeting_agenda": meeting_agenda.compose(AGENDA),
        "meeting_minutes": meeting_minutes.compose(MINUTES),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    sheet = replace(BARE, recipient=None)
    heard = HearingFacts(TODAY, "Intet.")
    moment = datetime(2026, 11, 24, 9, tzinfo=LOCAL)
    led = replace(sheet, house=HOUSE, signer="Ib")
    nameless = replace(led, person=PersonFacts("", ""))
    return {
        "discharge_decision": discharge_decision.compose(
            discharge_decision.DischargeDecisionFacts(
                led, moment, "Nu.", ("Nu.",), heard, replace(APPEAL, handed_over=False)
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
        "stay_confirmation": stay_confirmation.compose(
            stay_confirmation.StayConfirmationFacts(led, "1", TODAY, TODAY)
        ),
        "stay_documentation": stay_documentation.compose(
            stay_documentation.StayDocumentationFacts(
                led,
                TODAY,
                TODAY,
                1,
                TODAY,
                rates=(stay_documentation.RateRow(TODAY, TODAY, 1, 1),),
            )
        ),
        "landlord_statement": landlord_statement.compose(
            landlord_statement.LandlordStatementFacts(
                BARE,
                100_050,
                False,
                ConsentFacts(TODAY, False, frozenset()),
                ReadFacts(TODAY, True),
                "Ib",
            )
        ),
        "answer_receipt": answer_receipt.compose(
            answer_receipt.AnswerReceiptFacts(
                BARE,
                TODAY,
                (answer_receipt.NotedAnswer("Bolig", "Anvist", Kind.HOUSING),),
            )
        ),
        "stay_plan": stay_plan.compose(stay_plan.StayPlanFacts(sheet, ())),
        "cooperation_sheet": cooperation_sheet.compose(
            cooperation_sheet.CooperationSheetFacts(BARE_HOUSE, TODAY, "X Kommune", (), (), ())
        ),
        "meeting_agenda": meeting_agenda.compose(
            meeting_agenda.MeetingAgendaFacts(sheet, _BARE_MEETING, ())
        ),
        "meeting_minutes": meeting_minutes.compose(
            meeting_minutes.MeetingMinutesFacts(sheet, _BARE_MEETING, (), "Ib", "")
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
        "stay_confirmation": stay_confirmation.compose(
            replace(
                CONFIRMED,
                letter=replace(CONFIRMED.letter, person=person),
                ended=TODAY,
                purpose=LONG * 3,
                job_centre="Jobcenter København, Center for Udsatte og Boligsociale Indsatser",
                leader_confirmed=True,
            )
        ),
        "stay_documentation": stay_documentation.compose(
            replace(
                DOCUMENTED,
                letter=replace(DOCUMENTED.letter, person=person),
                absences=DOCUMENTED.absences * 5,
                rates=DOCUMENTED.rates * 2,
                own_payment=DOCUMENTED.own_payment * 4,
                counted=LONG * 4,
                kept_home=True,
            )
        ),
        "landlord_statement": landlord_statement.compose(
            replace(STATED, letter=replace(STATED.letter, person=person), needs=LONG * 6)
        ),
        "answer_receipt": answer_receipt.compose(
            replace(
                RECEIVED,
                letter=replace(RECEIVED.letter, person=person),
                noted=RECEIVED.noted * 2,
                missing=RECEIVED.missing * 2,
                next_step=LONG,
            )
        ),
        "stay_plan": stay_plan.compose(
            replace(
                SENT_PLAN,
                letter=replace(SENT_PLAN.letter, person=person),
                own_words=LONG * 2,
                purpose=LONG * 2,
                goals=PLANNED.goals * 2,
            )
        ),
        "cooperation_sheet": cooperation_sheet.compose(
            replace(
                MET,
                with_municipality=MET.with_municipality * 4,
                with_housing=(*MET.with_housing * 4, _open(f"{name} 1", "Indskud", (11, 1), 22)),
                with_house=MET.with_house * 7,
            )
        ),
        "meeting_agenda": meeting_agenda.compose(
            replace(
                AGENDA,
                letter=replace(AGENDA.letter, person=person),
                meeting=replace(MEETING, participants=MEETING.participants * 3),
                points=AGENDA.points * 3,
                aim=LONG * 2,
                own_words=LONG * 3,
            )
        ),
        "meeting_minutes": meeting_minutes.compose(
            replace(
                MINUTES,
                letter=replace(MINUTES.letter, person=person),
                meeting=replace(MEETING, participants=MEETING.participants * 3),
                agreements=MINUTES.agreements * 4,
                talked=LONG * 8,
                own_words=LONG * 3,
            )
        ),
    }
