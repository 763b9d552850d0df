"""The PIN that lifts the lock screen while the program runs; it never opens anything on disk."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from enum import StrEnum

from boform_app.vault.tries import TryLimiter

MIN_DIGITS = 6
LIFE_SECONDS = 12 * 3600.0
TRIES_BEFORE_END = 6
_COUNTING = "01234567890123456789"


class PinProblem(StrEnum):
    """Why a PIN is not taken."""

    NOT_DIGITS = "pin_not_digits"
    TOO_SHORT = "pin_too_short"
    TOO_EASY = "pin_too_easy"


class PinResult(StrEnum):
    """What a try came to."""

    RIGHT = "right"
    WRONG = "wrong"
    PAUSED = "paused"
    ENDED = "ended"


def check_pin(pin: str) -> PinProblem | None:
    """Whether a PIN may be used; None when it may."""
    if not (pin.isascii() and pin.isdigit()):
        return PinProblem.NOT_DIGITS
    if len(pin) < MIN_DIGITS:
        return PinProblem.TOO_SHORT
    if len(set(pin)) < 3 or pin in _COUNTING or pin[::-1] in _COUNTING:
        return PinProblem.TOO_EASY
    if any(pin == pin[:n] * (len(pin) // n) for n in (2, 3)):
        return PinProblem.TOO_EASY
    return None


class PinGuard:
    """Holds a salted hash of the PIN in memory; ends with six wrong tries, 12 hours or a restart.

    Args:
        monotonic: Seconds that never run backwards.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._tries = TryLimiter(monotonic)
        self._salt = b""
        self._hash = b""
        self._ends = 0.0

    @property
    def is_set(self) -> bool:
        """Whether a PIN can lift the cover now; otherwise the passphrase is asked for."""
        return bool(self._hash) and self._monotonic() < self._ends

    @property
    def tries(self) -> TryLimiter:
        """Pauses and tries left, under the subject ``"pin"``."""
        return self._tries

    def set(self, pin: str) -> PinProblem | None:
        """Take a PIN for the next 12 hours, or say why not."""
        problem = check_pin(pin)
        if problem is None:
            self.drop()
            self._salt = secrets.token_bytes(16)
            self._hash = _hashed(pin, self._salt)
            self._ends = self._monotonic() + LIFE_SECONDS
        return problem

    def try_pin(self, pin: str) -> PinResult:
        """Try to lift the cover; a try during a pause is not looked at."""
        if not self.is_set:
            self.drop()
            return PinResult.ENDED
        if self._tries.wait_left("pin") > 0:
            return PinResult.PAUSED
        if hmac.compare_digest(_hashed(pin, self._salt), self._hash):
            self._tries.succeeded("pin")
            return PinResult.RIGHT
        self._tries.failed("pin")
        if self._tries.wrong("pin") >= TRIES_BEFORE_END:
            self.drop()
            return PinResult.ENDED
        return PinResult.WRONG

    def drop(self) -> None:
        """Forget the PIN; the passphrase is asked for next time."""
        self._salt = self._hash = b""
        self._ends = 0.0
        self._tries.succeeded("pin")


def _hashed(pin: str, salt: bytes) -> bytes:
    # 16 MiB: a million PINs are few whatever the hash, so this only slows reading of a memory dump.
    return hashlib.scrypt(pin.encode("utf-8"), salt=salt, n=2**14, r=8, p=1, dklen=32)
