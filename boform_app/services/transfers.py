"""Moving a resident to another Boform (*flytning*): an encrypted file under a consent of its own."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import EnvironmentTrouble, ForeignFile, Problem, ValidationFailed
from boform_app.exchange import foreign, transfer
from boform_app.exchange.transfer_code import TransferCode
from boform_app.exchange.transfer_document import GROUPS, Document
from boform_app.services import (
    _caseworkers,
    _families,
    _ffb,
    _transfer_look,
    _transfer_offer,
    _transfer_parts,
)
from boform_app.services._blobs import read_blob
from boform_app.services._sight import SightService
from boform_app.services._transfer_look import Opened
from boform_app.services._transfer_pack import Packer
from boform_app.services._transfer_take import Taking
from boform_app.services.consents import ConsentsService
from boform_app.services.context import TAKES_A_FILE
from boform_app.services.people import PeopleService
from boform_app.services.views.contacts import PagePicture
from boform_app.services.views.transfers import (
    TransferCommand,
    TransferFound,
    TransferOffer,
    TransferPart,
    TransferSent,
)
from models import tables
from models.errors import ConstraintViolated
from models.values import ffb
from models.values.changes import Changes
from models.values.information import ConsentTopic

NEVER = (
    "Notater",
    "Hensyn",
    "Andre beboere",
    "Refusionsdøgn",
    "Breve, der ikke er sendt",
    "Andre samtykker",
)
"""What never travels: the house's own writing, what is about others, and what holds only here."""


