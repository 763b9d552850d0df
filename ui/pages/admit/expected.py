"""Who was expected: the reservation or the place on the waiting list that the admission takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(slots=True)
class Expected:
    """Comes from the room board; kept with the draft, and gone with it.

    Attributes:
        reservation_id: The place was kept for them.
        waiting_id: They waited for one.
    """

    reservation_id: UUID | None = None
    waiting_id: UUID | None = None

    def take(self, state: Mapping[str, Any]) -> None:
        """What the board named; nothing named changes nothing."""
        for name in ("reservation_id", "waiting_id"):
            if isinstance(state.get(name), UUID):
                setattr(self, name, state[name])

    def forget(self) -> None:
        """An empty form: nobody was expected."""
        self.reservation_id = self.waiting_id = None

    def kept(self) -> dict[str, str]:
        """For the draft."""
        return {
            "reservation": str(self.reservation_id or ""),
            "waiting": str(self.waiting_id or ""),
        }

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """As the draft has it."""
        self.reservation_id = UUID(kept["reservation"]) if kept.get("reservation") else None
        self.waiting_id = UUID(kept["waiting"]) if kept.get("waiting") else None
