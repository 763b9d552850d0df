"""The start page: what is due, in which order, said how, and under whose name."""

from __future__ import annotations

from datetime import timedelta

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.today import DeadlineRow
from tests.houses import PLACES, services


def _admit(house: OpenHouse, first_name: str, place: int, role: str = "leader") -> None:
    command = AdmitCommand(
        first_name=first_name,
        place_id=PLACES[place],
        arrived_at=house.clock.now(),
        acting_municipality_code="0851",
        reasons=("no_dwelling",),
    )
    services(house, role).stays.admit(command)


def _row(rows: tuple[DeadlineRow, ...], what: str) -> DeadlineRow:
    return next(row for row in rows if row.what.startswith(what))


def test_the_notice_is_due_on_the_day_that_is_safe_under_both_readings(house: OpenHouse) -> None:
    _admit(house, "Jonas", 1)
    row = _row(services(house).today.view().deadlines, "Orientering om optagelse")
    assert row.what == "Orientering om optagelse, Aalborg Kommune"
    # Decided on a Monday: three hverdage later is Thursday.
    assert row.due is not None
    assert f"{row.due:%a}" == "Thu"
    assert row.is_law
    assert row.action == "letter:admission_notice"
    assert "servicelovens § 110, stk. 6" in row.why


def test_a_late_notice_is_dark_red_and_an_overview_of_ours_never_is(
    house: OpenHouse, clock: FixedClock
) -> None:
    _admit(house, "Jonas", 1)
    clock.set(clock.now() + timedelta(days=40))
    rows = services(house).today.view().deadlines
    assert _row(rows, "Orientering om optagelse").badge_kind == "over"
    assert _row(rows, "Orientering om optagelse").badge_text.startswith("Overskredet ")
    assert _row(rows, "Første udflytningsoverblik").badge_kind != "over"
    assert rows[0].what.startswith("Orientering om optagelse")


def test_a_planned_move_without_a_support_decision_comes_before_everything(
    house: OpenHouse, clock: FixedClock
) -> None:
    _admit(house, "Jonas", 1)
    _admit(house, "Lise", 2)
    clock.set(clock.now() + timedelta(days=40))
    door = services(house)
    stay = next(
        stay
        for hit in door.search.find("Lise")
        if hit.ref_id
        for stay in door.stays.for_person(hit.ref_id)
    )
    door.ending.plan_end(stay.id, stay.version, clock.today() + timedelta(days=5), "11.00")
    first = door.today.view().deadlines[0]
    assert (first.name, first.strong) == ("Lise", True)
    assert first.action == "register:support_decision"


def test_a_sent_notice_is_gone_from_the_list(house: OpenHouse, clock: FixedClock) -> None:
    _admit(house, "Jonas", 1)
    door = services(house)
    row = _row(door.today.view().deadlines, "Orientering om optagelse")
    letter = door.letters.make("admission_notice", row.person_id, LetterEdits())
    assert door.today.badges()["letters"] == 0
    door.register.mark_printed(letter.id, letter.version)
    assert door.today.badges()["letters"] == 1
    unsent = door.today.view().unsent
    assert [one.letter_id for one in unsent] == [letter.id]
    door.register.mark_sent(
        letter.id, door.register.get(letter.id).version, "digital_post", clock.today()
    )
    whats = [one.what for one in door.today.view().deadlines]
    assert not any(what.startswith("Orientering om optagelse,") for what in whats)
    assert door.today.badges()["letters"] == 0


def test_handleplaner_counts_what_is_due_today_or_late(house: OpenHouse, clock: FixedClock) -> None:
    _admit(house, "Jonas", 1)
    door, temp = services(house), services(house, "temp")
    assert door.today.badges()["board"] == 0, "the notice has three hverdage"
    due = _row(door.today.view().deadlines, "Orientering om optagelse").due
    assert due is not None
    clock.set(clock.now() + (due - clock.today()))
    assert door.today.badges()["board"] == 1
    jonas = door.today.view().deadlines[0].person_id
    facts = door.people.facts(jonas)
    door.people.set_fact(jonas, facts.version, "protected_address", value=True)
    shown = door.board.view().rows
    late = [row for row in shown if row.badge_kind == "over"]
    now = [row for row in shown if row.due == clock.today() and row.badge_kind == "soon"]
    for one in (door, temp):
        assert one.today.badges()["board"] == len(late) + len(now), "a protected one counts as well"
    letter = door.letters.make("admission_notice", jonas, LetterEdits())
    door.register.mark_printed(letter.id, letter.version)
    version = door.register.get(letter.id).version
    door.register.mark_sent(letter.id, version, "digital_post", clock.today())
    assert door.today.badges()["board"] == 0


def test_a_leader_sees_who_was_admitted_by_others_and_confirms(house: OpenHouse) -> None:
    _admit(house, "Kim", 3, role="temp")
    leader = services(house)
    waiting = leader.today.view().to_confirm
    assert [row.name for row in waiting] == ["Kim"]
    assert services(house, "staff").today.view().to_confirm == ()
    assert waiting[0].stay_id is not None
    leader.stays.confirm(waiting[0].stay_id)
    assert leader.today.view().to_confirm == ()


def test_a_protected_resident_is_a_room_until_opened(house: OpenHouse) -> None:
    _admit(house, "Rikke", 4)
    door = services(house)
    person_id = door.today.view().deadlines[0].person_id
    facts = door.people.facts(person_id)
    door.people.set_fact(person_id, facts.version, "protected_address", value=True)
    colleague = services(house, "staff")
    assert colleague.today.view().deadlines[0].name == "Beskyttet, vær. 4"
    colleague.people.open(person_id, "samtale")
    assert colleague.today.view().deadlines[0].name == "Rikke"


def test_arrivals_and_planned_moves_stand_with_their_time(
    house: OpenHouse, clock: FixedClock
) -> None:
    _admit(house, "Jonas", 1)
    movements = services(house).today.view().movements
    assert [(one.kind, one.name, one.time) for one in movements] == [
        ("arrival", "Jonas er kommet", "21.40")
    ]
    clock.set(clock.now() + timedelta(days=3))
    assert services(house).today.view().movements == ()
