"""Opening and closing a house: here folder, keys, database and stores are wired together.

Only the standard library and our own light modules are imported above; SQLAlchemy and the rest come
when a passphrase has been typed, so that the log-in shows before them (architecture, decision 14).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from boform_app.errors import DatabaseDamaged, KeysExist, SlotsDamaged
from boform_app.paths import DataFolder, ensure

if TYPE_CHECKING:
    from boform_app.clock import Clock
    from boform_app.services.context import OpenHouse
    from boform_app.services.views.admin import Actor, HouseFacts, StaffCommand
    from boform_app.vault.crypto import KdfParameters
    from boform_app.vault.keyring import Keyring, RecoverySheet
    from boform_app.vault.lock import FolderLock
    from boform_app.vault.opened import OpenedVault
    from boform_app.vault.recovery import RecoveryKey


@dataclass(frozen=True, slots=True)
class NewHouse:
    """A house that was just made and stands open.

    Attributes:
        house: Open; close it with ``close_house``.
        actor: The first leader, logged in.
        sheet: What is printed on the recovery sheet; it is stored nowhere.
    """

    house: OpenHouse
    actor: Actor
    sheet: RecoverySheet

    @property
    def recovery_key(self) -> RecoveryKey:
        """The printed key."""
        return self.sheet.key


def has_house(folder: DataFolder) -> bool:
    """Whether the folder holds a house, also one with a damaged or missing part."""
    return folder.keys.exists() or folder.database.exists()


def keyring_of(folder: DataFolder, kdf: KdfParameters | None = None) -> Keyring:
    """Who can log in (``.people``) and the house's name; needs no key and no database.

    Raises:
        SlotsDamaged: The key file is missing or cannot be understood.
        DatabaseTooNew: A newer Boform wrote it.
    """
    from boform_app.vault.crypto import PRODUCTION_KDF  # noqa: PLC0415 - see above
    from boform_app.vault.keyring import Keyring  # noqa: PLC0415 - cryptography takes 60 ms

    return Keyring.read(folder.keys, kdf=kdf or PRODUCTION_KDF)


def create_house(
    folder: DataFolder,
    house: HouseFacts,
    leader: StaffCommand,
    clock: Clock,
    kdf: KdfParameters | None = None,
    *,
    recovery_key: RecoveryKey | None = None,
    file_id: str | None = None,
) -> NewHouse:
    """Make a house with its first leader and leave it open.

    The house is made under other names; the key file in its place is the moment from which it
    exists. What a kill left behind before that moment is made anew, after it it is finished.

    Args:
        folder: Where; made when missing.
        house: Name and address; the other facts may be empty.
        leader: The first leader with a passphrase.
        clock: The clock port.
        kdf: Only tests and campaigns pass anything else than None.
        recovery_key: The key of a sheet that was printed already as number 1.
        file_id: The id printed on that sheet.

    Raises:
        ValidationFailed: Problems at fields of ``house`` or ``leader``.
        KeysExist: The folder holds a house; nothing is touched.
        FolderNotWritable: The folder takes no new files.
        DiskFull: No room; the folder holds no house.
        AlreadyOpen: Another Boform is at work in the folder.
    """
    from boform_app._first_start import check, first_rows  # noqa: PLC0415 - imports SQLAlchemy
    from boform_app._log_in import actor_of  # noqa: PLC0415 - imports SQLAlchemy
    from boform_app.vault.crypto import PRODUCTION_KDF  # noqa: PLC0415 - see keyring_of
    from boform_app.vault.keyring import Keyring, Person  # noqa: PLC0415 - see keyring_of
    from models.base import new_id  # noqa: PLC0415 - imports SQLAlchemy
    from models.migrations import runner  # noqa: PLC0415 - imports SQLAlchemy

    check(house, leader)
    with contextlib.ExitStack() as stack:
        lock = _held(folder, stack, make=True)
        if has_house(folder):
            raise KeysExist
        unfinished = _Unfinished(folder)
        unfinished.remove()
        stack.callback(unfinished.remove)
        staff_id = new_id()
        first = Person(str(staff_id), leader.first_name.strip(), leader.initials.strip())
        made = Keyring.create(
            unfinished.keys,
            house.name.strip(),
            first,
            leader.passphrase,
            recovery_key=recovery_key,
            file_id=file_id,
            kdf=kdf or PRODUCTION_KDF,
        )
        stack.callback(made.vault.drop)
        key = made.vault.database_key()
        runner.create(unfinished.database, key)
        first_rows((unfinished.database, key), house, leader, staff_id, clock)
        unfinished.into_place()
        keyring = Keyring.read(folder.keys, kdf=kdf or PRODUCTION_KDF)
        opened = _wire(folder, clock, (keyring, made.vault), lock, stack)
        actor = actor_of(opened, staff_id)
        stack.pop_all()
    return NewHouse(opened, actor, made.sheet)


def open_house(
    folder: DataFolder,
    staff_id: UUID | str,
    passphrase: str,
    clock: Clock,
    kdf: KdfParameters | None = None,
) -> tuple[OpenHouse, Actor]:
    """Log in; takes about a second by design, so call it on a worker.

    Args:
        folder: The data folder.
        staff_id: Whose slot (``Keyring.people``).
        passphrase: As typed.
        clock: The clock port.
        kdf: What new slots will cost; only tests pass anything else than None.

    Raises:
        WrongPassphrase: It does not open the slot.
        ValidationFailed: ``access_closed`` or ``access_ended`` at ``staff_id``.
        AlreadyOpen: Another running Boform holds the folder.
        SlotsDamaged: The key file is missing or damaged.
        DatabaseDamaged: The database is missing or cannot be read.
        DatabaseTooNew: A newer Boform wrote it.
        FolderNotWritable: The folder takes no new files.
        DiskFull: No room for the copy before a migration.
    """
    from boform_app._log_in import (  # noqa: PLC0415 - imports SQLAlchemy
        actor_of,
        remove_stray_slots,
    )

    with contextlib.ExitStack() as stack:
        lock = _held(folder, stack)
        keyring = keyring_of(folder, kdf)
        vault = keyring.open_with_passphrase(str(staff_id), passphrase)
        stack.callback(vault.drop)
        opened = _wire(folder, clock, (keyring, vault), lock, stack)
        actor = actor_of(opened, UUID(str(staff_id)))
        remove_stray_slots(opened)
        stack.pop_all()
    return opened, actor


def open_with_recovery(
    folder: DataFolder,
    key: RecoveryKey,
    staff_id: UUID | str,
    passphrase: str,
    clock: Clock,
    *,
    kdf: KdfParameters | None = None,
) -> tuple[OpenHouse, Actor]:
    """Log in with the recovery sheet and give one person a new passphrase.

    It stands in the journal. Whoever holds the sheet holds the house, so the role is not asked for.

    Args:
        folder: The data folder.
        key: The key typed from the sheet.
        staff_id: Who gets the new passphrase and is logged in.
        passphrase: The new passphrase.
        clock: The clock port.
        kdf: What the new slot will cost; only tests pass anything else than None.

    Raises:
        WrongRecoveryKey: The sheet belongs to another house or was replaced.
        ValidationFailed: The passphrase is too weak, or the person's access is closed.

    The errors of ``open_house`` besides.
    """
    from boform_app._log_in import actor_of, give_slot, note_recovery  # noqa: PLC0415 - imports SQLAlchemy
    from boform_app.services._passphrases import check_passphrase  # noqa: PLC0415 - reads the word lists

    check_passphrase(passphrase)
    with contextlib.ExitStack() as stack:
        lock = _held(folder, stack)
        keyring = keyring_of(folder, kdf)
        vault = keyring.open_with_recovery(key)
        stack.callback(vault.drop)
        opened = _wire(folder, clock, (keyring, vault), lock, stack)
        actor = actor_of(opened, UUID(str(staff_id)))
        give_slot(opened, actor, passphrase)
        note_recovery(opened, actor)
        stack.pop_all()
    return opened, actor


def log_in_again(house: OpenHouse, staff_id: UUID | str, passphrase: str) -> Actor:
    """A colleague takes over at the lock screen, or the same person after the PIN was given up.

    The house stays open, so running work goes on; the new log-in has an undo line of its own.

    Raises:
        WrongPassphrase: It does not open the slot.
        ValidationFailed: ``access_closed`` or ``access_ended`` at ``staff_id``.
    """
    from boform_app._log_in import actor_of  # noqa: PLC0415 - imports SQLAlchemy

    house.keyring.open_with_passphrase(str(staff_id), passphrase).drop()
    return actor_of(house, UUID(str(staff_id)))


def close_house(house: OpenHouse, *, force: bool = False) -> bool:
    """Put the drafts on disk, close the database, forget the keys, free the folder.

    Args:
        house: The open house; nothing of it can be used afterwards.
        force: Close also when some text cannot be written (12 hours are over, Windows shuts down).

    Returns:
        False when some text could not be written. Without ``force`` everything is still open then,
        so that the window can say why and keep the text.
    """
    saved = house.drafts.close()
    if not saved and not force:
        return False
    # Every step is taken even when one before it fails.
    with contextlib.ExitStack() as stack:
        if house.lock is not None:
            stack.callback(house.lock.release)
        stack.callback(house.vault.drop)
        stack.callback(house.database.close)
        if house.presence is not None:
            stack.callback(house.presence.close)
    return saved


class _Unfinished:
    """The files of a house that is being made."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self.keys = _new(folder.keys)
        self.database = _new(folder.database)

    def remove(self) -> None:
        """Clear away what a kill or a full disk left; never anything of a house that exists."""
        if self._folder.keys.exists():
            return
        for path in (self.keys, self.database):
            for ending in ("", "-wal", "-shm", ".tmp"):
                path.with_name(path.name + ending).unlink(missing_ok=True)

    def into_place(self) -> None:
        """From the first rename on the house exists; ``_settle_first_start`` does the second."""
        from boform_app.vault.files import sync_folder, translated  # noqa: PLC0415 - see keyring_of

        with translated():
            os.replace(self.keys, self._folder.keys)  # noqa: PTH105 - tests stop the program here
            sync_folder(self._folder.root)
            os.replace(self.database, self._folder.database)  # noqa: PTH105 - as above
            sync_folder(self._folder.root)


