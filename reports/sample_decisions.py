"""Sample facts of decisions, confirmations, plans and meeting papers.

Persons, addresses and numbers are invented; the serials of the CPR numbers are impossible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import ConsentTopic as Topic
from models.values.information import InformationKind as Kind
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
from reports.letters.base import LetterFacts, PersonFacts, RecipientFacts
from reports.letters.decisions import AppealFacts, HearingFacts
from reports.letters.stay import ConsentFacts, ReadFacts
from reports.sample_house import HOUSE, LAW, LEADER, LOCAL, TODAY

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

OLE = replace(
    SVEND,
    person=PersonFacts("Ole Bach", "Ole", date(1982, 6, 14), "140682-0000"),
    case_number="2026-0147",
)
CONFIRMED = stay_confirmation.StayConfirmationFacts(
    replace(OLE, channel="", contact_title=""),
    "2026-0412",
    date(2026, 10, 10),
    purpose="Oprettelse af konto i bank",
)
DOCUMENTED = stay_documentation.StayDocumentationFacts(
    replace(
        OLE,
        recipient=RecipientFacts(
            ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg")
        ),
        copies_to=("Ole Bach",),
    ),
    date(2026, 10, 10),
    date(2026, 11, 22),
    44,
    date(2026, 10, 10),
    absences=(
        stay_documentation.AbsenceRow(date(2026, 10, 24), date(2026, 10, 25), 2),
        stay_documentation.AbsenceRow(date(2026, 11, 12), date(2026, 11, 12), 1),
    ),
    rates=(
        stay_documentation.RateRow(date(2026, 10, 10), date(2026, 10, 31), 20, 152_350),
        stay_documentation.RateRow(date(2026, 11, 1), date(2026, 11, 22), 21, 153_000),
    ),
    own_payment=(stay_documentation.RateRow(date(2026, 10, 10), date(2026, 11, 22), 44, 10_125),),
    counted=(
        "Et døgn tæller, når Ole er indskrevet kl. 24. Fravær er nætter, hvor Ole ikke har sovet i "
        "huset. Fravær betales ikke. Indflytningsdagen tæller, udflytningsdagen gør ikke."
    ),
)
LANDLORD = RecipientFacts(
    ("Prøveboligerne A/S", "Udlejningen", "Prøvetorvet 9", "9000 Aalborg"),
    statutory=False,
    authority=False,
)
STATED = landlord_statement.LandlordStatementFacts(
    replace(OLE, recipient=LANDLORD, copies_to=("Ole Bach",)),
    410_000,
    support_agreed=True,
    consent=ConsentFacts(
        date(2026, 11, 20), written=True, topics=frozenset({Topic.HOUSING, Topic.ECONOMY})
    ),
    read=ReadFacts(TODAY),
    contact="Ali Demir",
    contact_phone="12 34 56 73",
    needs="Stueplan eller elevator.",
)
RECEIVED = answer_receipt.AnswerReceiptFacts(
    replace(
        OLE,
        recipient=RecipientFacts(
            ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg"),
            "Hanne Riis",
        ),
        their_number="2026-88-0412",
        copies_to=("Ole Bach",),
    ),
    date(2026, 11, 20),
    (
        answer_receipt.NotedAnswer(
            "Rådgiver", "Hanne Riis, direkte 12 34 56 90", Kind.MUNICIPALITY
        ),
        answer_receipt.NotedAnswer(
            "Handleplan", "I gang. Ventes klar 7. december 2026.", Kind.SUPPORT
        ),
        answer_receipt.NotedAnswer("Støtte i egen bolig", "Ikke afgjort", Kind.SUPPORT),
        answer_receipt.NotedAnswer("Bolig", "Skrevet op 18. november 2026", Kind.HOUSING),
        answer_receipt.NotedAnswer(
            "Næste møde", "1. december 2026 kl. 10 på Havnehuset", Kind.SUPPORT
        ),
    ),
    date(2026, 11, 19),
    ("Dato for afgørelsen om støtte efter servicelovens § 85 a", "Hvem der skal give støtten"),
    date(2026, 12, 7),
    "Vi mødes den 1. december 2026 kl. 10. Vi skriver datoen for planen ind i opholdsplanen.",
    frozenset({Kind.SUPPORT}),
)

PLANNED = stay_plan.StayPlanFacts(
    replace(
        OLE, channel="", contact="", contact_title="", contact_phone="", signer="", signer_title=""
    ),
    (
        stay_plan.PlanGoal(
            "Betale husleje og faste udgifter selv",
            "Varetage økonomi",
            "Udvikle funktionsevne",
            frozenset({Kind.ECONOMY}),
            "municipality",
            2,
            1,
            date(2027, 1, 12),
            (
                stay_plan.PlanStep(
                    "Lægge et budget", "Ole og Ali", date(2026, 11, 2), "done", date(2026, 11, 2)
                ),
                stay_plan.PlanStep(
                    "Oprette betalingsservice til husleje og el", "Ole", date(2026, 12, 1)
                ),
                stay_plan.PlanStep("Aftale afdrag på restancen", "Ali", date(2026, 12, 10)),
            ),
            "Jeg tør åbne netbanken nu.",
            "Set: Ole har betalt telefon og egenbetaling til tiden i to måneder.",
            date(2026, 11, 16),
        ),
        stay_plan.PlanGoal(
            "Komme til lægen, når der er en aftale",
            "Varetage egen sundhed · Færdes med transportmidler",
            "Fastholde funktionsevne",
            frozenset({Kind.HEALTH}),
            "proposed",
            1,
            1,
            date(2027, 1, 12),
            (stay_plan.PlanStep("Få en sms dagen før", "Ali", None),),
            "Det kan jeg selv, når jeg har fået en sms.",
            "Set: to besøg hos lægen uden følge.",
            date(2026, 11, 16),
        ),
        stay_plan.PlanGoal(
            "Have en at tale med, når weekenden er lang",
            "Varetage relationer til netværk",
            "Udvikle funktionsevne",
            frozenset({Kind.NETWORK}),
            level_now=None,
            level_expected=1,
            steps=(
                stay_plan.PlanStep("Tage med i værestedet hver lørdag", "Ole", date(2026, 12, 5)),
                stay_plan.PlanStep("Ringe til sin søster", "Ole", None, "dropped"),
            ),
        ),
    ),
    "Jeg vil bare have min egen dør, der kan låses. Og en, der kommer forbi om onsdagen.",
    "At Ole kan bo i sin egen bolig i Aalborg og betale for den.",
    frozenset({Kind.HOUSING, Kind.ECONOMY}),
    date(2026, 10, 12),
    date(2026, 12, 7),
    "Ali Demir",
)
SENT_PLAN = replace(
    PLANNED,
    letter=replace(
        OLE,
        recipient=RecipientFacts(
            ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg")
        ),
    ),
    consent=STATED.consent,
    read=ReadFacts(TODAY),
)

MEETING = meeting_agenda.MeetingFacts(
    "Handleplan og støtte",
    datetime(2026, 12, 1, 10, tzinfo=LOCAL),
    "Havnehuset, Prøvekaj 7, 8900 Randers C",
    ("Ole Bach", "Hanne Riis, rådgiver i Aalborg Kommune", "Ali Demir, kontaktperson"),
)
AGENDA = meeting_agenda.MeetingAgendaFacts(
    replace(RECEIVED.letter, copies_to=("Ole Bach",)),
    MEETING,
    (
        meeting_agenda.AgendaPoint(
            "Handleplan, §§ 141–142", "Aalborg Kommune", date(2026, 11, 11), Kind.SUPPORT
        ),
        meeting_agenda.AgendaPoint(
            "Afgørelse om støtte, § 85 a", "Aalborg Kommune", date(2026, 11, 20), Kind.SUPPORT
        ),
        meeting_agenda.AgendaPoint(
            "Bolig", "Boliganvisningen, Aalborg", date(2026, 11, 2), Kind.HOUSING
        ),
        meeting_agenda.AgendaPoint("Budget", "Ole og Havnehuset", None, Kind.ECONOMY),
    ),
    "Vi vil gerne aftale, hvornår handleplanen er klar, og hvem der træffer afgørelse om støtte.",
    "Ole vil gerne tale om en bolig tæt på bussen.",
)
MINUTES = meeting_minutes.MeetingMinutesFacts(
    AGENDA.letter,
    MEETING,
    (
        meeting_minutes.Agreement(
            "Sende udkast til handleplan", "Hanne Riis", date(2026, 12, 7), Kind.SUPPORT
        ),
        meeting_minutes.Agreement(
            "Sende budget til kommunen", "Ole og Ali", date(2026, 12, 4), Kind.ECONOMY
        ),
        meeting_minutes.Agreement(
            "Spørge boliganvisningen om ventetid", "Hanne Riis", None, Kind.HOUSING
        ),
    ),
    "Ali Demir",
    "12 34 56 73",
    "Handleplanen er begyndt. Kommunen ser på ICM-støtte. Bolig: Ole er skrevet op siden "
    "18. november 2026.",
    frozenset({Kind.SUPPORT, Kind.HOUSING}),
    "”Det er godt, at der er en dato på.”",
    datetime(2027, 1, 12, 9, 30, tzinfo=LOCAL),
    "Aalborg Kommune, Prøvegade 12",
)
