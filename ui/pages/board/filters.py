"""Which matters are asked for on Handleplaner: whose, and of which municipality, rådgiver, kontaktperson."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boform_app.services.views.board import BoardView, MatterRow
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.segmented import Segmented


class BoardFilters(QWidget):
    """The row of filters above list and board.

    Signals:
        changed: Another choice was made in one of the three fields.
        whose_changed: *Mine* or *Alle* was pressed; carries its key.
    """

    changed = Signal()
    whose_changed = Signal(str)

    def __init__(self, whose: str, parent: QWidget | None = None) -> None:
        """Make the row with nothing to choose yet.

        Args:
            whose: ``mine`` or ``all``.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.whose = Segmented(
            (("mine", self.tr("Mine")), ("all", self.tr("Alle"))),
            whose, name=self.tr("Vis sager"), height="control",
        )  # fmt: skip
        self.municipality = Combo(name=self.tr("Kommune"))
        self.caseworker = Combo(name=self.tr("Rådgiver"))
        self.worker = Combo(name=self.tr("Kontaktperson"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.whose)
        for combo in self._combos().values():
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
            combo.changed.connect(self.changed)
            self._line.addWidget(combo)
        self._line.addStretch(1)
        self.whose.changed.connect(self.whose_changed)
        self._dress()
        theme().changed.connect(self._dress)

    def fill(self, view: BoardView) -> None:
        """Offer what the matters have; a choice stays."""
        self._offer(self.municipality, self.tr("Alle kommuner"), view.municipalities)
        self._offer(self.caseworker, self.tr("Alle rådgivere"), [(n, n) for n in view.caseworkers])
        self._offer(self.worker, self.tr("Alle kontaktpersoner"), view.key_workers)

    def passing(self, rows: Iterable[MatterRow]) -> tuple[MatterRow, ...]:
        """The matters that are asked for, in their order."""
        passes = self._filter()
        return tuple([row for row in rows if passes(row)])

    @property
    def narrow(self) -> bool:
        """Whether less than every matter is asked for."""
        chosen = (combo.value for combo in self._combos().values())
        return self.whose.current != "all" or any(one is not None for one in chosen)

    def clear(self) -> None:
        """Ask for every matter."""
        for combo in self._combos().values():
            combo.set_value(None)
        self.whose.choose("all")

    def state(self) -> dict[str, Any]:
        """What is chosen in the fields, by name."""
        return {name: combo.value for name, combo in self._combos().items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose what the facts name."""
        for name, combo in self._combos().items():
            if name in state:
                combo.set_value(state[name])

    def _combos(self) -> dict[str, Combo]:
        return {
            "municipality": self.municipality, "caseworker": self.caseworker, "worker": self.worker,
        }  # fmt: skip

    @staticmethod
    def _offer(combo: Combo, everyone: str, known: Sequence[tuple[Any, str]]) -> None:
        kept = combo.value
        combo.set_options([Option(None, everyone), *(Option(k, label) for k, label in known)])
        combo.set_value(kept)

    def _filter(self) -> Callable[[MatterRow], bool]:
        """Whether a matter passes; the fields are read once for all rows."""
        municipality, caseworker = self.municipality.value, self.caseworker.value
        worker, all_of_them = self.worker.value, self.whose.current == "all"

        def passes(row: MatterRow) -> bool:
            return (
                (all_of_them or row.mine)
                and municipality in {None, row.municipality_code}
                and caseworker in {None, row.caseworker}
                and worker in {None, row.key_worker_id}
            )

        return passes

    def _dress(self) -> None:
        self._line.setSpacing(theme().px(8))
