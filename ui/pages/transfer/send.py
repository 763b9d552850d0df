"""Flytning til et andet Boform: what travels under which consent, then the file and its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from boform_app.errors import ForeignFile, ReasonNeeded, ValidationFailed
from boform_app.progress import Progress
from boform_app.services.views.people import Identity
from boform_app.services.views.records import ConsentView
from boform_app.services.views.transfers import TransferCommand, TransferOffer, TransferSent
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import Refused
from ui.pages.transfer.made import MadeSheet
from ui.pages.transfer.offer import OfferSheet, consent_of
from ui.pages.transfer.parts import Instead, SheetPage, about
from ui.session import Session
from ui.tasks import Task
from ui.widgets.buttons import Button
from ui.widgets.field import Finding

_NOT_OURS = {"transfer_content": "transfer_not_sendable", "file_too_large": "transfer_too_large"}
"""What a receiver would refuse, in the sender's words."""


class SendPage(SheetPage):
    """Place ``transfer_send`` with ``{person_id}``.

    File and code stay on the page until *Færdig*, another resident or the end of the log-in: who
    looks a telephone number up comes back to them. Nothing of them is written anywhere.
    """

    key = "transfer_send"

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session
        self._who: Identity | None = None
        self._offer: TransferOffer | None = None
        self._consent_id: UUID | None = None
        self._off: dict[UUID, frozenset[str]] = {}
        self._busy = False
        self._reading: Task | None = None
        self.head.set_title(self.title())
        self.offer, self.made = OfferSheet(), MadeSheet(session)
        self.instead = Instead(Button(self.tr("Lav et samtykke"), "primary"))
        self.add_sheets(self.offer, self.made, self.instead)
        self.show_sheet(self.instead)
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """For the window's title: never a name."""
        return self.tr("Flytning til et andet Boform")

    @property
    def busy(self) -> bool:
        """Whether a file is made just now."""
        return self._busy

    def state(self) -> Mapping[str, Any]:
        """Who moves."""
        return {"person_id": self._who.person_id} if self._who is not None else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Another resident; whose file was made already sees it and its code again."""
        person_id = state.get("person_id")
        if not isinstance(person_id, UUID):
            return
        if self._who is None or self._who.person_id != person_id:
            self.made.forget()
            self._who = self._offer = self._consent_id = None
        self._read(person_id)

    def refresh(self) -> None:
        """Read the offer again; what is ticked stays ticked."""
        if self._who is not None:
            self._read(self._who.person_id)

    def apply_changes(self, changes: Changes) -> None:
        """A consent was given, a letter sent: another offer."""
        del changes
        if not self._busy:
            self.refresh()

    def privacy_changed(self, *, on: bool) -> None:
        """Whom it is about, and what must not be told."""
        del on
        self.head.set_title(self.title(), about(self._who))
        if self._offer is not None:
            self._show(self._offer)

    # -- what is offered -------------------------------------------------------------------------

    def _read(self, person_id: UUID) -> None:
        """Beside the interface: what a letter tells stands in its stored context."""
        services, consent_id = self._session.services, self._consent_id
        try:
            self._who = services.people.identity(person_id)
        except Refused as refused:
            self._cannot(person_id, refused)
            return
        self.head.set_title(self.title(), about(self._who))
        if self._offer is None:
            words = self.tr("Vi ser, hvad der kan følge med.")
            self.instead.say(self.tr("Papirerne bliver set igennem …"), words, button=False)
            self.show_sheet(self.instead)

        def done(offer: TransferOffer) -> None:
            if self._reading is mine:
                self._show(offer)

        def failed(error: Exception) -> None:
            if not isinstance(error, Refused):
                raise error
            if self._reading is mine:
                self._cannot(person_id, error)

        mine = self._session.tasks.run(
            lambda _progress: services.transfers.offer(person_id, consent_id),
            done, failed=failed, owner=self,
        )  # fmt: skip
        self._reading = mine

    def _cannot(self, person_id: UUID, refused: Exception) -> None:
        if isinstance(refused, ReasonNeeded):
            # The page of the resident asks why, at once.
            QTimer.singleShot(0, self, lambda: self.go("resident", person_id=person_id))
            return
        said = messages.describe(refused)
        self.instead.say(said.title, said.text, button=False)
        self.show_sheet(self.instead)

    def _show(self, offer: TransferOffer) -> None:
        self._keep_ticks()
        self._offer = offer
        chosen = consent_of(offer)
        if self.made.groups:
            self.show_sheet(self.made)
        elif chosen is None:
            self._ask_for_consent()
        else:
            self._show_offer(offer, chosen)

    def _show_offer(self, offer: TransferOffer, chosen: ConsentView) -> None:
        off = self._off.get(offer.person_id, frozenset())
        self.offer.show_offer(offer, chosen, off)
        if not self._busy:
            self.offer.make.setEnabled(True)
        self.show_sheet(self.offer)

    def _keep_ticks(self) -> None:
        """What somebody took away stays away when the offer is read again."""
        if self._offer is not None and self.offer.rows:
            off = {row.group.key for row in self.offer.rows if row.group.count}
            self._off[self._offer.person_id] = frozenset(off - set(self.offer.groups))

    def _ask_for_consent(self) -> None:
        self.instead.say(
            self.tr("Der mangler et samtykke til at flytte"),
            self.tr(
                "Papirerne må kun følge med, når beboeren har sagt ja til det hus, de skal til. "
                "Lav et samtykke sammen: vælg Andet Boform, og skriv husets navn."
            ),
        )
        may = self._session.services.staff.permissions().get("consent") == "yes"
        if self.instead.button is not None:
            self.instead.button.setVisible(may)
        self.show_sheet(self.instead)

    def _choose_consent(self, consent_id: UUID) -> None:
        self._consent_id = consent_id
        self.refresh()

    # -- making the file -------------------------------------------------------------------------

    def _make(self) -> None:
        offer = self._offer
        chosen = consent_of(offer) if offer is not None else None
        if offer is None or chosen is None or self._busy or not self.offer.isVisible():
            return
        command = TransferCommand(offer.person_id, chosen.recipient, chosen.id, self.offer.groups)
        transfers = self._session.services.transfers
        self._busy = True
        self.offer.make.setEnabled(False)
        self.offer.message.show_finding(None)
        self.offer.say(self.tr("Filen bliver lavet og låst. Det tager et øjeblik …"))

        def work(progress: Progress) -> TransferSent:
            progress.report(0, 1)
            return transfers.send(command)

        self._session.tasks.run(
            work, lambda sent: self._has_made(sent, command), failed=self._failed, owner=self
        )

    def _has_made(self, sent: TransferSent, command: TransferCommand) -> None:
        self._busy = False
        if self._who is None or self._who.person_id != command.person_id:
            words = self.tr(
                "Flyttefilen blev lavet, men siden skiftede. Lav en ny, når den er åben."
            )
            self._session.done(sent.changes, words)
            return
        self.made.show_sent(sent, command.other_house)
        self.show_sheet(self.made)
        self._session.done(
            sent.changes, self.tr("Flyttefilen er lavet. Gem den, og sig koden i telefonen.")
        )
        if self.isVisible():
            self.made.save.setFocus()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, Refused):
            raise error
        # A consent that was withdrawn meanwhile: another offer, and why it was not made.
        self.refresh()
        self.offer.make.setEnabled(True)
        self.offer.message.show_finding(Finding("stop", _why(error)))
        self.offer.make.setFocus()

    def _again(self) -> None:
        self.made.forget()
        if self._offer is not None:
            self._show(self._offer)
        self.refresh()
        self.offer.first().setFocus()

    def _finish(self) -> None:
        self.made.forget()
        self._back()

    # -- ways ------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.head.back.connect(self._back)
        self.offer.wanted.connect(self._make)
        self.offer.consent.chosen.connect(self._choose_consent)
        self.offer.consent.wanted.connect(self._to_consent)
        if self.instead.button is not None:
            self.instead.button.clicked.connect(self._to_consent)
        self.made.finished.connect(self._finish)
        self.made.again.connect(self._again)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._make)

    def _to_consent(self) -> None:
        if self._who is not None:
            self.go("consent", person_id=self._who.person_id, to="house")

    def _back(self) -> None:
        if self._who is not None:
            self.go("resident", person_id=self._who.person_id)


def _why(error: Exception) -> str:
    """The reason in the words of who sends."""
    if isinstance(error, ForeignFile):
        return messages.words(_NOT_OURS.get(error.code, error.code), error.facts)
    if isinstance(error, ValidationFailed):
        return " ".join(messages.sentence(problem) for problem in error.problems)
    return messages.describe(error).text
