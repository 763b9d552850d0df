"""From the command to a log-in that can be used, against a bare PySide6 window with one field."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.houses import make_house
from benchmarks.result import Result
from boform_app.bootstrap import close_house

LIMIT = 2.0
GOAL = 1.4
ROUNDS = 9
_ROOT = Path(__file__).resolve().parent.parent


def run(rounds: int = ROUNDS) -> list[Result]:
    """Medians of starts taken in turns; what the operating system keeps in memory is warm."""
    with TemporaryDirectory() as where:
        folder = Path(where) / "data"
        close_house(make_house(folder)[0])
        pairs = [
            (_start("boform", "--data", str(folder)), _start("bare")) for _ in range(rounds + 1)
        ][1:]
    ours, bare = (median(times) for times in zip(*pairs, strict=True))
    return [Result("start to the log-in", ours, "ms", bare, "bare PySide6 window", LIMIT, GOAL)]


def _start(name: str, *words: str) -> float:
    """Milliseconds from the start of the process to its usable window."""
    # Without compiled modules a start costs three to four times as much; a released program has them.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-m", f"benchmarks._start_{name}", *words],
        cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, check=True,
    )  # fmt: skip
    return (float(answer.stdout) - begun) * 1000
