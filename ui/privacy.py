"""Privacy mode (F8): one switch, and one function through which every name goes to the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal


class Privacy(QObject):
    """Whether names are hidden at the moment."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def on(self) -> bool:
        """True while names are hidden."""
        return self._on

    def set_on(self, *, on: bool) -> None:
        """Hide or show names."""
        if on != self._on:
            self._on = on
            self.changed.emit(on)

    def toggle(self) -> None:
        """F8."""
        self.set_on(on=not self._on)

    def name(self, display_name: str, room: str = "") -> str:
        """The name, or "Beboer, vær. 12" while names are hidden."""
        return hidden_name(room) if self._on else display_name

    def text(self, words: str) -> str:
        """Free text, birth dates and previews, or nothing while names are hidden."""
        return "" if self._on else words


def hidden_name(room: str = "") -> str:
    """What stands in the place of a name."""
    if not room:
        return QCoreApplication.translate("Privacy", "Beboer")
    return QCoreApplication.translate("Privacy", "Beboer, vær. {room}").format(room=room)


_current: list[Privacy] = []


def privacy() -> Privacy:
    """The one switch of the program."""
    if not _current:
        _current.append(Privacy())
    return _current[0]
