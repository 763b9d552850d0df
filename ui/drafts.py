"""The drafts of the logged-in person, as editors and forms reach them."""

from __future__ import annotations

from uuid import UUID

from boform_app.services.drafts import DraftsService
from ui.ports import DraftSlot, SavedDraft


class ServiceDrafts:
    """A ``DraftPort`` over the drafts service: own texts only, on disk within a second."""

    def __init__(self, service: DraftsService) -> None:
        self._service = service

    def put(self, slot: DraftSlot, text: str, *, cursor: int = 0, scroll: int = 0) -> None:
        """The present text of one field."""
        self._service.put(slot.kind, _person(slot), slot.field, text, cursor, scroll)

    def get(self, slot: DraftSlot) -> SavedDraft | None:
        """What was left in this field."""
        found = self._service.get(slot.kind, _person(slot))
        if found is None or slot.field not in found.fields:
            return None
        return SavedDraft(found.fields[slot.field], found.cursor, found.scroll)

    def remove(self, slot: DraftSlot) -> None:
        """The text became part of the record, or was thrown away."""
        self._service.discard(slot.kind, _person(slot))


def _person(slot: DraftSlot) -> UUID | None:
    return UUID(slot.person_id) if slot.person_id else None
