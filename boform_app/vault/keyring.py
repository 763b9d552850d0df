"""Everything that can be done with the slot file: first start, log-in, recovery, staff, renewal.

Every change reads the file from disk again, checks that somebody with the data key wrote it, and
replaces it in one atomic step. A damaged file is never written over.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from boform_app.errors import (
    DatabaseDamaged,
    KeysExist,
    NotFound,
    Problem,
    SlotsDamaged,
    ValidationFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from boform_app.vault import crypto, slots
from boform_app.vault.crypto import PRODUCTION_KDF, CannotOpenError, KdfParameters
from boform_app.vault.files import write_atomic
from boform_app.vault.opened import OpenedVault
from boform_app.vault.recovery import RecoveryKey
from boform_app.vault.slots import KeyFile, Slot

Rekey = Callable[[bytes, bytes], None]
"""Called with the old and the new sub-key; must leave its file under the new one, or raise."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who can log in, as far as it is known before there is a key.

    Attributes:
        staff_id: The staff row's id.
        first_name: For the tile.
        initials: For the tile.
    """

    staff_id: str
    first_name: str
    initials: str


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed on the sheet, once.

    Attributes:
        key: The key; never stored.
        number: Counts up with each new sheet of the house.
        file_id: Which data file it fits.
    """

    key: RecoveryKey
    number: int
    file_id: str


@dataclass(frozen=True, slots=True)
class NewHouse:
    """What ``Keyring.create`` made."""

    keyring: Keyring
    vault: OpenedVault
    sheet: RecoverySheet


