"""*Nødmappe* (letter 40): what the house needs on paper when it burns or the power is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _who_is_where
from boform_app.services._sight import SightService
from boform_app.services.today import TodayService
from boform_app.services.views.rooms import TileView
from boform_app.services.views.today import HOUSE, DeadlineRow
from models import tables
from models.values import dates, municipalities
from models.values.danish import sort_key
from models.values.permissions import roles
from reports.lists import emergency_folder
from reports.lists.emergency_folder import DueRow, FolderFacts, PhoneRow
from reports.texts import fill, letter_texts

_LEADERS_OWN = frozenset({"review:incident"})
"""What is for the leader to read alone does not lie on the table."""


class EmergencyFolderService(SightService):
    """One document; a protected resident has no name in it, whoever prints and whoever opened."""

    def facts(self) -> FolderFacts:
        """What would be printed now."""
        self._require("see_residents")
        now, today = self._house.clock.now(), self._house.clock.today()
        due = _due(_OnPaper(self._house, self._actor).deadlines(), today)
        with self._read() as session:
            house = session.scalars(select(tables.House)).one()
            board = _who_is_where.found(session, now)
            return FolderFacts(
                where=_who_is_where.facts(session, house, board, now),
                house=tuple(_house(house)),
                staff=tuple(_staff(session, today)),
                municipalities=tuple(_municipalities(session, house, board)),
                kin=tuple(_kin(session, board)),
                late=tuple(_paper(row, today) for row in due if row.due != today),
                today=tuple(_paper(row, today) for row in due if row.due == today),
            )

    def sheet(self) -> bytes:
        """The folder as PDF.

        Raises:
            MissingCharacters: The fonts lack characters of a name.
        """
        return emergency_folder.sheet(self.facts())


class _OnPaper(TodayService):
    """The start page as it may lie on a table."""

    def _closed(self, person: tables.Person) -> bool:
        return _who_is_where.protected(person)


def _due(rows: Iterable[DeadlineRow], today: date) -> tuple[DeadlineRow, ...]:
    """What is due or late: nothing that waits for others, nobody's post, no leader's reading."""
    return tuple(
        row
        for row in rows
        if row.due is not None
        and row.due <= today
        and row.badge_kind != "wait"
        and row.action not in _LEADERS_OWN
        and not row.subject.startswith("post:")
    )


def _paper(row: DeadlineRow, today: date) -> DueRow:
    texts = letter_texts(emergency_folder.KIND)["due"]
    name = texts["house"] if row.person_id == HOUSE else row.name
    if name in {"Beskyttet", f"Beskyttet, vær. {row.room}"}:
        name = letter_texts("who_is_where")["hidden"]
    when = []
    if row.due is not None and row.due < today:
        same = row.due.year == today.year
        day = f"{row.due.day}-{row.due.month}" if same else dates.short(row.due)
        when.append(fill(texts["since"], {"dato": day}))
    if row.is_law:
        when.append(texts["law"])
    what = f"{row.what}: {row.words}" if row.words else row.what
    return DueRow(row.room, name, what, " · ".join(when))


def _house(house: tables.House) -> Iterator[PhoneRow]:
    texts = letter_texts(emergency_folder.KIND)["phones"]
    if house.phone:
        yield PhoneRow(house.name, texts["front"], house.phone)
    if house.leader_phone:
        yield PhoneRow(house.leader_name or texts["leader"], texts["leader"], house.leader_phone)


def _staff(session: Session, today: date) -> list[PhoneRow]:
    """Who works here today and has a number."""
    rows = session.scalars(
        select(tables.Staff).where(
            tables.Staff.closed_on.is_(None),
            tables.Staff.phone != "",
            tables.Staff.until.is_(None) | (tables.Staff.until >= today),
        )
    )
    found = [
        PhoneRow(f"{row.first_name} {row.last_name}".strip(), _title(row), row.phone)
        for row in rows
    ]
    return sorted(found, key=lambda row: sort_key(row.name))


def _title(row: tables.Staff) -> str:
    title = row.title or roles()[row.role]
    return f"{title[:1].upper()}{title[1:]}"


def _municipalities(
    session: Session, house: tables.House, board: tuple[TileView, ...]
) -> list[PhoneRow]:
    """Units and case workers of the municipalities that somebody here belongs to, and of our own.

    Which resident a case worker has is not printed.
    """
    stays = [tile.stay_id for tile in board if tile.stay_id]
    codes = {house.own_municipality_code, house.unknown_municipality_code}
    codes |= set(
        session.scalars(
            select(tables.Stay.acting_municipality_code).where(tables.Stay.id.in_(stays))
        )
    )
    units = session.scalars(
        select(tables.MunicipalityContact).where(
            tables.MunicipalityContact.municipality_code.in_(codes),
            tables.MunicipalityContact.closed_on.is_(None),
            tables.MunicipalityContact.phone != "",
        )
    )
    workers = session.scalars(
        select(tables.Caseworker)
        .join(tables.ActionPlan, tables.ActionPlan.caseworker_id == tables.Caseworker.id)
        .where(
            tables.ActionPlan.stay_id.in_(stays),
            tables.Caseworker.closed_on.is_(None),
            tables.Caseworker.phone != "",
        )
        .distinct()
    )
    worker = letter_texts(emergency_folder.KIND)["phones"]["caseworker"]
    found = [
        (
            _place(row.municipality_code),
            0,
            PhoneRow(_place(row.municipality_code), row.unit, row.phone),
        )
        for row in units
    ]
    found += [
        (
            _place(row.municipality_code),
            1,
            PhoneRow(
                row.name,
                fill(worker, {"kommune": _place(row.municipality_code)}),
                "\n".join(filter(None, (row.phone, row.phone_hours))),
            ),
        )
        for row in workers
    ]
    found.sort(key=lambda one: (sort_key(one[0]), one[1], sort_key(one[2].what)))
    return [row for _, _, row in found]


def _place(code: str) -> str:
    found = municipalities.find(code)
    return found.display if found else code


def _kin(session: Session, board: tuple[TileView, ...]) -> Iterator[PhoneRow]:
    """Whom a resident has named and not said no to; nobody close to a protected resident."""
    texts = letter_texts(emergency_folder.KIND)["phones"]
    here = {tile.person_id: tile for tile in board if tile.person_id and not tile.protected}
    rows = list(
        session.scalars(
            select(tables.NextOfKin)
            .where(tables.NextOfKin.person_id.in_(here), tables.NextOfKin.phone != "")
            .order_by(tables.NextOfKin.id)
        )
    )
    for person_id, tile in here.items():
        for row in rows:
            may = row.may_contact.strip()
            if row.person_id != person_id or may.casefold().startswith("nej"):
                continue
            asked = (
                fill(texts["may"], {"svar": may[:1].lower() + may[1:]}) if may else texts["unasked"]
            )
            who = ", ".join(filter(None, (row.name, row.relation)))
            yield PhoneRow(f"{tile.label} {tile.name}", f"{who} · {asked}", row.phone)
