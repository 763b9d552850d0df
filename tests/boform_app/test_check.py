"""``boform check`` finds what was planted, says nothing of a whole house, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from boform_app import bootstrap
from boform_app.check import CheckResult, check_house
from boform_app.errors import AlreadyOpen, WrongPassphrase
from boform_app.paths import DataFolder
from boform_app.services._blobs import store_blob
from boform_app.services.context import OpenHouse
from boform_app.services.views.stays import AdmitCommand
from boform_app.vault.drafts import FILE_NAME
from boform_app.vault.keyring import Person
from models import engine, tables
from models.database import Database
from tests import houses
from tests.houses import PASSPHRASE, PLACES, STAFF


@dataclass
class Closed:
    """A house with a resident and a letter that nobody has open."""

    folder: DataFolder
    key: bytes
    letter_blob: UUID

    def check(self) -> CheckResult:
        return check_house(self.folder, PASSPHRASE, STAFF["leader"][0])

    @contextmanager
    def database(self) -> Iterator[Database]:
        database = Database(self.folder.database, self.key)
        yield database
        database.close()

    def change(self, statement: str) -> None:
        connection = engine.connect(self.folder.database, self.key, "migration")
        connection.execute(statement)
        connection.close()


@pytest.fixture
def closed(tmp_path: Path) -> Closed:
    house = houses.make_house(tmp_path)
    for role in ("staff", "temp"):
        staff_id, first_name, _, initials = STAFF[role]
        house.keyring.add_staff(
            house.vault, Person(str(staff_id), first_name, initials), PASSPHRASE
        )
    person = houses.services(house).stays.admit(AdmitCommand("Kim", place_id=PLACES[1]))
    letter_blob = add_letter(house, person.first("person"))
    key = house.vault.database_key()
    bootstrap.close_house(house)
    return Closed(house.folder, key, letter_blob)


def add_letter(house: OpenHouse, person_id: UUID) -> UUID:
    now = house.clock.now()
    with house.database.write(
        "letter.make", "brev", actor_id=STAFF["leader"][0], at=now, undoable=False
    ) as unit:
        pdf = store_blob(house.blobs, unit.session, b"%PDF" * 30_000, "application/pdf", now)
        context = store_blob(house.blobs, unit.session, b"{}", "application/json", now)
        unit.session.add(
            tables.Letter(
                register_number="2026-0001", kind="referral", title="Henvisning",
                person_id=person_id, recipient_name="Aalborg", recipient={}, blob_id=pdf.id,
                letter_date=date(2026, 11, 23), context_blob_id=context.id, sha256=pdf.sha256,
                context_sha256=context.sha256, disclosures=[], rule_rows=[], made_at=now,
                made_by_id=STAFF["leader"][0],
            )
        )  # fmt: skip
        unit.commit()
        return pdf.id


def snapshot(folder: DataFolder) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder.root)): path.read_bytes()
        for path in sorted(folder.root.rglob("*"))
        if path.is_file() and path != folder.lock and not path.name.endswith(("-shm", "-wal"))
    }


def blob_path(folder: DataFolder, blob_id: UUID) -> Path:
    return folder.blobs / blob_id.hex[:2] / blob_id.hex


def test_a_whole_house_has_no_findings_and_stays_as_it_is(closed: Closed) -> None:
    before = snapshot(closed.folder)
    assert closed.check() == CheckResult(())
    assert snapshot(closed.folder) == before


def test_anybodys_passphrase_will_do(closed: Closed) -> None:
    assert check_house(closed.folder, PASSPHRASE) == CheckResult(())
    with pytest.raises(WrongPassphrase):
        check_house(closed.folder, "noget helt andet her")


def test_not_while_boform_runs(closed: Closed) -> None:
    house, _ = bootstrap.open_house(
        closed.folder, STAFF["leader"][0], PASSPHRASE, houses.make_clock()
    )
    with pytest.raises(AlreadyOpen):
        closed.check()
    bootstrap.close_house(house)


def test_key_file(closed: Closed) -> None:
    whole = closed.folder.keys.read_bytes()
    closed.folder.keys.write_bytes(whole[:-40])
    assert closed.check().findings == ("Nøglefilen mangler eller er beskadiget.",)
    closed.folder.keys.write_bytes(whole.replace(b"Havnehuset", b"Havnehusen"))
    assert closed.check().findings == ("Nøglefilen er ikke, som Boform skrev den.",)
    closed.folder.keys.unlink()
    assert closed.check().findings == ("Nøglefilen mangler eller er beskadiget.",)


def test_database_missing_or_unreadable(closed: Closed) -> None:
    raw = bytearray(closed.folder.database.read_bytes())
    damaged = bytes([raw[0] ^ 0xFF, *raw[1:]])
    closed.folder.database.write_bytes(damaged)
    assert closed.check().findings == ("Databasen mangler eller kan ikke læses.",)
    assert closed.folder.database.read_bytes() == damaged
    closed.folder.database.unlink()
    assert closed.check().findings == ("Databasen mangler eller kan ikke læses.",)


def test_a_page_in_the_middle(closed: Closed) -> None:
    raw = bytearray(closed.folder.database.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    closed.folder.database.write_bytes(bytes(raw))
    findings = closed.check().findings
    assert findings
    assert all(line.startswith("Database") for line in findings)


def test_schema_of_another_edition(closed: Closed) -> None:
    closed.change("UPDATE alembic_version SET version_num = '9999'")
    assert closed.check().findings == ("Databasens udgave er 9999, programmets er 0001.",)


def test_rows_without_their_parent(closed: Closed) -> None:
    closed.change("DELETE FROM room WHERE number = '1'")
    (line,) = closed.check().findings
    assert line.startswith("Databasen: foreign_key_check")


def test_a_changed_journal(closed: Closed) -> None:
    with closed.database() as database, database.write_unjournaled() as session:
        session.execute(
            update(tables.Operation).where(tables.Operation.seq == 2).values(kind="stay.other")
        )
    assert "Loggen: operation 2: chain" in closed.check().findings


def test_letters_and_files(closed: Closed) -> None:
    path = blob_path(closed.folder, closed.letter_blob)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    expected = f"Filen {closed.letter_blob} mangler eller er ændret."
    assert closed.check().findings == (expected,)
    path.unlink()
    assert closed.check().findings == (expected,)


def test_a_letter_that_points_elsewhere(closed: Closed) -> None:
    closed.change("UPDATE letter SET blob_id = context_blob_id, sha256 = 'x'")
    assert closed.check().findings == ("Brevet 2026-0001 svarer ikke til det, der blev gemt.",)


def test_files_without_a_row_are_told_not_blamed(closed: Closed) -> None:
    stray = uuid4()
    path = blob_path(closed.folder, stray)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"left by a power cut")
    result = closed.check()
    assert result.findings == ()
    assert result.notes == (
        f"Filen {stray.hex} hører ikke til noget. Den kan ikke læses af nogen.",
    )


def test_slots_and_rows_fit_together(closed: Closed) -> None:
    temp = STAFF["temp"][0]
    closed.change("DELETE FROM staff WHERE role = 'temp'")
    assert closed.check().findings == (
        f"Nøglefilen har en plads uden medarbejder: {temp}. Den åbner ikke huset.",
    )


def test_drafts(closed: Closed) -> None:
    (closed.folder.drafts / FILE_NAME).write_bytes(b"BOFDRAF1" + bytes(200))
    assert closed.check().findings == ("Kladderne kan ikke alle læses.",)
