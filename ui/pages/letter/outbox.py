"""Getting a stored letter out of the house by hand: Digital Post and secure mail (issue H)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from boform_app.services.views.answers import DigitalPostText
from boform_app.services.views.letters import LetterView
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import Refused
from ui.saved_files import target_of
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Text

_UNKNOWN = "Står ikke i Indstillinger, Kommuner"


class Outbox:
    """What the button *Send* offers. Boform itself sends nothing.

    Attributes:
        panel: The panel with the texts, while it is open.
    """

    def __init__(self, session: Session, where: QWidget) -> None:
        self._session, self._where = session, where
        self.panel: PostPanel | None = None

    def menu(self, letter: LetterView, anew: Callable[[], object]) -> QMenu:
        """The ways; ``anew`` begins the next letter from this one."""
        menu = QMenu(self._where)
        menu.addAction(_tr("Kopiér til Digital Post …"), partial(self.digital_post, letter))
        menu.addAction(_tr("Gem som mail (.eml) …"), partial(self.mail, letter))
        if letter.status == "made":
            menu.addSeparator()
            menu.addAction(_tr("Lav ny ud fra dette"), anew)
        return menu

    def popup(self, button: QWidget, letter: LetterView, anew: Callable[[], object]) -> None:
        """The menu above its button; the strip stands at the foot of the window."""
        menu = self.menu(letter, anew)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = button.mapToGlobal(button.rect().topLeft())
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def digital_post(self, letter: LetterView) -> None:
        """Recipient, mailbox and subject, to be copied one by one."""
        try:
            text = self._session.services.sending.digital_post(letter.id)
        except Refused as error:
            messages.present(error, self._where)
            return
        self.panel = PostPanel(self._session, self._where, text)
        self.panel.open()

    def mail(self, letter: LetterView) -> None:
        """An unsent mail with letter and answer form, for the house's own mail program."""
        self._session.ports.files.save(
            _tr("Gem som mail"), f"{letter.register_number}.eml", "Mail (*.eml)",
            lambda path: self._write(letter, path),
        )  # fmt: skip

    def _write(self, letter: LetterView, path: Path | None) -> None:
        target = target_of(self._session, path, ".eml")
        if target is None:
            return
        try:
            target.write_bytes(self._session.services.sending.mail(letter.id))
        except OSError:
            self._session.say(_tr("Mailen kunne ikke gemmes der. Vælg et andet sted."))
            return
        except Refused as error:
            messages.present(error, self._where)
            return
        self._session.say(
            _tr("Mailen er gemt. Fjern filen, når den er sendt."), _tr("Åbn den"),
            lambda: self._open(target),
        )  # fmt: skip

    def _open(self, path: Path) -> None:
        self._session.ports.opener.open(path)


class PostPanel(Panel):
    """Three texts with a button each; the button says what lies in the clipboard."""

    def __init__(self, session: Session, parent: QWidget, text: DigitalPostText) -> None:
        super().__init__(
            parent, "Kopiér til Digital Post",
            "Kopiér én ad gangen, og sæt ind i Digital Post. Vedhæft PDF-filen. "
            "Emnet kan alle læse, så der står intet navn og intet CPR-nummer i det.",
            width=560,
        )  # fmt: skip
        self._clipboard = session.ports.clipboard
        self._copies: list[Button] = []
        for label, value in (
            ("Modtager", text.recipient), ("Postkasse", text.mailbox), ("Emne", text.subject),
        ):  # fmt: skip
            self._add(label, value)
        self.add_button("Luk")

    def _add(self, label: str, value: str) -> None:
        row, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(label, "small", "text2"))
        words.addWidget(Text(value or _UNKNOWN, "body", "text" if value else "text2", wrap=True))
        row.addLayout(words, 1)
        button = Button("Kopiér", icon="copy")
        button.setAccessibleName(f"Kopiér {label.lower()}")
        button.setEnabled(bool(value))
        button.clicked.connect(lambda _on=False: self._copy(button, value))
        self._copies.append(button)
        row.addWidget(button)
        self.body.addLayout(row)

    def _copy(self, button: Button, value: str) -> None:
        self._clipboard.put(value)
        for one in self._copies:
            one.setText("Kopieret" if one is button else "Kopiér")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
