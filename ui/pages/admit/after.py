"""What is offered once somebody is admitted: the notice, and the paper about their data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs.panel import Panel
from ui.pages.base import Target
from ui.privacy import privacy
from ui.session import Session


def offer_letters(
    session: Session, window: QWidget, navigate: Any, person_id: UUID, name: str
) -> Panel | None:
    """A small panel with verbs; Esc and Enter leave it, both letters wait elsewhere, too.

    Args:
        session: Knows which letters the role may write.
        window: Where it stands.
        navigate: The signal that goes to a page.
        person_id: Who was admitted.
        name: First name.
    """
    kinds = {kind.key for kind in session.services.letters.kinds()}
    if not kinds & {"admission_notice", "data_information"}:
        return None
    who = privacy().name(name or _tr("Beboeren"))
    panel = Panel(
        window, _tr("{who} er indskrevet").format(who=who), _tr("Vil du lave et brev nu?")
    )
    panel.setObjectName("offer")

    def to(kind: str) -> None:
        navigate.emit(Target("letter", {"person_id": person_id, "kind": kind}))

    if "admission_notice" in kinds:
        panel.add_lines([_tr("Orientering om optagelse – skal sendes inden tre hverdage")])
    if "data_information" in kinds:
        panel.add_lines([_tr("Orientering om dine oplysninger – gives til beboeren")])
    if "data_information" in kinds:
        panel.add_button(_tr("Om oplysninger"), lambda: to("data_information"))
    if "admission_notice" in kinds:
        panel.add_button(_tr("Lav orientering"), lambda: to("admission_notice"), kind="primary")
    panel.add_button(_tr("Ikke nu"), safe=True)
    panel.open()
    return panel


def _tr(words: str) -> str:
    return QCoreApplication.translate("Admit", words)
