"""Flyt til andet værelse: a number and Enter; a taken place is said at once, and nothing is forbidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boform_app.clock import from_local, local_time
from boform_app.errors import ValidationFailed
from boform_app.services.views.rooms import MoveCommand, MoveLook
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import Refused
from ui.pages.rooms.words import about_place, living_name, near_words, reserved
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.time_field import TimeField


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves.

    Attributes:
        name: As it may be shown now.
        room: Where they live: "9" or "9 A".
    """

    stay_id: UUID
    name: str
    room: str


class MovePanel(Panel):
    """One field; below it what the move would mean."""

    def __init__(
        self, session: Session, parent: QWidget, who: Mover, target: UUID | None = None
    ) -> None:
        title = _tr("Flyt {name} til andet værelse").format(name=who.name)
        super().__init__(parent, title, _tr("Bor nu på vær. {room}.").format(room=who.room))
        self._session, self._stay = session, who.stay_id
        self._look: MoveLook | None = None
        self.number = LineEdit(name=_tr("Værelse"))
        self._field = Field(_tr("Til værelse"), self.number, width=120)
        self.body.addWidget(self._field)
        self._make_time()
        self.says = Text("", "body", wrap=True)
        self.warns = MessageLine()
        self.refused = MessageLine()
        for line in (self.says, self.warns, self.refused):
            self.body.addWidget(line)
        self.extra = self._button(_tr("Åbn ekstra plads"), self._move_extra)
        self.swap = self._button(_tr("Byt plads"), self._swap)
        self.verb = self._button(_tr("Flyt"), self._move, primary=True)
        self.add_button(_tr("Tilbage"))
        self.number.textChanged.connect(lambda _text: self._follow())
        self.number.returnPressed.connect(self._enter)
        if target is not None:
            self._show(target)
        self._follow()

    def start(self) -> None:
        """Show it with the cursor where the number goes, or on what the place offers."""
        self.open()
        if self._look is None or self._look.free:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.extra.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- making ----------------------------------------------------------------------------------

    def _make_time(self) -> None:
        now = local_time(self._session.clock.now())
        self.day = DateField(direction="past", today=self._session.clock.today, name=_tr("Dag"))
        self.day.set_value(now.date())
        self.day.setMinimumWidth(theme().px(208))
        self.time = TimeField(self._session.clock, name=_tr("Klokkeslæt"))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for widget in (self.day, Text(_tr("kl."), "body", "text2"), self.time):
            row.addWidget(widget)
        row.addStretch(1)
        self.when = Field(_tr("Hvornår"), both)
        self.when.hide()
        for part in (self.day, self.time):
            part.left.connect(lambda: self.when.say(self._stop()))
        self.other_time = Button(_tr("Flyttede tidligere?"), "link")
        self.other_time.clicked.connect(self._ask_when)
        self.body.addWidget(self.other_time, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.when)

    def _ask_when(self) -> None:
        self.other_time.hide()
        self.when.show()
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, act: Callable[[], None], *, primary: bool = False) -> Button:
        button = self.add_button(words, kind="primary" if primary else "normal")
        # The panel's own connection closes at once; here the answer is looked at first.
        button.clicked.disconnect()
        button.clicked.connect(lambda _on=False: act())
        return button

    # -- following -------------------------------------------------------------------------------

    def _show(self, place_id: UUID) -> None:
        look = self._session.services.moves.look(self._stay, place_id)
        self.number.setText(look.place_label)

    def _follow(self) -> None:
        moves, typed = self._session.services.moves, self.number.text()
        place_id = moves.find(typed)
        self._look = None if place_id is None else moves.look(self._stay, place_id)
        look = self._look
        self.says.setText(self._words(look, typed))
        self.says.setVisible(bool(self.says.text()))
        self.warns.show_finding(None)
        self.refused.show_finding(None)
        if look is not None and (warning := self._warning(look)):
            self.warns.show_finding(Finding("ask", warning))
        free = look is not None and look.free and not look.closed
        self.verb.setVisible(look is None or free)
        self.verb.setEnabled(free)
        taken = look is not None and not look.free and not look.same and not look.closed
        self.extra.setVisible(taken)
        self.swap.setVisible(taken and look is not None and look.swap_stay_id is not None)

    def _words(self, look: MoveLook | None, typed: str) -> str:
        if look is not None and look.same:
            return _tr("Vær. {label}: her bor beboeren nu.").format(label=look.place_label)
        if look is not None and not look.free and not look.closed:
            who = living_name(look.taken_by)
            words = _tr("Vær. {label}: her bor {who}.").format(label=look.place_label, who=who)
            return f"{words} {self._overbooked(look)}"
        return about_place(look, typed)

    @staticmethod
    def _overbooked(look: MoveLook) -> str:
        tally = look.tally
        words = _tr("Du kan åbne en ekstra plads på værelset eller lade dem bytte.")
        if tally.residents >= tally.usable:
            full = _tr("Alle {n} pladser er i brug.")
            words = f"{full.format(n=tally.usable)} {words}"
        return words

    def _warning(self, look: MoveLook) -> str:
        parts = [near_words(one) for one in look.near]
        if look.reservation is not None:
            words = reserved(look.reservation)
            parts.append(f"{words[:1].upper()}{words[1:]}. {_tr('Reservationen bliver stående.')}")
        return " ".join(parts)

    # -- doing -----------------------------------------------------------------------------------

    def _at(self) -> datetime | None:
        """None for now; a day without a time is noon of that day, as in the other forms."""
        typed, day = self.time.value, self.day.value
        now = local_time(self._session.clock.now())
        minute = time(now.hour, now.minute)
        if self.when.isHidden() or day is None or (day == now.date() and typed in {None, minute}):
            return None
        at = typed or time(12)
        return from_local(day, at.hour, at.minute)

    def _stop(self) -> Finding | None:
        """What of the day or the time cannot be read; nobody is moved at another time than typed."""
        for part in (self.day, self.time):
            found = part.finding()
            if found is not None and found.level == "stop":
                return found
        return None if self.day.value else Finding("stop", messages.words("date.empty"))

    def _enter(self) -> None:
        """Enter moves where the place is free, and goes to what is offered where it is not."""
        if self.verb.isEnabled() and not self.verb.isHidden():
            self._move()
        elif not self.extra.isHidden():
            self.extra.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self) -> None:
        if (look := self._look) is not None:
            self._go(lambda at: MoveCommand(self._stay, look.place_id, at=at))

    def _move_extra(self) -> None:
        if (look := self._look) is not None:
            self._go(lambda at: MoveCommand(self._stay, extra_room_id=look.room_id, at=at))

    def _go(self, command: Callable[[datetime | None], MoveCommand]) -> None:
        self._do(lambda at: self._session.services.moves.move(command(at)))

    def _swap(self) -> None:
        other = self._look.swap_stay_id if self._look else None
        if other is not None:
            self._do(lambda at: self._session.services.moves.swap(self._stay, other, at))

    def _do(self, act: Callable[[datetime | None], Changes]) -> None:
        if not self.when.isHidden() and (stop := self._stop()) is not None:
            self._refuse_when(stop)
            return
        try:
            changes = act(self._at())
        except Refused as refused:
            found = Finding("stop", messages.describe(refused).text)
            if isinstance(refused, ValidationFailed) and refused.problems[0].field == "at":
                self._ask_when()
                self._refuse_when(found)
            else:
                self.refused.show_finding(found)
            return
        self.accept()
        self._session.done(changes)

    def _refuse_when(self, found: Finding) -> None:
        """Say it where it was typed; what was typed stays."""
        unread = self.day.value is None or self.day.finding() == found
        (self.day if unread else self.time).setFocus(Qt.FocusReason.OtherFocusReason)
        self.when.say(found)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
