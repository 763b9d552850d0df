"""Print for the resident: the own folder and the own plan, in Danish or English."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from models.values.languages import Language
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.session import Session


def add_own_papers(menu: QMenu, session: Session, parent: QWidget, person_id: UUID) -> None:
    """Two papers in two languages."""
    inner = menu.addMenu(_tr("Til beboeren"))
    for words, show in (
        (_tr("Beboerens egen mappe"), partial(folder, session, parent, person_id, "da")),
        (_tr("Beboerens egen mappe på engelsk"), partial(folder, session, parent, person_id, "en")),
        (_tr("Beboerens egen plan"), partial(plan, session, parent, person_id, "da")),
        (_tr("Beboerens egen plan på engelsk"), partial(plan, session, parent, person_id, "en")),
    ):
        inner.addAction(words, show)


def folder(
    session: Session, parent: QWidget, person_id: UUID, language: Language = "da"
) -> PagesPanel:
    """The own folder's true pages."""
    papers = session.services.own_papers
    panel = PagesPanel(
        session, parent, _tr("Beboerens egen mappe"),
        own_pdf(lambda: papers.folder(person_id, language)), file_name="mappe.pdf",
        queue_name="mappe", printed=_tr("Mappen er printet."),
        used=lambda: papers.printed(person_id, "own_folder"),
    )  # fmt: skip
    panel.start()
    return panel


def plan(
    session: Session, parent: QWidget, person_id: UUID, language: Language = "da"
) -> PagesPanel:
    """The own plan's true page."""
    papers = session.services.own_papers
    panel = PagesPanel(
        session, parent, _tr("Beboerens egen plan"),
        own_pdf(lambda: papers.plan(person_id, language)), file_name="plan.pdf",
        queue_name="plan", printed=_tr("Planen er printet."),
        used=lambda: papers.printed(person_id, "own_plan"),
    )  # fmt: skip
    panel.start()
    return panel


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
