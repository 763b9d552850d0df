"""Consent is specific, for at most six months, and stops at a word (readiness.md 4.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.services._field_names import field_name, value_text
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import ConsentCommand, RenewalCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


def command(person: UUID) -> ConsentCommand:
    return ConsentCommand(
        person_id=person,
        information=("housing", "economy"),
        recipient="Aalborg Kommune",
        purpose="Ansøgning om bolig",
        valid_from=TODAY,
        valid_to=date(2027, 5, 23),
        form="written",
        given_on=TODAY,
        municipality_code="0851",
    )


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_a_consent_is_noted_with_everything(services: Services, kim: UUID) -> None:
    changes = services.consents.give(command(kim))
    assert changes.label == "samtykke fra Kim Dahl"
    (view,) = services.consents.for_person(kim)
    assert view.information == ("housing", "economy")
    assert (view.noted_by.name, view.state) == ("Mette Krogh", "valid")


def test_nothing_general_and_nothing_without_a_purpose(services: Services, kim: UUID) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.consents.give(
            replace(
                command(kim), information=(), recipient=" ", purpose="", form="shouted",
                municipality_code="9999", given_on=TODAY + timedelta(days=1),
                valid_from=TODAY, valid_to=TODAY - timedelta(days=1),
            )
        )  # fmt: skip
    assert codes(refused) == {
        ("information", "required"),
        ("recipient", "required"),
        ("purpose", "required"),
        ("form", "unknown_choice"),
        ("municipality_code", "unknown_choice"),
        ("given_on", "in_future"),
        ("valid_from", "before_given"),
        ("valid_to", "end_before_start"),
    }
    with pytest.raises(ValidationFailed) as refused:
        services.consents.give(replace(command(kim), information=("everything",)))
    assert codes(refused) == {("information", "unknown_choice")}


def test_six_months_is_the_most(services: Services, kim: UUID) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.consents.give(replace(command(kim), valid_to=date(2027, 5, 24)))
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == ("valid_to", "too_long")
    assert problem.facts == {"months": 6, "latest": date(2027, 5, 23)}


def test_the_house_may_set_a_shorter_limit(services: Services, kim: UUID) -> None:
    services.rules.save_house_row("consent_months", 3, TODAY, "Husmøde", "P", "")
    with pytest.raises(ValidationFailed) as refused:
        services.consents.give(command(kim))
    assert refused.value.problems[0].facts["months"] == 3
    earlier = replace(command(kim), given_on=date(2026, 11, 20), valid_from=date(2026, 11, 23))
    services.consents.give(earlier)


def test_a_withdrawn_consent_carries_nothing_from_that_day(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    services.consents.give(command(kim))
    (view,) = services.consents.for_person(kim)
    assert services.consents.covering(kim, "0851", TODAY) == (view,)
    assert services.consents.covering(kim, "0461", TODAY) == ()
    temp = houses.services(house, "temp")
    changes = temp.consents.withdraw(view.id, view.version, TODAY)
    assert changes.label == "tilbagekaldt samtykke fra Kim Dahl"
    assert services.consents.covering(kim, "0851", TODAY) == ()
    assert services.consents.for_person(kim)[0].state == "withdrawn"
    with pytest.raises(Conflict):
        services.consents.withdraw(view.id, view.version, TODAY)
    with pytest.raises(ValidationFailed, match="already_withdrawn"):
        services.consents.withdraw(view.id, view.version + 1, TODAY)


@pytest.mark.parametrize(
    ("day", "code"),
    [(TODAY + timedelta(days=1), "in_future"), (date(2026, 11, 22), "before_given")],
)
def test_a_withdrawal_has_a_day_that_can_be(
    services: Services, kim: UUID, day: date, code: str
) -> None:
    services.consents.give(command(kim))
    (view,) = services.consents.for_person(kim)
    with pytest.raises(ValidationFailed, match=code):
        services.consents.withdraw(view.id, view.version, day)


def test_states_follow_the_day(services: Services, clock: FixedClock, kim: UUID) -> None:
    services.consents.give(replace(command(kim), valid_from=date(2026, 12, 1)))
    now = clock.now()
    for days, state in ((0, "coming"), (8, "valid"), (181, "valid"), (182, "expired")):
        clock.set(now + timedelta(days=days))
        assert services.consents.for_person(kim)[0].state == state, days


def test_a_temp_notes_withdrawals_only(house: OpenHouse, kim: UUID) -> None:
    with pytest.raises(NotAllowed) as refused:
        houses.services(house, "temp").consents.give(command(kim))
    assert refused.value.permission == "consent"
    assert "Mette Krogh" in refused.value.who_can


# -- once more -------------------------------------------------------------------------------------


def test_a_consent_is_renewed_for_as_long_as_may_be(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    services.consents.give(command(kim))
    (old,) = services.consents.for_person(kim)
    clock.set(clock.now() + timedelta(days=170))
    given_on = TODAY + timedelta(days=170)
    changes = services.consents.renew(RenewalCommand(old.id, old.version, "oral", given_on))
    assert changes.label == "fornyet samtykke fra Kim Dahl"
    new, old = services.consents.for_person(kim)
    assert (new.renews_id, new.valid_from, new.valid_to) == (old.id, given_on, date(2027, 11, 12))
    assert (new.information, new.recipient, new.purpose) == (
        old.information,
        old.recipient,
        old.purpose,
    )
    assert (old.renewed, new.renewed) == (True, False)
    with pytest.raises(ValidationFailed) as refused:
        services.consents.renew(RenewalCommand(old.id, old.version, "oral", given_on))
    assert codes(refused) == {("consent_id", "already_renewed")}


def test_a_renewal_may_not_be_longer_than_a_consent(services: Services, kim: UUID) -> None:
    services.consents.give(command(kim))
    (old,) = services.consents.for_person(kim)
    with pytest.raises(ValidationFailed) as refused:
        services.consents.renew(
            RenewalCommand(old.id, old.version, "shouted", TODAY, date(2027, 6, 1))
        )
    assert codes(refused) == {("form", "unknown_choice"), ("valid_to", "too_long")}


def test_a_withdrawal_ends_the_renewal_as_well(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    services.consents.give(command(kim))
    (old,) = services.consents.for_person(kim)
    clock.set(clock.now() + timedelta(days=30))
    later = TODAY + timedelta(days=30)
    services.consents.renew(RenewalCommand(old.id, old.version, "written", later))
    new, old = services.consents.for_person(kim)
    services.consents.withdraw(old.id, old.version, later)
    assert {one.state for one in services.consents.for_person(kim)} == {"withdrawn"}
    assert services.consents.covering(kim, "0851", later) == ()
    new, old = services.consents.for_person(kim)
    with pytest.raises(ValidationFailed) as refused:
        services.consents.renew(RenewalCommand(new.id, new.version, "written", later))
    assert codes(refused) == {("consent_id", "already_withdrawn")}


def test_a_temp_renews_nothing(house: OpenHouse, services: Services, kim: UUID) -> None:
    services.consents.give(command(kim))
    (old,) = services.consents.for_person(kim)
    temp = houses.services(house, "temp")
    with pytest.raises(NotAllowed):
        temp.consents.renew(RenewalCommand(old.id, old.version, "oral", TODAY))


def test_history_has_words_for_how_a_consent_was_given() -> None:
    assert field_name("consent", "form") == "hvordan givet"
    assert value_text("consent", "form", "oral", {}) == "mundtligt"
    assert value_text("consent", "read_how", "aloud", {}) == "læst op"
    assert value_text("consent", "interpreter", "Somali", {}) == "Somali"
