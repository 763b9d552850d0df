"""The sheet for the cooperation meeting of a municipality: printed, or as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, pictures
from boform_app.services.views.contacts import MeetingView
from models.values import dates
from ui import messages
from ui.pages.board.meeting_forms import open_cooperation, open_cooperation_minute
from ui.pages.resident.doing import Refused
from ui.pages.resident.meeting_form import PrintingForm
from ui.saved_files import keep, target_of
from ui.session import Session

_PRINT_DPI = 300


class Sheets(QObject):
    """The menu of the button *Samarbejdsark*, and what its entries do."""

    def __init__(self, session: Session, where: QWidget) -> None:
        super().__init__(where)
        self._session, self._where = session, where
        self.panel: PrintingForm | None = None

    def popup(self, button: QWidget, code: str | None) -> None:
        """Below the button: the ways of one municipality, or of each."""
        menu = self.menu(code)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def menu(self, code: str | None) -> QMenu | None:
        """A submenu for each municipality; only that of the filter where there is one."""
        try:
            found = self._session.services.cooperation.municipalities()
        except Refused as refused:
            messages.present(refused, self._where)
            return None
        menu = QMenu(self._where)
        wanted = [one for one in found if code is None or one.code == code]
        for one in wanted:
            into = menu if len(wanted) == 1 else menu.addMenu(one.name)
            if into is menu:
                menu.addAction(one.name).setEnabled(False)
            into.addAction(_tr("Print"), partial(self._print, one.code))
            into.addAction(_tr("Gem som PDF …"), partial(self._save, one.code, "pdf"))
            into.addAction(_tr("Gem som regneark …"), partial(self._save, one.code, "xlsx"))
            self._add_meetings(into, one.code)
        if not wanted:
            menu.addAction(_tr("Ingen beboere har en handlekommune")).setEnabled(False)
        return menu

    def _add_meetings(self, menu: QMenu, code: str) -> None:
        """The meetings the sheet is for: those to come, those without a minute, and the last one."""
        services = self._session.services
        if services.staff.permissions().get("action_plan") != "yes":
            return
        menu.addSeparator()
        menu.addAction(_tr("Planlæg samarbejdsmøde …"), partial(self._plan, code))
        today, last = self._session.clock.today(), True
        for one in services.meetings.of_municipality(code):
            day = dates.dense(one.day)
            if one.state == "planned" and one.day > today:
                menu.addAction(
                    _tr("Ret mødet {day} …").format(day=day), partial(self._plan, code, one)
                )
            elif one.state in {"planned", "unminuted"} or (one.state == "held" and last):
                words = _tr("Referat af mødet {day} …").format(day=day)
                menu.addAction(words, partial(self._minute, one))
                last = last and one.state != "held"

    def _plan(self, code: str, meeting: MeetingView | None = None) -> None:
        self.panel = open_cooperation(self._session, self._where, code, meeting)

    def _minute(self, meeting: MeetingView) -> None:
        self.panel = open_cooperation_minute(self._session, self._where, meeting)

    def _print(self, code: str) -> None:
        cooperation = self._session.services.cooperation

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            pdf = cooperation.sheet(code)
            return pdf, pictures(pdf, _PRINT_DPI)

        def ready(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self._session.ports.printer.print_pdf(
                found[0], _tr("Samarbejdsark"), self._printed, pages=found[1]
            )

        self._session.tasks.run(work, ready, failed=self._failed, owner=self)

    def _save(self, code: str, kind: str) -> None:
        pattern = "PDF (*.pdf)" if kind == "pdf" else "Regneark (*.xlsx)"
        self._session.ports.files.save(
            _tr("Gem samarbejdsark"), f"samarbejdsark.{kind}", pattern,
            lambda path: self._write(code, kind, path),
        )  # fmt: skip

    def _write(self, code: str, kind: str, path: Path | None) -> None:
        target = target_of(self._session, path, f".{kind}")
        if target is None:
            return
        cooperation = self._session.services.cooperation
        make: Callable[[str], bytes] = (
            cooperation.sheet if kind == "pdf" else cooperation.spreadsheet
        )

        def done(data: bytes) -> None:
            if keep(self._session, target, data):
                self._session.say(_tr("Samarbejdsarket er gemt. Fjern filen efter mødet."))

        self._session.tasks.run(lambda _progress: make(code), done, failed=self._failed, owner=self)

    def _printed(self, ok: bool) -> None:  # noqa: FBT001 (the port's answer)
        if not ok:
            self._session.say(_tr("Samarbejdsarket er ikke printet."))

    def _failed(self, error: Exception) -> None:
        messages.present(error, self._where)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
