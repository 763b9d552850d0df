"""A file that is no answer of ours, kept as a document of a resident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from models.values.lists import load_list
from ui.dialogs.panel import Panel
from ui.forms.binding import Form
from ui.pages.anybody import anybody_field
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field

_TEXT = "Filen bliver gemt under beboerens dokumenter. Der bliver ikke overtaget noget fra den."


class KeepAsDocument(Panel):
    """Whose it is, and what it is; the page does the work beside the interface."""

    def __init__(
        self, session: Session, parent: QWidget, keep: Callable[[UUID, str], None]
    ) -> None:
        super().__init__(parent, "Gem som dokument", _TEXT)
        self._keep = keep
        self.form = Form(self)
        self.form.submitted.connect(self._submit)
        kind = Combo([Option(entry.key, entry.label) for entry in load_list("document_kinds")])
        kind.set_value("answer")
        self._add("person_id", anybody_field(session, "Vælg beboer", closed=True), "en beboer")
        self._add("kind", Field("Hvad er det?", kind), "en slags")
        self.verb = self.add_button("Gem filen", kind="primary")
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self.form.submit)
        self.add_button("Tilbage")

    def start(self) -> None:
        """Show it with the cursor in the first field."""
        self.open()
        self.form.show_field("person_id")

    def _add(self, name: str, field: Field, required: str) -> None:
        self.form.add(name, field, required=required)
        self.body.addWidget(field)

    def _submit(self, values: Mapping[str, Any]) -> None:
        self.accept()
        self._keep(values["person_id"], str(values["kind"]))
