"""What is offered and made for another Boform: the consent, the groups, the payload."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.exchange import transfer_document
from boform_app.exchange.transfer import Payload
from boform_app.exchange.transfer_document import GROUPS, Document
from boform_app.services import _caseworkers, _families, _transfer_pack
from boform_app.services._transfer_look import LABELS
from boform_app.services._transfer_pack import FIXED, Luggage, Packer
from boform_app.services.views.records import ConsentView
from boform_app.services.views.transfers import TransferCommand, TransferGroup
from boform_app.vault.blobs import BlobStore
from models import tables
from models.values.information import ConsentTopic

_MOVE = "flyt"


def is_for_moving(consent: ConsentView) -> bool:
    """Given to no municipality, and its purpose speaks of moving ("Flytning til Østhuset")."""
    return not consent.municipality_code and _MOVE in consent.purpose.casefold()


def check_consent(consent: ConsentView | None, command: TransferCommand) -> ConsentView:
    """The consent that the file rests on.

    Raises:
        ValidationFailed: ``required`` at ``other_house``; why it does not hold, at ``consent_id``.
    """
    if not command.other_house.strip():
        raise ValidationFailed(Problem("other_house", "required"))
    if consent is None or not is_for_moving(consent):
        raise ValidationFailed(Problem("consent_id", "transfer_consent_missing"))
    if consent.state == "withdrawn":
        raise ValidationFailed(Problem("consent_id", "transfer_consent_withdrawn"))
    if consent.state != "valid":
        raise ValidationFailed(Problem("consent_id", "transfer_consent_expired"))
    if _words(consent.recipient) != _words(command.other_house):
        facts = {"recipient": consent.recipient}
        raise ValidationFailed(Problem("consent_id", "transfer_consent_other", facts))
    return consent


def group(key: str, luggage: Luggage) -> TransferGroup:
    """A group as the page shows it."""
    missing = luggage.needs.get(key, set())
    return TransferGroup(
        key=key,
        label=LABELS[key],
        count=luggage.count(key),
        left_out=luggage.left_out.get(key, 0),
        needs=tuple(topic.short for topic in ConsentTopic if topic in missing),
        fixed=key in FIXED,
    )


def check_groups(command: TransferCommand, luggage: Luggage) -> None:
    """Refuse what the consent does not reach at all; a group that is reached in part goes in part.

    Raises:
        ValidationFailed: ``unknown_choice`` or ``transfer_not_covered`` at ``groups``.
    """
    if not set(command.groups) <= set(GROUPS):
        raise ValidationFailed(Problem("groups", "unknown_choice"))
    problems = tuple(
        Problem("groups", "transfer_not_covered", {"group": found.label})
        for found in (group(key, luggage) for key in command.groups)
        if found.left_out and not found.count
    )
    if problems:
        raise ValidationFailed(*problems)


def packed(
    session: Session,
    store: BlobStore,
    command: TransferCommand,
    consent: tables.Consent,
    *,
    file_id: UUID,
    made_by: str,
    now: datetime,
) -> Payload:
    """What goes into the file.

    Raises:
        BlobDamaged: A stored file is missing or was changed.
        ValidationFailed: As ``check_groups``.
    """
    house = session.scalars(select(tables.House)).one()
    topics = frozenset(map(ConsentTopic, consent.information))
    family = _families.family(session, command.person_id)
    luggage = Packer(session, store, family, topics, house.name).packed()
    check_groups(command, luggage)
    groups = tuple(key for key in GROUPS if key in {*FIXED, *command.groups})
    kept = luggage.only(groups)
    row = _transfer_pack.consent_row(consent)
    document = Document(
        file_id=file_id,
        made_at=now,
        house=house.name,
        phone=house.leader_phone or house.phone,
        made_by=made_by,
        to=_caseworkers.tidy(command.other_house),
        groups=groups,
        person=luggage.person_for(groups),
        consent=row,
        staff=_transfer_pack.authors(session, kept, row, house.name),
        tables=kept,
    )
    return Payload(transfer_document.to_json(document), luggage.blobs(kept, store))


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
