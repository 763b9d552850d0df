"""*Bag tallet*: the counting rule of the chosen figure and the list behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.progress import Progress
from boform_app.services.views.figures import MOST_NAMES, Figure, Named
from ui import messages
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column, Strong
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, Text
from ui.widgets.list_view import ListView

_AFTER_MS = 60
"""Arrow keys held down run over bars; the list is read when they stop."""


class Behind(QFrame):
    """The panel at the right.

    Signals:
        opened: A resident of the list was opened; carries the person's id.
        missing_wanted: *Vis dem* was pressed, about residents without an overview.
    """

    opened = Signal(object)
    missing_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.figure: Figure | None = None
        self._wanted = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._read)
        self.heading = Text(self.tr("Bag tallet"), "h3")
        self.about = Text("", "body", "text2", wrap=True)
        self.rule = Text("", "body", "text2", wrap=True)
        self.list = _list(self.tr("Listen bag tallet"))
        self.all_button = Button("", "strong", height="row_button")
        self.missing = Text("", "body", "text2")
        self.missing_button = Button(self.tr("Vis dem"), height="row_button")
        self._build()
        self._wire()
        self._dress()
        theme().changed.connect(self._dress)

    def show_figure(self, figure: Figure | None) -> None:
        """Another figure; its list follows when the keys have come to rest."""
        self.figure = figure
        self.about.setText(figure.behind if figure else "")
        self.rule.setText(figure.rule if figure else "")
        self._box.setVisible(figure is not None)
        self.list.set_rows(())
        self._wanted = MOST_NAMES
        self._show_foot()
        self._later.start()

    def show_missing(self, figure: Figure | None) -> None:
        """How many residents lack an overview; nothing where nobody does."""
        self.missing.setText(figure.behind if figure else "")
        for widget in (self.missing, self.missing_button):
            widget.setVisible(figure is not None and figure.count > 0)
        self._show_foot()

    def names_changed(self) -> None:
        """Names were hidden or shown."""
        self.list.viewport().update()

    # -- own -------------------------------------------------------------------------------------

    def _read(self) -> None:
        figure = self.figure
        if figure is None:
            return
        figures, most = self._session.services.figures, self._wanted

        def work(_progress: Progress) -> tuple[Named, ...]:
            return figures.names(figure.entries, most=most)

        self._session.tasks.run(
            work, partial(self._show_rows, figure), failed=self._failed, owner=self
        )

    def _show_rows(self, figure: Figure, rows: tuple[Named, ...]) -> None:
        if figure is not self.figure:
            return
        nights = bool(figure.entries) and figure.entries[0].person_id is None
        heads = (self.tr("Nat"), "") if nights else (self.tr("Navn"), self.tr("Kommune"))
        model = self.list.model_
        model.columns = tuple(
            replace(column, header=header)
            for column, header in zip(model.columns, (*heads, figure.column), strict=True)
        )
        self.list.set_rows(rows)
        self._show_foot()

    def _show_foot(self) -> None:
        count = len(self.figure.entries) if self.figure else 0
        more = count > self._wanted
        self.all_button.setVisible(more)
        self.all_button.setText(self.tr("Vis alle {n}").format(n=count))
        self._foot.setVisible(more or not self.missing.isHidden())

    def _all(self) -> None:
        self._wanted = len(self.figure.entries) if self.figure else 0
        self._read()

    def _open(self, row: Any) -> None:
        if isinstance(row, Named) and row.person_id is not None:
            self.opened.emit(row.person_id)

    def _failed(self, error: Exception) -> None:
        messages.present(error, self)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._head, self._box, self._foot = QVBoxLayout(), QFrame(), QFrame()
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(self.heading)
        line.addWidget(self.about, 1)
        self._head.addLayout(line)
        self._box.setObjectName("question")
        self._rules = QVBoxLayout(self._box)
        self._rules.addWidget(Text(self.tr("Sådan er der talt"), "strong"))
        self._rules.addWidget(self.rule)
        self._head.addWidget(self._box)
        outer.addLayout(self._head)
        outer.addWidget(Hairline())
        outer.addWidget(self.list, 1)
        self._foot.setObjectName("cardfoot")
        self._tools = QHBoxLayout(self._foot)
        self._tools.addWidget(self.all_button)
        self._tools.addStretch(1)
        self._tools.addWidget(self.missing)
        self._tools.addWidget(self.missing_button)
        outer.addWidget(self._foot)
        self.show_missing(None)

    def _wire(self) -> None:
        self.list.opened.connect(self._open)
        self.all_button.clicked.connect(self._all)
        self.missing_button.clicked.connect(self.missing_wanted)

    def _dress(self) -> None:
        t = theme()
        pad = t.px(12)
        self._head.setContentsMargins(pad, pad, pad, pad)
        self._head.setSpacing(t.px(6))
        self._rules.setContentsMargins(t.px(10), t.px(6), t.px(10), t.px(6))
        self._rules.setSpacing(t.px(2))
        self._tools.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self.list.setMinimumHeight(t.px(132))


def _list(name: str) -> ListView:
    columns = (
        Column("name", " ", lambda row: privacy().name(row.name, row.room), "text"),
        Column("municipality", " ", lambda row: row.municipality, "text", 104),
        Column("value", " ", lambda row: Strong(row.value), "number", 80),
    )
    return ListView(
        columns, name=name, id_of=lambda row: row.key, row_px=32, gap=8, search_key="name"
    )
