"""Global search (Ctrl+K): residents, actions, rooms, former residents and letters (ux.md 3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.search import SearchEntry, SearchIndex
from boform_app.services.context import OpenHouse, Service
from boform_app.services.settings import SettingsService
from boform_app.services.views.admin import Actor, SearchHit
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


class SearchService(Service):
    """One index in memory for this log-in; it follows every change and is dropped at log-out."""

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        self._index: SearchIndex | None = None
        self._rooms: dict[str, str] = {}

    def find(self, text: str) -> tuple[SearchHit, ...]:
        """At most eight rows: present residents, actions, rooms, former residents.

        Typing is not logged; opening a person is.
        """
        if not text.strip():
            return self.recent()
        people = [self._person(hit.entry) for hit in self._ready().search(text, limit=_MOST)]
        present = [hit for hit in people if hit.group == "residents"]
        past = [hit for hit in people if hit.group == "past"]
        actions = [hit for hit in _actions(text) if self._may(hit.action)][:3]
        rooms = [hit for hit in present if hit.detail.endswith(f"vær. {text.strip()}")]
        found = [*rooms, *(hit for hit in present if hit not in rooms), *actions, *past]
        return tuple(found[:_MOST])

    def recent(self) -> tuple[SearchHit, ...]:
        """The last five residents this person opened."""
        index = self._ready()
        opened: list[str] = SettingsService(self._house, self._actor).get(_RECENT, [])
        entries = (index.get(person_id) for person_id in opened[:5])
        return tuple(self._person(entry) for entry in entries if entry is not None)

    def opened(self, person_id: UUID) -> None:
        """Remember whom this person looked at, for the empty search field."""
        settings = SettingsService(self._house, self._actor)
        before: list[str] = settings.get(_RECENT, [])
        settings.put(
            _RECENT, [str(person_id), *(one for one in before if one != str(person_id))][:5]
        )

    def apply(self, changes: Changes) -> None:
        """Follow a write: persons and stays that changed are read again."""
        if self._index is None:
            return
        touched = set(changes.ids.get("person", frozenset()))
        with self._read() as session:
            stays = changes.ids.get("stay", frozenset())
            if stays:
                touched |= set(
                    session.scalars(select(tables.Stay.person_id).where(tables.Stay.id.in_(stays)))
                )
            self._rooms |= _rooms(session)
            found = {entry.entry_id: entry for entry in _entries(session, touched)}
        for person_id in map(str, touched):
            self._index.remove(person_id)
            if person_id in found:
                self._index.put(found[person_id])

    def _may(self, action: str) -> bool:
        return action not in _NEEDS or self._extent(_NEEDS[action]) != "no"

    def _ready(self) -> SearchIndex:
        if self._index is None:
            with self._read() as session:
                self._rooms = _rooms(session)
                self._index = SearchIndex(_entries(session))
        return self._index

    def _person(self, entry: SearchEntry) -> SearchHit:
        born = dates.short(entry.birth_date) if entry.birth_date else ""
        room = self._rooms.get(entry.entry_id, "") if entry.present else ""
        detail = " · ".join(part for part in (born, f"vær. {room}" if room else "") if part)
        group = "residents" if entry.present else "past"
        return SearchHit(group, entry.shown, detail, "open:person", UUID(entry.entry_id))


def _entries(session: Session, only: set[UUID] | None = None) -> Iterable[SearchEntry]:
    """Everybody who is not joined to another record; protected residents by their room alone."""
    present = set(
        session.scalars(
            select(tables.Stay.person_id).where(
                tables.Stay.ended_at.is_(None), tables.Stay.annulled_at.is_(None)
            )
        )
    )
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
        shown = f"{row.last_name}, {row.first_name}" if row.last_name else row.first_name
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
        )


def _rooms(session: Session) -> dict[str, str]:
    rows = session.execute(
        select(tables.Stay.person_id, tables.Room.number)
        .join(tables.PlacePeriod, tables.PlacePeriod.stay_id == tables.Stay.id)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(tables.PlacePeriod.ends_at.is_(None), tables.Stay.ended_at.is_(None))
    )
    return {str(person_id): number for person_id, number in rows}


def _actions(text: str) -> Iterable[SearchHit]:
    """Commands whose words begin with every typed word, in either spelling."""
    typed = [as_typed(word) for word in words(text)]
    for label, action, keys in _ACTIONS:
        known = {spelling for word in words(keys) for spelling in spellings(word)}
        if typed and all(any(key.startswith(one) for key in known) for one in typed):
            yield SearchHit("actions", label, "", action, None)