def new_file_id() -> str:
    """A short id of a data file, for the sheet: ten characters without lookalikes."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(10))


class Keyring:
    """The slot file of a house.

    Attributes:
        path: The file.
        intact: False when the file is not as it was written.
    """

    def __init__(self, path: Path, file: KeyFile, *, intact: bool, kdf: KdfParameters) -> None:
        self.path = path
        self.intact = intact
        self._file = file
        self._kdf = kdf

    @classmethod
    def create(
        cls,
        path: Path,
        house: str,
        first: Person,
        passphrase: str,
        *,
        recovery_key: RecoveryKey | None = None,
        file_id: str | None = None,
        kdf: KdfParameters = PRODUCTION_KDF,
    ) -> NewHouse:
        """Make the slot file of a new house with its first leader and its recovery sheet.

        Args:
            path: Where; the folder exists.
            house: The house's name.
            first: The first leader.
            passphrase: The leader's passphrase, already checked.
            recovery_key: The key of a sheet that was printed before, sheet number 1.
            file_id: The id printed on that sheet.
            kdf: Only tests and campaigns pass anything else.

        Raises:
            KeysExist: There is a file; it is left as it is.
            DiskFull: Nothing was written.
            FolderNotWritable: Nothing was written.
        """
        if path.exists():
            raise KeysExist
        key = recovery_key or RecoveryKey.generate()
        made = file_id or new_file_id()
        keys = {_new_key_id(): crypto.new_key()}
        names = (first.first_name, first.initials)
        file = KeyFile(
            file_id=made,
            house=house,
            keys=tuple(keys),
            slots=(
                slots.new_slot(
                    made,
                    "staff",
                    first.staff_id,
                    names=names,
                    secret=crypto.passphrase_bytes(passphrase),
                    kdf=kdf,
                    data_keys=keys,
                ),
            ),
            recovery=_recovery_slot(made, 1, key, kdf, keys),
            macs={},
        ).signed(keys)
        write_atomic(path, slots.serialise(file))
        keyring = cls(path, file, intact=True, kdf=kdf)
        vault = OpenedVault(first.staff_id, keys, slots_intact=True)
        return NewHouse(keyring, vault, RecoverySheet(key, 1, made))

    @classmethod
    def read(cls, path: Path, *, kdf: KdfParameters = PRODUCTION_KDF) -> Keyring:
        """Read who can log in; needs no key.

        Args:
            path: The file.
            kdf: What new slots will cost; only tests and campaigns pass anything else.

        Raises:
            SlotsDamaged: The file is missing or cannot be understood.
            DatabaseTooNew: A newer Boform wrote it.
        """
        file, intact = slots.parse(_bytes_of(path))
        return cls(path, file, intact=intact, kdf=kdf)

    @property
    def house(self) -> str:
        """The house's name."""
        return self._file.house

    @property
    def kdf(self) -> KdfParameters:
        """What one guess costs where this house makes something new."""
        return self._kdf

    @property
    def file_id(self) -> str:
        """The id that is printed on the recovery sheet."""
        return self._file.file_id

    @property
    def sheet_number(self) -> int:
        """The number of the recovery sheet that fits now."""
        return self._file.sheet_number

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody with a slot, in the order they were added."""
        heads = (slot.header for slot in self._file.slots)
        return tuple(Person(head.owner, head.first_name, head.initials) for head in heads)

    def open_with_passphrase(self, staff_id: str, passphrase: str) -> OpenedVault:
        """Log in; takes about 0.7 s by design, so call it on a worker.

        Raises:
            WrongPassphrase: It does not open the slot.
            SlotsDamaged: It does not open the slot, and the file is damaged.
            NotFound: This person has no slot.
        """
        slot = self._slot(staff_id)
        keys = self._keys_in(slot, crypto.passphrase_bytes(passphrase), WrongPassphrase())
        return self._opened(staff_id, keys)

    def open_with_recovery(self, key: RecoveryKey) -> OpenedVault:
        """Open with the printed sheet; also the yearly trial, which changes nothing.

        Raises:
            WrongRecoveryKey: The sheet belongs to another file or was replaced.
            SlotsDamaged: It does not fit, and the file is damaged.
        """
        keys = self._keys_in(self._file.recovery, key.secret, WrongRecoveryKey())
        return self._opened(None, keys)

    def add_staff(self, vault: OpenedVault, person: Person, passphrase: str) -> None:
        """Give a person a slot.

        Raises:
            ValidationFailed: ``slot_exists``.
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        file = self._writable(vault)
        if any(slot.header.owner == person.staff_id for slot in file.slots):
            raise ValidationFailed(Problem("staff_id", "slot_exists"))
        slot = self._staff_slot(vault, person, passphrase)
        self._write(replace(file, slots=(*file.slots, slot)), vault)

    def close_staff(self, vault: OpenedVault, staff_id: str) -> None:
        """Remove a person's slot; offer ``renew`` afterwards, for the person may have kept a copy.

        Raises:
            ValidationFailed: ``last_slot``: nobody else could log in.
            NotFound: This person has no slot.
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        file = self._writable(vault)
        self._slot(staff_id)
        if len(file.slots) == 1:
            raise ValidationFailed(Problem("staff_id", "last_slot"))
        kept = tuple(slot for slot in file.slots if slot.header.owner != staff_id)
        self._write(replace(file, slots=kept), vault)

    def change_passphrase(self, staff_id: str, old: str, new: str) -> OpenedVault:
        """Change one's own passphrase, knowing the old one; returns a freshly opened vault.

        Raises:
            WrongPassphrase: The old one does not fit; nothing was written.
            SlotsDamaged: The file is damaged; nothing was written.
        """
        vault = self.open_with_passphrase(staff_id, old)
        self.reset_passphrase(vault, staff_id, new)
        return vault

    def reset_passphrase(
        self,
        vault: OpenedVault,
        staff_id: str,
        passphrase: str,
        *,
        names: tuple[str, str] | None = None,
    ) -> None:
        """Give a person a new slot: forgotten passphrase, recovery, or a changed name.

        Args:
            vault: An opened house; whoever holds it may do this (services check permissions).
            staff_id: Whose slot.
            passphrase: The new passphrase, already checked.
            names: New first name and initials, when they changed.

        Raises:
            NotFound: This person has no slot.
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        file = self._writable(vault)
        head = self._slot(staff_id).header
        first_name, initials = names or (head.first_name, head.initials)
        slot = self._staff_slot(vault, Person(staff_id, first_name, initials), passphrase)
        changed = tuple(slot if old.header.owner == staff_id else old for old in file.slots)
        self._write(replace(file, slots=changed), vault)

    def rename_house(self, vault: OpenedVault, house: str) -> None:
        """Change the name shown at log-in.

        Raises:
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        self._write(replace(self._writable(vault), house=house), vault)

    def replace_recovery_sheet(
        self, vault: OpenedVault, key: RecoveryKey | None = None
    ) -> RecoverySheet:
        """Make a new sheet; the old one no longer opens the house's data.

        Args:
            vault: An opened house.
            key: The key of a sheet that was printed already as number ``sheet_number + 1``.

        Raises:
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        file = self._writable(vault)
        number = file.sheet_number + 1
        fresh = key or RecoveryKey.generate()
        slot = _recovery_slot(file.file_id, number, fresh, self._kdf, vault.data_keys())
        self._write(replace(file, recovery=slot), vault)
        return RecoverySheet(fresh, number, file.file_id)

    def renew(self, vault: OpenedVault, rekey: Rekey, drafts: Rekey | None = None) -> None:
        """Take a new data key into use, without anyone's passphrase.

        Order: slots with old and new key, on disk; the database; the drafts; slots with the new
        key only. Stopped at any point the house still opens, and ``settle`` ends the matter.

        Args:
            vault: An opened house.
            rekey: Changes the database from its old to its new key, and has it on disk.
            drafts: The same for the drafts file (``drafts.rekey_file`` or ``DraftStore.rekey``).

        Raises:
            ValidationFailed: ``renewal_unsettled``: settle the last one first.
            SlotsDamaged: The file was changed by somebody else; nothing was written.
        """
        file = self._writable(vault)
        if len(file.keys) > 1:
            raise ValidationFailed(Problem("", "renewal_unsettled"))
        new_id, new_key = _new_key_id(), crypto.new_key()
        both = {**_copied(vault.data_keys()), new_id: new_key}
        self._write(_with_key(file, new_id, new_key), vault, both)
        vault.hold(both)
        new, old = vault.database_keys()
        rekey(old, new)
        self._finish(vault, new_id, drafts)

    def settle(
        self,
        vault: OpenedVault,
        database_opens: Callable[[bytes], bool],
        drafts: Rekey | None = None,
    ) -> None:
        """Finish an interrupted renewal, or take it back; does nothing when there is none.

        Call it after log-in, before the database and the drafts are opened.

        Args:
            vault: A freshly opened house.
            database_opens: Whether the database can be read with this raw key; changes nothing.
            drafts: Brings the drafts file from one sub-key to the other.

        Raises:
            DatabaseDamaged: Neither key opens the database; nothing was written.
            SlotsDamaged: The slot file was changed by somebody else; nothing was written.
        """
        if not vault.interrupted:
            return
        ids_newest_first = tuple(reversed(vault.data_keys()))
        for key_id, key in zip(ids_newest_first, vault.database_keys(), strict=True):
            if database_opens(key):
                self._finish(vault, key_id, drafts)
                return
        raise DatabaseDamaged

    def _finish(self, vault: OpenedVault, kept_id: str, drafts: Rekey | None) -> None:
        file = self._writable(vault)
        if drafts is not None:
            (other,) = (key for key_id, key in vault.data_keys().items() if key_id != kept_id)
            kept = vault.data_keys()[kept_id]
            drafts(crypto.subkey(other, "drafts"), crypto.subkey(kept, "drafts"))
        left = {kept_id: bytes(vault.data_keys()[kept_id])}
        self._write(_keeping(file, kept_id), vault, left)
        vault.hold(left)

    def _staff_slot(self, vault: OpenedVault, person: Person, passphrase: str) -> Slot:
        return slots.new_slot(
            self._file.file_id,
            "staff",
            person.staff_id,
            names=(person.first_name, person.initials),
            secret=crypto.passphrase_bytes(passphrase),
            kdf=self._kdf,
            data_keys=vault.data_keys(),
        )

    def _slot(self, staff_id: str) -> Slot:
        for slot in self._file.slots:
            if slot.header.owner == staff_id:
                return slot
        raise NotFound(staff_id)

    def _keys_in(self, slot: Slot, secret: bytes, refusal: Exception) -> dict[str, bytes]:
        try:
            private = slot.unwrap(self._file.file_id, secret)
        except CannotOpenError as error:
            raise (refusal if self.intact else SlotsDamaged()) from error
        try:
            return slot.unseal(self._file.file_id, private)
        except CannotOpenError as error:
            raise SlotsDamaged from error

    def _opened(self, staff_id: str | None, keys: dict[str, bytes]) -> OpenedVault:
        genuine = all(self._file.mac_fits(key_id, key) for key_id, key in keys.items())
        return OpenedVault(staff_id, keys, slots_intact=self.intact and genuine)

    def _writable(self, vault: OpenedVault) -> KeyFile:
        """The file as it lies on disk now, when whoever wrote it had our keys."""
        file, intact = slots.parse(_bytes_of(self.path))
        ours = {key_id: key for key_id, key in vault.data_keys().items() if key_id in file.keys}
        genuine = all(file.mac_fits(key_id, key) for key_id, key in ours.items())
        if not (intact and ours and genuine):
            raise SlotsDamaged
        if len(ours) != len(file.keys) or len(ours) != len(vault.data_keys()):
            # Ours, but a renewal stopped between this vault and the disk: log in again, settle.
            raise ValidationFailed(Problem("", "renewal_unsettled"))
        self._file, self.intact = file, True
        return file

    def _write(
        self, file: KeyFile, vault: OpenedVault, keys: Mapping[str, bytes] | None = None
    ) -> None:
        signed = file.signed(vault.data_keys() if keys is None else keys)
        write_atomic(self.path, slots.serialise(signed))
        self._file = signed


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SlotsDamaged("missing") from error


def _recovery_slot(
    file_id: str,
    number: int,
    key: RecoveryKey,
    kdf: KdfParameters,
    data_keys: Mapping[str, bytes | bytearray],
) -> Slot:
    return slots.new_slot(
        file_id,
        "recovery",
        str(number),
        names=("", ""),
        secret=key.secret,
        kdf=kdf,
        data_keys=data_keys,
    )


def _new_key_id() -> str:
    return secrets.token_hex(8)


def _copied(keys: Mapping[str, bytearray]) -> dict[str, bytes]:
    return {key_id: bytes(key) for key_id, key in keys.items()}


def _with_key(file: KeyFile, key_id: str, key: bytes) -> KeyFile:
    return replace(
        file,
        keys=(*file.keys, key_id),
        slots=tuple(slot.with_key(file.file_id, key_id, key) for slot in file.slots),
        recovery=file.recovery.with_key(file.file_id, key_id, key),
    )


def _keeping(file: KeyFile, key_id: str) -> KeyFile:
    return replace(
        file,
        keys=(key_id,),
        slots=tuple(slot.keeping(key_id) for slot in file.slots),
        recovery=file.recovery.keeping(key_id),
    )
