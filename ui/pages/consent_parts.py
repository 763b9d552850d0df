"""Parts of the consent page: the eight ticks, the consents given, renewal and withdrawal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from boform_app.errors import Problem, ValidationFailed
from boform_app.services.views.records import ConsentView, RenewalCommand
from models.values import dates
from models.values.changes import Changes
from models.values.information import ConsentTopic
from ui.pages.resident.doing import FormPanel
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.choice import Option, Radios
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text
from ui.widgets.line_edit import LineEdit

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
    """Consents, the latest first, each with what it covers, *Forny* and *Tilbagekald*.

    Signals:
        renewed: The resident says yes once more.
        withdrawn: The resident takes it back.
    """

    renewed = Signal(object)
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
        self.renewals: dict[object, Button] = {}
        self._dress()
        theme().changed.connect(self._dress)

    def show_consents(
        self, consents: Sequence[ConsentView], *, house: str, may_renew: bool = True
    ) -> None:
        """Show what was given, by whom it was noted, and how long it holds.

        Args:
            consents: The latest first.
            house: Who shares.
            may_renew: Whether the role notes more than withdrawals.
        """
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.buttons, self.renewals = {}, {}
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
            self._box.addWidget(self._entry(consent, house, may_renew=may_renew))
        self._box.addStretch(1)

    def _entry(self, consent: ConsentView, house: str, *, may_renew: bool) -> QWidget:
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
        lines += ["Er fornyet."] if consent.renewed else []
        box.addWidget(Text("\n".join(lines), "body", "text2", wrap=True))
        if consent.withdrawn_on is None:
            box.addLayout(self._verbs(consent, to, may_renew=may_renew and not consent.renewed))
        return entry

    def _verbs(self, consent: ConsentView, to: str, *, may_renew: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if may_renew:
            again = Button(self.tr("Forny"), "row")
            again.setAccessibleName(self.tr("Forny samtykke til {to}").format(to=to))
            again.clicked.connect(lambda _on=False: self.renewed.emit(consent))
            self.renewals[consent.id] = again
            row.addWidget(again)
        button = Button(self.tr("Tilbagekald"), "row")
        button.setAccessibleName(self.tr("Tilbagekald samtykke til {to}").format(to=to))
        button.clicked.connect(lambda _on=False: self.withdrawn.emit(consent))
        self.buttons[consent.id] = button
        row.addWidget(button)
        row.addStretch(1)
        return row

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


def latest_day(session: Session, start: date) -> date:
    """The last day of the longest period that begins then."""
    months = session.services.rules.book().select("consent_months", start).number
    return dates.add_months(start, months)


class RenewPanel(FormPanel):
    """The same yes once more: when, how, and until when; whoever is logged in notes it."""

    def __init__(self, session: Session, parent: QWidget, consent: ConsentView) -> None:
        service = session.services.consents

        def act(values: Mapping[str, Any]) -> Changes:
            command = RenewalCommand(
                consent_id=consent.id,
                version=consent.version,
                form=values["form"],
                given_on=values["given_on"],
                valid_to=values["valid_to"],
                read_how=values["read_how"] or "",
                interpreter=values["interpreter"],
            )
            try:
                return service.renew(command)
            except ValidationFailed as refused:
                raise in_words(refused) from refused

        covers = ", ".join(ConsentTopic(key).short for key in consent.information)
        excepted = f" Ikke om {consent.excepted}." if consent.excepted else ""
        super().__init__(
            session, parent, f"Forny samtykke til {consent.recipient}?",
            f"{consent.purpose}. Omfatter {covers}.{excepted} Skal noget være anderledes, så lav et "
            f"nyt. Noteret af {session.services.staff.actor.name}.",
            verb="Forny", act=act, width=520,
        )  # fmt: skip
        today = session.clock.today
        self.given_on = DateField(direction="past", today=today)
        self.valid_to = DateField(direction="future", today=today)
        self.how = Radios(FORMS, name="Hvordan", horizontal=True)
        self.read = Radios(READ, name="Læst hvordan", horizontal=True)
        self.interpreter = LineEdit(placeholder="Ingen")
        self._lay_out()
        day = today()
        self.form.load({"given_on": day, "valid_to": latest_day(session, day)})
        self.given_on.changed.connect(self._other_day)
        self.keep(f"renew_consent:{consent.id}", consent.person_id)

    def _lay_out(self) -> None:
        """Two and two, so that it stays in the window at a large zoom."""
        fields = {
            "given_on": Field("Givet den", self.given_on, required=True),
            "valid_to": Field("Gælder til", self.valid_to, required=True),
            "form": Field("Hvordan", self.how, required=True),
            "read_how": Field("Læst hvordan", self.read),
            "interpreter": Field("Tolk", self.interpreter),
        }
        required = {
            "given_on": "dagen, det blev givet",
            "valid_to": "til hvornår",
            "form": "skriftligt eller mundtligt",
        }
        for names in (("given_on", "valid_to"), ("form",), ("read_how", "interpreter")):
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in names:
                self.form.add(name, fields[name], required=required.get(name, ""))
                row.addWidget(fields[name], 1)
            self.body.insertLayout(self.body.count() - 1, row)

    def _other_day(self) -> None:
        """The period begins when it is given; its end can be changed after."""
        if self.given_on.value is not None:
            self.valid_to.set_value(latest_day(self._session, self.given_on.value))


def in_words(refused: ValidationFailed) -> ValidationFailed:
    """The longest period is said with its day; elsewhere the code is about a text."""
    return ValidationFailed(
        *(
            Problem(one.field, "consent_too_long", one.facts) if one.code == "too_long" else one
            for one in refused.problems
        )
    )


def unsent_words(letters: Sequence[str]) -> tuple[str, ...]:
    """The letters that must not be sent after a withdrawal; empty when none waits."""
    if not letters:
        return ()
    count, them = ("1 brev", "det") if len(letters) == 1 else (f"{len(letters)} breve", "dem")
    return (f"{count} er ikke sendt: {', '.join(letters)}. Annullér {them} under Breve.",)


class WithdrawPanel(FormPanel):
    """From which day; nothing new rests on the consent from then on."""

    def __init__(self, session: Session, parent: QWidget, consent: ConsentView) -> None:
        service = session.services.consents

        def act(values: Mapping[str, Any]) -> Changes:
            return service.withdraw(consent.id, consent.version, values["on"])

        super().__init__(
            session, parent, f"Tilbagekald samtykke til {consent.recipient}?",
            " ".join((
                "Fra den dag sender vi ikke mere på samtykket. Det, der er sendt, bliver stående.",
                *unsent_words(service.unsent(consent.id)),
            )),
            verb="Tilbagekald", act=act,
        )  # fmt: skip
        day = DateField(direction="past", today=session.clock.today)
        self.add("on", Field(self.tr("Tilbagekaldt den"), day, required=True), required="en dato")
        day.set_value(session.clock.today())
