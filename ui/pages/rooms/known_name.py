"""Whom a typed name may mean: asked below the field, answered with a button, and never required."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from boform_app.errors import EnvironmentTrouble, UserError
from boform_app.services.views.people import PersonHit
from ui import messages
from ui.pages.admit.known import KnownStrip
from ui.session import Session
from ui.widgets.line_edit import LineEdit

LOOK_AFTER = 250
LEAST = 2
"""Letters that are typed before anybody is looked for."""


class KnownName(QObject):
    """A field for a name, and the question about somebody who has papers here.

    Attributes:
        strip: The question; it stands below the field.
    """

    def __init__(self, session: Session, line: LineEdit, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._line = session, line
        self._person: PersonHit | None = None
        self._others: set[UUID] = set()
        self.strip = KnownStrip()
        self.strip.same.connect(self._same)
        self.strip.new.connect(self._new)
        self.strip.again.connect(self._not_same)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AFTER)
        self._looking.timeout.connect(self.look)
        line.textChanged.connect(lambda _text: self._looking.start())

    @property
    def person_id(self) -> UUID | None:
        """Who it is; None for a name alone, and once another name was typed."""
        return self._person.person_id if self._person and self._still() else None

    def look(self) -> None:
        """Ask about everybody whom the name may mean; another name is another person."""
        if self._still():
            return
        typed = " ".join(self._line.text().split())
        self._person = None
        try:
            hits = self._hits(typed)
        except (UserError, EnvironmentTrouble) as refused:
            messages.present(refused, self.strip)
            return
        self.strip.ask([hit for hit in hits if hit.person_id not in self._others])

    def _still(self) -> bool:
        typed = " ".join(self._line.text().split())
        return self._person is not None and typed == self._person.full_name

    def _hits(self, typed: str) -> tuple[PersonHit, ...]:
        if len(typed) < LEAST:
            return ()
        first, _, last = typed.partition(" ")
        return self._session.services.people.duplicates(first, last, "")

    def _same(self, hit: PersonHit) -> None:
        self._line.setText(hit.full_name)
        self._looking.stop()
        self._person = hit
        self.strip.confirm(hit)
        self._line.setFocus()

    def _new(self) -> None:
        typed = " ".join(self._line.text().split())
        self._others |= {hit.person_id for hit in self._hits(typed)}
        self.strip.ask(())
        self._line.setFocus()

    def _not_same(self) -> None:
        if self._person is not None:
            self._others.add(self._person.person_id)
        self._person = None
        self.strip.confirm(None)
        self._line.setFocus()
