"""What a protected address does, said where it is set."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from boform_app.services.views.people import PersonFacts
from ui.theme import theme
from ui.widgets.labels import IconLabel, Text
from ui.widgets.painting import rounded


class ProtectedStrip(QFrame):
    """Hidden unless the address is protected."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        t = theme()
        row.setContentsMargins(t.px(24), t.px(4), t.px(20), t.px(4))
        row.setSpacing(t.px(8))
        self._icon = IconLabel("shield_lock", 16, t.badge("prot").text)
        self._words = Text("", "body", wrap=True)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def show_for(self, facts: PersonFacts, municipality: str) -> None:
        """Say to whom the whereabouts still go."""
        self.setVisible(facts.protected_address)
        words = self.tr("Hverken bopæl eller hus står på print.")
        if municipality:
            words = self.tr(
                "Hverken bopæl eller hus står på print, undtagen orienteringer til {who}."
            ).format(who=municipality)
        self._words.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tint of the chip in the identity bar."""
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(theme().px(12), 0, -theme().px(12), 0)
        rounded(painter, area, theme().badge("prot").fill, "", theme().px(4))
        painter.end()
