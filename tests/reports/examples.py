"""Documents used by the tests: those of the binding pictures, and the smallest and largest of each.

Persons, addresses and numbers are invented; the serials of the CPR numbers are impossible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.values.information import ConsentTopic as Topic
from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext
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
from tests.reports import examples_decisions, examples_requests
from tests.reports.basics import BARE, BARE_HOUSE, HOUSE, LAW, LEADER, LOCAL, LONG, TODAY

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
            True,
            frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.WORK, Topic.OVERVIEW}),
            date(2027, 5, 18),
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

_OLE = LetterFacts(
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
    True,
    frozenset({Topic.HOUSING, Topic.ECONOMY, Topic.HEALTH, Topic.SUBSTANCES, Topic.NETWORK}),
    date(2027, 5, 16),
)
_WEEKLY = "Støtte omtrent ugentligt."
REFERRAL = referral.ReferralFacts(
    letter=_OLE,
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
        _OLE,
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
    _SAMIRA,
    date(2026, 12, 1),
    "Samira flytter i egen bolig.",
    "Aarhus Kommune",
    new_address="Prøvestræde 4, 2. tv., 8000 Aarhus C",
)


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures, and the two without a picture, with full content."""
    return {
        "admission_notice": admission_notice.compose(ADMISSION),
        "discharge_notice": discharge_notice.compose(DISCHARGE),
        "plan_request": plan_request.compose(PLAN),
        "referral": referral.compose(REFERRAL),
        "consent_form": consent_form.compose(CONSENT),
        "data_information": data_information.compose(INFORMATION),
        "recovery_sheet": recovery_sheet.compose(RECOVERY),
        **examples_requests.pictured(),
        **examples_decisions.pictured(),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    sheet = replace(BARE, recipient=None)
    day = date(2026, 11, 20)
    return {
        "admission_notice": admission_notice.compose(
            admission_notice.AdmissionNoticeFacts(BARE, day, "Bo.", day, informed=False)
        ),
        "discharge_notice": discharge_notice.compose(
            discharge_notice.DischargeNoticeFacts(BARE, day, "Bo er død.", deceased=True)
        ),
        "plan_request": plan_request.compose(
            plan_request.PlanRequestFacts(BARE, StayFacts(day, 3), day)
        ),
        "referral": referral.compose(
            referral.ReferralFacts(
                BARE, StayFacts(day, 3), day, asks_home=True, uses_overview=False
            )
        ),
        "consent_form": consent_form.compose(
            consent_form.ConsentFormFacts(sheet, "X Kommune", "", "Bolig", day, day)
        ).for_sending(),
        "data_information": data_information.compose(data_information.DataInformationFacts(sheet)),
        "recovery_sheet": recovery_sheet.compose(replace(RECOVERY, house=BARE_HOUSE)),
        **examples_requests.minimal(),
        **examples_decisions.minimal(),
    }


def maximal() -> dict[str, LetterContext]:
    """More than a person would write: long names, long prose, tables over several pages."""
    long_name = "Anne-Margrethe Kirstine Østergaard Sønderskov Æbelø Åkjær-Nørremølle"
    person = PersonFacts(long_name, "Anne-Margrethe", date(1960, 12, 31), "311260-0000", True)
    address = RecipientFacts(
        (
            "Københavns Kommune",
            "Center for Udsatte og Boligsociale Indsatser, enhed 4",
            "Prøveboulevarden 1234, 5. sal, dør 17",
            "1599 København V",
        ),
        "Bodil-Marie Vestergaard",
    )
    letter = replace(
        _OLE,
        person=person,
        recipient=address,
        their_number="2026-88-0412",
        enclosures=tuple(f"Bilag nummer {n} af 18. november 2026" for n in range(1, 7)),
        copies_to=(long_name, "Mette Krogh"),
    )
    prose = "\n\n".join(LONG * 9 for _ in range(4))
    sheet = replace(letter, recipient=None, channel="", contact="", contact_phone="", signer="")
    return {
        "admission_notice": admission_notice.compose(
            replace(ADMISSION, letter=letter, reason=LONG * 14)
        ),
        "discharge_notice": discharge_notice.compose(
            replace(DISCHARGE, letter=letter, reason=LONG * 14)
        ),
        "plan_request": plan_request.compose(
            replace(PLAN, letter=letter, what_works=prose, unknown=LONG * 30)
        ),
        "referral": referral.compose(
            replace(
                REFERRAL,
                letter=letter,
                observations=tuple(
                    replace(one, seen=LONG * 3, told=LONG * 6, theme=f"{one.theme} {n}")
                    for n in range(2)
                    for one in REFERRAL.observations
                ),
                ball=REFERRAL.ball * 7,
                disagreement=prose,
            )
        ),
        "consent_form": consent_form.compose(
            replace(CONSENT, letter=sheet, ticked=frozenset(Topic), read_aloud=True, oral=True)
        ),
        "data_information": data_information.compose(
            replace(INFORMATION, letter=sheet, keeping=LONG * 6, recipients_more=LONG * 9)
        ),
        "recovery_sheet": recovery_sheet.compose(RECOVERY),
        **examples_requests.maximal(),
        **examples_decisions.maximal(),
    }
