"""Sample facts of the reminder, the status note, the handover and the nomination for a home.

Persons, addresses and numbers are invented; the serials of the CPR numbers are impossible.
"""

from __future__ import annotations

from datetime import date, datetime

from models.values.information import ConsentTopic as Topic
from models.values.information import InformationKind as Kind
from reports.letters import handover, reminder
from reports.letters.base import LetterFacts, PersonFacts, RecipientFacts
from reports.letters.handover import AgreementFacts, ContactFacts, WeekFacts
from reports.letters.housing_facts import (
    AcceptanceFacts,
    HomeFacts,
    HousingNominationFacts,
    RentFacts,
)
from reports.letters.observed import NoteFacts, ThemeFacts
from reports.letters.referral import BallFacts
from reports.letters.status_facts import GoalFacts, PartGoalFacts, StatusNoteFacts, WayFacts
from reports.letters.stay import ConsentFacts, ReadFacts, StayFacts
from reports.sample_house import HOUSE, LAW, LEADER, LOCAL, TODAY

BENT = LetterFacts(
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
    letter=BENT,
    stay=StayFacts(
        date(2026, 8, 3),
        112,
        "Randers Kommune",
        consent=ConsentFacts(
            date(2026, 11, 2),
            written=True,
            topics=frozenset({Topic.HOUSING, Topic.ECONOMY}),
            until=date(2027, 5, 2),
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

_PER = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Per Holm", "Per", date(1974, 10, 19), "191074-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Aarhus Kommune", "Socialforvaltningen, voksne", "Prøvevej 30, 1.", "8000 Aarhus C"),
        "Maja Lind",
    ),
    case_number="2026-0131",
    their_number="2026-88-0412",
    contact="Ali Demir",
    contact_title="kontaktperson",
    contact_phone="12 34 56 73",
    channel="Digital Post",
    signer="Ali Demir",
    signer_title="kontaktperson",
    enclosures=("Udflytningsoverblik af 20. november 2026", "Samtykke af 25. september 2026"),
    copies_to=("Per Holm",),
    law=LAW,
)
STATUS = StatusNoteFacts(
    letter=_PER,
    stay=StayFacts(
        date(2026, 9, 23),
        61,
        "Aarhus Kommune",
        consent=ConsentFacts(
            date(2026, 9, 25),
            written=True,
            topics=frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.HEALTH, Topic.NETWORK}),
            until=date(2027, 3, 25),
        ),
    ),
    occasion="opfølgning på handleplanen",
    begins=date(2026, 9, 23),
    ends=TODAY,
    meeting=date(2026, 11, 24),
    asks_more="sætter dato på afgørelsen om støtte i egen bolig",
    more_steps="Justér mål 3.",
    plan_date=date(2026, 10, 26),
    plan_received=date(2026, 10, 28),
    own_words=(
        "Det går bedre, når ugen er planlagt. Jeg vil gerne bo et sted med en altan, og hvor min "
        "søster kan besøge mig."
    ),
    most_important=("bolig", "økonomi", "familie"),
    what_works=(
        "Per planlægger ugen på en tavle hver søndag. Han er kommet til 8 af 9 aftaler i perioden. "
        "Han hjælper i køkkenet om onsdagen."
    ),
    goals=(
        GoalFacts(
            "Varetage økonomi",
            "Udvikle funktionsevne",
            Kind.ECONOMY,
            3,
            2,
            1,
            (PartGoalFacts("Betale faste udgifter selv", "nået", date(2026, 11, 2)),),
            "Budget og betalingsservice er sat op. Vi ser på økonomien hver mandag.",
            "Jeg tør åbne netbanken nu.",
            "Set: egenbetaling og telefon er betalt til tiden i to måneder. Støtte omtrent hver "
            "uge er nok.",
        ),
        GoalFacts(
            "Varetage egen sundhed",
            "Fastholde funktionsevne",
            Kind.HEALTH,
            1,
            1,
            1,
            (PartGoalFacts("Komme til kontrol hver måned", "i gang"),),
            "Fulgte med til læge 14. oktober. Per er siden gået alene.",
            "Det kan jeg selv, når jeg har fået en sms.",
            "Set: to besøg hos lægen uden følge.",
        ),
        GoalFacts(
            "Deltage i sociale fællesskaber",
            "Udvikle funktionsevne",
            Kind.NETWORK,
            2,
            2,
            1,
            (PartGoalFacts("En fast aktivitet om ugen", "i gang"),),
            "Besøgte værestedet og et fællesspisningshold sammen.",
            "Spisningen var god. Værestedet er ikke mig.",
            "Målet passer bedre, hvis det handler om fællesspisning.",
        ),
    ),
    changes=(
        ThemeFacts(
            "Psykisk trivsel",
            Kind.HEALTH,
            (
                NoteFacts("told", "Sover bedre siden oktober."),
                NoteFacts("assessed", "Let støtte er nok."),
            ),
        ),
        ThemeFacts(
            "Netværk",
            Kind.NETWORK,
            (NoteFacts("seen", "Søsteren har været på besøg fire gange."),),
        ),
    ),
    housing="Almindelig egen bolig i Aarhus, højst 4.400 kr. om måneden, gerne med altan.",
    method="CTI",
    criterion=(
        "Per selv bruger hjælp og tilbud, når kontakten er skabt, og mest har brug for støtte i "
        "overgangen"
    ),
    way=(
        WayFacts("plan", "Aarhus Kommune", "Foreligger", date(2026, 10, 26)),
        WayFacts("home", "Boliganvisningen", "Indstillet", date(2026, 11, 2), waiting=True),
        WayFacts("support", "Aarhus Kommune", "Søgt", date(2026, 11, 9), waiting=True),
        WayFacts("lease", "Per og udlejer", "Følger boligen"),
    ),
    support_wanted=True,
    disagreement=(
        "Per mener, at han kan klare sig uden støtte efter tre måneder. Vi foreslår hele forløbet "
        "på ni måneder."
    ),
    meanwhile="Vi fortsætter med budget om mandagen og går med til fremvisning af boliger.",
    unknown="Vi har ikke set, hvordan Per har det med at være alene om natten i egen bolig.",
    read=ReadFacts(date(2026, 11, 20)),
)

