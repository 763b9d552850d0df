"""What the status line says of saving: all saved, a draft kept, or what is in the way."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from boform_app.clock import local_time
from boform_app.services.drafts import DraftsService
from boform_app.vault.drafttypes import DraftTrouble
from models.values import dates
from ui.status_line import StatusLine

_TROUBLES = {
    DraftTrouble.DISK_FULL: (
        "Der er ikke mere plads på computeren. Din tekst er her stadig, men ikke på disken."
    ),
    DraftTrouble.NOT_WRITABLE: (
        "Boform må ikke skrive i mappen. Din tekst er her stadig, men ikke på disken."
    ),
    DraftTrouble.BUSY: "Kan ikke gemme lige nu – teksten er i sikkerhed her",
    DraftTrouble.DAMAGED: "En del af de gamle kladder kunne ikke læses. Den er lagt til side.",
}


class SavedWords(QObject):
    """Looks at the drafts once a second; memory only, no query."""

    def __init__(self, drafts: DraftsService, line: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts, self._line = drafts, line
        self._recorded_at = drafts.status().saved_at
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def recorded(self) -> None:
        """Something became part of the record: drafts before it are no news any more."""
        self._recorded_at = self._drafts.status().saved_at
        self.look()

    def look(self) -> None:
        """Say how it stands."""
        status = self._drafts.status()
        if status.trouble is not DraftTrouble.NONE:
            again = "" if status.trouble is DraftTrouble.DAMAGED else self.tr("Prøv nu")
            self._line.set_trouble(_TROUBLES[status.trouble], again)
        elif status.saved_at is not None and status.saved_at != self._recorded_at:
            moment = dates.clock(local_time(status.saved_at).time())
            self._line.set_saved(self.tr("Kladde gemt {t}").format(t=moment))
        else:
            self._line.set_saved(self.tr("Alt er gemt"))

    def stop(self) -> None:
        """The log-in is over."""
        self._timer.stop()
