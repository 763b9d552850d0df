"""How long work tells where it is and hears that it should stop; knows nothing of Qt."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The person pressed Annullér; the work undid or finished its current step and stopped."""


class Progress(Protocol):
    """Handed to a function of long work."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Say how far the work is.

        Args:
            done: Steps done.
            total: All steps, 0 when nobody knows.
            what: What is being done, in Danish, without names.

        Raises:
            Cancelled: The person does not want the result any more.
        """
        ...


class Unheard:
    """A progress that nobody watches and nobody cancels."""

    def report(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""
