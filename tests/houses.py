"""A small house on a real encrypted file for every test that needs one.

Six rooms of one place each, a leader, a member of staff and a temp. The file is made once per
process by the real migrations and copied from memory after that, so a house costs milliseconds.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from boform_app import bootstrap
from boform_app.clock import COPENHAGEN, Clock, FixedClock
from boform_app.paths import DataFolder, ensure
from boform_app.services.context import OpenHouse
from boform_app.services.views.admin import Actor
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.keyring import Keyring, Person
from models import tables
from models.database import Database
from models.migrations import runner
from models.values.permissions import permissions

if TYPE_CHECKING:
    from boform_app.services.facade import Services

PASSPHRASE = "lanterne brombær tømmer fregat kastanje"
OPENED_AT = datetime(2026, 11, 23, 21, 40, tzinfo=COPENHAGEN)
"""A Monday evening in week 48, as on the mockups."""

STAFF: Mapping[str, tuple[UUID, str, str, str]] = {
    "leader": (UUID(int=0xA1), "Mette", "Krogh", "MK"),
    "staff": (UUID(int=0xA2), "Ali", "Demir", "AD"),
    "temp": (UUID(int=0xA3), "Freja", "Holst", "FH"),
}
ROOMS = {number: UUID(int=0xB0 + number) for number in range(1, 7)}
PLACES = {number: UUID(int=0xC0 + number) for number in range(1, 7)}


def make_clock() -> FixedClock:
    """A clock that stands at ``OPENED_AT``."""
    return FixedClock(OPENED_AT)


def make_house(tmp_path: Path, clock: Clock | None = None) -> OpenHouse:
    """A house with an encrypted file of its own below ``tmp_path``, opened by its leader.

    Opened as the program opens it, with drafts and the folder's lock; ``close`` it.
    """
    folder = DataFolder(tmp_path / "house")
    ensure(folder)
    for name, content in _template().items():
        (folder.root / name).write_bytes(content)
    leader_id = STAFF["leader"][0]
    house, _ = bootstrap.open_house(folder, leader_id, PASSPHRASE, clock or make_clock(), CHEAP_KDF)
    return house


def close(house: OpenHouse) -> None:
    """Close everything; text that cannot be written does not keep the house open."""
    bootstrap.close_house(house, force=True)


def actor(house: OpenHouse, role: str = "leader", *, log_in: int = 1) -> Actor:
    """The member of staff with this role; another ``log_in`` is another session of theirs."""
    with house.database.read() as session:
        row = session.scalars(
            select(tables.Staff).where(tables.Staff.role == role).order_by(tables.Staff.id)
        ).first()
    assert row is not None
    name = f"{row.first_name} {row.last_name}".strip()
    session_id = uuid.uuid5(row.id, str(log_in))
    return Actor(row.id, row.first_name, name, row.initials, role, session_id)


def services(house: OpenHouse, role: str = "leader", *, log_in: int = 1) -> Services:
    """Everything the window would hand its pages after a log-in with this role."""
    from boform_app.services.facade import Services  # noqa: PLC0415 - lazy as in the program

    return Services(house, actor(house, role, log_in=log_in))


@cache
def _template() -> Mapping[str, bytes]:
    with TemporaryDirectory() as where:
        folder = DataFolder(Path(where))
        leader_id, first_name, _, initials = STAFF["leader"]
        made = Keyring.create(
            folder.keys,
            "Havnehuset",
            Person(str(leader_id), first_name, initials),
            PASSPHRASE,
            kdf=CHEAP_KDF,
        )
        key = made.vault.database_key()
        runner.create(folder.database, key)
        database = Database(folder.database, key)
        _fill(database)
        database.close()
        return {path.name: path.read_bytes() for path in (folder.database, folder.keys)}


def _fill(database: Database) -> None:
    with database.write("house.create", "nyt hus", actor_id=None, at=OPENED_AT) as unit:
        unit.session.add(_house())
        for permission in permissions():
            for role, extent in permission.extents.items():
                unit.session.add(
                    tables.RolePermission(role=role, permission=permission.key, extent=extent)
                )
        for role, (staff_id, first, last, initials) in STAFF.items():
            unit.session.add(
                tables.Staff(
                    id=staff_id, first_name=first, last_name=last, initials=initials, role=role
                )
            )
        for number, room_id in ROOMS.items():
            floor = "stuen" if number < 4 else "1. sal"
            unit.session.add(tables.Room(id=room_id, number=str(number), floor=floor, sort=number))
        unit.session.flush()
        for number, place_id in PLACES.items():
            unit.session.add(
                tables.Place(id=place_id, room_id=ROOMS[number], active_from=date(2020, 1, 1))
            )
        unit.commit()


def _house() -> tables.House:
    return tables.House(
        name="Havnehuset",
        street="Kajgade 12",
        postcode_city="9000 Aalborg",
        phone="12 34 56 78",
        email="post@havnehuset.example",
        leader_name="Mette Krogh",
        leader_phone="12 34 56 79",
        own_municipality_code="0851",
        unknown_municipality_code="0851",
    )
