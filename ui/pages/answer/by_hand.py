"""An answer typed by hand: from a scan, or where the form could not be read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from boform_app.errors import BoformError
from boform_app.services.views.answers import AnswerFound, AnswerRow
from resources import access
from ui import messages
from ui.dialogs.panel import Panel
from ui.forms.binding import Form
from ui.ports import DraftSlot
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_LONG, _TICKS = {"other.text"}, {"other.not_acting"}
_ON = "on"
_HOW = "Skriv det, som det står i svaret, og datoer med årstal. Det tomme bliver ikke overtaget."


class ByHand(Panel):
    """The fields behind one row, as they are on the form. What is typed is a draft until it is used."""

    def __init__(
        self, session: Session, parent: QWidget, found: AnswerFound, row: AnswerRow,
        use: Callable[[Mapping[str, str]], None],
    ) -> None:  # fmt: skip
        """Make the panel.

        Args:
            session: For the drafts.
            parent: Where it stands.
            found: The file.
            row: The question.
            use: Called with text by field key; raises what the service raises.
        """
        super().__init__(parent, row.label, _HOW)
        self._use, self._row = use, row
        self.form = Form(self)
        self.form.submitted.connect(self._submit)
        for key in row.fields:
            self._add(key)
        self.form.load({key: _shown(key, found.typed.get(key, "")) for key in row.fields})
        self._general = MessageLine()
        self.body.addWidget(self._general)
        self.verb = self.add_button("Brug svaret", kind="primary")
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self.form.submit)
        self.add_button("Tilbage")
        slot = DraftSlot("answer", str(found.person_id or ""), f"{found.code}:{row.key}")
        self.form.keep_drafts(session.drafts, slot)

    def start(self) -> None:
        """Show it with the cursor in the first field."""
        self.open()
        self.form.show_field(self._row.fields[0])

    def _add(self, key: str) -> None:
        texts = _texts()
        label = str(texts["fields"][key].get("short") or texts["fields"][key]["question"])
        options = texts["options"].get(key)
        if options:
            combo = Combo([Option("", "Ikke svaret"), *(Option(k, w) for k, w in options.items())])
            field = Field(label, combo)
        elif key in _TICKS:
            field = Field("", QCheckBox(label))
        elif key in _LONG:
            field = Field(label, TextArea(lines=3))
        else:
            field = Field(label, LineEdit())
        self.form.add(key, field)
        self.body.addWidget(field)

    def _submit(self, values: Mapping[str, Any]) -> None:
        typed = {key: _text(value) for key, value in values.items()}
        try:
            self._use(typed)
        except BoformError as refused:
            self._general.show_finding(Finding("stop", messages.describe(refused).text))
            return
        self.form.forget_draft()
        self.accept()


def _shown(key: str, typed: str) -> str | bool:
    if key in _TICKS:
        return typed.removeprefix("/") == _ON
    return typed.removeprefix("/") if key in _texts()["options"] else typed


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _ON if value else ""
    return str(value or "")


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(access.read_text("letters", "answer_form.toml"))
