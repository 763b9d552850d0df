"""One tour of the demo house in a process of its own, for every benchmark that asks what it showed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from boform_app.clock import FixedClock, SystemClock
from boform_app.demo.build import PASSPHRASE, Wish, make_demo
from boform_app.paths import DataFolder
from boform_app.progress import Unheard

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Toured:
    """What a log-in showed that looked at everything.

    Attributes:
        memory_mb: Resident memory of the process at the end, MiB.
        places: Pages, tabs and letters that were opened.
        statements: Statements on the interface thread.
        slowest_ms: The most work of the interface thread in one statement.
        slowest: That statement.
    """

    memory_mb: float
    places: int
    statements: int
    slowest_ms: float
    slowest: str


@cache
def toured() -> Toured:
    """Make the demo house as ``boform demo`` does and tour it, once per run of the benchmarks."""
    with TemporaryDirectory() as where:
        folder = DataFolder(Path(where) / "data")
        make_demo(folder, FixedClock(SystemClock().now()), Wish(), Unheard())
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks._tour", str(folder.root), PASSPHRASE],
            cwd=_ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return Toured(**json.loads(answer.stdout.splitlines()[-1]))
