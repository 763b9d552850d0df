"""What every part of the right card of Handleplan is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

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


class ShownOnly(QStackedWidget):
    """As high as the part that is shown needs, not the highest of all."""

    def hasHeightForWidth(self) -> bool:
        """Qt would ask every page, also those that nobody sees."""
        return False

    def minimumSizeHint(self) -> QSize:
        """That of the shown page; lines that wrap count as they stand at this width."""
        shown = self.currentWidget()
        if shown is None:
            return QSize()
        hint, layout = shown.minimumSizeHint(), shown.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > hint.width():
            # The hint alone is the height of the narrowest card, whose every line is broken.
            hint.setHeight(layout.totalMinimumHeightForWidth(self.width()))
        return hint

    def sizeHint(self) -> QSize:
        """That of the shown page."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


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
