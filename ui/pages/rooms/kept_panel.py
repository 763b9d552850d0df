"""Flyt reservationen: a number and Enter, as for a resident; the same words about the place."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from boform_app.services.views.rooms import MoveLook, ReservationView
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import Refused
from ui.pages.rooms.words import about_place, living_name, near_words, reserved
from ui.session import Session
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit


class KeptPanel(Panel):
    """One field; below it what stands at the place."""

    def __init__(
        self, session: Session, parent: QWidget, kept: ReservationView, target: UUID | None = None
    ) -> None:
        where = _tr("Står på vær. {room}: {kept}.").format(
            room=kept.place_label, kept=reserved(kept)
        )
        super().__init__(parent, _tr("Flyt reservationen"), where)
        self._session, self._kept = session, kept
        self._look: MoveLook | None = None
        self.number = LineEdit(name=_tr("Værelse"))
        self.body.addWidget(Field(_tr("Til værelse"), self.number, width=120))
        self.says = Text("", "body", wrap=True)
        self.warns, self.refused = MessageLine(), MessageLine()
        for line in (self.says, self.warns, self.refused):
            self.body.addWidget(line)
        self.verb = self.add_button(_tr("Flyt"), kind="primary")
        # The panel's own connection closes at once; here the answer is looked at first.
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._move)
        self.add_button(_tr("Tilbage"))
        self.number.textChanged.connect(self._follow)
        self.number.returnPressed.connect(self._enter)
        if target is not None:
            self.number.setText(session.services.moves.look_at(target).place_label)
        self._follow()

    def start(self) -> None:
        """Show it with the cursor where the number goes."""
        self.open()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        moves, typed = self._session.services.moves, self.number.text()
        place_id = moves.find(typed)
        found = None if place_id is None else moves.look_at(place_id, self._kept.person_id)
        same = found is not None and found.place_id == self._kept.place_id
        self._look = found if found is not None and not same and found.can_be_kept else None
        self.says.setText(self._words(found, typed, same=same))
        self.says.setVisible(bool(self.says.text()))
        self.refused.show_finding(None)
        warning = self._warning(found) if found is not None and not same else ""
        self.warns.show_finding(Finding("ask", warning) if warning else None)
        self.verb.setEnabled(self._look is not None)

    @staticmethod
    def _words(look: MoveLook | None, typed: str, *, same: bool) -> str:
        if look is not None and same:
            return _tr("Vær. {label}: her står den nu.").format(label=look.place_label)
        if look is not None and not look.free and not look.closed:
            words = _tr("Vær. {label}: her bor {who}. Vælg en ledig plads.")
            return words.format(label=look.place_label, who=living_name(look.taken_by))
        return about_place(look, typed)

    @staticmethod
    def _warning(look: MoveLook) -> str:
        parts = [near_words(one) for one in look.near]
        if look.reservation is not None:
            words = reserved(look.reservation)
            parts.append(f"{words[:1].upper()}{words[1:]}. {_tr('Så er den holdt til to.')}")
        return " ".join(parts)

    def _enter(self) -> None:
        if self.verb.isEnabled():
            self._move()

    def _move(self) -> None:
        look, reservations = self._look, self._session.services.reservations
        if look is None:
            return
        try:
            changes = reservations.move(self._kept.id, look.place_id)
        except Refused as refused:
            self.refused.show_finding(Finding("stop", messages.describe(refused).text))
            return
        self.accept()
        self._session.done(changes)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
