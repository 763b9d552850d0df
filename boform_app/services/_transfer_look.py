"""A transfer file opened and checked: nothing of it is kept yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from boform_app.errors import ForeignFile
from boform_app.exchange import foreign, transfer, transfer_document
from boform_app.exchange.transfer import Payload
from boform_app.exchange.transfer_code import TransferCode
from boform_app.exchange.transfer_document import Document
from boform_app.exchange.transfer_fields import Ground
from boform_app.services._letter_kinds import KINDS
from boform_app.services._transfer_pack import COUNTED

# Our own letters carry their data as a file inside; nothing else in them may act.
_HARMLESS: Final = frozenset({"Link", "EmbeddedFile"})
_STARTS: Final = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
}

LABELS: Final[Mapping[str, str]] = {
    "identity": "Stamdata",
    "health": "Allergi og medicin",
    "network": "Pårørende",
    "stays": "Ophold",
    "case": "Handleplan og forudsætninger",
    "services": "Hjælp i dag",
    "plan": "Opholdsplan og mål",
    "overviews": "Udflytningsoverblik",
    "letters": "Breve, der er sendt",
    "documents": "Dokumenter",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be taken.

    Attributes:
        sha256: Of the whole file.
    """

    document: Document
    blobs: Mapping[str, bytes]
    sha256: str


def opened(data: bytes, typed: str, today: date, themes: frozenset[str]) -> Opened:
    """Decrypt, read through the door for foreign files, check every field and every file.

    Args:
        data: The file.
        typed: The code as it was heard.
        today: The receiver's day.
        themes: FFB themes that the receiver has words for.

    Raises:
        ForeignFile: It cannot be read; nothing was changed.
    """
    file_id = transfer.file_id_of(data)
    payload = transfer.read(data, TransferCode.parse(typed))
    document = read(payload, today, themes)
    if document.file_id != file_id:
        raise ForeignFile("transfer_content", where="file_id")
    return Opened(document, payload.blobs, hashlib.sha256(data).hexdigest())


def read(payload: Payload, today: date, themes: frozenset[str]) -> Document:
    """The document, read in the child and checked here; also what a sender asks of its own file.

    Raises:
        ForeignFile: ``transfer_content`` with ``where``, or what the door says.
    """
    try:
        plain = foreign.inspect(payload.document, want="json").json
    except ForeignFile as refused:
        if refused.code in {"file_unknown", "file_other_kind", "file_empty", "file_damaged"}:
            raise ForeignFile("transfer_content", where="json") from refused
        raise
    ground = Ground(today, themes, frozenset(payload.blobs))
    document = transfer_document.from_json(plain, ground)
    wrong = next(_wrong_files(document, payload.blobs), None)
    if wrong is not None:
        raise ForeignFile("transfer_content", where=wrong)
    return document


def inspect_files(opened_file: Opened) -> None:
    """Look into every letter and document in the child, as at anything that comes from outside.

    Raises:
        ForeignFile: ``transfer_content``: one cannot be opened safely, or is a letter that acts.
    """
    ours = {row["sha256"] for row in opened_file.document.rows("letter")}
    ours |= {
        row["answer_form_sha256"]
        for row in opened_file.document.rows("letter")
        if row["answer_form_sha256"]
    }
    for sha256, data in opened_file.blobs.items():
        where = "letter" if sha256 in ours else "document"
        try:
            found = foreign.inspect(data, pages=False)
        except ForeignFile as refused:
            raise ForeignFile("transfer_content", where=where) from refused
        if sha256 in ours and not _HARMLESS.issuperset(found.active):
            raise ForeignFile("transfer_content", where=where)


def counts(document: Document) -> tuple[tuple[str, int], ...]:
    """Danish words and how many, of what came along."""
    found = ((LABELS[group], len(document.rows(table))) for group, table in COUNTED.items())
    return tuple((label, count) for label, count in found if count)


def _wrong_files(document: Document, blobs: Mapping[str, bytes]) -> Iterator[str]:
    used: set[str] = set()
    for row in document.rows("letter"):
        used |= {one for one in (row["sha256"], row["answer_form_sha256"]) if one}
        if row["kind"] not in KINDS:
            yield "letter.kind"
    if not all(blobs[sha256].startswith(b"%PDF-") for sha256 in used):
        yield "letter.sha256"
    for row in document.rows("document"):
        used.add(row["sha256"])
        if not blobs[row["sha256"]].startswith(_STARTS[row["media_type"]]):
            yield "document.media_type"
    if used != set(blobs):
        yield "blobs"


def person_of(document: Document) -> tuple[UUID, str]:
    """Id and name of the person."""
    person = document.person
    return person["id"], f"{person['first_name']} {person['last_name']}".strip()
