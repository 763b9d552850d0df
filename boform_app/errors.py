"""Typed errors of the program, sorted by whose they are (architecture, decision 12).

Services raise these without sentences; ``ui.messages`` turns a code and its facts into Danish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a command from being carried out.

    Attributes:
        field: Name of the command field it belongs to, "" for the whole command.
        code: Stable key, e.g. ``end_before_start``; ``ui.messages`` holds a sentence for each.
        facts: What the sentence needs, e.g. ``{"other": "Kim Dahl"}``.
    """

    field: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class BoformError(Exception):
    """Everything that Boform raises on purpose."""


class UserError(BoformError):
    """Something the person at the keyboard can mend."""


class ValidationFailed(UserError):
    """A command was refused; every problem is listed, none is guessed away."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{p.field}:{p.code}" for p in problems))
        self.problems = problems


class NotAllowed(UserError):
    """The actor's role does not give the permission (design/permissions.md).

    Attributes:
        permission: The named permission that is missing.
        who_can: Display names of staff who have it.
    """

    def __init__(self, permission: str, who_can: tuple[str, ...] = ()) -> None:
        super().__init__(permission)
        self.permission = permission
        self.who_can = who_can


class Conflict(UserError):
    """Somebody else changed the record after it was read; nothing was lost or overwritten."""

    def __init__(self, entity: str, entity_id: str, *, changed_by: str = "") -> None:
        super().__init__(f"{entity} {entity_id}")
        self.entity = entity
        self.entity_id = entity_id
        self.changed_by = changed_by


class NotFound(UserError):
    """The record does not exist (any more)."""


class EnvironmentTrouble(BoformError):
    """The computer, not the person and not the program."""


class DiskFull(EnvironmentTrouble):
    """No room left; nothing was overwritten."""


class FolderNotWritable(EnvironmentTrouble):
    """The data folder does not take new files."""


class AlreadyOpen(EnvironmentTrouble):
    """Another running Boform holds the data folder."""


class DatabaseBusy(EnvironmentTrouble):
    """The database stayed locked longer than the wait allows."""


class DatabaseDamaged(EnvironmentTrouble):
    """The database file cannot be read with the right key."""


class DatabaseTooNew(EnvironmentTrouble):
    """The database was written by a newer Boform."""


class SlotsDamaged(EnvironmentTrouble):
    """The key file is missing, cut short or changed."""


class BlobDamaged(EnvironmentTrouble):
    """A stored file is missing or was changed."""


class WrongPassphrase(UserError):
    """The passphrase does not open the staff member's slot."""
