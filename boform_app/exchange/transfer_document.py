"""The JSON document of a transfer file: made from plain rows, and read back field by field.

``docs/transfer-file.md`` describes it. Reading gives a ``Document`` of Python values or refuses the
whole file: unknown tables and fields, keys that no list has, days ahead, references to rows that
did not come along, the same id twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from boform_app.errors import ForeignFile
from boform_app.exchange import transfer_fields as kinds
from boform_app.exchange.transfer_fields import Ground, NotAllowedHere
from boform_app.exchange.transfer_schema import CONSENT, PERSON, TABLES, Table

FORMAT: Final = "boform-transfer"
FORMAT_VERSION: Final = 2
_VERSIONS: Final = frozenset({1, FORMAT_VERSION})
"""Version 1 knew no second assessor and no help in use."""
GROUPS: Final = (
    "identity", "health", "network", "stays", "case", "services", "plan", "overviews", "letters",
    "documents",
)  # fmt: skip
"""What is chosen as a whole by the sender, in the order of the page."""
_MOST_ROWS: Final = 20_000
_PARTS: Final = frozenset(
    {
        "format", "version", "file_id", "made_at", "from", "to", "groups", "consent", "person",
        "staff", "tables",
    }
)  # fmt: skip

Row = Mapping[str, Any]
"""A row's columns with their ``id``."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody of another house whose name stands on a row.

    Attributes:
        house: The boform where they work or worked.
    """

    id: UUID
    name: str
    initials: str
    house: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything in a transfer file but the bytes of letters and documents.

    Attributes:
        file_id: As on the file's head.
        house: Who sent it; ``made_by`` is the name of the leader.
        to: The house it was made for.
        person: The person's columns, with ``id``.
        consent: The consent that it rests on, with ``id``.
        tables: Rows by table, in the order they are written.
    """

    file_id: UUID
    made_at: datetime
    house: str
    phone: str
    made_by: str
    to: str
    groups: tuple[str, ...]
    person: Row
    consent: Row
    staff: Mapping[UUID, Author]
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> Sequence[Row]:
        """Rows of a table; none when it did not come along."""
        return self.tables.get(table, ())


