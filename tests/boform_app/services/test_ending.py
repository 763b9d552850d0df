"""The end of a stay: planned, decided, heard, freed, and annulled with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.services.absences import AbsencesService
from boform_app.services.context import OpenHouse
from boform_app.services.ending import EndingService
from boform_app.services.offers import OffersService
from boform_app.services.room_board import RoomBoardService
from boform_app.services.rooms import RoomsService
from boform_app.services.stays import StaysService
from boform_app.services.support import SupportService
from boform_app.services.views.moving import DecisionCommand, OfferCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand, StayView
from models import tables
from tests import houses
from tests.houses import PLACES, STAFF

DAY = date(2026, 11, 30)


def ending(house: OpenHouse, role: str = "leader") -> EndingService:
    return EndingService(house, houses.actor(house, role))


def stay_of(house: OpenHouse, stay_id: UUID) -> StayView:
    return StaysService(house, houses.actor(house)).get(stay_id)


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def admit(house: OpenHouse, first: str = "Lise", place: int = 4) -> UUID:
    command = AdmitCommand(first, "Toft", place_id=PLACES[place], acting_municipality_code="0791")
    return StaysService(house, houses.actor(house)).admit(command).first("stay")


@pytest.fixture
def stay_id(house: OpenHouse, clock: FixedClock) -> UUID:
    made = admit(house)
    clock.set(from_local(DAY, 11))
    return made


def command(stay_id: UUID, kind: str = "own_home") -> EndStayCommand:
    return EndStayCommand(stay_id, 1, from_local(DAY, 11), kind, destination="own_home_public")


def fulfil(house: OpenHouse, stay_id: UUID, *found: str) -> None:
    with house.database.write("test", "test", actor_id=None, at=house.clock.now()) as unit:
        query = select(tables.Prerequisite).where(tables.Prerequisite.stay_id == stay_id)
        for row in unit.session.scalars(query):
            if row.code in found:
                row.status, row.evidence_on = "fulfilled", DAY - timedelta(days=2)
                row.evidence = f"brev om {row.code}"
        unit.commit()


def move_in(house: OpenHouse, stay_id: UUID) -> None:
    offers = OffersService(house, houses.actor(house))
    day = DAY - timedelta(days=6)
    made = offers.offer(OfferCommand(stay_id, day, address="Prøvevænget 3"))
    offer_id = made.first("home_offer")
    offers.accept(offer_id, 1, day)
    offers.step(offer_id, 2, "contract", DAY - timedelta(days=4))
    offers.step(offer_id, 3, "keys", DAY)


def test_a_refusal_is_told_apart_from_a_missing_decision(house: OpenHouse, stay_id: UUID) -> None:
    moment = from_local(DAY, 11)
    SupportService(house, houses.actor(house)).decide(
        DecisionCommand(stay_id, 0, "refused", DAY, reason="Ingen plads")
    )
    refused = ending(house).preview(stay_id, "own_home", "own_home", moment)
    assert (refused.missing_decision, refused.support_refused) == ("", True)
    assert (refused.conditions[2].status, refused.conditions[2].what) == (
        "missing", "Ikke bevilget 30-11-2026",
    )  # fmt: skip


def test_a_move_frees_the_place(house: OpenHouse, stay_id: UUID) -> None:
    changes = ending(house, "staff").end(
        replace(command(stay_id), new_address="Prøvevænget 3", situation="own_home")
    )
    assert changes.label == "afslutning af ophold for Lise Toft"
    assert not changes.undoable
    view = stay_of(house, stay_id)
    assert (view.end_kind, view.destination, view.nights) == ("own_home", "own_home_public", 7)
    assert view.ended_at == from_local(DAY, 11)
    assert view.places[0].ends_at == view.ended_at
    assert view.room == ""
    rooms = RoomsService(house, houses.actor(house))
    room = next(r for r in rooms.board() if r.number == "4")
    assert (room.state, room.places[0].state) == ("dirty", "dirty")
    assert RoomBoardService(house, houses.actor(house)).tally().residents == 0
    rooms.set_state(room.id, room.version, "open")
    assert admit(house, "Bo", 4)


def test_it_ends_once_and_not_over_a_colleague(house: OpenHouse, stay_id: UUID) -> None:
    with pytest.raises(Conflict):
        ending(house).end(replace(command(stay_id), version=9))
    ending(house).end(command(stay_id))
    with pytest.raises(ValidationFailed) as twice:
        ending(house).end(replace(command(stay_id), version=2))
    assert codes(twice) == {("", "ended_already")}


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"ended_at": from_local(date(2026, 11, 22))}, "ended_at", "end_before_start"),
        ({"ended_at": from_local(date(2026, 12, 1))}, "ended_at", "in_the_future"),
        ({"destination": "moon"}, "destination", "unknown_choice"),
        ({"situation": "moon"}, "situation", "unknown_choice"),
        ({"kind": ""}, "kind", "required"),
        ({"kind": "vanished"}, "kind", "unknown_choice"),
    ],
)
def test_refused_at_the_field(
    house: OpenHouse, stay_id: UUID, changed: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        ending(house).end(replace(command(stay_id), **changed))  # type: ignore[arg-type]  # any field
    assert (field, code) in codes(refused)


def test_the_decision_cannot_come_after_the_end(
    house: OpenHouse, stay_id: UUID, clock: FixedClock
) -> None:
    stays = StaysService(house, houses.actor(house))
    stays.set_fact(stay_id, 1, "decided_on", date(2026, 11, 26))
    early = replace(command(stay_id), version=2, ended_at=from_local(date(2026, 11, 25)))
    with pytest.raises(ValidationFailed) as refused:
        ending(house).end(early)
    assert codes(refused) == {("ended_at", "decision_after_end")}
    ending(house).end(replace(command(stay_id), version=2, ended_at=from_local(date(2026, 11, 27))))
    with pytest.raises(ValidationFailed) as after:
        stays.set_fact(stay_id, 3, "decided_on", date(2026, 11, 28))
    assert codes(after) == {("decided_on", "decision_after_end")}


@pytest.mark.parametrize("kind", ["house_decision_target_group", "expulsion"])
def test_the_house_decides_through_its_leader_and_hears_the_resident(
    house: OpenHouse, stay_id: UUID, kind: str
) -> None:
    for role in ("staff", "temp"):
        with pytest.raises(NotAllowed) as prepared:
            ending(house, role).end(command(stay_id, kind))
        assert prepared.value.who_can == ("Mette Krogh",)
    with pytest.raises(ValidationFailed) as bare:
        ending(house).end(command(stay_id, kind))
    assert codes(bare) == {("reason", "required"), ("heard_on", "hearing_missing")}
    heard = replace(
        command(stay_id, kind), reason="Husorden", heard_on=DAY + timedelta(days=1),
        decided_by_id=STAFF["staff"][0],
    )  # fmt: skip
    with pytest.raises(ValidationFailed) as late:
        ending(house).end(heard)
    assert codes(late) == {("heard_on", "heard_after_end"), ("decided_by_id", "not_a_leader")}
    silent = replace(heard, heard_on=DAY, decided_by_id=None)
    with pytest.raises(ValidationFailed) as unsaid:
        ending(house).end(silent)
    assert codes(unsaid) == {("heard_statement", "required")}
    ending(house).end(replace(silent, heard_statement="Lise er uenig."))
    view = stay_of(house, stay_id)
    assert (view.end_reason, view.heard_on, view.heard_statement) == (
        "Husorden", DAY, "Lise er uenig.",
    )  # fmt: skip


def test_why_nobody_was_heard_is_an_answer(house: OpenHouse, stay_id: UUID) -> None:
    ending(house).end(
        replace(command(stay_id, "expulsion"), reason="Vold", not_heard_reason="Gik straks")
    )
    assert stay_of(house, stay_id).not_heard_reason == "Gik straks"


def test_a_temp_ends_no_stay(house: OpenHouse, stay_id: UUID) -> None:
    with pytest.raises(NotAllowed):
        ending(house, "temp").end(command(stay_id))
    with pytest.raises(NotAllowed):
        ending(house, "temp").plan_end(stay_id, 1, DAY)


def test_death_has_no_destination_and_ends_absence(house: OpenHouse, stay_id: UUID) -> None:
    AbsencesService(house, houses.actor(house)).add_absence(
        stay_id, "hospital", DAY - timedelta(days=3)
    )
    ending(house).end(command(stay_id, "deceased"))
    view = stay_of(house, stay_id)
    assert view.destination == ""
    assert view.absences[0].to_night == DAY - timedelta(days=1)


def test_the_planned_day(house: OpenHouse, stay_id: UUID) -> None:
    changes = ending(house, "staff").plan_end(stay_id, 1, DAY + timedelta(days=2), "kl. 11")
    assert changes.label == "planlagt flytning for Lise Toft"
    assert changes.undoable
    view = stay_of(house, stay_id)
    assert (view.planned_end_on, view.planned_end_time) == (DAY + timedelta(days=2), "11.00")
    with pytest.raises(ValidationFailed) as early:
        ending(house).plan_end(stay_id, 2, date(2026, 11, 22))
    assert codes(early) == {("day", "end_before_start")}
    with pytest.raises(ValidationFailed) as unread:
        ending(house).plan_end(stay_id, 2, DAY, "25.00")
    assert {field for field, _ in codes(unread)} == {"at"}
    ending(house).plan_end(stay_id, 2, None)
    assert stay_of(house, stay_id).planned_end_on is None


def test_the_five_conditions_are_evidence(house: OpenHouse, stay_id: UUID) -> None:
    moment = from_local(DAY, 11)
    bare = ending(house).preview(stay_id, "own_home", "own_home", moment)
    assert (bare.fulfilled, bare.of) == (0, 4)
    assert bare.missing_decision == "own_home"
    assert [c.status for c in bare.conditions][4] == "not_relevant"
    fulfil(house, stay_id, "C2", "C4", "C6")
    some = ending(house).preview(stay_id, "own_home", "own_home", moment)
    assert [c.status for c in some.conditions] == [
        "fulfilled", "fulfilled", "missing", "missing", "not_relevant",
    ], "a covered deposit is no signed tenancy"  # fmt: skip
    assert some.conditions[1].evidence == "28-11-2026"
    assert some.conditions[1].source == "brev om C2"
    move_in(house, stay_id)
    some = ending(house).preview(stay_id, "own_home", "own_home", moment)
    assert [c.status for c in some.conditions][2:4] == ["missing", "in_progress"]
    assert some.conditions[3].what == "Kontrakt 26-11-2026 · nøgler 30-11-2026"
    fulfil(house, stay_id, "C7")
    ready = ending(house).preview(stay_id, "own_home", "own_home", moment)
    assert (ready.fulfilled, ready.of, ready.missing_decision) == (4, 4, "")
    residential = ending(house).preview(stay_id, "residential_offer", "residential_offer", moment)
    assert (residential.of, residential.missing_decision) == (3, "residential_offer")


def test_the_preview_says_who_decides_and_how_to_appeal(house: OpenHouse, stay_id: UUID) -> None:
    moment = from_local(DAY, 11)
    target = ending(house, "staff").preview(
        stay_id, "house_decision_target_group", "own_home", moment
    )
    assert target.kind_is_decision
    assert target.needs_leader
    assert target.appealable
    assert target.appeal_until == DAY + timedelta(weeks=4)
    assert "4 uger" in target.appeal_text
    assert "Havnehuset" in target.appeal_text
    expulsion = ending(house).preview(stay_id, "expulsion", "own_home", moment)
    assert (expulsion.appealable, expulsion.appeal_until) == (False, None)
    assert "Du kan ikke klage over den til Ankestyrelsen" in expulsion.appeal_text
    assert not expulsion.needs_leader
    # Monday's end gives Thursday.
    assert (expulsion.notice_due, expulsion.notice_to) == (date(2026, 12, 3), "Viborg Kommune")
    own = ending(house).preview(stay_id, "moved_own_wish", "own_home", moment)
    assert (own.kind_is_decision, own.appeal_text) == (False, "")


def test_a_mistaken_end_is_annulled_with_a_reason(house: OpenHouse, stay_id: UUID) -> None:
    with pytest.raises(ValidationFailed) as not_yet:
        ending(house).annul_end(stay_id, "Fejl")
    assert codes(not_yet) == {("", "not_ended")}
    ending(house).end(command(stay_id))
    with pytest.raises(NotAllowed):
        ending(house, "staff").annul_end(stay_id, "Hun blev")
    with pytest.raises(ValidationFailed) as silent:
        ending(house).annul_end(stay_id, "")
    assert codes(silent) == {("reason", "required")}
    changes = ending(house).annul_end(stay_id, "Hun blev")
    assert not changes.undoable
    assert changes.label == "annulleret afslutning for Lise Toft: Hun blev"
    view = stay_of(house, stay_id)
    assert (view.ended_at, view.end_kind, view.destination, view.room) == (None, "", "", "4")
    assert RoomsService(house, houses.actor(house)).board()[3].state == "open"


def test_nobody_is_put_back_on_a_place_that_was_taken(house: OpenHouse, stay_id: UUID) -> None:
    ending(house).end(command(stay_id))
    admit(house, "Bo", 4)
    with pytest.raises(ValidationFailed) as refused:
        ending(house).annul_end(stay_id, "Hun blev")
    assert codes(refused) == {("place_id", "place_taken")}
