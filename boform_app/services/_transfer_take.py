"""The rows of a read transfer file, written in one step or not at all.

Ids are kept, so that a second file about the same person is recognised row by row: what is here
already stays as it is, and what is new is added. Nothing in the file can reach a row of anybody
else: a row that is here must belong to this person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import ForeignFile
from boform_app.exchange.transfer_document import Document, Row
from boform_app.exchange.transfer_schema import TABLES
from boform_app.services import _caseworkers, _families, _stored_letters
from boform_app.services._blobs import store_blob
from boform_app.services._foreign_staff import ForeignStaff
from boform_app.services.views.letters import LetterEdits
from boform_app.vault.blobs import BlobStore
from models import tables
from models.journal import entity_classes
from reports.contexts import LetterContext

_OF_PERSON: Final = frozenset(
    {"stay", "overview", "letter", "document", "next_of_kin", "service_in_use"}
)
# Written in these ways of their own.
_FILES: Final = frozenset({"letter", "document"})
_END: Final = (
    "ended_at", "end_kind", "destination", "destination_text", "new_address", "end_reason",
    "end_situation", "end_decided_on", "end_decided_by_id", "end_registered_by_id", "heard_on",
    "heard_statement", "not_heard_reason",
)  # fmt: skip
_UNKNOWN: Final[Mapping[str, object]] = {"cpr_kind": "unknown", "allergy_status": "not_asked"}
# Known together or not at all.
_TOGETHER: Final = (("cpr_kind", "cpr", "no_cpr_reason"), ("allergy_status", "allergy"))
_PROTECTED: Final = ("protected_address", "protected_since", "protected_until")


@dataclass(slots=True)
class Taking:
    """One file on its way into the open transaction.

    Args:
        session: The open transaction.
        store: Where letters and documents go; ``stored`` is what to take away when all is undone.
        document: As read and checked.
        blobs: Bytes by SHA-256.
        by_id: Who reads the file.
        now: When.
    """

    session: Session
    store: BlobStore
    document: Document
    blobs: Mapping[str, bytes]
    by_id: UUID
    now: datetime
    today: date
    stored: list[str] = field(default_factory=list)
    staff: ForeignStaff = field(init=False)
    _family: tuple[UUID, ...] = ()
    _workers: dict[UUID, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.staff = ForeignStaff(self.session, self.document.staff, self.today)

    @property
    def person_id(self) -> UUID:
        """The person of the file; the record keeps its id."""
        found: UUID = self.document.person["id"]
        return found

    def write(self, join: tables.Person | None) -> None:
        """Write everything that is not here yet.

        Args:
            join: Whom the person is joined to; None for nobody, or when the record is here.

        Raises:
            ForeignFile: ``transfer_content``: a row of the file is somebody else's row here.
        """
        self._person(join)
        self._family = _families.family(self.session, self.person_id)
        self._consent()
        for name in TABLES:
            rows = [row for row in self.document.rows(name) if not self._known(name, row)]
            for row in rows:
                self.session.add(self._made(name, row))
                self.session.flush()
            if name == "letter":
                self._answered(rows)
        self._nights()
        self.session.flush()

    def _person(self, join: tables.Person | None) -> None:
        if self.session.get(tables.Person, self.person_id) is None:
            facts = dict(self.document.person)
            self.session.add(
                tables.Person(**facts, merged_into_id=join.id if join is not None else None)
            )
            self.session.flush()
        kept = _families.kept(self.session, self.person_id)
        if kept.id != self.person_id:
            _fill(kept, self.document.person)
        elif self.document.person["protected_address"] and not kept.protected_address:
            _protect(kept, self.document.person)

    def _consent(self) -> None:
        row = self.document.consent
        found = self.session.get(tables.Consent, row["id"])
        if found is None:
            plain = {**row, "noted_by_id": self.staff.local(row["noted_by_id"])}
            self.session.add(tables.Consent(**plain, person_id=self.person_id))
            self.session.flush()
        elif found.person_id not in self._family:
            raise ForeignFile("transfer_content", where="consent")

    def _known(self, name: str, row: Row) -> bool:
        """Whether the row is here, as a row of this person.

        Raises:
            ForeignFile: It is somebody else's.
        """
        if name == "caseworker":
            return self._worker(row)
        found = self.session.get(entity_classes()[name], row["id"])
        if found is None:
            return False
        if name in _OF_PERSON:
            ours = found.person_id in self._family
        else:
            parent = next(iter(TABLES[name].refers))
            ours = getattr(found, parent) == row[parent]
        if not ours:
            raise ForeignFile("transfer_content", where=name)
        if name == "stay":
            self._ended_since(found, row)
        return True

    def _worker(self, row: Row) -> bool:
        """A case worker is looked for by municipality and name, as when somebody types one."""
        found = _caseworkers.same_name(self.session, row["municipality_code"], row["name"])
        if found is None and self.session.get(tables.Caseworker, row["id"]) is None:
            self._workers[row["id"]] = row["id"]
            return False
        if found is None:
            found = _caseworkers.named(self.session, row["municipality_code"], row["name"])
        self._workers[row["id"]] = found.id
        return True

    def _made(self, name: str, row: Row) -> Any:
        plain = dict(row)
        for column in TABLES[name].staff:
            if plain[column] is not None:
                plain[column] = self.staff.local(plain[column])
        if name in _OF_PERSON:
            plain["person_id"] = self.person_id
        if name == "stay":
            plain["case_number"] = self._number(tables.Stay.case_number, plain["case_number"])
            plain["ended_at"] = plain["ended_at"] or self.document.made_at
        if name == "action_plan" and plain["caseworker_id"] is not None:
            plain["caseworker_id"] = self._workers[plain["caseworker_id"]]
        if name in _FILES:
            plain = self._with_files(name, plain)
        return entity_classes()[name](**plain)

    def _with_files(self, name: str, plain: dict[str, Any]) -> dict[str, Any]:
        if name == "document":
            sha256 = plain.pop("sha256")
            return {**plain, "blob_id": self._stored(self.blobs[sha256], plain["media_type"]).id}
        context, form = plain.pop("context"), plain.pop("answer_form_sha256")
        kept = _stored_letters.pack(_context(context), LetterEdits())
        stored = self._stored(kept, "application/json")
        pdf = "application/pdf"
        form_id = self._stored(self.blobs[form], pdf).id if form is not None else None
        return {
            **plain,
            "register_number": self._number(
                tables.Letter.register_number, plain["register_number"]
            ),
            "case_code": self._free_code(plain["case_code"]),
            "blob_id": self._stored(self.blobs[plain["sha256"]], pdf).id,
            "context_blob_id": stored.id,
            "context_sha256": stored.sha256,
            "answer_form_blob_id": form_id,
            # Said when all letters are there: one may be about a later one.
            "about_id": None,
        }

    def _stored(self, data: bytes, media_type: str) -> tables.Blob:
        row = store_blob(self.store, self.session, data, media_type, self.now)
        self.stored.append(row.id.hex)
        return row

    def _answered(self, rows: list[Row]) -> None:
        """What a letter is about, now that it is there."""
        for row in rows:
            if row["about_id"] is not None:
                letter = self.session.get_one(tables.Letter, row["id"])
                letter.about_id = row["about_id"]
        self.session.flush()

    def _number(self, column: Any, number: str) -> str:
        """Their number with their house behind it: ours begin every year at 1, as theirs do."""
        shown = number if number.endswith(")") else f"{number} ({self.document.house})"
        tried, count = shown, 1
        while self.session.scalar(select(column).where(column == tried)) is not None:
            count += 1
            tried = f"{shown} {count}"
        return tried

    def _free_code(self, code: str | None) -> str | None:
        """A code that one of our own letters carries finds that letter alone."""
        taken = code is not None and self.session.scalar(
            select(tables.Letter.id).where(tables.Letter.case_code == code)
        )
        return None if taken else code

    def _ended_since(self, found: tables.Stay, row: Row) -> None:
        """An earlier file was made while the stay went on; now the end is known."""
        if not found.other_house or found.end_kind or not row["end_kind"] or not row["ended_at"]:
            return
        for column in _END:
            value = row[column]
            known = column in TABLES["stay"].staff and value is not None
            setattr(found, column, self.staff.local(value) if known else value)

    def _nights(self) -> None:
        """Nights of a stay elsewhere, for the leaders' refund clock: as told by the other house."""
        for row in self.document.rows("stay"):
            stay = self.session.get_one(tables.Stay, row["id"])
            if not stay.other_house or stay.ended_at is None:
                continue
            nights_id = uuid5(stay.id, "nights")
            first = local_date(stay.arrived_at)
            last = local_date(stay.ended_at) - timedelta(days=1)
            if last < first:
                continue
            known = self.session.get(tables.NightsElsewhere, nights_id)
            if known is not None:
                known.to_night = last
                continue
            self.session.add(
                tables.NightsElsewhere(
                    id=nights_id,
                    person_id=self.person_id,
                    house=stay.other_house,
                    from_night=first,
                    to_night=last,
                    told_by=f"Flyttefil fra {self.document.house}",
                    noted_by_id=self.by_id,
                )
            )


def _context(plain: Any) -> LetterContext:
    return LetterContext.from_json(json.dumps(plain))


def _fill(kept: tables.Person, told: Row) -> None:
    """What is not known here is taken from the file; what is known here stays."""
    done: set[str] = {"id", *_PROTECTED}
    for group in _TOGETHER:
        done.update(group)
        if getattr(kept, group[0]) == _UNKNOWN[group[0]]:
            for column in group:
                setattr(kept, column, told[column])
    for column, value in told.items():
        if column not in done and value and not getattr(kept, column):
            setattr(kept, column, value)
    if told["protected_address"] and not kept.protected_address:
        _protect(kept, told)


def _protect(kept: tables.Person, told: Row) -> None:
    """A protected address is protected here, too, from the first moment."""
    for column in _PROTECTED:
        setattr(kept, column, told[column])
