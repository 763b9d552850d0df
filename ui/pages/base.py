"""What every page is and how pages ask to go somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.values.changes import Changes
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go to.

    Attributes:
        place: Key of a registered place, e.g. ``residents`` or ``resident``.
        facts: What the page needs, e.g. ``{"person_id": …, "tab": "notes"}``.
    """

    place: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Page(QWidget):
    """A page in the middle of the window.

    Subclasses set ``key``, fill ``layout_`` and override what they need. The shell calls ``restore``
    when a page is entered with facts, ``refresh`` when it becomes visible new or stale,
    ``apply_changes`` for every write, ``privacy_changed`` on F8, ``rest`` when another place is shown.
    ``state`` is what ``restore`` needs to come back to the same spot.

    Attributes:
        key: Stable name, the ``place`` of a target.
        restores_whole: ``restore`` reads everything itself, so that nothing is read twice.
    """

    key: str = ""
    restores_whole: bool = False
    navigate = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.layout_ = QVBoxLayout(self)
        self._dress_page()
        theme().changed.connect(self._dress_page)

    def title(self) -> str:
        """Words for the window title; never a resident's name."""
        return ""

    def refresh(self) -> None:
        """Read everything that is shown again."""

    def apply_changes(self, changes: Changes) -> None:
        """Something was written; the careful default reads again."""
        del changes
        self.refresh()

    def privacy_changed(self, *, on: bool) -> None:
        """Names were hidden or shown."""
        del on
        self.refresh()

    def state(self) -> Mapping[str, Any]:
        """Where the person is on the page: facts for ``restore``."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what the facts name, at the same spot."""
        del state

    def rest(self) -> None:
        """Another place is shown: let go of what is large and can be made again."""

    def takes_files(self) -> bool:
        """Whether files that are dropped on the window are meant for what is shown now."""
        return False

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped while ``takes_files``."""
        del paths

    def command(self, name: str) -> bool:
        """A key of the keyboard map (``new_note``, ``print`` …); True when the page did it."""
        del name
        return False

    def go(self, place: str, **facts: Any) -> None:
        """Ask the shell for another place."""
        self.navigate.emit(Target(place, facts))

    def on_escape(self, act: Callable[[], None]) -> None:
        """What Esc does anywhere on the page.

        Args:
            act: Called without arguments.
        """
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(act)

    def _dress_page(self) -> None:
        margin = theme().size("margin")
        self.layout_.setContentsMargins(margin, margin, margin, margin)
        self.layout_.setSpacing(theme().px(12))
