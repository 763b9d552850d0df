"""What is missing, with links to the fields, and the one button of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import Problem
from ui import messages
from ui.forms.binding import Form
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text


class SubmitBar(QWidget):
    """Stands at the foot of a form. The button is never switched off: pressing it says what is missing."""

    def __init__(
        self, form: Form, verb: str, purpose: str, *, icon: str = "",
        short: Mapping[str, str] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make the bar.

        Args:
            form: The form.
            verb: On the button: "Indskriv beboer".
            purpose: After "før du kan": "indskrive".
            icon: Fluent motif on the button.
            short: Words of the link by field, where the sentence stands at the field itself.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._form, self._purpose = form, purpose
        self._short = dict(short or {})
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(IconLabel("diamond", 16, "danger", filled=True))
        self._title = Text("", "strong")
        head.addWidget(self._title, 1)
        self._lines.addLayout(head)
        self._links: list[QWidget] = []
        self.button = Button(verb, "primary", icon=icon, hint="Ctrl+Enter", height="title_button")
        self.button.clicked.connect(form.submit)
        outer.addWidget(self._list)
        outer.addWidget(self.button)
        outer.setSpacing(theme().px(8))
        form.problems_changed.connect(self.show_problems)
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """One link per thing that is missing."""
        for link in self._links:
            self._lines.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        self._list.setVisible(bool(problems))
        self._title.setText(messages.missing_title(len(problems), self._purpose))
        for problem in problems:
            said = problem.facts.get("words") or messages.sentence(problem)
            words = self._short.get(problem.field, said) if problem.code == "shown" else said
            link = Button(str(words), "link")
            link.clicked.connect(lambda _on=False, name=problem.field: self._form.show_field(name))
            self._links.append(link)
            self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
