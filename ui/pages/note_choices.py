"""What is chosen for a note besides its words: the kind, who is meant to read it, and the flag."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QCheckBox

from models.values import lists
from ui.widgets.chip import Chip

HOUSE_ONLY = "house"


def reader_labels() -> tuple[tuple[str, str], ...]:
    """Who is meant to read a note, by the keys that are stored."""
    tr = QApplication.translate
    return (
        ("handover", tr("Composer", "Overlevering")),
        ("status", tr("Composer", "Status til kommunen")),
        (HOUSE_ONLY, tr("Composer", "Kun huset")),
    )


class NoteChoices(QObject):
    """The chips of a composer; who makes it lays them out.

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
        self.important = QCheckBox(self.tr("Vigtig"))
        for key, chip in self.kinds.items():
            chip.clicked.connect(lambda on=False, key=key: self._kind_pressed(key, on=on))
        self.important.clicked.connect(lambda _on=False: self.changed.emit())

    @property
    def kind(self) -> str:
        """Key of the kind, "" for none."""
        return next(iter(_chosen(self.kinds)), "")

    @property
    def chosen_readers(self) -> tuple[str, ...]:
        """Keys of the readers."""
        return tuple(_chosen(self.readers))

    def add_readers(self, labels: Sequence[tuple[str, str]]) -> list[Chip]:
        """More readers, before *Kun huset*, e.g. the goals of a resident."""
        made = {key: self._reader(key, words) for key, words in labels}
        last = self.readers.pop(HOUSE_ONLY)
        self.readers |= made | {HOUSE_ONLY: last}
        return list(made.values())

    def drop_readers(self, beginning: str) -> None:
        """Take the readers away whose key begins so."""
        for key in [key for key in self.readers if key.startswith(beginning)]:
            chip = self.readers.pop(key)
            chip.hide()
            chip.deleteLater()

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
