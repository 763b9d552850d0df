"""Parts of the consent page: the eight ticks, the consents given, the withdrawal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from boform_app.services.views.records import ConsentView
from models.values import dates
from models.values.changes import Changes
from models.values.information import ConsentTopic
from ui.pages.resident.doing import FormPanel
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.choice import Option
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text

FORMS = (
    Option("written", "Skriftligt"),
    Option("oral", "Mundtligt, noteret af mig"),
)
READ = (
    Option("read", "Har selv læst"),
    Option("aloud", "Læst op"),
)


class Topics(QWidget):
    """The eight ticks of the form, in its two columns."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        self._boxes: dict[str, QCheckBox] = {}
        half = len(ConsentTopic) // 2
        for number, topic in enumerate(ConsentTopic):
            box = QCheckBox(topic.label)
            box.clicked.connect(lambda _on: self.changed.emit())
            self._boxes[topic.value] = box
            grid.addWidget(box, number % half, number // half)
        self.setFocusProxy(next(iter(self._boxes.values())))

    @property
    def value(self) -> tuple[str, ...]:
        """Keys of what is ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Sequence[str] | None) -> None:
        """Tick exactly these."""
        for key, box in self._boxes.items():
            box.setChecked(key in (keys or ()))

    def box(self, key: str) -> QCheckBox:
        """One of the ticks."""
        return self._boxes[key]


class ConsentList(QScrollArea):
    """Consents, the latest first, each with what it covers and *Tilbagekald*."""

    withdrawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Samtykker"))
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        self._box = QVBoxLayout(self._inner)
        self.setWidget(self._inner)
        self.buttons: dict[object, Button] = {}
        self._dress()
        theme().changed.connect(self._dress)

    def show_consents(self, consents: Sequence[ConsentView], *, house: str) -> None:
        """Show what was given, by whom it was noted, and how long it holds."""
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.buttons = {}
        if not consents:
            self._box.addWidget(
                EmptyState(
                    self.tr(
                        "Der er ikke givet samtykke endnu. Print erklæringen, tal den igennem, "
                        "og skriv her, hvad der blev sat kryds ved."
                    )
                )
            )
        for number, consent in enumerate(consents):
            if number:
                self._box.addWidget(Hairline())
            self._box.addWidget(self._entry(consent, house))
        self._box.addStretch(1)

    def _entry(self, consent: ConsentView, house: str) -> QWidget:
        entry = QWidget()
        box = QVBoxLayout(entry)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(4)
        to = ", ".join(p for p in (consent.recipient, consent.recipient_unit) if p)
        box.addWidget(Text(to, "strong", wrap=True))
        badge = Badge(state_badge(consent))
        box.addWidget(badge)
        covers = ", ".join(ConsentTopic(key).short for key in consent.information)
        lines = [f"Fra {house}. {consent.purpose}.", f"Omfatter {covers}."]
        lines += [f"Ikke om {consent.excepted}."] if consent.excepted else []
        lines.append(_noted(consent))
        box.addWidget(Text("\n".join(lines), "body", "text2", wrap=True))
        if consent.withdrawn_on is None:
            button = Button(self.tr("Tilbagekald"), "row")
            button.setAccessibleName(self.tr("Tilbagekald samtykke til {to}").format(to=to))
            button.clicked.connect(lambda _on=False: self.withdrawn.emit(consent))
            self.buttons[consent.id] = button
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return entry

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(4))
        self._box.setSpacing(0)


def _noted(consent: ConsentView) -> str:
    form = "Skriftligt" if consent.form == "written" else "Mundtligt"
    read = {"read": ", selv læst", "aloud": ", læst op"}.get(consent.read_how, "")
    interpreter = f", tolk: {consent.interpreter}" if consent.interpreter else ""
    by = consent.noted_by.name
    return f"{form}{read}{interpreter}. Givet {dates.short(consent.given_on)}, noteret af {by}."


def state_badge(consent: ConsentView) -> BadgeSpec:
    """Whether and how long a consent holds."""
    until = dates.short(consent.valid_to)
    if consent.state == "withdrawn" and consent.withdrawn_on is not None:
        return BadgeSpec("none", f"Tilbagekaldt {dates.short(consent.withdrawn_on)}", "prohibited")
    if consent.state == "expired":
        return BadgeSpec("none", f"Udløbet {until}", "clock_alarm")
    if consent.state == "coming":
        return BadgeSpec("none", f"Gælder fra {dates.short(consent.valid_from)}")
    return BadgeSpec("ok", f"Gælder til {until}")


class WithdrawPanel(FormPanel):
    """From which day; nothing new rests on the consent from then on."""

    def __init__(self, session: Session, parent: QWidget, consent: ConsentView) -> None:
        service = session.services.consents

        def act(values: Mapping[str, Any]) -> Changes:
            return service.withdraw(consent.id, consent.version, values["on"])

        super().__init__(
            session, parent, f"Tilbagekald samtykke til {consent.recipient}?",
            "Fra den dag sender vi ikke mere på samtykket. Det, der er sendt, bliver stående.",
            verb="Tilbagekald", act=act,
        )  # fmt: skip
        day = DateField(direction="past", today=session.clock.today)
        self.add("on", Field(self.tr("Tilbagekaldt den"), day, required=True), required="en dato")
        day.set_value(session.clock.today())
