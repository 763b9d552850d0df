"""A house is made, closed, opened and recovered; what a kill left is put right."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import select

from boform_app import bootstrap
from boform_app.bootstrap import NewHouse
from boform_app.clock import FixedClock
from boform_app.errors import (
    AlreadyOpen,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFull,
    FolderNotWritable,
    KeysDropped,
    KeysExist,
    SlotsDamaged,
    ValidationFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from boform_app.paths import DataFolder, ensure
from boform_app.services.facade import Services
from boform_app.services.views.admin import HouseFacts, StaffCommand
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.drafts import DraftKey, DraftStore
from boform_app.vault.keyring import Person
from boform_app.vault.recovery import RecoveryKey
from models import engine, tables
from models.migrations import runner
from models.values.permissions import permissions
from tests.houses import OPENED_AT, PASSPHRASE

FACTS = HouseFacts(
    version=0,
    name="Havnehuset",
    street="Kajgade 12",
    postcode_city="9000 Aalborg",
    phone="",
    email="",
    secure_mail="",
    leader_name="Mette Krogh",
    leader_phone="",
    data_protection_contact="",
    own_municipality_code="0851",
    unknown_municipality_code="0851",
    recovery_sheet_place="",
)
LEADER = StaffCommand("Mette", "Krogh", "MK", "leader", PASSPHRASE)
CLOCK = FixedClock(OPENED_AT)


def make(folder: DataFolder, leader: StaffCommand = LEADER) -> NewHouse:
    return bootstrap.create_house(folder, FACTS, leader, CLOCK, CHEAP_KDF)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "house")


@cache
def _template() -> tuple[NewHouse, Mapping[str, bytes]]:
    with TemporaryDirectory() as where:
        folder = DataFolder(Path(where))
        made = make(folder)
        assert bootstrap.close_house(made.house)
        return made, {path.name: path.read_bytes() for path in (folder.keys, folder.database)}


@pytest.fixture
def closed(folder: DataFolder) -> NewHouse:
    """A house that was made and closed; its ids and sheet can still be read."""
    made, files = _template()
    ensure(folder)
    for name, content in files.items():
        (folder.root / name).write_bytes(content)
    return made


@contextmanager
def opened(folder: DataFolder, made: NewHouse) -> Iterator[Services]:
    house, actor = bootstrap.open_house(folder, made.actor.staff_id, PASSPHRASE, CLOCK, CHEAP_KDF)
    try:
        yield Services(house, actor)
    finally:
        bootstrap.close_house(house)


def test_a_new_house_has_its_leader_and_roles_and_opens_again(folder: DataFolder) -> None:
    made = make(folder)
    assert (made.actor.name, made.actor.role) == ("Mette Krogh", "leader")
    bootstrap.close_house(made.house)
    with opened(folder, made) as services:
        assert services.actor.staff_id == made.actor.staff_id
        assert services.actor.session_id != made.actor.session_id
        with services.open_house.database.read() as session:
            house = session.scalars(select(tables.House)).one()
            rows = session.scalars(select(tables.RolePermission)).all()
        assert (house.name, house.own_municipality_code) == ("Havnehuset", "0851")
        assert len(rows) == 3 * len(permissions())
        assert services.open_house.database.check() == []


def test_log_in_imports_come_late() -> None:
    """The log-in shows before SQLAlchemy is imported (architecture, decision 14)."""
    code = "import sys, boform_app.bootstrap; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_facts_and_leader_are_checked_before_anything_is_made(folder: DataFolder) -> None:
    with pytest.raises(ValidationFailed) as refused:
        bootstrap.create_house(
            folder,
            dataclasses.replace(FACTS, name=" "),
            StaffCommand("", "", "TOOLONG", "temp", "kort"),
            CLOCK,
            CHEAP_KDF,
        )
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("name", "required"),
        ("first_name", "required"),
        ("initials", "too_long"),
        ("role", "first_is_leader"),
        ("passphrase", "passphrase_too_short"),
    }
    assert not folder.root.exists()


def test_a_second_house_is_never_made_over_the_first(folder: DataFolder, closed: NewHouse) -> None:
    before = folder.database.read_bytes()
    with pytest.raises(KeysExist):
        make(folder)
    assert folder.database.read_bytes() == before
    folder.keys.unlink()
    with pytest.raises(KeysExist):
        make(folder)
    assert folder.database.read_bytes() == before


def test_each_trouble_has_its_own_error_and_leaves_the_folder_free(
    folder: DataFolder, closed: NewHouse, tmp_path: Path
) -> None:
    staff_id = closed.actor.staff_id

    def log_in(passphrase: str = PASSPHRASE, where: DataFolder = folder) -> None:
        bootstrap.open_house(where, staff_id, passphrase, CLOCK, CHEAP_KDF)

    with pytest.raises(WrongPassphrase):
        log_in("en helt anden sætning")
    with pytest.raises(SlotsDamaged):
        log_in(where=DataFolder(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()
    with opened(folder, closed), pytest.raises(AlreadyOpen):
        log_in()

    aside = folder.database.rename(tmp_path / "aside.db")
    with pytest.raises(DatabaseDamaged):
        log_in()
    assert not folder.database.exists()
    aside.rename(folder.database)

    whole = folder.keys.read_bytes()
    folder.keys.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SlotsDamaged):
        log_in()
    assert folder.keys.read_bytes() == whole[: len(whole) // 2]
    folder.keys.write_bytes(whole)
    with opened(folder, closed):
        pass


def test_a_damaged_database_is_said_and_not_touched(folder: DataFolder, closed: NewHouse) -> None:
    raw = bytearray(folder.database.read_bytes())
    raw[20] ^= 0xFF
    folder.database.write_bytes(bytes(raw))
    with pytest.raises(DatabaseDamaged), opened(folder, closed):
        pass
    assert folder.database.read_bytes() == bytes(raw)


def test_a_newer_database_is_said_and_not_touched(folder: DataFolder) -> None:
    made = make(folder)
    key = made.house.vault.database_key()
    bootstrap.close_house(made.house)
    connection = engine.connect(folder.database, key, "writer")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = folder.database.read_bytes()
    with pytest.raises(DatabaseTooNew), opened(folder, made):
        pass
    assert folder.database.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "error"), [(13, FolderNotWritable), (30, FolderNotWritable), (28, DiskFull)]
)
def test_a_folder_that_takes_no_files(
    folder: DataFolder, closed: NewHouse, monkeypatch: pytest.MonkeyPatch, number: int,
    error: type[Exception],
) -> None:  # fmt: skip
    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    # Root may write everywhere, so the operating system's refusal is played at the one probe.
    monkeypatch.setattr("boform_app.paths.os.open", refuse)
    with pytest.raises(error), opened(folder, closed):
        pass


def test_a_kill_before_the_keys_are_in_place_leaves_no_house(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("boform_app.bootstrap._Unfinished.into_place", _kill)
        patch.setattr("boform_app.bootstrap._Unfinished.remove", lambda _: None)
        with pytest.raises(_KilledError):
            make(folder)
    assert not bootstrap.has_house(folder)
    assert (folder.root / "boform.db.new").exists()
    made = make(folder)
    bootstrap.close_house(made.house)
    assert not (folder.root / "boform.db.new").exists()
    with opened(folder, made):
        pass


def test_a_kill_between_keys_and_database_is_finished_at_log_in(
    folder: DataFolder, closed: NewHouse
) -> None:
    folder.database.rename(folder.root / "boform.db.new")
    with opened(folder, closed) as services:
        assert services.house.facts().name == "Havnehuset"
    assert folder.database.exists()


def test_a_failed_first_start_leaves_nothing_behind(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr("models.migrations.runner.create", refuse)
    with pytest.raises(DiskFull):
        make(folder)
    monkeypatch.undo()
    assert {path.name for path in folder.root.iterdir() if path.is_file()} <= {"boform.lock"}
    bootstrap.close_house(make(folder).house)


@pytest.mark.parametrize("rekeyed", [False, True])
def test_an_interrupted_renewal_is_settled_at_log_in(folder: DataFolder, *, rekeyed: bool) -> None:
    made = make(folder)
    house = made.house
    house.drafts.put(DraftKey(str(made.actor.staff_id), "note"), "Sov hele natten")
    house.drafts.close()
    house.database.close()

    def stop(old: bytes, new: bytes) -> None:
        if rekeyed:
            connection = engine.connect(folder.database, old, "writer")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
            connection.close()
        raise _KilledError

    with pytest.raises(_KilledError):
        house.keyring.renew(house.vault, stop)
    assert house.lock is not None
    house.lock.release()
    with opened(folder, made) as services:
        assert not services.open_house.vault.interrupted
        assert services.house.facts().name == "Havnehuset"
        assert [draft.fields for draft in services.drafts.mine()] == [{"": "Sov hele natten"}]


def test_the_recovery_sheet_gives_a_new_passphrase_and_is_in_the_journal(
    folder: DataFolder, closed: NewHouse
) -> None:
    new = "gynge torsk lampe vinter"
    staff_id = closed.actor.staff_id
    with pytest.raises(WrongRecoveryKey):
        bootstrap.open_with_recovery(folder, RecoveryKey.generate(), staff_id, new, CLOCK)
    house, actor = bootstrap.open_with_recovery(
        folder, closed.recovery_key, staff_id, new, CLOCK, kdf=CHEAP_KDF
    )
    with house.database.read() as session:
        kinds = session.scalars(select(tables.Operation.kind).order_by(tables.Operation.seq)).all()
    assert kinds == ["house.create", "house.recover"]
    assert actor.name == "Mette Krogh"
    bootstrap.close_house(house)
    with pytest.raises(WrongPassphrase):
        bootstrap.open_house(folder, staff_id, PASSPHRASE, CLOCK, CHEAP_KDF)
    bootstrap.close_house(bootstrap.open_house(folder, staff_id, new, CLOCK, CHEAP_KDF)[0])


def test_closed_and_ended_access_does_not_open(folder: DataFolder, closed: NewHouse) -> None:
    word = "fyrtårn gulerod tæppe sommer"
    with opened(folder, closed) as services:
        services.staff.add(
            StaffCommand("Nadia", "Holm", "NH", "temp", word, until=date(2026, 11, 23))
        )
        nadia = next(s for s in services.staff.all() if s.first_name == "Nadia")
    house, actor = bootstrap.open_house(folder, nadia.id, word, CLOCK, CHEAP_KDF)
    assert actor.role == "temp"
    bootstrap.close_house(house)
    later = FixedClock(OPENED_AT.replace(day=24))
    with pytest.raises(ValidationFailed, match="access_ended"):
        bootstrap.open_house(folder, nadia.id, word, later, CHEAP_KDF)
    with opened(folder, closed):
        pass


def test_a_slot_without_a_row_opens_nothing_and_is_taken_away(
    folder: DataFolder, closed: NewHouse
) -> None:
    stray = uuid4()
    with opened(folder, closed) as services:
        house = services.open_house
        house.keyring.add_staff(house.vault, Person(str(stray), "Ole", "OB"), PASSPHRASE)
    with pytest.raises(ValidationFailed, match="access_closed"):
        bootstrap.open_house(folder, stray, PASSPHRASE, CLOCK, CHEAP_KDF)
    with opened(folder, closed) as services:
        assert [p.first_name for p in services.open_house.keyring.people] == ["Mette"]


def test_closing_waits_for_text_that_cannot_be_written(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(folder)
    house = made.house
    monkeypatch.setattr(DraftStore, "close", lambda _: False)
    assert not bootstrap.close_house(house)
    assert Services(house, made.actor).house.facts().name == "Havnehuset"
    assert not bootstrap.close_house(house, force=True)
    with pytest.raises(KeysDropped):
        house.vault.database_key()
    monkeypatch.undo()
    house.drafts.close()
    with opened(folder, made):
        pass


def test_a_colleague_takes_over_without_closing_the_house(folder: DataFolder) -> None:
    made = make(folder)
    with pytest.raises(WrongPassphrase):
        bootstrap.log_in_again(made.house, made.actor.staff_id, "forkert sætning her")
    again = bootstrap.log_in_again(made.house, made.actor.staff_id, PASSPHRASE)
    assert again.staff_id == made.actor.staff_id
    assert again.session_id != made.actor.session_id
    bootstrap.close_house(made.house)


def test_migration_takes_a_copy_first(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(folder)
    bootstrap.close_house(made.house)
    monkeypatch.setattr(runner, "HEAD", "0002")
    monkeypatch.setattr(runner, "_run", lambda *_: None)
    with opened(folder, made):
        copies = list(folder.copies.iterdir())
    assert [copy.name for copy in copies] == ["foer-opgradering-0001-20261123-204000.db"]


class _KilledError(Exception):
    """Stands for a kill."""


def _kill(*_: object) -> None:
    raise _KilledError
