"""What stands beside the areas on the tab Udflytning: over time, help today, the paper, the prints."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import Answers
from boform_app.services.views.overviews import OverviewVersion
from boform_app.services.views.people import Identity, StaffName
from ui import messages
from ui.pages.resident import moving_words as say
from ui.pages.resident.doing import Refused
from ui.pages.resident.moving_course import ChangesPanel, CoursePanel
from ui.pages.resident.moving_draft import OverviewDraft
from ui.pages.resident.moving_help import HelpPanel, NeedsPanel
from ui.pages.resident.moving_sheet import SheetPanel
from ui.pages.resident.moving_voice import VoicePanel
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.session import Session

READ_ONLY = ("course", "help")
"""Sections that show what is kept, whatever is being filled in."""
WRITTEN = {"answers", "sheet"}
"""Sections in which the resident's answers are filled in, beside the areas."""


class MoreSections:
    """The panels of the further sections, made and read when somebody goes to one.

    Attributes:
        made: Sections whose panels there are.
    """

    voice: VoicePanel
    course: CoursePanel
    changes: ChangesPanel
    help: HelpPanel
    needs: NeedsPanel
    sheet: SheetPanel

    def __init__(self, session: Session, instrument: Instrument, draft: OverviewDraft) -> None:
        self._session, self._instrument, self._draft = session, instrument, draft
        self.made: set[str] = set()

    def make(self, section: str, parent: QWidget) -> tuple[QWidget, QWidget | None]:
        """The panel of a section, and what stands beside it where that is its own."""
        self.made.add(section)
        if section == "course":
            self.course = CoursePanel(self._instrument, parent)
            self.changes = ChangesPanel(self._instrument)
            return self.course, self.changes
        if section == "help":
            self.help = HelpPanel(self._session, self._instrument, parent)
            self.needs = NeedsPanel(self._instrument)
            return self.help, self.needs
        if section == "sheet":
            self.sheet = SheetPanel(self._instrument, self._draft, parent)
            return self.sheet, None
        self.voice = VoicePanel(self._instrument, self._draft, parent)
        return self.voice, None

    def show(self, section: str, person_id: UUID, who: Identity, *, may: bool) -> None:
        """Read what a section shows; the others are read when they are gone to."""
        services, name = self._session.services, say.name_of(who)
        where = self.course if section == "course" else self.help
        try:
            if section == "course":
                view = services.course.of(person_id)
                self.course.show_course(view, name)
                self.changes.show_changes(view, name)
            elif section == "help":
                found = services.services_in_use.of(person_id)
                self.help.show_help(person_id, found, name=name, may=may)
                self.needs.show_needs(found, name)
        except Refused as refused:
            messages.present(refused, where)

    def show_answers(
        self, answers: Answers, who: Identity, version: OverviewVersion | None, *, editable: bool
    ) -> None:
        """What is filled in, and colleagues who may have rated or talked."""
        if not self.made & WRITTEN:
            return
        services = self._session.services
        mine = services.actor.staff_id
        staff = [one for one in services.staff.all() if one.closed_on is None and one.id != mine]
        if "answers" in self.made:
            names = [StaffName(one.id, one.first_name, one.name, one.initials) for one in staff]
            self.voice.show_staff(names, version.second if version else None)
            self.voice.show_answers(answers, who, editable=editable)
        if "sheet" in self.made:
            self.sheet.show_staff([one.name for one in staff])
            self.sheet.show_answers(answers)


def print_sheet(session: Session, parent: QWidget) -> PagesPanel:
    """The empty conversation sheet; nobody's name is on it."""
    papers = session.services.own_papers
    panel = PagesPanel(
        session, parent, _tr("Samtaleark til udflytningsoverblik"),
        own_pdf(papers.conversation_sheet), file_name="samtaleark.pdf", queue_name="samtaleark",
        printed=_tr("Samtalearket er printet."),
    )  # fmt: skip
    panel.start()
    return panel


def add_prints(
    menu: QMenu, *, sheet: Callable[[], object], take: Callable[[], object] | None,
    result: Callable[[], object] | None,
) -> None:  # fmt: skip
    """The paper to fill in together, its answers, and the print of what is shown."""
    menu.addAction(_tr("Print samtaleark …"), sheet)
    if take is not None:
        menu.addAction(_tr("Tast samtaleark ind"), take)
    if result is not None:
        menu.addAction(_tr("Print overblikket …"), result)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Moving", words)
