"""Pauses after wrong passphrases and PINs (ux 3.5), in memory only."""

from __future__ import annotations

from collections.abc import Callable

TRIES_BEFORE_PAUSE = 3
PAUSE_SECONDS = 30.0


class TryLimiter:
    """Three wrong tries, then a pause of 30 seconds; per person.

    It slows down a hand at the keyboard. Against a copied file only Argon2id helps.

    Args:
        monotonic: Seconds that never run backwards (``time.monotonic``); not the wall clock,
            which somebody at the computer can set.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._wrong: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def wait_left(self, subject: str) -> float:
        """Seconds until the next try is taken; 0.0 when it is taken now."""
        return max(0.0, self._until.get(subject, 0.0) - self._monotonic())

    def tries_left(self, subject: str) -> int:
        """Tries before the next pause (1 to 3)."""
        return TRIES_BEFORE_PAUSE - self._wrong.get(subject, 0) % TRIES_BEFORE_PAUSE

    def wrong(self, subject: str) -> int:
        """Wrong tries since the last right one."""
        return self._wrong.get(subject, 0)

    def failed(self, subject: str) -> None:
        """Count a wrong try; every third starts a pause."""
        count = self._wrong.get(subject, 0) + 1
        self._wrong[subject] = count
        if count % TRIES_BEFORE_PAUSE == 0:
            self._until[subject] = self._monotonic() + PAUSE_SECONDS

    def succeeded(self, subject: str) -> None:
        """Forget the wrong tries."""
        self._wrong.pop(subject, None)
        self._until.pop(subject, None)
