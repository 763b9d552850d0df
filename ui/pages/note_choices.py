"""What is chosen for a note besides its words: the kind, who is meant to read it, and the flag."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QCheckBox

from boform_app.services.views.day_log import GoalChoice
from models.values import lists
from ui.privacy import privacy
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout

HOUSE_ONLY = "house"
NIGHT = "night"
_LONGEST_GOAL = 26
"""Letters of a goal on its chip; the tooltip has all of it."""


def reader_labels() -> tuple[tuple[str, str], ...]:
    """Who is meant to read a note, by the keys that are stored."""
    tr = QApplication.translate
    return (
        ("handover", tr("Composer", "Overlevering")),
        ("status", tr("Composer", "Status til kommunen")),
        (HOUSE_ONLY, tr("Composer", "Kun huset")),
    )


class NoteChoices(QObject):
    """The chips of a composer; who makes it lays them out, readers in ``reader_flow``.

    Attributes:
        kinds: At most one of them is on.
        readers: *Kun huset* puts the others out, and they put it out.
        important: The flag.

    Signals:
        changed: Somebody chose; nothing is said of what ``show_text`` shows.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kinds = {
            entry.key: Chip(entry.label, name=self.tr("Slags: {label}").format(label=entry.label))
            for entry in lists.load_list("note_kinds")
        }
        self.readers = {key: self._reader(key, words) for key, words in reader_labels()}
        self.reader_flow = FlowLayout()
        for chip in self.readers.values():
            self.reader_flow.addWidget(chip)
        self._goals: dict[str, GoalChoice] = {}
        self.important = QCheckBox(self.tr("Vigtig"))
        for key, chip in self.kinds.items():
            chip.clicked.connect(lambda on=False, key=key: self._kind_pressed(key, on=on))
        privacy().changed.connect(self.rename)
        self.important.clicked.connect(lambda _on=False: self.changed.emit())

    @property
    def kind(self) -> str:
        """Key of the kind, "" for none."""
        return next(iter(_chosen(self.kinds)), "")

    @property
    def chosen_readers(self) -> tuple[str, ...]:
        """Keys of the readers."""
        return tuple(_chosen(self.readers))

    def set_goals(self, goals: Iterable[GoalChoice]) -> None:
        """Goals of the one resident the note is about as readers, before *Kun huset*."""
        wanted = {goal.key: goal for goal in goals}
        for key in [key for key in self._goals if key not in wanted]:
            chip = self.readers.pop(key)
            self.reader_flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        last = self.readers.pop(HOUSE_ONLY)
        for key in [key for key in wanted if key not in self._goals]:
            chip = self.readers[key] = self._reader(key, "")
            self.reader_flow.put(self.reader_flow.count() - 1, chip)
            chip.show()
        self.readers[HOUSE_ONLY] = last
        self._goals = wanted
        self.rename()

    def rename(self) -> None:
        """Names and texts were hidden or shown: a goal is the resident's own words."""
        for key, goal in self._goals.items():
            chip, title = self.readers[key], privacy().text(goal.title)
            cut = (
                title if len(title) <= _LONGEST_GOAL else f"{title[: _LONGEST_GOAL - 1].rstrip()}…"
            )
            words = self.tr("Mål: {goal}").format(goal=cut) if cut else self.tr("Mål")
            chip.setText(words)
            chip.setToolTip(title)
            chip.setAccessibleName(self.tr("Hvem læser med: {label}").format(label=words))
            chip.updateGeometry()

    def preset(self, kind: str) -> None:
        """A kind that is on before anybody chose; "" for none."""
        self.show_chosen((kind,) if kind else (), (), important=False)

    def text(self) -> str:
        """All of it as text, for a draft."""
        chosen: dict[str, Any] = {
            "kinds": list(_chosen(self.kinds)),
            "readers": list(_chosen(self.readers)),
            "important": self.important.isChecked(),
        }
        return json.dumps(chosen)

    def show_text(self, text: str) -> None:
        """What a draft kept; "" puts everything out."""
        chosen = json.loads(text) if text else {}
        self.show_chosen(
            chosen.get("kinds", ()), chosen.get("readers", ()), important=chosen.get("important")
        )

    def show_chosen(
        self, kinds: Iterable[str], readers: Iterable[str], *, important: bool | None
    ) -> None:
        """Put on exactly these."""
        for wanted, chips in ((set(kinds), self.kinds), (set(readers), self.readers)):
            for key, chip in chips.items():
                chip.setChecked(key in wanted)
        self.important.setChecked(bool(important))

    def _reader(self, key: str, words: str) -> Chip:
        chip = Chip(
            words,
            "reader",
            name=self.tr("Hvem læser med: {label}").format(label=words),
            icon="home" if key == HOUSE_ONLY else "add",
        )
        chip.clicked.connect(lambda on=False: self._reader_pressed(key, on=on))
        return chip

    def _kind_pressed(self, key: str, *, on: bool) -> None:
        for other, chip in self.kinds.items():
            chip.setChecked(on and other == key)
        self.changed.emit()

    def _reader_pressed(self, key: str, *, on: bool) -> None:
        for other, chip in self.readers.items():
            if on and other != key and HOUSE_ONLY in {key, other}:
                chip.setChecked(False)
        self.changed.emit()


def _chosen(chips: dict[str, Chip]) -> Iterable[str]:
    return [key for key, chip in chips.items() if chip.isChecked()]
