"""The letter register: sent, what follows, annulled, and copies outside the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import BlobDamaged, Conflict, NotAllowed, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import Basis, LetterEdits, LetterView
from models import tables
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY

NO_EDITS = LetterEdits()


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


def made(services: Services, kind: str, person: UUID) -> LetterView:
    """A letter, on the law or on a wide consent."""
    given.consented(services, person)
    edits = NO_EDITS
    if kind in {"plan_request", "referral"}:
        consent = services.consents.for_person(person)[0].id
        basis = Basis("consent", consent_id=consent)
        edits = given.with_basis(services, kind, person, NO_EDITS, basis)
    return services.letters.make(kind, person, edits)


def sent(services: Services, kind: str, person: UUID) -> LetterView:
    letter = made(services, kind, person)
    services.register.mark_sent(letter.id, letter.version, "digital_post", TODAY)
    return services.register.get(letter.id)


def open_tasks(house: OpenHouse) -> set[str]:
    with house.database.read() as session:
        rows = session.scalars(select(tables.Task).where(tables.Task.done_on.is_(None)))
        return {row.kind for row in rows}


def prerequisites(services: Services, person: UUID) -> dict[str, str]:
    stay = services.stays.for_person(person)[0]
    return {row.code: row.status for row in services.plans.prerequisites(stay.id)}


def waits_for(services: Services, person: UUID, action: str) -> bool:
    return any(row.action == action for row in services.today.deadlines(person))


# -- sent ----------------------------------------------------------------------------------------


def test_a_notice_that_is_sent_closes_its_deadline(services: Services, kim: UUID) -> None:
    assert waits_for(services, kim, "letter:admission_notice")
    letter = sent(services, "admission_notice", kim)
    assert (letter.status, letter.sent_on, letter.channel) == ("sent", TODAY, "digital_post")
    assert not waits_for(services, kim, "letter:admission_notice")


def test_printed_is_not_sent(services: Services, kim: UUID, clock: FixedClock) -> None:
    letter = made(services, "admission_notice", kim)
    services.register.mark_printed(letter.id, letter.version)
    printed = services.register.get(letter.id)
    assert (printed.status, printed.printed_at) == ("made", clock.now())
    assert waits_for(services, kim, "letter:admission_notice")
    assert services.today.badges()["letters"] == 1


def test_a_notice_without_cpr_is_in_time_and_leaves_a_task(
    services: Services, house: OpenHouse
) -> None:
    command = replace(given.ADMISSION, cpr_text="", cpr_unknown=True)
    person = given.admitted(services, command)
    before = open_tasks(house)
    sent(services, "admission_notice", person)
    assert not waits_for(services, person, "letter:admission_notice")
    assert open_tasks(house) - before == {"cpr_missing"} - before
    assert "cpr_missing" in open_tasks(house)


def test_an_unclear_municipality_opens_c9(services: Services, house: OpenHouse) -> None:
    person = given.admitted(services, replace(given.ADMISSION, acting_municipality_code=""))
    letter = services.letters.make("admission_notice", person, NO_EDITS)
    services.register.mark_sent(letter.id, letter.version, "secure_mail", TODAY)
    assert prerequisites(services, person)["C9"] == "missing"
    assert "municipality_unknown" in open_tasks(house)


def test_a_plan_request_marks_the_plan_and_c6(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    sent(services, "plan_request", kim)
    stay = services.stays.for_person(kim)[0]
    plan = services.plans.get(stay.id)
    assert (plan.status, plan.requested_on) == ("requested", TODAY)
    assert prerequisites(services, kim)["C6"] == "in_progress"
    clock.set(clock.now() + timedelta(days=14))
    again = services.letters.again(services.register.letters(kim)[0].id)
    basis = Basis("consent", consent_id=services.consents.for_person(kim)[0].id)
    edits = given.with_basis(services, "plan_request", kim, again, basis)
    second = services.letters.make("plan_request", kim, edits)
    services.register.mark_sent(second.id, second.version, "digital_post", date(2026, 12, 7))
    plan = services.plans.get(stay.id)
    assert (plan.status, plan.requested_on) == ("reminded", TODAY)
    assert plan.reminded_on == date(2026, 12, 7)


def test_a_referral_puts_support_and_home_in_progress(services: Services, kim: UUID) -> None:
    given.assessed(services, kim)
    sent(services, "referral", kim)
    found = prerequisites(services, kim)
    assert (found["C1"], found["C7"]) == ("in_progress", "in_progress")


def test_the_data_sheet_is_handed_over(services: Services, kim: UUID, house: OpenHouse) -> None:
    letter = services.letters.make("data_information", kim, NO_EDITS)
    services.register.mark_sent(letter.id, letter.version, "handed_over", TODAY)
    with house.database.read() as session:
        assert session.scalars(select(tables.Stay)).one().information_given_on == TODAY
    assert "data_information" not in open_tasks(house)


@pytest.mark.parametrize(
    ("channel", "on", "code"),
    [
        ("", TODAY, "channel:required"),
        ("digital_post", TODAY + timedelta(days=1), "on:in_future"),
        ("digital_post", TODAY - timedelta(days=1), "on:sent_before_letter"),
    ],
)
def test_sending_has_a_channel_and_a_day(
    services: Services, kim: UUID, channel: str, on: date, code: str
) -> None:
    letter = made(services, "admission_notice", kim)
    with pytest.raises(ValidationFailed, match=code):
        services.register.mark_sent(letter.id, letter.version, channel, on)


def test_a_colleague_was_quicker(services: Services, kim: UUID) -> None:
    letter = made(services, "admission_notice", kim)
    services.register.mark_sent(letter.id, letter.version, "digital_post", TODAY)
    with pytest.raises(Conflict):
        services.register.mark_sent(letter.id, letter.version, "digital_post", TODAY)
    with pytest.raises(ValidationFailed, match="already_sent"):
        services.register.mark_sent(letter.id, letter.version + 1, "digital_post", TODAY)


# -- annulled ------------------------------------------------------------------------------------


def test_annulling_a_sent_letter_opens_the_deadline_again(services: Services, kim: UUID) -> None:
    letter = sent(services, "admission_notice", kim)
    with pytest.raises(ValidationFailed, match="reason:required"):
        services.register.annul(letter.id, letter.version, "  ")
    changes = services.register.annul(letter.id, letter.version, "Sendt til en forkert enhed")
    assert not changes.undoable
    view = services.register.get(letter.id)
    assert (view.status, view.annulled_reason) == ("annulled", "Sendt til en forkert enhed")
    assert services.register.pdf(letter.id), "what was sent stays as it was"
    assert waits_for(services, kim, "letter:admission_notice")
    with pytest.raises(ValidationFailed, match="letter_annulled"):
        services.register.annul(view.id, view.version, "igen")


def test_only_a_leader_annuls_what_was_sent(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    staff = houses.services(house, "staff")
    letter = sent(services, "admission_notice", kim)
    with pytest.raises(NotAllowed) as refused:
        staff.register.annul(letter.id, letter.version, "Dobbelt")
    assert "Mette Krogh" in refused.value.who_can
    unsent = made(services, "plan_request", kim)
    staff.register.annul(unsent.id, unsent.version, "Skrevet på en forkert dag")
    assert staff.register.get(unsent.id).status == "annulled"


# -- list and copies -----------------------------------------------------------------------------


def test_the_list_can_be_narrowed(services: Services, kim: UUID, clock: FixedClock) -> None:
    first = sent(services, "admission_notice", kim)
    clock.set(clock.now() + timedelta(minutes=1))
    second = made(services, "data_information", kim)
    other = given.admitted(
        services, replace(given.ADMISSION, first_name="Bo", cpr_text="", place_id=houses.PLACES[2])
    )
    numbers = [view.register_number for view in services.register.letters()]
    assert numbers == ["B2026-0002", "B2026-0001"]
    assert [v.id for v in services.register.letters(status="sent")] == [first.id]
    assert [v.id for v in services.register.letters(before=second.made_at)] == [first.id]
    assert services.register.letters(other) == ()
    assert services.register.letters()[0].list_name == "Dahl, Kim"


def test_a_protected_resident_has_no_name_in_the_list(services: Services, kim: UUID) -> None:
    made(services, "admission_notice", kim)
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", True)
    view = services.register.letters()[0]
    assert (view.list_name, view.person_name) == ("Beskyttet", "Beskyttet")


def test_saved_copies_are_listed_and_removed(services: Services, kim: UUID, tmp_path: Path) -> None:
    letter = made(services, "admission_notice", kim)
    copy, changed, gone = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    for path in (copy, changed, gone):
        path.write_bytes(services.register.pdf(letter.id))
        services.register.note_saved_copy(letter.id, path)
    changed.write_bytes(b"somebody else's work")
    gone.unlink()
    assert services.register.get(letter.id).copies == (str(copy), str(changed))
    assert services.register.remove_copies(letter.id) == (str(changed),)
    assert not copy.exists()
    assert changed.read_bytes() == b"somebody else's work"
    assert services.register.get(letter.id).copies == (str(changed),)


def test_a_damaged_file_is_said(services: Services, house: OpenHouse, kim: UUID) -> None:
    letter = made(services, "admission_notice", kim)
    with house.database.read() as session:
        blob_id = session.scalars(select(tables.Letter)).one().blob_id
    (path,) = house.folder.root.rglob(f"{blob_id.hex}*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BlobDamaged):
        services.register.pdf(letter.id)
