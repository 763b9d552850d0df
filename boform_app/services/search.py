"""Global search (Ctrl+K): residents, actions, rooms, former residents and letters (ux.md 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import RLock
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.search import SearchEntry, SearchIndex
from boform_app.services import _duplicates, _families
from boform_app.services._sight import SightService
from boform_app.services.context import OpenHouse
from boform_app.services.settings import SettingsService
from boform_app.services.views.admin import Actor, SearchHit
from boform_app.services.views.people import FormerResident
from models import tables
from models.values import dates
from models.values.changes import Changes
from models.values.danish import as_typed, spellings, words

_MOST = 8
_RECENT = "last_opened"
_ACTIONS = (
    ("Indskriv beboer", "admit", "indskriv optag ny beboer ankomst"),
    ("Nyt notat", "note", "notat skriv nyt"),
    ("Dagbog", "day_log", "dagbog notater dag vagt søg"),
    ("Nyt brev", "letter", "brev nyt skriv orientering anmodning henvisning"),
    (
        "Afslag på optagelse",
        "turned_away",
        "afslag optagelse afvisning henvendelse uden plads ingen",
    ),
    ("Værelser", "rooms", "værelser tavle pladser ledige reserver belægning brand hvem er hvor"),
    ("Venteliste", "waiting", "venteliste venter på plads"),
    ("Afviste henvendelser", "refused", "afviste afvist henvendelser henvendelse uden plads"),
    ("Tag imod en flyttefil", "take_transfer", "tag imod flyttefil flytning boform hus"),
    ("Afregning", "settlement", "afregning grundlag takst kommuner faktura økonomi"),
    (
        "Ledelsestal",
        "figures",
        "ledelsestal nøgletal tal statistik belægning opholdslængde snit klar handleplan",
    ),
    (
        "Huset",
        "house",
        "huset opgaver opgave kalender aftale nøgler nøgle post opbevaring medicin medicinskab",
    ),
    (
        "Hændelser",
        "incidents",
        "hændelse hændelser ny konflikt bortvisning karantæne uth gennemgang",
    ),
    ("Lås skærmen", "lock", "lås skærm"),
    ("Skjul eller vis navne", "privacy", "skjul vis navne"),
    ("Indstillinger", "settings", "indstillinger medarbejdere regler pladser kommuner"),
)
_NEEDS = {
    "turned_away": "decision_letters",
    "take_transfer": "edit_master_data",
    "waiting": "admit",
    "settlement": "economy",
    "figures": "economy",
}
"""The permission of an action that not every role has."""


class SearchService(SightService):
    """One index in memory for this log-in; it follows every change and is dropped at log-out.

    A worker may ask as well as the window: one of them makes the index, and the other waits.
    """

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        self._index: SearchIndex | None = None
        self._rooms: dict[str, str] = {}
        self._pointing: Mapping[UUID, UUID] = {}
        self._lock = RLock()

    def find(self, text: str) -> tuple[SearchHit, ...]:
        """At most eight rows: who lives in a room, present residents, actions, former residents.

        A protected resident who is not open is found by the room alone, as in the list of
        residents. Typing is not logged; opening a person is.
        """
        if not text.strip():
            return self.recent()
        with self._lock:
            hits = self._ready().search(text, limit=_MOST, wanted=self._findable())
            rooms = [self._person(entry) for entry in self._living_in(text)]
        people = [self._person(hit.entry) for hit in hits]
        present = [hit for hit in people if hit.group == "residents"]
        past = [hit for hit in people if hit.group == "past"]
        actions = [hit for hit in _actions(text) if self._may(hit.action)][:3]
        found = [*rooms, *(hit for hit in present if hit not in rooms), *actions, *past]
        return tuple(found[:_MOST])

    def former(self, text: str, limit: int = 20) -> tuple[FormerResident, ...]:
        """Former residents who can be chosen by what is typed; a protected one once it is opened.

        Nothing typed finds nobody, and makes the index ready for the first letter.

        Raises:
            NotAllowed: The actor sees present residents only.
        """
        self._require_past()
        with self._lock:
            hits = self._ready().search(text, limit=limit, wanted=self._choosable)
        return self._former([UUID(hit.entry.entry_id) for hit in hits])

    def former_one(self, person_id: UUID) -> FormerResident | None:
        """One of those that ``former`` finds; None for anybody else.

        Raises:
            NotAllowed: The actor sees present residents only.
        """
        self._require_past()
        return next(iter(self._former([person_id])), None)

    def recent(self) -> tuple[SearchHit, ...]:
        """The last five residents this person opened, as far as they may still be seen."""
        index, past = self._ready(), self._sees_past()
        opened: list[str] = SettingsService(self._house, self._actor).get(_RECENT, [])
        entries = (index.get(person_id) for person_id in opened[:5])
        return tuple(self._person(one) for one in entries if one and (one.present or past))

    def opened(self, person_id: UUID) -> None:
        """Remember whom this person looked at, for the empty search field."""
        settings = SettingsService(self._house, self._actor)
        before: list[str] = settings.get(_RECENT, [])
        settings.put(
            _RECENT, [str(person_id), *(one for one in before if one != str(person_id))][:5]
        )

    def apply(self, changes: Changes) -> None:
        """Follow a write: persons and stays that changed are read again."""
        with self._lock:
            if self._index is not None:
                self._follow(self._index, changes)

    def _follow(self, index: SearchIndex, changes: Changes) -> None:
        touched = set(changes.ids.get("person", frozenset()))
        with self._read() as session:
            stays = changes.ids.get("stay", frozenset())
            if stays:
                touched |= set(
                    session.scalars(select(tables.Stay.person_id).where(tables.Stay.id.in_(stays)))
                )
            before, self._pointing = self._pointing, _families.pointers(session)
            # Who stays under which record changes with a joining, and back when it is undone.
            for pointing in (before, self._pointing):
                touched |= {_families.root(pointing, person_id) for person_id in touched}
            self._rooms |= _rooms(session)
            found = {entry.entry_id: entry for entry in _entries(session, touched)}
        for person_id in map(str, touched):
            index.remove(person_id)
            if person_id in found:
                index.put(found[person_id])

    def _may(self, action: str) -> bool:
        return action not in _NEEDS or self._extent(_NEEDS[action]) != "no"

    def _require_past(self) -> None:
        if self._require("see_residents") == "present_only":
            self._refuse("see_residents")

    def _sees_past(self) -> bool:
        return self._extent("see_residents") != "present_only"

    def _findable(self) -> Callable[[SearchEntry], bool]:
        past = self._sees_past()
        return lambda entry: (entry.present or past) and not self._hidden(entry)

    def _living_in(self, room: str) -> list[SearchEntry]:
        found = (one for one, number in self._rooms.items() if number == room.strip())
        entries = (self._ready().get(one) for one in found)
        return [entry for entry in entries if entry is not None and entry.present]

    def _choosable(self, entry: SearchEntry) -> bool:
        return entry.former and not self._hidden(entry)

    def _hidden(self, entry: SearchEntry) -> bool:
        return entry.protected and self._opening(UUID(entry.entry_id)) is None

    def _former(self, ids: Sequence[UUID]) -> tuple[FormerResident, ...]:
        """As they are now: another desk may have written since the index was made."""
        person = tables.Person
        with self._read() as session:
            lived = _duplicates.lived_here(session, ids)
            kept = select(person).where(person.id.in_(ids), person.merged_into_id.is_(None))
            rows = {row.id: row for row in session.scalars(kept)}
        return tuple(
            FormerResident(row.id, _list_name(row.first_name, row.last_name), row.birth_date, left)
            for row in (rows[one] for one in ids if one in rows and one in lived)
            if (left := lived[row.id].ended_on) is not None and not self._closed(row)
        )

    def _ready(self) -> SearchIndex:
        with self._lock:
            if self._index is None:
                with self._read() as session:
                    self._rooms = _rooms(session)
                    self._pointing = _families.pointers(session)
                    self._index = SearchIndex(_entries(session))
            return self._index

    def _person(self, entry: SearchEntry) -> SearchHit:
        born = dates.short(entry.birth_date) if entry.birth_date else ""
        room = self._rooms.get(entry.entry_id, "") if entry.present else ""
        detail = " · ".join(part for part in (born, f"vær. {room}" if room else "") if part)
        group = "residents" if entry.present else "past"
        return SearchHit(group, entry.shown, detail, "open:person", UUID(entry.entry_id))


def _entries(session: Session, only: set[UUID] | None = None) -> Iterable[SearchEntry]:
    """Everybody who is not joined to another record; a protected one is never shown by name."""
    present, former = _living(session, only)
    columns = (
        tables.Person.id,
        tables.Person.first_name,
        tables.Person.last_name,
        tables.Person.preferred_name,
        tables.Person.alias,
        tables.Person.birth_date,
        tables.Person.cpr,
        tables.Person.protected_address,
    )
    query = select(*columns).where(tables.Person.merged_into_id.is_(None))
    if only is not None:
        query = query.where(tables.Person.id.in_(only))
    for row in session.execute(query):
        shown = _list_name(row.first_name, row.last_name)
        yield SearchEntry(
            entry_id=str(row.id),
            names=tuple(
                name
                for name in (row.first_name, row.last_name, row.preferred_name, row.alias)
                if name
            ),
            shown="Beskyttet beboer" if row.protected_address else shown,
            birth_date=None if row.protected_address else row.birth_date,
            cpr=row.cpr,
            present=row.id in present,
            former=row.id in former,
            protected=row.protected_address,
        )


def _living(session: Session, only: set[UUID] | None) -> tuple[set[UUID], set[UUID]]:
    """Kept records of who lives here, and of who did and does not now."""
    pointing, stay = _families.pointers(session), tables.Stay
    query = select(stay.person_id, stay.ended_at.is_(None), stay.other_house == "").distinct()
    if only is not None:
        joined = {one for one in pointing if _families.root(pointing, one) in only}
        query = query.where(stay.person_id.in_(only | joined))
    present: set[UUID] = set()
    lived: set[UUID] = set()
    for person_id, goes_on, here in session.execute(query.where(stay.annulled_at.is_(None))):
        kept = _families.root(pointing, person_id)
        if goes_on:
            present.add(kept)
        elif here:
            lived.add(kept)
    return present, lived - present


def _list_name(first: str, last: str) -> str:
    return f"{last}, {first}" if last else first


def _rooms(session: Session) -> dict[str, str]:
    rows = session.execute(
        select(tables.Stay.person_id, tables.Room.number)
        .join(tables.PlacePeriod, tables.PlacePeriod.stay_id == tables.Stay.id)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(tables.PlacePeriod.ends_at.is_(None), tables.Stay.ended_at.is_(None))
    )
    pointing = _families.pointers(session)
    return {str(_families.root(pointing, person_id)): number for person_id, number in rows}


def _actions(text: str) -> Iterable[SearchHit]:
    """Commands whose words begin with every typed word, in either spelling."""
    typed = [as_typed(word) for word in words(text)]
    for label, action, keys in _ACTIONS:
        known = {spelling for word in words(keys) for spelling in spellings(word)}
        if typed and all(any(key.startswith(one) for key in known) for one in typed):
            yield SearchHit("actions", label, "", action, None)
