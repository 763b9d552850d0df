"""*Visning*: colours, size, density, hidden names at the start, and when the screen locks."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.lock import IDLE_MINUTES
from ui.pages.settings.section import Section
from ui.session import Session
from ui.theme import ZOOM_STEPS, Density, Look, Scheme, theme
from ui.widgets.choice import Combo, Option
from ui.widgets.labels import Text
from ui.widgets.segmented import Segmented

LOCK_AFTER = (2, 3, 5, 10, 15)


class ViewSection(Section):
    """Everything acts at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        card = self.card(self.tr("Visning"), self.tr("gælder kun dig og virker med det samme"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(12))
        self._grid.setColumnStretch(1, 1)
        card.body.addLayout(self._grid)
        schemes = (
            ("light", self.tr("Lyst")),
            ("dark", self.tr("Mørkt")),
            ("system", self.tr("Som computeren")),
        )
        self.scheme = Segmented(schemes, name=self.tr("Farver"), height="control")
        self.scheme.changed.connect(lambda _key: self._use())
        self._row(self.tr("Farver"), self.scheme)
        self._zoom = Combo([Option(step, f"{step} %") for step in ZOOM_STEPS])
        self._zoom.changed.connect(self._use)
        self._row(self.tr("Størrelse"), self._zoom)
        densities = (("regular", self.tr("Luftig")), ("compact", self.tr("Tæt")))
        self._density = Segmented(densities, name=self.tr("Rækker"), height="control")
        self._density.changed.connect(lambda _key: self._use())
        self._row(self.tr("Rækker"), self._density)
        self.minutes = Combo([Option(n, self.tr("{n} minutter").format(n=n)) for n in LOCK_AFTER])
        self.minutes.changed.connect(self._lock_after)
        self._row(self.tr("Lås skærmen efter"), self.minutes)
        orders = (("last", self.tr("Nyeste sidst")), ("first", self.tr("Nyeste først")))
        self.log_order = Segmented(orders, name=self.tr("Dagbogen"), height="control")
        self.log_order.changed.connect(self._order_log)
        self._row(self.tr("Dagbogen"), self.log_order)
        self._privacy = QCheckBox(self.tr("Start med navne skjult (F8)"))
        self._privacy.clicked.connect(self._hide_at_start)
        self._row("", self._privacy)
        self.column.addStretch(1)
        theme().changed.connect(self._show_look)

    def refresh(self) -> None:
        """What was chosen."""
        self._show_look()
        get = self.session.services.settings.get
        self.minutes.set_value(get("lock_minutes", IDLE_MINUTES))
        self.log_order.choose("first" if get("day_log_newest_first", False) else "last")
        self._privacy.setChecked(get("privacy_at_start", False))

    def _show_look(self) -> None:
        look = theme().look
        self.scheme.choose(look.scheme)
        self._zoom.set_value(look.zoom)
        self._density.choose(look.density)

    def _row(self, label: str, control: QWidget) -> None:
        number = self._grid.rowCount()
        words = Text(label, "body", "text2")
        words.setBuddy(control)
        if label and not control.accessibleName():
            control.setAccessibleName(label)
        self._grid.addWidget(words, number, 0)
        self._grid.addWidget(control, number, 1, Qt.AlignmentFlag.AlignLeft)

    def _use(self) -> None:
        scheme = cast("Scheme", self.scheme.current)
        density = cast("Density", self._density.current)
        theme().use(Look(scheme, int(self._zoom.value or 100), density))

    def _lock_after(self) -> None:
        minutes = int(self.minutes.value or IDLE_MINUTES)
        self.session.services.settings.put("lock_minutes", minutes)
        self.session.lock_minutes_changed.emit(minutes)

    def _order_log(self, key: str) -> None:
        self.session.services.settings.put("day_log_newest_first", key == "first")

    def _hide_at_start(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self.session.services.settings.put("privacy_at_start", on)
