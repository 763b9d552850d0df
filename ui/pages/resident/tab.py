"""What every tab of the resident page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from boform_app.services.views.people import Identity
from models.values.changes import Changes
from ui.pages.base import Target
from ui.session import Session
from ui.theme import theme


class Tab(QWidget):
    """One tab below the identity bar.

    The page makes a tab when somebody first goes to it, calls ``load`` whenever it shows another
    person, ``refresh`` when it becomes visible stale or the person presses F5, ``apply_changes`` for
    writes while it is the tab in view, ``privacy_changed`` on F8. The tab leaves the identity bar,
    the tab row and the note composer to the page; its ``layout_`` has no margins.

    Attributes:
        key: Stable name, the ``tab`` fact of the target ``resident``.
        compact: The tab needs the room: identity and tabs share one line of 44.
        own_foot: The tab has a foot of its own: the note comes up with Ctrl+N only.
    """

    key: str = ""
    compact: bool = False
    own_foot: bool = False
    navigate = Signal(object)
    missing_changed = Signal(int)
    """Emitted with ``missing``: the page says it in the tab row ("5 ting mangler")."""

    write_wanted = Signal()
    """The note at the foot gets the cursor."""
    correct_wanted = Signal(object)
    """The note at the foot becomes a correction of the ``NoteView`` that is carried."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person_id: UUID | None = None
        self.identity: Identity | None = None
        self.missing = 0
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self._space_out()
        theme().changed.connect(self._space_out)

    def title(self) -> str:
        """Words for the window title; never a resident's name."""
        return ""

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Show a person; what was typed about another one is kept as a draft before."""
        self.person_id, self.identity = person_id, identity
        self.refresh()

    def refresh(self) -> None:
        """Read everything that is shown again."""

    def apply_changes(self, changes: Changes) -> None:
        """Something about the shown person was written; the careful default reads again."""
        del changes
        self.refresh()

    def privacy_changed(self, *, on: bool) -> None:
        """Names were hidden or shown."""
        del on
        self.refresh()

    def state(self) -> Mapping[str, Any]:
        """Where the person is on the tab: facts for ``restore``."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what the facts name; called after ``load``."""
        del state

    def rest(self) -> None:
        """Another place is shown; ``load`` comes before this tab is seen again."""

    def command(self, name: str) -> bool:
        """A key of the keyboard map (``find``, ``save``, ``print`` …); True when the tab did it."""
        del name
        return False

    def takes_files(self) -> bool:
        """Whether files that are dropped on the window are meant for this tab."""
        return False

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped while ``takes_files``."""
        del paths

    def focus_first(self) -> None:
        """Where the keyboard goes when the tab was chosen by key; the tab row keeps it by default."""

    def go(self, place: str, **facts: Any) -> None:
        """Ask the shell for another place."""
        self.navigate.emit(Target(place, facts))

    def _space_out(self) -> None:
        self.layout_.setSpacing(theme().px(12))


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab that can be gone to.

    Attributes:
        key: The ``tab`` fact of the target ``resident``.
        label: Word in the tab row.
        module: Module below ``ui.pages.resident``; imported at the first visit.
        name: The ``Tab`` class in it.
        needs: Permission without which the tab is not there, "" for everybody's.
    """

    key: str
    label: str
    module: str
    name: str
    needs: str = ""

    def make(self, session: Session, parent: QWidget) -> Tab:
        """Make the tab where it will be shown."""
        module = import_module(f"ui.pages.resident.{self.module}")
        return cast("Tab", getattr(module, self.name)(session, parent))
