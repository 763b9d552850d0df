"""The invented overview of the sample papers that a resident reads: sheet, result, plan and folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import InformationKind as Kind
from reports.letters.base import LetterFacts, PersonFacts
from reports.letters.conversation_sheet import ConversationSheetFacts, Wish
from reports.letters.overview import AreaFacts, OverviewFacts, Waiting
from reports.letters.own_folder import (
    Awaited,
    Helper,
    OwnAppointment,
    OwnFolderFacts,
    OwnGoal,
    Received,
    Shared,
)
from reports.letters.own_plan import OwnPlanFacts, OwnPlanGoal, OwnStep
from reports.sample_house import HOUSE, LAW, LOCAL, TODAY

_ANSWERS = (
    "Det klarer jeg selv", "Lidt hjælp en gang imellem", "Hjælp cirka hver uge",
    "Hjælp flere gange om ugen", "Hjælp hver dag", "Ved ikke", "Vil ikke svare",
)  # fmt: skip
_QUESTIONS = (
    "Hvordan går det med at passe en lejlighed?",
    "Hvordan er det for dig at sove og være alene hjemme?",
    "Hvad skal der til, for at huslejen bliver betalt hver måned?",
    "Hvordan får du læst post og holdt styr på aftaler?",
    "Hvad klarer du selv derhjemme, og hvad vil du gerne have hjælp til?",
    "Hvordan går det med søvn, mad og bad?",
    "Er der noget ved dit helbred, vi skal huske, når du flytter?",
    "Hvad hjælper dig på en svær dag?",
    (
        "Påvirker alkohol eller stoffer din bolig, dine penge eller dit helbred? "
        "Hvad vil du gerne have anderledes?"
    ),
    "Hvad gør det let eller svært at komme i gang med ting?",
    "Hvem vil du gerne have på besøg – og hvem vil du helst ikke?",
    "Hvad hjælper dig, når du bliver uenig med nogen?",
    "Hvad vil du gerne bruge dine dage på?",
    "Hvilken hjælp bruger du, og hvad gør det svært?",
)
_WISHES = (
    Wish("A1", "Vil du gerne flytte i din egen bolig?",
         ("Ja", "Ja, hvis …", "Nej, ikke lige nu", "Ved ikke")),
    Wish("A2", "Hvordan ser et godt hjem ud for dig?",
         ("Egen bolig", "Ungdomsbolig", "Skæv bolig", "Bofællesskab", "Botilbud", "Andet")),
    Wish("A3", "Hvad håber og drømmer du om?"),
    Wish("A4", "Hvad er vigtigst for dig lige nu?"),
    Wish("A5", "Hvad er du mest bekymret for ved at flytte?"),
    Wish("A6", "Vil du gerne have støtte, når du er flyttet? Fra hvem?",
         ("Ja", "Ja, men anderledes", "Nej", "Ved ikke")),
    Wish("A7", "Hvor længe tror du, du får brug for støtte?",
         ("Under 9 måneder", "Længere", "Ved ikke")),
    Wish("A8", "Må vi dele dette med kommunen? Hvad må vi ikke dele?",
         ("Ja", "Ja, men ikke alt", "Nej")),
)  # fmt: skip


def _at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


NOBODY = LetterFacts(house=HOUSE, person=PersonFacts("", ""), day=TODAY, law=LAW)

CONVERSATION = ConversationSheetFacts(
    letter=NOBODY,
    version="0.1",
    frame="Tænk på en bolig, du kunne få, fire uger efter at du er flyttet ind. Hvor meget hjælp "
    "skal andre give? Du svarer, som du vil. Du kan altid lade være med at svare. Svarene "
    "bestemmer ikke, om du får en bolig.",
    questions=_QUESTIONS,
    answers=_ANSWERS,
    wishes=_WISHES,
)

OLE = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Ole Bach", "Ole", date(1982, 6, 14), "140682-0000"),
    day=TODAY,
    case_number="2026-0147",
    law=LAW,
)
_AREAS = (
    ("Bo i og passe på en bolig", Kind.HOUSING, "1", "1", "1 / 2", "Holder værelset"),
    ("Tryg alene i boligen", Kind.HOUSING, "1", "1", "1 / 1", ""),
    ("Økonomi og husleje", Kind.ECONOMY, "0", "2", "1 / 2", ""),
    ("Post, MitID og aftaler", Kind.EVERYDAY, "2", "2", "2 / 2", ""),
    ("Mad, indkøb, rengøring, tøj", Kind.EVERYDAY, "1", "1", "1 / 1", "Laver mad 4 dage"),
    ("Egenomsorg og døgnrytme", Kind.HEALTH, "1", "1", "1 / 1", ""),
    ("Fysisk helbred", Kind.HEALTH, "1", "1", "1 / 1", ""),
    ("Psykisk helbred og trivsel", Kind.HEALTH, "2", "2", "2 / 3", "Sover bedre"),
    ("Rusmidler – følger i hverdagen", Kind.SUBSTANCES, "1", "2", "1 / 2", ""),
    ("Overblik og at komme i gang", Kind.EVERYDAY, "1", "1", "2 / 2", "Bruger kalender"),
    ("Netværk og gæster", Kind.NETWORK, "1", "1", "1 / 1", ""),
    ("Naboskab og konflikter", Kind.NETWORK, "0", "?", "0 / ?", "Kan ikke ses her"),
    ("Hverdagens indhold", Kind.WORK, "1", "1", "1 / 1", "Værested to dage"),
    ("At bruge hjælp og tilbud", Kind.SUPPORT, "1", "2", "1 / 3", "Møder efter sms"),
)
OVERVIEW = OverviewFacts(
    letter=OLE,
    assessed=TODAY,
    version="0.1",
    made_by=("Ole Bach", "Mette Krogh"),
    headline="Ole kan flytte i egen bolig med ICM-støtte.",
    more=("Almindelig egen bolig, højst 4.100 kr. om måneden.",),
    waiting=(
        Waiting("Bolig", "Boliganvisningen, Aalborg Kommune", 21),
        Waiting("Afgørelse om støtte", "Aalborg Kommune, henvisning sendt i dag", 0),
        Waiting("Støtteperson", "Følger afgørelsen", None),
    ),
    method="ICM",
    why="Ole bruger noget af hjælpen. Kontakten holder, når nogen støtter og koordinerer den "
    "(område 14 er 2). Regel S4.",
    own_method="CTI",
    own_rule="S9",
    own_words="Jeg vil bare have min egen dør, der kan låses. Og en, der kommer forbi om onsdagen.",
    priorities=("bolig", "økonomi", "ro om natten"),
    areas=tuple(
        AreaFacts(number, title, kind, own, ours, before, seen=note, talk=number == 3)
        for number, (title, kind, own, ours, before, note) in enumerate(_AREAS, 1)
    ),
    before=date(2026, 10, 26),
    basis="Mellem – 13 af 14 områder er vurderet, og 13 har friske noter.",
    next_on=date(2026, 12, 21),
    decides="Kommunen afgør støtte og bolig.",
)
TWO_RATERS = replace(OVERVIEW, raters=("Mette Krogh", "Ali Demir"), apart=True)

FOLDER = OwnFolderFacts(
    letter=OLE,
    own_words=(
        "Jeg vil bare have min egen dør, der kan låses. Og en, der kommer forbi om onsdagen.",
    ),
    home="Tæt på en bus, og stille om natten.",
    priorities=("B1", "B3", "B6"),
    goals=(
        OwnGoal("society.housing", "Jeg får min egen lejlighed i Aalborg, tæt på en bus."),
        OwnGoal("society.economy", "Jeg lægger budget om mandagen. Jeg betaler af på min gæld."),
        OwnGoal("practical.meals", "Jeg laver mad fire dage om ugen."),
    ),
    appointments=(
        OwnAppointment(_at(23, 15), "Samtale med Mette om at flytte"),
        OwnAppointment(_at(24, 10), "Brandøvelse", place="gården"),
        OwnAppointment(_at(30, 11), "Budget med Mette"),
        OwnAppointment(_at(3, 9, 30, month=12), "Egen læge", goes_along="Ali"),
    ),
    helpers=(
        Helper("Mette Krogh", "key_worker", "12 34 56 71"),
        Helper("Hanne Riis", "caseworker", "12 34 56 80", "Aalborg Kommune"),
        Helper("Settlementet", "service", "12 34 56 90", what=("råd om gæld", "advice about debt")),
        Helper("Havnehuset", "house", "12 34 56 78"),
    ),
    waiting=(
        Awaited("C2", "housing", "Aalborg Kommune", date(2026, 11, 2), date(2026, 11, 16)),
        Awaited("C6", "municipality", "Aalborg Kommune", date(2026, 11, 11)),
        Awaited("C7", "municipality", "Aalborg Kommune"),
    ),
    seen_by=("Mette Krogh", "Ali Demir", "Sara Bæk"),
    temps=2,
    received=(
        Received("Aalborg Kommune", (date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 11))),
        Received("Bostøtte ApS", (date(2026, 11, 16),), (date(2026, 11, 16),)),
    ),
    files=(Received("Østhuset", (date(2026, 11, 20),)),),
    shared=(
        Shared(
            "Aalborg Kommune",
            date(2027, 5, 16),
            ("housing", "economy", "health", "substances", "network"),
        ),
    ),
)
FOLDER_ENGLISH = replace(FOLDER, language="en")

OWN_PLAN = OwnPlanFacts(
    letter=OLE,
    own_words=FOLDER.own_words[0],
    goals=(
        OwnPlanGoal(
            "Jeg får min egen lejlighed i Aalborg, tæt på en bus.",
            (
                OwnStep("Bliv skrevet op i boligforeningen", "Ole og Mette", done=True),
                OwnStep("Se på en bolig på Vestre Allé", "Ole og Ali", date(2026, 12, 3)),
            ),
        ),
        OwnPlanGoal(
            "Jeg lægger budget om mandagen.",
            (
                OwnStep("Budget med Mette", "Ole", date(2026, 11, 30)),
                OwnStep("Aftale om gælden", "Settlementet", date(2026, 12, 15)),
            ),
        ),
        OwnPlanGoal("Jeg laver mad fire dage om ugen."),
    ),
    helpers=(("Mette Krogh", "12 34 56 71"), ("Settlementet", "12 34 56 90")),
    again=date(2026, 12, 21),
)
OWN_PLAN_ENGLISH = replace(OWN_PLAN, language="en")
