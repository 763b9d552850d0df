"""*Min konto*: the code at log-in, and the short one that lifts the lock screen."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from boform_app.errors import WrongPassphrase
from models.values.changes import Changes
from ui import messages
from ui.pages.settings.section import Section, advice, foot
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit
from ui.widgets.passphrase import PassphraseChoice


class AccountSection(Section):
    """For everybody."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._code_card()
        if session.pin is not None:
            self._pin_card()
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Whether a PIN is set."""
        pin = self.session.pin
        if pin is not None:
            lifted = self.tr("Du har en PIN. Den gælder i 12 timer, eller til du logger ud.")
            none = self.tr("Du har ingen PIN. Skærmen låses op med din kode.")
            self._pin_words.setText(lifted if pin.is_set else none)
            self._drop.setVisible(pin.is_set)

    def _code_card(self) -> None:
        card = self.card(self.tr("Din kode"), self.session.services.actor.name)
        card.body.addWidget(
            advice(self.tr("Koden åbner husets data. Kun du kender den, og den kan ikke ses igen."))
        )
        self._old = LineEdit()
        self._old.setEchoMode(QLineEdit.EchoMode.Password)
        self.old = Field(self.tr("Din nuværende kode"), self._old, width=360)
        self._old.textEdited.connect(lambda _text: self.old.say(None))
        card.body.addWidget(self.old)
        self.new = PassphraseChoice()
        card.body.addWidget(self.new)
        self._change = Button(self.tr("Skift kode"), "primary")
        self._change.clicked.connect(self.change)
        card.body.addLayout(foot(self._change))

    def change(self) -> None:
        """Try the old code and take the new one; a second of work by design."""
        actor = self.session.services.actor
        if not self._old.text():
            self.old.say(Finding("stop", messages.words("required")))
            self._old.setFocus()
            return
        if not self.new.check((actor.first_name, actor.initials)):
            return
        old, new, staff = self._old.text(), self.new.value, self.session.services.staff
        self._change.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: staff.change_passphrase(old, new),
            self._changed, failed=self._refused, owner=self,
        )  # fmt: skip

    def _changed(self, changes: Changes) -> None:
        self._change.setEnabled(True)
        self._old.clear()
        self.new.clear()
        self.session.done(changes, self.tr("Din kode er skiftet."))

    def _refused(self, error: Exception) -> None:
        self._change.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.old.say(Finding("stop", messages.describe(error).text))
            self._old.setFocus()
        else:
            self.refuse(error, {"new": self.new.own})

    def _pin_card(self) -> None:
        card = self.card(self.tr("PIN til låseskærmen"))
        self._pin_words = advice("")
        card.body.addWidget(self._pin_words)
        self._pin = LineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setMaxLength(12)
        words = self.tr("Mindst 6 cifre. Den låser kun skærmen op, mens Boform kører.")
        self.pin = Field(self.tr("Ny PIN"), self._pin, help_text=words, width=160)
        self._pin.textEdited.connect(lambda _text: self.pin.say(None))
        self._pin.returnPressed.connect(self.set_pin)
        card.body.addWidget(self.pin)
        take = Button(self.tr("Brug PIN"))
        take.clicked.connect(self.set_pin)
        self._drop = Button(self.tr("Fjern PIN"), "link")
        self._drop.clicked.connect(self._drop_pin)
        card.body.addLayout(foot(take, self._drop))

    def set_pin(self) -> None:
        """Take the typed PIN, or say why not."""
        pin = self.session.pin
        problem = pin.set(self._pin.text()) if pin is not None else None
        if problem is not None:
            self.pin.say(Finding("stop", messages.words(problem.value)))
            return
        self._pin.clear()
        self.session.say(self.tr("Din PIN låser skærmen op de næste 12 timer."))
        self.refresh()

    def _drop_pin(self) -> None:
        if self.session.pin is not None:
            self.session.pin.drop()
        self.refresh()
