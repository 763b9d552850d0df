"""The house of the tests is a real one: encrypted, whole, and each test has its own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from models import tables
from tests import houses


def test_the_file_is_encrypted_and_whole(tmp_path: Path) -> None:
    house = houses.make_house(tmp_path)
    assert house.database.check() == []
    houses.close(house)
    assert b"Havnehuset" not in house.folder.database.read_bytes()


def test_two_houses_share_nothing(tmp_path: Path) -> None:
    one, other = houses.make_house(tmp_path / "a"), houses.make_house(tmp_path / "b")
    with one.database.write("room.add", "værelse 7", actor_id=None, at=houses.OPENED_AT) as unit:
        unit.session.add(tables.Room(number="7"))
        unit.commit()
    with other.database.read() as session:
        assert len(session.scalars(select(tables.Room)).all()) == 6
    houses.close(one)
    houses.close(other)


def test_roles_and_log_ins(tmp_path: Path) -> None:
    house = houses.make_house(tmp_path)
    assert houses.actor(house, "temp").name == "Freja Holst"
    assert houses.actor(house, "staff") == houses.actor(house, "staff")
    first, second = houses.actor(house), houses.actor(house, log_in=2)
    assert first.staff_id == second.staff_id
    assert first.session_id != second.session_id
    houses.close(house)
