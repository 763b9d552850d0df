"""Indskriv for somebody who was expected, who comes after midnight, or who would live beside a conflict."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from boform_app.clock import COPENHAGEN, FixedClock, from_local
from boform_app.services.context import OpenHouse
from boform_app.services.views.incidents import ExpulsionCommand
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.rooms import ReserveCommand, WaitCommand
from boform_app.services.views.stays import AdmitCommand, StayView
from models import tables
from models.values import dates
from tests.houses import PLACES, STAFF
from ui.pages.admit.page import AdmitPage
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Text

NIGHT = datetime(2026, 11, 24, 1, 40, tzinfo=COPENHAGEN)


def shown(qtbot: QtBot, session: Session, **facts: object) -> AdmitPage:
    page = AdmitPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.restore(facts)
    return page


def admitted(session: Session, name: str) -> StayView:
    rows = session.services.residents.rows(ResidentFilter())
    (row,) = [one for one in rows if one.full_name == name]
    return session.services.stays.get(row.stay_id)


def test_after_midnight_it_is_asked_whether_the_night_counts(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    clock.set(NIGHT)
    page = shown(qtbot, session, name="Kim Dahl", place_id=PLACES[1])
    page.look()
    assert page.stay.night.isVisibleTo(page)
    assert "man. 23-11 kl. 23.59" in page.stay._night_words.text()
    assert "kl. 6" in page.stay._night_words.text()
    page.stay.night.click()
    page.form.submit()
    stay = admitted(session, "Kim Dahl")
    assert (stay.arrived_at, stay.came_at) == (from_local(date(2026, 11, 23), 23, 59), clock.now())


@pytest.mark.parametrize("hour", [6, 21])
def test_at_other_hours_nothing_is_asked(
    qtbot: QtBot, session: Session, clock: FixedClock, hour: int
) -> None:
    clock.set(datetime(2026, 11, 24, hour, 0, tzinfo=COPENHAGEN))
    page = shown(qtbot, session)
    page.look()
    assert not page.stay.night.isVisibleTo(page)


def test_who_waited_and_had_a_place_kept_takes_both_over(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    services = session.services
    waiting = services.waiting.add(WaitCommand("Ida Lund")).first("waiting")
    kept = services.reservations.reserve(
        ReserveCommand(PLACES[2], clock.today(), waiting_id=waiting)
    ).first("reservation")
    page = shown(
        qtbot, session, name="Ida Lund", place_id=PLACES[2], reservation_id=kept,
        waiting_id=waiting,
    )  # fmt: skip
    assert (page.who.first.text(), page.who.last.text()) == ("Ida", "Lund")
    assert page.stay.tiles.tile is not None
    assert page.stay.tiles.tile.label == "2"
    assert not page.panel._kept_row.isVisibleTo(page)
    page.form.submit()
    assert services.waiting.rows() == ()
    assert services.reservations.holding() == ()
    assert admitted(session, "Ida Lund").room == "2"


def test_a_place_kept_for_another_and_a_conflict_are_said_and_forbid_nothing(
    qtbot: QtBot, session: Session, house: OpenHouse, clock: FixedClock
) -> None:
    services = session.services
    made = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1]))
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[6]))
    services.stays.annul(kim.first("stay"), "Kom ikke alligevel")
    _conflict(house, made.first("person"), kim.first("person"))
    services.reservations.reserve(ReserveCommand(PLACES[2], clock.today(), for_whom="mand"))
    page = shown(qtbot, session, person_id=kim.first("person"), place_id=PLACES[2])
    page.look()
    assert "mand" in page.panel._kept.text()
    assert "Ole Bach, som bor ved siden af" in page.panel._near.text()
    page.form.submit()
    assert admitted(session, "Kim Dahl").room == "2"
    assert len(services.reservations.holding()) == 1


def test_a_tile_says_whom_its_place_is_kept_for(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    services, today = session.services, clock.today()
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[6]))
    services.stays.annul(kim.first("stay"), "Kom ikke alligevel")
    person = kim.first("person")
    services.reservations.reserve(ReserveCommand(PLACES[2], today, for_whom="mand"))
    services.reservations.reserve(ReserveCommand(PLACES[3], today, person_id=person))
    later = today + timedelta(days=2)
    services.reservations.reserve(ReserveCommand(PLACES[4], later, from_whom="Randers"))

    def words() -> dict[str, str]:
        return {tile.label: tile.words for tile in page.stay.tiles._all}

    page = shown(qtbot, session)
    said = words()
    assert (said["1"], said["2"]) == ("Ledig", "Reserveret til mand")
    assert said["3"] == "Reserveret til Kim Dahl"
    assert said["4"] == f"Reserveret {dates.dense(later)}"
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    assert words()["3"] == "Reserveret"
    privacy().set_on(on=False)
    services.people.set_fact(
        person, services.people.facts(person).version, "protected_address", value=True
    )
    services.open_house.opened_persons.clear()
    page.privacy_changed(on=False)
    assert words()["3"] == "Reserveret, beskyttet"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ((7, "admission", "visits"), "for indskrivning og besøg i huset til og med mandag 30-11-2026."),
        ((None, "meals"), "for måltider, til lederen ophæver den."),
    ],
)
def test_a_bortvisning_is_said_in_one_sentence_and_stops_nothing(
    qtbot: QtBot, session: Session, clock: FixedClock, held: tuple[int | None, str], said: str
) -> None:
    services, today = session.services, clock.today()
    days, *stops = held
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[6]))
    services.stays.annul(kim.first("stay"), "Kom ikke alligevel")
    until = today + timedelta(days=days) if days else None
    made = services.expulsions.propose(
        ExpulsionCommand(kim.first("person"), today, until, tuple(stops), "Slog en anden.")
    )
    page = shown(qtbot, session, name="Kim Dahl", place_id=PLACES[2])
    page.look()
    sentence = f"Der gælder en bortvisning {said}"
    # A proposal is nothing yet.
    assert "bortvisning" not in _said(page)
    services.expulsions.decide(made.first("expulsion"), 1)
    page.look()
    assert sentence in _said(page)
    assert "Slog" not in _said(page)
    next(b for b in page.who.known.findChildren(Button) if b.text() == "Ja, samme").click()
    assert sentence in _said(page)
    page.form.submit()
    assert admitted(session, "Kim Dahl").room == "2"


def test_of_a_protected_person_the_strip_tells_nothing(session: Session, clock: FixedClock) -> None:
    services, today = session.services, clock.today()
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[6]))
    person = kim.first("person")
    made = services.expulsions.propose(
        ExpulsionCommand(person, today, None, ("admission",), "Slog en anden.")
    )
    services.expulsions.decide(made.first("expulsion"), 1)
    assert services.people.duplicates("Kim", "Dahl", "")[0].expulsion is not None
    services.people.set_fact(
        person, services.people.facts(person).version, "protected_address", value=True
    )
    services.open_house.opened_persons.clear()
    assert services.people.duplicates("Kim", "Dahl", "")[0].expulsion is None


def _said(page: AdmitPage) -> str:
    return " ".join(text.text() for text in page.who.known.findChildren(Text))


def _conflict(house: OpenHouse, first: UUID, second: UUID) -> None:
    with house.database.write("conflict", "konflikt", actor_id=None, at=house.clock.now()) as unit:
        unit.session.add(
            tables.Conflict(
                first_id=first, second_id=second, since=date(2026, 11, 20),
                written_by_id=STAFF["leader"][0],
            )
        )  # fmt: skip
        unit.commit()
