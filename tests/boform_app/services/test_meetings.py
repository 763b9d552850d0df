"""Meetings: an agenda from what is open, a short minute, and days to come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import (
    AgendaItem,
    Agreement,
    MeetingCommand,
    MeetingView,
    ReplyCommand,
)
from boform_app.services.views.plans import PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=COPENHAGEN)
AFTER = datetime(2026, 11, 27, 12, 0, tzinfo=COPENHAGEN)


def admitted(services: Services, first: str, last: str, place: int, code: str = "0851") -> UUID:
    person = services.stays.admit(
        AdmitCommand(first, last, place_id=PLACES[place], acting_municipality_code=code)
    ).first("person")
    return services.stays.for_person(person)[0].id


@pytest.fixture
def stay(services: Services) -> UUID:
    return admitted(services, "Ole", "Bach", 1)


def item(services: Services, stay: UUID, code: str) -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def put(services: Services, stay: UUID, code: str, **changes: object) -> None:
    row = item(services, stay, code)
    command = PrerequisiteCommand(row.id, row.version, row.status, row.owner, row.since)
    services.plans.set_prerequisite(replace(command, **changes))  # type: ignore[arg-type] # by name


def planned(services: Services, stay: UUID, **changes: object) -> MeetingView:
    command = MeetingCommand(FRIDAY, stay_id=stay, place="Rådhuset", participants="Hanne Riis")
    services.meetings.plan(replace(command, **changes))  # type: ignore[arg-type] # fields by name
    return services.meetings.of_stay(stay)[0]


def test_the_agenda_is_made_from_what_is_open(
    services: Services, house: OpenHouse, stay: UUID, clock: FixedClock
) -> None:
    put(services, stay, "C7", status="missing", since=TODAY)
    put(services, stay, "C9", status="fulfilled", since=TODAY)
    with house.database.write_unjournaled() as session:
        plan = tables.StayPlan(stay_id=stay, started_on=TODAY)
        session.add(plan)
        session.flush()
        for title, day in (("Styre økonomien", 27), ("Få styr på posten", 30)):
            session.add(
                tables.Goal(
                    stay_plan_id=plan.id, title=title, theme="x", goal_type="develop",
                    set_on=TODAY, follow_up_on=date(2026, 11, day),
                )
            )  # fmt: skip
    clock.set(clock.now() + timedelta(days=3))
    proposed = services.meetings.propose_agenda(stay)
    assert (proposed[0].code, proposed[0].owner_label, proposed[0].days) == ("C7", "Kommunen", 3)
    assert proposed[0].text == "Afgørelse om støtte før udskrivning (Kommunen, 3 døgn)"
    assert "C9" not in {one.code for one in proposed}
    agenda = planned(services, stay).agenda
    assert agenda[-1].text == "Mål: Styre økonomien, opfølgning 27-11-2026"
    assert len([one for one in agenda if not one.code]) == 1, "a goal due later can wait"


def test_the_agenda_is_edited_by_hand(services: Services, stay: UUID) -> None:
    view = planned(services, stay, agenda=(AgendaItem("Økonomi"), AgendaItem("Plan", "C6")))
    assert [(one.text, one.code) for one in view.agenda] == [("Økonomi", ""), ("Plan", "C6")]
    services.meetings.plan(
        MeetingCommand(
            FRIDAY, stay_id=stay, id=view.id, version=view.version, agenda=(AgendaItem("Bolig"),)
        )
    )
    (view,) = services.meetings.of_stay(stay)
    assert [one.text for one in view.agenda] == ["Bolig"]
    assert view.place == ""


def test_what_was_agreed_is_the_day_to_come_back(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    view = planned(services, stay)
    assert (view.state, view.name, view.municipality) == ("planned", "Ole Bach", "Aalborg Kommune")
    clock.set(AFTER)
    assert services.meetings.upcoming()[0].state == "unminuted"
    by = date(2026, 12, 4)
    services.meetings.hold(
        view.id, view.version, " Enige om støtte. ", [Agreement("Plan sendes", "Hanne", by, "C6")]
    )
    (held,) = services.meetings.of_stay(stay)
    assert (held.state, held.minute, held.held_on) == ("held", "Enige om støtte.", FRIDAY.date())
    assert held.minute_by is not None
    assert [(a.what, a.who, a.by, a.code) for a in held.agreements] == [
        ("Plan sendes", "Hanne", by, "C6")
    ]
    assert item(services, stay, "C6").next_on == by
    assert services.meetings.upcoming() == ()
    assert services.undo.state().undo_label == "referat af møde 27-11-2026 om Ole Bach"
    (line,) = services.contact_log.entries(stay)
    assert line.outcome == "Enige om støtte. Plan sendes"


def steps(services: Services) -> list[tuple[str, date | None]]:
    rows = services.today.deadlines()
    return [(row.words, row.due) for row in rows if row.what == "Næste skridt efter kontakt"]


def test_an_agreement_about_no_prerequisite_is_a_next_step_until_it_is_done(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    view = planned(services, stay)
    clock.set(AFTER)
    by = date(2026, 12, 4)
    agreed = [Agreement("Ringe til Lise", "Mette", by), Agreement("Købe gardiner", "", by)]
    services.meetings.hold(view.id, view.version, "Enige.", agreed)
    assert sorted(steps(services)) == [("Købe gardiner", by), ("Ringe til Lise (Mette)", by)]
    cards = [one for one in services.board.view().rows if one.due == by]
    assert [card.column for card in cards] == ["us", "us"]
    assert {card.words for card in cards} == {"Købe gardiner", "Ringe til Lise (Mette)"}
    for line in services.contact_log.entries(stay):
        if line.is_open:
            services.contact_log.done(line.ref_id, line.version)
    assert steps(services) == []


def test_a_corrected_minute_keeps_its_steps_once_and_drops_what_is_gone(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    view = planned(services, stay)
    clock.set(AFTER)
    by, later = date(2026, 12, 4), date(2026, 12, 9)
    call, buy = Agreement("Ringe til Lise", "Mette", by), Agreement("Købe gardiner", "", by)
    services.meetings.hold(view.id, view.version, "Enige.", [call, buy])
    (held,) = services.meetings.of_stay(stay)
    services.meetings.hold(held.id, held.version, "Enige om det.", [call])
    assert steps(services) == [("Ringe til Lise (Mette)", by)]
    (line,) = (one for one in services.contact_log.entries(stay) if one.is_open)
    services.contact_log.done(line.ref_id, line.version)
    (held,) = services.meetings.of_stay(stay)
    services.meetings.hold(held.id, held.version, "Enige om alt.", [call])
    assert steps(services) == [], "what is done stays done"
    (held,) = services.meetings.of_stay(stay)
    services.meetings.hold(held.id, held.version, "Udsat.", [replace(call, by=later)])
    assert steps(services) == [("Ringe til Lise (Mette)", later)]


def test_an_agreement_about_what_is_in_place_is_a_step_as_well(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    put(services, stay, "C2", status="fulfilled")
    view = planned(services, stay)
    clock.set(AFTER)
    by = date(2026, 12, 4)
    services.meetings.hold(view.id, view.version, "Enige.", [Agreement("Nøgler", "", by, "C2")])
    assert steps(services) == [("Nøgler", by)]


def test_a_step_of_a_closed_protected_resident_has_no_words(
    services: Services, house: OpenHouse, stay: UUID, clock: FixedClock
) -> None:
    view = planned(services, stay)
    clock.set(AFTER)
    by = date(2026, 12, 4)
    services.meetings.hold(view.id, view.version, "Enige.", [Agreement("Ringe til Lise", "", by)])
    person = services.stays.get(stay).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person).protected_address = True
    other = houses.services(house, "staff")
    assert steps(other) == [("", by)]
    assert {card.words for card in other.board.view().rows} == {""}


def test_a_meeting_moves_and_the_line_that_agreed_on_it_moves_with_it(
    services: Services, stay: UUID
) -> None:
    services.contact_log.reply(ReplyCommand(stay, "meeting", FRIDAY.date(), time="10"))
    (view,) = services.meetings.of_stay(stay)
    later = FRIDAY + timedelta(days=4)
    services.meetings.move(view.id, view.version, later)
    lines = services.contact_log.entries(stay)
    assert {line.next_on for line in lines} == {later.date()}
    with pytest.raises(Conflict):
        services.meetings.cancel(view.id, view.version)
    services.meetings.cancel(view.id, view.version + 1)
    assert services.meetings.of_stay(stay)[0].state == "cancelled"
    assert services.meetings.upcoming() == ()
    assert not any(line.is_open for line in services.contact_log.entries(stay))
    with pytest.raises(ValidationFailed, match="meeting_over"):
        services.meetings.move(view.id, view.version + 2, FRIDAY)


def test_a_cooperation_meeting_takes_what_the_municipality_has(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    kim = admitted(services, "Kim", "Dahl", 2)
    admitted(services, "Lise", "Toft", 3, "0730")
    put(services, kim, "C2", status="in_progress", since=TODAY, owner="housing")
    put(services, stay, "C1", status="missing", since=TODAY, owner="us")
    proposed = services.meetings.propose_agenda(municipality_code="0851")
    assert {(one.name, one.code) for one in proposed} == {
        ("Ole Bach", "C6"), ("Ole Bach", "C7"),
        ("Kim Dahl", "C2"), ("Kim Dahl", "C6"), ("Kim Dahl", "C7"),
    }  # fmt: skip
    services.meetings.plan(MeetingCommand(FRIDAY, "cooperation", municipality_code="0851"))
    (view,) = services.meetings.of_municipality("0851")
    assert (len(view.agenda), view.person_id, view.name) == (5, None, "")
    clock.set(AFTER)
    by = date(2026, 12, 4)
    services.meetings.hold(
        view.id, view.version, "Alle gennemgået.",
        [Agreement("Bolig i uge 50", "Boligenheden", by, "C2", kim)],
    )  # fmt: skip
    assert item(services, kim, "C2").next_on == by
    (held,) = services.meetings.of_municipality("0851")
    assert held.agreements[0].name == "Kim Dahl"
    (kims,) = services.contact_log.entries(kim)
    (oles,) = services.contact_log.entries(stay)
    assert kims.outcome == "Bolig i uge 50"
    assert "Bolig" not in oles.outcome, "what was said about Kim is not on Ole's page"
    assert "gennemgået" not in oles.outcome
    with pytest.raises(ValidationFailed, match="agreements:required"):
        services.meetings.hold(held.id, held.version, "", [Agreement("Bolig", code="C2")])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"kind": "party"}, "kind:unknown_choice"),
        ({"stay_id": None}, "stay_id:required"),
        ({"kind": "cooperation", "stay_id": None}, "municipality_code:unknown_choice"),
        ({"ends_at": FRIDAY - timedelta(hours=1)}, "ends_at:end_before_start"),
        ({"agenda": (AgendaItem(" "),)}, "agenda:required"),
        ({"place": "x" * 201}, "place:too_long"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(
    services: Services, stay: UUID, changes: dict[str, object], found: str
) -> None:
    with pytest.raises(ValidationFailed, match=found):
        planned(services, stay, **changes)
    assert services.meetings.upcoming() == ()


def test_a_minute_says_something_and_not_ahead(services: Services, stay: UUID) -> None:
    view = planned(services, stay)
    with pytest.raises(ValidationFailed) as refused:
        services.meetings.hold(view.id, view.version, " ", [Agreement(" ", code="C13")])
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("agreements", "unknown_choice"),
        ("agreements", "required"),
        ("held_on", "in_future"),
    }


def test_a_temp_sees_meetings_about_present_residents_and_plans_none(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    view = planned(services, stay)
    temp = houses.services(house, "temp")
    assert len(temp.meetings.upcoming()) == 1
    writes: tuple[Callable[[], object], ...] = (
        lambda: temp.meetings.plan(MeetingCommand(FRIDAY, stay_id=stay)),
        lambda: temp.meetings.move(view.id, view.version, AFTER),
        lambda: temp.meetings.hold(view.id, view.version, "a"),
        lambda: temp.meetings.cancel(view.id, view.version),
    )
    for write in writes:
        with pytest.raises(NotAllowed):
            write()
    services.stays.annul(stay, "kom aldrig")
    assert temp.meetings.upcoming() == ()


def test_a_protected_resident_is_a_time_and_no_words(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    view = planned(services, stay)
    person = services.stays.get(stay).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person).protected_address = True
    (hidden,) = services.meetings.upcoming()
    assert (hidden.name, hidden.day) == ("Beskyttet", FRIDAY.date())
    assert (hidden.place, hidden.participants, hidden.agenda) == ("", "", ())
    assert {one.name for one in services.meetings.propose_agenda(municipality_code="0851")} == {
        "Beskyttet"
    }
    looks: tuple[Callable[[], object], ...] = (
        lambda: services.meetings.of_stay(stay),
        lambda: services.meetings.move(view.id, view.version, AFTER),
    )
    for look in looks:
        with pytest.raises(ReasonNeeded):
            look()
    services.people.open(person, "møde med kommunen")
    assert services.meetings.upcoming()[0].name == "Ole Bach"


def test_what_was_agreed_about_somebody_protected_is_unseen_and_kept(
    services: Services, house: OpenHouse, stay: UUID, clock: FixedClock
) -> None:
    kim = admitted(services, "Kim", "Dahl", 2)
    services.meetings.plan(MeetingCommand(FRIDAY, "cooperation", municipality_code="0851"))
    (view,) = services.meetings.of_municipality("0851")
    clock.set(AFTER)
    made = (Agreement("Bolig", code="C2", stay_id=kim), Agreement("Plan", code="C6", stay_id=stay))
    services.meetings.hold(view.id, view.version, "Alle gennemgået.", made)
    person = services.stays.get(kim).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person).protected_address = True
    (held,) = services.meetings.of_municipality("0851")
    assert [one.what for one in held.agreements] == ["Plan"]
    services.meetings.hold(held.id, held.version, "Rettet.", held.agreements)
    services.people.open(person, "samarbejdsmøde")
    (held,) = services.meetings.of_municipality("0851")
    assert {one.what for one in held.agreements} == {"Plan", "Bolig"}
