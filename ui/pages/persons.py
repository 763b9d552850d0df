"""Choosing residents in a form: several as chips, or one from a list that searches."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from boform_app.services.views.day_log import Subject
from ui.pages.day_log.about import AboutField
from ui.pages.day_log.rows import name_of
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Finding


class PersonsEdit(AboutField):
    """Any number of residents; letters that fit nobody are said before the form goes on.

    Signals:
        left: Somebody was chosen, or the letters fit nobody; the field looks at itself.
    """

    left = Signal()

    def __init__(self, nobody: str, parent: QWidget | None = None) -> None:
        """Make the field.

        Args:
            nobody: Stands in it while nobody is chosen.
            parent: Qt parent.
        """
        self._nobody = nobody
        super().__init__(parent)
        self.setFocusProxy(self.edit)
        self.changed.connect(self.left)
        self.unknown.connect(self.left)

    def read(self) -> list[str]:
        """Ids, as a draft keeps them."""
        return [str(one) for one in self.persons]

    def write(self, ids: Sequence[str] | None) -> None:
        """Show exactly these."""
        self.choose([UUID(one) for one in ids or ()])

    def finding(self) -> Finding | None:
        """Half a name means nobody yet; who cannot be shown is not left out unseen."""
        if self.unseen:
            words = self.tr("Du kan ikke se en af beboerne. Bed en kollega skrive, eller fjern dem.")
            return Finding("stop", words)
        if not self.edit.text().strip():
            return None
        words = self.tr("Vælg beboeren på listen, eller fjern det, du har skrevet.")
        return Finding("stop", words)

    def keep(self) -> None:
        """A name asks nothing."""

    def _hint(self) -> None:
        super()._hint()
        if not self.persons:
            self.edit.setPlaceholderText(self._nobody)


def person_combo(session: Session, also: Sequence[Subject] = ()) -> Combo:
    """One of those who live here; a closed one cannot be chosen.

    Args:
        session: Whose house.
        also: Others who can be chosen, e.g. who moved out.
    """
    found = {one.person_id: one for one in (*also, *session.services.composing.people())}
    options = [
        Option(str(one.person_id), label_of(one)) for one in found.values() if not one.closed
    ]
    return Combo(options, searchable=True, placeholder=_tr("Skriv et navn eller vælg"))


def label_of(who: Subject) -> str:
    """Name and room; the room alone while names are hidden."""
    name = name_of(who)
    if not who.room or who.room in name.split():
        return name
    return _tr("{name}, vær. {room}").format(name=name, room=who.room)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Persons", words)
