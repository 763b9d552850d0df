"""What a write changed, for the pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every write.

    Attributes:
        operation_id: The journal's operation, for named undo.
        seq: Order of commit.
        kind: Stable key such as ``note.finish``.
        label: Danish name of the step for the undo line, e.g. "notat om Ole Bach".
        ids: Ids by entity name, e.g. ``{"note": {…}, "person": {…}}``.
        undoable: False for legal events, which are annulled with a reason instead.
    """

    operation_id: UUID
    seq: int
    kind: str
    label: str
    ids: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    undoable: bool = True

    def touches(self, entity: str, entity_id: UUID | None = None) -> bool:
        """Whether an entity (or one record of it) is among what changed."""
        found = self.ids.get(entity, frozenset())
        return bool(found) if entity_id is None else entity_id in found

    def first(self, entity: str) -> UUID:
        """The only or first id of an entity; for writes that make one record."""
        return min(self.ids[entity], key=str)
