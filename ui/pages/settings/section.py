"""What every part of the settings is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import BoformError, ValidationFailed
from models.values.changes import Changes
from ui import messages
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Text


class Section(QWidget):
    """A column of cards. ``refresh`` reads what is shown again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.session = session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().px(12))

    def refresh(self) -> None:
        """Nothing to read unless a section says so."""

    def card(self, title: str, facts: str = "", *, padded: bool = True) -> Card:
        """A card below the others."""
        card = Card(title, facts, padded=padded)
        self.column.addWidget(card)
        return card

    def attempt(self, act: Callable[[], Changes], fields: dict[str, Field] | None = None) -> bool:
        """Do it and say it; problems go to the fields that they name, the rest to the strip."""
        try:
            changes = act()
        except ValidationFailed as error:
            self.refuse(error, fields or {})
            return False
        except BoformError as error:
            messages.present(error, self)
            return False
        self.session.done(changes)
        return True

    def refuse(self, error: Exception, fields: dict[str, Field]) -> None:
        """Show what a service said against it."""
        problems = error.problems if isinstance(error, ValidationFailed) else ()
        known = [problem for problem in problems if problem.field in fields]
        for problem in known:
            fields[problem.field].say(Finding("stop", messages.sentence(problem)))
        if not known or len(known) < len(problems):
            messages.present(error, self)


def side_by_side(*rows: tuple[Field, ...]) -> QGridLayout:
    """Fields in two columns."""
    t = theme()
    grid = QGridLayout()
    grid.setHorizontalSpacing(t.px(16))
    grid.setVerticalSpacing(t.px(10))
    for number, row in enumerate(rows):
        for place, field in enumerate(row):
            grid.addWidget(field, number, place, 1, 2 if len(row) == 1 else 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def foot(*buttons: Button) -> QHBoxLayout:
    """Buttons below a form, the first one at the left."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def advice(words: str) -> Text:
    """A grey sentence."""
    return Text(words, "body", "text2", wrap=True)
