"""*Gem til kalender*: a meeting, or a resident's days, as a file for the house's own calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import Refused
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.theme import theme

_END = ".ics"


class CalendarPanel(Panel):
    """With or without names; calendars are shared and shown on telephones, so without is proposed."""

    def __init__(
        self, session: Session, parent: QWidget, text: str, make: Callable[[bool], bytes],
        file_name: str,
    ) -> None:  # fmt: skip
        super().__init__(parent, _tr("Gem til kalender"), text, width=520)
        self._session, self._where, self._make = session, parent, make
        self._file_name = file_name
        self.names = QCheckBox(_tr("Skriv navne i kalenderen"))
        self.names.setMinimumHeight(theme().px(24))
        self.body.addWidget(self.names)
        self.save = self.add_button(_tr("Gem …"), self._ask_where, kind="primary")
        self.add_button(_tr("Tilbage"))
        self.save.setFocus()

    def _ask_where(self) -> None:
        named = self.names.isChecked()
        self._session.ports.files.save(
            _tr("Gem til kalender"), self._file_name, "Kalender (*.ics)",
            lambda path: self._write(path, named=named),
        )  # fmt: skip

    def _write(self, path: Path | None, *, named: bool) -> None:
        target = target_of(self._session, path, _END)
        if target is None:
            return
        try:
            made = self._make(named)
        except Refused as refused:
            messages.present(refused, self._where)
            return
        if keep(self._session, target, made):
            self._session.say(_tr("Kalenderfilen er gemt. Åbn den i kalenderen, og fjern den så."))


def of_meeting(session: Session, page: QWidget, meeting_id: UUID) -> CalendarPanel:
    """One meeting."""
    calendar = session.services.sending.calendar
    text = _tr("Mødet kommer i kalenderen med tid, sted og sagsnummer. Kalendere kan ses af andre.")
    return _opened(
        session, page, text, lambda named: calendar(meeting_id, names=named), _tr("møde.ics")
    )


def of_resident(session: Session, page: QWidget, person_id: UUID) -> CalendarPanel:
    """Every meeting and deadline of a resident."""
    calendar = session.services.sending.calendar
    text = _tr(
        "Møder og frister kommer i kalenderen med dag og sagsnummer. Kalendere kan ses af andre."
    )
    return _opened(
        session, page, text,
        lambda named: calendar(person_id=person_id, names=named), _tr("frister.ics"),
    )  # fmt: skip


def _opened(
    session: Session, page: QWidget, text: str, make: Callable[[bool], bytes], file_name: str
) -> CalendarPanel:
    panel = CalendarPanel(session, page, text, make, file_name)
    panel.open()
    return panel


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
