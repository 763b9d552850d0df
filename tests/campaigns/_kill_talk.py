"""What the program under the kill tells the one who kills it, over a pipe.

What was sent before the kill is still in the pipe after it. Times are ``time.monotonic()`` of the
machine, the same in both processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

Slot = tuple[str, str, str]
"""Kind, person and field of an editor's draft."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the program is to do until it is killed.

    Attributes:
        root: The data folder.
        staff_id: Who logs in, with ``passphrase``.
        seed: What is typed and written, and in which order.
        plant: "" or the name of a fault.
    """

    root: str
    staff_id: str
    passphrase: str
    seed: int
    plant: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """The window is on the screen and the first key comes next."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An editor is about to hold this text; sent before the key, so that no text is forgiven."""

    slot: Slot
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Finished:
    """Ctrl+Enter comes next: the text leaves the editor and becomes a note."""

    slot: Slot
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A service has answered: this operation is written."""

    operation_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter was made: its bytes are written."""

    letter_id: UUID


@dataclass(frozen=True, slots=True)
class Struck:
    """A planted fault has just done its harm."""


@dataclass(frozen=True, slots=True)
class Broke:
    """Something happened in the program that must not happen."""

    trace: str


Message = Ready | Typed | Finished | Acknowledged | Stored | Struck | Broke
