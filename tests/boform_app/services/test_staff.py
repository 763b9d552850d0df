"""Access: slot and row together, the last leader stays, passphrases follow the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from boform_app.errors import (
    Conflict,
    DiskFull,
    NotAllowed,
    ValidationFailed,
    WrongPassphrase,
)
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import StaffCommand, StaffView
from models.unit_of_work import UnitOfWork
from tests import houses
from tests.houses import PASSPHRASE, STAFF

SARA = StaffCommand("Sara", "Bæk", "SB", "staff", "fyrtårn gulerod tæppe sommer")


def person(services: Services, first_name: str) -> StaffView:
    return next(view for view in services.staff.all() if view.first_name == first_name)


def slots(house: OpenHouse) -> list[str]:
    return [slot.first_name for slot in house.keyring.people]


def test_a_new_colleague_has_slot_and_row(services: Services, house: OpenHouse) -> None:
    changes = services.staff.add(SARA)
    assert (changes.label, changes.undoable) == ("adgang til Sara", False)
    sara = person(services, "Sara")
    assert (sara.name, sara.initials, sara.role, sara.last_seen) == (
        "Sara Bæk",
        "SB",
        "staff",
        None,
    )
    house.keyring.open_with_passphrase(str(sara.id), SARA.passphrase).drop()


def test_when_the_row_fails_the_slot_goes(
    services: Services, house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: UnitOfWork) -> None:
        raise DiskFull

    monkeypatch.setattr(UnitOfWork, "commit", refuse)
    with pytest.raises(DiskFull):
        services.staff.add(SARA)
    assert slots(house) == ["Mette"]
    assert [view.first_name for view in services.staff.all()] == ["Mette", "Ali", "Freja"]


def test_what_is_refused_is_said_at_the_field(services: Services, house: OpenHouse) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.staff.add(
            replace(SARA, first_name="", initials="MK", role="king", until=date(2026, 11, 22),
                    passphrase="Bæk Havnehuset")
        )  # fmt: skip
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("first_name", "required"),
        ("initials", "initials_taken"),
        ("role", "unknown_choice"),
        ("until", "in_past"),
        ("passphrase", "passphrase_names"),
    }
    assert slots(house) == ["Mette"]


def test_closing_takes_the_slot_and_leaves_the_name(services: Services, house: OpenHouse) -> None:
    services.staff.add(SARA)
    sara = person(services, "Sara")
    services.staff.close_access(sara.id, sara.version)
    closed = services.staff.all()[-1]
    assert (closed.name, closed.closed_on) == ("Sara Bæk", date(2026, 11, 23))
    assert slots(house) == ["Mette"]
    with pytest.raises(ValidationFailed, match="access_closed"):
        services.staff.close_access(closed.id, closed.version)
    with pytest.raises(Conflict):
        services.staff.close_access(sara.id, sara.version)


def test_the_last_leader_stays(services: Services, house: OpenHouse) -> None:
    mette = person(services, "Mette")
    with pytest.raises(ValidationFailed, match="last_leader"):
        services.staff.close_access(mette.id, mette.version)
    services.staff.add(replace(SARA, role="leader"))
    assert [view.first_name for view in services.staff.leaders()] == ["Mette", "Sara"]
    services.staff.close_access(mette.id, mette.version)
    assert slots(house) == ["Sara"]
    sara = person(services, "Sara")
    with pytest.raises(ValidationFailed, match="last_leader"):
        services.staff.close_access(sara.id, sara.version)


def test_an_unknown_version_leaves_the_slot(services: Services, house: OpenHouse) -> None:
    services.staff.add(SARA)
    sara = person(services, "Sara")
    with pytest.raises(Conflict):
        services.staff.close_access(sara.id, sara.version + 1)
    assert slots(house) == ["Mette", "Sara"]


def test_ones_own_passphrase(services: Services, house: OpenHouse) -> None:
    new = "havestol mælkevej trappe orkan"
    with pytest.raises(WrongPassphrase):
        services.staff.change_passphrase("forkert gammel sætning", new)
    with pytest.raises(ValidationFailed) as refused:
        services.staff.change_passphrase(PASSPHRASE, "kort")
    assert refused.value.problems[0].field == "new"
    changes = services.staff.change_passphrase(PASSPHRASE, new)
    assert not changes.undoable
    house.keyring.open_with_passphrase(str(STAFF["leader"][0]), new).drop()
    with pytest.raises(WrongPassphrase):
        house.keyring.open_with_passphrase(str(STAFF["leader"][0]), PASSPHRASE)


def test_a_leader_helps_a_colleague_who_forgot(services: Services, house: OpenHouse) -> None:
    services.staff.add(SARA)
    sara, new = person(services, "Sara"), "havestol mælkevej trappe orkan"
    services.staff.reset_passphrase(sara.id, new)
    house.keyring.open_with_passphrase(str(sara.id), new).drop()
    with pytest.raises(WrongPassphrase):
        house.keyring.open_with_passphrase(str(sara.id), SARA.passphrase)


@pytest.mark.parametrize("role", ["staff", "temp"])
def test_only_leaders_give_and_take_access(house: OpenHouse, role: str) -> None:
    services = houses.services(house, role)
    mette = person(services, "Mette")
    with pytest.raises(NotAllowed) as refused:
        services.staff.add(SARA)
    assert refused.value.who_can == ("Mette Krogh",)
    with pytest.raises(NotAllowed):
        services.staff.close_access(mette.id, mette.version)
    with pytest.raises(NotAllowed):
        services.staff.reset_passphrase(mette.id, PASSPHRASE)


def test_permissions_are_those_of_the_role(house: OpenHouse) -> None:
    temp = houses.services(house, "temp").staff.permissions()
    assert (temp["see_residents"], temp["write_notes"], temp["end_stay"]) == (
        "present_only",
        "yes",
        "no",
    )
    assert set(houses.services(house).staff.permissions().values()) == {"yes"}
