"""Errors of the database room, free of SQLAlchemy so that every room may name them."""

from __future__ import annotations


class EnvironmentTrouble(Exception):
    """The computer, not the person and not the program."""


class DiskFull(EnvironmentTrouble):
    """No room left; nothing was overwritten."""


class FolderNotWritable(EnvironmentTrouble):
    """The data folder does not take new files."""


class AlreadyOpen(EnvironmentTrouble):
    """Another running Boform holds the data folder."""


class DatabaseBusy(EnvironmentTrouble):
    """The database stayed locked longer than the wait allows."""


class DatabaseClosed(EnvironmentTrouble):
    """The house was closed meanwhile (log-out, quit); what still ran ends here."""


class DatabaseDamaged(EnvironmentTrouble):
    """The database file cannot be read with the right key."""


class DatabaseTooNew(EnvironmentTrouble):
    """The database was written by a newer Boform."""


class SlotsDamaged(EnvironmentTrouble):
    """The key file is missing, cut short or changed."""


class BlobDamaged(EnvironmentTrouble):
    """A stored file is missing or was changed."""


class ConstraintViolated(Exception):
    """The database refused a row; services turn the constraint's name into a problem at a field.

    Attributes:
        constraint: Name from the naming convention in ``models.base``, or the raw message.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class StaleRow(Exception):
    """The row was changed by somebody else after it was read."""

    def __init__(self, entity: str) -> None:
        super().__init__(entity)
        self.entity = entity
