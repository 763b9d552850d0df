"""Who the page is about: always the same place, always the same order (design/ux.md 2.4, mockup 03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.privacy import hidden_name, privacy
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip_line import ChipLine
from ui.widgets.labels import Cut, Text

CPR_SHOWN_MS = 15_000
_LEAST_NAME = 120
"""What a name keeps at 100 % however narrow the bar is, px."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What stands in the bar; unknown is written in words by whoever makes this.

    Attributes:
        name: "Bach, Ole".
        born: "14-06-1982 (44 år)".
        cpr_masked: "140682-••••", or words such as "kendes ikke endnu".
        room: "7", "" when the person has no place.
        key_worker: "Mette Krogh".
        chips: Allergy first, then safety, protected address, animal, interpreter, deadline.
        note: Grey words after the chips, e.g. when and why a protected resident was opened.
    """

    name: str
    born: str
    cpr_masked: str
    room: str
    key_worker: str
    chips: tuple[BadgeSpec, ...] = ()
    note: str = ""


class IdentityBar(QFrame):
    """Two lines, 76 high.

    Signals:
        back: The arrow.
        cpr_wanted: *Vis* was pressed; answer with ``show_cpr`` (the service logs it).
    """

    back = Signal()
    cpr_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._identity = Identity("", "", "", "", "")
        self._back = IconButton("arrow_left", self.tr("Tilbage"))
        self._back.clicked.connect(self.back)
        self._name = Cut("", "h2")
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._born = Text("")
        self._cpr = Text("")
        self._show_cpr = Button(self.tr("Vis"), "link")
        self._show_cpr.setAccessibleName(self.tr("Vis CPR i 15 sekunder"))
        self._show_cpr.clicked.connect(self.cpr_wanted)
        self._room, self._contact = Text(""), Text("")
        self._labels = [Text(w, "body", "text3") for w in (self.tr("CPR"), self.tr("Vær."))]
        self._labels.append(Text(self.tr("Kontakt"), "body", "text3"))
        self._hide_cpr = QTimer(self)
        self._hide_cpr.setSingleShot(True)
        self._hide_cpr.setInterval(CPR_SHOWN_MS)
        self._hide_cpr.timeout.connect(self._fill)
        self._actions: list[QWidget] = []
        self._chips = ChipLine()
        self._build()
        self._dress()
        theme().changed.connect(self._dress)
        privacy().changed.connect(self._fill)

    def show_identity(self, identity: Identity) -> None:
        """Show another person, or other facts of the same."""
        self._identity = identity
        self._hide_cpr.stop()
        self._chips.show_chips(identity.chips, identity.note)
        self._fill()

    def show_cpr(self, cpr: str) -> None:
        """The whole number, for 15 seconds."""
        if not privacy().on:
            self._cpr.setText(cpr)
            self._show_cpr.hide()
            self._hide_cpr.start()

    def add_action(self, button: QWidget) -> None:
        """A button at the right."""
        self._row.addWidget(button)
        self._actions.append(button)

    def minimumSizeHint(self) -> QSize:
        """The line leaves facts out rather than pushing the page wider."""
        return QSize(theme().px(320), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A button at the right that comes or goes gives or takes room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts without room go, the name never does; they stand on the tabs as well."""
        super().resizeEvent(event)
        self._fit()

    @property
    def chips(self) -> Sequence[BadgeSpec]:
        """What stands in the second line."""
        return self._identity.chips

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._back)
        middle = QVBoxLayout()
        self._line = QHBoxLayout()
        self._line.addWidget(self._name)
        self._line.addWidget(self._born)
        pairs = ((self._labels[0], self._cpr), (self._labels[1], self._room))
        self._pairs: list[QHBoxLayout] = []
        for label, value in (*pairs, (self._labels[2], self._contact)):
            pair = QHBoxLayout()
            pair.addWidget(label)
            pair.addWidget(value)
            if value is self._cpr:
                pair.addWidget(self._show_cpr)
            self._pairs.append(pair)
            self._line.addLayout(pair)
        self._line.addStretch(1)
        middle.addLayout(self._line)
        middle.addWidget(self._chips)
        self._middle = middle
        self._row.addLayout(middle, 1)

    def _fill(self) -> None:
        who, hide = self._identity, privacy().on
        name = hidden_name(who.room) if hide else who.name
        self._name.setText(name)
        self._name.setToolTip(name)
        self._born.setText("" if hide else who.born)
        self._cpr.setText("" if hide else who.cpr_masked)
        self._room.setText(who.room)
        self._contact.setText(who.key_worker)
        self._fit()

    def _fit(self) -> None:
        t, who = theme(), self._identity
        taken = sum(w.sizeHint().width() + t.px(8) for w in self._actions if not w.isHidden())
        room = self.width() - taken - self._back.sizeHint().width() - t.px(40)
        whole = self._name.needed_width() + 2
        self._name.setFixedWidth(min(whole, max(t.px(_LEAST_NAME), room)))
        room -= self._name.width()
        masked = "•" in self._cpr.text()
        parts = (
            (bool(self._cpr.text()), (self._labels[0], self._cpr)),
            (bool(who.room), (self._labels[1], self._room)),
            (bool(self._born.text()), (self._born,)),
            (bool(who.key_worker), (self._labels[2], self._contact)),
        )
        if not masked:
            self._show_cpr.hide()
        for wanted, widgets in parts:
            shown = (*widgets, self._show_cpr) if masked and self._cpr in widgets else widgets
            needed = sum(w.sizeHint().width() + t.px(7) for w in shown) + t.px(20)
            fits = wanted and needed <= room
            room -= needed if fits else 0
            for widget in shown:
                widget.setVisible(fits)

    def _dress(self) -> None:
        t = theme()
        self.setMinimumHeight(t.px(76))
        self._row.setContentsMargins(t.px(4), t.px(6), t.px(12), t.px(8))
        self._row.setSpacing(t.px(8))
        self._middle.setSpacing(t.px(4))
        self._line.setSpacing(t.px(24))
        for pair in self._pairs:
            pair.setSpacing(t.px(7))
        self._fit()