_SVEND = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Svend Mørk", "Svend", date(1961, 3, 27), "270361-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Randers Kommune", "CTI-teamet", "Prøvetorvet 4", "8900 Randers C"), "Lone Vester"
    ),
    case_number="2026-0064",
    their_number="2026-77-1180",
    contact="Sara Bæk",
    contact_title="kontaktperson",
    contact_phone="12 34 56 72",
    channel="Digital Post",
    signer="Sara Bæk",
    signer_title="kontaktperson",
    enclosures=("Samtykke af 13. november 2026",),
    copies_to=("Svend Mørk",),
    law=LAW,
)


def _at(month: int, day: int, hour: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LOCAL)


HANDOVER = handover.HandoverFacts(
    letter=_SVEND,
    stay=StayFacts(
        date(2026, 8, 10),
        105,
        consent=ConsentFacts(
            date(2026, 11, 13),
            written=True,
            topics=frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.HEALTH, Topic.OVERVIEW}),
            until=date(2027, 5, 13),
        ),
    ),
    reply_by=date(2026, 11, 27),
    first_visit=_at(12, 2, 10),
    moves=_at(12, 1, 9),
    address="Prøveparken 18, 2. th., 8900 Randers C",
    method="CTI",
    granted=date(2026, 11, 5),
    own_words=(
        "Jeg glæder mig til at lukke min egen dør. Weekenderne er det sværeste. Ring, før I kommer."
    ),
    what_works=(
        "Svend står tidligt op og laver selv mad. Han holder aftaler, når de er skrevet ned. En "
        "kort samtale om morgenen giver ro resten af dagen."
    ),
    weeks=(
        WeekFacts(_at(12, 1, 9), "Nøgler og indflytning", "Havnehuset"),
        WeekFacts(_at(12, 2, 10), "Første besøg", "CTI-teamet"),
        WeekFacts(_at(12, 5, 11), "Besøg i den første weekend", "Havnehuset"),
        WeekFacts(None, "To besøg. Post og betalinger", "CTI-teamet", 50),
        WeekFacts(_at(12, 16, 13), "Møde med udlejer", "CTI-teamet"),
        WeekFacts(_at(12, 22, 10), "Besøg", "CTI-teamet"),
        WeekFacts(_at(12, 24, 11), "Opkald", "Havnehuset"),
        WeekFacts(_at(12, 29, 10), "Besøg", "CTI-teamet"),
        WeekFacts(_at(12, 31, 15), "Opkald", "Havnehuset"),
        WeekFacts(_at(1, 6, 10, 2027), "Fælles status", "Begge"),
    ),
    agreements=(
        AgreementFacts(
            "economy",
            "Huslejen betales med betalingsservice fra 1. december. Svend ser selv på netbank om "
            "mandagen.",
        ),
        AgreementFacts(
            "medicine", "Svend passer selv sin medicin og fornyer recepter hos egen læge."
        ),
        AgreementFacts("keys", "Svend har to sæt. Havnehuset har ingen nøgle."),
        AgreementFacts(
            "mail", "Svend åbner selv post. Han vil gerne have hjælp til breve fra det offentlige."
        ),
    ),
    safety=handover.SafetyFacts(
        date(2026, 11, 20),
        "Svend ringer selv til Havnehuset, hele døgnet. En kort samtale og en gåtur hjælper. "
        "Bliver Svend bange for at være alene, kan han komme forbi til kaffe.",
        agreed=True,
    ),
    contacts=(
        ContactFacts("Lone Vester, CTI-teamet", "Støtteperson", "12 34 56 80"),
        ContactFacts("Sara Bæk, Havnehuset", "Kontakt til 6. januar 2027", "12 34 56 72"),
        ContactFacts("Havnehuset", "Hele døgnet", "12 34 56 78"),
        ContactFacts("Prøveparkens kontor", "Udlejer og vicevært", "12 34 56 81"),
    ),
    ball=(
        BallFacts("Udbetaling af indskudslån", "Randers Kommune, ydelser", date(2026, 11, 16)),
        BallFacts("Flytning af lægevalg", "Svend, sammen med Sara", date(2026, 11, 20)),
    ),
    follow_up=(date(2027, 1, 4), date(2027, 3, 1), date(2027, 6, 1), date(2027, 12, 1)),
    follow_up_agreed=True,
    unknown="Vi har ikke set, hvordan Svend har det i bygningen om aftenen.",
    read=ReadFacts(TODAY),
)

