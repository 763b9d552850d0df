"""The strip of the stack: make and print, progress, and the question that follows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QWidget

from models.values.lists import load_list
from ui.pages.letter.strip import sent_words
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text


class StackFoot(QFrame):
    """Words at the left, the verb of the moment at the right.

    Signals:
        make: Make and print what is ticked.
        cancel: Stop between two letters.
        printed_again: Print the made ones once more.
        sent: All were sent; carries the key of the channel.
        later: The question stays in *Breve*.
    """

    make = Signal()
    cancel = Signal()
    printed_again = Signal()
    sent = Signal(str)
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._row = QHBoxLayout(self)
        self.words = Text("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Hvor langt"))
        self.bar.setTextVisible(False)
        self.stop = Button(self.tr("Annullér"))
        self.stop.clicked.connect(self.cancel)
        self.go = Button("", "primary", icon="print", hint="Ctrl+Enter", height="title_button")
        self.go.setShortcut("Ctrl+Return")
        self.go.clicked.connect(self.make)
        self.again = Button(self.tr("Print igen"), icon="print")
        self.again.clicked.connect(self.printed_again)
        self.no = Button(self.tr("Ikke endnu"))
        self.no.clicked.connect(self.later)
        yes = self.tr("Ja, alle {how}").format(how=sent_words("digital_post"))
        self.yes = Button(yes, "primary", icon="mail_checkmark")
        self.yes.clicked.connect(lambda: self.sent.emit("digital_post"))
        self.other = IconButton("chevron_down", self.tr("Sendt på en anden måde"))
        self._menu = QMenu(self)
        for entry in load_list("letter_channels"):
            words = self.tr("Ja, alle {how}").format(how=sent_words(entry.key))
            self._menu.addAction(words, partial(self.sent.emit, entry.key))
        self.other.clicked.connect(
            lambda: self._menu.popup(self.other.mapToGlobal(self.other.rect().topLeft()))
        )
        self._row.addWidget(self.words, 1)
        for widget in (
            self.bar, self.stop, self.again, self.no, self.yes, self.other, self.go,
        ):  # fmt: skip
            self._row.addWidget(widget)
        self.show_choice("", "", ready=False)
        self._dress()
        theme().changed.connect(self._dress)

    def show_choice(self, said: str, verb: str, *, ready: bool) -> None:
        """Before anything is made."""
        self._only(self.go)
        self.words.setText(said)
        self.go.setText(verb)
        self.go.setEnabled(ready)

    def show_progress(self, said: str, done: int, total: int) -> None:
        """While letters are made."""
        self._only(self.bar, self.stop)
        self.words.setText(said)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def show_question(self, said: str) -> None:
        """After print, until it is answered."""
        self._only(self.again, self.no, self.yes, self.other)
        self.words.setText(said)

    def _only(self, *shown: QWidget) -> None:
        for widget in (
            self.bar, self.stop, self.again, self.no, self.yes, self.other, self.go,
        ):  # fmt: skip
            widget.setVisible(widget in shown)

    def _dress(self) -> None:
        t = theme()
        self._row.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        self._row.setSpacing(t.px(8))
        self.bar.setFixedWidth(t.px(200))
        self.setMinimumHeight(t.px(50))
