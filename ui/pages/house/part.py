"""What the page *Huset* asks of each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.day_log import Subject
from models.values.changes import Changes
from ui.dialogs.panel import Panel
from ui.pages.base import Page
from ui.pages.day_log.rows import name_of
from ui.pages.detail_pane import Shown
from ui.pages.persons import label_of
from ui.pages.resident.doing import attempt
from ui.session import Session
from ui.widgets.list_view import ListView

NOW, OVER = "now", "over"


class Part:
    """One kind of thing: its list, its words, and what can be done.

    Attributes:
        key: In the target ``house``; label: in the switch; new: on the button of the title row.
        over: Words of the filter for what is past, "" where there is none.
        hint: A sentence that always stands above the list.
        list: The list; made by the part.
        tools: Widgets of its own, in the line above the list.
        person: Whom the page is about, None for everybody.
        show: ``NOW`` or ``OVER``.
    """

    key, label, new, over, hint, none = "", "", "", "", "", ""
    list: ListView

    def __init__(self, session: Session, page: Page) -> None:
        self.session, self.page = session, page
        self.tools: list[QWidget] = []
        self.person: Subject | None = None
        self.show = NOW
        self.panel: Panel | None = None

    @property
    def person_id(self) -> UUID | None:
        """Id of whom the page is about."""
        return self.person.person_id if self.person else None

    def rows(self) -> Sequence[Any]:
        """What the list shows now."""
        raise NotImplementedError

    def shown(self, row: Any) -> Shown:
        """A row in words, with its buttons."""
        raise NotImplementedError

    def begin(self) -> Panel | None:
        """The form of a new one."""
        raise NotImplementedError

    def press(self, row: Any) -> None:
        """The button of a row."""

    def turn_to(self, which: str) -> None:
        """Show what a reminder was about; a row is chosen by the page."""
        del which

    def do(self, act: Callable[[], Changes]) -> None:
        """Carry a write out and say it."""
        attempt(self.session, self.page, act)

    def keep(self, panel: Panel | None) -> None:
        """A panel lives as long as it is open."""
        self.panel = panel


def who(subject: Subject | None) -> str:
    """Name and room, the house where it is about nobody."""
    return tr("Huset") if subject is None else label_of(subject)


def name(subject: Subject) -> str:
    """The name alone."""
    return name_of(subject)


def tr(words: str) -> str:
    """Words of the page."""
    return QCoreApplication.translate("House", words)
