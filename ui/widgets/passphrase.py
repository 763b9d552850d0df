"""Choosing a code (*adgangskode*): five proposed words, or one's own; typed once more as proof."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from boform_app.vault import passphrases
from ui import messages
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.segmented import Segmented


class PassphraseChoice(QWidget):
    """``check`` says what is missing; ``value`` is the code once it returned True."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        choices = (("words", self.tr("Fem ord")), ("own", self.tr("Min egen kode")))
        self._how = Segmented(choices, name=self.tr("Koden"), height="control")
        self._how.changed.connect(self._switched)
        self._shown = Text("", "h3")
        self._stack = QStackedWidget()
        self.again = Field(self.tr("Skriv de fem ord"), _secret())
        self.own = Field(self.tr("Din egen kode"), _secret(), help_text=self.tr("Mindst 12 tegn."))
        self.own_again = Field(self.tr("Koden igen"), _secret())
        self._stack.addWidget(self._make_words())
        self._stack.addWidget(self._make_own())
        for field in (self.again, self.own, self.own_again):
            _edit(field).textEdited.connect(lambda _text, field=field: field.say(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        head = QHBoxLayout()
        head.addWidget(self._how)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._stack)
        self.propose()

    @property
    def value(self) -> str:
        """The code as it will be taken."""
        if self._how.current == "words":
            return self.words
        control = self.own.control
        return control.text() if isinstance(control, LineEdit) else ""

    def propose(self) -> None:
        """Five other words."""
        self.words = passphrases.propose()
        self._shown.setText(self.words)
        _edit(self.again).clear()
        self.again.say(None)

    def clear(self) -> None:
        """Nothing of a code stays behind."""
        for field in (self.again, self.own, self.own_again):
            _edit(field).clear()
            field.say(None)
        self.propose()

    def check(self, names: Sequence[str] = ()) -> bool:
        """Say what is missing, if anything.

        Args:
            names: House, first name, initials: known to everybody at the door.
        """
        if self._how.current == "words":
            typed = " ".join(_edit(self.again).text().split()).casefold()
            fits = typed == self.words
            wrong = messages.words("required" if not typed else "passphrase_words_differ")
            self.again.say(None if fits else Finding("stop", wrong))
            if not fits:
                _edit(self.again).setFocus()
            return fits
        problem = passphrases.check(self.value, names=[name for name in names if name.strip()])
        self.own.say(Finding("stop", messages.words(problem.value)) if problem else None)
        same = _edit(self.own_again).text() == self.value
        differ = messages.words("passphrase_mismatch")
        self.own_again.say(None if same else Finding("stop", differ))
        if problem or not same:
            _edit(self.own if problem else self.own_again).setFocus()
        return problem is None and same

    def say(self, words: str) -> None:
        """What a service said against the code."""
        field = self.again if self._how.current == "words" else self.own
        field.say(Finding("stop", words))

    def _make_words(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        frame = QFrame()
        frame.setObjectName("track")
        row = QHBoxLayout(frame)
        row.addWidget(self._shown, 1)
        other = Button(self.tr("Andre ord"), "link")
        other.clicked.connect(self.propose)
        row.addWidget(other)
        column.addWidget(frame)
        advice = self.tr("Lær dem udenad. Skriv dem kun ned, hvis du kan låse papiret inde.")
        column.addWidget(Text(advice, "small", "text2", wrap=True))
        column.addWidget(self.again)
        column.addStretch(1)
        return page

    def _make_own(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self.own)
        column.addWidget(self.own_again)
        column.addStretch(1)
        return page

    def _switched(self, key: str) -> None:
        self._stack.setCurrentIndex(0 if key == "words" else 1)


def _secret() -> LineEdit:
    edit = LineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def _edit(field: Field) -> QLineEdit:
    control = field.control
    if not isinstance(control, QLineEdit):
        raise TypeError(type(control).__name__)
    return control
