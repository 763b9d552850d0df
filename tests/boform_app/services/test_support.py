"""Support in the own home: the decision has one home, and C7 and C8 show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, ForeignFile, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.rules.readiness.answers import Answers, OwnWords, SupportWish, WishToMove
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import (
    DecisionCommand,
    SupportCommand,
    SupporterCommand,
    SupportView,
)
from boform_app.services.views.plans import PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES
from tests.small_pdf import small_pdf

ADMITTED = date(2026, 9, 1)
APPLIED = date(2026, 9, 28)
TODAY = date(2026, 11, 23)
PDF = small_pdf()


@pytest.fixture
def stay(services: Services, clock: FixedClock) -> UUID:
    clock.set(from_local(ADMITTED, 21))
    made = services.stays.admit(
        AdmitCommand("Lise", "Toft", place_id=PLACES[4], acting_municipality_code="0791")
    ).first("stay")
    clock.set(from_local(TODAY, 9))
    return made


def item(services: Services, stay: UUID, code: str = "C7") -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def by_form(services: Services, stay: UUID, code: str, **changes: object) -> None:
    row = item(services, stay, code)
    made = PrerequisiteCommand(row.id, row.version, row.status, row.owner, row.since)
    services.plans.set_prerequisite(replace(made, **changes))  # type: ignore[arg-type] # by name


def applied(services: Services, stay: UUID, **changes: object) -> SupportView:
    command = SupportCommand(stay, services.support.get(stay).version, "cti", applied_on=APPLIED)
    services.support.propose(replace(command, **changes))  # type: ignore[arg-type] # by name
    return services.support.get(stay)


def decided(services: Services, stay: UUID, decision: str, **changes: object) -> SupportView:
    version = services.support.get(stay).version
    command = DecisionCommand(stay, version, decision, decided_on=TODAY - timedelta(days=3))
    services.support.decide(replace(command, **changes))  # type: ignore[arg-type] # by name
    return services.support.get(stay)


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_nothing_is_written_by_looking(services: Services, stay: UUID, house: OpenHouse) -> None:
    found = services.support.get(stay)
    assert (found.version, found.decision, found.proposal, found.appeal) == (0, "", None, None)
    with house.database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.Support)) == 0


def test_the_last_overview_proposes_with_its_criterion(services: Services, stay: UUID) -> None:
    answers = Answers(
        wish_to_move=WishToMove.YES,
        support_wish=SupportWish.YES,
        staff=(2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 2, 0, 1, 3),
        words=OwnWords(support_from="Sara"),
    )
    services.overviews.finish(stay, answers, TODAY)
    proposal = services.support.get(stay).proposal
    assert proposal is not None
    assert (proposal.method, proposal.label, proposal.wanted) == ("icm", "ICM", True)
    assert proposal.criterion.startswith("Kan kun i nogen grad")
    assert proposal.wished_from == "Sara"


def test_an_application_waits_with_the_municipality(services: Services, stay: UUID) -> None:
    found = applied(services, stay, promised_on=TODAY + timedelta(days=7))
    assert (found.method_label, found.waited_days) == ("CTI", 56)
    assert found.criterion.startswith("Kan i betydelig grad")
    c7 = item(services, stay)
    assert (c7.status, c7.owner, c7.since) == ("in_progress", "municipality", APPLIED)
    assert c7.next_on == TODAY + timedelta(days=7), "nobody reminds before what was promised"
    assert services.undo.state().undo_label == "støtte for Lise Toft"


def test_granted_as_proposed_puts_c7_in_place(services: Services, stay: UUID) -> None:
    applied(services, stay)
    found = decided(services, stay, "granted", document=PDF, document_name="afgørelse.pdf")
    assert (found.granted_label, found.waited_days, found.appeal) == ("CTI", None, None)
    assert found.document_name == "afgørelse.pdf"
    c7 = item(services, stay)
    assert (c7.status, c7.evidence, c7.evidence_on) == (
        "fulfilled", "CTI er bevilget", TODAY - timedelta(days=3),
    )  # fmt: skip
    services.undo.undo()
    assert (services.support.get(stay).decision, item(services, stay).status) == ("", "in_progress")


def test_granted_otherwise_says_what_instead(services: Services, stay: UUID) -> None:
    applied(services, stay, method="act")
    with pytest.raises(ValidationFailed) as refused:
        decided(services, stay, "granted_otherwise")
    assert problems(refused) == {("granted_method", "required")}
    received = TODAY - timedelta(days=1)
    found = decided(
        services, stay, "granted_otherwise", granted_method="section_85", received_on=received
    )
    assert (found.granted_label, found.reason_missing) == ("§ 85", True)
    assert item(services, stay).evidence == "§ 85 er bevilget i stedet for ACT"
    assert found.appeal is not None
    assert found.appeal.last_day == received + timedelta(days=28)
    assert (found.appeal.via, found.appeal.days_left) == ("municipality", 27)


def test_a_refusal_leaves_c7_open_with_the_municipality(services: Services, stay: UUID) -> None:
    applied(services, stay)
    found = decided(
        services, stay, "refused", reason="Vi har ingen ledige pladser.",
        received_on=TODAY - timedelta(days=2),
    )  # fmt: skip
    assert (found.granted_label, found.reason_missing) == ("", False)
    assert found.appeal is not None
    c7 = item(services, stay)
    assert (c7.status, c7.owner) == ("missing", "municipality")
    assert c7.evidence == "Ikke bevilget 20-11-2026. Vi har ingen ledige pladser."


def test_the_appeal_period_begins_with_the_receipt(services: Services, stay: UUID) -> None:
    assert decided(services, stay, "refused").appeal is None


def test_a_wish_that_is_not_followed_can_be_appealed_and_needs_a_reason(
    services: Services, stay: UUID
) -> None:
    applied(services, stay, wished_supplier=" Havnehuset ", wished_person="Sara Bæk")
    found = decided(services, stay, "granted", received_on=TODAY, wish_followed=False)
    assert (found.wished_supplier, found.wish_reason_missing) == ("Havnehuset", True)
    assert found.appeal is not None


def test_a_named_person_is_no_right_until_the_law_is_confirmed(
    services: Services, stay: UUID
) -> None:
    found = services.support.get(stay)
    assert not found.named_person_right
    assert found.named_person.note == "Kontrollér, om loven er trådt i kraft."
    assert found.named_person.rule_row == "named_supporter@2026-07-01"
    services.rules.save_house_row(
        "named_supporter", True, date(2026, 7, 1), "Lov 999/2026", "V", "læst"
    )
    found = services.support.get(stay)
    assert (found.named_person_right, found.named_person.note) == (True, "")
    assert found.named_person.rule_row.startswith("house:named_supporter@")


def test_a_decision_written_by_mistake_is_taken_back(services: Services, stay: UUID) -> None:
    applied(services, stay)
    decided(services, stay, "granted")
    version = services.support.get(stay).version
    services.support.decide(DecisionCommand(stay, version, ""))
    found = services.support.get(stay)
    assert (found.decision, found.decided_on) == ("", None)
    c7 = item(services, stay)
    assert (c7.status, c7.evidence, c7.evidence_on) == ("in_progress", "", None)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"decision": "maybe"}, ("decision", "unknown_choice")),
        ({"decided_on": None}, ("decided_on", "required")),
        ({"decided_on": TODAY + timedelta(days=1)}, ("decided_on", "in_future")),
        ({"received_on": TODAY - timedelta(days=9)}, ("received_on", "before_decision")),
        ({"granted_method": "faith"}, ("granted_method", "unknown_choice")),
    ],
)
def test_refused_at_the_field(
    services: Services, stay: UUID, changed: dict[str, object], problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        decided(services, stay, **{"decision": "granted", **changed})  # type: ignore[arg-type] # by name
    assert problem in problems(refused)
    assert services.support.get(stay).version == 0


def test_a_decision_that_is_no_file_of_its_kind_changes_nothing(
    services: Services, stay: UUID
) -> None:
    with pytest.raises(ForeignFile) as refused:
        decided(services, stay, "granted", document=b"%PDF-1.7\n% begins like one\n")
    assert refused.value.code == "file_damaged"
    assert services.support.get(stay).version == 0


def test_the_form_of_c7_registers_the_same_decision(services: Services, stay: UUID) -> None:
    applied(services, stay)
    by_form(services, stay, "C7", status="fulfilled", since=TODAY, evidence_on=APPLIED)
    found = services.support.get(stay)
    assert (found.decision, found.decided_on) == ("granted", APPLIED)
    by_form(services, stay, "C7", status="missing", since=TODAY)
    found = services.support.get(stay)
    assert (found.decision, found.decided_on, found.applied_on) == ("", None, APPLIED)


def test_the_form_of_c7_starts_the_wait(services: Services, stay: UUID) -> None:
    by_form(services, stay, "C7", status="in_progress", since=APPLIED)
    assert services.support.get(stay).waited_days == 56


def test_a_refusal_stays_when_c7_is_touched(services: Services, stay: UUID) -> None:
    decided(services, stay, "refused", reason="Ingen plads")
    by_form(services, stay, "C7", evidence="Vi klager")
    assert services.support.get(stay).decision == "refused"


def test_the_supporter_is_in_place_when_they_have_met(services: Services, stay: UUID) -> None:
    def named(**facts: object) -> None:
        command = SupporterCommand(stay, services.support.get(stay).version)
        services.support.supporter(replace(command, **facts))  # type: ignore[arg-type] # by name

    with pytest.raises(ValidationFailed) as refused:
        named(met_on=TODAY + timedelta(days=1))
    assert problems(refused) == {("met_on", "in_future"), ("supporter", "required")}
    named(supporter="Bo Lind", supplier="Viborg Bostøtte", starts_on=TODAY + timedelta(days=9))
    assert item(services, stay, "C8").status == "in_progress"
    named(supporter="Bo Lind", met_on=TODAY)
    c8 = item(services, stay, "C8")
    assert (c8.status, c8.evidence, c8.evidence_on) == (
        "fulfilled", "Bo Lind har mødt beboeren", TODAY,
    )  # fmt: skip
    by_form(services, stay, "C8", status="missing", since=TODAY)
    assert services.support.get(stay).met_on is None
    by_form(services, stay, "C8", status="fulfilled", since=TODAY, evidence_on=APPLIED)
    assert services.support.get(stay).met_on == APPLIED
    named()
    assert item(services, stay, "C8").status == "missing"


def test_a_colleagues_change_is_not_overwritten(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    read = applied(services, stay).version
    decided(houses.services(house, "staff"), stay, "granted")
    with pytest.raises(Conflict) as refused:
        services.support.decide(DecisionCommand(stay, read, "refused", TODAY))
    assert refused.value.changed_by == "Ali"
    with pytest.raises(Conflict):
        services.support.propose(SupportCommand(stay, 0, "cti"))


def test_a_temp_reads_and_changes_nothing(house: OpenHouse, stay: UUID) -> None:
    temp = houses.services(house, "temp").support
    assert temp.get(stay).version == 0
    calls: tuple[Callable[[], object], ...] = (
        lambda: temp.propose(SupportCommand(stay, 0)),
        lambda: temp.decide(DecisionCommand(stay, 0, "granted", TODAY)),
        lambda: temp.supporter(SupporterCommand(stay, 0)),
    )
    for write in calls:
        with pytest.raises(NotAllowed):
            write()


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    with house.database.write_unjournaled() as session:
        row = session.get_one(tables.Stay, stay)
        session.get_one(tables.Person, row.person_id).protected_address = True
    with pytest.raises(ReasonNeeded):
        services.support.get(stay)
    with pytest.raises(ReasonNeeded):
        services.support.propose(SupportCommand(stay, 0, "cti"))
