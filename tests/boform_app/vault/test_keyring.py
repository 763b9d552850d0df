"""Log-in, staff, recovery, and a slot file that was damaged or changed."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.errors import (
    DatabaseTooNew,
    DiskFull,
    FolderNotWritable,
    KeysDropped,
    KeysExist,
    NotFound,
    SlotsDamaged,
    ValidationFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from boform_app.vault import slots
from boform_app.vault.crypto import CHEAP_KDF, PRODUCTION_KDF, KdfParameters
from boform_app.vault.keyring import Keyring, NewHouse, Person
from boform_app.vault.recovery import RecoveryKey

METTE = Person("11111111-aaaa", "Mette", "MK")
OLE = Person("22222222-bbbb", "Ole", "OB")
CODE = "blå ørred synger højt"


def make(folder: Path) -> NewHouse:
    return Keyring.create(folder / "boform.keys", "Havnehuset", METTE, CODE, kdf=CHEAP_KDF)


def read(folder: Path) -> Keyring:
    return Keyring.read(folder / "boform.keys", kdf=CHEAP_KDF)


def test_a_new_house_opens_again_with_its_passphrase(tmp_path: Path) -> None:
    made = make(tmp_path)
    again = read(tmp_path)
    assert (again.house, again.people) == ("Havnehuset", (METTE,))
    vault = again.open_with_passphrase(METTE.staff_id, CODE)
    assert vault.database_key() == made.vault.database_key()
    assert len(vault.database_key()) == 32
    assert vault.slots_intact
    assert not vault.interrupted
    assert vault.staff_id == METTE.staff_id


def test_the_default_cost_of_a_new_slot_is_the_production_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KdfParameters, "derive", lambda *_: bytes(32))
    Keyring.create(tmp_path / "k", "Huset", METTE, CODE)
    file, _ = slots.parse((tmp_path / "k").read_bytes())
    assert {slot.header.kdf for slot in (*file.slots, file.recovery)} == {PRODUCTION_KDF}


def test_a_wrong_passphrase_and_an_unknown_person_do_not_open(tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(WrongPassphrase):
        read(tmp_path).open_with_passphrase(METTE.staff_id, CODE + "t")
    with pytest.raises(NotFound):
        read(tmp_path).open_with_passphrase(OLE.staff_id, CODE)


def test_only_house_first_names_and_initials_are_readable(tmp_path: Path) -> None:
    made = make(tmp_path)
    raw = (tmp_path / "boform.keys").read_bytes()
    for secret in (CODE, made.sheet.key.groups[0] + made.sheet.key.groups[1]):
        assert secret.encode() not in raw
    assert set(json.loads(raw)["slots"][0]["header"]) == {
        "kind", "owner", "first_name", "initials", "public_key", "kdf", "salt",
    }  # fmt: skip
    if os.name == "posix":
        assert (tmp_path / "boform.keys").stat().st_mode & 0o077 == 0


def test_a_second_house_is_never_written_over_the_first(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / "boform.keys").read_bytes()
    with pytest.raises(KeysExist):
        make(tmp_path)
    assert (tmp_path / "boform.keys").read_bytes() == before


def test_staff_are_added_and_closed(tmp_path: Path) -> None:
    made = make(tmp_path)
    made.keyring.add_staff(made.vault, OLE, "fem glade ænder i dammen")
    vault = read(tmp_path).open_with_passphrase(OLE.staff_id, "fem glade ænder i dammen")
    assert vault.database_key() == made.vault.database_key()
    with pytest.raises(ValidationFailed):
        made.keyring.add_staff(made.vault, OLE, CODE)
    made.keyring.close_staff(made.vault, METTE.staff_id)
    assert read(tmp_path).people == (OLE,)
    with pytest.raises(NotFound):
        read(tmp_path).open_with_passphrase(METTE.staff_id, CODE)
    with pytest.raises(ValidationFailed) as caught:
        made.keyring.close_staff(made.vault, OLE.staff_id)
    assert caught.value.problems[0].code == "last_slot"


def test_a_changed_passphrase_replaces_the_old_one(tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(WrongPassphrase):
        read(tmp_path).change_passphrase(METTE.staff_id, "ikke den", "noget helt nyt her")
    read(tmp_path).change_passphrase(METTE.staff_id, CODE, "noget helt nyt her")
    read(tmp_path).open_with_passphrase(METTE.staff_id, "noget helt nyt her")
    with pytest.raises(WrongPassphrase):
        read(tmp_path).open_with_passphrase(METTE.staff_id, CODE)


def test_the_sheet_opens_and_lets_a_leader_have_a_new_passphrase(tmp_path: Path) -> None:
    made = make(tmp_path)
    before = (tmp_path / "boform.keys").read_bytes()
    typed = " ".join(made.sheet.key.groups).lower()
    vault = read(tmp_path).open_with_recovery(RecoveryKey.parse(typed))
    assert vault.database_key() == made.vault.database_key()
    assert vault.staff_id is None
    assert (tmp_path / "boform.keys").read_bytes() == before
    read(tmp_path).reset_passphrase(
        vault, METTE.staff_id, "helt ny kode nu", names=("Mette", "MKJ")
    )
    read(tmp_path).open_with_passphrase(METTE.staff_id, "helt ny kode nu")
    assert read(tmp_path).people == (Person(METTE.staff_id, "Mette", "MKJ"),)


def test_a_new_sheet_counts_up_and_ends_the_old_one(tmp_path: Path) -> None:
    made = make(tmp_path)
    printed = RecoveryKey.generate()
    sheet = made.keyring.replace_recovery_sheet(made.vault, printed)
    assert (made.sheet.number, sheet.number, read(tmp_path).sheet_number) == (1, 2, 2)
    assert sheet.file_id == made.sheet.file_id == read(tmp_path).file_id
    read(tmp_path).open_with_recovery(printed)
    with pytest.raises(WrongRecoveryKey):
        read(tmp_path).open_with_recovery(made.sheet.key)


def test_a_sheet_printed_beforehand_is_taken(tmp_path: Path) -> None:
    printed = RecoveryKey.generate()
    made = Keyring.create(
        tmp_path / "k", "Huset", METTE, CODE, recovery_key=printed, file_id="ABCDE", kdf=CHEAP_KDF
    )
    assert (made.sheet.key, made.sheet.file_id) == (printed, "ABCDE")
    Keyring.read(tmp_path / "k").open_with_recovery(printed)


def test_the_house_can_be_renamed_without_anyones_passphrase(tmp_path: Path) -> None:
    made = make(tmp_path)
    made.keyring.rename_house(made.vault, "Fjordgården")
    assert read(tmp_path).house == "Fjordgården"
    assert read(tmp_path).open_with_passphrase(METTE.staff_id, CODE).slots_intact


def test_dropped_keys_are_gone(tmp_path: Path) -> None:
    vault = make(tmp_path).vault
    (held,) = vault.data_keys().values()
    vault.drop()
    assert held == bytes(32)
    with pytest.raises(KeysDropped):
        vault.database_key()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_changed_byte_anywhere_never_opens_wrongly(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    made = make(folder)
    path = folder / "boform.keys"
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    try:
        keyring = read(folder)
        vault = keyring.open_with_passphrase(METTE.staff_id, CODE)
    except (SlotsDamaged, NotFound):
        assert path.read_bytes() == raw
        return
    assert vault.database_key() == made.vault.database_key()
    if vault.slots_intact:
        assert (keyring.house, keyring.people) == ("Havnehuset", (METTE,))
    else:
        with pytest.raises(SlotsDamaged):
            keyring.rename_house(vault, "Andet")
        assert path.read_bytes() == raw


def edited(folder: Path, change: dict[str, Any], *, rehash: bool) -> None:
    """Change the file as somebody without the key could."""
    path = folder / "boform.keys"
    document = json.loads(path.read_bytes())
    target = document["slots"][0]["header"] if "first_name" in change else document
    target.update(change)
    if rehash:
        del document["check"]
        document["check"] = slots._checksum(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_an_edited_header_does_not_open_its_slot(tmp_path: Path) -> None:
    make(tmp_path)
    edited(tmp_path, {"first_name": "Merete"}, rehash=False)
    with pytest.raises(SlotsDamaged):
        read(tmp_path).open_with_passphrase(METTE.staff_id, CODE)
    edited(tmp_path, {"first_name": "Merete"}, rehash=True)
    with pytest.raises(WrongPassphrase):
        read(tmp_path).open_with_passphrase(METTE.staff_id, CODE)


def test_a_file_changed_with_care_opens_and_is_never_written_again(tmp_path: Path) -> None:
    make(tmp_path)
    edited(tmp_path, {"house": "Et andet hus"}, rehash=True)
    keyring = read(tmp_path)
    assert keyring.intact
    vault = keyring.open_with_passphrase(METTE.staff_id, CODE)
    assert not vault.slots_intact
    before = (tmp_path / "boform.keys").read_bytes()
    with pytest.raises(SlotsDamaged):
        keyring.renew(vault, lambda *_keys: None)
    with pytest.raises(SlotsDamaged):
        keyring.add_staff(vault, OLE, CODE)
    assert (tmp_path / "boform.keys").read_bytes() == before


def test_a_newer_file_says_so(tmp_path: Path) -> None:
    make(tmp_path)
    edited(tmp_path, {"version": 2}, rehash=True)
    with pytest.raises(DatabaseTooNew):
        read(tmp_path)
    edited(tmp_path, {"version": 3}, rehash=False)
    with pytest.raises(SlotsDamaged):
        read(tmp_path)


@pytest.mark.parametrize("keep", [0, 1, 40, 700, -2])
def test_a_cut_file_is_told_and_left_alone(tmp_path: Path, keep: int) -> None:
    made = make(tmp_path)
    path = tmp_path / "boform.keys"
    cut = path.read_bytes()[:keep]
    path.write_bytes(cut)
    with pytest.raises(SlotsDamaged):
        read(tmp_path)
    with pytest.raises(SlotsDamaged):
        made.keyring.add_staff(made.vault, OLE, CODE)
    with pytest.raises(KeysExist):
        make(tmp_path)
    assert path.read_bytes() == cut


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SlotsDamaged):
        read(tmp_path)


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderNotWritable)]
)
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_file_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    expected: type[Exception],
) -> None:
    made = make(tmp_path)
    before = (tmp_path / "boform.keys").read_bytes()

    def refuse(*_: object) -> NoReturn:
        raise OSError(code, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(expected):
            made.keyring.add_staff(made.vault, OLE, CODE)
    assert (tmp_path / "boform.keys").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["boform.keys"]
    made.keyring.add_staff(made.vault, OLE, CODE)
    assert len(read(tmp_path).people) == 2
