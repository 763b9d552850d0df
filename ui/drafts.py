"""The drafts of the logged-in person, on top of the encrypted store."""

from __future__ import annotations

from boform_app.vault.drafts import DraftKey, DraftStore
from ui.ports import DraftSlot, SavedDraft


class StoredDrafts:
    """Names the person in every key, so that nobody reads a colleague's text."""

    def __init__(self, store: DraftStore, staff_id: str) -> None:
        self._store, self._staff_id = store, staff_id

    def put(self, slot: DraftSlot, text: str, *, cursor: int = 0, scroll: int = 0) -> None:
        """The present text; on disk within a second."""
        self._store.put(self._key(slot), text, cursor=cursor, scroll=scroll)

    def get(self, slot: DraftSlot) -> SavedDraft | None:
        """What was left."""
        found = self._store.get(self._key(slot))
        return SavedDraft(found.text, found.cursor, found.scroll) if found else None

    def remove(self, slot: DraftSlot) -> None:
        """The text became part of the record or was thrown away."""
        self._store.remove(self._key(slot))

    def _key(self, slot: DraftSlot) -> DraftKey:
        return DraftKey(self._staff_id, slot.kind, slot.person_id, slot.field)
