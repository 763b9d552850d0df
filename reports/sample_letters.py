"""Sample facts of the notices, the plan request, the referral, the consent and the sheets.

Persons, addresses and numbers are invented; the serials of the CPR numbers are impossible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import ConsentTopic as Topic
from models.values.information import InformationKind as Kind
from reports.letters import (
    admission_notice,
    consent_form,
    data_information,
    discharge_notice,
    plan_request,
    recovery_sheet,
    referral,
)
from reports.letters.base import LetterFacts, PersonFacts, RecipientFacts
from reports.letters.stay import ConsentFacts, ReadFacts, StayFacts
from reports.sample_house import HOUSE, LAW, LEADER, LOCAL, TODAY

REASON = (
    "Samira har ikke en bolig at være i og har akut brug for et midlertidigt ophold med støtte og "
    "omsorg, jf. servicelovens § 110, stk. 1."
)

_SAMIRA = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Samira Yusuf", "Samira", date(1991, 1, 3), "030191-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Aarhus Kommune", "Socialforvaltningen, voksne", "Prøvevej 30, 1.", "8000 Aarhus C")
    ),
    case_number="2026-0163",
    enclosures=("Svarark",),
    copies_to=("Samira Yusuf",),
    law=LAW,
    **LEADER,
)
ADMISSION = admission_notice.AdmissionNoticeFacts(
    _SAMIRA, date(2026, 11, 19), REASON, date(2026, 12, 7), "Aarhus Kommune", answer_sheet=True
)

_NIELS = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Niels Berg", "Niels", date(1979, 5, 5), "050579-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Randers Kommune", "Voksenteamet", "Prøvetorvet 4", "8900 Randers C")
    ),
    case_number="2026-0158",
    contact="Sara Bæk",
    contact_title="kontaktperson",
    contact_phone="12 34 56 72",
    channel="Digital Post",
    signer="Sara Bæk",
    signer_title="kontaktperson",
    enclosures=(
        "Opholdsplan af 18. november 2026",
        "Samtykke af 18. november 2026",
        "Svarark",
    ),
    copies_to=("Niels Berg",),
    law=LAW,
)
PLAN = plan_request.PlanRequestFacts(
    letter=_NIELS,
    stay=StayFacts(
        date(2026, 11, 4),
        19,
        "Randers Kommune",
        notice_sent=date(2026, 11, 6),
        notice_channel="Digital Post",
        consent=ConsentFacts(
            date(2026, 11, 18),
            written=True,
            topics=frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.WORK, Topic.OVERVIEW}),
            until=date(2027, 5, 18),
        ),
    ),
    reply_by=date(2026, 12, 7),
    meetings=(datetime(2026, 12, 8, 10, tzinfo=LOCAL), datetime(2026, 12, 10, 13, tzinfo=LOCAL)),
    own_words=(
        "Jeg vil have min egen lejlighed i Randers og arbejde igen. Jeg har brug for en at ringe "
        "til, når brevene hober sig op."
    ),
    most_important=("bolig", "økonomi", "post"),
    what_works=(
        "Niels står op kl. 7 og laver kaffe til huset. Han kommer til aftaler, når han selv har "
        "skrevet dem i sin kalender (5 af 5 siden 9. november)."
    ),
    proposal=plan_request.PlanProposal(
        "En bolig i Randers med en husleje, Niels kan betale.",
        "Støtte omtrent hver uge til økonomi, post og aftaler. Anvisning af bolig.",
        "Niels regner med under ni måneder. Det gør vi også.",
        "Arbejde: Niels vil gerne i praktik på et lager.\nHjælpemidler og behandling: ingen ønsker "
        "lige nu.",
        "Havnehuset",
        "Sara Bæk",
    ),
    meanwhile=(
        "Vi gennemgår post sammen med Niels hver tirsdag. Vi har lavet et budget. Den 20. november "
        "har vi indstillet Niels til bolig."
    ),
    unknown="Vi ved ikke, om Niels har haft en rådgiver eller en plan før.",
    discloses={"proposal": frozenset({Kind.HOUSING, Kind.ECONOMY, Kind.WORK})},
    read=ReadFacts(TODAY),
    joins_meeting=True,
    answer_sheet=True,
)

OLE = LetterFacts(
    house=HOUSE,
    person=PersonFacts("Ole Bach", "Ole", date(1982, 6, 14), "140682-0000"),
    day=TODAY,
    recipient=RecipientFacts(
        ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg"),
        "Hanne Riis",
    ),
    case_number="2026-0147",
    enclosures=("Udflytningsoverblik af 23. november 2026", "Samtykke af 16. november 2026"),
    copies_to=("Ole Bach",),
    law=LAW,
    **LEADER,
)
OLES_CONSENT = ConsentFacts(
    date(2026, 11, 16),
    written=True,
    topics=frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.HEALTH, Topic.SUBSTANCES, Topic.NETWORK}),
    until=date(2027, 5, 16),
)
_WEEKLY = "Støtte omtrent ugentligt."
REFERRAL = referral.ReferralFacts(
    letter=OLE,
    stay=StayFacts(
        date(2026, 10, 10), 44, "Aalborg Kommune", how_came="Kom selv", consent=OLES_CONSENT
    ),
    reply_by=date(2026, 12, 14),
    support="ICM-støtte",
    asks_home=True,
    max_rent=4100,
    own_words=(
        "Jeg vil bare have min egen dør, der kan låses. Og en, der kommer forbi om onsdagen og "
        "ikke bliver sur, hvis jeg har drukket."
    ),
    wish="Ole ønsker en lille lejlighed i Aalborg, gerne tæt på bus.",
    most_important=("bolig", "økonomi", "ro om natten"),
    what_works=(
        "Han laver mad til sig selv fire dage om ugen, holder sit værelse og kommer på værestedet "
        "to dage om ugen. Han møder til aftaler, når de er på boformen og bekræftet med sms dagen "
        "før (6 af 7 gange siden 12. oktober)."
    ),
    observations=(
        referral.ObservationFacts(
            "Økonomi",
            Kind.ECONOMY,
            "Budget lagt 2. november.",
            "Mistede sin bolig i 2024 på grund af restance.",
            _WEEKLY,
        ),
        referral.ObservationFacts(
            "Post og aftaler",
            Kind.EVERYDAY,
            "Åbner post sammen med os om mandagen.",
            assessed=_WEEKLY,
        ),
        referral.ObservationFacts(
            "Psykisk helbred",
            Kind.HEALTH,
            told="Sover bedre siden uge 45.",
            assessed="Ugentlig støtte er nok.",
        ),
        referral.ObservationFacts(
            "Rusmidler",
            Kind.SUBSTANCES,
            told="Drikker i weekenden. Ønsker ikke behandling nu.",
            assessed=_WEEKLY,
        ),
        referral.ObservationFacts(
            "Hjælp og tilbud",
            Kind.NETWORK,
            "Bruger læge og værested, når en fast person er med.",
            assessed="Kontakten holder, når nogen koordinerer.",
        ),
        referral.ObservationFacts(
            "Øvrige otte områder", Kind.OVERVIEW, note="Let støtte, en til to gange om måneden."
        ),
    ),
    goals=(
        referral.ReferralGoal("Økonomi", Kind.ECONOMY, "Betale husleje hver måned", 2),
        referral.ReferralGoal("Netværk", Kind.NETWORK, "Komme på værestedet to dage om ugen", 1),
    ),
    housing="Almindelig egen bolig, højst 4.100 kr. om måneden. Ingen særlige krav.",
    support_text=(
        "ICM efter servicelovens § 85 a, ugentligt og så længe der er behov. Vi foreslår ICM, fordi "
        "Ole bruger noget af hjælpen, og fordi kontakten holder, når en fast person koordinerer "
        "den."
    ),
    support_person="Ali Demir, Havnehuset. Kontakten kan begynde, før Ole flytter.",
    ball=(
        referral.BallFacts("Afgørelse om støtte, § 85 a", "Aalborg Kommune, voksne", TODAY),
        referral.BallFacts("Støtteperson", "Følger afgørelsen"),
        referral.BallFacts("Bolig", "Boliganvisningen, Aalborg", date(2026, 11, 2)),
        referral.BallFacts("Handleplan, §§ 141–142", "Aalborg Kommune, voksne", date(2026, 11, 11)),
        referral.BallFacts(
            "Indskud, beboerindskudslån", "Aalborg Kommune, ydelser", date(2026, 11, 12)
        ),
    ),
    disagreement=(
        "Ole mener, at han selv kan styre økonomien, og at han har brug for støtte i under ni "
        "måneder. Hans egen vurdering peger på CTI. Vi foreslår fast betaling af husleje i de "
        "første måneder."
    ),
    meanwhile=(
        "Vi holder budgetmøde hver mandag, følger Ole til visning af bolig og aftaler afdrag på "
        "restancen på 6.200 kr."
    ),
    unknown="Vi har ikke set, hvordan Ole har det med naboer. Området er ikke vurderet.",
    read=ReadFacts(TODAY),
    agreed_more="Han har selv valgt, hvad brevet må indeholde.",
)

CONSENT = consent_form.ConsentFormFacts(
    letter=replace(
        OLE,
        recipient=None,
        contact="",
        contact_phone="",
        channel="",
        signer="",
        enclosures=(),
        copies_to=(),
    ),
    authority="Aalborg Kommune",
    unit="Socialafdelingen, voksne",
    purpose="Handleplan, bolig og støtte efter servicelovens § 85 a",
    valid_from=date(2026, 11, 16),
    valid_to=date(2027, 5, 16),
    ticked=OLES_CONSENT.topics | {Topic.OVERVIEW},
    read=True,
)
INFORMATION = data_information.DataInformationFacts(
    letter=CONSENT.letter,
    controller="Fonden Havnehuset",
    controller_address="Prøvekaj 7, 8900 Randers C",
    controller_phone="12 34 56 78",
    officer="Kim Dahl, telefon 12 34 56 79",
    basis_more="Fonden har beskrevet grundlaget i sin fortegnelse.",
    recipients_more="Danmarks Statistik får oplysninger om opholdet til statistik.",
    keeping="Vi gemmer oplysningerne i tre år efter, at du er flyttet.",
)
RECOVERY = recovery_sheet.RecoverySheetFacts(
    HOUSE,
    1,
    datetime(2026, 11, 23, 9, 12, tzinfo=LOCAL),
    "Mette Krogh",
    (
        "DEM0", "HAVN", "7K4P", "92QD", "M3TX", "0WRB", "J58C",
        "EKNV", "6YHZ", "1PQG", "T4A9", "XD27", "RS8M", "C3FW",
    ),
    "HVN-4F7A-19",
)  # fmt: skip
DISCHARGE = discharge_notice.DischargeNoticeFacts(
    # Nothing is asked in it, so no answer form lies beside it.
    replace(_SAMIRA, enclosures=()),
    date(2026, 12, 1),
    "Samira flytter i egen bolig.",
    "Aarhus Kommune",
    new_address="Prøvestræde 4, 2. tv., 8000 Aarhus C",
)
