"""Doors to the outside: search, printing, files, clipboard. Tests use recording doubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ui.pages.base import Target

if TYPE_CHECKING:
    from boform_app.services.page_images import Picture

COMMAND = "command"
"""Place of a target that is no page but a command of the window (``facts["name"]``)."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row of the search list.

    Attributes:
        group: Heading, e.g. "Beboere", "Handlinger", "Værelser", "Tidligere beboere", "Breve".
        label: Main words, e.g. "Lund, Jonas".
        target: Where Enter leads.
        detail: Grey words after it, e.g. "12-01-1980 · vær. 12".
        icon: Fluent motif.
        matched: Parts of the label that matched, as (start, length); drawn in semibold.
        name_of: Room of the person the label names ("" for none), so that F8 can hide it;
            None when the label is no name.
    """

    group: str
    label: str
    target: Target
    detail: str = ""
    icon: str = "person"
    matched: tuple[tuple[int, int], ...] = ()
    name_of: str | None = None


class SearchPort(Protocol):
    """Global search; answers within 50 ms, at most 8 rows in fixed groups."""

    def find(self, text: str) -> Sequence[SearchHit]:
        """Hits for the text; for "" the last residents this user opened."""
        ...


class Printer(Protocol):
    """Puts a finished PDF on paper."""

    def print_pdf(
        self,
        pdf: bytes,
        title: str,
        done: Callable[[bool], None],
        *,
        pages: Sequence[Picture] = (),
    ) -> None:
        """Open the system's dialog and print.

        Args:
            pdf: The stored bytes.
            title: Neutral name for the print queue; never a resident's name.
            done: Called once: True when it went to the printer, False when it was cancelled.
            pages: Page images of the same bytes at print resolution.
        """
        ...


class FileDialogs(Protocol):
    """Where shall it go, which file is it; opened without a nested loop."""

    def save(
        self, title: str, name: str, pattern: str, done: Callable[[Path | None], None]
    ) -> None:
        """Ask for a file name to write; ``done`` gets None when it was cancelled."""
        ...

    def open(self, title: str, pattern: str, done: Callable[[Path | None], None]) -> None:
        """Ask for a file to read; ``done`` gets None when it was cancelled."""
        ...

    def open_several(
        self, title: str, pattern: str, done: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """Ask for files to read; ``done`` gets none when it was cancelled."""
        ...

    def folder(self, title: str, start: str, done: Callable[[Path | None], None]) -> None:
        """Ask for a folder, beginning at one; ``done`` gets None when it was cancelled."""
        ...


class Opener(Protocol):
    """Opens a file or folder in the program that the desktop has for it."""

    def open(self, path: Path) -> bool:
        """True when the desktop took it."""
        ...


class Clipboard(Protocol):
    """The clipboard, with care for what must not stay there."""

    def put(self, text: str) -> None:
        """Ordinary text."""
        ...

    def put_secret(self, text: str) -> None:
        """CPR and the like: kept out of the history, cleared after 60 s."""
        ...

    def clear_secret(self) -> None:
        """Take the last secret away at once, if it is still there."""
        ...


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """Which editor of the logged-in person a draft belongs to.

    Attributes:
        kind: What is being written, e.g. ``note``, ``admission``.
        person_id: About whom, "" when about nobody yet.
        field: Which field, "" for a whole form.
    """

    kind: str
    person_id: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Unfinished text as it was left."""

    text: str
    cursor: int = 0
    scroll: int = 0


class DraftPort(Protocol):
    """Where unfinished text goes; returns at once, a writer puts it on disk within a second."""

    def put(self, slot: DraftSlot, text: str, *, cursor: int = 0, scroll: int = 0) -> None:
        """The present text; call it for every change."""
        ...

    def get(self, slot: DraftSlot) -> SavedDraft | None:
        """What was left, also before it is on disk."""
        ...

    def remove(self, slot: DraftSlot) -> None:
        """The text became part of the record or was thrown away."""
        ...


@dataclass(frozen=True, slots=True)
class LoginPerson:
    """Who can log in, as far as it is known before there is a key.

    Attributes:
        staff_id: The staff row's id.
        first_name: On the tile.
        initials: On the tile.
        recent: Used this computer in the last 14 days; the others stand behind "En anden".
    """

    staff_id: str
    first_name: str
    initials: str
    recent: bool = True


class LoginPort(Protocol):
    """The door of the house. ``open``, ``recover`` and ``unlock`` take about a second: on a worker."""

    def house(self) -> str:
        """Name of the house, in clear by design."""
        ...

    def people(self) -> Sequence[LoginPerson]:
        """Tiles, in the order they are shown."""
        ...

    def last_staff_id(self) -> str:
        """Who used this computer last, "" when nobody did."""
        ...

    def open(self, staff_id: str, passphrase: str) -> Any:
        """Log in; the answer is handed on to whoever builds the window.

        Raises:
            WrongPassphrase: It does not open the slot.
            ValidationFailed: The access is closed.
            EnvironmentTrouble: File, folder or disk.
        """
        ...

    def recover(self, groups: str, staff_id: str, passphrase: str) -> Any:
        """Log in with the 14 groups of the recovery sheet and set a new passphrase."""
        ...

    def unlock(self, staff_id: str, code: str) -> Any:
        """At the lock: PIN or passphrase; for another person a log-in of their own."""
        ...

    def tries_left(self, staff_id: str) -> int:
        """Tries before the next pause."""
        ...

    def wait_left(self, staff_id: str) -> float:
        """Seconds until the next try is taken."""
        ...
