"""Opening a protected resident asks why (one of the six confirmations, design/ux.md 3.7)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.dialogs.panel import Panel
from ui.privacy import hidden_name
from ui.widgets.choice import Option, Radios
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit

OTHER = "other"


class OpenProtected(Panel):
    """Four choices and a text; Esc and the safe button leave the page closed."""

    def __init__(self, parent: QWidget, room: str, then: Callable[[str], object]) -> None:
        """Make the question; show it with ``open()``.

        Args:
            parent: Where it stands.
            room: Room of the resident, the only thing that is known before.
            then: Called with the reason.
        """
        super().__init__(parent, "", "")
        self._then = then
        self.setWindowTitle(self.tr("Åbn beskyttet beboer"))
        self.heading.setText(self.tr("Hvorfor skal du se denne beboer?"))
        who = self.tr("{who} har beskyttet adresse.").format(who=hidden_name(room))
        words = self.tr("Grunden gemmes med dit navn i historikken.")
        self.text.setText(f"{who} {words}")
        self.text.show()
        self.setAccessibleDescription(self.text.text())
        self.reasons = Radios(
            (
                Option("conversation", self.tr("Samtale med beboeren")),
                Option("case", self.tr("Arbejde på sagen eller et brev")),
                Option("acute", self.tr("Akut hændelse")),
                Option(OTHER, self.tr("Andet")),
            ),
            name=self.tr("Grund"),
        )
        self.words = LineEdit(placeholder=self.tr("Skriv gerne kort hvad"))
        self._field = Field(self.tr("Med dine ord"), self.words)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self._field)
        self.words.returnPressed.connect(self._try)
        self.act = self.add_button(self.tr("Åbn"), kind="primary")
        # The panel's own connection closes at once; here the answer is looked at first.
        self.act.clicked.disconnect()
        self.act.clicked.connect(self._try)
        self.safe = self.add_button(self.tr("Tilbage"), safe=True)

    def _try(self) -> None:
        words, reason = self.words.text().strip(), self.reasons.value
        if reason is None and not words:
            self._field.say(Finding("stop", self.tr("Vælg en grund, eller skriv den.")))
            self.reasons.button("conversation").setFocus()
            return
        if reason == OTHER and not words:
            self._field.say(Finding("stop", self.tr("Skriv grunden.")))
            self.words.setFocus()
            return
        self.accept()
        self._then(self._sentence(words, reason))

    def _sentence(self, words: str, reason: str | None) -> str:
        if reason in {None, OTHER}:
            return words
        label = self.reasons.button(reason).text()
        return f"{label}: {words}" if words else label
