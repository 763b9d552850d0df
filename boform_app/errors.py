"""Typed errors of the program, sorted by whose they are (architecture, decision 12).

Services raise these without sentences; ``ui.messages`` turns a code and its facts into Danish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any
from uuid import UUID

from models.errors import (
    AlreadyOpen,
    BlobDamaged,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFull,
    EnvironmentTrouble,
    FolderNotWritable,
    SlotsDamaged,
)

__all__ = [
    "AlreadyOpen",
    "BlobDamaged",
    "BoformError",
    "Conflict",
    "DatabaseBusy",
    "DatabaseDamaged",
    "DatabaseTooNew",
    "DiskFull",
    "EnvironmentTrouble",
    "FolderNotWritable",
    "ForeignFile",
    "KeysDropped",
    "KeysExist",
    "NotAllowed",
    "NotFound",
    "Problem",
    "ReasonNeeded",
    "RecoveryKeyMistyped",
    "SlotsDamaged",
    "UserError",
    "ValidationFailed",
    "WrongPassphrase",
    "WrongRecoveryKey",
]


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
    facts: Mapping[str, Any] = made_by(default_factory=dict)


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
    """Somebody else changed the record after it was read; nothing was lost or overwritten.

    Attributes:
        entity: Table of the record.
        entity_id: Its id.
        changed_by: First name of who changed it, "" when nobody knows.
        problem: What stands in the way now, where it is another record; else None.
    """

    def __init__(
        self, entity: str, entity_id: str, *, changed_by: str = "", problem: Problem | None = None
    ) -> None:
        super().__init__(f"{entity} {entity_id}")
        self.entity = entity
        self.entity_id = entity_id
        self.changed_by = changed_by
        self.problem = problem


class NothingToUndo(UserError):
    """There is no step of this log-in left to undo or redo.

    Attributes:
        standing: Danish names of legal events that stay: they are annulled with a reason instead.
    """

    def __init__(self, standing: tuple[str, ...] = ()) -> None:
        super().__init__("nothing")
        self.standing = standing


class NotFound(UserError):
    """The record does not exist (any more)."""


class ReasonNeeded(UserError):
    """A protected resident opens only with a reason, which is logged (design/permissions.md).

    Attributes:
        person_id: Whom the reason is asked for.
    """

    def __init__(self, person_id: UUID) -> None:
        super().__init__(str(person_id))
        self.person_id = person_id


class WrongPassphrase(UserError):
    """The passphrase does not open the staff member's slot."""


class WrongRecoveryKey(UserError):
    """The sheet was typed right, but belongs to another data file or has been replaced."""


class RecoveryKeyMistyped(UserError):
    """The typed recovery key fails its check.

    Attributes:
        groups: Numbers (1 to 14) of the groups to look at again; empty when it could be any.
        missing: How many characters are missing; negative when there are too many, 0 when the
            length is right.
    """

    def __init__(self, groups: tuple[int, ...] = (), missing: int = 0) -> None:
        super().__init__(f"groups {groups}, missing {missing}")
        self.groups = groups
        self.missing = missing


class ForeignFile(UserError):
    """A file from outside could not be opened; nothing was changed.

    Attributes:
        code: Why, e.g. ``file_damaged``; ``boform_app.exchange.foreign`` lists them.
        facts: What the sentence needs, e.g. ``{"megabytes": 25}``.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, Any] = facts


class KeysExist(EnvironmentTrouble):
    """The folder has a key file already; a second house is never written over it."""


class KeysDropped(BoformError):
    """The data key was dropped (log-out, quit, 12 hours); somebody must log in again."""
