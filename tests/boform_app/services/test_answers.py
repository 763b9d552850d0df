"""An answer form filled in with another library comes back, and is taken over with one yes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.answers import AnswerFound, AnswerRow, follows
from boform_app.services.views.contacts import CaseworkerCommand
from models import tables
from tests import houses
from tests.boform_app.services import answer_house as given
from tests.boform_app.services.answer_house import Case

TODAY = date(2026, 11, 23)
OTHER_CODE = "HVN-0000-0001"
TICKED = {"caseworker", "phone", "plan", "support", "meeting", "message"}


@pytest.fixture
def case(services: Services) -> Case:
    return given.case(services)


def counts(house: OpenHouse) -> tuple[int, ...]:
    """Differs when anything was written."""
    kinds = (tables.Operation, tables.Document, tables.Answer, tables.Blob, tables.AccessLog)
    with house.database.read() as session:
        return tuple(session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)


def row(found: AnswerFound, key: str) -> AnswerRow:
    return next(one for one in found.rows if one.key == key)


def code(services: Services, case: Case, name: str) -> tuple[str, str, date | None, str]:
    item = next(one for one in services.plans.prerequisites(case.stay) if one.code == name)
    return item.status, item.owner, item.next_on, item.evidence


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_from_the_letter_editor_to_the_answer_and_back(services: Services) -> None:
    case = given.written(services)
    found = services.answers.look(given.answered(case.form), "svar.pdf")
    assert found.letter is not None
    assert (found.state, found.letter.id) == ("form", case.letter.id)
    assert found.code == services.register.get(case.letter.id).case_code
    services.answers.take(found, found.ticked)
    assert services.plans.get(case.stay).promised_for == date(2026, 12, 4)
    assert services.register.get(case.letter.id).answered_on == TODAY


# --- looked at --------------------------------------------------------------------------------


def test_the_form_is_recognised_beside_what_we_have_and_nothing_is_written(
    services: Services, house: OpenHouse, case: Case
) -> None:
    before = counts(house)
    found = services.answers.look(given.answered(case.form), "svar.pdf")
    assert counts(house) == before
    assert (found.state, found.remark, found.name) == ("form", "", "svar.pdf")
    assert found.letter is not None
    assert found.letter.id == case.letter.id
    assert (found.code, found.asked) == (case.letter.case_code, "anmodning om handleplan")
    assert (found.person_id, found.stay_id, found.first_name) == (case.person, case.stay, "Kim")
    assert (found.municipality, found.filled_by) == ("Aalborg Kommune", "Hanne Riis, 23-11-2026")
    assert (found.page_count, len(found.pages), found.answered_on) == (1, 1, None)
    told = {one.key: (one.came, one.came_more, one.state) for one in found.rows}
    assert told == {
        "caseworker": ("Hanne Riis", "", "new"),
        "phone": ("12 34 56 84", "direkte", "new"),
        "mail": ("", "", "unanswered"),
        "plan": ("I gang", "ventes klar fre. 4-12-2026", "new"),
        "support": ("ICM, ikke afgjort endnu", "afgørelse senest man. 14-12-2026", "new"),
        "home": ("Ikke skrevet op", "", "new"),
        "meeting": ("man. 30-11-2026 kl. 13.00", "Havnehuset", "new"),
        "supplier": ("", "", "unanswered"),
        "message": ("”Send gerne udflytningsoverblikket før mødet.”", "", "note"),
    }
    assert found.ticked == TICKED
    assert row(found, "plan").have == "Anmodet 23-11-2026"
    assert row(found, "plan").have_more == "lovet til: ved ikke endnu"


def test_each_answer_is_marked_where_it_stands(services: Services, case: Case) -> None:
    found = services.answers.look(given.answered(case.form))
    name, phone = row(found, "caseworker").marks[0], row(found, "phone").marks[0]
    assert (name.page, phone.page) == (0, 0)
    assert 0 < name.top < phone.top < 1
    assert name.left + name.width <= 1
    assert len(row(found, "support").marks) == 11, "four decisions, five methods, two days"


def test_what_follows_is_read_from_the_ticks(services: Services, case: Case) -> None:
    plan = services.plans.get(case.stay)
    (c6,) = [one for one in services.plans.prerequisites(case.stay) if one.code == "C6"]
    assert plan.promised_for is None
    services.plans.set_prerequisite(given.chosen_day(c6, date(2026, 11, 25)))
    found = services.answers.look(given.answered(case.form))
    assert [one.text for one in follows(found, found.ticked)] == [
        "Ryk flyttes fra 25-11 til man. 7-12",
        "Afgørelsen ventes man. 14-12",
        "Mødet kommer på I dag den 30-11",
        "Beskeden bliver et notat om Kim",
        f"Brevet {case.letter.register_number} er besvaret",
    ]
    assert [one.kind for one in follows(found, {"message"})] == ["note", "letter"]
    assert follows(found, set()) == ()


# --- taken over -------------------------------------------------------------------------------


def test_everything_ticked_is_taken_over_in_one_step(
    services: Services, house: OpenHouse, case: Case
) -> None:
    data = given.answered(case.form)
    found = services.answers.look(data, "svar.pdf")
    changes = services.answers.take(found, found.ticked)
    assert (changes.label, changes.undoable) == ("svar om Kim Dahl", True)
    plan = services.plans.get(case.stay)
    assert (plan.status, plan.promised_for) == ("requested", date(2026, 12, 4))
    assert (plan.caseworker, plan.caseworker_phone) == ("Hanne Riis", "12 34 56 84")
    assert code(services, case, "C6")[:3] == ("in_progress", "municipality", date(2026, 12, 4))
    support = services.support.get(case.stay)
    assert (support.decision, support.method) == ("", ""), "named, and not decided"
    assert support.promised_on == date(2026, 12, 14)
    assert code(services, case, "C7")[:3] == ("in_progress", "municipality", date(2026, 12, 14))
    (meeting,) = services.meetings.of_stay(case.stay)
    assert (meeting.starts_at, meeting.place) == (from_local(date(2026, 11, 30), 13), "Havnehuset")
    (note,) = services.notes.for_person(case.person)
    assert note.text == (
        "Aalborg Kommune skriver i svaret på vores brev af 23-11-2026: "
        "”Send gerne udflytningsoverblikket før mødet.”"
    )
    assert services.register.get(case.letter.id).answered_on == TODAY
    line = next(one for one in services.contact_log.entries(case.stay) if one.source == "entry")
    assert (line.kind, line.direction, line.codes) == ("letter", "in", ("C6", "C7"))
    assert (line.next_on, line.with_whom) == (date(2026, 12, 4), "Hanne Riis")
    assert line.outcome.startswith("Svar på anmodning om handleplan af 23-11-2026. Rådgiver: ")
    (document,) = services.documents.of_person(case.person)
    assert (document.kind, document.title) == ("answer", "Svar på anmodning om handleplan")
    assert (document.letter_id, document.sender) == (case.letter.id, "Aalborg Kommune")
    assert services.documents.data(document.id) == data
    (answer,) = services.answers.history(case.letter.id)
    assert (answer.state, answer.document_id) == ("taken", document.id)
    assert answer.taken == ("Rådgiver", "Telefon", "Handleplan", "Støtte", "Næste møde", "Besked")
    assert services.answers.of_stay(case.stay) == (answer,)


def test_it_is_undone_as_one_and_the_file_stays(services: Services, case: Case) -> None:
    found = services.answers.look(given.answered(case.form))
    services.answers.take(found, found.ticked)
    services.undo.undo()
    plan = services.plans.get(case.stay)
    assert (plan.promised_for, plan.caseworker) == (None, "")
    assert services.support.get(case.stay).promised_on is None
    assert services.meetings.of_stay(case.stay) == ()
    assert services.notes.for_person(case.person) == ()
    assert services.register.get(case.letter.id).answered_on is None
    (document,) = services.documents.of_person(case.person)
    (answer,) = services.answers.history(case.letter.id)
    assert (answer.state, answer.document_id) == ("open", document.id)
    services.answers.take(found, {"plan"})
    assert len(services.documents.of_person(case.person)) == 1, "the same bytes are kept once"
    assert [one.state for one in services.answers.history(case.letter.id)] == ["taken"]


def test_only_what_is_ticked_changes(services: Services, case: Case) -> None:
    found = services.answers.look(given.answered(case.form))
    services.answers.take(found, {"phone"})
    plan = services.plans.get(case.stay)
    assert (plan.promised_for, plan.caseworker) == (None, ""), "a number names no case worker"
    (worker,) = services.caseworkers.of_municipality("0851")
    assert (worker.name, worker.phone) == ("Hanne Riis", "12 34 56 84")
    with pytest.raises(ValidationFailed) as refused:
        services.answers.take(found, {"home"})
    assert problems(refused) == {("keys", "unknown_choice")}
    with pytest.raises(ValidationFailed) as refused:
        services.answers.take(found, ())
    assert problems(refused) == {("keys", "required")}


def test_the_second_time_it_is_a_question_and_everything_is_the_same(
    services: Services, case: Case, clock: FixedClock
) -> None:
    data = given.answered(case.form)
    found = services.answers.look(data)
    services.answers.take(found, found.ticked)
    clock.set(from_local(date(2026, 11, 24), 9))
    again = services.answers.look(data)
    assert (again.answered_on, again.already_kept) == (TODAY, True)
    assert again.answered_by is not None
    assert again.answered_by.name == "Mette Krogh"
    assert again.ticked == frozenset()
    states = {one.key: one.state for one in again.rows if one.state != "unanswered"}
    # That nobody was put on a list is nothing to take over, and stays an answer of its own.
    assert (states.pop("home"), row(again, "home").can_take) == ("new", False)
    assert set(states.values()) == {"equal"}
    assert row(again, "phone").have_more == "rettet 23-11-2026 af Mette"


def test_a_colleague_who_was_quicker_is_not_overwritten(
    services: Services, house: OpenHouse, case: Case
) -> None:
    found = services.answers.look(given.answered(case.form))
    services.caseworkers.save(CaseworkerCommand("0851", "Hanne Riis", phone="99 99 99 99"))
    before = counts(house)
    with pytest.raises(Conflict):
        services.answers.take(found, found.ticked)
    assert counts(house) == before


def test_what_the_thing_itself_refuses_takes_nothing_over(
    services: Services, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from boform_app.services import _note_writes  # noqa: PLC0415 - planted in this test alone

    def refuse(*_: object, **__: object) -> None:
        raise ValidationFailed

    monkeypatch.setattr(_note_writes, "signed", refuse)
    found = services.answers.look(given.answered(case.form))
    with pytest.raises(ValidationFailed):
        services.answers.take(found, found.ticked)
    assert services.plans.get(case.stay).promised_for is None
    assert services.meetings.of_stay(case.stay) == ()
    (answer,) = services.answers.history(case.letter.id)
    assert answer.state == "open", "the file is kept, whatever happens"


# --- who may ----------------------------------------------------------------------------------


def test_a_temp_takes_nothing_over(house: OpenHouse, services: Services, case: Case) -> None:
    found = services.answers.look(given.answered(case.form))
    temp = houses.services(house, "temp")
    for act in (
        lambda: temp.answers.look(given.answered(case.form)),
        lambda: temp.answers.take(found, {"plan"}),
        lambda: temp.answers.keep_only(found),
        lambda: temp.answers.choose(found),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_protected_resident_asks_for_a_reason_first(
    house: OpenHouse, services: Services, case: Case
) -> None:
    facts = services.people.facts(case.person)
    services.people.set_fact(case.person, facts.version, "protected_address", True)
    colleague = houses.services(house, "staff")
    data = given.answered(case.form)
    with pytest.raises(ReasonNeeded):
        colleague.answers.look(data)
    colleague.people.open(case.person, "Svar fra kommunen")
    found = colleague.answers.look(data)
    assert found.first_name == "Kim"
    with pytest.raises(ReasonNeeded):
        houses.services(house, log_in=2).answers.take(found, {"plan"})


# --- the letter -------------------------------------------------------------------------------


def test_an_annulled_letter_is_said_and_can_still_be_answered(
    services: Services, case: Case
) -> None:
    letter = services.register.get(case.letter.id)
    services.register.annul(letter.id, letter.version, "Forkert modtager")
    found = services.answers.look(given.answered(case.form))
    assert found.letter is not None
    assert (found.letter.status, found.letter.annulled_reason) == ("annulled", "Forkert modtager")
    services.answers.take(found, {"plan"})
    assert services.plans.get(case.stay).promised_for == date(2026, 12, 4)


def test_an_answer_is_also_the_answer_to_the_reminder(
    services: Services, house: OpenHouse, case: Case
) -> None:
    reminder = given.asked(services, case.person, case.stay, "referral", OTHER_CODE)
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Letter, reminder.id).about_id = case.letter.id
    found = services.answers.look(given.answered(case.form))
    services.answers.take(found, {"plan"})
    assert services.register.get(reminder.id).answered_on == TODAY


def test_it_is_another_case(services: Services, case: Case) -> None:
    other = given.asked(services, case.person, case.stay, "referral", OTHER_CODE)
    found = services.answers.look(given.answered(case.form))
    chosen = services.answers.choose(found, letter_id=other.id, received_on=date(2026, 11, 23))
    assert chosen.letter is not None
    assert (chosen.letter.id, chosen.asked) == (other.id, "henvisning og indstilling")
    with pytest.raises(ValidationFailed) as refused:
        services.answers.choose(found, received_on=date(2026, 11, 24))
    assert problems(refused) == {("received_on", "in_future")}
    with pytest.raises(ValidationFailed) as refused:
        services.answers.choose(found, typed={"plan.owner": "x"})
    assert problems(refused) == {("plan.owner", "unknown_field")}


def test_an_answer_from_who_does_not_act_names_no_case_worker_of_the_plan(
    services: Services, house: OpenHouse, case: Case
) -> None:
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Stay, case.stay).acting_municipality_code = "0730"
    found = services.answers.look(given.answered(case.form))
    assert row(found, "caseworker").have_more == "Aalborg Kommune er ikke handlekommune nu"
    services.answers.take(found, {"caseworker"})
    assert services.plans.get(case.stay).caseworker == ""
    assert [one.name for one in services.caseworkers.of_municipality("0851")] == ["Hanne Riis"]
    assert services.caseworkers.of_municipality("0730") == ()
