"""Pauses after wrong tries, and the PIN that lives in memory only."""

from __future__ import annotations

import pytest

from boform_app.vault.pin import PinGuard, PinProblem, PinResult, check_pin
from boform_app.vault.tries import TryLimiter


class Seconds:
    """A clock that stands where it was put."""

    def __init__(self) -> None:
        self.value = 1000.0

    def __call__(self) -> float:
        return self.value


def test_three_wrong_tries_make_a_pause_of_thirty_seconds() -> None:
    now = Seconds()
    limiter = TryLimiter(now)
    for left in (3, 2, 1):
        assert limiter.tries_left("mette") == left
        assert limiter.wait_left("mette") == 0.0
        limiter.failed("mette")
    assert limiter.wait_left("mette") == 30.0
    assert limiter.wait_left("ole") == 0.0
    now.value += 29.0
    assert limiter.wait_left("mette") == 1.0
    now.value += 1.0
    assert limiter.wait_left("mette") == 0.0
    for _ in range(3):
        limiter.failed("mette")
    assert limiter.wait_left("mette") == 30.0
    assert limiter.wrong("mette") == 6
    limiter.succeeded("mette")
    assert (limiter.wait_left("mette"), limiter.tries_left("mette")) == (0.0, 3)


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("27391", PinProblem.TOO_SHORT),
        ("27391a", PinProblem.NOT_DIGITS),
        ("٢٧٣٩١٤", PinProblem.NOT_DIGITS),
        ("", PinProblem.NOT_DIGITS),
        ("000000", PinProblem.TOO_EASY),
        ("123456", PinProblem.TOO_EASY),
        ("765432", PinProblem.TOO_EASY),
        ("121212", PinProblem.TOO_EASY),
        ("472472", PinProblem.TOO_EASY),
        ("273914", None),
        ("90210475", None),
    ],
)
def test_which_pins_are_taken(pin: str, problem: PinProblem | None) -> None:
    assert check_pin(pin) == problem
    guard = PinGuard(Seconds())
    assert guard.set(pin) == problem
    assert guard.is_set is (problem is None)


def test_the_right_pin_lifts_the_cover_and_six_wrong_ones_end_it() -> None:
    now = Seconds()
    guard = PinGuard(now)
    guard.set("273914")
    assert guard.try_pin("273914") == PinResult.RIGHT
    results = [guard.try_pin("273915") for _ in range(4)]
    assert results == [PinResult.WRONG] * 3 + [PinResult.PAUSED]
    assert guard.try_pin("273914") == PinResult.PAUSED
    now.value += 30.0
    results = [guard.try_pin("273915") for _ in range(3)]
    assert results == [PinResult.WRONG] * 2 + [PinResult.ENDED]
    assert not guard.is_set
    assert guard.try_pin("273914") == PinResult.ENDED


def test_a_pin_ends_after_twelve_hours_and_on_drop() -> None:
    now = Seconds()
    guard = PinGuard(now)
    guard.set("273914")
    now.value += 12 * 3600 - 1
    assert guard.try_pin("273914") == PinResult.RIGHT
    now.value += 1
    assert guard.try_pin("273914") == PinResult.ENDED
    guard.set("273914")
    guard.drop()
    assert guard.try_pin("273914") == PinResult.ENDED


def test_the_pin_itself_is_not_kept() -> None:
    guard = PinGuard(Seconds())
    guard.set("273914")
    assert "273914" not in repr(vars(guard))
