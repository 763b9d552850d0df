"""Writes of the resident page: done and said, or refused with a sentence; and small forms in a panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from boform_app.errors import EnvironmentTrouble, UserError, ValidationFailed
from boform_app.progress import Progress
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.forms.binding import Form
from ui.ports import DraftSlot
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.field import Field, MessageLine
from ui.widgets.field import Finding as FieldFinding
from ui.widgets.painting import ButtonKind

Refused = (UserError, EnvironmentTrouble)


def attempt(session: Session, where: QWidget, act: Callable[[], Changes], words: str = "") -> bool:
    """Carry a write out, say it with its undo; False when it was refused, which is said as well."""
    try:
        changes = act()
    except Refused as refused:
        messages.present(refused, where)
        return False
    session.done(changes, words)
    return True


class FormPanel(Panel):
    """A few fields and one verb. What is typed is a draft until the verb is pressed."""

    def __init__(
        self, session: Session, parent: QWidget, title: str, text: str = "", *,
        verb: str, act: Callable[[Mapping[str, Any]], Changes], said: str = "",
        kind: ButtonKind = "primary", width: int = 480, beside: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        """Make the panel; show it with ``open()``.

        Args:
            session: For telling what was done.
            parent: Where it stands.
            title: The question or heading.
            text: The consequence.
            verb: On the button.
            act: Called with the values by name; raises what a service raises.
            said: Words for the line afterwards, "" for the step's own label.
            kind: ``danger`` for what cannot be undone.
            width: Pixels at 100 %.
            beside: Whether ``act`` takes its time now, e.g. opens a file: a worker does it, and the
                panel waits.
        """
        super().__init__(parent, title, text, width=width)
        self._session, self._act, self._said = session, act, said
        self._slow = beside
        self.form = Form(self)
        self.form.submitted.connect(self._submit)
        self._general = MessageLine()
        self.body.addWidget(self._general)
        self.verb: Button = self.add_button(verb, kind=kind)
        # The panel's own connection closes at once; here the answers are looked at first.
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self.form.submit)
        self.add_button(self.tr("Tilbage"))

    def add(self, name: str, field: Field, *, required: str = "", **how: Any) -> Field:
        """A field under the heading; ``how`` as in ``Form.add``."""
        self.form.add(name, field, required=required, **how)
        self.body.insertWidget(self.body.count() - 1, field)
        return field

    def keep(self, kind: str, person_id: object) -> None:
        """Take an earlier draft up, and keep every key from now on."""
        self.form.keep_drafts(self._session.drafts, DraftSlot(kind, str(person_id)))

    def start(self, name: str = "") -> None:
        """Show it with the cursor in a field."""
        self.open()
        if name:
            self.form.show_field(name)

    def _submit(self, values: Mapping[str, Any]) -> None:
        if self._slow is not None and self._slow():
            self._submit_beside(values)
            return
        try:
            changes = self._act(values)
        except Refused as refused:
            self._refuse(refused)
            return
        self._kept(changes)

    def _submit_beside(self, values: Mapping[str, Any]) -> None:
        self.verb.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return self._act(values)

        self._session.tasks.run(work, self._kept, failed=self._refuse, owner=self)

    def _refuse(self, refused: Exception) -> None:
        self.verb.setEnabled(True)
        if isinstance(refused, ValidationFailed):
            self.form.refuse(refused)
            loose = [p for p in self.form.problems() if p.code != "shown"]
            if loose:
                self._general.show_finding(FieldFinding("stop", messages.sentence(loose[0])))
        elif isinstance(refused, Refused):
            self._general.show_finding(FieldFinding("stop", messages.describe(refused).text))
        else:
            raise refused

    def _kept(self, changes: Changes) -> None:
        self.form.forget_draft()
        self.accept()
        self._session.done(changes, self._said)