_KIM = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Kim Sand", "Kim", date(1987, 2, 11), "110287-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Randers Kommune", "Boliganvisningen", "Prøvetorvet 4", "8900 Randers C")
    ),
    case_number="2026-0112",
    enclosures=("Samtykke af 9. november 2026", "Budget af 16. november 2026", "Svarark"),
    copies_to=("Kim Sand",),
    law=LAW,
    **LEADER,
)
NOMINATION = HousingNominationFacts(
    letter=_KIM,
    stay=StayFacts(
        date(2026, 9, 1),
        83,
        "Randers Kommune",
        consent=ConsentFacts(
            date(2026, 11, 9),
            written=True,
            topics=frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.HEALTH, Topic.CHILDREN}),
            until=date(2027, 5, 9),
        ),
    ),
    reply_by=date(2026, 12, 14),
    household="Én voksen",
    connection="Kim har boet i Randers siden 2009. Sønnen går i skole her.",
    phone="12 34 56 90",
    own_words="Jeg vil have et sted, hvor min søn kan sove, når han er hos mig.",
    wish="Kim ønsker en lejlighed med to værelser.",
    most_important=("bolig", "min søn", "arbejde"),
    what_works=(
        "Kim passer sit værelse og betaler egenbetaling til tiden. Han er kommet til alle aftaler "
        "om bolig i oktober og november."
    ),
    urgent=(
        "Kim mistede sin bolig i august, da han blev skilt. Han har ikke andre steder at bo. Han "
        "kan ikke have sin søn på besøg om natten, så længe han bor hos os."
    ),
    themes=(
        ThemeFacts(
            "Økonomi",
            Kind.ECONOMY,
            (
                NoteFacts(
                    "seen",
                    "Har betalt til tiden i tre måneder.",
                    "Sara Bæk",
                    date(2026, 11, 16),
                ),
                NoteFacts("assessed", "Let støtte er nok.", "Sara Bæk", date(2026, 11, 16)),
            ),
        ),
    ),
    home=HomeFacts(
        "Almindelig egen bolig",
        "To værelser",
        ("Randers C", "Randers NV"),
        ("Nordbyen",),
        "Elevator eller stueetage. Kim har svært ved trapper.",
        "Ingen",
        "Søn på 9 år, hver anden weekend og halvdelen af ferierne.",
        "Skole og bus",
    ),
    rent=RentFacts(
        4600,
        "Kontanthjælp, 9.800 kr. efter skat",
        "1.100 kr. om måneden, beregnet den 16. november 2026",
        "Beboerindskudslån, søgt den 18. november 2026",
        "Ingen",
    ),
    can_live=True,
    method="CTI-støtte",
    support="Vi har søgt om støtten den 12. november 2026. Kommunen har ikke afgjort sagen endnu.",
    ball=(
        BallFacts("Bolig", "Boliganvisningen, Randers", TODAY),
        BallFacts("Afgørelse om støtte, § 85 a", "Randers Kommune, voksne", date(2026, 11, 12)),
        BallFacts("Indskudslån", "Randers Kommune, ydelser", date(2026, 11, 18)),
    ),
    meanwhile="Vi ser efter ledige boliger sammen med Kim hver torsdag og går med til fremvisning.",
    unknown="Vi ved ikke, hvor længe Kim skal vente på en bolig med elevator.",
    accepted=AcceptanceFacts(signs=True),
    read=ReadFacts(TODAY),
    answer_sheet=True,
)
