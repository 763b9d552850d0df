"""Drafts (*kladder*) of the person who is logged in (ux 3.4).

The text goes to the draft store, which has it on disk within a second; the main database holds only
who has a draft on what since when.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from boform_app.services import _families
from boform_app.services._presence import PresenceBoard, PresenceKey
from boform_app.services.context import OpenHouse, Service
from boform_app.services.views.admin import Actor
from boform_app.services.views.records import DraftOfOther, DraftView
from boform_app.vault.drafts import Draft, DraftKey, DraftStatus
from models import tables

_TITLES = {
    "note": "Notat",
    "correction": "Rettelse",
    "log_note": "Notat til dagbogen",
    "log_correction": "Rettelse i dagbogen",
    "facts": "Stamdata",
    "admission": "Indskrivning",
    "turned_away": "Afslag på optagelse",
    "reservation": "Reservation",
    "waiting": "Venteliste",
    "refused_contact": "Afvist henvendelse",
    "overview": "Udflytningsoverblik",
    "end_stay": "Afslutning af ophold",
    "consent": "Samtykke",
    "letter": "Brev",
    "letter_text": "Brevtekst",
    "house_task": "Opgave",
    "appointment": "Aftale",
    "thing_key": "Nøgle",
    "thing_post": "Post",
    "thing_belonging": "Opbevaring",
    "incident": "Hændelse",
    "incident_correction": "Rettelse til hændelse",
    "incident_review": "Gennemgang af hændelse",
    "conflict": "Konflikt",
    "expulsion": "Forslag om bortvisning",
    "meeting": "Møde",
    "minute": "Referat",
    "cooperation": "Samarbejdsmøde",
    "cooperation_minute": "Referat af samarbejdsmøde",
}


class DraftsService(Service):
    """Text that is not part of the record yet."""

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        if house.presence is None:
            house.presence = PresenceBoard(house.database)
        self._presence = house.presence

    def put(  # noqa: PLR0917 - the order agreed with the window
        self,
        kind: str,
        person_id: UUID | None,
        field: str,
        text: str,
        cursor: int = 0,
        scroll: int = 0,
    ) -> None:
        """Take the present text of one field; returns before anything is on disk.

        Args:
            kind: ``note``, ``admission``, ``overview``, ``letter:<kind>``, ``end_stay`` …
            person_id: About whom, None for nobody yet.
            field: The field of the form, "" when there is one.
            text: All of it.
            cursor: Place of the cursor, in characters.
            scroll: Place of the scroll bar, in pixels.
        """
        key = DraftKey(str(self._actor.staff_id), kind, str(person_id or ""), field)
        self._house.drafts.put(key, text, cursor=cursor, scroll=scroll)
        self._presence.writing(self._key(kind, person_id), self._house.clock.now())

    def get(self, kind: str, person_id: UUID | None) -> DraftView | None:
        """The draft of a form or text, None when there is none."""
        found = self._own(kind, person_id)
        return _view(found, self._names(found)) if found else None

    def mine(self) -> tuple[DraftView, ...]:
        """All drafts of this person, the latest first."""
        drafts = sorted(
            self._house.drafts.all_for(str(self._actor.staff_id)), key=lambda d: _order(d.key)
        )
        names = self._names(drafts)
        views = [
            _view(list(group), names) for _, group in groupby(drafts, key=lambda d: _order(d.key))
        ]
        return tuple(sorted(views, key=lambda view: view.updated_at, reverse=True))

    def others(self, person_id: UUID) -> tuple[DraftOfOther, ...]:
        """Which colleagues have drafts on a person, the oldest first; the text is theirs alone."""
        with self._read() as session:
            rows = session.execute(
                select(tables.DraftPresence, tables.Staff.first_name)
                .join(tables.Staff, tables.Staff.id == tables.DraftPresence.staff_id)
                .where(
                    tables.DraftPresence.person_id.in_(_families.family(session, person_id)),
                    tables.DraftPresence.staff_id != self._actor.staff_id,
                )
                .order_by(tables.DraftPresence.since)
            )
            return tuple(DraftOfOther(name, row.kind, row.since) for row, name in rows)

    def discard(self, kind: str, person_id: UUID | None) -> None:
        """The draft became part of the record, or was thrown away."""
        for draft in self._own(kind, person_id):
            self._house.drafts.remove(draft.key)
        self._presence.gone(self._key(kind, person_id))

    def flush(self) -> bool:
        """Wait until all text is on disk: lock, page change, end of Windows.

        Returns:
            False when the disk refused; the text is safe in memory and is tried again.
        """
        return self._house.drafts.flush()

    def status(self) -> DraftStatus:
        """When drafts last reached the disk and what keeps them from it, for the status line."""
        return self._house.drafts.status

    def _key(self, kind: str, person_id: UUID | None) -> PresenceKey:
        return PresenceKey(self._actor.staff_id, kind, person_id)

    def _own(self, kind: str, person_id: UUID | None) -> list[Draft]:
        return [
            draft
            for draft in self._house.drafts.all_for(str(self._actor.staff_id))
            if (draft.key.kind, draft.key.person_id) == (kind, str(person_id or ""))
        ]

    def _names(self, drafts: Iterable[Draft]) -> dict[str, str]:
        ids = {UUID(draft.key.person_id) for draft in drafts if draft.key.person_id}
        if not ids:
            return {}
        with self._read() as session:
            rows = session.scalars(select(tables.Person).where(tables.Person.id.in_(ids))).all()
        return {str(row.id): _families.full_name(row) for row in rows}


def _order(key: DraftKey) -> tuple[str, str]:
    return key.kind, key.person_id


def _view(drafts: list[Draft], names: dict[str, str]) -> DraftView:
    """The fields of one form as one draft; the cursor is where the last key was."""
    last = max(reversed(drafts), key=lambda draft: draft.updated)
    title = _TITLES.get(last.key.kind.partition(":")[0], "Kladde")
    name = names.get(last.key.person_id, "")
    return DraftView(
        kind=last.key.kind,
        person_id=UUID(last.key.person_id) if last.key.person_id else None,
        updated_at=last.updated,
        title=f"{title}, {name}" if name else title,
        fields={draft.key.field: draft.text for draft in drafts},
        cursor=last.cursor,
        scroll=last.scroll,
    )