def _new(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _settle_first_start(folder: DataFolder) -> None:
    """Finish a first start that was killed between the two renames of ``into_place``."""
    unfinished = _new(folder.database)
    if folder.keys.exists() and unfinished.exists() and not folder.database.exists():
        unfinished.rename(folder.database)


def _held(folder: DataFolder, stack: contextlib.ExitStack, *, make: bool = False) -> FolderLock:
    """The folder with every sub-folder, proven writable and held by us alone."""
    from boform_app.vault.lock import FolderLock  # noqa: PLC0415 - see keyring_of

    if not make and not folder.root.is_dir():
        # A mistyped path must not turn into a new empty folder.
        raise SlotsDamaged("missing")
    ensure(folder)
    lock = FolderLock(folder.lock)
    lock.acquire()
    stack.callback(lock.release)
    return lock


def _wire(
    folder: DataFolder,
    clock: Clock,
    keys: tuple[Keyring, OpenedVault],
    lock: FolderLock,
    stack: contextlib.ExitStack,
) -> OpenHouse:
    """Settle what was interrupted, migrate, and open database and stores."""
    from boform_app.services.context import OpenHouse  # noqa: PLC0415 - imports SQLAlchemy
    from boform_app.vault.blobs import BlobStore  # noqa: PLC0415 - see keyring_of
    from boform_app.vault.drafts import DraftStore, rekey_file  # noqa: PLC0415 - see keyring_of
    from models.database import Database  # noqa: PLC0415 - imports SQLAlchemy
    from models.migrations import runner  # noqa: PLC0415 - imports SQLAlchemy

    keyring, vault = keys
    _settle_first_start(folder)
    keyring.settle(vault, partial(_opens, folder.database), partial(rekey_file, folder.drafts))
    key = vault.database_key()
    runner.upgrade(folder.database, key, copies=folder.copies, at=clock.now())
    database = Database(folder.database, key)
    stack.callback(database.close)
    drafts = DraftStore(folder.drafts, vault.subkeys("drafts"), clock=clock)
    stack.callback(drafts.close)
    blobs = BlobStore(folder.blobs)
    return OpenHouse(folder, clock, database, blobs, drafts, keyring, vault, lock)


def _opens(path: Path, key: bytes) -> bool:
    """Whether the database can be read with this key."""
    from models import engine  # noqa: PLC0415 - imports SQLAlchemy

    if not path.is_file():
        return False
    try:
        engine.connect(path, key, "reader").close()
    except DatabaseDamaged:
        return False
    return True
