"""What every part of the right card of Handleplan is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from ui.session import Session
from ui.widgets.badge import BadgeSpec


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What the head of the card says about the part that is shown.

    Attributes:
        own: The house's own plan: tinted head, so that it is never taken for the municipality's.
    """

    title: str
    icon: str
    words: str
    badge: BadgeSpec | None = None
    own: bool = False


class PlanPart(QWidget):
    """A part of the right card; ``load`` shows a stay.

    Signals:
        head_changed: ``head`` says something else.
        letter_wanted: Kind of a letter, and what it is about ("" for nothing).
        navigate: Another place, a ``Target``.
    """

    head_changed = Signal()
    letter_wanted = Signal(str, str)
    navigate = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.stay: StayView | None = None
        self.person_id: UUID | None = None
        self.identity: Identity | None = None
        self.may = False
        self.head = HeadWords("", "info", "")

    def load(self, stay: StayView, identity: Identity, *, may: bool) -> None:
        """Show a stay of a person; ``may`` write or only read."""
        self.stay, self.person_id = stay, identity.person_id
        self.identity, self.may = identity, may
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""

    def focus_first(self) -> None:
        """Where the keyboard begins."""

    def say(self, head: HeadWords) -> None:
        """Tell the card what its head shall say."""
        self.head = head
        self.head_changed.emit()
