"""Whether the house knows the person already, and what was answered when it asked.

*Indskriv* and *Afslag på optagelse* both ask while a name or a number is typed. The question itself
is the ``KnownStrip``; here are the answers, until the form is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from boform_app.services.views.people import PersonHit
from ui.pages.admit.known import KnownStrip
from ui.pages.admit.who import AdmissionCpr
from ui.session import Session
from ui.widgets.line_edit import LineEdit


class NamedFields(Protocol):
    """A section with a name, a number, and the question under them."""

    @property
    def first(self) -> LineEdit:
        """First name."""

    @property
    def last(self) -> LineEdit:
        """Last name."""

    @property
    def cpr(self) -> AdmissionCpr:
        """Number, or as much of it as was told."""

    @property
    def known(self) -> KnownStrip:
        """The question."""


class KnownPerson(QObject):
    """The answer to *Samme person?*, and those who were said to be somebody else.

    Attributes:
        person: Who it is; None for somebody new, or nobody said.
    """

    decided = Signal()
    """A button was pressed, and it is gone with the question."""

    def __init__(self, session: Session, who: NamedFields, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._who = session, who
        self.person: PersonHit | None = None
        self._others: set[UUID] = set()
        who.known.same.connect(self.same)
        who.known.new.connect(self._new)
        who.known.again.connect(self._not_same)

    @property
    def person_id(self) -> UUID | None:
        """Id of who it is."""
        return self.person.person_id if self.person else None

    def look(self) -> None:
        """Ask about everybody whom what is typed may mean, once it is not said who it is.

        Raises:
            UserError: This role may not look.
            EnvironmentTrouble: The house cannot be read now.
        """
        if self.person is None:
            hits = self._duplicates()
            self._who.known.ask([hit for hit in hits if hit.person_id not in self._others])

    def same(self, hit: PersonHit) -> None:
        """It is this person; their name is written where none was typed."""
        self.person = hit
        if not self._who.first.text().strip():
            first, _, last = hit.full_name.rpartition(" ")
            self._who.first.setText(first or last)
            self._who.last.setText(last if first else "")
        self._who.known.confirm(hit)
        self.decided.emit()

    def put_back(self, person: PersonHit | None) -> None:
        """Who it was, without asking and without telling."""
        self.person = person
        self._who.known.confirm(person)

    def forget(self) -> None:
        """An empty form: nobody is known, and everybody may be asked about."""
        self._others = set()
        self.put_back(None)

    def kept(self) -> dict[str, Any]:
        """The answers, for the draft."""
        return {
            "person": str(self.person_id or ""),
            "others": sorted(str(one) for one in self._others),
        }

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """The answers of a draft; whoever was removed meanwhile is nobody.

        Args:
            kept: What ``kept`` gave.
        """
        self._others = {UUID(text) for text in kept.get("others", ())}
        if kept.get("person"):
            wanted = UUID(kept["person"])
            self.put_back(next((h for h in self._duplicates() if h.person_id == wanted), None))

    def _new(self) -> None:
        self._others |= {hit.person_id for hit in self._duplicates()}
        self._who.known.ask(())
        self.decided.emit()

    def _not_same(self) -> None:
        if self.person is not None:
            self._others.add(self.person.person_id)
        self.put_back(None)
        self.decided.emit()

    def _duplicates(self) -> tuple[PersonHit, ...]:
        first, last, cpr = self._who.first.text(), self._who.last.text(), self._who.cpr.usable()
        if not (last.strip() or cpr) and len(first.strip()) < 2:
            return ()
        return self._session.services.people.duplicates(first, last, cpr)
