"""A renewal of the data key that is stopped at any step still opens."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from boform_app.errors import DatabaseDamaged, SlotsDamaged, ValidationFailed
from boform_app.vault import slots
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.keyring import Person
from tests.boform_app.vault import house


class Killed(BaseException):
    """Stands for the end of the process; nothing in the program may catch it."""


def kill() -> NoReturn:
    raise Killed


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    house.build(folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


def test_a_renewal_changes_the_key_and_keeps_everything(folder: Path) -> None:
    keyring, vault = house.opened(folder)
    before = vault.database_key()
    house.renew(folder, vault, keyring)
    assert vault.database_key() != before
    assert not vault.interrupted
    house.check(folder)


def test_a_copy_of_the_old_slot_file_does_not_open_the_renewed_database(folder: Path) -> None:
    old_slots = (folder / "boform.keys").read_bytes()
    keyring, vault = house.opened(folder)
    house.renew(folder, vault, keyring)
    (folder / "boform.keys").write_bytes(old_slots)
    _, stale = house.opened(folder)
    assert not house.database_opens(folder)(stale.database_key())
    assert house.database_opens(folder)(vault.database_key())


def test_stopped_before_every_call_to_the_system_it_still_opens(
    built: Path, tmp_path: Path
) -> None:
    number, interrupted, through = 0, 0, False
    while not through:
        number += 1
        folder = Path(shutil.copytree(built, tmp_path / str(number)))
        keyring, vault = house.opened(folder)
        undo = house.stop_before(number, kill)
        try:
            house.renew(folder, vault, keyring)
            through = True
        except Killed:
            interrupted += house.opened(folder)[1].interrupted
        finally:
            undo()
        house.check(folder)
    assert number > 10
    assert interrupted > 5


@pytest.mark.parametrize("number", [3, 5, 7, 8, 11])
def test_killed_for_real_it_still_opens(folder: Path, number: int) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.boform_app.vault.house", str(folder), str(number)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
    )
    assert child.returncode == -9, child.stderr.decode()
    house.check(folder)


@pytest.mark.parametrize("milliseconds", [1, 4, 9])
def test_killed_while_the_database_is_rewritten_it_still_opens(
    tmp_path: Path, milliseconds: int
) -> None:
    """Wherever in ``PRAGMA rekey`` the kill falls (nothing here depends on where)."""
    house.build(tmp_path, rows=4000)
    subprocess.run(
        [sys.executable, "-m", "tests.boform_app.vault.house", str(tmp_path), f"-{milliseconds}"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=False,
    )
    house.check(tmp_path, rows=4000)


@pytest.mark.parametrize("after", [False, True])
def test_stopped_inside_the_database_step_it_goes_back_or_forward(
    folder: Path, *, after: bool
) -> None:
    keyring, vault = house.opened(folder)
    old = vault.database_key()

    def rekey(old_key: bytes, new_key: bytes) -> None:
        if after:
            house.database_rekey(folder)(old_key, new_key)
        raise Killed

    with pytest.raises(Killed):
        keyring.renew(vault, rekey)
    assert vault.interrupted
    assert len(vault.database_keys()) == 2
    assert vault.database_keys()[1] == old
    settled = house.settled(folder)
    assert (settled.database_key() == old) is not after
    house.check(folder)


def test_settling_that_is_stopped_is_settled_next_time(built: Path, tmp_path: Path) -> None:
    number, through = 0, False
    while not through:
        number += 1
        folder = Path(shutil.copytree(built, tmp_path / str(number)))
        keyring, vault = house.opened(folder)
        with pytest.raises(Killed):
            keyring.renew(vault, lambda *_: kill())
        undo = house.stop_before(number, kill)
        try:
            house.settled(folder)
            through = True
        except Killed:
            through = False
        finally:
            undo()
        house.check(folder)
    assert number > 5


def test_an_unsettled_renewal_is_not_renewed_on_top(folder: Path) -> None:
    keyring, vault = house.opened(folder)
    with pytest.raises(Killed):
        keyring.renew(vault, lambda *_: kill())
    with pytest.raises(ValidationFailed):
        keyring.renew(vault, house.database_rekey(folder))
    house.check(folder)


def test_staff_added_in_the_middle_can_open_whatever_comes_of_it(folder: Path) -> None:
    keyring, vault = house.opened(folder)
    with pytest.raises(Killed):
        keyring.renew(vault, lambda *_: kill())
    ole = Person("o", "Ole", "OB")
    keyring.add_staff(vault, ole, house.CODE)
    vault = house.settled(folder)
    fresh, _ = house.opened(folder)
    assert fresh.open_with_passphrase("o", house.CODE).database_key() == vault.database_key()


def test_neither_key_opens_means_a_damaged_database_and_nothing_is_dropped(folder: Path) -> None:
    keyring, vault = house.opened(folder)
    with pytest.raises(Killed):
        keyring.renew(vault, lambda *_: kill())
    before = (folder / "boform.keys").read_bytes()
    with pytest.raises(DatabaseDamaged):
        keyring.settle(vault, lambda _key: False)
    assert (folder / "boform.keys").read_bytes() == before


def test_a_slot_put_in_by_somebody_without_the_key_is_never_sealed_to(folder: Path) -> None:
    """The renewal needs no passphrase, so it must not trust whatever public key lies there."""
    keyring, vault = house.opened(folder)
    file, _ = slots.parse((folder / "boform.keys").read_bytes())
    thief = slots.new_slot(
        file.file_id,
        "staff",
        "thief",
        names=("Ole", "OB"),
        secret=b"x",
        kdf=CHEAP_KDF,
        data_keys={file.keys[0]: bytes(32)},
    )
    forged = slots.KeyFile(
        file.file_id, file.house, file.keys, (*file.slots, thief), file.recovery, file.macs
    )
    (folder / "boform.keys").write_bytes(slots.serialise(forged))
    with pytest.raises(SlotsDamaged):
        keyring.renew(vault, house.database_rekey(folder))
