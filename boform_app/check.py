"""``boform check``: whether everything in the data folder is there, whole and genuine.

Nothing is changed: an interrupted renewal is not settled, an old schema is not migrated.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import (
    BlobDamaged,
    DatabaseDamaged,
    EnvironmentTrouble,
    SlotsDamaged,
    WrongPassphrase,
)
from boform_app.paths import DataFolder
from boform_app.vault.blobs import BlobRef, BlobStore
from boform_app.vault.crypto import CannotOpenError
from boform_app.vault.draftlog import read as read_drafts
from boform_app.vault.drafts import FILE_NAME
from boform_app.vault.keyring import Keyring
from boform_app.vault.lock import FolderLock
from boform_app.vault.opened import OpenedVault
from models import engine, tables
from models.database import Database
from models.journal import verify_chain
from models.migrations import runner


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found.

    Attributes:
        findings: A Danish line per thing that is not as it should be; empty when all is well.
        notes: Lines worth knowing that are no fault, e.g. a file that a power cut left behind.
    """

    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def check_house(
    folder: DataFolder, passphrase: str, staff_id: UUID | str | None = None
) -> CheckResult:
    """Verify key file, keys, database, schema, journal, letters, files and drafts.

    Args:
        folder: The data folder; no Boform may be running on it.
        passphrase: Of one member of staff.
        staff_id: Whose it is; None tries everybody, which takes about a second each.

    Raises:
        WrongPassphrase: It opens nobody's slot.
        AlreadyOpen: A running Boform holds the folder.
    """
    with contextlib.ExitStack() as stack:
        if folder.root.is_dir():
            stack.enter_context(FolderLock(folder.lock))
        try:
            keyring = Keyring.read(folder.keys)
            vault = _open(keyring, passphrase, staff_id)
        except EnvironmentTrouble as trouble:
            return CheckResult((_keys_line(trouble),))
        stack.callback(vault.drop)
        return _check_opened(folder, keyring, vault)


def _open(keyring: Keyring, passphrase: str, staff_id: UUID | str | None) -> OpenedVault:
    wanted = [str(staff_id)] if staff_id else [person.staff_id for person in keyring.people]
    for owner in wanted:
        with contextlib.suppress(WrongPassphrase):
            return keyring.open_with_passphrase(owner, passphrase)
    raise WrongPassphrase


def _keys_line(trouble: EnvironmentTrouble) -> str:
    if isinstance(trouble, SlotsDamaged):
        return "Nøglefilen mangler eller er beskadiget."
    return "Nøglefilen er skrevet af en nyere udgave af Boform."


def _check_opened(folder: DataFolder, keyring: Keyring, vault: OpenedVault) -> CheckResult:
    findings: list[str] = []
    notes: list[str] = []
    if not vault.slots_intact:
        findings.append("Nøglefilen er ikke, som Boform skrev den.")
    if vault.interrupted:
        notes.append("En fornyelse af nøglen blev afbrudt. Den gøres færdig ved næste log ind.")
    findings += _drafts(folder, vault)
    key = _database_key(folder, vault)
    if key is None:
        return CheckResult((*findings, "Databasen mangler eller kan ikke læses."), tuple(notes))
    schema = tuple(_schema(folder, key))
    if not schema:
        # Rows of another schema cannot be read with this program's tables.
        in_database = _in_database(folder, key, keyring)
        findings += in_database.findings
        notes += in_database.notes
    return CheckResult((*findings, *schema), tuple(notes))


def _in_database(folder: DataFolder, key: bytes, keyring: Keyring) -> CheckResult:
    findings: list[str] = []
    notes: list[str] = []
    store = BlobStore(folder.blobs)
    with contextlib.closing(Database(folder.database, key)) as database:
        try:
            findings += (f"Databasen: {line}" for line in database.check())
            with database.read() as session:
                findings += (f"Loggen: {line}" for line in verify_chain(session))
                findings += _staff(session, keyring)
                findings += _blobs(session, store)
                findings += _letters(session)
                notes += _orphans(session, store)
        except DatabaseDamaged as damage:
            findings.append(f"Databasen kan ikke læses helt: {damage}")
    return CheckResult(tuple(findings), tuple(notes))


def _database_key(folder: DataFolder, vault: OpenedVault) -> bytes | None:
    if not folder.database.is_file():
        return None
    for key in vault.database_keys():
        with contextlib.suppress(DatabaseDamaged):
            engine.connect(folder.database, key, "reader").close()
            return key
    return None


def _schema(folder: DataFolder, key: bytes) -> Iterator[str]:
    stored = runner.stored_revision(folder.database, key)
    if stored is None:
        yield "Databasens indhold mangler."
    elif stored != runner.HEAD:
        yield f"Databasens udgave er {stored}, programmets er {runner.HEAD}."


def _drafts(folder: DataFolder, vault: OpenedVault) -> Iterator[str]:
    path = folder.drafts / FILE_NAME
    if path.is_file():
        try:
            damaged = read_drafts(path, vault.subkeys("drafts")).damaged
        except CannotOpenError:
            damaged = True
        if damaged:
            yield "Kladderne kan ikke alle læses."


def _staff(session: Session, keyring: Keyring) -> Iterator[str]:
    """Slots and rows that do not fit together: a kill between the two leaves one of them."""
    open_ids = {
        str(row)
        for row in session.scalars(select(tables.Staff.id).where(tables.Staff.closed_on.is_(None)))
    }
    slots = {person.staff_id for person in keyring.people}
    for staff_id in sorted(slots - open_ids):
        yield f"Nøglefilen har en plads uden medarbejder: {staff_id}. Den åbner ikke huset."
    for staff_id in sorted(open_ids - slots):
        yield f"Medarbejderen {staff_id} har ingen plads i nøglefilen og kan ikke logge ind."


def _blobs(session: Session, store: BlobStore) -> Iterator[str]:
    for row in session.scalars(select(tables.Blob)).yield_per(100):
        try:
            store.verify(BlobRef(row.id.hex, row.key, row.size, row.sha256))
        except BlobDamaged:
            yield f"Filen {row.id} mangler eller er ændret."


def _letters(session: Session) -> Iterator[str]:
    """A letter's own hashes against those of its files, which ``_blobs`` compared with the bytes."""
    hashes = {row.id: row.sha256 for row in session.scalars(select(tables.Blob))}
    for letter in session.scalars(select(tables.Letter)).yield_per(100):
        if hashes.get(letter.blob_id) != letter.sha256:
            yield f"Brevet {letter.register_number} svarer ikke til det, der blev gemt."
        if hashes.get(letter.context_blob_id) != letter.context_sha256:
            yield f"Oplysningerne bag brevet {letter.register_number} er ændret."


def _orphans(session: Session, store: BlobStore) -> Iterator[str]:
    known = [row.hex for row in session.scalars(select(tables.Blob.id))]
    for name in store.orphans(known):
        yield f"Filen {name} hører ikke til noget. Den kan ikke læses af nogen."
