"""The left column: to whom, dates and choices, the text by section (mockup 06)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from boform_app.services.views.letters import LetterProposal, LetterView, SectionView
from ui.pages.letter.fields import LetterFields
from ui.pages.letter.sections import Sections
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.scrolling import scrolling


class Left(QWidget):
    """Recipient above, the card of sections below.

    Signals:
        recipient_chosen: Key of another recipient.
        attention_typed: The *Att.* line.
    """

    recipient_chosen = Signal(str)
    attention_typed = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: Sequence[SectionView] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._box = box
        self.to = Combo(name=self.tr("Til"))
        self.to.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.to.changed.connect(lambda: self.recipient_chosen.emit(self.to.value or ""))
        self.attention = LineEdit()
        self.attention.textEdited.connect(self.attention_typed)
        self._to_field = Field(self.tr("Til"), self.to)
        self._attention_field = Field(self.tr("Att."), self.attention)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._to_field, 236)
        line.addWidget(self._attention_field, 128)
        box.addLayout(line)
        card = Card(padded=False)
        self.sections = Sections()
        self.fields = LetterFields(today)
        self.sections.put_first(self.tr("Datoer og valg"), self.fields)
        self._area = scrolling(self.sections)
        self.sections.setObjectName("scrolled")
        self.sections.moved.connect(self._bring_into_view)
        card.body.addWidget(self._area, 1)
        box.addWidget(card, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def begin(self) -> None:
        """Another letter."""
        self.sections.read_only = False
        self.sections.open("")
        self.sections.open_first(opened=False)
        self.to.setEnabled(True)
        self.attention.setReadOnly(False)

    def show_proposal(self, proposal: LetterProposal) -> None:
        """What would be printed now."""
        self.views = proposal.sections
        self._show_recipients(proposal)
        self.fields.show_fields(proposal.fields)
        self.sections.show_first(visible=bool(proposal.fields))
        self.sections.show_sections(proposal.sections)

    def show_stored(self, letter: LetterView, sections: Sequence[SectionView]) -> None:
        """What a stored letter says; nothing can be changed any more."""
        self.views = sections = [one for one in sections if not one.empty]
        self.sections.read_only = True
        self.to.set_options((Option("", letter.recipient_name),))
        self.to.set_value("")
        self.to.setEnabled(False)
        self._to_field.show()
        self._attention_field.hide()
        self.sections.show_first(visible=False)
        self.sections.show_sections(sections)

    def open_first_section(self, proposal: LetterProposal) -> None:
        """The request stands open when a letter is begun; a decision is written in its fields alone."""
        first = next((one.key for one in proposal.sections if one.editable), "")
        self.sections.open(first)
        if not first and proposal.fields:
            self.sections.open_first()

    def focus_field(self, key: str) -> None:
        """A date or line that is missing."""
        self.sections.open_first()
        self.fields.focus_on(key)

    def focus_text(self) -> None:
        """The text that is open, or the first."""
        if not any(one.editable for one in self.views) and not self.fields.isHidden():
            self.fields.focus_first()
            return
        if not self.sections.open_key and self.views:
            self.sections.open(self.views[0].key)
        self.sections.focus_editor()

    def _show_recipients(self, proposal: LetterProposal) -> None:
        shown = bool(proposal.recipients)
        self._to_field.setVisible(shown)
        by_hand = proposal.recipient is not None and not proposal.recipient.lines
        self._attention_field.setVisible(shown and not by_hand)
        self.to.set_options([Option(one.key, one.label) for one in proposal.recipients])
        if proposal.recipient is not None:
            self.to.set_value(proposal.recipient.key)
            attention = proposal.edits.attention or proposal.recipient.attention
            if not self.attention.hasFocus() and self.attention.text() != attention:
                self.attention.setText(attention)

    def _bring_into_view(self, widget: QWidget) -> None:
        # The height of what was opened is known after the layout has run.
        QTimer.singleShot(0, widget, lambda: self._show_all(widget))

    def _show_all(self, widget: QWidget) -> None:
        """What is higher than the area is read from its beginning."""
        if widget.height() > self._area.viewport().height():
            top = widget.mapTo(self.sections, widget.rect().topLeft()).y()
            self._area.verticalScrollBar().setValue(top)
        else:
            self._area.ensureWidgetVisible(widget, 0, 4)

    def _dress(self) -> None:
        self._box.setSpacing(theme().px(10))


def typing_elsewhere(page: QWidget) -> bool:
    """Whether the keys go somewhere already: the page came, but the person began to search.

    A button is nobody's choice: Qt hands the keys of the page that went to the first one it finds.
    """
    focused = page.window().focusWidget()
    if focused is None or focused is page or isinstance(focused, QAbstractButton):
        return False
    return page.isAncestorOf(focused) or (isinstance(focused, QLineEdit) and bool(focused.text()))
