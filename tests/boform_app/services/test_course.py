"""Over tid: overviews of one resident, what happened beside them, and who else rated."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ValidationFailed
from boform_app.rules.readiness import Answers, Rating, Reason
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests.houses import PLACES, STAFF

TODAY = date(2026, 11, 23)
REST: tuple[Rating, ...] = (None,) * 12


def _answers(own: Rating, ours: Rating) -> Answers:
    return Answers(resident=(own, 2, *REST), staff=(ours, 2, *REST))


def test_the_course_has_versions_events_and_what_changed(
    services: Services, clock: FixedClock
) -> None:
    now = clock.now()
    clock.set(now - timedelta(days=40))
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    stay = services.stays.for_person(ole)[0].id
    services.overviews.finish(stay, _answers(3, Reason.NOT_SEEN_HERE), clock.today())
    clock.set(now - timedelta(days=20))
    services.rooms.transfer(stay, PLACES[2])
    services.notes.finish(NoteCommand("Han vil gerne hjem.", (ole,), kind="conversation"))
    services.notes.finish(NoteCommand("Sov godt.", (ole,), kind="night"))
    clock.set(now)
    services.overviews.finish(stay, _answers(2, 2), TODAY, STAFF["staff"][0])
    found = services.course.of(ole)
    assert [one.assessed_on for one in found.versions] == [TODAY - timedelta(days=40), TODAY]
    assert [one.second.first_name if one.second else "" for one in found.versions] == ["", "Ali"]
    assert [one.title for one in found.events] == ["Indskrevet", "Flyttet til vær. 2", "Samtale"]
    (change,) = found.changes
    assert change.domain == "B1"
    assert change.resident == (3, 2)
    assert change.staff == (Reason.NOT_SEEN_HERE, 2)
    assert "hjem" not in repr(found.events), "what a note says stands on no axis"


def test_many_notes_push_nothing_off_the_axis(services: Services, clock: FixedClock) -> None:
    now = clock.now()
    clock.set(now - timedelta(days=30))
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    talk = services.notes.finish(NoteCommand("Om huslejen.", (ole,), kind="conversation"))
    services.notes.finish(NoteCommand("Om el.", (), corrects_id=talk.first("note")))
    for minute in range(510):
        clock.set(now - timedelta(days=20) + timedelta(minutes=minute))
        services.notes.finish(NoteCommand("Sov godt.", (ole,), kind="night"))
    clock.set(now)
    services.rooms.transfer(services.stays.for_person(ole)[0].id, PLACES[2])
    told = [one.title for one in services.course.of(ole).events]
    assert told == ["Indskrevet", "Samtale", "Flyttet til vær. 2"]


def test_nobody_is_their_own_second_assessor(services: Services) -> None:
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    stay = services.stays.for_person(ole)[0].id
    for second in (STAFF["leader"][0], UUID(int=9)):
        with pytest.raises(ValidationFailed) as refused:
            services.overviews.finish(stay, _answers(1, 1), TODAY, second)
        assert [(one.field, one.code) for one in refused.value.problems] == [
            ("second", "unknown_choice")
        ]


def test_without_an_overview_there_is_nothing_but_events(services: Services) -> None:
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    found = services.course.of(ole)
    assert (found.versions, found.changes) == ((), ())
    assert [one.title for one in found.events] == ["Indskrevet"]
