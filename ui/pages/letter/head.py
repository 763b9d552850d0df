"""The title row of the editor: which letter, about whom, and the change of template."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.services.views.letters import LetterKind
from boform_app.services.views.people import Identity
from models.values import dates
from ui.pages.letter.groups import fill_menu
from ui.privacy import privacy
from ui.widgets.buttons import Button
from ui.widgets.field import Finding, MessageLine
from ui.widgets.title_row import TitleRow


class Head(TitleRow):
    """Title and facts; ``changed`` carries the key of another kind of letter."""

    changed = Signal(str)

    def __init__(self, kinds: Sequence[LetterKind], parent: QWidget | None = None) -> None:
        super().__init__("", with_back=True, parent=parent)
        self._offered = tuple(kinds)
        self._kinds = {kind.key: kind.title for kind in kinds}
        self._button = Button(self.tr("Skift skabelon"), height="title_button")
        self._menu = QMenu(self)
        self._button.set_menu(self._menu)
        self.add_action(self._button)

    def show_writing(self, kind: str, who: Identity | None) -> None:
        """A letter that is being written."""
        # Somebody without a stay can get no other letter.
        self._button.setVisible(
            not any(one.key == kind and one.without_stay for one in self._offered)
        )
        self._menu.clear()
        others = [one for one in self._offered if one.key != kind]
        fill_menu(self._menu, others, self.changed.emit)
        self.set_title(self._kinds.get(kind, ""), _who_words(who))

    def show_letter(self, kind: str, who: Identity | None, facts: str) -> None:
        """A stored letter, with its number and author."""
        self._button.hide()
        self.set_title(
            self._kinds.get(kind, ""), " · ".join(p for p in (_who_words(who), facts) if p)
        )


class ProtectedLine(MessageLine):
    """The line about a protected address, above the letter."""

    @property
    def words(self) -> str:
        """What is said, "" for nothing."""
        return self.finding.text if self.finding is not None else ""

    def show_on(self, *, on: bool) -> None:
        """Say it, or nothing."""
        said = Finding(
            "stop",
            self.tr("Beskyttet adresse. Husets adresse står kun i brevet, hvor loven kræver det."),
            icon="shield_lock",
        )
        self.show_finding(said if on else None)


def _who_words(who: Identity | None) -> str:
    if who is None:
        return ""
    room = f"vær. {who.room}" if who.room else ""
    if privacy().on or who.closed:
        return f"om beboer, {room}" if room else "om beboer"
    born = ""
    if who.birth_date is not None:
        years = f" ({who.age} år)" if who.age is not None else ""
        born = f"{dates.short(who.birth_date)}{years}"
    return " · ".join(part for part in (f"om {who.list_name}", born, room) if part)
