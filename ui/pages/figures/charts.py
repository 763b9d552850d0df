"""The charts on their cards: two and two, or below each other where there is little room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.figures import Chart, FiguresView
from ui.pages.figures.bars import BarList
from ui.pages.figures.nights import NightBars
from ui.theme import theme
from ui.widgets.labels import Text

_WIDE = 700
"""Two charts beside each other need so much, px at 100 %."""


class ChartCard(QFrame):
    """Heading, chart, and a small line below; ``aside`` puts that line at the right of the heading."""

    def __init__(self, chart: BarList | NightBars, *, aside: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        self.chart = chart
        self._title = Text("", "h3")
        self._note, self._aside = Text("", "small", "text2"), aside
        self._box, head = QVBoxLayout(self), QHBoxLayout()
        head.addWidget(self._title, 1)
        self._box.addLayout(head)
        stretches = isinstance(chart, NightBars)
        self._box.addWidget(chart, 1 if stretches else 0)
        if not stretches:
            self._box.addStretch(1)
        if aside:
            head.addWidget(self._note)
        else:
            self._box.addWidget(self._note)
        self._dress()
        theme().changed.connect(self._dress)

    def show_chart(self, chart: Chart) -> None:
        """Other bars."""
        self._title.setText(chart.title)
        lined = self._aside and chart.bars
        words = self.tr("Stiplet: {words}").format(words=chart.note) if lined else chart.note
        self._note.setText(words)
        self.chart.show_chart(chart)

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(1, t.px(10), 1, t.px(8))
        self._box.setSpacing(t.px(6))
        for text in (self._title, self._note):
            text.setContentsMargins(t.px(11), 0, t.px(11), 0)


class Charts(QWidget):
    """The four charts.

    Signals:
        chosen: A bar was chosen; carries its figure.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stages = BarList(self.tr("Hvor står de?"), label_px=170)
        self.waits = BarList(self.tr("Hvad venter de på?"), label_px=152)
        self.nights = NightBars()
        self.plans = BarList(self.tr("Har handleplan, efter kommune"), label_px=128)
        self._cards = {
            "stages": ChartCard(self.stages),
            "waits": ChartCard(self.waits),
            "nights": ChartCard(self.nights, aside=True),
            "plans": ChartCard(self.plans),
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._across = 0
        for chart in (self.stages, self.waits, self.plans):
            chart.chosen.connect(self._bar)
            # Pressed again after another chart had the choice, a bar is no new row.
            chart.clicked.connect(partial(self._clicked, chart))
        self.nights.chosen.connect(self.chosen)
        self.arrange(_WIDE)

    def show_view(self, view: FiguresView) -> None:
        """Other bars."""
        for chart in view.charts:
            self._cards[chart.key].show_chart(chart)

    def mark(self, key: str) -> None:
        """Show which figure of the page is chosen."""
        for chart in (self.stages, self.waits, self.nights, self.plans):
            with QSignalBlocker(chart):
                chart.mark(key)

    def arrange(self, width: int) -> None:
        """Place the charts for a width in px."""
        self._grid.setSpacing(theme().px(12))
        across = 2 if width >= theme().px(_WIDE) else 1
        if across == self._across:
            return
        self._across = across
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // across, number % across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, across - 1)

    def _clicked(self, chart: BarList, _index: object) -> None:
        self._bar(chart.current_row)

    def _bar(self, figure: object) -> None:
        if figure is not None:
            self.chosen.emit(figure)