def to_json(document: Document) -> bytes:
    """The document as the file holds it: UTF-8, days and instants as ISO 8601."""
    plain = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "file_id": document.file_id,
        "made_at": document.made_at,
        "from": {"house": document.house, "phone": document.phone, "made_by": document.made_by},
        "to": document.to,
        "groups": list(document.groups),
        "consent": dict(document.consent),
        "person": dict(document.person),
        "staff": [
            {"id": one.id, "name": one.name, "initials": one.initials, "house": one.house}
            for one in document.staff.values()
        ],
        "tables": {name: [dict(row) for row in rows] for name, rows in document.tables.items()},
    }
    return json.dumps(plain, ensure_ascii=False, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


def from_json(plain: Any, ground: Ground) -> Document:
    """Read what the child made of the document.

    Args:
        plain: Dicts, lists, texts, numbers.
        ground: What values are compared with.

    Raises:
        ForeignFile: ``transfer_newer``, or ``transfer_content`` with ``where``.
    """
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise ForeignFile("transfer_content", where="format")
    version = plain.get("version")
    if type(version) is int and version > FORMAT_VERSION:
        raise ForeignFile("transfer_newer")
    if type(version) is not int or version not in _VERSIONS or set(plain) != _PARTS:
        raise ForeignFile("transfer_content", where="format")
    return _Reader(ground).document(plain)


class _Reader:
    """Reads one document; knows which rows and which staff there are."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def document(self, plain: Mapping[str, Any]) -> Document:
        sender = self._value("from", plain["from"], _mapping)
        if set(sender) != {"house", "phone", "made_by"}:
            raise ForeignFile("transfer_content", where="from")
        staff = {one.id: one for one in self._staff(plain["staff"])}
        found = Document(
            file_id=self._value("file_id", plain["file_id"], kinds.identity),
            made_at=self._value("made_at", plain["made_at"], kinds.past_instant),
            house=self._value("from.house", sender["house"], kinds.line(required=True)),
            phone=self._value("from.phone", sender["phone"], kinds.line()),
            made_by=self._value("from.made_by", sender["made_by"], kinds.line()),
            to=self._value("to", plain["to"], kinds.line(required=True)),
            groups=tuple(self._value("groups", plain["groups"], kinds.many(kinds.choice(*GROUPS)))),
            person=self._row("person", PERSON, plain["person"]),
            consent=self._row("consent", CONSENT, plain["consent"]),
            staff=staff,
            tables=self._tables(plain["tables"]),
        )
        self._check(found)
        return found

    def _value(self, where: str, value: Any, read: kinds.Field) -> Any:
        try:
            return read(value, self._ground)
        except NotAllowedHere as wrong:
            raise ForeignFile("transfer_content", where=where) from wrong

    def _staff(self, plain: Any) -> Iterator[Author]:
        for row in self._value("staff", plain, _rows):
            if set(row) != {"id", "name", "initials", "house"}:
                raise ForeignFile("transfer_content", where="staff")
            yield Author(
                id=self._value("staff.id", row["id"], kinds.identity),
                name=self._value("staff.name", row["name"], kinds.line(required=True)),
                initials=self._value("staff.initials", row["initials"], kinds.line()),
                house=self._value("staff.house", row["house"], kinds.line(required=True)),
            )

    def _tables(self, plain: Any) -> dict[str, list[Row]]:
        tables = self._value("tables", plain, _mapping)
        if not set(tables) <= set(TABLES):
            raise ForeignFile("transfer_content", where="tables")
        return {
            name: [self._row(name, table, row) for row in self._value(name, tables[name], _rows)]
            for name, table in TABLES.items()
            if name in tables
        }

    def _row(self, name: str, table: Table, plain: Any) -> Row:
        row = self._value(name, plain, _mapping)
        told = {**table.later, **row}
        if set(told) != {"id", *table.fields}:
            raise ForeignFile("transfer_content", where=name)
        read = {
            column: self._value(f"{name}.{column}", told[column], kind)
            for column, kind in table.fields.items()
        }
        return {"id": self._value(f"{name}.id", row["id"], kinds.identity), **read}

    @staticmethod
    def _check(found: Document) -> None:
        """What only the whole document tells.

        Raises:
            ForeignFile: ``transfer_content``.
        """
        known = {name: {row["id"] for row in rows} for name, rows in found.tables.items()}
        everything = [row for rows in found.tables.values() for row in rows]
        if len({row["id"] for row in everything}) != len(everything):
            raise ForeignFile("transfer_content", where="id")
        if found.consent["noted_by_id"] not in found.staff:
            raise ForeignFile("transfer_content", where="consent.noted_by_id")
        for name, rows in found.tables.items():
            for row in rows:
                _check_links(name, row, known, found.staff)
        where = next(_against_each_other(found), None)
        if where is not None:
            raise ForeignFile("transfer_content", where=where)


def _against_each_other(found: Document) -> Iterator[str]:
    """Fields that contradict another one."""
    for stay in found.rows("stay"):
        ended = stay["ended_at"] or found.made_at
        if ended < stay["arrived_at"]:
            yield "stay.ended_at"
    for name in ("municipality_period", "prerequisite_period"):
        if any(row["to_on"] < row["from_on"] for row in found.rows(name)):
            yield f"{name}.to_on"
    for row in found.rows("service_in_use"):
        if row["since_on"] and row["until_on"] and row["until_on"] < row["since_on"]:
            yield "service_in_use.until_on"
    if any(row["second_assessor_id"] == row["finished_by_id"] for row in found.rows("overview")):
        yield "overview.second_assessor_id"
    if found.consent["valid_to"] < found.consent["valid_from"]:
        yield "consent.valid_to"
    if bool(found.person["cpr"]) != (found.person["cpr_kind"] in {"cpr", "ecpr"}):
        yield "person.cpr"


def _check_links(
    name: str, row: Row, known: Mapping[str, set[UUID]], staff: Mapping[UUID, Author]
) -> None:
    for column, target in TABLES[name].refers.items():
        if row[column] is not None and row[column] not in known.get(target, ()):
            raise ForeignFile("transfer_content", where=f"{name}.{column}")
    for column in TABLES[name].staff:
        if row[column] is not None and row[column] not in staff:
            raise ForeignFile("transfer_content", where=f"{name}.{column}")


def _mapping(value: Any, _: Ground) -> Any:
    if not isinstance(value, dict):
        raise NotAllowedHere
    return value


def _rows(value: Any, _: Ground) -> Any:
    if not isinstance(value, list) or len(value) > _MOST_ROWS:
        raise NotAllowedHere
    if not all(isinstance(row, dict) for row in value):
        raise NotAllowedHere
    return value
