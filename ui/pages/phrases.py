"""Phrases (*fraser*) of a composer: put one into the text, keep the text as one, take one away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.services.views.day_log import PhraseView
from models.values.changes import Changes
from ui.pages.resident.doing import FormPanel, attempt
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.choice import Option, Radios
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_FIRST_WORDS = 4


class PhraseButton(Button):
    """A link that opens the menu.

    Signals:
        picked: A phrase was chosen; carries its text.
    """

    picked = Signal(str)

    def __init__(self, session: Session, written: Callable[[], str]) -> None:
        """Make the link.

        Args:
            session: For the phrases.
            written: The text that can be kept as a phrase.
        """
        super().__init__("", "link", chevron=True)
        self.setText(self.tr("Fraser"))
        self._session, self._written = session, written
        self.panel: FormPanel | None = None
        self.clicked.connect(self._popup)

    def menu(self) -> QMenu:
        """The phrases as they are now."""
        menu, composing = QMenu(self), self._session.services.composing
        found, leads = composing.phrases(), self._leads()
        for own, title in ((False, self.tr("Husets")), (True, self.tr("Dine egne"))):
            phrases = [one for one in found if one.own is own]
            if phrases:
                menu.addAction(title).setEnabled(False)
            for one in phrases:
                action = menu.addAction(one.label, partial(self.picked.emit, one.text))
                action.setToolTip(one.text)
        if not found:
            menu.addAction(self.tr("Ingen fraser endnu")).setEnabled(False)
        menu.addSeparator()
        keep = menu.addAction(self.tr("Gem teksten som frase …"), self._keep)
        keep.setEnabled(bool(self._written().strip()))
        removable = [one for one in found if one.own or leads]
        if removable:
            drop = menu.addMenu(self.tr("Fjern en frase"))
            for one in removable:
                drop.addAction(one.label, partial(self._drop, one))
        menu.setToolTipsVisible(True)
        return menu

    def _popup(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _keep(self) -> None:
        text, composing = self._written().strip(), self._session.services.composing

        def act(values: Mapping[str, Any]) -> Changes:
            own = values.get("whose", "own") == "own"
            return composing.keep_phrase(values["label"], values["text"], own=own)

        panel = FormPanel(
            self._session, self._host(), self.tr("Gem som frase"),
            self.tr("Skriv den uden navne, så den kan bruges igen."),
            verb=self.tr("Gem frase"), act=act, said=self.tr("Frasen er gemt."),
        )  # fmt: skip
        label = LineEdit()
        panel.add("label", Field(self.tr("Kaldes"), label), required=self.tr("et navn"))
        label.setText(" ".join(text.split()[:_FIRST_WORDS]))
        area = TextArea(lines=3)
        panel.add("text", Field(self.tr("Tekst"), area), required=self.tr("en tekst"))
        area.set_text(text)
        if self._leads():
            options = (Option("own", self.tr("Kun dig")), Option("house", self.tr("Hele huset")))
            whose = Radios(options, name=self.tr("Hvem kan bruge den"), horizontal=True)
            panel.add("whose", Field(self.tr("Hvem kan bruge den"), whose))
            whose.set_value("own")
        panel.start("label")
        self.panel = panel

    def _drop(self, phrase: PhraseView) -> None:
        composing = self._session.services.composing
        attempt(
            self._session, self._host(),
            lambda: composing.drop_phrase(phrase.id, phrase.version),
        )  # fmt: skip

    def _leads(self) -> bool:
        return self._session.services.staff.permissions().get("manage_house") == "yes"

    def _host(self) -> QWidget:
        return self.window()


def put_in(area: TextArea, phrase: str) -> None:
    """A phrase where the cursor is, with a space between it and the words beside it."""
    cursor = area.textCursor()
    text, at = area.text, cursor.selectionStart()
    before = " " if at and not text[at - 1].isspace() else ""
    end = cursor.selectionEnd()
    after = " " if end < len(text) and not text[end].isspace() else ""
    cursor.insertText(f"{before}{phrase}{after}")
    area.setTextCursor(cursor)
    area.setFocus(Qt.FocusReason.OtherFocusReason)
