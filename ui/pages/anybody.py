"""Choosing one resident of all there ever were: present ones at once, former ones by their name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from boform_app.errors import EnvironmentTrouble, UserError
from boform_app.services.views.people import FormerResident, ResidentFilter, ResidentRow
from models.values import dates
from ui import messages
from ui.newest import NewestWins
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.choice import Option
from ui.widgets.field import Field
from ui.widgets.finding_combo import FindingCombo

Refused = (UserError, EnvironmentTrouble)
Found = tuple[str, tuple[FormerResident, ...]]


class AnybodyCombo(FindingCombo):
    """A resident; ``value`` is the person's id. Who sees present residents only finds no others."""

    def __init__(
        self, session: Session, *, without: UUID | None = None, closed: bool = False,
        placeholder: str = "",
    ) -> None:  # fmt: skip
        """Make the field; ``read`` fills it.

        Args:
            session: Whose house.
            without: A person who is no answer: whose page it is.
            closed: Whether a protected resident can be chosen by the room alone.
            placeholder: Stands in it while nobody is chosen.
        """
        super().__init__(placeholder=placeholder or _tr("Skriv et navn"))
        self._session, self._without, self._closed = session, without, closed
        self._present: tuple[ResidentRow, ...] = ()
        permissions = session.services.staff.permissions()
        self.finds_former = permissions.get("see_residents") == "yes"
        self._finding = NewestWins(session.tasks, self)
        self._finding.ready.connect(self._show)
        self._finding.failed.connect(self._refuse)
        if self.finds_former:
            self.search, self.fetch = self._find_now, self._fetch
            self.typed.connect(self._wish)
        privacy().changed.connect(self._rename)

    @property
    def help_text(self) -> str:
        """Words for below the field: whom else it finds."""
        words = _tr("Tidligere beboere kommer frem, når du skriver navnet.")
        return words if self.finds_former else ""

    def read(self) -> None:
        """Who lives here now, and twenty years of names made ready beside the window."""
        self._present = self._session.services.residents.rows(ResidentFilter())
        self._rename()
        if self.finds_former:
            self._wish("")

    # -- own -------------------------------------------------------------------------------------

    def _rename(self) -> None:
        """Names were hidden or shown."""
        rows = [row for row in self._present if self._closed or not row.closed]
        self.set_options(
            [Option(r.person_id, _present(r)) for r in rows if r.person_id != self._without]
        )

    def _wish(self, text: str) -> None:
        self._finding.wish(lambda: self._look(text))

    def _look(self, text: str) -> Found:
        return text, self._session.services.search.former(text, self.most + 2)

    def _show(self, found: Found) -> None:
        text, people = found
        self.show_found(text, self._options_of(people))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        messages.present(error, self)

    def _find_now(self, text: str) -> list[Option]:
        try:
            return self._options_of(self._look(text)[1])
        except Refused as refused:
            messages.present(refused, self)
            return []

    def _fetch(self, person_id: object) -> Option | None:
        # An older draft may have kept the id as a text.
        if not isinstance(person_id, UUID):
            return None
        try:
            found = self._session.services.search.former_one(person_id)
        except Refused as refused:
            messages.present(refused, self)
            return None
        return next(iter(self._options_of([found] if found else [])), None)

    def _options_of(self, people: Sequence[FormerResident]) -> list[Option]:
        others = [one for one in people if one.person_id != self._without][: self.most + 1]
        return [Option(one.person_id, _former(one)) for one in others]


def anybody_field(
    session: Session, label: str, *, without: UUID | None = None, closed: bool = False
) -> Field:
    """The combo, read, below its label; the arguments are those of ``AnybodyCombo``."""
    combo = AnybodyCombo(session, without=without, closed=closed)
    combo.read()
    return Field(label, combo, help_text=combo.help_text)


def _present(row: ResidentRow) -> str:
    """Name and room; the room alone while names are hidden."""
    if privacy().on:
        return privacy().name("", row.room)
    name = row.list_name or _tr("Beskyttet")
    return _tr("{name} · vær. {room}").format(name=name, room=row.room) if row.room else name


def _former(who: FormerResident) -> str:
    """Name, day of birth and the last day here: what tells two of one name apart."""
    born = dates.short(who.birth_date) if who.birth_date is not None else ""
    parts = (
        privacy().name(who.list_name),
        _tr("født {day}").format(day=born) if born and not privacy().on else "",
        _tr("her til {day}").format(day=dates.short(who.left_on)),
    )
    return " · ".join(part for part in parts if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Anybody", words)