class TransfersService(SightService):
    """What is sent to another Boform, and what comes from one; all or nothing, both ways."""

    def offer(self, person_id: UUID, consent_id: UUID | None = None) -> TransferOffer:
        """What could be sent, under the chosen consent or the latest that covers a move.

        Raises:
            NotAllowed: Only a leader sends; names who.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("export")
        today = self._house.clock.today()
        consents = tuple(
            view
            for view in ConsentsService(self._house, self._actor).for_person(person_id)
            if view.state == "valid" and _transfer_offer.is_for_moving(view)
        )
        chosen = next((one for one in consents if consent_id in {None, one.id}), None)
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            topics = frozenset(map(ConsentTopic, chosen.information if chosen else ()))
            luggage = Packer(session, self._house.blobs, family, topics, "").packed()
            return TransferOffer(
                person_id=person.id,
                person_name=_families.full_name(person),
                consents=consents,
                consent_id=chosen.id if chosen else None,
                excepted=chosen.excepted if chosen else "",
                groups=tuple(_transfer_offer.group(key, luggage) for key in GROUPS),
                protected=person.protected_address
                and (person.protected_until is None or person.protected_until >= today),
                living_here=_families.open_stay(session, family) is not None,
                never=NEVER,
            )

    def send(self, command: TransferCommand) -> TransferSent:
        """Make the file and its code; neither is kept. A worker's work of about two seconds.

        Raises:
            BlobDamaged: A stored letter or document is missing; nothing was made.
            ForeignFile: ``file_too_large``, or ``transfer_content``: something here is so long or
                so strange that no Boform would take it; nothing was made.
            NotAllowed: Only a leader sends; names who.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required`` at ``other_house``; ``transfer_consent_missing``,
                ``transfer_consent_other``, ``transfer_consent_withdrawn`` or
                ``transfer_consent_expired`` at ``consent_id``; ``unknown_choice`` or
                ``transfer_not_covered`` at ``groups``.
        """
        self._require("export")
        file_id, code = uuid4(), TransferCode.generate()
        with self._read() as session:
            person = self._opened(session, command.person_id)
            payload = _transfer_offer.packed(
                session,
                self._house.blobs,
                command,
                self._consent(session, command, person),
                file_id=file_id,
                made_by=self._actor.name,
                now=self._house.clock.now(),
            )
            themes = _themes(session)
        # What no receiver would take is said here, where it can be mended.
        _transfer_look.read(payload, self._house.clock.today(), themes)
        data = transfer.write(payload, code, file_id, self._house.keyring.kdf)
        with self._write("transfer.send", "flytning til et andet hus", undoable=False) as unit:
            person = self._opened(unit.session, command.person_id)
            self._consent(unit.session, command, person)
            row = tables.Transfer(
                file_id=file_id,
                direction="out",
                person_id=person.id,
                other_house=_caseworkers.tidy(command.other_house),
                consent_id=command.consent_id,
                sha256=hashlib.sha256(data).hexdigest(),
                at=self._house.clock.now(),
                by_id=self._actor.staff_id,
            )
            unit.session.add(row)
            unit.relabel(f"flyttefil om {_families.full_name(person)} til {row.other_house}")
            unit.about(person.id)
            changes = unit.commit()
        return TransferSent(data, transfer.proposed_name(file_id), code.text, changes)

    def look(self, data: bytes, code: str) -> TransferFound:
        """What a file holds and whom we may know already; nothing is kept. A worker's work.

        Raises:
            ForeignFile: ``transfer_code_mistyped``, ``transfer_wrong_code``, ``transfer_damaged``,
                ``transfer_newer``, ``transfer_not_ours``, ``transfer_content`` or what the door says.
            NotAllowed: The role does not take in a resident's papers.
        """
        self._require("edit_master_data")
        found = self._checked(data, code)
        document = found.document
        person_id, name = _transfer_look.person_of(document)
        person = document.person
        similar = PeopleService(self._house, self._actor).duplicates(
            person["first_name"], person["last_name"], person["cpr"]
        )
        with self._read() as session:
            known = session.get(tables.Person, person_id)
            same = self._same_number(session, document)
            return TransferFound(
                file_id=document.file_id,
                house=document.house,
                made_by=document.made_by,
                phone=document.phone,
                made_at=document.made_at,
                meant_for=document.to,
                person_name=name,
                birth_date=person["birth_date"],
                protected=person["protected_address"],
                counts=_transfer_look.counts(document),
                known_id=_families.kept(session, person_id).id if known is not None else None,
                similar=tuple(hit for hit in similar if known is None),
                same_number=same.id if same is not None else None,
                read_before=self._read_before(session, document.file_id),
                parts=_transfer_parts.of_file(document),
            )

    def beside(self, person_id: UUID) -> tuple[TransferPart, ...]:
        """What is here already about somebody whom a file may be about; the view is logged.

        Raises:
            NotAllowed: The role does not take in a resident's papers.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("edit_master_data")
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            house = session.scalars(select(tables.House)).one().name
            parts = _transfer_parts.of_house(session, person, family, house)
        self._log_view(person.id, "transfer")
        return parts

    def take(self, data: bytes, code: str, join_person_id: UUID | None = None) -> Changes | None:
        """Keep what the file holds, all of it or nothing. A worker's work.

        Args:
            data: The file.
            code: As it was heard.
            join_person_id: The person here who is the same.

        Returns:
            What changed; None when this file was read before, and nothing was done.

        Raises:
            DiskFull: No room; nothing was kept.
            ForeignFile: As ``look``; nothing was kept.
            NotAllowed: The role does not take in papers, or joins no records.
            ReasonNeeded: The person here is protected and not open.
            ValidationFailed: ``transfer_person_known`` at ``join_person_id``: somebody here has the
                number; ``same_record`` when the file's person is here already.
        """
        self._require("edit_master_data")
        if join_person_id is not None and self._require("join_records") != "yes":
            self._refuse("join_records")
        found = self._checked(data, code)
        _transfer_look.inspect_files(found)
        stored: list[str] = []
        try:
            changes = self._taken(found, join_person_id, stored)
            stored.clear()
        except ConstraintViolated as refused:
            raise ForeignFile("transfer_content", where=refused.constraint) from refused
        finally:
            # What was stored for a step that did not happen; its keys are gone with the step.
            with suppress(EnvironmentTrouble):
                for blob_id in stored:
                    self._house.blobs.remove(blob_id)
        return changes

    def pages(self, letter_id: UUID) -> tuple[PagePicture, ...]:
        """A letter that another house wrote, as pictures made in the child process.

        Its bytes are foreign: they are never opened in the program itself. A worker's work.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            ForeignFile: It cannot be opened safely.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._opened(session, letter.person_id)
            blob = self._get(session, tables.Blob, letter.blob_id)
        shown = foreign.inspect(read_blob(self._house.blobs, blob), want="pdf")
        return tuple(PagePicture(page.width, page.height, page.rgb) for page in shown.pages)

    def _taken(self, found: Opened, join_id: UUID | None, stored: list[str]) -> Changes | None:
        document = found.document
        _, name = _transfer_look.person_of(document)
        with self._write(TAKES_A_FILE, f"flyttefil om {name}", undoable=False) as unit:
            session = unit.session
            if self._read_before(session, document.file_id) is not None:
                return None
            join = self._joined(session, document, join_id)
            taking = Taking(
                session=session,
                store=self._house.blobs,
                document=document,
                blobs=found.blobs,
                by_id=self._actor.staff_id,
                now=self._house.clock.now(),
                today=self._house.clock.today(),
                stored=stored,
            )
            taking.write(join)
            session.add(
                tables.Transfer(
                    file_id=document.file_id,
                    direction="in",
                    person_id=taking.person_id,
                    other_house=document.house,
                    consent_id=document.consent["id"],
                    sha256=found.sha256,
                    at=self._house.clock.now(),
                    by_id=self._actor.staff_id,
                )
            )
            unit.relabel(f"flyttefil om {name} fra {document.house}")
            unit.about(_families.kept(session, taking.person_id).id, taking.person_id)
            return unit.commit()

    def _joined(
        self, session: Session, document: Document, join_id: UUID | None
    ) -> tables.Person | None:
        """Whom the new record is joined to; None when it stands alone or is here already."""
        person_id = document.person["id"]
        known = session.get(tables.Person, person_id) is not None
        if known:
            kept = self._opened(session, person_id)
            if join_id is not None and join_id != kept.id:
                raise ValidationFailed(Problem("join_person_id", "same_record"))
            return None
        if join_id is not None:
            return self._opened(session, join_id)
        if self._same_number(session, document) is not None:
            raise ValidationFailed(Problem("join_person_id", "transfer_person_known"))
        return None

    @staticmethod
    def _same_number(session: Session, document: Document) -> tables.Person | None:
        """Somebody else here with the CPR number of the file."""
        number = document.person["cpr"]
        if not number or session.get(tables.Person, document.person["id"]) is not None:
            return None
        found = session.scalars(
            select(tables.Person).where(tables.Person.cpr == number).order_by(tables.Person.id)
        ).first()
        return _families.kept(session, found.id) if found is not None else None

    @staticmethod
    def _read_before(session: Session, file_id: UUID) -> datetime | None:
        return session.scalar(
            select(tables.Transfer.at).where(
                tables.Transfer.file_id == file_id, tables.Transfer.direction == "in"
            )
        )

    def _checked(self, data: bytes, code: str) -> Opened:
        with self._read() as session:
            themes = _themes(session)
        return _transfer_look.opened(data, code, self._house.clock.today(), themes)

    def _consent(
        self, session: Session, command: TransferCommand, person: tables.Person
    ) -> tables.Consent:
        views = ConsentsService(self._house, self._actor).for_person(person.id)
        found = next((one for one in views if one.id == command.consent_id), None)
        consent = _transfer_offer.check_consent(found, command)
        return session.get_one(tables.Consent, consent.id)


def _themes(session: Session) -> frozenset[str]:
    """FFB themes that this house has words for."""
    words = (_ffb.words(session), ffb.shipped())
    return frozenset(theme.key for one in words for theme in one.themes)
