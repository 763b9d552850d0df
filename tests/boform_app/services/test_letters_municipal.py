"""Indstilling, statusnotat, henvisning and overlevering from a real case: what they tell, to whom."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.register import STATUTORY
from boform_app.services.views.letters import LetterEdits, LetterView
from boform_app.services.views.records import NoteCommand
from models import tables
from models.values.information import InformationKind
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document
from tests.houses import PLACES

NO_EDITS = LetterEdits()
VISIT = {"first_visit": "2026-12-02T10:00"}


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    person = given.admitted(services)
    given.assessed(services, person)
    return person


def made(services: Services, kind: str, kim: UUID, edits: LetterEdits = NO_EDITS) -> LetterView:
    edits = given.rested(services, kind, kim, edits)
    proposal = services.letters.propose(kind, kim, edits)
    assert proposal.problems == (), (proposal.problems, proposal.missing)
    return services.letters.make(kind, kim, edits)


def sent(services: Services, letter: LetterView) -> None:
    services.register.mark_sent(letter.id, letter.version, "digital_post", TODAY)


def text(services: Services, letter: LetterView) -> str:
    return text_of_document(services.register.pdf(letter.id))


def attached(services: Services, letter: LetterView) -> dict[str, object] | None:
    with pikepdf.open(io.BytesIO(services.register.pdf(letter.id))) as pdf:
        files = list(pdf.attachments.values())
        found = [json.loads(one.get_file().read_bytes()) for one in files]
    return found[0] if found else None


def item(house: OpenHouse, code: str) -> tables.Prerequisite:
    with house.database.read() as session:
        return session.scalars(select(tables.Prerequisite).filter_by(code=code)).one()


@pytest.mark.parametrize("kind", ["referral", "housing_nomination", "status_note", "plan_request"])
def test_the_attached_data_is_the_disclosure_list(services: Services, kim: UUID, kind: str) -> None:
    case.planned(services, kim)
    case.searching(services, kim)
    case.noted(services, kim, text="Laver selv aftensmad.", readers=("status",))
    given.consented(services, kim)
    letter = made(services, kind, kim)
    told(services, letter)
    assert "I kan svare på svararket." in text(services, letter)
    assert letter.case_code


def test_the_attached_data_of_the_others_is_their_disclosure_list(
    services: Services, kim: UUID
) -> None:
    case.granted(services, kim)
    for kind in sorted(STATUTORY):
        edits = LetterEdits(fields={"reason": "Kim flytter."})
        told(services, services.letters.make(kind, kim, edits))
    given.consented(services, kim)
    sent(services, made(services, "plan_request", kim))
    told(services, made(services, "reminder", kim))
    edits = LetterEdits(fields=VISIT)
    units = services.letters.propose("handover", kim, edits).recipients
    key = next(one.key for one in units if one.municipality_code == "0851")
    told(services, made(services, "handover", kim, replace(edits, recipient_key=key)))


def told(services: Services, letter: LetterView) -> None:
    """The file inside the stored letter holds exactly what the register says it disclosed."""
    data = attached(services, letter)
    assert data is not None, letter.kind
    items = data["items"]
    assert isinstance(items, list)
    assert {InformationKind(one["kind"]).label for one in items} == {
        name for name, _ in letter.disclosures
    }, letter.kind


def test_a_nomination_tells_need_wishes_and_economy(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    case.searching(services, kim)
    given.consented(services, kim)
    letter = made(services, "housing_nomination", kim)
    words = text(services, letter)
    for said in (
        "anviser Kim en bolig",
        "Huslejen må højst være 4.900 kr.",
        "Én voksen",
        "Aalborg Øst og Nørresundby",
        "Vejgaard",
        "Elevator eller niveaufri adgang",
        "Et trygt område",
        "Kontanthjælp, 11.000 kr.",
        "Jeg siger ja til at blive indstillet til en bolig.",
        "140682-0000",
    ):
        assert said in words, said
    assert "adressebeskyttelse" not in words
    sent(services, letter)
    with house.database.read() as session:
        search = session.scalars(select(tables.HousingSearch)).one()
    assert search.nominated_on == TODAY
    c1 = item(house, "C1")
    assert (c1.status, c1.owner, c1.evidence) == ("in_progress", "housing", "Indstillet til bolig")


def test_a_nomination_without_economy_or_health_is_silent_on_them(
    services: Services, kim: UUID
) -> None:
    case.searching(services, kim)
    given.consented(services, kim, ("housing", "overview"))
    letter = made(services, "housing_nomination", kim)
    words = text(services, letter)
    for hidden in ("Kontanthjælp", "indskudslån", "4.900", "Elevator", "samvær", "budget"):
        assert hidden not in words, hidden
    assert "Aalborg Øst" in words


def test_a_status_note_keeps_author_and_day_of_marked_notes(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    case.noted(services, kim, text="Laver selv aftensmad.", readers=("status",))
    case.noted(services, kim, text="Er glad for haven.", kind="conversation", readers=("status",))
    case.noted(services, kim, text="Larmede i nat.", readers=())
    case.noted(services, kim, text="Kun for os.", readers=("house",))
    case.noted(services, kim, text="Til næste vagt.", readers=("handover",))
    given.consented(services, kim)
    letter = made(services, "status_note", kim)
    words = text(services, letter)
    assert letter.title == "Statusnotat til opfølgning på opholdet"
    assert "Set: Laver selv aftensmad (Mette Krogh, 23. november)." in words
    assert "Fortalt: Er glad for haven (Mette Krogh, 23. november)." in words
    for hidden in ("Larmede", "Kun for os", "næste vagt"):
        assert hidden not in words, hidden
    sent(services, letter)
    # The next note begins where this one ended.
    clock.set(clock.now() + timedelta(days=40))
    case.noted(services, kim, text="Har fået ny cykel.", readers=("status",))
    proposal = services.letters.propose("status_note", kim, NO_EDITS)
    period = {one.key: one.value for one in proposal.fields}
    assert (period["period_from"], period["period_to"]) == ("2026-11-23", "2027-01-02")


def test_marked_notes_about_a_goal_stand_under_it_and_older_ones_by_their_theme(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    case.planned(services, kim)
    goal = next(
        one.key
        for one in services.composing.goals(kim)
        if one.title == "Betale regninger til tiden"
    )
    for number in range(1, 4):
        clock.set(clock.now() + timedelta(days=1))
        case.noted(services, kim, text=f"Betalte regning {number}.", readers=("status", goal))
    case.noted(services, kim, text="Kun til målet.", readers=(goal,))
    given.consented(services, kim)
    words = text(services, made(services, "status_note", kim))
    under, _, changes = words.partition("Ændringer i perioden")
    assert "Noteret" in under
    assert under.index("Betalte regning 2") < under.index("Betalte regning 3")
    assert "Betalte regning 1" not in under
    assert "Set: Betalte regning 1 (Mette Krogh, 24. november)." in changes
    assert "Betalte regning 3" not in changes
    assert "Kun til målet" not in words


def test_a_note_about_a_goal_that_the_consent_does_not_carry_stays_at_home(
    services: Services, kim: UUID
) -> None:
    case.planned(services, kim)
    goal = next(one.key for one in services.composing.goals(kim) if one.title == "Komme til lægen")
    case.noted(services, kim, text="Var hos lægen.", readers=("status", goal))
    case.noted(services, kim, text="Laver selv mad.", readers=("status",))
    without = tuple(topic for topic in given.ALL_TOPICS if topic != "health")
    given.consented(services, kim, topics=without)
    words = text_of_document(services.letters.preview("status_note", kim, NO_EDITS))
    assert "Var hos lægen" not in words
    assert "Laver selv mad" in words


def test_a_corrected_note_and_one_about_others_stay_at_home(services: Services, kim: UUID) -> None:
    ole = given.admitted(
        services,
        replace(
            given.ADMISSION, first_name="Ole", last_name="Bach", cpr_text="", cpr_unknown=True,
            place_id=PLACES[2],
        ),
    )  # fmt: skip
    wrong = case.noted(services, kim, text="Kim fik besøg af Per.", readers=("status",))
    services.notes.finish(
        NoteCommand("Kim fik besøg.", (kim,), "day", readers=("status",), corrects_id=wrong)
    )
    case.noted(services, kim, ole, text="Kim og Ole var i byen.", readers=("status",))
    given.consented(services, kim)
    proposal = services.letters.propose("status_note", kim, NO_EDITS)
    assert "shared_notes" in proposal.warnings
    words = text_of_document(services.letters.preview("status_note", kim, NO_EDITS))
    assert "Kim fik besøg (" in words
    assert "Per" not in words
    assert "Ole" not in words


def test_goals_stand_in_it_as_far_as_the_consent_goes(services: Services, kim: UUID) -> None:
    case.planned(services, kim)
    given.consented(services, kim, ("housing", "economy", "overview"))
    letter = made(services, "status_note", kim)
    words = text(services, letter)
    for said in (
        "Mål i opholdsplanen",
        "Ved start 3 · nu 2",
        "Oprette betalingsservice: nået 23. november.",
        "”Jeg tør åbne netbanken nu”",
        "Regningerne er betalt to måneder i træk (Mette Krogh, 23. november).",
        "Tallene er boformens beskrivelse",
    ):
        assert said in words, said
    assert "Komme til lægen" not in words
    assert "sundhed" not in words.casefold()
    assert "refusion" not in words.replace("statsrefusion efter servicelovens § 176 a", "")


def test_a_referral_tells_why_the_method_and_the_eight_dimensions(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    given.consented(services, kim)
    letter = made(services, "referral", kim)
    words = text(services, letter)
    for said in ("De otte områder", "Rusmidler", "Hvorfor ICM-støtte", "Afgørelsen om støtte skal"):
        assert said in words, said
    sent(services, letter)
    with house.database.read() as session:
        support = session.scalars(select(tables.Support)).one()
    assert support.applied_on == TODAY
    assert item(house, "C7").status == "in_progress"


# -- the handover --------------------------------------------------------------------------------


def test_a_handover_goes_to_the_new_supporter_without_the_number(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    case.granted(services, kim)
    given.consented(services, kim, recipient=case.SUPPLIER, municipality_code="")
    letter = made(services, "handover", kim, LetterEdits(fields={**VISIT, "keys": "To sæt."}))
    words = text(services, letter)
    for said in (
        "CTI-teamet Nord Att. Lone Vester",
        "onsdag den 2. december kl. 10",
        "1. december 2026 kl. 9",
        "Prøveparken 18",
        "CTI, servicelovens § 85 a. Bevilget 23. november 2026.",
        "Lone Vester, CTI-teamet Nord",
        "To sæt.",
        "Kopi til: Kim Dahl",
    ):
        assert said in words, said
    assert "140682-0000" not in words
    assert letter.recipient_name == case.SUPPLIER
    assert letter.municipality_code == ""
    assert attached(services, letter) is None
    sent(services, letter)
    c12 = item(house, "C12")
    assert (c12.evidence, c12.evidence_on) == ("Overlevering sendt til CTI-teamet Nord", TODAY)


def test_a_consent_to_somebody_else_does_not_carry_a_handover(
    services: Services, kim: UUID
) -> None:
    case.granted(services, kim)
    given.consented(services, kim)
    given.consented(services, kim, recipient="Prøveboliger", municipality_code="")
    edits = LetterEdits(fields=VISIT)
    proposal = services.letters.propose("handover", kim, edits)
    assert not any(o.kind == "consent" for view in proposal.disclosures for o in view.offers)
    # To a unit of the municipality the municipality's consent holds.
    key = next(one.key for one in proposal.recipients if one.municipality_code == "0851")
    proposal = services.letters.propose("handover", kim, replace(edits, recipient_key=key))
    assert any(o.kind == "consent" for view in proposal.disclosures for o in view.offers)


def test_a_handover_waits_for_the_day_of_the_move_and_the_first_visit(
    services: Services, kim: UUID
) -> None:
    given.consented(services, kim, recipient=case.SUPPLIER, municipality_code="")
    typed = {"recipient": f"{case.SUPPLIER}\nPrøvetorvet 4\n8900 Randers C"}
    proposal = services.letters.propose("handover", kim, LetterEdits(fields=typed))
    assert {"field:moves", "field:first_visit", "missing:support"} <= set(proposal.problems)
    words = text_of_document(services.letters.preview("handover", kim, LetterEdits(fields=typed)))
    assert "Vi beder om" not in words, "no day is made up"
    assert "Prøvetorvet 4" in words
    unreadable = LetterEdits(fields={**typed, **VISIT, "weeks": "engang i december"})
    proposal = services.letters.propose("handover", kim, unreadable)
    assert "field:weeks" in proposal.problems


def test_the_safety_plan_needs_the_residents_yes(services: Services, kim: UUID) -> None:
    case.granted(services, kim)
    given.consented(services, kim, recipient=case.SUPPLIER, municipality_code="")
    fields = {**VISIT, "safety": "Ring til Havnehuset."}
    words = text_of_document(services.letters.preview("handover", kim, LetterEdits(fields=fields)))
    assert "Ring til Havnehuset." not in words
    fields["safety_agreed"] = "yes"
    words = text_of_document(services.letters.preview("handover", kim, LetterEdits(fields=fields)))
    assert "Ring til Havnehuset." in words
    assert "Vi ringer til Kim" not in words
    fields["follow_up_agreed"] = "yes"
    words = text_of_document(services.letters.preview("handover", kim, LetterEdits(fields=fields)))
    # 1 January is a holiday: each of the four days is a working day.
    assert "4. januar" in words
    assert "1. december 2027" in words


def test_a_referral_tells_goals_of_the_plan_as_far_as_the_consent_goes(
    services: Services, kim: UUID
) -> None:
    """Both assemble themselves from marked notes, goals and the overview: the Henvisning, too."""
    case.planned(services, kim)
    given.consented(services, kim)
    proposal = services.letters.propose("referral", kim, NO_EDITS)
    goals = next(one for one in proposal.sections if one.key == "goals")
    assert goals.heading == "Mål i opholdsplanen"
    assert "Betale regninger til tiden" in goals.text
    assert "Boformens beskrivelse: 2 – Moderat nedsat funktionsevne." in goals.text
    assert "Komme til lægen" in goals.text
    assert goals.optional
    health = next(one for one in proposal.disclosures if one.information == "health")
    assert goals.heading in health.sections or "goals" in health.sections
    shorter = services.letters.propose("referral", kim, LetterEdits(left_out=("goals",)))
    assert next(one for one in shorter.sections if one.key == "goals").empty


def test_a_referral_is_silent_on_goals_that_the_consent_does_not_carry(
    services: Services, kim: UUID
) -> None:
    case.planned(services, kim)
    given.consented(services, kim, ("housing", "economy", "overview"))
    words = text(services, made(services, "referral", kim))
    assert "Betale regninger til tiden" in words
    assert "Komme til lægen" not in words
