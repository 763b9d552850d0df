"""Timing two things in turns, so that a busy moment of the machine meets both."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence

Work = Callable[[], object]


def milliseconds(work: Work) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def side_by_side(work: Work, floor: Work, *, rounds: int = 9) -> tuple[float, float]:
    """Medians of ``work`` and ``floor`` in ms, taken in turns after one unmeasured call of each."""
    work()
    floor()
    pairs = [(milliseconds(work), milliseconds(floor)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest measured value that at least ``share`` (0 to 1) of ``values`` do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]
